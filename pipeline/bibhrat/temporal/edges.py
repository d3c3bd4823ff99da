"""Days that a period or a story gives by its edges: মাসের প্রথম দিন, পর দিন, দিনভর."""

from bibhrat.temporal.hedges import look_ahead, look_behind
from bibhrat.temporal.inside import edge_of
from bibhrat.temporal.lexer import DASH, FAR, GLUED, SPACE, Token
from bibhrat.temporal.points import point
from bibhrat.temporal.slots import day_long
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_DAY_WORD = fold("দিন").text
_AFTER = fold("পর").text
_COUNTS = ("num", "count", "vague", "mod", "every", "long", "frac", "fracalone")


_EDGED = ("week", "year")  # মাসের শেষে is as often of every month


def _tells_edge(n: Token, after: Token) -> bool:
    """মাসের শুরুতে, সপ্তাহের মাঝামাঝি, বছরের শেষ দিকে: a part of the period that it is."""
    if n.gap != SPACE:
        return False
    if n.kind == "ord" and n.value in (1, 4):
        return after.kind == "hedge" and after.value == "APPROX" and after.gap == SPACE
    return n.kind == "hedge" and n.value in ("START", "MID", "END")


class Edges:
    """The part of the scanner that reads days by the edges of a period or of the story."""

    text: str
    toks: list[Token]
    found: list[Written]

    def _emit(self, i: int, j: int, w: Written) -> int:
        raise NotImplementedError

    def _point(self, i: int, found: tuple[Written, int]) -> int:
        raise NotImplementedError

    def _day_long(self, i: int) -> int:
        """দিনভর is the day of the story, সারা দিন with no day beside it a length."""
        t = self.toks[i]
        j = day_long(self.text, self.toks, i)
        counted = i and t.gap in (SPACE, GLUED, DASH) and self.toks[i - 1].kind in _COUNTS
        if j == i or (t.kind == "unit" and counted):
            return i
        last = self.toks[j - 1]
        if t.kind == "unit":
            return self._emit(
                i, j, Written(t.start, last.end, story_offset=0, this_day=True, all_day=True)
            )
        w = Written(t.start, last.end, "duration", ending=last.ending)
        w.terms = [(1, 1, "day")]
        look_behind(self.toks, i, w)
        look_ahead(self.text, self.toks, j, w)
        self.found.append(w)
        return j

    def _edge(self, i: int) -> int:
        """মাসের প্রথম দিন, বছরের শেষ দিন, মাসের শেষ সপ্তাহে: of the month or year it is."""
        t, n, unit = self.toks[i : i + 3]
        if t.value in _EDGED and t.gap not in (SPACE, GLUED, DASH) and _tells_edge(n, unit):
            w = Written(t.start, t.end, ending=t.ending, period=t.value, period_modifier="this")
            return self._emit(i, i + 1, w)
        if t.value not in ("week", "month", "year") or n.kind != "ord" or n.gap != SPACE:
            return i
        if unit.kind != "unit" or unit.gap != SPACE or t.gap in (SPACE, GLUED):
            return i
        w = Written(t.start, unit.end, ending=unit.ending, period=t.value, period_modifier="this")
        edge = edge_of(self.text, n)
        if t.value == "week" and not self.text.startswith(_DAY_WORD, unit.start):
            return i  # সপ্তাহের প্রথম কর্মদিবসে
        if unit.value == "day" and edge is not None:
            w.edge = edge
        elif unit.value == "week" and t.value == "month":
            w.week_of_month = n.value
        else:
            return i
        found = point(self.text, self.toks, i + 3) if self.toks[i + 3].gap == SPACE else None
        if found is not None and w.edge and not (found[0].names_day or found[0].has_date):
            timed, j = found
            w.part, w.hour, w.minute, w.half = timed.part, timed.hour, timed.minute, timed.half
            w.end, w.ending = timed.end, timed.ending
            return self._emit(i, j, w)
        return self._emit(i, i + 3, w)

    def _next_day(self, i: int) -> int:
        """পর দিন, written apart."""
        t, n = self.toks[i], self.toks[i + 1]
        if t.gap != FAR or t.ending or n.gap != SPACE or n.kind != "unit" or n.value != "day":
            return i
        if self.text[t.start : t.end] != _AFTER or n.ending not in ("", "ই", "ও"):
            return i
        w = Written(t.start, n.end, ending=n.ending, story_offset=1)
        found = point(self.text, self.toks, i + 2) if self.toks[i + 2].gap == SPACE else None
        if found is not None and not found[0].names_day and not found[0].has_date:
            w, j = found[0], found[1]
            if w.hour is not None or w.part is not None:
                w.start, w.story_offset = t.start, 1
                return self._point(i, (w, j))
            w = Written(t.start, n.end, ending=n.ending, story_offset=1)
        elif found is not None and found[0].weekday is not None and not found[0].has_date:
            w, j = found[0], found[1]
            w.start, w.story_offset = t.start, 1
            return self._point(i, (w, j))
        return self._emit(i, i + 2, w)
