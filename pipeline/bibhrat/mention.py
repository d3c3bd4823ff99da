"""The one carrier between rooms: a stretch of characters, its kind and its value."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """A half-open span of an article's `body` (title, newline, text), as code points.

    Attributes:
        start, end: offsets into the body as it came in, before folding.
        kind: "timex", "service", "cue" or "place".
        value: what the span means; its type belongs to the room that made it.
    """

    start: int
    end: int
    kind: str
    value: V

    def overlaps(self, other: "Mention[Any]") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Taken:
    """Which characters of a text belong to something already."""

    __slots__ = ("_at",)

    def __init__(self, text: str, mentions: Iterable[Mention[Any]] = ()) -> None:
        self._at = bytearray(len(text))
        for mention in mentions:
            self.add(mention.start, mention.end)

    def add(self, start: int, end: int) -> None:
        """Take the characters of a half-open span of the text."""
        self._at[start:end] = b"\x01" * (end - start)

    def hits(self, start: int, end: int) -> bool:
        """Whether one of these characters is taken."""
        return self._at.find(1, start, end) >= 0
