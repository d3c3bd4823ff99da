"""Folded text in, grammar tokens out: numbers and vocabulary words with the gap before each.

A token that another word separates from the one before has the gap FAR, so the grammar
sees at once what stands together.
"""

import re
from itertools import accumulate, repeat
from typing import Any

from bibhrat.temporal.words import analyse, is_foreign
from bibhrat.text import WORD, fold

# What may stand between two tokens of one expression.
GLUED, SPACE, COMMA, OPEN, CLOSE, DASH, COLON, DOT, SLASH, FAR = range(10)

_GAPS: dict[str, int] = {
    "": GLUED, "'": GLUED, " ": SPACE, "  ": SPACE, "   ": SPACE, "    ": SPACE,
    ",": COMMA, ", ": COMMA, " , ": COMMA, ",  ": COMMA, "; ": FAR,
    "(": OPEN, " (": OPEN, " ( ": OPEN, "( ": OPEN, ", (": OPEN, "  (": OPEN, " [": OPEN, "[": OPEN,
    ") ": CLOSE, ")": CLOSE, "), ": CLOSE, " ) ": CLOSE, " )": CLOSE, " ), ": CLOSE, "] ": CLOSE,
    "),": CLOSE, ")-": DASH, ") - ": DASH,
    "'-": DASH, "-": DASH, " - ": DASH, "- ": DASH, " -": DASH, "--": DASH, "~": DASH, " ~ ": DASH,
    ":": COLON, "\u0983": COLON, ".": DOT, "/": SLASH, " / ": SLASH, " : ": COLON, ": ": COLON,
    " :": COLON, "\u0983 ": COLON, ". ": FAR,
}  # fmt: skip

_BETWEEN = re.compile(f"([^{WORD}0-9]+)")
_DIGITS = re.compile("[0-9]")
_RUNS = re.compile(f"([0-9]+)|[{WORD}]+")
# A case ending written apart from a number or a word: ২৪-এর, ৫-ই, ডিসেম্বর'এ.
_TAILS = frozenset(
    fold(e).text
    for e in (
        "এরও",
        "এরই",
        "এর",
        "এও",
        "রও",
        "তেও",
        "এ",
        "র",
        "তে",
        "ই",
        "ও",
        "য়",
        "ে",
        "কে",
        "ের",
    )
)
_LOCATIVES = frozenset(fold(e).text for e in ("ে", "য়"))
_CAPTION = fold("ছবি").text
_VISARGA = "\u0983"  # typed for a colon: ৯ঃ১৫
_LONGEST_NUMBER = 12

#: One piece of a chunk: kind, value, start, stem, end in the chunk, ending, gap, width.
_Piece = tuple[str, Any, int, int, int, str, int, int]
_memo: dict[str, tuple[_Piece, ...]] = {"": ()}
_MEMO_LIMIT = 200_000


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


def _chunk(chunk: str) -> tuple[_Piece, ...]:
    """The tokens inside a stretch of letters and digits: ৯টায় is a number and টা."""
    pieces: list[_Piece] = []
    last = 0
    number = False  # the run before is a number that pieces ends with
    known = True  # the run before is understood
    gap = FAR
    for match in _RUNS.finditer(chunk):
        start, end = match.span()
        if match.lastindex:
            if known and end - start <= _LONGEST_NUMBER:
                joint = gap if number else GLUED if pieces else FAR
                pieces.append(("num", int(match.group()), start, end, end, "", joint, end - start))
                number = True
            else:
                # Glued behind letters that we don't know: a name, or a space was lost.
                if end == len(chunk) and end - start in (1, 2, 4):
                    pieces.append(
                        ("glued", int(match.group()), start, end, end, "", FAR, end - start)
                    )
                number = False
            gap = GLUED
            last = end
            continue
        word = match.group()
        if number and word in (_VISARGA, "t"):  # ৯ঃ১৫, 2024-03-05T21:00
            gap = COLON if word == _VISARGA else GLUED
            continue
        found = analyse(word)
        if found is None and word.endswith(_CAPTION):
            found = analyse(word[: -len(_CAPTION)])  # ঢাকা, ১৫ ডিসেম্বরছবি: …
            end -= len(_CAPTION)
        known = found is not None
        if found is None:
            if number and pieces:  # ৪২তম, ১২টি, ৫ম
                pieces[-1] = ("count", *pieces[-1][1:])
            number = False
            continue
        for k, piece in enumerate(found):
            final = k == len(found) - 1
            joint = GLUED if pieces else FAR
            stem = start + piece.end
            pieces.append(
                (piece.kind, piece.value, start + piece.start, stem, end if final else stem,
                 piece.ending, joint, 0)
            )  # fmt: skip
        last = end
        number = False
    if last == 0 and not pieces:
        return ()
    return tuple(pieces)


def lex(text: str) -> list[Token]:  # noqa: PLR0912 - one branch a shape
    """Tokens of a folded text, in order."""
    parts = _BETWEEN.split(text)
    words = parts[::2]
    known = list(map(_memo.get, words, repeat(_UNSEEN)))
    hits = [k for k, found in enumerate(known) if found]
    if not hits:
        return []
    for k in hits:
        if known[k] is _UNSEEN:
            word = words[k]
            found = _memo.get(word)
            if found is None:
                found = () if is_foreign(word) and not _DIGITS.search(word) else _chunk(word)
                _memo[word] = found
            known[k] = found
    known.append(())
    parts.append("")
    ends = list(accumulate(map(len, parts)))
    tokens: list[Token] = []
    append = tokens.append
    before = -2
    tailed = -1
    for k in hits:
        found = known[k]
        if not found or k == tailed:
            continue
        if (
            len(found) == 1
            and found[0][0] in _LONERS
            and not (known[k - 1] or known[k + 1])
            and not (found[0][7] == 4 and parts[2 * k + 1] == "-" and words[k + 1] in _TAILS)
            and not (found[0][0] == "unit" and found[0][5] in _LOCATIVES)
        ):
            continue
        offset = ends[2 * k - 1] if k else 0
        gap = FAR
        if k == before + 1:
            gap = _GAPS.get(parts[2 * k - 1], FAR)
        if found[0][2]:
            gap = FAR  # the chunk begins with letters that we don't know
        for kind, value, start, stem, end, ending, joint, width in found:
            append(
                Token(kind, value, offset + start, offset + stem, offset + end, ending,
                      gap if gap >= 0 else joint, width)
            )  # fmt: skip
            gap = -1
        before = k if found[-1][4] == len(words[k]) else -2
        token = tokens[-1]
        if token.width == 3 and token.gap == COMMA:
            _join_thousands(text, tokens)
        if before == k and parts[2 * k + 1] in _TAIL_MARKS:
            tail = words[k + 1]
            if tail in _TAILS and token.ending == "":
                token.ending = tail
                token.end = ends[2 * k + 2]
                before = tailed = k + 1
    if len(_memo) > _MEMO_LIMIT:
        _memo.clear()
        _memo[""] = ()
    return tokens


# Say nothing where no other word of the grammar stands beside them; left out to save time.
_LONERS = frozenset(
    ("num", "count", "frac", "fracalone", "scale", "vague", "mod", "every", "ord", "ordday", "and",
     "post", "hedge", "before", "of", "slightly", "qualifier", "nightafter", "wdshort", "unit",
     "long", "aboutnum", "to", "strikes", "timeword", "decimal", "dayend", "date", "year",
     "zonename", "then", "bangla_year", "quarter", "hours", "ampm", "ta", "fiscal", "bmonth")
)  # fmt: skip
_UNSEEN: tuple[_Piece, ...] = (("unseen", None, 0, 0, 0, "", FAR, 0),)
_TAIL_MARKS = ("-", "'")


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
