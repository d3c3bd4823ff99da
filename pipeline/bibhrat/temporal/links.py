"""Expressions that belong together: the two ends of a range, the members of a list."""

from bibhrat.temporal.false_positives import false_point
from bibhrat.temporal.hedges import look_ahead, look_behind
from bibhrat.temporal.lexer import CLOSE, COMMA, DASH, SPACE, Token
from bibhrat.temporal.points import BEGINS, point
from bibhrat.temporal.written import Written

_LIST_LIMIT = 12


class Links:
    """The part of the scanner that links points."""

    text: str
    toks: list[Token]
    found: list[Written]

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
            fits = fits or (ranged and w.has_date and right.month is not None)
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


def _date_like(w: Written, right: Written) -> bool:
    """Whether two expressions without a clock make a range or a list."""
    if w.weekday is not None and right.weekday is not None:
        return True
    if w.has_date and (right.has_date or right.names_day):
        return True
    if w.period is not None:
        return right.period is not None
    return w.names_day and (right.names_day or right.has_date)
