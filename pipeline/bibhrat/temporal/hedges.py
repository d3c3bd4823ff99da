"""Hedges and postpositions around an expression, taken up into it: প্রায়, দিকে, পর, থেকে."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import SPACE, Token
from bibhrat.temporal.written import Written


def look_behind(toks: Sequence[Token], i: int, w: Written) -> None:
    """Take up a hedge before the expression (প্রায়, অন্তত)."""
    t = toks[i - 1] if i else None
    if t is None or toks[i].gap != SPACE or t.kind != "before":
        return
    if t.value == "APPROX":
        w.approximate = True
        w.mod = w.mod or "APPROX"
    elif w.kind == "duration":
        w.mod = t.value


def look_ahead(text: str, toks: Sequence[Token], j: int, w: Written) -> None:
    """Take up hedges and the postposition behind the expression."""
    limit = j + 4
    while j < limit:
        t = toks[j]
        if t.gap != SPACE:
            return
        if t.kind == "ord" and w.kind == "point" and t.value in (1, 4):
            n = toks[j + 1]
            if n.kind != "hedge" or n.value != "APPROX" or w.has_clock:
                return
            w.mod = "START" if t.value == 1 else "END"
            j += 1
        elif t.kind == "hedge":
            _hedge(w, t, toks[j + 1])
        elif t.kind in ("slightly", "vague"):
            n = toks[j + 1]
            if n.kind != "post" or n.gap != SPACE or n.value not in ("পর", "আগে"):
                return
            w.approximate, w.mod = True, "APPROX"
        elif t.kind == "post":
            n = toks[j + 1]
            follows = t.value == "পর" and n.kind == "post" and n.value == "থেকে" and n.gap == SPACE
            w.postposition = "থেকে" if follows else t.value
            return
        elif t.kind == "mod" and t.value in ("following", "preceding"):
            w.postposition = "পর" if t.value == "following" else "আগে"
            return
        elif t.kind != "timeword" or w.kind != "duration":
            return
        j += 1


def _hedge(w: Written, t: Token, after: Token) -> None:
    value = t.value
    timed = w.hour is not None or w.part is not None
    if value == "LIKE":
        if not w.has_clock and w.kind != "duration":
            return  # মঙ্গলবারের মতো: like Tuesday
        value = "APPROX"
    if value == "APPROX":
        w.approximate = True
        w.mod = w.mod or "APPROX"
    elif value in ("MORE_THAN", "LESS_THAN"):
        if w.kind == "duration" or timed:
            w.mod = value
    elif not timed and w.kind == "point":
        w.mod = value
        if after.kind == "hedge" and after.value == "APPROX" and after.gap == SPACE:
            w.approximate = True
