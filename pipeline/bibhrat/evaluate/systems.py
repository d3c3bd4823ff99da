"""What is judged: predictions for every labelled article, from files or from bibhrat itself.

Whatever the source, a `System` comes out: the same `Event`s and marks that the labels have,
so that the scorers compare like with like.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bibhrat.article import Article
from bibhrat.errors import SkipError, StopError, shorten
from bibhrat.evaluate.gold import gold_article, read_timexes
from bibhrat.evaluate.labels import SERVICE_LABELS, Event, Gold, GoldArticle, Mark, TimexMark
from bibhrat.extractor import annotate, coined_of, extract, reader, recogniser_of
from bibhrat.profile import read_profile
from bibhrat.read.jsonl import parse
from bibhrat.record import OutageRecord, Span

#: What a system can do; scores of other tasks stay empty for it.
DETECTION, RANKING, TIMEXES, NAMES, SERVICES, EVENTS, EVIDENCE, CONFIDENCE = (
    "detection", "ranking", "timexes", "names", "services", "events", "evidence", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system says of one article.

    Attributes:
        events: its records, the primary first; empty says "no outage".
        confidence: 0 to 1, of the primary record; 0 without one.
        evidence: spans that the records point at, labelled as gold mentions are.
        names: every service name that it found, whether or not it went down.
        timexes: the temporal expressions that it found.
    """

    events: tuple[Event, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Mark, ...] = ()
    names: tuple[Mark, ...] = ()
    timexes: tuple[TimexMark, ...] = ()


NOTHING = Prediction()


@dataclass(frozen=True, slots=True)
class System:
    """A named column: predictions by article id (no entry: nothing was found)."""

    name: str
    tasks: frozenset[str]
    predictions: Mapping[str, Prediction] = field(repr=False)

    def of(self, article: GoldArticle) -> Prediction:
        """What it says of an article."""
        return self.predictions.get(article.id, NOTHING)


def run_bibhrat(gold: Gold, name: str = "bibhrat", profile: str | None = None) -> System:
    """Run this package on the labelled articles.

    Times and names are taken before the gates, so that they are scored on every article.

    Raises:
        ProfileError: the profile cannot be used.
    """
    settings = read_profile(profile)
    recogniser, models = recogniser_of(settings), reader(settings)
    coined = coined_of(settings)
    found: dict[str, Prediction] = {}
    for item in gold.articles:
        article = item.article
        annotation = annotate(article, recogniser=recogniser, models=models, coined=coined)
        found[article.id] = from_records(
            article,
            extract(article, settings, annotation=annotation).records,
            names=tuple(
                Mark(*article.folded.span(m.start, m.end), "name", m.value.id)
                for m in annotation.services
            ),
            timexes=tuple(
                TimexMark(m.value.start, m.value.end, m.value.type, m.value.value)
                for m in annotation.times
            ),
        )
    tasks = {DETECTION, RANKING, TIMEXES, NAMES, SERVICES, EVENTS, EVIDENCE, CONFIDENCE}
    return System(name, frozenset(tasks), found)


def from_records(
    article: Article,
    records: Sequence[OutageRecord],
    names: tuple[Mark, ...] = (),
    timexes: tuple[TimexMark, ...] = (),
) -> Prediction:
    """One article's records as a prediction."""
    ordered = sorted(records, key=lambda record: not record.primary)
    marks = [m for n, record in enumerate(ordered) for m in _marks(article, record, n)]
    return Prediction(
        events=tuple(event_of(record) for record in ordered),
        confidence=ordered[0].confidence if ordered else 0.0,
        evidence=tuple(dict.fromkeys(marks)),
        names=names,
        timexes=timexes,
    )


def event_of(record: OutageRecord) -> Event:
    """What is compared of a record."""
    by = {"stated": set[str](), "reported": set[str]()}
    for service in record.services:
        by[service.certainty].add(service.id)
    return Event(
        primary=record.primary,
        services=frozenset(by["stated"]),
        reported=frozenset(by["reported"]),
        type=record.event.type,
        status=record.event.status,
        cause=record.cause.category if record.cause else None,
        attribution=record.cause.attribution if record.cause else None,
        scope=frozenset(place.id for place in record.scope),
        start=record.start.value if record.start else None,
        end=record.end.value if record.end else None,
        duration=record.duration.stated if record.duration else None,
    )


def _marks(article: Article, record: OutageRecord, event: int) -> list[Mark]:
    """Evidence of a record as marks in the body."""
    offset = len(article.title) + 1

    def marks(spans: Sequence[Span], label: str, identity: str | None = None) -> list[Mark]:
        shifts = [(span, 0 if span.field == "title" else offset) for span in spans]
        return [Mark(s.start + by, s.end + by, label, identity, event) for s, by in shifts]

    found = marks(record.event.evidence, "outage")
    for label, part in (
        ("start", record.start),
        ("end", record.end),
        ("duration", record.duration),
        ("cause", record.cause),
    ):
        if part is not None:
            found += marks(part.evidence, label)
    for service in record.services:
        role = "affected" if service.certainty == "stated" else "reported"
        found += marks(service.evidence, role, service.id)
    for other in record.not_affected:
        found += [
            Mark(m.start, m.end, m.label, m.id) for m in marks(other.evidence, other.role, other.id)
        ]
    for place in record.scope:
        found += marks(place.evidence, "place")
    return found


def read_system(
    name: str, gold: Gold, records: str | Path | None, timexes: str | Path | None
) -> System:
    """Predictions from files.

    Args:
        name: of the column.
        gold: the articles that they are for.
        records: lines of schema bibhrat.outage/1, or lines in the form of the labels (the
            second reader's, say); None where there are only timexes.
        timexes: lines as `bibhrat tag` writes them.

    Raises:
        StopError: with file, line and field; also for an article that is not in `gold`.
    """
    known = {item.id: item for item in gold.articles}
    rows: dict[str, list[OutageRecord]] = {}
    found: dict[str, Prediction] = {}
    tasks: set[str] = set()
    for place, row in _lines(records):
        if "schema" in row:
            record = _record(place, row)
            _known(place, "article.id", record.article.id, known)
            rows.setdefault(record.article.id, []).append(record)
            continue
        try:
            other = gold_article(row)
        except SkipError as error:
            raise StopError(f"{place}: {error}") from None
        _known(place, "id", other.id, known)
        found[other.id] = _second_reading(other)
        tasks |= {NAMES, EVIDENCE} if other.mentions is not None else set()
        tasks |= {TIMEXES} if other.timexes is not None else set()
    if records is not None:
        tasks |= {DETECTION, SERVICES, EVENTS}
        tasks |= {RANKING, EVIDENCE, CONFIDENCE} if not found else set()
    times = _read_times(timexes, known)
    tasks |= {TIMEXES} if timexes is not None else set()
    for identity, own in rows.items():
        found[identity] = from_records(known[identity].article, own)
    for identity, marks in times.items():
        base = found.get(identity, NOTHING)
        found[identity] = Prediction(base.events, base.confidence, base.evidence, base.names, marks)
    return System(name, frozenset(tasks), found)


def _second_reading(other: GoldArticle) -> Prediction:
    marks = other.mentions or ()
    return Prediction(
        events=other.events,
        confidence=1.0 if other.events else 0.0,
        evidence=marks,
        names=tuple(m for m in marks if m.label in SERVICE_LABELS),
        timexes=other.timexes or (),
    )


def _record(place: str, row: Mapping[str, Any]) -> OutageRecord:
    try:
        return OutageRecord.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise StopError(f"{place}: {key}: {first['msg']} (got {shorten(first['input'])})") from None


def _read_times(
    path: str | Path | None, known: Mapping[str, GoldArticle]
) -> dict[str, tuple[TimexMark, ...]]:
    found: dict[str, tuple[TimexMark, ...]] = {}
    for place, row in _lines(path):
        _known(place, "id", row.get("id"), known)
        try:
            found[row["id"]] = read_timexes(row.get("timexes"), known[row["id"]].article.body)
        except SkipError as error:
            raise StopError(f"{place}: {error}") from None
    return found


def _lines(path: str | Path | None) -> list[tuple[str, Mapping[str, Any]]]:
    """The objects of a JSON Lines file with their places; none of no file."""
    if path is None:
        return []
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    found: list[tuple[str, Mapping[str, Any]]] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            row = parse(line)
        except SkipError as error:
            raise StopError(f"{place}: {error}") from None
        if not isinstance(row, Mapping):
            raise StopError(f"{place}: expected an object, got {shorten(row)}")
        found.append((place, row))
    return found


def _known(place: str, key: str, identity: object, known: Mapping[str, GoldArticle]) -> None:
    if not isinstance(identity, str) or identity not in known:
        raise StopError(f"{place}: {key}: {shorten(identity)} is no article of the gold file")
