"""The whole house in one function: article in, records out, with a reason for every drop.

This is the only place that knows the order of the rooms. Nothing flows back.
"""

from dataclasses import dataclass, field

from bibhrat import claims, cues, gate, places, scope, services
from bibhrat.article import Article
from bibhrat.assemble import assemble, published_moment
from bibhrat.catalogue import Catalogue
from bibhrat.features import glance_features
from bibhrat.learned import judge
from bibhrat.matcher import Skeleton, skeleton
from bibhrat.mention import Mention
from bibhrat.profile import Profile
from bibhrat.readings import NO_OPINION
from bibhrat.record import OutageRecord
from bibhrat.tellings import Telling, tellings
from bibhrat.temporal import Timex, tag
from bibhrat.transformer import opinions
from bibhrat.transformer.opinions import Reader


@dataclass(frozen=True, slots=True)
class Look:
    """The cheap half of annotating: skeleton, cues and names of the catalogue."""

    bones: Skeleton
    cues: list[Mention[cues.Cue]]
    services: list[Mention[services.ServiceName]]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that the annotating rooms found in one article; offsets in its folded body.

    Attributes:
        times, services, cues, places: mentions in reading order.
        seen: the cheap half, for the inner gate.
    """

    times: tuple[Mention[Timex], ...]
    services: tuple[Mention[services.ServiceName], ...]
    cues: tuple[Mention[cues.Cue], ...]
    places: tuple[Mention[str], ...]
    seen: Look = field(repr=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The records of one article, or why there are none.

    Attributes:
        records: primary first; empty when `dropped` says why.
        dropped: "not_bangla", "gate", "glance", "no_outage" or "below_confidence"; None where
            there are records.
        annotation: what was found on the way; None where the gate closed.
    """

    records: tuple[OutageRecord, ...]
    dropped: str | None = None
    annotation: Annotation | None = field(default=None, repr=False)


def extract(
    article: Article,
    profile: Profile,
    known: Catalogue | None = None,
    annotation: Annotation | None = None,
) -> Extraction:
    """Read one article.

    Args:
        article, profile: what to read, and how.
        known: the services known by name; by default those that bibhrat ships.
        annotation: what `annotate` found in it, where it was asked before the gates.
    """
    if profile.gate.enabled and (reason := _shut(article, profile, known)) is not None:
        return Extraction((), reason)
    seen = annotation.seen if annotation is not None else look(article, known)
    gated = profile.gate.enabled and profile.learned.enabled
    if gated and not judge().is_promising(glance(article, seen)):
        return Extraction((), "glance")
    models = reader(profile)
    return _decide(article, annotation or annotate(article, seen, known, models), profile, models)


def _shut(article: Article, profile: Profile, known: Catalogue | None) -> str | None:
    """Why the outer gate keeps an article out, or None."""
    body = article.body
    if gate.is_candidate(body, known.own_names if known is not None else frozenset()):
        return None
    return "not_bangla" if gate.bangla_share(body) < profile.gate.min_bangla else "gate"


def look(article: Article, known: Catalogue | None = None) -> Look:
    """Find cues and the names of the catalogue."""
    text = article.folded.text
    bones = skeleton(text)
    home = places.country_of(article.tz)
    return Look(bones, cues.find(bones), services.by_name(text, bones, known, home=home))


def glance(article: Article, seen: Look) -> list[str]:
    """Features of a first look, for the model that opens or shuts the inner gate."""
    return glance_features(article.folded.at(len(article.title)), seen.cues, seen.services)


def reader(profile: Profile) -> Reader | None:
    """The transformer models that the profile asks for, if it does."""
    learned = profile.learned
    if not (learned.enabled and learned.transformer):
        return None
    return opinions.open_reader(learned.transformer, learned.runtime)


def annotate(
    article: Article,
    seen: Look | None = None,
    known: Catalogue | None = None,
    models: Reader | None = None,
) -> Annotation:
    """Find times, services, cues and places.

    Args:
        article: what to read.
        seen: what `look` found in it, if it was asked before.
        known: the services known by name; by default those that bibhrat ships.
        models: transformer models that find names, too.
    """
    seen = seen or look(article, known)
    found = times(article)
    told = opinions.names(models, article) if models is not None else ()
    names = services.complete(article.folded.text, seen.services, seen.cues, known=known, told=told)
    return Annotation(
        times=tuple(found),
        services=tuple(_not_times(names, found)),
        cues=tuple(seen.cues),
        places=tuple(places.find(seen.bones, article.tz, article.folded.text)),
        seen=seen,
    )


def _not_times(
    names: list[Mention[services.ServiceName]], found: list[Mention[Timex]]
) -> list[Mention[services.ServiceName]]:
    """Drop guessed names that are made of a time: "দুপুর আড়াইটায় নেটওয়ার্ক"."""
    return [
        name
        for name in names
        if name.value.in_catalogue or not any(name.overlaps(time) for time in found)
    ]


def times(article: Article) -> list[Mention[Timex]]:
    """The temporal expressions as mentions of the folded body."""
    folded = article.folded
    found = tag(article.body, published_at=article.published_at, tz=article.tz, folded=folded)
    return [Mention(folded.at(t.start), folded.at(t.end), "timex", t) for t in found]


def told(article: Article, annotation: Annotation) -> list[Telling]:
    """The article's clauses with what was found in each."""
    return tellings(
        article.folded.text,
        services=annotation.services,
        cues=annotation.cues,
        places=annotation.places,
        times=annotation.times,
    )


def _decide(
    article: Article, annotation: Annotation, profile: Profile, models: Reader | None
) -> Extraction:
    """Turn what was found into records."""
    published = published_moment(article)
    events = scope.events(told(article, annotation), published)
    if profile.learned.enabled:
        home = places.country_of(article.tz)
        opinion = opinions.of(models, article, events) if models is not None else NO_OPINION
        claimed = judge().claims(events, published, home, opinion)
    else:
        claimed = claims.by_rules(events)
    if not claimed:
        return Extraction((), "no_outage", annotation)
    records = assemble(article, claimed)
    kept = [r for r in records if r.primary or profile.records.background]
    kept = [r for r in kept if r.confidence >= profile.records.min_confidence]
    return Extraction(tuple(kept), None if kept else "below_confidence", annotation)
