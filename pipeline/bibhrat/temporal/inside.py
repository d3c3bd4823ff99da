"""What lies inside a month or a year: its first and last day, its first and last three months."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import GLUED, SPACE, Token
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import take
from bibhrat.text import fold

_MONTHS = 3  # of a quarter
_LAST = fold("শেষ").text


def fill_quarter(text: str, toks: Sequence[Token], j: int, w: Written) -> int:
    """Read a quarter that is told by its months; the index behind it, or the same one."""
    if not _is_quarter(text, toks, j, w):
        return j
    w.quarter = 1 if toks[j].value == 1 else 4
    return take(w, toks[j + 2], j + 2)


def _is_quarter(text: str, toks: Sequence[Token], j: int, w: Written) -> bool:
    """প্রথম তিন মাসে, শেষ ৩ মাসে of a calendar year: its first or its fourth quarter.

    Other lengths have no value of their own, so that they stay beside their year.
    """
    count, unit = toks[j + 1], toks[j + 2]
    year = w.period == "year" or (w.year is not None and w.month is None)
    if not year or w.quarter is not None or not w.ending.endswith("র"):
        return False
    if count.value != _MONTHS or unit.value != "month" or unit.gap not in (SPACE, GLUED):
        return False
    return count.gap == SPACE and edge_of(text, toks[j]) is not None


def edge_of(text: str, t: Token) -> str | None:
    """Which edge of a period an ordinal names: প্রথম, শেষ; চতুর্থ names none."""
    if t.value == 1:
        return "first"
    return "last" if text[t.start : t.end] == _LAST else None
