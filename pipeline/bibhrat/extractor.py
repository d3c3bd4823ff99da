"""The whole house in one function: article in, records out, with a reason for every drop.

This is the only place that knows the order of the rooms. Nothing flows back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bibhrat import claims, cues, gate, places, scope, services
from bibhrat.article import Article
from bibhrat.assemble import assemble, published_moment
from bibhrat.bag import words
from bibhrat.catalogue import Catalogue
from bibhrat.coined import Coined
from bibhrat.coined import coined as read_coined
from bibhrat.learned import judge
from bibhrat.matcher import skeleton
from bibhrat.mention import Mention
from bibhrat.profile import Profile
from bibhrat.readings import NO_OPINION
from bibhrat.record import OutageRecord
from bibhrat.tellings import Telling, tellings
from bibhrat.temporal import Timex, tag
from bibhrat.transformer import opinions
from bibhrat.transformer.opinions import Reader
from bibhrat.with_bnlp.recogniser import Recogniser, read_recogniser
from bibhrat.with_bnlp.text import cleaned_fields, on_original

#: By its words alone an article is this likely a report before names are guessed in it: most
#: that pass the gates are none, and guessing is a quarter of what they cost.
_LIKELY = 0.5

#: Code points of an article below which its words say too little, and it is soon read in full.
_SHORT = 1500


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
    if profile.text.cleaner:
        return _extract_cleaned(article, profile, known)
    if profile.gate.enabled and (reason := _shut(article, profile, known)) is not None:
        return Extraction((), reason)
    spoken: Sequence[str] = ()
    worded = 0.0
    if profile.learned.enabled:
        own = judge(profile.learned.models)
        spoken = words(article.folded.text)
        worded = own.worded(spoken)
        long = len(article.folded.text) >= _SHORT
        if profile.gate.enabled and long and not own.is_promising(worded):
            return Extraction((), "glance")
    models = reader(profile)
    guessed = coined_of(profile) if worded >= _LIKELY else None
    found = annotation or annotate(article, known, recogniser_of(profile), models, guessed)
    return _decide(article, found, profile, models, spoken, worded)


def _extract_cleaned(article: Article, profile: Profile, known: Catalogue | None) -> Extraction:
    """Read the cleaned article; records point at the characters as they came in."""
    plain = profile.model_copy(update={"text": profile.text.model_copy(update={"cleaner": ""})})
    fields = cleaned_fields(article)
    cleaned = replace(article, title=fields["title"].text, text=fields["text"].text)
    result = extract(cleaned, plain, known)
    records = tuple(on_original(record, fields) for record in result.records)
    return Extraction(records, result.dropped)


def recogniser_of(profile: Profile) -> Recogniser | None:
    """What finds names that the catalogue lacks; None where their shapes do.

    Raises:
        StopError: bnlp-toolkit is not installed, or the file is no such tagger.
    """
    path = profile.services.recogniser
    return read_recogniser(path) if path else None


def coined_of(profile: Profile) -> Coined | None:
    """The model of names that the catalogue lacks; None where models are off or have none.

    Raises:
        AssetError: it is broken.
    """
    return read_coined(profile.learned.models) if profile.learned.enabled else None


def _shut(article: Article, profile: Profile, known: Catalogue | None) -> str | None:
    """Why the outer gate keeps an article out, or None."""
    body = gate.unhidden(article.body)
    if gate.is_candidate(body, known.own_names if known is not None else frozenset()):
        return None
    return "not_bangla" if gate.bangla_share(body) < profile.gate.min_bangla else "gate"


def reader(profile: Profile) -> Reader | None:
    """The transformer models that the profile asks for, if it does."""
    learned = profile.learned
    if not (learned.enabled and learned.transformer):
        return None
    return opinions.open_reader(learned.transformer, learned.runtime)


def annotate(
    article: Article,
    known: Catalogue | None = None,
    recogniser: Recogniser | None = None,
    models: Reader | None = None,
    coined: Coined | None = None,
) -> Annotation:
    """Find times, services, cues and places.

    Args:
        article: what to read.
        known: the services known by name; by default those that bibhrat ships.
        recogniser: finds names that the catalogue lacks; by default their shapes do.
        models: transformer models that find names before either.
        coined: finds names beside those of the recogniser or the shapes.
    """
    text = article.folded.text
    found = by_name(article, known)
    tagged = recogniser(text) if recogniser is not None else None
    read = opinions.names(models, article) if models is not None else ()
    more = coined.candidates(text, no_names(found), found.services) if coined else ()
    names = services.complete(
        text, found.services, found.cues, known=known, tagged=tagged, read=read, coined=more
    )
    return replace(found, services=tuple(_not_times(names, found.times)))


def by_name(article: Article, known: Catalogue | None = None) -> Annotation:
    """What is found by lists and rules alone; of services those that the catalogue names.

    Args:
        article: what to read.
        known: the services known by name; by default those that bibhrat ships.
    """
    text = article.folded.text
    bones = skeleton(text)
    home = places.country_of(article.tz)
    return Annotation(
        times=tuple(times(article)),
        services=tuple(services.by_name(text, bones, known, home=home)),
        cues=tuple(cues.find(bones)),
        places=tuple(places.find(bones, article.tz, text)),
    )


def no_names(found: Annotation) -> list[Mention[Any]]:
    """All that is no name of a service: cues, times and places."""
    return [*services.ordinary(found.cues), *found.times, *found.places]


def _not_times(
    names: Sequence[Mention[services.ServiceName]], found: Sequence[Mention[Timex]]
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


def report_chance(article: Article, annotation: Annotation, profile: Profile) -> float:
    """How likely the models find that an article is a report, 0 to 1."""
    published = published_moment(article)
    events = scope.events(told(article, annotation), published)
    home = places.country_of(article.tz)
    return judge(profile.learned.models).chance(events, published, words(article.folded.text), home)


def _decide(
    article: Article,
    annotation: Annotation,
    profile: Profile,
    models: Reader | None,
    spoken: Sequence[str],
    worded: float,
) -> Extraction:
    """Turn what was found, and all words of the article, into records."""
    published = published_moment(article)
    events = scope.events(told(article, annotation), published)
    if profile.learned.enabled:
        home = places.country_of(article.tz)
        opinion = opinions.of(models, article, events) if models is not None else NO_OPINION
        own = judge(profile.learned.models)
        claimed = own.claims(events, published, spoken, home, opinion, worded)
    else:
        claimed = claims.by_rules(events)
    if not claimed:
        return Extraction((), "no_outage", annotation)
    records = assemble(article, claimed)
    kept = [r for r in records if r.primary or profile.records.background]
    kept = [r for r in kept if r.confidence >= profile.records.min_confidence]
    return Extraction(tuple(kept), None if kept else "below_confidence", annotation)
