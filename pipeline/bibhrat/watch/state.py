"""What a watch remembers of feeds, pages and sinks, and what one answer adds to it."""

from dataclasses import dataclass, field

from bibhrat.errors import BibhratError
from bibhrat.record import OutageRecord
from bibhrat.watch.copies import Sketch


class BusyError(BibhratError):
    """The store cannot be written now: locked, its disk full, its server away."""


@dataclass
class FeedState:
    """How a feed was when it was last asked; `due` in watch time."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    due: float = 0.0
    error: str | None = None


@dataclass
class Page:
    """An entry whose page is to be fetched; `row` is the feed's own, as JSON."""

    key: str
    feed: str
    told: str
    url: str
    row: str
    tries: int
    due: float


@dataclass
class SinkState:
    """How far a sink is; `size` is that of a file behind its last whole line."""

    name: str
    seq: int
    size: int = 0
    failures: int = 0
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """An entry that is done with, and what came of it in a word."""

    key: str
    feed: str
    told: str
    outcome: str


@dataclass
class Batch:
    """All that one answer teaches.

    Attributes:
        feed: its new state, None where it was a page's answer.
        present: keys of all entries that the feed has now.
        done, waiting: entries that are done with, and those whose pages are still to come.
        dropped: keys of entries whose pages are given up.
        read: article id → its records.
        sketches: of articles with records, by key.
    """

    feed: FeedState | None = None
    present: list[str] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    waiting: list[Page] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    read: dict[str, list[OutageRecord]] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
