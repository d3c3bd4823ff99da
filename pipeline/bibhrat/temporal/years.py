"""Years as written, with and without a word that calls them one: ২০২৪ সাল, ২০২২-এ, ৫ মার্চ, ২০২৪."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import COLON, COMMA, DASH, DOT, GLUED, SLASH, SPACE, Token
from bibhrat.temporal.neighbours import context_words, under_endings, words_after
from bibhrat.temporal.written import Written
from bibhrat.text import fold

NEAR = (SPACE, GLUED)
LOOSE = (SPACE, GLUED, COMMA)
# A year that nothing calls one.
_CLOSED = (",", ")", "\u0964", "\n")
_MORE = context_words("hedges_after", "MORE_THAN") | context_words("hedges_after", "LESS_THAN")
_SEASONS = context_words("editions", "seasons")
_EARLIEST, _LATEST = 1850, 2060
_YEAR_ENDINGS = frozenset(
    fold(e).text for e in ("এ", "এও", "এই", "তে", "তেও", "র", "এর", "েও", "রও", "এরও")
)


def is_year(t: Token) -> bool:
    """Whether the token can be a year of the Gregorian calendar."""
    return t.kind == "num" and t.width == 4 and 1500 <= t.value <= 2150


def is_bangla_year(t: Token) -> bool:
    """Whether the token can be a year of the Bangla calendar."""
    return t.kind == "num" and t.width == 4 and 1200 <= t.value <= 1550


def take(w: Written, t: Token, i: int) -> int:
    """Take a token up into the expression; the index behind it."""
    w.end, w.ending = t.end, t.ending
    return i + 1


def year_label(toks: Sequence[Token], i: int, w: Written, *, bangla: bool = False) -> int:
    """The index behind the word that calls the number before it a year: সাল, খ্রি., বঙ্গাব্দ."""
    t = toks[i]
    if t.gap in NEAR and t.kind == ("bangla_year" if bangla else "year"):
        i = take(w, t, i)
        if not bangla and toks[i].kind == "bangla_year":
            return i
    elif t.gap in NEAR and bangla and t.kind == "year":
        i = take(w, t, i)
    return i


def year_after(text: str, toks: Sequence[Token], i: int, w: Written) -> int:
    """A year behind a month: ৫ মার্চ ২০২৪, ৫ মার্চ, ২০২৪ সালে."""
    t = toks[i]
    if w.ending and w.ending not in ("এ",):
        return i
    if t.gap == DASH or t.gap in LOOSE:
        if is_year(t) and t.value >= 1600 and toks[i + 1].gap not in (DOT, SLASH):
            w.year = t.value
            i = take(w, t, i)
            return year_label(toks, i, w)
        glued = t.kind == "count" and t.width == 4 and w.day is not None
        if glued and t.gap == SPACE and _EARLIEST <= t.value <= _LATEST:
            w.year = t.value  # ০৫ অক্টোবর ২০২৪আমরা: the space was lost
            return take(w, t, i)
        if t.gap == DASH and t.width == 2 and text[t.start - 1] == "-":
            w.year = 2000 + t.value
            return take(w, t, i)
        clock = toks[i + 1].gap == COMMA and toks[i + 2].gap == COLON
        english = toks[i - 1].kind == "month" and text[toks[i - 1].start].isascii()
        if t.gap == SPACE and t.width == 2 and clock and english and w.day is not None:
            w.year = 2000 + t.value  # 28 May 17, 12:05 PM
            return take(w, t, i)
    return i


def is_stamp(toks: Sequence[Token], i: int) -> bool:
    """২০১৮ ডিসেম্বর ৩০ ০১:১২:৫৫: the day behind the month, before a clock."""
    month, day, hour, minute = toks[i + 1 : i + 5]
    clock = hour.gap == SPACE and hour.kind == "num" and minute.gap == COLON
    known = day.gap == SPACE and 0 < day.width <= 2 and day.value <= 31
    return clock and known and not month.ending


def is_exceeded(text: str, t: Token) -> bool:
    """১৯০০-র বেশি অভিযোগ: so many, no year."""
    return bool(t.ending) and not _MORE.isdisjoint(words_after(text, t.end, 1))


def _is_until(text: str, toks: Sequence[Token], i: int) -> bool:
    """Whether a token is the later of two years with a dash between, and no season's name."""
    t, n = toks[i], toks[i + 1]
    if t.gap != DASH or not is_year(t) or t.ending or not i or not is_year(toks[i - 1]):
        return False
    if not _EARLIEST <= toks[i - 1].value < t.value <= _LATEST or t.end - t.start != t.width:
        return False
    if any(under_endings(word, _SEASONS) for word in words_after(text, t.end, 1)):
        return False
    return n.gap not in (SPACE, DASH, GLUED) or n.kind in ("post", "year")


def is_bare_year(text: str, toks: Sequence[Token], i: int) -> bool:  # noqa: PLR0911 - one branch a shape
    """Whether four digits with nothing to name them are a year: ২০২২-এ, ২০১০ থেকে, ২০২৯ পর্যন্ত."""
    t, n = toks[i], toks[i + 1]
    if not _EARLIEST <= t.value <= _LATEST:
        return False
    if t.ending in _YEAR_ENDINGS:
        return not is_exceeded(text, t)
    if t.ending:
        return False
    if _is_until(text, toks, i) or _is_until(text, toks, i + 1):
        return True  # ১৯৯৫–২০২২
    closed = text[t.end : t.end + 1] in _CLOSED
    if closed and i > 1 and toks[i - 1].kind == "post" and toks[i - 1].gap == SPACE:
        return is_year(toks[i - 2]) and toks[i - 2].value < t.value and t.gap == SPACE
    if n.gap != SPACE:
        return False
    if n.kind == "post" and n.value in ("থেকে", "পর্যন্ত"):
        m = toks[i + 2]
        number = m.gap == SPACE and m.kind in ("num", "count", "frac", "fracalone", "vague")
        if not number:
            return True
        later = is_year(m) and m.value > t.value
        return later and (
            (toks[i + 3].gap in NEAR and toks[i + 3].kind in ("post", "year"))
            or text[m.end : m.end + 1] in _CLOSED
        )
    if n.kind == "hedge":
        return bool(n.value == "APPROX")
    return n.kind == "and" and is_year(toks[i + 2]) and is_bare_year(text, toks, i + 2)
