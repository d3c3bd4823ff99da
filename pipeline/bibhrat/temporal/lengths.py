"""Amounts of time in the walk over the tokens: durations, days counted back, windows, sets."""

from collections.abc import Sequence
from copy import copy

from bibhrat.temporal.durations import duration
from bibhrat.temporal.lexer import GLUED, SPACE, Token
from bibhrat.temporal.points import BEGINS, point
from bibhrat.temporal.surroundings import (
    after_event,
    false_duration,
    is_newspaper,
    look_ahead,
    look_behind,
)
from bibhrat.temporal.written import Written

#: Kinds that a duration may begin with.
DURATION_BEGINS = frozenset(
    ("num", "frac", "fracalone", "vague", "about", "long", "vaguelong", "unit", "scale")
)
_LONG_UNITS = ("day", "week", "month", "year", "decade", "century")


class Lengths:
    """The part of the scanner that reads amounts."""

    text: str
    toks: list[Token]
    found: list[Written]
    dropped: list[str]

    def _emit(self, i: int, j: int, w: Written) -> int:
        raise NotImplementedError

    def _duration(self, i: int, window: Token | None) -> int:
        toks = self.toks
        found = duration(toks, i)
        if found is None:
            return i
        w, j = found
        begin = i if window is None else i - 1
        reason = false_duration(self.text, toks, i, j, w)
        if reason is not None:
            self.dropped.append(reason)
            return j
        if window is not None:
            w.start, w.window = window.start, window.value
        elif _someday(w, toks, i, j):
            self.dropped.append("someday")
            return j
        ago = toks[j]
        unit = w.terms[-1][2]
        if (
            window is None and ago.gap == SPACE and not w.ending and len(w.terms) == 1
            and not w.terms_to and unit in _LONG_UNITS
            and ((ago.kind == "post" and ago.value == "আগে")
                 or (ago.kind == "mod" and ago.value == "preceding"))
        ):  # fmt: skip
            if after_event(self.text, w.start):
                w.after_event = True
            else:
                low, high, _ = w.terms[0]
                p = Written(w.start, ago.end, ending=ago.ending)
                p.ago = (low if low == high else None, unit)
                p.approximate = w.approximate
                return self._emit(i, j + 1, p)
        w.after_event = w.after_event or after_event(self.text, w.start)
        look_behind(toks, begin, w)
        look_ahead(self.text, toks, j, w)
        if w.approximate and w.mod is None:
            w.mod = "APPROX"
        self.found.append(w)
        return j

    def _window(self, i: int) -> int:
        """গত ২৪ ঘণ্টায়, আগামী দুই দিন."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        if t.value not in ("last", "next") or n.gap != SPACE:
            return 0
        if n.kind not in DURATION_BEGINS or n.kind == "unit":
            return 0
        found = point(self.text, toks, i)
        if found is not None:
            return 0
        j = self._duration(i + 1, t)
        return j if j > i + 1 else 0

    def _set(self, i: int) -> int:
        """প্রতিদিন রাত ১২টা, প্রতি শুক্রবার, প্রতি মাসে, প্রতি পাঁচ মিনিটে."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        w = Written(t.start, t.end, "set", ending=t.ending)
        if t.kind == "daily":
            w.every, j = "day", i + 1
        elif n.gap > SPACE:
            return i
        elif n.kind == "unit":
            w.every, w.end, w.ending, j = n.value, n.end, n.ending, i + 2
            if n.gap == GLUED and is_newspaper(self.text, w.start):
                self.dropped.append("newspaper")
                return j
        elif n.kind in ("weekday", "part"):
            w.every, j = ("week" if n.kind == "weekday" else "day"), i + 1
        else:
            found = duration(toks, i + 1)
            if found is None:
                return i
            w.every, w.terms, w.end = "amount", found[0].terms, found[0].end
            self.found.append(w)
            return found[1]
        if toks[j].gap == SPACE and toks[j].kind in BEGINS and toks[j].kind != "mod":
            found = point(self.text, toks, j)
            if found is not None and _fits_set(w, found[0]):
                p = copy(found[0])
                p.start, p.kind, p.every = w.start, "set", w.every
                return self._emit(i, found[1], p)
        return self._emit(i, j, w) if w.end > t.end or t.kind == "daily" else i


def _someday(w: Written, toks: Sequence[Token], i: int, j: int) -> bool:
    """একদিন with nothing behind it: "some day", no length."""
    t = toks[i]
    if t.kind != "num" or t.width or w.ending or w.terms != [(1, 1, "day")]:
        return False
    return not (toks[j].gap == SPACE and toks[j].kind in ("post", "hedge"))


def _fits_set(w: Written, p: Written) -> bool:
    if p.hour is not None or p.part is not None:
        return True
    if w.every == "week":
        return p.weekday is not None
    if w.every == "month":
        return p.day_label
    return w.every == "year" and p.month is not None
