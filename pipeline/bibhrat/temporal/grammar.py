"""A text in, its temporal expressions as written out: the walk over the tokens.

At each token that can begin an expression the readers are tried in a fixed order, longest
shape first. Every reader looks a bounded number of tokens ahead, so the walk is linear.
"""

from bibhrat.temporal.clock import clock_at, is_stamp
from bibhrat.temporal.false_positives import false_point
from bibhrat.temporal.habits import mark_habits
from bibhrat.temporal.hedges import look_ahead, look_behind
from bibhrat.temporal.lengths import DURATION_BEGINS, LOCATIVES, Lengths
from bibhrat.temporal.lexer import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    DOT,
    FAR,
    GLUED,
    OPEN,
    SLASH,
    SPACE,
    Token,
    lex,
)
from bibhrat.temporal.lists import Lists
from bibhrat.temporal.points import BEGINS, after_time_words, decade, point
from bibhrat.temporal.recurrence import is_habit
from bibhrat.temporal.slots import day_long, edge_of
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_STARTS = BEGINS | DURATION_BEGINS | {"wdshort", "post", "zonename", "zone", "namely", "of"}
# These say nothing unless something stands directly behind them.
_NOT_ALONE = frozenset(
    ("num", "frac", "fracalone", "vague", "mod", "every", "ord", "ordday", "qualifier",
     "nightafter", "wdshort", "long", "scale", "unit", "of", "post")
)  # fmt: skip
_LIST_LIMIT = 12


class Scanner(Lengths, Lists):
    """One walk over one folded text."""

    def __init__(self, text: str, *, whole: bool = False) -> None:
        self.text = text
        self.whole = whole  # the text is one expression: nothing else is considered
        tokens = lex(text)
        self.count = len(tokens)
        self.toks: list[Token] = tokens
        self.found: list[Written] = []
        self.dropped: list[str] = []
        self.no_list = 0  # no list of days begins before this token
        end = Token("end", None, len(text), len(text), len(text), "", FAR)
        tokens += [end] * 16

    def scan(self) -> list[Written]:
        """All expressions, in order."""
        toks = self.toks
        i = 0
        zone: tuple[str, int] | None = None
        namely = -1
        while i < self.count:
            t = toks[i]
            kind = t.kind
            n = toks[i + 1]
            # A stamp or a year with no space before it: …লেন২৩ অক্টোবর ২০২৫, …উইকেট১৯৯৭ সালে
            named = "year" if t.width == 4 else "month"
            if kind == "glued" and n.gap == SPACE and n.kind == named:
                t.kind = kind = "num"
            if (
                kind not in _STARTS
                or (
                    kind in _NOT_ALONE
                    and n.gap == FAR
                    and not (t.width == 4 and t.ending)
                    and not (kind == "unit" and (t.ending in LOCATIVES or t.ending == _THROUGH))
                )
                or (t.width and n.width and self._row_of_numbers(i))
            ):
                i += 1
                continue
            if kind in ("zonename", "zone"):
                k = self._zone_end(i)
                if k:
                    zone = (t.value, self._behind_hedge(k))
                i = k or i + 1
                continue
            if kind == "namely":
                namely = self._behind_hedge(i + 1)
                i += 1
                continue
            j = self._at(i, zone)
            if j > i:
                if namely == i and len(self.found) > 1:
                    self.found[-1].corrects = self.found[-2]
                i = j
            else:
                i += 1
        mark_habits(self.text, self.found)
        return self.found

    def _behind_hedge(self, i: int) -> int:
        """The index behind a hedge: জিএমটি আনুমানিক দুপুর ২টা."""
        t = self.toks[i]
        return i + 1 if t.kind == "before" and t.gap == SPACE else i

    def _zone_end(self, i: int) -> int:
        """The index behind the zone that begins at token `i`; 0 where it is only a name."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        if t.kind == "zone":
            return after_time_words(toks, i + 1)
        k = after_time_words(toks, i + 1)
        if k > i + 1:
            return k
        if n.kind == "then" and n.gap == SPACE and t.ending:
            return i + 2  # নিউইয়র্কে তখন
        if n.kind == "zonename" and n.value == "local" and toks[i + 2].kind == "timeword":
            return i + 3  # জাপানের স্থানীয় সময়
        return 0

    def _at(self, i: int, zone: tuple[str, int] | None) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
        """Read one expression, with its range or list, at token `i`."""
        toks = self.toks
        t = toks[i]
        kind = t.kind
        if t.width and i and t.gap in (DOT, SLASH, COLON) and toks[i - 1].width:
            return i  # the middle of something numeric
        if t.width and t.gap == DASH and i and toks[i - 1].width and self._tight(i):
            return i
        if kind == "post":
            return self._next_day(i)
        if kind == "unit" and t.ending in LOCATIVES:
            j = self._rate(i)
            if j > i:
                return j
        if kind == "unit" and t.ending == _GENITIVE:
            j = self._edge(i)
            if j > i:
                return j
        if kind in ("unit", "qualifier"):
            j = self._day_long(i)
            if j > i:
                return j
        if kind == "wdshort":
            return self._short_weekdays(i)
        if kind in ("every", "daily"):
            j = self._set(i)
            if j > i:
                return j
        if kind == "mod" or t.width == 4:
            j = self._prefixed_list(i)
            if j:
                return j
        if kind == "mod":
            j = self._window(i) or self._modified_list(i)
            if j > i:
                return j
        behind = toks[i + 2]
        oclock = toks[i + 1].kind == "ta" and not (behind.kind == "unit" and behind.gap == SPACE)
        if kind in ("num", "ordday", "centuryord") and not oclock:
            j = self._day_list(i) or self._year_list(i)
            if j:
                return j
            found = decade(toks, i)
            if found is not None:
                return self._point(i, found)
        if kind in DURATION_BEGINS and not oclock and not (t.width == 4 and self._dateline(i)):
            j = self._duration(i, None)
            if j > i:
                return j
        if kind in BEGINS:
            found = point(self.text, toks, i, sure=self.whole)
            if found is not None:
                if zone is not None and self._zone_reaches(i, zone):
                    found[0].zone = found[0].zone or zone[0]
                return self._point(i, found)
        return i

    def _day_long(self, i: int) -> int:
        """দিনভর is the day of the story, সারা দিন with no day beside it a length."""
        t = self.toks[i]
        j = day_long(self.text, self.toks, i)
        if j == i or (t.kind == "unit" and t.gap in (SPACE, GLUED, DASH)):
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
        if t.value not in ("month", "year") or n.kind != "ord" or n.gap != SPACE:
            return i
        if unit.kind != "unit" or unit.gap != SPACE or t.gap in (SPACE, GLUED):
            return i
        w = Written(t.start, unit.end, ending=unit.ending, period=t.value, period_modifier="this")
        edge = edge_of(self.text, n)
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

    def _row_of_numbers(self, i: int) -> bool:
        """Numbers in a row, which begin nothing: "১ ১ ১", and a list found to have no month."""
        if self.toks[i].width == 4 and self.toks[i].ending:
            return False  # ২০১৯-এর ৫ আগস্ট
        gap = self.toks[i + 1].gap
        return gap == SPACE or (gap == COMMA and i < self.no_list)

    def _dateline(self, i: int) -> bool:
        """১৪৫৯ ঘণ্টা, মার্চ ৩১, ২০২৪ is a clock."""
        unit = self.toks[i + 1]
        if unit.kind != "unit" or unit.value != "hour":
            return False
        return clock_at(self.text, self.toks, i, Written(0, 0), sure=False) > i

    def _tight(self, i: int) -> bool:
        t = self.toks[i]
        return t.start - self.toks[i - 1].end == 1

    def _zone_reaches(self, i: int, zone: tuple[str, int]) -> bool:
        if zone[1] != i:
            return False
        between = self.text[self.toks[i - 1].end : self.toks[i].start].strip(" :,")
        return len(between) < 10 and "\u0964" not in between and "\n" not in between

    # -- points ---------------------------------------------------------------------

    def _point(self, i: int, found: tuple[Written, int]) -> int:
        w, j = found
        after = self.toks[j]
        if w.hour is not None and w.zone is None and after.gap in (OPEN, SPACE):
            n = self.toks[j + 1]
            named = after.kind == "zonename" and n.kind == "timeword" and n.gap == SPACE
            if named or after.kind == "zone":
                close = n.end if named else after.end
                if after.gap == OPEN and self.text[close : close + 1] == ")":
                    w.zone = after.value  # রাত ৯টায় (বাংলাদেশ সময়)
                elif after.gap == SPACE and after.kind == "zone":
                    w.zone = after.value
        if (w.hour is not None or w.part is not None) and is_stamp(self.text, w.start, w.end):
            w.stamp = True
        reason = None if self.whole else false_point(self.text, self.toks, i, j, w)
        if self.toks[i].kind == "ord" and w.story_offset == 0 and self._is_told(w):
            reason = "day-told-before"  # বৃহস্পতিবার ছিল প্রথম দিন
        if reason is not None:
            self.dropped.append(reason)
            return j if reason in _SWALLOWED else i
        bare = w.hour is not None and not w.names_day and not w.has_date and w.period is None
        if bare and is_habit(self.text, w.start, w.end):
            w.kind, w.every = "set", "day"
        return self._emit(i, j, w)

    def _is_told(self, w: Written) -> bool:
        """Whether the sentence named a day before."""
        last = self.found[-1] if self.found else None
        if last is None or not (last.names_day or last.has_date):
            return False
        return not any(c in self.text[last.end : w.start] for c in "\u0964?!\n")

    def _emit(self, i: int, j: int, w: Written) -> int:
        """Keep a point, then what is linked to it: the other end of a range, a list."""
        toks = self.toks
        look_behind(toks, i, w)
        self.found.append(w)
        for _ in range(_LIST_LIMIT):
            k, ranged = self._joint(j, stamp=w.stamp)
            if not k:
                break
            partner = self._partner(w, j, k, ranged=ranged)
            if partner is None:
                break
            right, end = partner
            if ranged:
                w.range_to, right.range_from = right, w
                if toks[j].kind == "post":
                    w.postposition = "থেকে"
            else:
                right.list_head = w.list_head or w
            if w.every and (right.hour is not None or (w.every == "year" and right.month)):
                right.every, right.kind = w.every, "set"
            if w.zone and not right.zone:
                right.zone = w.zone
            look_behind(toks, k, right)
            self.found.append(right)
            if w.postposition is None:
                look_ahead(self.text, toks, j, w)
            w, j = right, end
        look_ahead(self.text, toks, j, w)
        return j

    def _joint(self, j: int, *, stamp: bool) -> tuple[int, bool]:
        """Where the partner of a range or a list begins, and which of the two it is."""
        toks = self.toks
        t = toks[j]
        if t.gap == DASH:
            return (0, False) if stamp and self.text[toks[j - 1].end] == " " else (j, True)
        if t.gap in (SPACE, CLOSE):
            if t.kind == "post" and t.value == "থেকে":
                k = j + 1
                while toks[k].gap == SPACE and toks[k].kind == "before" and k < j + 3:
                    k += 1
                return (k, True) if toks[k].gap in (SPACE, COMMA) else (0, False)
            if t.kind == "and" and toks[j + 1].gap == SPACE:
                return j + 1, False
        if t.gap == COMMA and t.kind in ("num", "frac", "fracalone", "part"):
            return j, False
        return 0, False

    def _partner(self, w: Written, j: int, k: int, *, ranged: bool) -> tuple[Written, int] | None:
        toks = self.toks
        sure = w.hour is not None and (toks[k].gap != COMMA)
        if toks[k].kind not in BEGINS:
            return None
        shared = toks[k].gap != COMMA or toks[k].kind != "part"
        found = point(self.text, toks, k, sure=sure and shared)
        if found is None:
            return None
        right, end = found
        if w.hour is not None:
            fits = right.hour is not None or (ranged and right.part is not None)
        elif w.part is not None:
            fits = right.part is not None or right.hour is not None
        else:
            fits = _date_like(w, right)
        if not fits:
            return None
        carried = w.part or w.hour is not None or w.month is not None
        if not carried and false_point(self.text, toks, k, end, right):
            return None
        if not ranged and w.hour is None and right.hour is None and toks[k].gap == COMMA:
            return None
        if right.part and not right.has_clock and not right.ending and not w.has_clock:
            nxt = toks[end]
            if toks[k].gap == DASH or not (nxt.gap == SPACE and nxt.kind in ("post", "hedge")):
                return None
        return right, end


_AFTER = fold("পর").text
_GENITIVE = fold("ের").text
_THROUGH = fold("ভর").text
_SWALLOWED = ("month-in-name", "part-pair", "part-whole")


def _date_like(w: Written, right: Written) -> bool:
    """Whether two expressions without a clock make a range or a list."""
    if w.weekday is not None and right.weekday is not None:
        return True
    if w.has_date and (right.has_date or right.names_day):
        return True
    if w.period is not None:
        return right.period is not None
    return w.names_day and (right.names_day or right.has_date)
