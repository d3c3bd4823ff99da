"""What exactly is wrong with one article: the kinds of its errors, and field against field."""

from collections.abc import Mapping
from dataclasses import dataclass

from bibhrat.evaluate import slots
from bibhrat.evaluate.align import align_events, span_pairs
from bibhrat.evaluate.labels import Event, GoldArticle, TimexMark
from bibhrat.evaluate.systems import DETECTION, EVENTS, SERVICES, TIMEXES, Prediction

#: Error kinds with the words that a reader sees, most serious first.
KINDS: Mapping[str, str] = {
    "missed": "missed",
    "false_alarm": "false alarm",
    "services": "services",
    "start": "start",
    "end": "end",
    "duration": "duration",
    "type": "type",
    "status": "status",
    "cause": "cause",
    "scope": "scope",
    "background": "background",
    "timex": "time expressions",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of an event, side by side; `right` is None where both are empty."""

    field: str
    gold: str
    predicted: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """An article's errors.

    Attributes:
        errors: keys of `KINDS`; empty where all is right.
        events: for each aligned event its name and its fields.
        wrong_times: temporal expressions that only one side has, or with another value.
    """

    errors: tuple[str, ...]
    events: tuple[tuple[str, tuple[Row, ...]], ...]
    wrong_times: tuple[Row, ...]


def find(item: GoldArticle, found: Prediction, tasks: frozenset[str]) -> Finding:
    """Compare labels and prediction of one article, in what the system does."""
    errors: set[str] = set()
    pairs = align_events(item.events, found.events)
    if tasks & {DETECTION, EVENTS}:
        if item.outage and not found.events:
            errors.add("missed")
        if found.events and not item.outage:
            errors.add("false_alarm")
    if item.events and found.events and tasks & {SERVICES, EVENTS}:
        slots_seen = slots.COMPLETE if EVENTS in tasks else ("services",)
        ours, theirs = item.primary, next((e for e in found.events if e.primary), found.events[0])
        errors |= {slot for slot in slots_seen if ours and not slots.same(slot, ours, theirs)}
    if EVENTS in tasks and item.outage and found.events:
        background = [(g, p) for g, p in pairs if not (g or p or _NO).primary]
        if not all(g and p and all(slots.same(s, g, p) for s in slots.CORE) for g, p in background):
            errors.add("background")
    wrong = _times(item, found) if TIMEXES in tasks and item.timexes is not None else ()
    if wrong:
        errors.add("timex")
    return Finding(
        tuple(kind for kind in KINDS if kind in errors),
        tuple((_name(g, p), _rows(g, p)) for g, p in pairs),
        wrong,
    )


_NO = Event(
    False, frozenset(), frozenset(), "", "", None, None, frozenset(), None, None, None
)  # fmt: skip


def _name(gold: Event | None, predicted: Event | None) -> str:
    rank = "Primary event" if (gold or predicted or _NO).primary else "Background event"
    if gold is None:
        return f"{rank}, only predicted"
    return f"{rank}, not found" if predicted is None else rank


def _rows(gold: Event | None, predicted: Event | None) -> tuple[Row, ...]:
    rows: list[Row] = []
    for slot in (*slots.COMPLETE, "attribution"):
        left, right = _show(gold, slot), _show(predicted, slot)
        agrees = gold is not None and predicted is not None and slots.same(slot, gold, predicted)
        rows.append(Row(slot, left, right, agrees if left or right else None))
    return tuple(rows)


def _show(event: Event | None, slot: str) -> str:
    if event is None:
        return ""
    if slot == "services":
        return ", ".join(
            [*sorted(event.services), *(f"{n} (reported)" for n in sorted(event.reported))]
        )
    if slot == "scope":
        return ", ".join(sorted(event.scope))
    return getattr(event, slot) or ""


def _times(item: GoldArticle, found: Prediction) -> tuple[Row, ...]:
    gold, predicted = item.timexes or (), found.timexes
    body = item.article.body

    def show(mark: TimexMark) -> str:
        return f"{body[mark.start : mark.end]} → {mark.type} {mark.value}"

    pairs = span_pairs(gold, predicted)
    rows: list[tuple[int, Row]] = []
    for g, p in pairs:
        if gold[g] != predicted[p]:
            rows.append((gold[g].start, Row("", show(gold[g]), show(predicted[p]), False)))
    left, right = {g for g, _ in pairs}, {p for _, p in pairs}
    rows += [(m.start, Row("", show(m), "", False)) for n, m in enumerate(gold) if n not in left]
    rows += [
        (m.start, Row("", "", show(m), False)) for n, m in enumerate(predicted) if n not in right
    ]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
