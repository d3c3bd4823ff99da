"""Dates in figures: ০৫/০৩/২০২৪, ০৫.০৩.২৪, ১৫-০৮-২০২৩ খ্রি., 2024-03-05."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import DASH, DOT, GLUED, SLASH, Token
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take, year_label


def numeric(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """০৫/০৩/২০২৪, ০৫.০৩.২৪, ১৫-০৮-২০২৩ খ্রি., 2024-03-05."""
    a, b, c = toks[i], toks[i + 1], toks[i + 2]
    if b.kind != "num" or c.kind != "num" or b.gap != c.gap or b.gap not in (SLASH, DOT, DASH):
        return i
    if len(text[a.end : b.start]) != 1 or len(text[b.end : c.start]) != 1:
        return i
    d = toks[i + 3]
    if d.gap == b.gap and d.kind in ("num", "count") and len(text[c.end : d.start]) == 1:
        return i  # a phone number, an address
    if a.width == 4 and b.width <= 2 and c.width <= 2:
        year, month, day = a.value, b.value, c.value
    elif a.width <= 2 and b.width <= 2 and c.width in (2, 4):
        day, month, year = a.value, b.value, c.value
        if c.width == 2:
            if a.width != 2 or b.width != 2 or year > 50:
                return i
            year += 2000
    else:
        return i
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return i
    w.year, w.month, w.day = year, month, day
    i = take(w, c, i + 2)
    n = toks[i]
    if n.kind == "num" and n.gap == GLUED and text[n.start - 1] == "t":
        return i
    return year_label(toks, i, w)
