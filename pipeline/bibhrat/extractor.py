"""The whole house in one function: article in, records out, with a reason for every drop.

This is the only place that knows the order of the rooms. Nothing flows back.
"""

from dataclasses import dataclass, field

from bibhrat import claims, cues, gate, places, scope, services
from bibhrat.article import Article
from bibhrat.assemble import assemble, published_moment
from bibhrat.bag import words
from bibhrat.catalogue import Catalogue
from bibhrat.learned import judge
from bibhrat.matcher import skeleton
from bibhrat.mention import Mention
from bibhrat.profile import Profile
from bibhrat.record import OutageRecord
from bibhrat.tellings import Telling, tellings
from bibhrat.temporal import Timex, tag


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that the annotating rooms found in one article; offsets in its folded body.

    Attributes:
        times, services, cues, places: mentions in reading order.
    """

    times: tuple[Mention[Timex], ...]
    services: tuple[Mention[services.ServiceName], ...]
    cues: tuple[Mention[cues.Cue], ...]
    places: tuple[Mention[str], ...]


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
    gated = profile.gate.enabled and profile.learned.enabled
    if gated and not judge().is_promising(words(article.folded.text)):
        return Extraction((), "glance")
    return _decide(article, annotation or annotate(article, known), profile)


def _shut(article: Article, profile: Profile, known: Catalogue | None) -> str | None:
    """Why the outer gate keeps an article out, or None."""
    body = article.body
    if gate.is_candidate(body, known.own_names if known is not None else frozenset()):
        return None
    return "not_bangla" if gate.bangla_share(body) < profile.gate.min_bangla else "gate"


def annotate(article: Article, known: Catalogue | None = None) -> Annotation:
    """Find times, services, cues and places.

    Args:
        article: what to read.
        known: the services known by name; by default those that bibhrat ships.
    """
    text = article.folded.text
    bones = skeleton(text)
    told = cues.find(bones)
    home = places.country_of(article.tz)
    named = services.by_name(text, bones, known, home=home)
    found = times(article)
    names = services.complete(text, named, told, known=known)
    return Annotation(
        times=tuple(found),
        services=tuple(_not_times(names, found)),
        cues=tuple(told),
        places=tuple(places.find(bones, article.tz, text)),
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


def _decide(article: Article, annotation: Annotation, profile: Profile) -> Extraction:
    """Turn what was found into records."""
    published = published_moment(article)
    events = scope.events(told(article, annotation), published)
    if profile.learned.enabled:
        home = places.country_of(article.tz)
        claimed = judge().claims(events, published, words(article.folded.text), home)
    else:
        claimed = claims.by_rules(events)
    if not claimed:
        return Extraction((), "no_outage", annotation)
    records = assemble(article, claimed)
    kept = [r for r in records if r.primary or profile.records.background]
    kept = [r for r in kept if r.confidence >= profile.records.min_confidence]
    return Extraction(tuple(kept), None if kept else "below_confidence", annotation)
