"""Words before a noun of time that say which: গত, আগামী, চলতি, ওই, পরের."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import SPACE, Token
from bibhrat.temporal.slots import NEAR, behind_day, fill_date, fill_part
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take
from bibhrat.text import fold

_PERIODS = ("week", "month", "year", "decade", "century")
_GENITIVE = "র"
_WENT = fold("গেল").text
_COMES = fold("আসছে").text
_ENDING_WORDS = frozenset(fold(w).text for w in ("এ", "এই"))
_STORY_STEP = {"same": 0, "this": 0, "following": 1, "preceding": -1}


def read_modifier(text: str, toks: Sequence[Token], j: int, w: Written) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    """গত, আগামী, চলতি, ওই, পরের … with the noun behind it."""
    t, n = toks[j], toks[j + 1]
    if n.gap not in NEAR or w.hour is not None or w.part is not None:
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
            if year and word == "this" and w.ending.endswith(_GENITIVE):
                w.same_day = True  # ১৯৭১ সালের এই দিনে, গত বছরের এই দিনে
                return take(w, n, j + 1)
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
    if n.kind == "part" and n.gap in NEAR:
        clock = toks[j + 2].gap == SPACE and toks[j + 2].kind in ("num", "frac", "fracalone")
        if text[t.start : t.end] == _WENT and (clock or n.value != "night"):
            return j  # বিদ্যুৎ গেল দুপুর ১২টায়
        if word in ("last", "next"):
            w.day_offset = -1 if word == "last" else 0
        else:
            w.story_offset = _STORY_STEP[word]
        return fill_part(toks, j + 1, w)
    if n.kind in ("verbday", "dayword") and word in ("last", "next"):
        if text[t.start : t.end] == _COMES:
            return j  # বাজারে আসছে কাল
        if n.kind == "dayword" and n.value == 0:
            return j
        w.day_offset = (-1 if word == "last" else 1) * abs(n.value)
        return behind_day(toks, take(w, n, j + 1), w)
    if n.kind in ("month", "num", "ordday", "bmonth"):
        if word not in ("last", "next", "this", "same"):
            return j
        k = fill_date(text, toks, j + 1, w)
        if k > j + 1:
            w.date_modifier = word
            return k
    return j


def is_ending(text: str, start: int, end: int) -> bool:
    """Whether a word behind a hyphen or apostrophe is the case ending of a foreign name: গুগল-এ.

    Behind a quote that opens speech (‘গত বছর …) it is a word.
    """
    if text[start:end] not in _ENDING_WORDS or text[start - 1 : start] not in ("-", "'"):
        return False
    return text[start - 2 : start - 1].strip(" \n-'\"(\u0964,:") != ""
