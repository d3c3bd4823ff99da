"""One stretch of letters and digits in, the grammar's pieces of it out: ৯টায় is a number and টা.

Holds what is known about the shape of words: numbers with their endings, letters glued to
digits, words that print writes in two (অর্থ বছর, ক'দিন, p.m.).
"""

import re
from typing import Any

from bibhrat.lexicon import load
from bibhrat.temporal.words import TABLE, analyse, is_foreign
from bibhrat.text import WORD, fold

# What may stand between two tokens of one expression.
GLUED, SPACE, COMMA, OPEN, CLOSE, DASH, COLON, DOT, SLASH, FAR = range(10)

#: One piece: kind, value, start, stem, end in the stretch, ending, gap before, digits.
Piece = tuple[str, Any, int, int, int, str, int, int]
#: What stands between two stretches.
BETWEEN = re.compile(f"([^{WORD}0-9]+)")

_DIGITS = re.compile("[0-9]")
_RUNS = re.compile(f"([0-9]+)|[{WORD}]+")
_CAPTION = fold("ছবি").text
_VISARGA = "\u0983"  # typed for a colon: ৯ঃ১৫
_LONGEST_NUMBER = 12
_LONGEST_KEPT = 64
_MEMO_LIMIT = 200_000


def _written_apart() -> dict[tuple[str, str], str]:
    """How a word begins, by the first part and the joint of it written in two: ক' is কয়."""
    begins = {}
    for whole, forms in load("temporal/context")["written_apart"].items():
        for form in forms:
            first, joint, second = BETWEEN.split(fold(form).text)
            begins[first, joint] = fold(whole).text.removesuffix(second)
    return begins


_APART = _written_apart()
#: Words that may be the first part of one written in two.
FIRST_PARTS = frozenset(first for first, _ in _APART)
_SEEDS: dict[str, tuple[Piece, ...]] = {
    "": (),
    **{
        part: (("firstpart", None, 0, len(part), len(part), "", FAR, 0),)
        for part in FIRST_PARTS
        if part not in TABLE
    },
}
_memo = dict(_SEEDS)


def pieces(word: str) -> tuple[Piece, ...]:
    """The pieces of a stretch; none where the grammar knows nothing of it.

    >>> [(p[0], p[1]) for p in pieces(fold("৯টায়").text)]
    [('num', 9), ('ta', 'ta')]
    """
    found = _memo.get(word)
    if found is None:
        found = () if is_foreign(word) and not _DIGITS.search(word) else _cut(word)
        if len(word) <= _LONGEST_KEPT:
            if len(_memo) >= _MEMO_LIMIT:
                _memo.clear()
                _memo.update(_SEEDS)
            _memo[word] = found
    return found


def joined(word: str, joint: str, second: str) -> tuple[Piece, ...]:
    """The pieces of two stretches that are one word written in two, placed in all three."""
    begin = _APART.get((word, joint))
    if begin is None:
        return ()
    cut = len(begin)
    moved = len(word) + len(joint) - cut
    return tuple(
        (kind, value, start + moved if start >= cut else 0,
         stem + moved if stem > cut else len(word),
         end + moved if end > cut else len(word), ending, gap, width)
        for kind, value, start, stem, end, ending, gap, width in pieces(begin + second)
    )  # fmt: skip


def _cut(chunk: str) -> tuple[Piece, ...]:
    found_pieces: list[Piece] = []
    last = 0
    number = False  # the run before is a number that the pieces end with
    known = True  # the run before is understood
    gap = FAR
    for match in _RUNS.finditer(chunk):
        start, end = match.span()
        if match.lastindex:
            if known and end - start <= _LONGEST_NUMBER:
                joint = gap if number else GLUED if found_pieces else FAR
                found_pieces.append(
                    ("num", int(match.group()), start, end, end, "", joint, end - start)
                )
                number = True
            else:
                # Glued behind letters that we don't know: a name, or a space was lost.
                if end == len(chunk) and end - start in (1, 2, 4):
                    found_pieces.append(
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
        if found is None and word.endswith(_VISARGA):
            found = analyse(word[:-1])  # কলকাতা, ৯ সেপ্টেম্বরঃ …
            end -= 1
        if found is None and word.endswith(_CAPTION):
            found = analyse(word[: -len(_CAPTION)])  # ঢাকা, ১৫ ডিসেম্বরছবি: …
            end -= len(_CAPTION)
        known = found is not None
        if found is None:
            if number and found_pieces:  # ৪২তম, ১২টি, ৫ম
                found_pieces[-1] = ("count", *found_pieces[-1][1:])
            number = False
            continue
        for k, piece in enumerate(found):
            final = k == len(found) - 1
            joint = GLUED if found_pieces else FAR
            stem = start + piece.end
            found_pieces.append(
                (piece.kind, piece.value, start + piece.start, stem, end if final else stem,
                 piece.ending, joint, 0)
            )  # fmt: skip
        last = end
        number = False
    if last == 0 and not found_pieces:
        return ()
    return tuple(found_pieces)
