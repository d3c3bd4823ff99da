"""Clock times as written: ৯টা ৪০ মিনিট, সাড়ে ৯টা, ৯.১৫ টা, ৯ঃ১৫, দেড়টা, ২২:০০, 9 PM.

Whether a bare "৯টা" counts things or tells the hour is decided here too, by what stands
around it.
"""

from collections.abc import Sequence

from bibhrat.lexicon import load
from bibhrat.temporal.lexer import COLON, COMMA, DASH, DOT, GLUED, SPACE, Token
from bibhrat.temporal.oclock import tells_the_hour
from bibhrat.temporal.stamps import STAMP_MARKS, begins_line, is_bold
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_NEAR = (SPACE, GLUED)
_OF_NUMBERS = frozenset(fold(w).text for w in load("temporal/context")["numbers_of"]["before"])
_HALVES = {fold("অপরাহ্ন").text[:4]: "pm", fold("পূর্বাহ্ন").text[:4]: "am"}
_MINUTE_ENDINGS = frozenset(fold(e).text for e in ("এ", "এর", "ে", "তে", "য়"))
_AT_THE_MINUTE = frozenset(fold(e).text for e in ("ে", "েই", "েও"))
_DAY_HOURS = 24
_CLOSERS = ("", "\u0964", "\n", ",", ")", ".", ";", "*")
_ENDS = ("", "\u0964", "\n")
_NAGAD = fold("নাগাদ").text
_NOON = 12


def _hour_head(toks: Sequence[Token], i: int) -> tuple[float, int, bool] | None:
    """The number of hours with its half or quarter: (৯½, next, whether a fraction word)."""
    t = toks[i]
    if t.kind == "frac":
        n = toks[i + 1]
        if n.kind == "num" and n.gap in _NEAR and not n.ending and 1 <= n.value <= 24:
            return n.value + float(t.value), i + 2, True
        return None
    if t.kind == "fracalone" and t.value > 1:
        return float(t.value), i + 1, True
    if t.kind == "num" and not t.ending and t.value <= 24 and t.width <= 2:
        return t.value, i + 1, False
    return None


def _minutes(text: str, toks: Sequence[Token], i: int, w: Written, sure: bool) -> int:
    """Minutes (and seconds) behind the hour; `sure`: a part of day stands before."""
    j = i
    if toks[j].kind == "to" and toks[j].gap == SPACE:
        j += 1
        sure = True
    t = toks[j]
    if t.kind != "num" or t.gap != SPACE or t.value > 59 or t.width > 2:
        return i
    unit = toks[j + 1]
    minutes = unit.kind == "minuteshort" or (unit.kind == "unit" and unit.value == "minute")
    if minutes and unit.gap in _NEAR and not t.ending:
        w.minute, w.end, w.ending = t.value, unit.end, unit.ending
        j += 2
        s = toks[j]
        if (
            s.kind == "num" and s.gap == SPACE and s.value < 60 and toks[j + 1].kind == "unit"
            and toks[j + 1].value == "second" and not unit.ending
        ):  # fmt: skip
            w.second, w.end, w.ending = s.value, toks[j + 1].end, toks[j + 1].ending
            j += 2
        return j
    if unit.kind in ("post", "hedge", "and") and unit.gap == SPACE:
        accepted = sure or unit.kind != "and"
    elif t.ending in _MINUTE_ENDINGS or (unit.kind == "ampm" and unit.gap in _NEAR):
        accepted = True
    elif unit.kind == "strikes" and unit.gap == SPACE:
        accepted = True  # ৭টা ৫৫ বাজতেই
    elif sure and text[t.end : t.end + 2].lstrip(" ")[:1] in STAMP_MARKS and t.end < len(text):
        accepted = True  # রাত ১০টা ৫: …
    elif unit.kind == "num" and unit.gap == DASH:
        accepted = False
    else:
        closed = text[t.end : t.end + 1]
        accepted = sure and closed in (_CLOSERS if t.width == 2 else _ENDS)
    if not accepted or (t.width == 0 and not sure):
        return i
    w.minute, w.end, w.ending = t.value, t.end, t.ending
    return j + 1


def clock_at(text: str, toks: Sequence[Token], i: int, w: Written, *, sure: bool) -> int:
    """Read a clock time at token `i` into `w`; the index behind it, or `i` if there is none.

    `sure` says that a part of day or a date stands before, so that the hour needs no other sign.
    """
    t = toks[i]
    if t.kind == "num" and not t.width and t.gap == DASH and i and toks[i - 1].value == t.value:
        return i  # এক-একটা
    if t.kind == "num" and t.width and toks[i + 1].kind == "num" and not t.ending:
        j = _digital(text, toks, i, w, sure=sure)
        if j > i:
            return j
    if t.width == 4 and toks[i + 1].kind == "unit" and toks[i + 1].value == "hour":
        return _dateline(text, toks, i, w)
    head = _hour_head(toks, i)
    if head is None:
        return i
    hours, j, fraction = head
    ta = toks[j]
    if ta.kind == "ampm" and ta.gap in _NEAR and 1 <= hours <= 12:
        w.hour, w.minute, w.half = hours, None if hours % 1 else 0, ta.value
        w.end, w.ending = ta.end, ta.ending
        return j + 1
    if ta.kind != "ta" or ta.gap not in _NEAR:
        return i
    probe = Written(w.start, ta.end, ending=ta.ending)
    probe.hour = hours
    k = j + 1
    if not ta.ending and not fraction:
        k = _minutes(text, toks, k, probe, sure or begins_line(text, t.start))
    counted = ta.stem - ta.start == 2  # টা, not ঘটিকা
    afternoon = toks[k].kind == "ampm" and toks[k].gap in _NEAR
    if (
        not sure
        and k == j + 1
        and counted
        and not afternoon
        and not is_bold(text, t.start, ta.end)
        and not tells_the_hour(text, toks, i, j, fraction)
    ):
        return i
    nxt = toks[k]
    if nxt.kind == "ampm" and nxt.gap in _NEAR:
        probe.half, probe.end, probe.ending = nxt.value, nxt.end, nxt.ending
        k += 1
    w.hour, w.minute, w.second, w.half = probe.hour, probe.minute, probe.second, probe.half
    w.end, w.ending = probe.end, probe.ending
    return k


def is_minutes_clock(toks: Sequence[Token], i: int) -> bool:
    """৯.১৫ মিনিটে, ৯.১৫ মিনিট থেকে tells the hour; ৯.১৫ মিনিট ধরে is a length."""
    hour, minute, unit, behind = toks[i : i + 4]
    if hour.value > _DAY_HOURS or not 0 < hour.width <= 2 or minute.gap != DOT:
        return False
    if minute.width != 2 or minute.value > 59 or minute.ending or unit.kind != "unit":
        return False
    if unit.value != "minute" or unit.gap not in _NEAR:
        return False
    if unit.ending in _AT_THE_MINUTE:
        return True
    begins = behind.kind == "post" and behind.value in ("থেকে", "পর্যন্ত")
    near = behind.kind == "hedge" and behind.value == "APPROX"
    return behind.gap == SPACE and (begins or near)


def _digital(text: str, toks: Sequence[Token], i: int, w: Written, *, sure: bool) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    """৯:১৫, ৯ঃ১৫ ঘটিকা, ৯.১৫ মিনিট, 22:00:30."""
    hour, minute = toks[i], toks[i + 1]
    if minute.width != 2 or minute.value > 59 or hour.value > 24 or hour.width > 2:
        return i
    if hour.value == 24 and minute.value:
        return i
    glued = text[hour.end : minute.start]
    if len(glued) != 1 and not sure:
        return i
    if minute.gap == DASH:
        return _dashed(toks, i, w) if sure and len(glued) == 1 else i
    j = i + 2
    end, ending, second = minute.end, minute.ending, None
    nxt = toks[j]
    if minute.gap == COLON and nxt.kind == "num" and nxt.gap == COLON and nxt.width == 2:
        if nxt.value > 59 or text[minute.end : nxt.start] not in (":", "\u0983"):
            return i
        second, end, ending, j = nxt.value, nxt.end, nxt.ending, j + 1
        nxt = toks[j]
    if nxt.gap in (COLON, DOT) and nxt.kind in ("num", "count") and text[end : nxt.start] in ":.":
        return i
    marked = False
    if (
        nxt.gap in _NEAR
        and not ending
        and (
            nxt.kind == "ta"
            or (nxt.kind == "unit" and nxt.value == "minute")
            or (nxt.kind == "unit" and minute.gap != DOT and nxt.value == "hour")
        )
    ):
        end, ending, j, marked = nxt.end, nxt.ending, j + 1, True
        nxt = toks[j]
    half = None
    if nxt.kind == "ampm" and nxt.gap in _NEAR:
        half, end, ending, j, marked = nxt.value, nxt.end, nxt.ending, j + 1, True
        nxt = toks[j]
    elif nxt.kind == "part" and nxt.gap == SPACE and not ending:
        noon = text[nxt.start : nxt.start + 4]  # ২:৩০ অপরাহ্ন
        if noon in _HALVES:
            half, end, ending, j, marked = _HALVES[noon], nxt.end, nxt.ending, j + 1, True
            nxt = toks[j]
        elif w.has_date and w.part is None and hour.value <= _NOON and _closes(text, toks, j):
            w.part = nxt.value  # ০৫ মার্চ ২০২৪, ০৬:২২ বিকাল
            end, ending, j, marked = nxt.end, nxt.ending, j + 1, True
            nxt = toks[j]
    if minute.gap == DOT:
        named = nxt.gap == SPACE and nxt.kind == "hedge" and text[nxt.start : nxt.end] == _NAGAD
        if not (marked or sure or named):
            return i
        if nxt.gap == SPACE and nxt.kind in ("unit", "scale") and not marked:
            return i
    elif minute.gap == COLON:
        if not (marked or sure) and not _digital_alone(text, toks, i, j):
            return i
    else:
        return i
    w.hour, w.minute, w.second, w.half = hour.value, minute.value, second, half
    w.padded = (hour.width == 2 and (hour.value > 12 or hour.value < 10)) or hour.value > 12
    w.end, w.ending = end, ending
    return j


def _closes(text: str, toks: Sequence[Token], j: int) -> bool:
    """Whether nothing of a clock stands behind the part of the day at token `j`."""
    behind = toks[j + 1]
    return not (behind.gap in _NEAR and behind.kind in ("num", "frac", "fracalone"))


def _dashed(toks: Sequence[Token], i: int, w: Written) -> int:
    """রাত ৮-৩০ মিনিটে: where a part of the day stands before, the dash is a colon."""
    hour, minute, unit = toks[i : i + 3]
    minutes = unit.kind == "minuteshort" or (unit.kind == "unit" and unit.value == "minute")
    if not minutes or unit.gap not in _NEAR or minute.ending:
        return i
    w.hour, w.minute, w.end, w.ending = hour.value, minute.value, unit.end, unit.ending
    return i + 3


def _digital_alone(text: str, toks: Sequence[Token], i: int, j: int) -> bool:
    """A bare ৯:১৫ is a time unless a word before makes it a ratio, a verse, a score."""
    start = toks[i].start
    if text[start - 1 : start] in ("+", "-", "."):
        return False
    before = text[max(0, start - 24) : start].split()
    if before and before[-1].strip("(:-,") in _OF_NUMBERS:
        return False
    if len(before) > 1 and before[-2] in _OF_NUMBERS:
        return False
    end = toks[j - 1].end
    return text[end : end + 1] not in ("%", ":", "-") or toks[j].kind == "num"


def _dateline(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """১৪৫৯ ঘণ্টা of a dateline: four digits of the 24-hour clock."""
    hour, minute = divmod(toks[i].value, 100)
    unit = toks[i + 1]
    if hour > 23 or minute > 59 or unit.gap not in _NEAR or unit.ending:
        return i
    before = text[max(0, toks[i].start - 8) : toks[i].start].rstrip(" :-")
    follows = toks[i + 2]
    if not before.endswith(_TIME) and not (follows.gap == COMMA and follows.kind in _DATES):
        return i
    w.hour, w.minute, w.padded = hour, minute, True
    w.half = "pm" if hour == _NOON else None  # ১২০৫ ঘণ্টা is five past noon
    w.end, w.ending = unit.end, ""
    return i + 2


_TIME = fold("সময়").text
_DATES = ("month", "num", "weekday")


def bare_hour(toks: Sequence[Token], i: int) -> tuple[float, int] | None:
    """রাত ৮ থেকে ১০টা, সকাল সাড়ে ৯-১১টায়: an hour whose টা stands behind the next one.

    The hour and the index behind it, or None.
    """
    head = _hour_head(toks, i)
    if head is None or toks[i].gap not in _NEAR:
        return None
    hour, k, _ = head
    joint = toks[k]
    if joint.kind in ("post", "and") and joint.gap == SPACE:
        if joint.kind == "post" and joint.value != "থেকে":
            return None
        k += 1
        if toks[k].gap != SPACE:
            return None
        k += toks[k].kind == "before"  # রাত ৮ থেকে প্রায় ১০টা
    elif joint.gap not in (DASH, COMMA):
        return None
    other = _hour_head(toks, k)
    if other is None or toks[other[1]].kind != "ta" or toks[other[1]].gap not in _NEAR:
        return None
    return hour, head[1]
