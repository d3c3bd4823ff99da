"""Text as an encoder was trained to read it, with a way back to the original characters.

In goes one string; out comes a `Normalised` whose spans map back. Which form an encoder wants
is stored beside its weights: a vocabulary made from normalised text does not know the other
spellings (BanglaBERT has য় as two code points, this project's own encoders as one).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bibhrat.text import fold


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in an encoder's form.

    Attributes:
        text: what the tokenizer reads.
    """

    text: str
    _starts: Sequence[int] = field(repr=False)
    _ends: Sequence[int] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of `text`, not empty, came from."""
        return self._starts[start], self._ends[end - 1]


Normaliser = Callable[[str], Normalised]
NormaliserName = Literal["none", "fold", "banglabert"]


def unchanged(original: str) -> Normalised:
    """The text as it is: for encoders whose tokenizer does what is needed (MuRIL, XLM-R)."""
    size = len(original)
    return Normalised(original, range(size), range(1, size + 1))


def folded(original: str) -> Normalised:
    """As bibhrat's rooms see it (`bibhrat.text.fold`)."""
    found = fold(original)
    spans = [found.span(index, index + 1) for index in range(len(found.text))]
    return Normalised(found.text, [start for start, _ in spans], [end for _, end in spans])


# --- what BanglaBERT's vocabulary was made from -------------------------------------------
# The rules are those of https://github.com/csebuetnlp/normalizer (MIT). Its port on PyPI pins
# libraries of 2021 and no version of it says which character came from where, so they stand
# here again, one cluster of characters at a time. Left out: the repair of mojibake, and one
# pattern of vowel signs that are typed around two letters.

_MARKS = (
    "\u0300-\u036f\u0981-\u0983\u09bc\u09be-\u09c4\u09c7\u09c8\u09cb-\u09cd\u09d7\u09e2\u09e3\ufe0f"
)
# Dropped wherever they stand; between a letter and its marks they part nothing.
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f\ufeff\u206a-\u206f\ufff9-\ufffc\u00ad\u200b\u2060"
_CLUSTER = re.compile(rf"\s+|[^\s{_MARKS}]?[{_MARKS}{_UNSEEN}]*", re.DOTALL)
_CONTROLS = re.compile(f"[{_UNSEEN}\x0b\x1c-\x1f]")
_REPLACED: Mapping[str, str] = {
    **dict.fromkeys("‘‛’❛❜`´‚", "'"),
    **dict.fromkeys("«‹»›„“‟”❝❞❮❯〝〞〟＂《》「」", '"'),
    "–": "-",
    "━": "-",
    "—": " - ",
    "…": "...",
    "৷": "।",
    "、": ",",
    "∶": ":",
    "〈": "<",
    "〉": ">",
    "【": "[",
    "】": "]",
    **dict(zip("øØɨðÐđĐı", "oOidDdDi", strict=True)),
}
_LETTERS = (
    ("\u09c7\u0981\u09be", "\u09cb\u0981"),
    ("\u09c7\u0981\u09d7", "\u09cc\u0981"),
    ("\u0985\u09be", "\u0986"),
    ("\u09ac\u09bc", "\u09b0"),
)
_ACCENT = re.compile("(?<=[a-zA-Z])[\u0300-\u036f]+")


def banglabert(original: str) -> Normalised:
    """As csebuetnlp/banglabert was trained to read it: NFKC, plain quotes, single spaces.

    >>> found = banglabert("‘জুম’ — কে\\u09beন")
    >>> found.text
    "'জুম' - কোন"
    >>> found.span(1, 4)
    (1, 4)
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, new in _clusters(original):
        if new[:1] == " " and parts and parts[-1][-1] == " ":
            new = new[1:]  # noqa: PLW2901 - one space where replaced and typed ones meet
        if new:
            parts.append(new)
            starts += [start] * len(new)
            ends += [end] * len(new)
    return Normalised("".join(parts), starts, ends)


def _clusters(original: str) -> Iterator[tuple[int, int, str]]:
    """Each cluster's place, and what is read in its stead."""
    for match in _CLUSTER.finditer(original):
        if cluster := match.group():
            if len(cluster) == 1 and cluster.isascii() and cluster.isprintable() and cluster != "`":
                yield match.start(), match.end(), cluster
            else:
                yield match.start(), match.end(), _read(cluster)


def _read(cluster: str) -> str:
    if cluster.isspace():
        return " "
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", cluster))
    text = _REPLACED.get(text, text)
    for written, letter in _LETTERS:
        text = text.replace(written, letter)
    if not text.isascii() and text[:1] < "\u0250":
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFKC", text)


NORMALISERS: Mapping[NormaliserName, Normaliser] = {
    "none": unchanged,
    "fold": folded,
    "banglabert": banglabert,
}
