"""Numbers and amounts in tokens: digits, words up to crore, decimals, fractions, ranges."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from bibhrat.temporal.lexer import CLOSE, COMMA, DASH, DOT, FAR, GLUED, OPEN, SLASH, SPACE, Token
from bibhrat.temporal.written import Amount

_NEAR = (SPACE, GLUED)
_HALF = Fraction(1, 2)
_LONGEST = 12  # tokens in one spoken number


class Counted(NamedTuple):
    """An amount, or a range of two, and the index behind it."""

    low: Amount
    high: Amount
    next: int
    digits: bool


def _whole(toks: Sequence[Token], i: int) -> tuple[Fraction | int, int] | None:
    """One plain or fractional number without a scale word: ৩, ২.৫, সাত, সাড়ে তিন, দেড়."""
    t = toks[i]
    kind = t.kind
    if kind == "num":
        if t.ending:
            return None
        value: Fraction | int = t.value
        nxt = toks[i + 1]
        if t.width and nxt.kind == "num" and nxt.gap == DOT and nxt.width:
            return value + Fraction(nxt.value, 10**nxt.width), i + 2
        if nxt.kind == "decimal" and toks[i + 2].kind == "num" and toks[i + 2].gap == SPACE:
            tail, j, shift = (
                toks[i + 2].value,
                i + 3,
                toks[i + 2].width or len(str(toks[i + 2].value)),
            )
            while (
                toks[j].kind == "num" and not toks[j].width and toks[j].gap == SPACE and shift < 4
            ):
                if toks[j].value > 9 or tail > 999:
                    break
                tail, shift, j = tail * 10 + toks[j].value, shift + 1, j + 1
            return value + Fraction(tail, 10**shift), j
        return value, i + 1
    if kind == "frac":
        nxt = toks[i + 1]
        if nxt.kind == "num" and nxt.value and nxt.gap in _NEAR and not nxt.ending:
            return nxt.value + t.value, i + 2  # a quarter to nought is no amount
        hundred = nxt.kind == "scale"  # সোয়া শ
        quarter = nxt.kind == "unit" and t.value < _HALF  # সোয়া ঘণ্টা
        if (hundred or quarter) and nxt.gap in _NEAR:
            return 1 + t.value, i + 1
        return None
    if kind == "fracalone":
        return t.value, i + 1
    return None


def number(toks: Sequence[Token], i: int) -> tuple[Fraction | int, int] | None:
    """A number of any size and the index behind it.

    Groups are added up the way they are said: এক হাজার দুই শ পঞ্চাশ is 1250.
    """
    if toks[i].kind == "scale":
        first: tuple[Fraction | int, int] | None = (1, i)  # শত বছর, হাজার বছর
        if toks[i].value == 100 and toks[i].stem - toks[i].start < 3:
            return None
    else:
        first = _whole(toks, i)
    if first is None:
        return None
    value, j = first
    if toks[j].kind != "scale" or toks[j].gap not in _NEAR:
        return value, j
    total: Fraction | int = 0
    group: Fraction | int = 0
    while True:
        while toks[j].kind == "scale" and toks[j].gap in _NEAR and j - i < _LONGEST:
            scale = toks[j].value
            if scale == 100:
                group += value * 100
            else:
                total += (group + value) * scale
                group = 0
            value = 0
            j += 1
        if j - i >= _LONGEST or toks[j].gap not in _NEAR or toks[j].kind not in ("num", "frac"):
            break
        more = _whole(toks, j)
        if more is None or toks[j].width:
            break
        value, j = more
    return total + group + value, j


def _paired(low: Fraction | int, high: Fraction | int, gap: int) -> bool:
    """Whether two words are one vague amount: তিন চার, দশ পনেরো, দু'তিন; দু'এক."""
    if isinstance(low, Fraction) or gap not in _NEAR:
        return False
    if gap == GLUED and (low, high) == (2, 1):
        return True
    return 0 < high - low <= 1 or (1 < low < high <= 2 * low)


def amount(toks: Sequence[Token], i: int) -> Counted | None:
    """An amount as it stands before a unit: ৩, ৬ (ছয়), দু-তিন, ৩ থেকে ৪, কয়েক."""
    t = toks[i]
    if t.kind == "vague":
        return Counted(None, None, i + 1, False)
    first = number(toks, i)
    if first is None:
        return None
    low, j = first
    digits = bool(t.width)
    nxt = toks[j]
    # ৬ (ছয়) ঘণ্টা
    if nxt.gap == OPEN and nxt.kind == "num" and nxt.value == low and toks[j + 1].gap == CLOSE:
        return Counted(low, low, j + 1, digits)
    k = j
    if nxt.gap in (DASH, COMMA, SLASH) and nxt.kind in ("num", "fracalone", "frac"):
        if nxt.gap == COMMA and nxt.width:
            return Counted(low, low, j, digits)
        k = j
    elif (nxt.gap == SPACE and nxt.kind == "post" and nxt.value == "থেকে") or (
        nxt.gap == SPACE and nxt.kind == "and" and toks[j + 1].gap == SPACE
    ):
        k = j + 1
    elif not (nxt.kind in ("num", "fracalone") and not nxt.width and not digits
              and _paired(low, nxt.value, nxt.gap)):  # fmt: skip
        return Counted(low, low, j, digits)
    second = number(toks, k)
    few = nxt.gap in (DASH, GLUED) and not digits
    if second is not None and low == 2 and second[0] == 1 and few:
        return Counted(1, 2, second[1], digits)  # দু-এক
    if second is None or toks[k].gap == FAR or second[0] <= low:
        return Counted(low, low, j, digits)
    if nxt.kind == "and" and nxt.stem - nxt.start < 2 and toks[k].width == 0 and low == 1:
        return Counted(low, low, j, digits)
    return Counted(low, second[0], second[1], digits)
