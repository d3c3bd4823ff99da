"""Bangla text as rooms see it: folded for matching, with a way back to the original.

In goes any string; out comes a `Folded` whose `text` has one code point for য়/ড়/ঢ়
(real feeds mix both encodings inside one article), ASCII digits, one form for each
dash and quote, lower-case Latin, single spaces and no joiners. Every span found in it maps back to
the exact characters of the input, so nothing downstream knows that folding happened.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)
_JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"

# Two code points that are one letter: base + nukta, and vowel signs typed in halves.
_COMPOSED = {
    "\u09af\u09bc": "\u09df",  # য়
    "\u09a1\u09bc": "\u09dc",  # ড়
    "\u09a2\u09bc": "\u09dd",  # ঢ়
    "\u09c7\u09be": "\u09cb",  # ো
    "\u09c7\u09d7": "\u09cc",  # ৌ
}

_ONE_TO_ONE: dict[str, str] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_SPACES, " "),
    **{chr(0x09E6 + d): str(d) for d in range(10)},
    **{chr(ord("A") + i): chr(ord("a") + i) for i in range(26)},
    "\u09f7": "\u0964",  # ৷ (currency numerator four), typed for the danda
    "\uff1a": ":",
}

# A nukta that makes no letter of the alphabet (Kolkata desks write জ়, ফ় for z, f) is dropped.
# Of spaces in a row, joiners between them or not, the last is kept: no rule thinks of them.
_MORE_SPACE = f"[ {_SPACES}](?=[{_JOINERS}]*[ {_SPACES}])"
_LOSSY = re.compile("|".join([*_COMPOSED, f"[{_JOINERS}\u09bc]", _MORE_SPACE]))
# One class of characters is searched many times faster; it sees all but vowel signs in halves
# and spaces in rows, which few texts have.
_MARKS = re.compile(f"[{_JOINERS}\u09bc]")
_RARE = ("  ", *(f" {joiner}" for joiner in _JOINERS), *_SPACES, "\u09c7\u09be", "\u09c7\u09d7")

_FOLDING = str.maketrans(_ONE_TO_ONE)
_SHORT = 100  # characters up to which one pass beats a search for each character

#: Letters and signs that continue a Bangla or Latin word (in folded text, which has no
#: Bangla digits). Two ranges, though some code points between are nobody's: a pattern with a
#: class of more takes seven times as long to compile, and there are hundreds.
WORD = "\u0980-\u09f1a-z"
_WORD_CHARACTERS = frozenset(re.findall(f"[{WORD}0-9]", "".join(map(chr, range(0x0A00)))))


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with a map back to the original.

    Attributes:
        text: the folded form; all matching is done on it.
        original: the input, untouched.
    """

    text: str
    original: str
    _starts: list[int] = field(default_factory=list, repr=False)
    _ends: list[int] = field(default_factory=list, repr=False)
    _dropped: list[int] = field(default_factory=list, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of `text` to the span of `original` that it came from."""
        if not self._starts:
            return start, end
        return (
            start + bisect_right(self._starts, start),
            end + bisect_right(self._ends, end),
        )

    def at(self, offset: int) -> int:
        """The index in `text` of an offset in `original`: the way back of `span`."""
        return offset - bisect_left(self._dropped, offset)


def _losses(original: str) -> Iterator[tuple[int, int, str | None]]:
    """Where two characters are one letter (and which), or one is dropped (None)."""
    if len(original) < _SHORT or any(rare in original for rare in _RARE):
        for match in _LOSSY.finditer(original):
            yield match.start(), match.end(), _COMPOSED.get(match.group())
        return
    for match in _MARKS.finditer(original):
        at = match.start()
        composed = _COMPOSED.get(original[at - 1 : at + 1]) if at else None
        yield at - (composed is not None), at + 1, composed


def fold(original: str) -> Folded:
    """Fold a string for matching; offsets of the result's spans count in `original`.

    >>> fold("রাত ৯টায়").text == fold("রাত 9টা" + "\\u09af\\u09bc").text
    True
    """
    starts: list[int] = []
    ends: list[int] = []
    dropped: list[int] = []
    parts: list[str] = []
    position = 0
    length = 0
    for start, end, composed in _losses(original):
        kept = original[position:start]
        parts.append(kept)
        length += len(kept)
        position = end
        dropped.append(end - 1)
        if composed is None:
            # A joiner stands before folded index `length`: it belongs to neither neighbour.
            starts.append(length)
            ends.append(length + 1)
        else:
            parts.append(composed)
            length += 1
            starts.append(length)
            ends.append(length)
    parts.append(original[position:])
    text = "".join(parts)
    if len(text) < _SHORT:
        return Folded(text.translate(_FOLDING), original, starts, ends, dropped)
    # A replacement per character beats one `translate` eightfold: most are not in the text.
    for character, folded in _ONE_TO_ONE.items():
        if character in text:
            text = text.replace(character, folded)
    return Folded(text, original, starts, ends, dropped)


def fold_all(phrases: Iterable[str]) -> list[str]:
    """The folded text of each of many phrases, in one pass.

    A line break in a phrase becomes a space: it would end the phrase.

    >>> fold_all(["৯টা", "রাত"])
    ['9টা', 'রাত']
    """
    return fold("\n".join(phrase.replace("\n", " ") for phrase in phrases)).text.split("\n")


_TAG = re.compile(
    r"<(?:[a-zA-Z!/][^<>]{0,2000})>|&(?:nbsp|amp|lt|gt|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
)
_BREAKING = re.compile(
    r"</?(?:p|br|div|li|h[1-6]|tr|ul|ol|table|figure|figcaption)\b", re.IGNORECASE
)


def mask_markup(original: str) -> str:
    """Blank out HTML tags and entities, one space for each code point, so that offsets hold.

    A tag that ends a paragraph becomes a newline and spaces.

    >>> mask_markup("<p>ডাউন</p>")
    '\\n  ডাউন\\n   '
    """
    if "<" not in original and "&" not in original:
        return original
    return _TAG.sub(_blank, original)


def _blank(match: re.Match[str]) -> str:
    tag = match.group()
    first = "\n" if _BREAKING.match(tag) else " "
    return first + " " * (len(tag) - 1)


def is_word_start(text: str, index: int) -> bool:
    """Whether no letter or digit stands directly before `index` of folded text."""
    return index == 0 or text[index - 1] not in _WORD_CHARACTERS


def is_word_end(text: str, index: int) -> bool:
    """Whether no letter or digit stands at `index` of folded text."""
    return index >= len(text) or text[index] not in _WORD_CHARACTERS
