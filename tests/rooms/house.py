"""A text on its way through the rooms: as far as a test wants to follow it."""

from collections.abc import Sequence
from typing import Any

from bibhrat import claims, extractor, scope, services
from bibhrat.article import Article, from_row
from bibhrat.assemble import assemble, published_moment
from bibhrat.catalogue import ServiceName
from bibhrat.claims import Claims
from bibhrat.matcher import skeleton
from bibhrat.mention import Mention
from bibhrat.profile import Profile, read_profile
from bibhrat.record import OutageRecord, Span
from bibhrat.tellings import Telling
from bibhrat.text import fold

#: A Wednesday: "মঙ্গলবার" is 5 March 2024.
PUBLISHED = "2024-03-06T10:00"


def article(text: str, *, title: str = "", **change: Any) -> Article:
    """An article of a Bangladeshi outlet."""
    row = {"id": "a", "title": title, "text": text, "published_at": PUBLISHED, "tz": "Asia/Dhaka"}
    return from_row({**row, **change})


def tellings(text: str, *, title: str = "", **change: Any) -> list[Telling]:
    """The clauses of an article with what was found in each."""
    read = article(text, title=title, **change)
    return extractor.told(read, extractor.annotate(read))


def events(text: str, *, title: str = "", **change: Any) -> list[scope.Event]:
    """The events of an article, by rule."""
    read = article(text, title=title, **change)
    return scope.events(extractor.told(read, extractor.annotate(read)), published_moment(read))


def claimed(text: str, *, title: str = "", **change: Any) -> list[Claims]:
    """What the rules claim of an article's events."""
    return claims.by_rules(events(text, title=title, **change))


def by_rules(text: str, *, title: str = "", **change: Any) -> list[OutageRecord]:
    """The records of an article by rules alone, whatever a model has learned."""
    return assemble(article(text, title=title, **change), claimed(text, title=title, **change))


def rules_profile() -> Profile:
    """The default profile without the models."""
    profile = read_profile()
    return profile.model_copy(
        update={"learned": profile.learned.model_copy(update={"enabled": False})}
    )


def names(text: str) -> list[Mention[ServiceName]]:
    """Every name found in a text; offsets in its folded form."""
    folded = fold(text)
    return services.find(folded.text, skeleton(folded.text))


def sure_ids(text: str) -> list[str]:
    """Ids of the names that are no ordinary words here, in reading order."""
    return [m.value.id for m in names(text) if not m.value.doubtful]


def spans(record: OutageRecord) -> list[Span]:
    """Every span of a record."""
    parts: Sequence[Any] = [
        record.event,
        record.start,
        record.end,
        record.duration,
        record.cause,
        *record.services,
        *record.not_affected,
        *record.scope,
    ]
    return [span for part in parts if part is not None for span in part.evidence]
