"""Amounts of time in the walk over the tokens: durations, days counted back, windows, sets."""

from collections.abc import Sequence
from copy import copy

from bibhrat.temporal.durations import duration
from bibhrat.temporal.events import after_event, is_newspaper
from bibhrat.temporal.false_positives import false_duration
from bibhrat.temporal.hedges import look_ahead, look_behind
from bibhrat.temporal.lexer import CLOSE, FAR, GLUED, SPACE, Token
from bibhrat.temporal.modifiers import is_ending
from bibhrat.temporal.neighbours import before_hedges, word_before
from bibhrat.temporal.points import BEGINS, point
from bibhrat.temporal.recurrence import is_rate, recurs
from bibhrat.temporal.written import Written
from bibhrat.text import fold

#: Kinds that a duration may begin with.
DURATION_BEGINS = frozenset(
    ("num", "frac", "fracalone", "vague", "about", "long", "vaguelong", "unit", "scale")
)
#: Endings of a unit that says in how long.
LOCATIVES = frozenset(fold(e).text for e in ("ে", "য়"))
_RATES = frozenset(fold(w).text for w in ("মিনিট", "ঘণ্টা", "ঘন্টা", "দিন", "সপ্তাহ", "মাস", "বছর"))
_SOME = tuple(fold(w).text for w in ("কয় ", "ক'"))
_THESE = frozenset(fold(w).text for w in ("এই", "এ", "ওই"))
_DAILY = fold("দৈনিক").text
_MANY_NIGHTS = 14
_OF_LENGTHS = frozenset(("", fold("ে").text, fold("ের").text, fold("ও").text))
_AMOUNTS = ("num", "frac", "fracalone", "scale", "count")
_REPEATED = ("hour", "week", "month", "year")  # দিন দিন is "more and more"
EACH, _GENITIVE = fold("ফি ").text, fold("র").text
_ROSE, _OF = fold("রোজ").text, fold("ের").text
_MORE = frozenset(fold(w).text for w in ("আরও", "আরো", "মাত্র", "টানা"))
_MANY = frozenset(fold(w).text for w in ("অনেক", "বহু"))
_COUNTERS = frozenset(
    ("num", "count", "vague", "mod", "month", "bmonth", "ord", "ordday", "every", "frac",
     "fracalone", "scale", "long", "unit", "of", "date", "weekday", "qualifier", "part")
)  # fmt: skip
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
        found = duration(toks, i) or _nights(toks, i)
        if found is None:
            return i
        w, j = found
        begin = i if window is None else i - 1
        here = toks[i - 1] if i and toks[i].gap == SPACE else None
        if here is not None and here.kind == "mod" and here.value in ("this", "same"):
            these = self.text[here.start : here.end] in _THESE
            few = toks[i].kind == "vaguelong" or self.text.startswith(_SOME, toks[i].start)
            if these and few and not is_ending(self.text, here.start, here.end):
                begin, w.start = i - 1, here.start  # এই কদিনে
        if window is not None:
            w.window = window.value
        reason = false_duration(self.text, toks, i, j, w) or _is_none(self.text, toks, i, j, w)
        if reason is not None:
            self.dropped.append(reason)
            return j
        ago = toks[j]
        unit = w.terms[-1][2]
        if (
            window is None and ago.gap == SPACE and not w.ending and len(w.terms) == 1
            and not w.terms_to and unit in _LONG_UNITS and _is_exact(w)
            and ((ago.kind == "post" and ago.value == "আগে")
                 or (ago.kind == "mod" and ago.value == "preceding"))
        ):  # fmt: skip
            if after_event(self.text, w.start) or _is_in_advance(toks, i):
                w.after_event = True
            else:
                p = Written(w.start, ago.end, ending=ago.ending)
                p.ago = (w.terms[0][0], unit)
                p.approximate = w.approximate
                return self._emit(i, j + 1, p)
        if w.pair:
            head = Written(w.start, toks[i].end, "duration", terms=[(w.pair, w.pair, unit)])
            w.start, w.terms = toks[i + 2].start, [(w.terms[0][1], w.terms[0][1], unit)]
            look_behind(toks, begin, head)
            self.found.append(head)
            w.list_head = head
        w.after_event = w.after_event or after_event(self.text, w.start)
        look_behind(toks, begin, w)
        look_ahead(self.text, toks, j, w)
        if w.approximate and w.mod is None:
            w.mod = "APPROX"
        low, high, _ = w.terms[0]
        if not w.terms_to and low == high and recurs(self.text, w.end):
            w.kind, w.every = "set", "amount"
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

    def _rate(self, i: int) -> int:
        """মাসে ৫০০ টাকা, দিনে দুবার, সপ্তাহে অন্তত এক দিন: so much in each."""
        t = self.toks[i]
        if t.gap not in (FAR, CLOSE) and i and self.toks[i - 1].kind in _COUNTERS:
            return i
        if self.text[t.start : t.stem] not in _RATES or not is_rate(self.text, t.start, t.end):
            return i
        w = Written(t.start, t.end, "set", ending=t.ending, every=t.value)
        look_behind(self.toks, i, w)
        self.found.append(w)
        return i + 1

    def _again(self, i: int) -> int:
        """মাসে মাসে, বছর বছর, ফি বছর: once in each; ঘণ্টার পর ঘণ্টা: for many."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        if t.kind != "unit" or t.value not in _REPEATED:
            return i
        if n.kind == "post" and n.value == "পর" and n.gap == SPACE and t.ending == _GENITIVE:
            last = toks[i + 2]
            if (
                t.value == "hour"
                and last.kind == "unit"
                and last.value == "hour"
                and not last.ending
            ):
                w = Written(t.start, last.end, "duration", terms=[(None, None, "hour")])
                look_behind(toks, i, w)
                self.found.append(w)
                return i + 3
            return i
        if t.value == "hour":
            return i
        each = t.gap == FAR and self.text.endswith(EACH, 0, t.start)
        twice = n.kind == "unit" and n.gap == SPACE and n.value == t.value and n.ending == t.ending
        if each:
            owner = word_before(self.text, t.start - len(EACH))
            if not owner.endswith(_GENITIVE):
                start = t.start - len(EACH)
                self.found.append(Written(start, t.end, "set", ending=t.ending, every=t.value))
                return i + 1
        elif twice and (not t.ending or t.ending in LOCATIVES):
            self.found.append(Written(t.start, n.end, "set", ending=n.ending, every=t.value))
            return i + 2
        return i

    def _set(self, i: int) -> int:
        """প্রতিদিন রাত ১২টা, প্রতি শুক্রবার, প্রতি মাসে, প্রতি পাঁচ মিনিটে."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        w = Written(t.start, t.end, "set", ending=t.ending)
        if t.kind == "daily":
            if t.ending == _OF and self.text.startswith(_ROSE, t.start):
                return i  # রোজের is a Rose's
            if self.text.startswith(_DAILY, t.start) and (
                t.ending or n.gap != SPACE or n.kind not in _AMOUNTS
            ):
                return i  # দৈনিক প্রভাত, a paper; দৈনিক দুই কোটি টাকা is by the day
            w.every, j = "day", i + 1
        elif n.gap > SPACE:
            return i
        elif n.kind == "unit":
            w.every, w.end, w.ending, j = n.value, n.end, n.ending, i + 2
            if n.gap == GLUED and is_newspaper(self.text, w.start):
                self.dropped.append("newspaper")
                return j
        elif n.kind == "month":
            w.every, w.month, w.end, w.ending, j = "year", n.value, n.end, n.ending, i + 2
        elif n.kind in ("weekday", "part"):
            w.every, j = ("week" if n.kind == "weekday" else "day"), i + 1
        else:
            found = duration(toks, i + 1)
            if found is None:
                return i
            w.every, w.terms, w.end = "amount", found[0].terms, found[0].end
            self.found.append(w)
            return found[1]
        near = toks[j].gap in (SPACE, GLUED)  # প্রতি রাতে, প্রতিরাতে
        if near and toks[j].kind in BEGINS and toks[j].kind != "mod":
            found = point(self.text, toks, j)
            if found is not None and _fits_set(w, found[0]):
                p = copy(found[0])
                p.start, p.kind, p.every = w.start, "set", w.every
                return self._emit(i, found[1], p)
        return self._emit(i, j, w) if w.end > t.end or t.kind == "daily" else i


def _nights(toks: Sequence[Token], i: int) -> tuple[Written, int] | None:
    """পরপর দুই রাত: so many days."""
    t, n = toks[i], toks[i + 1]
    if t.kind != "num" or not 1 < t.value <= _MANY_NIGHTS or t.ending or n.gap != SPACE:
        return None
    if n.kind != "part" or n.value != "night" or n.ending not in _OF_LENGTHS:
        return None
    if toks[i + 2].gap == SPACE and toks[i + 3].kind == "ta":
        return None  # ৫ রাত ৯টায়
    terms = [(t.value, t.value, "day")]
    return Written(t.start, n.end, "duration", ending=n.ending, terms=terms), i + 2


def _is_exact(w: Written) -> bool:
    """Whether an amount counts back to a date; কয়েক মাস, দুই-তিন দিন stay lengths."""
    low, high, _ = w.terms[0]
    return low is not None and low == high


def _is_in_advance(toks: Sequence[Token], i: int) -> bool:
    """অন্তত দুই দিন আগে জানানো উচিত: how long before, not when."""
    while i and toks[i].gap == SPACE and toks[i - 1].kind == "before":
        i -= 1
        if toks[i].value in ("EQUAL_OR_MORE", "EQUAL_OR_LESS"):
            return True
    return False


def _is_none(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    if w.window is None and _someday(text, w, toks, i, j):
        return "someday"
    return "indefinite" if _indefinite(text, w, toks, i, j) else None


def _someday(text: str, w: Written, toks: Sequence[Token], i: int, j: int) -> bool:
    """একদিন with nothing behind it: "some day", no length; এক দিন is one."""
    t = toks[i]
    if t.kind != "num" or t.width or w.ending or w.terms != [(1, 1, "day")]:
        return False
    if toks[i + 1].gap == SPACE:
        return False
    begin = before_hedges(text, w.start)
    before = [word_before(text, begin), *text[begin : w.start].split()]
    if not _MORE.isdisjoint(before):
        return False  # আরও একদিন, টানা প্রায় একদিন
    return not (toks[j].gap == SPACE and toks[j].kind in ("post", "hedge"))


def _indefinite(text: str, w: Written, toks: Sequence[Token], i: int, j: int) -> bool:
    """দীর্ঘদিনের দাবি, বহু দিন, অনেক দিন ধরে: no more than "long"; অনেক দিন পর is a length."""
    if w.terms != [(None, None, "day")] or toks[i].kind not in ("long", "vague"):
        return False
    if toks[i].kind == "vague" and text[toks[i].start : toks[i].end] not in _MANY:
        return False
    after = toks[j]
    return not (after.gap == SPACE and after.kind == "post" and after.value in ("পর", "আগে"))


def _fits_set(w: Written, p: Written) -> bool:
    if p.hour is not None or p.part is not None:
        return True
    if w.every == "week":
        return p.weekday is not None
    if w.every == "month":
        return p.day_label
    return w.every == "year" and p.month is not None
