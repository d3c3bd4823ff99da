"""Type, status, cause and scope: of the news by the models, of other events by rule.

In go an article's story and the claims made for its news; out come `Slots`. What the
models may say is bounded by the text: a cause or a place that nothing names is never told,
and a status never contradicts the times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bibhrat import causes, place_roles, slots
from bibhrat.bag import Bag
from bibhrat.claims import Claims
from bibhrat.event_features import (
    SLOTS,
    attribution_features,
    cause_features,
    event_features,
    is_future_only,
    status_features,
    word_features,
)
from bibhrat.linear import Linear
from bibhrat.mention import Mention
from bibhrat.slots import Slots
from bibhrat.story import Story

Reach = list[tuple[str, tuple[Mention[Any], ...]]]

#: Least probability of a place to be part of the reach, chosen by cross-validation on train.
PLACE = 0.45
#: The same of the likeliest place where none reaches that and only local services failed: a
#: college's server, a town's net. Else the whole country would be said.
LOCAL_PLACE = 0.2
_LOCAL = frozenset({"local", "generic"})


def settle(
    story: Story,
    whole: Sequence[str],
    news: Claims,
    models: Mapping[str, Linear],
    bags: Mapping[str, Bag],
) -> Slots:
    """Decide the slots of the news.

    Args:
        story, whole: the article and its features.
        news: what is claimed, times and services decided.
        models: type, status, cause, attribution and place_role.
        bags: what the words of the article say of type and status.
    """
    ranked = causes.candidates(news.event.tellings)
    features = event_features(story, whole, news, ranked)
    by_words = {name: word_features(bags[name].probabilities(story.words)) for name in SLOTS}
    kind = models["type"].likeliest(features + by_words["type"])
    told = status_features(story, features) + by_words["status"]
    status = _agreeing(models["status"].likeliest(told), news, story)
    likely = models["cause"].probabilities(cause_features(story, news, kind, ranked))
    cause = _cause(news, ranked, likely, kind)
    if cause is not None:
        who = models["attribution"].likeliest(attribution_features(story, cause))
        cause = replace(cause, attribution=who)
    reach = _scope(story, news, models["place_role"]) or _default(news, story.home, kind)
    return Slots(kind, status, cause, tuple(reach))


def _agreeing(status: str, news: Claims, story: Story) -> str:
    """A status that its times do not contradict."""
    published = story.published
    start = news.start.mention.value if news.start is not None else None
    if published is None or start is None or start.earliest is None:
        return status
    if start.earliest > published:
        return "scheduled"
    today = start.latest is not None and start.latest > published
    if today and is_future_only(story):
        return "scheduled"
    if status == "scheduled" and start.latest is not None and start.latest <= published:
        return "ongoing"
    return status


def _cause(
    news: Claims, ranked: Sequence[causes.Candidate], likely: Mapping[str, float], kind: str
) -> causes.CauseFound | None:
    named = {each.cue.value.value for each in ranked}
    for category in sorted(likely, key=lambda name: -likely[name]):
        if category == "none":
            break
        if category in named:
            return causes.settle(
                news.event.tellings, [each for each in ranked if each.cue.value.value == category]
            )
        if told := _implied(category, news):
            return told
    return _by_kind(kind, news)


#: Planned work and orders are their own cause, whatever is said of why.
_IMPLIED = {
    "maintenance": ("maintenance", "operator"),
    "government_order": ("shutdown", "authority"),
}


def _by_kind(kind: str, news: Claims) -> causes.CauseFound | None:
    """What planned work and orders are by their kind, on the word of what tells the loss."""
    for category, (own, _) in _IMPLIED.items():
        if own == kind:
            return _implied(category, news) or _implied(category, news, "outage", "degradation")
    return None


def _implied(category: str, news: Claims, *kinds: str) -> causes.CauseFound | None:
    if category not in _IMPLIED:
        return None
    own, attribution = _IMPLIED[category]
    cues = tuple(cue for told in news.event.tellings for cue in told.all(*(kinds or (own,))))
    return causes.CauseFound(category, attribution, cues[:3]) if cues else None


def _scope(story: Story, news: Claims, model: Linear) -> place_roles.Places:
    affected = place_roles.owners(news.affected.values(), story.home)
    groups = place_roles.joined(story)
    chances: dict[str, float] = {}
    spans: dict[str, list[Mention[str]]] = {}
    for group in groups:
        asked = [
            model.probabilities(
                place_roles.place_features(story, index, place, affected, story.home, len(group))
            )["scope"]
            for index, place in group
        ]
        shared = sum(asked) / len(asked)
        for _, place in group:
            chances[place.value] = max(shared, chances.get(place.value, 0.0))
            if shared >= LOCAL_PLACE:
                spans.setdefault(place.value, []).append(place)
    likely = place_roles.reach(chances, PLACE)
    if not likely and chances and _LOCAL.issuperset(affected):
        best = max(chances, key=lambda place: chances[place])
        likely = [best] if chances[best] >= LOCAL_PLACE else []
    return [(place, tuple(spans[place])) for place in likely]


def by_rules(claims: Claims, published: datetime | None, home: str | None) -> Slots:
    """Decide the slots of an event by rule.

    Args:
        claims: what is claimed of it.
        published: aware publication time, or None.
        home: ISO code of the outlet's country, or None.
    """
    tellings = claims.event.tellings
    cause = causes.cause(tellings)
    status = slots.status(
        tellings,
        start=claims.start.mention.value if claims.start is not None else None,
        end=claims.end.mention.value if claims.end is not None else None,
        published=published,
    )
    if not claims.event.primary and status in ("unknown", "ongoing"):
        status = "resolved"
    kind = slots.event_type(tellings, cause)
    reach: Reach = list(place_roles.by_rules(tellings)) or _default(claims, home, kind)
    return Slots(kind, status, cause, tuple(reach))


#: How long before the article an event may be told with the reason of the news: orders come
#: in series, while works of the past had reasons of their own.
_SERIES = {"shutdown": timedelta(days=45), "maintenance": timedelta(0)}


def beside(claims: Claims, news: Slots, published: datetime | None, home: str | None) -> Slots:
    """Decide the slots of an event told beside the news: by rule, then by the news.

    A second window of planned work, a further service shut by the same order: what is told
    once of the series is not said again of each. An event that names a cause of its own, or
    was only slow, is no part of it.

    Args:
        claims: what is claimed of it.
        news: the slots of the article's news.
        published: aware publication time, or None.
        home: ISO code of the outlet's country, or None.
    """
    own = by_rules(claims, published, home)
    if news.kind not in ("maintenance", "shutdown") or own.kind != "outage":
        return own
    category = next(name for name, (kind, _) in _IMPLIED.items() if kind == news.kind)
    if own.cause is not None and own.cause.category != category:
        return own
    cause = own.cause
    if cause is None and _is_near(claims, published, _SERIES[news.kind]):
        cause = _implied(category, claims, "outage", "degradation", "symptom", news.kind)
    return replace(own, kind=news.kind, cause=cause)


def _is_near(claims: Claims, published: datetime | None, before: timedelta) -> bool:
    """Whether an event is still to come, or began at most so long before the article."""
    start = claims.start.mention.value.earliest if claims.start is not None else None
    return start is None or published is None or start >= published - before


def _default(claims: Claims, home: str | None, kind: str) -> Reach:
    """Where no place is told: the country whose services failed, on their names' word.

    An order that names no country is the newspaper's own country's.
    """
    country = place_roles.country_of_services(claims.affected.values(), home)
    if country is None and kind == "shutdown":
        country = home
    names = tuple(votes[0].mention for votes in claims.affected.values() if votes)
    return [(country, names[:3])] if country is not None else []
