"""Calendar dates as written: ৫ মার্চ ২০২৪, মার্চের ৫ তারিখ, ০৫/০৩/২০২৪, ৯ কার্তিক ১৪২৯, ২০২৪ সাল.

Each reader takes the token index and the expression being built and gives the index behind
what it read, or the same index when nothing fits.
"""

from collections.abc import Sequence

from bibhrat.temporal.bangla_dates import bangla_edge, bangla_tail
from bibhrat.temporal.false_positives import names_more
from bibhrat.temporal.inside import fill_quarter
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
from bibhrat.temporal.numeric_dates import numeric
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import (
    NEAR,
    is_bangla_year,
    is_bare_year,
    is_exceeded,
    is_stamp,
    is_year,
    take,
    year_after,
    year_label,
)
from bibhrat.text import fold

_GENITIVES = ("ের", "র", "এর", "েরই")
_SON = fold("সন").text
_LONGEST_MONTH = 32  # আষাঢ় and শ্রাবণ of West Bengal


def day_number(toks: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A day of the month (৫, ৫ই, ৪ ঠা, ২১শে, পাঁচ, একুশে) and the index behind it.

    ৩২ is a day only before a month of the Bangla calendar.
    """
    t = toks[i]
    if t.kind == "ordday":
        return t.value, i + 1
    if t.kind != "num" or not 1 <= t.value <= _LONGEST_MONTH or t.width > 2:
        return None
    if t.ending not in ("", "ই", "এ"):
        return None
    n = toks[i + 1]
    j = i + 2 if n.kind == "dayend" and n.gap in NEAR else i + 1
    if t.value == _LONGEST_MONTH and toks[j].kind != "bmonth":
        return None
    return t.value, j


def _month_tail(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """What may stand behind the month: মাস, a year."""
    t = toks[i]
    if t.kind == "unit" and t.value == "month" and t.gap == SPACE and not w.ending:
        return take(w, t, i)
    j = year_after(text, toks, i, w)
    t = toks[j]
    if j == i and t.gap == OPEN and is_year(t) and toks[j + 1].gap == CLOSE:
        return j
    return j


def date_at(text: str, toks: Sequence[Token], i: int, w: Written) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    """Read a calendar date, a month or a year at token `i`."""
    t = toks[i]
    if t.kind == "month":
        k = _quarter(toks, i, w)
        if k > i:
            return k
        return _month_first(text, toks, i, w)
    if t.kind == "num" and t.width:
        j = numeric(text, toks, i, w)
        if j > i:
            return j
        if t.width == 4:
            return _year_first(text, toks, i, w)
    if t.kind == "num" and not t.width and 50 <= t.value <= 99:  # একাত্তর সালে
        century = toks[i + 1]
        if century.kind == "year" and century.gap == SPACE and not t.ending:
            w.year = 1900 + t.value
            return date_in_year(text, toks, take(w, century, i + 1), w)
    if t.kind == "bmonth":
        return bangla_edge(text, toks, i, w)
    if t.kind == "bangla_year":  # বাংলা ১৪৩১ সনের ৭ আশ্বিন
        return i
    found = day_number(toks, i)
    if found is None:
        return i
    day, j = found
    n = toks[j]
    label = n.kind == "date" and n.gap in NEAR
    if label and not n.ending.startswith(_GENITIVES):
        if t.kind == "num" or n.gap == SPACE:
            w.day, w.day_label = day, True
            return take(w, n, j)
        return i
    if n.kind == "month" and n.gap in (SPACE, GLUED, DASH):
        if n.gap == DASH and not (toks[j + 1].gap == DASH and toks[j + 1].kind == "num"):
            return i
        w.day, w.month = day, n.value
        j = take(w, n, j)
        return _month_tail(text, toks, j, w)
    if n.kind == "bmonth" and n.gap in NEAR:
        return bangla_tail(toks, j, w, day)
    if label:
        w.day, w.day_label = day, True
        return take(w, n, j)
    return i


def _month_first(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """মার্চের ৫ তারিখ, মার্চ ৩১, ২০২৪, মার্চ মাস, মার্চ ২০২৪, ডিসেম্বরে."""
    t = toks[i]
    w.month = t.value
    j = take(w, t, i)
    n = toks[j]
    if n.kind == "unit" and n.value == "month" and n.gap == SPACE and not t.ending:
        j = take(w, n, j)
        n = toks[j]
    genitive = w.ending.startswith(_GENITIVES) or (n.gap == SPACE and n.kind == "of")
    if genitive:
        k = j + 1 if n.kind == "of" else j
        found = day_number(toks, k)
        if found is not None and toks[k].gap == SPACE:
            day, k = found
            label = toks[k]
            if label.kind == "date" and label.gap in NEAR:
                w.day = day
                return take(w, label, k)
        return _week_of_month(toks, j, w)
    if w.ending:
        return j
    if is_year(n) and n.gap in (SPACE, COMMA):
        w.year = n.value
        j = take(w, n, j)
        return year_label(toks, j, w)
    # মার্চ ৩১, ২০২৪
    if n.kind == "num" and n.gap == SPACE and 1 <= n.value <= 31 and 0 < n.width <= 2:
        y = toks[j + 1]
        if is_year(y) and y.gap in (COMMA, SPACE):
            w.day, w.year = n.value, y.value
            return take(w, y, j + 1)
        if y.kind == "date" and y.gap in NEAR:
            w.day = n.value
            return take(w, y, j + 1)
        if text[t.start].isascii() and not (n.ending or y.gap in (SPACE, COLON, DOT)):
            w.day = n.value  # March 5
            return take(w, n, j)
        ends = text[n.end : n.end + 3].lstrip(" ")[:1] in ("-", "(", ":")
        if (
            ends
            and y.gap in (FAR, OPEN)
            and text[max(0, t.start - 2) : t.start].rstrip(" ").endswith(",")
        ):
            w.day = n.value  # ঢাকা, জুন ১৯ -
            return take(w, n, j)
    return j


def _quarter(toks: Sequence[Token], i: int, w: Written) -> int:
    """জানুয়ারি-মার্চ প্রান্তিক, এপ্রিল-জুনে: three months that are a quarter."""
    t, n = toks[i], toks[i + 1]
    if n.kind != "month" or n.gap != DASH or t.ending or t.value % 3 != 1:
        return i
    if n.value != t.value + 2:
        return i
    w.month, w.quarter = t.value, t.value // 3 + 1
    j = take(w, n, i + 1)
    if toks[j].kind == "quarter" and toks[j].gap == SPACE:
        j = take(w, toks[j], j)
    return j


def _week_of_month(toks: Sequence[Token], j: int, w: Written) -> int:
    """মার্চের প্রথম সপ্তাহে."""
    t, n = toks[j], toks[j + 1]
    week = n.kind == "unit" and n.value == "week" and n.gap == SPACE
    if t.kind == "ord" and t.gap == SPACE and week:
        w.week_of_month = t.value
        return take(w, n, j + 1)
    return j


def _year_first(text: str, toks: Sequence[Token], i: int, w: Written) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
    """২০২৪ সালের ৫ মার্চ, ২০২৪ সাল, ২০২৪-এর মার্চে, ২০২৩-২৪ অর্থবছর, ১৯৯০-এর দশক, ১৪৩১ বঙ্গাব্দ."""
    t, n = toks[i], toks[i + 1]
    bangla = is_bangla_year(t)
    if not bangla and not 1000 <= t.value <= 2150:
        return i
    # ২০২৩-২৪ অর্থবছর
    joined = n.gap in (DASH, SLASH) and n.kind == "num" and n.value % 100 == (t.value + 1) % 100
    if joined and toks[i + 2].kind == "fiscal" and toks[i + 2].gap == SPACE:
        w.fiscal = t.value
        return take(w, toks[i + 2], i + 2)
    if n.kind == "unit" and n.value == "decade" and n.gap == SPACE and t.value % 10 == 0:
        w.decade = t.value // 10
        return take(w, n, i + 1)
    if bangla:
        if n.kind == "year" and toks[i + 2].kind in ("num", "ordday") and toks[i + 2].gap == SPACE:
            found = day_number(toks, i + 2)
            if found is not None and toks[found[1]].kind == "bmonth":
                w.bangla_year = t.value
                return bangla_tail(toks, found[1], w, found[0])
        named = n.kind == "bangla_year" or (n.kind == "year" and text.startswith(_SON, n.start))
        if named and n.gap in NEAR and not t.ending:
            w.bangla_year = t.value  # ১৪৩২ বঙ্গাব্দ, ১৪৩২ সনে
            return take(w, n, i + 1)
        return i
    if is_exceeded(text, t):
        return i
    labelled = n.kind == "year" and n.gap in NEAR
    genitive = t.ending in ("এর", "র", "ের") or (n.kind == "of" and n.gap == SPACE)
    w.year = t.value
    j = take(w, t, i)
    if labelled:
        j = take(w, n, j)
    elif genitive:
        j = take(w, n, j) if not t.ending else j
    elif n.kind == "month" and n.gap == SPACE:
        if is_stamp(toks, i):
            w.month, w.day = n.value, toks[i + 2].value
            return take(w, toks[i + 2], i + 2)
    elif is_bare_year(text, toks, i):
        return j
    else:
        w.year = None
        return i
    k = date_in_year(text, toks, j, w)
    if k == j and genitive and not labelled and t.ending not in ("এর", "র", "ের"):
        w.year = None
        return i
    return k


def date_in_year(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """The day, month, quarter or half behind "২০২৪ সালের"."""
    t = toks[j]
    if t.gap in (COLON, FAR) or t.gap not in (SPACE, COMMA):
        return j
    if t.kind == "ord" and toks[j + 1].kind == "quarter" and toks[j + 1].gap == SPACE:
        w.quarter = t.value
        return take(w, toks[j + 1], j + 1)
    if t.kind == "ord" and (k := fill_quarter(text, toks, j, w)) > j:
        return k
    inner = Written(w.start, w.end, ending=w.ending)
    k = j
    if t.kind == "month":
        k = _month_first(text, toks, j, inner)
    elif t.kind in ("num", "ordday"):
        k = date_at(text, toks, j, inner)
    if k > j and inner.bangla_month is not None and inner.bangla_year is None:
        w.bangla_month, w.day = inner.bangla_month, inner.day  # ২০১৭ সালের পয়লা বৈশাখে
        w.end, w.ending = inner.end, inner.ending
        return k
    if k == j or inner.year is not None or inner.bangla_month is not None or inner.month is None:
        return j
    if inner.day is None and names_more(text, inner.end):
        return j  # ২০২৪ সালে জুলাই বিপ্লবে
    w.month, w.day, w.week_of_month = inner.month, inner.day, inner.week_of_month
    w.end, w.ending = inner.end, inner.ending
    return k
