"""One point in time as written: weekday, date, part of day, clock, zone, in any order.

The parts that stand together are one expression. Each slot is filled once; a second
filler of the same slot begins the next expression.
"""

from collections.abc import Sequence

from bibhrat.temporal.clock import bare_hour, clock_at
from bibhrat.temporal.dates import date_at
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
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take
from bibhrat.text import fold

_NEAR = (SPACE, GLUED)
_NEVER = (FAR, DASH, COLON, DOT, SLASH)
_PERIODS = ("week", "month", "year", "decade", "century")
#: Kinds that a point may begin with.
BEGINS = frozenset(
    ("num", "ordday", "month", "frac", "fracalone", "weekday", "dayword", "verbday", "storyday",
     "part", "nightafter", "qualifier", "mod", "every", "ord", "daily", "past",
     "yearname", "centuryord")
)  # fmt: skip
_GENITIVE = "র"
_WENT = fold("গেল").text
_LAST = fold("শেষ").text
_COMES = fold("আসছে").text
_THROUGH = fold("ভর").text
_ALL = fold("সারা").text
_PLAIN_ENDINGS = ("", "ও", "ই")
_ENDING_WORDS = frozenset(fold(w).text for w in ("এ", "এই"))
_ON_THE_DAY = frozenset(fold(e).text for e in ("", "ে", "েই", "েও", "ই"))
_STORY_STEP = {"same": 0, "this": 0, "following": 1, "preceding": -1}


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
    if kind in ("num", "frac", "fracalone", "month", "ordday"):
        if w.hour is None and kind not in ("month", "ordday"):
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
        return _fill_date(text, toks, j, w)
    if kind == "part":
        return _fill_part(toks, j, w)
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
        return _fill_day_word(toks, j, w, gap, timed=timed)
    if kind in ("nightafter", "qualifier"):
        n = toks[j + 1]
        if n.kind == "part" and n.gap in _NEAR and w.part is None and w.hour is None:
            if kind == "qualifier" and toks[j + 2].kind in ("num", "frac", "fracalone"):
                return j  # শেষ রাত ১০টায়: it ended then
            if kind == "nightafter":
                w.night_after = True
            return _fill_part(toks, j + 1, w)
        return j
    if kind == "ord":
        return _fill_ordinal(text, toks, j, w)
    if kind == "mod":
        return _read_modifier(text, toks, j, w)
    if kind == "unit" and w.weekday is not None and t.value == "day" and not w.ending:
        return j
    return _other(text, toks, j, w)


def day_long(text: str, toks: Sequence[Token], j: int) -> int:
    """The index behind দিনভর or সারা দিন at token `j`; `j` where neither stands there."""
    t, n = toks[j], toks[j + 1]
    if t.kind == "unit" and t.value == "day" and t.ending == _THROUGH:
        return j + 1
    whole = t.kind == "qualifier" and text[t.start : t.end] == _ALL
    if whole and n.kind == "unit" and n.value == "day" and n.gap in _NEAR:
        return j + 2
    return j


def _comma_joins(w: Written, t: Token, after: Token) -> bool:
    """Whether a comma keeps the two together: মঙ্গলবার, ৫ মার্চ; ৫ মার্চ ২০২৪, ২২:১০."""
    timed = w.hour is not None or w.part is not None
    named = w.names_day or w.has_date
    if t.kind == "weekday":
        if w.hour is not None and w.year is not None and w.day is not None:
            return True  # ০৩:৪৫ পিএম, ১১ জুন ২০১৯, মঙ্গলবার
        return (w.has_date or w.day_offset is not None or w.verb_offset is not None) and not timed
    if t.kind in ("num", "month", "ordday"):
        if timed:
            return w.hour is not None and not named
        if w.has_date:
            return (after.kind == "num" and after.gap == COLON) or after.kind in ("ampm",)
        english = t.kind == "month" and after.kind == "num"  # Monday, December 20, 1971
        ordinal = after.kind == "dayend"  # Monday, 20th December 1971
        return named and (after.kind in ("month", "bmonth") or english or ordinal)
    if t.kind in ("part", "nightafter"):
        return named and not timed and (after.kind in ("num", "frac", "fracalone"))
    return False


def _fill_date(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    both = w.bangla_month is not None and w.month is None and toks[j].gap == OPEN
    if (w.has_date and not both) or w.period == "week":
        return j
    probe = Written(w.start, w.end, ending=w.ending)
    k = date_at(text, toks, j, probe)
    if k == j:
        return j
    if both:  # ২ বৈশাখ (১৫ এপ্রিল): two calendars, one day
        if probe.day is None or probe.month is None:
            return j
        w.bangla_month = w.bangla_year = None
    if w.names_day and probe.day is None:
        return j  # আজ মার্চ মাসের …: no day of it
    if w.period is not None:
        apart = w.period == "year" and probe.month is not None  # গত বছর ৫ মার্চ
        if not (w.ending.endswith(("র", "এর", "রই")) or apart) or probe.year is not None:
            return j
        if w.period == "month" and not probe.day_label:
            if probe.day is None or probe.month is None:
                return j
            w.period = None  # চলতি মাসের ৩০ নভেম্বর: the date says it all
    label = toks[k]
    dated = probe.day is not None and probe.month is not None and not probe.ending
    if dated and label.kind == "date" and label.gap == SPACE:  # ০৫-০৩-২০২৪ তারিখে
        k = take(probe, label, k)
    w.year, w.month, w.day = probe.year, probe.month, probe.day
    w.bangla_month, w.bangla_year = probe.bangla_month, probe.bangla_year
    w.day_label, w.week_of_month = probe.day_label, probe.week_of_month
    w.quarter, w.decade, w.fiscal = probe.quarter, probe.decade, probe.fiscal
    w.end, w.ending = probe.end, probe.ending
    return k


def _fill_part(toks: Sequence[Token], j: int, w: Written) -> int:
    if w.part is not None or w.hour is not None:
        return j
    t = toks[j]
    w.part = t.value
    k = take(w, t, j)
    n, m = toks[k], toks[k + 1]
    if w.part == "dawn" and n.kind == "part" and n.value == "night" and n.gap == SPACE:
        return k if w.ending else take(w, n, k)  # ভোর রাত
    if n.kind == "ord" and m.kind == "hours" and n.gap == SPACE and m.gap == SPACE:
        w.part = "first_hour" if n.value == 1 else "dawn"
        return take(w, m, k + 1)
    return k


def _fill_day_word(toks: Sequence[Token], j: int, w: Written, gap: int, *, timed: bool) -> int:
    t = toks[j]
    if w.day_offset is not None or w.verb_offset is not None or w.story_offset is not None:
        return j
    if (timed and w.ending) or w.weekday is not None or w.has_date or w.period is not None:
        return j
    if t.kind == "dayword":
        w.day_offset = t.value
        n = toks[j + 1]
        if t.value in (-1, 1) and n.kind == "verbday" and n.gap == SPACE:
            return j
    elif t.kind == "verbday":
        w.verb_offset = t.value
        return _behind_day(toks, take(w, t, j), w)
    else:
        w.story_offset, w.this_day = t.value or 0, t.value is None
    return take(w, t, j)


def _behind_day(toks: Sequence[Token], j: int, w: Written) -> int:
    """The index behind দিন that stands behind পরশু."""
    t = toks[j]
    if t.kind != "unit" or t.value != "day" or t.gap != SPACE or w.ending:
        return j
    after_tomorrow = 2 in (abs(w.day_offset or 0), w.verb_offset)
    return take(w, t, j) if after_tomorrow else j


def _fill_ordinal(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """প্রথম প্রহরে, শেষ রাতে, and the quarter, week or edge of the period that was just named."""
    t, n = toks[j], toks[j + 1]
    if n.gap != SPACE:
        return j
    if n.kind == "hours" and w.part is None and (w.has_date or w.names_day):
        w.part = "first_hour" if t.value == 1 else "dawn"
        return take(w, n, j + 1)
    clock = toks[j + 2].gap == SPACE and toks[j + 2].kind in ("num", "frac", "fracalone")
    if n.kind == "part" and t.value == 4 and w.part is None and n.value == "night" and not clock:
        k = _fill_part(toks, j + 1, w)
        w.part = "dawn"
        return k
    if n.kind == "quarter" and w.period == "year" and w.quarter is None:
        w.quarter = t.value
        return take(w, n, j + 1)
    if n.kind == "unit" and n.value == "week" and w.period == "month" and w.week_of_month is None:
        w.week_of_month = t.value
        return take(w, n, j + 1)
    whole = w.period in ("month", "year", "fiscal") or w.month is not None
    if _is_first_day(toks, j) and not (whole or w.names_day or w.has_date or w.period):
        w.story_offset = 0
        return take(w, n, j + 1)
    if n.kind == "unit" and n.value == "day" and whole and not w.names_day and w.edge is None:
        edge = edge_of(text, t)
        if edge is not None and w.ending.endswith("র"):
            w.edge = edge
            return take(w, n, j + 1)
    return j


def _is_first_day(toks: Sequence[Token], j: int) -> bool:
    """প্রথম দিন, প্রথম দিনেই: the day just named, when what it is told of began."""
    t, n = toks[j], toks[j + 1]
    if t.value != 1 or n.kind != "unit" or n.value != "day" or n.ending not in _ON_THE_DAY:
        return False
    before, after = toks[j - 1] if j else t, toks[j + 2]
    owned = t.gap == SPACE and before.kind in ("month", "bmonth", "unit", "num", "and")
    dated = after.gap == COMMA and after.kind in ("num", "ordday", "weekday")
    return not owned and not dated


def edge_of(text: str, t: Token) -> str | None:
    """Which edge of a period an ordinal names: প্রথম, শেষ; চতুর্থ names none."""
    if t.value == 1:
        return "first"
    return "last" if text[t.start : t.end] == _LAST else None


def _read_modifier(text: str, toks: Sequence[Token], j: int, w: Written) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    """গত, আগামী, চলতি, ওই, পরের … with the noun behind it."""
    t, n = toks[j], toks[j + 1]
    if n.gap not in _NEAR or w.hour is not None or w.part is not None:
        return j
    word = t.value
    if is_ending(text, t.start, t.end):
        return j
    year = w.period == "year" or (w.year is not None and w.month is None)
    if year and word == "same" and n.kind == "unit" and n.value == "month":
        if not w.ending.endswith(_GENITIVE) or w.same_month:
            return j
        w.same_month = True  # গত বছরের একই মাসে
        return take(w, n, j + 1)
    if n.kind == "unit":
        if n.value == "day":
            if word in ("last", "next", "new") or w.names_day or w.has_date:
                return j
            if word in _STORY_STEP and w.story_offset is None:
                w.story_offset, w.this_day = _STORY_STEP[word], word == "this"
                return take(w, n, j + 1)
            return j
        if word == "new" and n.value != "year":
            return j
        if n.value in _PERIODS and w.period is None and not w.has_date and not w.names_day:
            w.period, w.period_modifier = n.value, word
            return take(w, n, j + 1)
        return j
    if n.kind == "weekday" and word == "last" and w.story_offset and w.weekday is None:
        w.weekday, w.weekday_modifier = n.value, word  # পরদিন গত শুক্রবার
        return take(w, n, j + 1)
    if w.names_day or w.has_date or w.period is not None:
        return j
    if word == "new" and n.kind != "fiscal":
        return j
    if n.kind == "fiscal":
        w.period, w.period_modifier = "fiscal", word
        return take(w, n, j + 1)
    if n.kind == "weekday":
        w.weekday, w.weekday_modifier = n.value, word
        return take(w, n, j + 1)
    if n.kind == "part" and n.gap in _NEAR:
        clock = toks[j + 2].gap == SPACE and toks[j + 2].kind in ("num", "frac", "fracalone")
        if text[t.start : t.end] == _WENT and (clock or n.value != "night"):
            return j  # বিদ্যুৎ গেল দুপুর ১২টায়
        if word in ("last", "next"):
            w.day_offset = -1 if word == "last" else 0
        else:
            w.story_offset = _STORY_STEP[word]
        return _fill_part(toks, j + 1, w)
    if n.kind in ("verbday", "dayword") and word in ("last", "next"):
        if text[t.start : t.end] == _COMES:
            return j  # বাজারে আসছে কাল
        if n.kind == "dayword" and n.value == 0:
            return j
        w.day_offset = (-1 if word == "last" else 1) * abs(n.value)
        return _behind_day(toks, take(w, n, j + 1), w)
    if n.kind in ("month", "num", "ordday", "bmonth"):
        if word not in ("last", "next", "this", "same"):
            return j
        k = _fill_date(text, toks, j + 1, w)
        if k > j + 1:
            w.date_modifier = word
            return k
    return j


def _other(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """Zones, PAST_REF, decades in words."""
    t = toks[j]
    if t.kind == "past" and w.end == w.start:
        w.past_reference = True
        return take(w, t, j)
    if t.kind == "yearname" and w.end == w.start:
        w.year = t.value
        return take(w, t, j)
    if t.kind == "zonename" and w.end > w.start and w.zone is None and t.gap in (SPACE, CLOSE):
        k = after_time_words(toks, j + 1)
        if k > j + 1:
            w.zone = t.value
            return k
    if t.kind == "zone" and w.end > w.start and w.zone is None and t.gap in (SPACE, CLOSE, GLUED):
        w.zone = t.value
        return after_time_words(toks, j + 1)
    return j


def is_ending(text: str, start: int, end: int) -> bool:
    """Whether a word behind a hyphen or apostrophe is the case ending of a foreign name: গুগল-এ.

    Behind a quote that opens speech (‘গত বছর …) it is a word.
    """
    if text[start:end] not in _ENDING_WORDS or text[start - 1 : start] not in ("-", "'"):
        return False
    return text[start - 2 : start - 1].strip(" \n-'\"(\u0964,:") != ""


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
