"""bnlp's CRF tagger as a recogniser of names that no catalogue has.

In goes folded text; out come `Candidate`s, as `bibhrat.shapes` gives them. Features, tokens
and tagger are bnlp's; sentences are cut as its training data are.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.shapes import Candidate, bare_end
from bibhrat.with_bnlp.library import module
from bibhrat.with_bnlp.model_file import crfsuite_bytes
from bibhrat.with_bnlp.text import tokens

FIRST, NEXT, OTHER = "B-SERVICE", "I-SERVICE", "O"
_ENDS = frozenset("।?!")
_WHAT = "a recogniser of names"

Token = tuple[int, int]


def sentences(text: str) -> Iterator[list[Token]]:
    """Tokens of each sentence or line, as where they begin and end."""
    own: list[Token] = []
    for start, end in tokens(text):
        if own and "\n" in text[own[-1][1] : start]:
            yield own
            own = []
        own.append((start, end))
        if text[start:end] in _ENDS:
            yield own
            own = []
    if own:
        yield own


class Recogniser:
    """A trained tagger, ready to read.

    Raises:
        StopError: bnlp-toolkit is not installed, or the file is not such a tagger.
    """

    def __init__(self, path: str | Path) -> None:
        self._features = module("bnlp.utils.utils", _WHAT).features
        # The tagger reads the bytes where they lie, so they have to stay.
        self._model = crfsuite_bytes(path)
        self._tagger: Any = need("pycrfsuite", "bnlp", _WHAT).Tagger()
        self._lock = Lock()  # a tagger works on one sentence at a time
        self._tagger.open_inmemory(self._model)
        if FIRST not in self._tagger.labels():
            raise StopError(
                f"{path}: its tags have no {FIRST}; train one with configs/train/bnlp.toml"
            )

    def __call__(self, text: str) -> list[Candidate]:
        """The names in folded text, in reading order."""
        return [
            Candidate(start, bare_end(text, start, end), end, "named")
            for own in sentences(text)
            for start, end in _runs(own, self._tags(text, own))
        ]

    def _tags(self, text: str, own: Sequence[Token]) -> list[str]:
        words = [text[start:end] for start, end in own]
        with self._lock:
            tags: list[str] = self._tagger.tag(
                [self._features(words, index) for index in range(len(words))]
            )
        return tags


def _runs(own: Sequence[Token], tags: Sequence[str]) -> Iterator[Token]:
    """From the first to the last token of each name."""
    begin: int | None = None
    for index, tag in enumerate([*tags, OTHER]):
        if begin is not None and tag != NEXT:
            yield own[begin][0], own[index - 1][1]
            begin = None
        if tag == FIRST or (tag == NEXT and begin is None):
            begin = index


@lru_cache(maxsize=4)
def read_recogniser(path: str) -> Recogniser:
    """The recogniser of a file, read once a process.

    Raises:
        StopError: as `Recogniser`.
    """
    return Recogniser(path)
