"""One point in time as written: weekday, date, part of day, clock, zone, in any order.

The parts that stand together are one expression. Each slot is filled once; a second
filler of the same slot begins the next expression.
"""

from collections.abc import Sequence

from bibhrat.temporal.clock import bare_hour, clock_at
from bibhrat.temporal.dates import date_in_year
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
)
from bibhrat.temporal.modifiers import read_modifier
from bibhrat.temporal.slots import NEAR, day_long, fill_date, fill_day_word, fill_ordinal, fill_part
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take
from bibhrat.text import fold

_NEVER = (FAR, DASH, COLON, DOT, SLASH)
#: Kinds that a point may begin with.
BEGINS = frozenset(
    ("num", "ordday", "month", "bmonth", "frac", "fracalone", "weekday", "dayword", "verbday",
     "storyday", "part", "nightafter", "qualifier", "mod", "every", "ord", "daily", "past",
     "yearname", "centuryord")
)  # fmt: skip
_GENITIVE = fold("র").text
_SEVEN = 7
_PLAIN_ENDINGS = ("", "ও", "ই")


def point(  # noqa: PLR0912 - one branch a shape
    text: str, toks: Sequence[Token], i: int, *, sure: bool = False, stop: int = -1
) -> tuple[Written, int] | None:
    """The point that begins at token `i` and ends before token `stop`.

    `sure` says that it is the partner of a clock time, so that a bare number may be an hour.
    """
    w = Written(toks[i].start, toks[i].start)
    j = i
    bracket = -1  # token behind an open bracket
    before_bracket = False
    while j != stop:
        t = toks[j]
        gap = SPACE if j == i else t.gap
        if gap in _NEVER:
            break
        if gap == OPEN:
            if bracket >= 0 or before_bracket:
                break
            bracket = j
        elif gap == CLOSE:
            if bracket >= 0:
                bracket = -1
                w.end = text.index(")", w.end) + 1 if ")" in text[w.end : t.start] else w.end
            elif not before_bracket and text[w.start - 1 : w.start] == "(" and t.kind in _AFTER:
                before_bracket = True
            else:
                break
        k = _component(text, toks, j, w, gap, sure)
        if k == j:
            break
        if before_bracket and text[w.start - 1 : w.start] == "(":
            w.start -= 1
        j = k
    if j == i:
        return None
    if bracket >= 0:
        tail = text[w.end : w.end + 2]
        if tail.startswith(")"):
            w.end += 1
        elif tail == " )":
            w.end += 2
        else:
            return point(text, toks, i, sure=sure, stop=bracket) if bracket > i else None
    return w, j


_AFTER = ("weekday", "part", "nightafter", "num", "frac")


def _component(text: str, toks: Sequence[Token], j: int, w: Written, gap: int, sure: bool) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    t = toks[j]
    kind = t.kind
    timed = w.hour is not None or w.part is not None
    if gap == COMMA and not _comma_joins(w, t, toks[j + 1]):
        return j
    if kind == "num" and t.value == _SEVEN and not t.width:
        n = toks[j + 1]
        if n.kind == "part" and n.value == "morning" and n.gap == SPACE and gap in NEAR:
            return fill_part(toks, j + 1, w)  # সাত সকালে, early in the morning
    if kind in ("num", "frac", "fracalone", "month", "ordday", "bmonth"):
        if w.hour is None and kind not in ("month", "ordday", "bmonth"):
            certain = sure or (w.part is not None and not w.ending and gap != COMMA)
            k = clock_at(text, toks, j, w, sure=certain)
            if k > j:
                return k
            bare = w.part is not None and not w.ending and gap == SPACE and bare_hour(toks, j)
            if bare:
                w.hour, k = bare
                w.end = toks[k - 1].end
                return k
        if kind in ("frac", "fracalone"):
            return j
        if timed and w.ending and gap not in (OPEN, COMMA, CLOSE):
            return j
        return fill_date(text, toks, j, w)
    if kind == "part":
        both = toks[j + 1].kind == "part" and toks[j + 1].gap == DASH and not t.ending
        return j if both and w.names_day else fill_part(toks, j, w)  # সোমবার সকাল-সন্ধ্যা হরতাল
    if kind == "before" and t.value == "APPROX" and gap == SPACE and w.part is not None:
        # রাত আনুমানিক ২টায়: a hedge in the middle cannot stay outside
        k = clock_at(text, toks, j + 1, w, sure=not w.ending) if w.hour is None else j + 1
        if k > j + 1:
            w.approximate, w.mod = True, "APPROX"
            return k
        return j
    if kind == "before" and t.value == "APPROX" and gap == SPACE and w.zone and not timed:
        w.approximate, w.mod = True, "APPROX"  # শনিবার স্থানীয় সময় আনুমানিক বিকেল ৩টায়
        return j + 1 if toks[j + 1].kind == "part" and toks[j + 1].gap == SPACE else j
    if kind in ("unit", "qualifier") and (w.names_day or w.day is not None) and not timed:
        k = day_long(text, toks, j)
        if k > j and gap in (SPACE, CLOSE) and w.ending in _PLAIN_ENDINGS:
            return take(w, toks[k - 1], k - 1)  # গতকাল দিনভর, শুক্রবার সারা দিন
    if kind == "weekday":
        if w.weekday is not None or (timed and w.ending and gap not in (OPEN, COMMA)):
            return j
        w.weekday = t.value
        return take(w, t, j)
    if kind in ("dayword", "verbday", "storyday"):
        return fill_day_word(toks, j, w, gap, timed=timed)
    if kind in ("nightafter", "qualifier"):
        n = toks[j + 1]
        if n.kind == "part" and n.gap in NEAR and w.part is None and w.hour is None:
            if kind == "qualifier" and toks[j + 2].kind in ("num", "frac", "fracalone"):
                return j  # শেষ রাত ১০টায়: it ended then
            if kind == "nightafter":
                w.night_after = True
            return fill_part(toks, j + 1, w)
        return j
    if kind == "ord":
        return fill_ordinal(text, toks, j, w)
    if kind == "mod":
        return read_modifier(text, toks, j, w)
    if kind == "unit" and w.weekday is not None and t.value == "day" and not w.ending:
        return j
    return _other(text, toks, j, w)


def _comma_joins(w: Written, t: Token, after: Token) -> bool:
    """Whether a comma keeps the two together: মঙ্গলবার, ৫ মার্চ; ৫ মার্চ ২০২৪, ২২:১০."""
    timed = w.hour is not None or w.part is not None
    named = w.names_day or w.has_date
    if t.kind == "weekday":
        if w.hour is not None and w.year is not None and w.day is not None:
            return True  # ০৩:৪৫ পিএম, ১১ জুন ২০১৯, মঙ্গলবার
        if w.hour is not None and not named:  # ১০:৩৮ অপরাহ্ন, সোমবার, ১১ নভেম্বর ২০২৪
            return after.gap == COMMA and after.kind in ("num", "ordday")
        told = w.has_date or w.day_offset is not None or w.verb_offset is not None or w.this_day
        return told and not timed
    if t.kind in ("num", "month", "ordday"):
        if timed:
            return w.hour is not None and not (w.has_date or w.day_offset is not None)
        if w.has_date:
            return (after.kind == "num" and after.gap == COLON) or after.kind in ("ampm",)
        english = t.kind == "month" and after.kind == "num"  # Monday, December 20, 1971
        ordinal = after.kind == "dayend"  # Monday, 20th December 1971
        return named and (after.kind in ("month", "bmonth") or english or ordinal)
    if t.kind in ("part", "nightafter"):
        return named and not timed and (after.kind in ("num", "frac", "fracalone"))
    return False


def _other(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """Zones, PAST_REF, decades in words."""
    t = toks[j]
    if t.kind == "past" and w.end == w.start:
        w.past_reference = True
        return take(w, t, j)
    if t.kind == "yearname" and w.end == w.start:
        w.year = t.value
        k = take(w, t, j)
        return date_in_year(text, toks, k, w) if text[t.start : t.end].endswith(_GENITIVE) else k
    if t.kind == "zonename" and w.end > w.start and w.zone is None and t.gap in (SPACE, CLOSE):
        k = after_time_words(toks, j + 1)
        if k > j + 1:
            w.zone = t.value
            return k
    if t.kind == "zone" and w.end > w.start and w.zone is None and t.gap in (SPACE, CLOSE, GLUED):
        w.zone = t.value
        return after_time_words(toks, j + 1)
    return j


def after_time_words(toks: Sequence[Token], j: int) -> int:
    """The index behind সময় or মান সময়."""
    while toks[j].kind == "timeword" and toks[j].gap == SPACE:
        j += 1
    return j


_CENTURIES = range(15, 23)


def decade(toks: Sequence[Token], i: int) -> tuple[Written, int] | None:
    """নব্বইয়ের দশক, ৯০ দশকে, ষাটের দশকের, and the centuries: উনিশ শতকে."""
    t, n = toks[i], toks[i + 1]
    century = n.kind == "unit" and n.value == "century" and n.gap == SPACE
    if century and t.kind in ("num", "centuryord") and t.value in _CENTURIES and not t.ending:
        return Written(t.start, n.end, ending=n.ending, century=t.value - 1), i + 2
    if t.kind not in ("num", "ordday") or n.kind != "unit" or n.value != "decade" or n.gap != SPACE:
        return None
    if t.value == 0 and not t.width:  # শূন্য দশকে
        return Written(t.start, n.end, ending=n.ending, decade=200), i + 2
    if t.value % 10 or not 20 <= t.value <= 90:
        return None
    w = Written(t.start, n.end, ending=n.ending, decade=190 + t.value // 10)
    return w, i + 2
