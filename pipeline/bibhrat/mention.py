"""The one carrier between rooms: a stretch of characters, its kind and its value."""

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
