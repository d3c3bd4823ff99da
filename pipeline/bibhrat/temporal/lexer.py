"""Folded text in, grammar tokens out: numbers and vocabulary words with the gap before each.

A token that another word separates from the one before has the gap FAR, so the grammar
sees at once what stands together. Most of a text is passed over by one look at each
stretch between two spaces; only runs of stretches with a word of the grammar are read.
"""

import re
from itertools import accumulate, repeat
from operator import eq
from typing import Any

from bibhrat.temporal.pieces import (
    BETWEEN,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    DOT,
    FAR,
    FIRST_PARTS,
    GLUED,
    OPEN,
    SLASH,
    SPACE,
    Piece,
    joined,
    pieces,
)
from bibhrat.text import fold

__all__ = [
    "CLOSE", "COLON", "COMMA", "DASH", "DOT", "FAR", "GLUED", "OPEN", "SLASH", "SPACE", "Token",
    "lex",
]  # fmt: skip

_GAPS: dict[str, int] = {
    "": GLUED, "'": GLUED, " ": SPACE,
    ",": COMMA, ", ": COMMA, " , ": COMMA, "; ": FAR,
    "(": OPEN, " (": OPEN, " ( ": OPEN, "( ": OPEN, ", (": OPEN, " [": OPEN, "[": OPEN,
    ") ": CLOSE, ")": CLOSE, "), ": CLOSE, " ) ": CLOSE, " )": CLOSE, " ), ": CLOSE, "] ": CLOSE,
    "),": CLOSE, ")-": DASH, ") - ": DASH,
    "'-": DASH, "-": DASH, " - ": DASH, "- ": DASH, " -": DASH, "--": DASH, "~": DASH, " ~ ": DASH,
    ":": COLON, "\u0983": COLON, ".": DOT, "/": SLASH, " / ": SLASH, " : ": COLON, ": ": COLON,
    " :": COLON, "\u0983 ": COLON, ". ": FAR,
}  # fmt: skip

# A case ending written apart from a number or a word: ২৪-এর, ৫-ই, ডিসেম্বর'এ.
_TAILS = frozenset(
    fold(e).text
    for e in (
        "এরও", "এরই", "এর", "এও", "রও", "তেও", "এ", "র", "তে", "ই", "ও", "য়", "ে", "কে", "ের",
    )
)  # fmt: skip
_TAIL_MARKS = ("-", "'")
_TELLING = frozenset(fold(e).text for e in ("ে", "য়", "ভর"))
_LONGEST_NUMBER = 12
# Say nothing where no other word of the grammar stands beside them; left out to save time.
_LONERS = frozenset(
    ("num", "count", "frac", "fracalone", "scale", "vague", "mod", "every", "ord", "ordday", "and",
     "post", "hedge", "before", "of", "slightly", "qualifier", "nightafter", "wdshort", "unit",
     "long", "aboutnum", "to", "strikes", "timeword", "decimal", "dayend", "date", "year",
     "zonename", "then", "bangla_year", "quarter", "hours", "ampm", "ta", "fiscal", "bmonth",
     "minuteshort", "firstpart")
)  # fmt: skip

# What a stretch between two spaces is worth: nothing, nothing by itself, something.
_NOTHING, _LONE, _SOMETHING, _UNSEEN = range(4)
_worths: dict[str, int] = {}
_WORTHS_LIMIT = 200_000
_LONGEST_KEPT = 64

# A stretch of words that says the same again and again is no prose.
_REPEATS = 16
_STREAKS = {n: re.compile(b"\x01{%d,}" % (n * _REPEATS)) for n in range(1, 9)}
_SHORT_RUN = 2 * _REPEATS


class Token:
    """A number or a vocabulary word."""

    __slots__ = ("end", "ending", "gap", "kind", "start", "stem", "value", "width")

    def __init__(  # noqa: PLR0917 - one branch a shape
        self, kind: str, value: Any, start: int, stem: int, end: int, ending: str, gap: int,
        width: int = 0,
    ) -> None:  # fmt: skip
        self.kind = kind
        self.value = value
        self.start = start
        self.stem = stem
        self.end = end
        self.ending = ending
        self.gap = gap
        self.width = width

    def __repr__(self) -> str:
        return f"<{self.kind} {self.value!r} +{self.ending!r} gap={self.gap}>"


def lex(text: str) -> list[Token]:
    """Tokens of a folded text, in order."""
    stretches = text.split(" ")
    worths = list(map(_worths.get, stretches, repeat(_UNSEEN)))
    hits = [k for k, worth in enumerate(worths) if worth]
    if len(hits) > _SHORT_RUN and len(hits) > len(stretches) // 2:
        _silence(stretches, worths, _NOTHING)
        hits = [k for k in hits if worths[k]]
    for k in hits:
        if worths[k] == _UNSEEN:
            worths[k] = _worth(stretches[k])
    hits = [k for k in hits if worths[k]]
    tokens: list[Token] = []
    if not hits:
        return tokens
    ends = list(accumulate(map(len, stretches)))
    hits.append(len(stretches) + 1)
    first = last = hits[0]
    for k in hits[1:]:
        if k != last + 1:
            if first != last or worths[first] == _SOMETHING:
                _read(text, ends[first] - len(stretches[first]) + first, ends[last] + last, tokens)
            first = k
        last = k
    return tokens


def _worth(stretch: str) -> int:
    """Whether a stretch has words of the grammar; a mark alone joins its neighbours."""
    if len(stretch) > _LONGEST_KEPT:
        return _SOMETHING  # read it and see
    words = BETWEEN.split(stretch)[::2]
    known = [found for word in words if (found := pieces(word))]
    if known:
        piece = known[0][0]
        worth = _SOMETHING
        if len(known) == len(known[0]) == 1 and piece[7] != 4 and _is_lone(piece):
            worth = _LONE
    else:
        worth = _NOTHING if any(words) else _LONE
    if len(_worths) >= _WORTHS_LIMIT:
        _worths.clear()
    _worths[stretch] = worth
    return worth


def _read(text: str, begin: int, end: int, tokens: list[Token]) -> None:  # noqa: PLR0912 - one branch a shape
    """The tokens of a run of stretches."""
    parts = BETWEEN.split(text[begin:end])
    words = parts[::2]
    known = list(map(pieces, words))
    if len(words) > _SHORT_RUN:
        _silence(words, known, ())
    known.append(())
    parts.append("")
    before = tailed = dotted = -2
    following = begin
    for k, word in enumerate(words):
        offset = following
        following += len(word) + len(parts[2 * k + 1])
        found = known[k]
        if not found or k == tailed:
            continue
        length = len(word)
        if word in FIRST_PARTS:
            whole = joined(word, parts[2 * k + 1], words[k + 1]) if k + 1 < len(words) else ()
            if whole:
                found = known[k + 1] = whole
                tailed = k + 1
                length += len(parts[2 * k + 1]) + len(words[k + 1])
                dotted = tailed if parts[2 * k + 1] == "." else -2
            elif found[0][0] == "firstpart":
                continue
        lone = len(found) == 1 and not (known[k - 1] or known[k + 1]) and _is_lone(found[0])
        if lone and not (
            found[0][7] == 4 and parts[2 * k + 1] == "-" and words[k + 1] in _TAILS
        ):  # ২০১৯-এর
            continue
        gap = FAR
        if k == before + 1 and not found[0][2]:  # else it begins with letters we don't know
            between = parts[2 * k - 1]
            if dotted == before and between[0] == ".":
                between = between[1:]
            gap = _GAPS.get(between, FAR)
        for kind, value, start, stem, stop, ending, joint, width in found:
            tokens.append(
                Token(kind, value, offset + start, offset + stem, offset + stop, ending,
                      gap if gap >= 0 else joint, width)
            )  # fmt: skip
            gap = -1
        if tailed == k + 1:
            before = tailed
            continue
        before = k if found[-1][4] == length else -2
        token = tokens[-1]
        if token.width == 3 and token.gap == COMMA:
            _join_thousands(text, tokens)
        if before == k and parts[2 * k + 1] in _TAIL_MARKS:
            tail = words[k + 1]
            if tail in _TAILS and token.ending == "":
                token.ending = tail
                token.end = following + len(tail)
                before = tailed = k + 1


def _is_lone(piece: Piece) -> bool:
    """Whether a piece says nothing by itself; ঘণ্টায় is a rate, দিনভর a day: they say something."""
    return piece[0] in _LONERS and not (piece[0] == "unit" and piece[5] in _TELLING)


def _silence(words: list[str], known: list[Any], nothing: Any) -> None:
    """Forget what up to eight words repeat on and on (৯টা ৯টা ৯টা …) after the first time."""
    left = len(words)
    for period, streak in _STREAKS.items():
        for match in streak.finditer(bytes(map(eq, words[period:], words))):
            first, last = match.span()
            known[first + period : last + period] = [nothing] * (last - first)
            left -= last - first
        if left <= _SHORT_RUN:
            return


def _join_thousands(text: str, tokens: list[Token]) -> None:
    """১,২৫,০০০ is one number: its groups are joined when the last one, of three, is seen."""
    k = len(tokens) - 1
    while k > 0 and tokens[k].gap == COMMA and tokens[k].start == tokens[k - 1].end + 1:
        k -= 1
        if not 0 < tokens[k].width <= 3 or (tokens[k].width == 1 and tokens[k].gap == COMMA):
            k += 1
            break
    first, last = tokens[k], tokens[-1]
    if first is last:
        return
    digits = text[first.start : last.end].replace(",", "")
    if not digits.isdigit() or len(digits) > _LONGEST_NUMBER:
        return
    first.value, first.end, first.stem, first.width = int(digits), last.end, last.end, 9
    first.kind = last.kind
    del tokens[k + 1 :]
