"""The slots of a point filled one by one: date, part of the day, a day told by a word, a period."""

from collections.abc import Sequence

from bibhrat.temporal.dates import date_at
from bibhrat.temporal.inside import edge_of, fill_quarter
from bibhrat.temporal.lexer import COMMA, FAR, GLUED, OPEN, SPACE, Token
from bibhrat.temporal.neighbours import word_before, words_after
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take
from bibhrat.text import fold

NEAR = (SPACE, GLUED)
_THROUGH = fold("ভর").text
_ALL = fold("সারা").text
_OWNING = fold("র").text
_SIDES = {"last": "last", "preceding": "last", "next": "next", "following": "next"}
#: টানা দ্বিতীয় দিন is how long, টেস্টের দ্বিতীয় দিন a part of the match.
_NTH_DAY = frozenset(fold(w).text for w in ("টানা", "টেস্টের", "ম্যাচের", "মতো"))
_ON_THE_DAY = frozenset(fold(e).text for e in ("", "ে", "েই", "েও", "ই"))


def day_long(text: str, toks: Sequence[Token], j: int) -> int:
    """The index behind দিনভর or সারা দিন at token `j`; `j` where neither stands there."""
    t, n = toks[j], toks[j + 1]
    if t.kind == "unit" and t.value == "day" and t.ending == _THROUGH:
        return j + 1
    whole = t.kind == "qualifier" and text[t.start : t.end] == _ALL
    if whole and n.kind == "unit" and n.value == "day" and n.gap in NEAR:
        return j + 2
    return j


def fill_date(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """Take up a calendar date; the index behind it, or `j` where none fits."""
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
    if w.story_offset is not None and toks[j].gap != OPEN and probe.ending.endswith(_OWNING):
        return j  # ওইদিন ১৩ মার্চের টিকিট: of another day
    if w.period is not None:
        apart = w.period == "year" and probe.month is not None  # গত বছর ৫ মার্চ
        apart = apart or (w.period == "month" and probe.day is None and not w.ending)
        if not (w.ending.endswith(("র", "এর", "রই")) or apart) or probe.year is not None:
            return j
        if w.period == "month" and not probe.day_label:
            if probe.month is None or (probe.day is None and w.ending):
                return j
            w.period = None  # চলতি মাসের ৩০ নভেম্বর: the date says it all
            if probe.day is None:  # আগের মাস ফেব্রুয়ারির
                w.date_modifier = _SIDES.get(w.period_modifier or "")
    label = toks[k]
    dated = probe.day is not None and probe.month is not None and not probe.ending
    if dated and label.kind == "date" and label.gap == SPACE:  # ০৫-০৩-২০২৪ তারিখে
        k = take(probe, label, k)
    w.year, w.month, w.day = probe.year, probe.month, probe.day
    w.bangla_month, w.bangla_year = probe.bangla_month, probe.bangla_year
    w.edge = probe.edge or w.edge
    w.day_label, w.week_of_month = probe.day_label, probe.week_of_month
    w.quarter, w.decade, w.fiscal = probe.quarter, probe.decade, probe.fiscal
    w.end, w.ending = probe.end, probe.ending
    return k


def fill_part(toks: Sequence[Token], j: int, w: Written) -> int:
    """Take up a part of the day."""
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


def fill_day_word(toks: Sequence[Token], j: int, w: Written, gap: int, *, timed: bool) -> int:
    """Take up a word that names a day: আজ, কাল, পরশু, সেদিন."""
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
        return behind_day(toks, take(w, t, j), w)
    else:
        w.story_offset, w.this_day = t.value or 0, t.value is None
    return take(w, t, j)


def behind_day(toks: Sequence[Token], j: int, w: Written) -> int:
    """The index behind দিন that stands behind পরশু."""
    t = toks[j]
    if t.kind != "unit" or t.value != "day" or t.gap != SPACE or w.ending:
        return j
    after_tomorrow = 2 in (abs(w.day_offset or 0), w.verb_offset)
    return take(w, t, j) if after_tomorrow else j


def fill_ordinal(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """প্রথম প্রহরে, শেষ রাতে, and the quarter, week or edge of the period that was just named."""
    t, n = toks[j], toks[j + 1]
    if n.gap != SPACE:
        return j
    if n.kind == "hours" and w.part is None and (w.has_date or w.names_day):
        w.part = "first_hour" if t.value == 1 else "dawn"
        return take(w, n, j + 1)
    clock = toks[j + 2].gap == SPACE and toks[j + 2].kind in ("num", "frac", "fracalone")
    if n.kind == "part" and t.value == 4 and w.part is None and n.value == "night" and not clock:
        k = fill_part(toks, j + 1, w)
        w.part = "dawn"
        return k
    if n.kind == "quarter" and w.period == "year" and w.quarter is None:
        w.quarter = t.value
        return take(w, n, j + 1)
    if n.kind == "unit" and n.value == "week" and w.period == "month" and w.week_of_month is None:
        w.week_of_month = t.value
        return take(w, n, j + 1)
    if n.kind == "num" and toks[j + 2].kind == "unit" and (k := fill_quarter(text, toks, j, w)) > j:
        return k
    whole = w.period in ("month", "year", "fiscal") or w.month is not None
    if not (whole or w.names_day or w.has_date or w.period) and _is_day_of(text, toks, j):
        if t.value == 1:
            w.story_offset = 0  # the day just named, when what it is told of began
        else:
            w.day_offset = 0  # so many days later it is today
        return take(w, n, j + 1)
    if n.kind == "unit" and n.value == "day" and whole and not w.names_day and w.edge is None:
        edge = edge_of(text, t)
        if edge is not None and w.ending.endswith("র"):
            w.edge = edge
            return take(w, n, j + 1)
    return j


def _is_day_of(text: str, toks: Sequence[Token], j: int) -> bool:
    """প্রথম দিন, প্রথম দিনেই, তৃতীয় দিনেও of something, that no date beside it dates."""
    t, n = toks[j], toks[j + 1]
    if n.kind != "unit" or n.value != "day" or n.ending not in _ON_THE_DAY:
        return False
    if t.value != 1 and (t.gap != FAR or not _NTH_DAY.isdisjoint(_around(text, toks, j))):
        return False
    if t.value != 1 and edge_of(text, t) == "last":
        return False
    before, after = toks[j - 1] if j else t, toks[j + 2]
    owned = t.gap == SPACE and before.kind in ("month", "bmonth", "unit", "num", "and")
    dated = after.gap == COMMA and after.kind in ("num", "ordday", "weekday")
    return not owned and not dated


def _around(text: str, toks: Sequence[Token], j: int) -> tuple[str, ...]:
    """The words before and behind an ordinal and its day."""
    return word_before(text, toks[j].start), *words_after(text, toks[j + 1].end, 1)
