"""Type, status, scope and symptoms of one event, each with the mentions that say so."""

from collections.abc import Sequence
from datetime import datetime

from bibhrat.causes import CauseFound
from bibhrat.lexicon import words
from bibhrat.mention import Mention
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex


_ORDERED = words("slots", "ordered")


def event_type(event: Sequence[Telling], cause: CauseFound | None) -> str:
    """outage, degradation, shutdown or maintenance."""
    failing = [telling for telling in event if telling.fails or telling.has("maintenance")]
    shutdown = sum(1 for t in failing if t.has("shutdown") and _ORDERED.search(t.text))
    if (cause is not None and cause.category == "government_order") or shutdown > 1:
        return "shutdown"
    planned = sum(1 for t in failing if t.has("maintenance"))
    if cause is not None and cause.category == "maintenance" and planned:
        return "maintenance"
    strong = any(c.value.kind == "outage" for t in failing for c in t.cues) or any(
        c.value.value == "inability" for t in failing for c in t.cues
    )
    slow = any(t.has("degradation") for t in failing)
    return "degradation" if slow and not strong else "outage"


_STILL = words("slots", "still")
_PARTLY = words("slots", "partly")


def status(
    event: Sequence[Telling], *, start: Timex | None, end: Timex | None, published: datetime | None
) -> str:
    """resolved, partial, ongoing, scheduled or unknown, as of the article."""
    if (
        published is not None
        and start is not None
        and start.earliest is not None
        and start.earliest > published
    ):
        return "scheduled"
    failing = [t for t in event if t.fails or t.has("maintenance")]
    restored = [t for t in event if t.returns]
    denied = any(t.denies("restoration") or _lasts(t) for t in event)
    if restored and not denied:
        return "partial" if all(_PARTLY.search(t.text) for t in restored) else "resolved"
    if restored and denied:
        return "partial"
    if failing and all(t.clause.future for t in failing) and start is not None:
        return "scheduled"
    if denied:
        return "ongoing"
    if published is not None and end is not None and end.latest is not None:
        return "resolved" if end.latest <= published else "ongoing"
    if any(not t.clause.past or t.clause.present for t in failing):
        return "ongoing"
    return "unknown"


def _lasts(telling: Telling) -> bool:
    """ "এখনো ঢোকা যাচ্ছে না", but not "এখনো কারণ জানা যায়নি"."""
    still = _STILL.search(telling.text)
    return still is not None and telling.fails and not _UNEXPLAINED.search(telling.text)


_UNEXPLAINED = words("slots", "unexplained")


def scope(event: Sequence[Telling]) -> list[tuple[str, tuple[Mention[str], ...]]]:
    """Places of the disruption: those named in its failing tellings, "global" over all."""
    found: dict[str, list[Mention[str]]] = {}
    for telling in event:
        if telling.fails or telling.has("maintenance"):
            for place in telling.places:
                found.setdefault(place.value, []).append(place)
    if "global" in found:
        return [("global", tuple(found["global"][:3]))]
    inside = {place.split(":")[0] for place in found if ":" in place}
    return [(place, tuple(spans[:3])) for place, spans in found.items() if place not in inside]


def symptoms(event: Sequence[Telling]) -> tuple[str, ...]:
    """What users meet, in the order told."""
    found: dict[str, None] = {}
    for telling in event:
        if telling.fails:
            for cue in telling.all("symptom"):
                if cue.value.value != "inability":
                    found.setdefault(cue.value.value)
    return tuple(found)
