"""Mentions and roles → records: the best claim for every slot, checked against the others.

In go an article and its events; out come `OutageRecord`s, the primary first. This is the
only room that knows the form of a record, and the only one that maps folded offsets back
to the article's fields.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any

from bibhrat import durations, event_judge, record, slots, summary
from bibhrat.article import Article, zone
from bibhrat.claims import Claims
from bibhrat.mention import Mention
from bibhrat.places import country_of
from bibhrat.services import BYSTANDER_KINDS, ServiceName
from bibhrat.tellings import Telling
from bibhrat.votes import AFFECTED, ServiceVote, TimeVote

_MOST_EVIDENCE = 3


def published_moment(article: Article) -> datetime | None:
    """Publication as an aware instant; the end of the day where only a date is known."""
    value = article.published_at
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(23, 59))
    return moment.replace(tzinfo=zone(article.tz))


def assemble(article: Article, claims: Sequence[Claims]) -> list[record.OutageRecord]:
    """Records of an article's events, the primary first."""
    return [_record(article, number, claim) for number, claim in enumerate(claims)]


# --- the record's parts ---------------------------------------------------------------------


def _record(article: Article, number: int, claim: Claims) -> record.OutageRecord:
    tellings = claim.event.tellings
    published = published_moment(article)
    warnings = list(article.notes)
    start, end = _moment(article, claim.start), _moment(article, claim.end)
    duration = _duration(article, claim, start, end, warnings)
    for vote in (claim.start, claim.end):
        if vote is not None:
            warnings.extend(w for w in vote.mention.value.warnings if w not in warnings)
    decided = claim.slots or event_judge.by_rules(claim, published, country_of(article.tz))
    kind, cause = decided.kind, decided.cause
    services = tuple(_service(article, votes) for votes in claim.affected.values())
    start_value, end_value = start.value if start else None, end.value if end else None
    return record.OutageRecord(
        id=_identity(article.id, number),
        article=_article(article, published),
        primary=claim.event.primary,
        event=record.Event(
            type=kind,  # type: ignore[arg-type]
            status=decided.status,  # type: ignore[arg-type]
            symptoms=slots.symptoms(tellings),
            summary_bn=summary.bangla(kind, [s.name_bn for s in services], start_value, end_value),
            summary_en=summary.english(
                kind, [s.name for s in services], start_value, end_value, article.tz
            ),
            evidence=_spans(article, _event_evidence(tellings)),
        ),
        start=start,
        end=end,
        duration=duration,
        services=services,
        not_affected=tuple(_others(article, claim.others)),
        cause=None
        if cause is None
        else record.CauseOf(
            category=cause.category,  # type: ignore[arg-type]
            attribution=cause.attribution,  # type: ignore[arg-type]
            evidence=_spans(article, cause.evidence),
        ),
        scope=tuple(
            record.Place(id=place, evidence=_spans(article, at)) for place, at in decided.scope
        ),
        confidence=claim.sure,
        warnings=(*warnings, *_contradictions(claim, decided.status, published), *claim.doubts),
    )


def _identity(article_id: str, number: int) -> str:
    """Stable id: the article and the event's place in it, on any machine."""
    return blake2b(
        f"{record.SCHEMA}\x1f{article_id}\x1f{number}".encode(), digest_size=12
    ).hexdigest()


def _article(article: Article, published: datetime | None) -> record.ArticleRef:
    stamp: str | None = None
    if isinstance(article.published_at, datetime) and published is not None:
        stamp = published.isoformat()
    elif isinstance(article.published_at, date):
        stamp = article.published_at.isoformat()
    return record.ArticleRef(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        published_at=stamp,
        tz=article.tz,
    )


def _moment(article: Article, vote: TimeVote | None) -> record.Moment | None:
    if vote is None:
        return None
    timex = vote.mention.value
    if timex.earliest is None or timex.latest is None:
        return None
    return record.Moment(
        value=timex.value,
        earliest=timex.earliest.isoformat(),
        latest=timex.latest.isoformat(),
        approximate=timex.approximate,
        rule=(*timex.rules, vote.rule),
        evidence=_spans(article, [vote.mention]),
    )


def _duration(
    article: Article,
    claim: Claims,
    start: record.Moment | None,
    end: record.Moment | None,
    warnings: list[str],
) -> record.Duration | None:
    computed = _computed(start, end)
    vote = claim.duration
    if vote is None and computed is None:
        return None
    stated = vote.mention.value.value if vote is not None else None
    hedged = vote is not None and vote.mention.value.approximate
    agrees = (
        None
        if stated is None or computed is None
        else durations.agree(stated, computed, approximate=hedged)
    )
    if agrees is False:
        warnings.append(f"duration: stated {stated}, but start–end is {computed}")
    return record.Duration(
        stated=stated,
        approximate=hedged,
        computed=computed,
        agrees=agrees,
        evidence=_spans(article, [vote.mention] if vote is not None else []),
    )


def _contradictions(claim: Claims, status: str, published: datetime | None) -> list[str]:
    """What cannot be true together: a start behind its end, a future told as past."""
    found: list[str] = []
    start = claim.start.mention.value if claim.start is not None else None
    end = claim.end.mention.value if claim.end is not None else None
    if start is None or start.earliest is None:
        return found
    if end is not None and end.latest is not None and end.latest < start.earliest:
        found.append(f"end: {end.value} is before the start {start.value}")
    if published is not None and start.earliest > published:
        telling = claim.start.telling if claim.start is not None else None
        past = telling is not None and telling.clause.past and not telling.clause.future
        if status != "scheduled" or past:
            found.append(f"start: {start.value} is after publication, but told as past")
    return found


def _computed(start: record.Moment | None, end: record.Moment | None) -> str | None:
    if start is None or end is None or ":" not in start.value or ":" not in end.value:
        return None
    span = datetime.fromisoformat(end.earliest) - datetime.fromisoformat(start.earliest)
    return durations.iso(span) if span >= timedelta(0) else None


def _service(article: Article, votes: Sequence[ServiceVote]) -> record.Service:
    service = votes[0].service
    return record.Service(
        id=service.id,
        name=service.name,
        name_bn=service.name_bn,
        operator=service.operator,
        certainty="stated" if any(vote.role == AFFECTED for vote in votes) else "reported",
        in_catalogue=service.in_catalogue,
        evidence=_spans(article, [vote.mention for vote in votes]),
    )


_OTHER_ROLES = ("alternative", "monitor", "operator", "source")


def _others(
    article: Article, votes_by_id: dict[str, list[ServiceVote]]
) -> Iterable[record.NotAffected]:
    for identity, votes in votes_by_id.items():
        roles = {vote.role for vote in votes}
        if votes[0].service.doubtful or votes[0].service.kind.startswith("unknown"):
            continue  # an ordinary word, or a guess that nothing confirmed
        if votes[0].service.kind == "generic" and "up" not in roles:
            continue  # "social media" that is only talked of is nobody's name
        role = next(
            (role for role in _OTHER_ROLES if role in roles), _default_role(votes[0].service)
        )
        yield record.NotAffected(
            id=identity,
            role=role,  # type: ignore[arg-type]
            evidence=_spans(article, [vote.mention for vote in votes]),
        )


def _default_role(service: ServiceName) -> str:
    return (
        "operator" if service.kind in BYSTANDER_KINDS or service.kind == "telecom" else "unaffected"
    )


def _event_evidence(tellings: Sequence[Telling]) -> list[Mention[Any]]:
    strong = [
        cue
        for telling in tellings
        if telling.fails or telling.returns
        for cue in telling.all("outage", "degradation", "shutdown", "restoration", "symptom")
    ]
    kept: list[Mention[Any]] = []
    for cue in strong:
        if not any(cue.overlaps(other) for other in kept):
            kept.append(cue)
    return kept


def _spans(article: Article, mentions: Iterable[Mention[Any]]) -> tuple[record.Span, ...]:
    """The first few mentions as spans of the article's fields, as it came in."""
    border = len(article.title) + 1
    found: list[record.Span] = []
    for mention in mentions:
        start, end = article.folded.span(mention.start, mention.end)
        if end <= start or start < border <= end - 1:
            continue  # a match across the title's end belongs to neither field
        inside_title = start < border
        shift = 0 if inside_title else border
        text = article.body[start:end]
        found.append(
            record.Span(
                field="title" if inside_title else "text",
                start=start - shift,
                end=end - shift,
                text=text,
            )
        )
        if len(found) == _MOST_EVIDENCE:
            break
    return tuple(found)
