"""A labelled article: the values that all corpus tools share, and its JSON form.

A JSON object goes in, strictly checked; frozen values come out, and `to_row` gives the
object back with every key present, so that all lines of a shard have one Arrow type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

from bibhrat.errors import StopError, shorten
from bibhrat.record import OtherRole

AFFECTED = ("affected", "reported")
OTHERS: tuple[str, ...] = get_args(OtherRole)
SERVICE_ROLES = (*AFFECTED, *OTHERS)
TIME_ROLES = ("start", "end", "duration")
CUES = ("outage", "restoration", "symptom", "cause", "place")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
TOPICS = (
    "social", "telecom", "cable", "shutdown", "banking", "government", "cloud", "games", "other",
)  # fmt: skip
STYLES = (
    "wire", "print", "tabloid", "techblog", "notice", "timeline", "live", "listicle", "followup",
    "explainer", "feature", "bulletin", "opinion",
)  # fmt: skip


class LabelError(StopError):
    """A labelled article that is not of the form; the message names file, line and field."""


@dataclass(frozen=True, slots=True)
class TimexLabel:
    """A temporal expression; offsets count code points of the article's `body`."""

    text: str
    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class MentionLabel:
    """A span with a role: of a service, a cue, or a time that fills a slot.

    Attributes:
        start, end: offsets in `body`.
        label: one of SERVICE_ROLES, CUES or TIME_ROLES.
        id: the service of a service role, else None.
        event: index of the event that the role belongs to, from 0; None without one.
        outside: whether the service is in no catalogue.
    """

    start: int
    end: int
    label: str
    id: str | None = None
    event: int | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class EventLabel:
    """One outage as the article tells it; see the labelling guide for each slot."""

    primary: bool
    services: tuple[str, ...]
    services_reported: tuple[str, ...]
    type: str
    status: str
    cause: str | None = None
    attribution: str | None = None
    scope: tuple[str, ...] = ()
    start: str | None = None
    start_approx: bool = False
    end: str | None = None
    end_approx: bool = False
    duration: str | None = None
    duration_approx: bool = False

    @property
    def affected(self) -> tuple[str, ...]:
        """All services that went down, whoever says so."""
        return self.services + self.services_reported


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with its labels; attributes are the keys of its JSON form."""

    id: str
    source: str | None
    tz: str
    published_at: str
    title: str
    text: str
    topic: str | None
    style: str | None
    incident: str | None
    outage: bool
    events: tuple[EventLabel, ...] = ()
    not_affected: tuple[str, ...] = ()
    timexes: tuple[TimexLabel, ...] = ()
    mentions: tuple[MentionLabel, ...] = ()
    url: str | None = None

    @property
    def body(self) -> str:
        """Title, newline, text: what offsets count in."""
        return f"{self.title}\n{self.text}"

    @property
    def outside(self) -> frozenset[str]:
        """Ids that the article marks as in no catalogue."""
        return frozenset(m.id for m in self.mentions if m.outside and m.id is not None)

    def to_row(self) -> dict[str, Any]:
        """The JSON object, every key present, in a fixed order."""
        row = asdict(self)
        return {key: _plain(row[key]) for key in FORM}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


# --- the JSON form ------------------------------------------------------------------------

# "!" must be there and not null, "?" may be null or missing.
_TIMEX = {"text": "str!", "start": "int!", "end": "int!", "type": "str!", "value": "str!"}
_MENTION = {
    "start": "int!", "end": "int!", "label": "str!", "id": "str?", "event": "int?",
    "outside": "bool?",
}  # fmt: skip
_EVENT = {
    "primary": "bool!", "services": "strings!", "services_reported": "strings!", "type": "str!",
    "status": "str!", "cause": "str?", "attribution": "str?", "scope": "strings!",
    "start": "str?", "start_approx": "bool!", "end": "str?", "end_approx": "bool!",
    "duration": "str?", "duration_approx": "bool!",
}  # fmt: skip
#: The form of a labelled article: key → kind, in the order of the keys.
FORM: dict[str, Any] = {
    "id": "str!", "url": "str?", "source": "str?", "tz": "str!", "published_at": "str!",
    "title": "str!", "text": "str!", "topic": "str?", "style": "str?", "incident": "str?",
    "outage": "bool!", "events": _EVENT, "not_affected": "strings!", "timexes": _TIMEX,
    "mentions": _MENTION,
}  # fmt: skip


def flaws(row: object) -> Iterator[tuple[str, str]]:
    """What of a row is not of the form: pairs of field and message.

    >>> list(flaws([]))
    [('', 'expected an object, got []')]
    """
    yield from _flaws(row, FORM, "")


def _flaws(row: object, form: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    if not isinstance(row, Mapping):
        yield at.rstrip("."), f"expected an object, got {shorten(row)}"
        return
    for key in row:
        if key not in form:
            yield f"{at}{key}", "unknown key"
    for key, kind in form.items():
        field, value = f"{at}{key}", row.get(key)
        if isinstance(kind, Mapping):
            if not isinstance(value, list):
                yield field, f"expected a list, got {shorten(value)}"
                continue
            for index, item in enumerate(value):
                yield from _flaws(item, kind, f"{field}[{index}].")
        elif key not in row and kind.endswith("!"):
            yield field, "missing"
        elif not (value is None and kind.endswith("?")) and not _fits(value, kind[:-1]):
            yield field, f"expected {_NAMES[kind[:-1]]}, got {shorten(value)}"


_NAMES = {
    "str": "a string", "int": "an integer", "bool": "true or false", "strings": "a list of strings",
}  # fmt: skip


def _fits(value: object, kind: str) -> bool:
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    expected = {"str": str, "int": int, "bool": bool}[kind]
    return type(value) is expected


def from_row(row: object) -> LabelledArticle:
    """Read one JSON object.

    Raises:
        LabelError: the object is not of the form; the message names the field.
    """
    for field, message in flaws(row):
        raise LabelError(f"{field}: {message}" if field else message)
    assert isinstance(row, Mapping)  # `flaws` has seen to it
    simple: dict[str, Any] = {
        key: row.get(key)
        for key in FORM
        if key not in ("events", "not_affected", "timexes", "mentions")
    }
    return LabelledArticle(
        **simple,
        events=tuple(_event(event) for event in row["events"]),
        not_affected=tuple(row["not_affected"]),
        timexes=tuple(TimexLabel(**timex) for timex in row["timexes"]),
        mentions=tuple(_mention(mention) for mention in row["mentions"]),
    )


def _event(row: Mapping[str, Any]) -> EventLabel:
    slots: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return EventLabel(**slots)


def _mention(row: Mapping[str, Any]) -> MentionLabel:
    return MentionLabel(**{**row, "outside": bool(row.get("outside"))})
