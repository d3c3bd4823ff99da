"""An article as bibhrat reads it → a labelled article, for a labeller to correct."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bibhrat.article import Article
from bibhrat.corpus.labels import EventLabel, LabelledArticle, MentionLabel, TimexLabel
from bibhrat.extractor import Annotation
from bibhrat.record import OutageRecord, Span

_CUES = {
    "outage": "outage", "degradation": "outage", "shutdown": "outage", "maintenance": "outage",
    "restoration": "restoration", "symptom": "symptom",
}  # fmt: skip


def labelled(
    article: Article, annotation: Annotation, records: Sequence[OutageRecord]
) -> LabelledArticle:
    """What was found, in the form of the corpus.

    Args:
        article: a title in one line; published at a known time.
        annotation: its mentions.
        records: its records, the primary first; empty says that it reports no outage.
    """
    assert article.published_at is not None
    timexes = tuple(
        TimexLabel(article.body[v.start : v.end], v.start, v.end, v.type, v.value)
        for v in (mention.value for mention in annotation.times)
    )
    marks = [mark for n, record in enumerate(records) for mark in _marks(article, record, n)]
    cues = {article.folded.span(cue.start, cue.end): cue.value.kind for cue in annotation.cues}
    marks += [
        MentionLabel(start, end, _CUES.get(cues.get((start, end), ""), "outage"), None, n)
        for n, record in enumerate(records)
        for start, end in _places(article, record.event.evidence)
    ]
    spans = {(timex.start, timex.end) for timex in timexes}
    kept = [
        mark
        for mark in dict.fromkeys(marks)
        if mark.label not in ("start", "end", "duration") or (mark.start, mark.end) in spans
    ]
    published = article.published_at
    return LabelledArticle(
        id=article.id,
        url=article.url,
        source=article.source or "archive",  # the corpus wants a name
        tz=article.tz,
        published_at=(
            published.isoformat(timespec="minutes")
            if isinstance(published, datetime)
            else published.isoformat()
        ),
        title=article.title,
        text=article.text,
        topic=None,
        style=None,
        incident=None,
        outage=bool(records),
        events=tuple(_event(record) for record in records),
        not_affected=tuple(
            dict.fromkeys(other.id for record in records for other in record.not_affected)
        ),
        timexes=tuple(sorted(timexes, key=lambda t: (t.start, t.end))),
        mentions=tuple(sorted(kept, key=lambda m: (m.start, m.end))),
    )


def _event(record: OutageRecord) -> EventLabel:
    start, end, duration, cause = record.start, record.end, record.duration, record.cause
    return EventLabel(
        primary=record.primary,
        services=tuple(s.id for s in record.services if s.certainty == "stated"),
        services_reported=tuple(s.id for s in record.services if s.certainty == "reported"),
        type=record.event.type,
        status=record.event.status,
        cause=cause.category if cause else None,
        attribution=cause.attribution if cause else None,
        scope=tuple(place.id for place in record.scope),
        start=start.value if start else None,
        start_approx=start.approximate if start else False,
        end=end.value if end else None,
        end_approx=end.approximate if end else False,
        duration=duration.stated if duration else None,
        duration_approx=duration.approximate if duration and duration.stated else False,
    )


def _marks(article: Article, record: OutageRecord, event: int) -> Iterator[MentionLabel]:
    for label, part in (
        ("start", record.start),
        ("end", record.end),
        ("duration", record.duration),
        ("cause", record.cause),
    ):
        if part is not None:
            for start, end in _places(article, part.evidence):
                yield MentionLabel(start, end, label, None, event)
    for place in record.scope:
        for start, end in _places(article, place.evidence):
            yield MentionLabel(start, end, "place", None, event)
    for service in record.services:
        label = "affected" if service.certainty == "stated" else "reported"
        for start, end in _places(article, service.evidence):
            yield MentionLabel(start, end, label, service.id, event, not service.in_catalogue)
    for other in record.not_affected:
        for start, end in _places(article, other.evidence):
            yield MentionLabel(start, end, other.role, other.id)


def _places(article: Article, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where spans of the fields lie in the body."""
    for span in spans:
        offset = 0 if span.field == "title" else len(article.title) + 1
        yield span.start + offset, span.end + offset
