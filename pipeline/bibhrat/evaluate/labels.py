"""What is compared: the labels of an article, and a prediction's events in the same form."""

from collections.abc import Sequence
from dataclasses import dataclass

from bibhrat.article import Article

SERVICE_LABELS = frozenset(
    {"affected", "reported", "operator", "alternative", "monitor", "source", "unaffected"}
)
CUE_LABELS = frozenset({"outage", "restoration", "symptom", "cause", "place"})
TIME_LABELS = frozenset({"start", "end", "duration"})


@dataclass(frozen=True, slots=True)
class TimexMark:
    """A temporal expression: half-open offsets in title + newline + text, type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span: half-open offsets in the body, label, service id and event index."""

    start: int
    end: int
    label: str
    id: str | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What is compared of an outage: of a gold event and of a predicted record alike.

    `start` and `end` are TIMEX3 values, `duration` is ISO 8601 as stated; None where unsaid.
    """

    primary: bool
    services: frozenset[str]
    reported: frozenset[str]
    type: str
    status: str
    cause: str | None
    attribution: str | None
    scope: frozenset[str]
    start: str | None
    end: str | None
    duration: str | None

    @property
    def affected(self) -> frozenset[str]:
        """Stated and reported services together."""
        return self.services | self.reported


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its labels.

    Attributes:
        article: what a system gets to read.
        outage: whether it reports one.
        events: the primary first.
        not_affected: ids of services that are named without having failed.
        timexes, mentions: None where the file has no such labels.
        topic, style: None where unknown.
        incident: what happened, the same for every article that tells of it; None where
            unknown.
    """

    article: Article
    outage: bool
    events: tuple[Event, ...]
    not_affected: frozenset[str]
    timexes: tuple[TimexMark, ...] | None
    mentions: tuple[Mark, ...] | None
    topic: str | None
    style: str | None
    incident: str | None = None

    @property
    def id(self) -> str:
        """Of the article."""
        return self.article.id

    @property
    def year(self) -> str:
        """Of publication, or "unknown"."""
        when = self.article.published_at
        return str(when.year) if when is not None else "unknown"

    @property
    def primary(self) -> Event | None:
        """The event that is the article's news."""
        return first_primary(self.events)


@dataclass(frozen=True, slots=True)
class Gold:
    """All labelled articles, with a hash of the files' bytes that the gate pins."""

    name: str
    articles: tuple[GoldArticle, ...]
    sha256: str


def first_primary(events: Sequence[Event]) -> Event | None:
    """The primary event; the first where none is marked, None of none."""
    return next((event for event in events if event.primary), events[0] if events else None)
