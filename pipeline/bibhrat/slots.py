"""Type, status and symptoms of one event, by rule, and the form in which slots are decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bibhrat.causes import CauseFound
from bibhrat.lexicon import words
from bibhrat.mention import Mention
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex


@dataclass(frozen=True, slots=True)
class Slots:
    """What is decided of an event beside its core.

    Attributes:
        kind, status: as in the record.
        cause: None where none is told.
        scope: place ids with the mentions that say so.
    """

    kind: str
    status: str
    cause: CauseFound | None
    scope: tuple[tuple[str, tuple[Mention[Any], ...]], ...]


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


def symptoms(event: Sequence[Telling]) -> tuple[str, ...]:
    """What users meet, in the order told."""
    found: dict[str, None] = {}
    for telling in event:
        if telling.fails:
            for cue in telling.all("symptom"):
                if cue.value.value != "inability":
                    found.setdefault(cue.value.value)
    return tuple(found)
