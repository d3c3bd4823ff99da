"""bnlp's cleaner and tokenizer with a way back to the original characters.

In goes any string; out come cleaned text whose spans map back, and the borders of tokens.
Cleaning takes য় apart (NFKC does) and straightens quotes, so lengths change; it is done word
by word, and where a word changes, letter by letter with its signs.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from bibhrat.article import Article
from bibhrat.record import OutageRecord
from bibhrat.with_bnlp.library import module


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Cleaned text with a map back.

    Attributes:
        text: what the cleaner makes of it.
        original: the input.
    """

    text: str
    original: str
    # Changed pieces in order: where each begins and ends in `text`, and in `original`.
    _pieces: tuple[tuple[int, int, int, int], ...] = field(default=(), repr=False)
    _begins: tuple[int, ...] = field(default=(), repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of `original` that a half-open, non-empty span of `text` came from.

        A part of what was one letter is the whole letter.
        """
        return self._map(start, first=True), self._map(end - 1, first=False)

    def _map(self, index: int, *, first: bool) -> int:
        place = bisect_right(self._begins, index) - 1
        if place < 0:
            return index if first else index + 1
        _, stop, begin, end = self._pieces[place]
        if index < stop:
            return begin if first else end
        return end + index - stop + (not first)


def clean(original: str) -> Cleaned:
    """Clean a string with `bnlp.CleanText` as it is by default.

    Raises:
        StopError: bnlp-toolkit is not installed.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    length = 0
    for start, old, new in _changes(original):
        if old != new:
            pieces.append((length, length + len(new), start, start + len(old)))
        parts.append(new)
        length += len(new)
    return Cleaned("".join(parts), original, tuple(pieces), tuple(piece[0] for piece in pieces))


def _changes(original: str) -> Iterator[tuple[int, str, str]]:
    """Stretches of the text with what they become, and where each begins."""
    position = 0
    for word in original.split():
        start = original.index(word, position)
        yield position, original[position:start], original[position:start]
        position = start + len(word)
        whole = _clean(word)
        letters = _letters(word) if whole != word else [word]
        cleaned = [_clean(letter) for letter in letters]
        if "".join(cleaned) != whole:  # what changed goes over letters, such as "&amp;"
            letters, cleaned = [word], [whole]
        for letter, new in zip(letters, cleaned, strict=True):
            yield start, letter, new
            start += len(letter)
    yield position, original[position:], original[position:]


def _letters(word: str) -> list[str]:
    """Characters, each with the signs that follow it."""
    letters: list[str] = []
    for character in word:
        if letters and unicodedata.category(character).startswith("M"):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


@lru_cache(maxsize=1 << 16)
def _clean(word: str) -> str:
    return str(_cleaner()(word))


@cache
def _cleaner() -> Any:
    return module("bnlp.cleantext.clean", "the cleaner of bnlp").CleanText()


# --- articles ---------------------------------------------------------------------------------


def cleaned_fields(article: Article) -> dict[str, Cleaned]:
    """The article's title and text, cleaned."""
    return {"title": clean(article.title), "text": clean(article.text)}


def on_original(record: OutageRecord, fields: dict[str, Cleaned]) -> OutageRecord:
    """A record of cleaned fields with the spans, and the title, of the original ones."""
    row = _spans_back(record.to_dict(), fields)
    row["article"]["title"] = fields["title"].original
    return OutageRecord.model_validate(row)


def _spans_back(value: Any, fields: dict[str, Cleaned]) -> Any:
    if isinstance(value, list):
        return [_spans_back(inner, fields) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"field", "start", "end", "text"}:
        source = fields[value["field"]]
        start, end = source.span(value["start"], value["end"])
        return {**value, "start": start, "end": end, "text": source.original[start:end]}
    return {key: _spans_back(inner, fields) for key, inner in value.items()}


# --- tokens -----------------------------------------------------------------------------------

_DOT = "XTEMPDOT"  # bnlp's stand-in for a full stop, which it would turn back into one


def tokens(text: str) -> list[tuple[int, int]]:
    """Where the tokens of `bnlp.BasicTokenizer` begin and end.

    Raises:
        StopError: bnlp-toolkit is not installed.
    """
    found: list[tuple[int, int]] = []
    same = text.replace(_DOT, _DOT.lower())
    position = 0
    for token in _tokenizer()(same):
        start = same.index(token, position)
        position = start + len(token)
        found.append((start, position))
    return found


@cache
def _tokenizer() -> Any:
    return module("bnlp.tokenizer.basic", "the tokenizer of bnlp").BasicTokenizer()
