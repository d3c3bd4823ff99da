"""An article as windows of tokens, each token with its characters in the article's body.

Every window has the headline first and then a part of the text, so that none is read without
what the news is about; long texts take several windows that share some tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bibhrat.transformer.normalise import Normalised, Normaliser

#: Marks around the mention that is asked about; they are tokens of the roles model.
OPENS, CLOSES = "[M]", "[/M]"
_TITLE = 3  # a headline takes at most a third of a window


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of tokens as a model reads it.

    Attributes:
        row: input_ids, attention_mask and, where the encoder has them, token_type_ids.
        spans: for each token its characters in the body; None for marks of the model.
    """

    row: dict[str, list[int]]
    spans: list[tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Form:
    """How texts become windows.

    Attributes:
        tokenizer: a fast one of transformers.
        normalise: the form in which the encoder reads text.
        length: tokens of a window.
        stride: tokens that two windows share.
    """

    tokenizer: Any
    normalise: Normaliser
    length: int
    stride: int

    def windows(self, title: str, text: str) -> list[Window]:
        """The windows of an article.

        Args:
            title, text: their body is title, newline, text.
        """
        head, rest = self.normalise(title), self.normalise(text)
        cut = self._cut(head.text, self.length // _TITLE)
        encoded = self._pair(cut, rest.text, overflowing=True)
        offset = len(title) + 1
        return [
            Window(
                self._row(encoded, number),
                [
                    _span(pair, part, head, rest, offset)
                    for pair, part in zip(offsets, encoded.sequence_ids(number), strict=True)
                ],
            )
            for number, offsets in enumerate(encoded["offset_mapping"])
        ]

    def marked(self, title: str, text: str, start: int, end: int) -> dict[str, list[int]]:
        """One window in which a mention stands between marks.

        Args:
            title, text: of the article.
            start, end: the mention in the body.
        """
        offset = len(title) + 1
        room = self.length - self.length // _TITLE
        if end < offset:
            head = self._mark(title, start, end, self.length // _TITLE * 2)
            rest = self._cut(self.normalise(text[: 4 * room]).text, room)
        else:
            head = self._cut(self.normalise(title).text, self.length // _TITLE)
            rest = self._mark(text, max(0, start - offset), end - offset, room)
        return self._row(self._pair(head, rest, overflowing=False), 0)

    def _mark(self, text: str, start: int, end: int, room: int) -> str:
        """A part of a text around a mention, cut so that about `room` tokens hold it."""
        reach = 2 * room  # characters: a token has two to five
        name = self._cut(self.normalise(text[start:end]).text, room // 2)
        around = (room - 8) // 2
        before = self._last(self.normalise(text[max(0, start - reach) : start]).text, around)
        after = self._cut(self.normalise(text[end : end + reach]).text, around)
        return f"{before}{OPENS} {name} {CLOSES}{after}"

    def _cut(self, text: str, most: int) -> str:
        """The beginning of a text, at most so many tokens."""
        offsets = self._offsets(text)
        return text if len(offsets) <= most else text[: offsets[most][0]]

    def _last(self, text: str, most: int) -> str:
        """The end of a text, at most so many tokens."""
        offsets = self._offsets(text)
        return text if len(offsets) <= most else text[offsets[-most][0] :]

    def _offsets(self, text: str) -> Sequence[tuple[int, int]]:
        encoded = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        found: Sequence[tuple[int, int]] = encoded["offset_mapping"]
        return found

    def _pair(self, head: str, rest: str, *, overflowing: bool) -> Any:
        return self.tokenizer(
            [head], [rest], truncation="only_second", max_length=self.length,
            stride=self.stride if overflowing else 0, return_overflowing_tokens=overflowing,
            return_offsets_mapping=overflowing, return_attention_mask=True,
        )  # fmt: skip

    @staticmethod
    def _row(encoded: Any, number: int) -> dict[str, list[int]]:
        keys = ("input_ids", "attention_mask", "token_type_ids")
        return {key: list(encoded[key][number]) for key in keys if key in encoded}


def _span(
    pair: tuple[int, int], part: int | None, head: Normalised, rest: Normalised, offset: int
) -> tuple[int, int] | None:
    start, end = pair
    if part is None or start >= end:
        return None
    if part == 0:
        return head.span(start, end)
    begin, stop = rest.span(start, end)
    return begin + offset, stop + offset
