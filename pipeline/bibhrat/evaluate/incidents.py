"""Incidents scored: the labels' `incident` against how records were grouped.

An article stands for its primary event. Its gold incident is the label; the one found is
the group that its primary record is in. Background events are grouped, too, and can do
harm, but have no label of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bibhrat.article import zone
from bibhrat.assemble import published_moment
from bibhrat.catalogue import catalogue
from bibhrat.evaluate.clusters import Clustering, ClusterScore, b_cubed, ceaf_e
from bibhrat.evaluate.labels import Event, Gold, GoldArticle
from bibhrat.evaluate.values import read as read_value
from bibhrat.extractor import extract
from bibhrat.incidents import Incident, Incidents
from bibhrat.profile import read_profile
from bibhrat.record import ArticleRef, CauseOf, Duration, Moment, OutageRecord, Place, Service
from bibhrat.record import Event as RecordEvent


@dataclass(frozen=True, slots=True)
class Score:
    """How well records were grouped, strictly: an article without a record is a miss.

    Attributes:
        b_cubed, ceaf_e: over the articles that report an outage.
        articles: how many of these there are; incidents: how many incidents they tell of;
            well_told: how many of these have three articles or more.
    """

    b_cubed: ClusterScore
    ceaf_e: ClusterScore
    articles: int
    incidents: int
    well_told: int


def score(gold: Gold, records: Iterable[OutageRecord]) -> Score:
    """Group records and score the groups.

    Raises:
        StopError: scipy is not installed.
    """
    wanted = gold_clustering(gold)
    found = found_clustering(Incidents(records).incidents())
    sizes = Counter(wanted.values())
    return Score(
        b_cubed=b_cubed(wanted, found),
        ceaf_e=ceaf_e(wanted, found),
        articles=len(wanted),
        incidents=len(sizes),
        well_told=sum(size >= 3 for size in sizes.values()),
    )


def extracted_records(gold: Gold, profile: str | None = None) -> Iterator[OutageRecord]:
    """What this package extracts from the labelled articles.

    Raises:
        ProfileError: the profile cannot be used.
    """
    settings = read_profile(profile)
    for item in gold.articles:
        yield from extract(item.article, settings).records


def gold_clustering(gold: Gold) -> Clustering:
    """Article → incident, of the articles that report an outage and have a label."""
    return {a.id: a.incident for a in gold.articles if a.outage and a.incident is not None}


def gold_records(gold: Gold) -> list[OutageRecord]:
    """Records as a faultless extraction would write them, without evidence."""
    return [
        _record(article, number, event)
        for article in gold.articles
        for number, event in enumerate(article.events)
    ]


def _record(article: GoldArticle, number: int, event: Event) -> OutageRecord:
    source = article.article
    published = published_moment(source)
    return OutageRecord(
        id=f"{article.id}/{number}",
        article=ArticleRef(
            id=source.id,
            url=source.url,
            source=source.source,
            title=source.title,
            published_at=published.isoformat() if published is not None else None,
            tz=source.tz,
        ),
        primary=event.primary,
        event=RecordEvent(
            type=event.type,  # type: ignore[arg-type]
            status=event.status,  # type: ignore[arg-type]
            symptoms=(),
            summary_bn="",
            summary_en="",
            evidence=(),
        ),
        start=_moment(event.start, source.tz),
        end=_moment(event.end, source.tz),
        duration=None
        if event.duration is None
        else Duration(
            stated=event.duration, approximate=False, computed=None, agrees=None, evidence=()
        ),
        services=tuple(_services(event)),
        not_affected=(),
        cause=None
        if event.cause is None
        else CauseOf(
            category=event.cause,  # type: ignore[arg-type]
            attribution=event.attribution or "media",  # type: ignore[arg-type]
            evidence=(),
        ),
        scope=tuple(Place(id=place, evidence=()) for place in sorted(event.scope)),
        confidence=1.0,
        warnings=(),
    )


def _moment(value: str | None, tz: str) -> Moment | None:
    found = read_value(value) if value is not None else None
    if value is None or found is None:
        return None
    first, last = (_aware(end, tz) for end in found[1])
    return Moment(value=value, earliest=first, latest=last, approximate=False, rule=(), evidence=())


def _aware(moment: datetime, tz: str) -> str:
    return moment.replace(tzinfo=zone(tz)).isoformat()


def _services(event: Event) -> Iterable[Service]:
    known = catalogue().by_id
    for identity in sorted(event.affected):
        entry = known.get(identity)
        yield Service(
            id=identity,
            name=entry.name if entry else identity,
            name_bn=entry.name_bn if entry else identity,
            operator=entry.operator if entry else None,
            certainty="stated" if identity in event.services else "reported",
            in_catalogue=entry is not None,
            evidence=(),
        )


def found_clustering(incidents: Iterable[Incident]) -> Clustering:
    """Article → id of the incident that its primary record is in."""
    return {
        revision.record.article.id: incident.id
        for incident in incidents
        for revision in incident.revisions
        if revision.record.primary
    }
