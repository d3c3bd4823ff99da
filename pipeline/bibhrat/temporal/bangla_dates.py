"""Dates of the Bangla calendar as written: what stands behind the day, and the edges of months."""

from collections.abc import Sequence

from bibhrat.temporal.inside import edge_of
from bibhrat.temporal.lexer import SPACE, Token
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import LOOSE, NEAR, is_bangla_year, take, year_label


def bangla_tail(toks: Sequence[Token], i: int, w: Written, day: int) -> int:
    """Month and year of a Bangla date, after its day."""
    t = toks[i]
    w.day, w.bangla_month = day, t.value
    i = take(w, t, i)
    t = toks[i]
    if not w.ending and t.gap in LOOSE and is_bangla_year(t):
        w.bangla_year = t.value
        i = take(w, t, i)
        i = year_label(toks, i, w, bangla=True)
        i = year_label(toks, i, w, bangla=True)
    elif t.gap in NEAR and t.kind == "bangla_year" and is_bangla_year(toks[i + 1]):
        w.bangla_year = toks[i + 1].value
        i = take(w, toks[i + 1], i + 1)
    return i


def bangla_edge(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """আষাঢ়ের প্রথম দিন, চৈত্রের শেষ দিন, চৈত্র সংক্রান্তি."""
    t, n, day = toks[i : i + 3]
    if n.gap != SPACE:
        return i
    edge, k = "last", i + 1
    if n.kind == "ord" and t.ending.endswith("র") and day.gap == SPACE:
        edge, k = edge_of(text, n) or "", i + 2
        if not edge or day.kind != "unit" or day.value != "day":
            return i
    elif n.kind != "monthend" or t.ending:
        return i
    w.bangla_month, w.day = t.value, 1 if edge == "first" else 30
    w.edge = edge
    return take(w, toks[k], k)
