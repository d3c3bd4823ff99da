"""Events: known words in every slot, evidence for what is filled, and times that can be true."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from bibhrat.corpus import values
from bibhrat.corpus.labels import CUES, SERVICE_ROLES, TIME_ROLES, EventLabel, LabelledArticle
from bibhrat.corpus.rules import Finding
from bibhrat.corpus.rules.times import published_moment
from bibhrat.errors import shorten
from bibhrat.record import Attribution, Cause, EventType, Status

_WORDS = {
    "type": get_args(EventType),
    "status": get_args(Status),
    "cause": get_args(Cause),
    "attribution": get_args(Attribution),
}


def check(article: LabelledArticle) -> Iterator[Finding]:
    """Check the events of an article and the mentions that point at them."""
    if article.outage != bool(article.events):
        yield "outage", f"{str(article.outage).lower()}, with {len(article.events)} events"
    yield from _numbers(article)
    published = published_moment(article.published_at)
    for index, event in enumerate(article.events):
        field = f"events[{index}]"
        if event.primary != (index == 0):
            yield f"{field}.primary", "the first event is the primary one, and no other"
        for slot, allowed in _WORDS.items():
            word = getattr(event, slot)
            if word is not None and word not in allowed:
                yield f"{field}.{slot}", f"{shorten(word)} is none of {', '.join(allowed)}"
        for key, message in _slots(event):
            yield f"{field}.{key}", message
        for key, message in _evidence(article, index, event):
            yield f"{field}.{key}", message
        if published is not None:
            for key, message in _plausible(event, published):
                yield f"{field}.{key}", message


def _numbers(article: LabelledArticle) -> Iterator[Finding]:
    for index, mention in enumerate(article.mentions):
        field = f"mentions[{index}]"
        if mention.label not in (*SERVICE_ROLES, *CUES, *TIME_ROLES):
            yield f"{field}.label", f"unknown label {shorten(mention.label)}"
            continue
        needs = mention.label in (*CUES, *TIME_ROLES, "affected", "reported")
        if needs and mention.event is None:
            yield f"{field}.event", f"{mention.label} of which event?"
        elif not needs and mention.event is not None:
            yield f"{field}.event", f"{mention.label} belongs to no event"
        elif mention.event is not None and not 0 <= mention.event < len(article.events):
            yield f"{field}.event", f"{mention.event}: there are {len(article.events)} events"


def _slots(event: EventLabel) -> Iterator[Finding]:
    if not event.affected:
        yield "services", "none affected and none reported"
    for slot in ("start", "end", "duration"):
        value = getattr(event, slot)
        if value is None:
            if getattr(event, f"{slot}_approx"):
                yield f"{slot}_approx", f"true without a {slot}"
        elif not (values.is_duration if slot == "duration" else values.is_point)(value):
            yield slot, f"{shorten(value)} is no TIMEX3 value of a {slot}"
        elif missing := values.missing_part(value):
            yield slot, f"{value}: there is no such {missing}"


def _evidence(article: LabelledArticle, index: int, event: EventLabel) -> Iterator[Finding]:
    mine = [m for m in article.mentions if m.event == index]
    if not any(m.label in CUES for m in mine):
        yield "", "no cue: nothing in the text says that it happened"
    at = {(t.start, t.end): t.value for t in article.timexes}
    for slot in TIME_ROLES:
        value = getattr(event, slot)
        given = {at.get((m.start, m.end)) for m in mine if m.label == slot}
        if value is not None and value not in given:
            yield slot, f"{value} has no expression marked {slot} with this value"
        for other in sorted(v for v in given - {value} if v is not None):
            yield slot, f"{value or 'null'}, but an expression marked {slot} has {other}"
    for slot, role in (("services", "affected"), ("services_reported", "reported")):
        listed = set(getattr(event, slot))
        marked = {m.id for m in mine if m.label == role and m.id is not None}
        for name in sorted(listed - marked):
            yield slot, f"{name} has no mention marked {role}"
        for name in sorted(marked - listed):
            yield slot, f"{name} is marked {role} and not listed"


def _plausible(event: EventLabel, published: datetime) -> Iterator[Finding]:
    start = values.covered(event.start) if event.start else None
    end = values.covered(event.end) if event.end else None
    if start and end and end[1] < start[0]:
        yield "end", f"{event.end} is before the start {event.start}"
    if start and start[0] > published and event.status != "scheduled":
        yield "start", f"{event.start} is after publication, and the status is {event.status}"
    if start and start[1] < published and event.status == "scheduled":
        yield "status", f"scheduled, but {event.start} is before publication"
    if end and end[0] > published and event.status == "resolved":
        yield "end", f"{event.end} is after publication, and the status is resolved"
    if end and end[1] < published and event.status in ("ongoing", "scheduled"):
        yield "status", f"{event.status}, but {event.end} is before publication"
