"""How far two labellings of the same articles agree: the ceiling that systems are read against.

Two lists of labelled articles go in, paired by id; measures come out, symmetric in the two.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bibhrat.corpus.card import table
from bibhrat.corpus.labels import SERVICE_ROLES, EventLabel, LabelError, LabelledArticle

Pair = tuple[LabelledArticle, LabelledArticle]
EventPair = tuple[EventLabel | None, EventLabel | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its name, its value (None where nothing was counted), and what it rests on."""

    name: str
    kind: str
    value: float | None
    count: int


def pairs(first: Iterable[LabelledArticle], second: Iterable[LabelledArticle]) -> list[Pair]:
    """Pair articles by id; those that only one side has are left out.

    Raises:
        LabelError: two articles of one id have different texts, or no id is in both.
    """
    others = {article.id: article for article in second}
    found = [(article, others[article.id]) for article in first if article.id in others]
    for one, other in found:
        if one.body != other.body:
            raise LabelError(f"{one.id}: the two labellings have different texts")
    if not found:
        raise LabelError("the two labellings have no article in common")
    return found


def kappa(answers: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's κ of two labellers; None without answers, 1 where both always say the same one.

    >>> kappa([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")])
    0.5
    """
    total = len(answers)
    if not total:
        return None
    observed = sum(one == other for one, other in answers) / total
    first = Counter(one for one, _ in answers)
    second = Counter(other for _, other in answers)
    chance = sum(first[key] * second[key] for key in first) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def f1(hits: int, first: int, second: int) -> float | None:
    """F1 of one side read against the other; None where neither has anything."""
    return 2 * hits / (first + second) if first + second else None


def overlapping(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> int:
    """Spans that can be paired one to one so that each pair shares a character.

    >>> overlapping([(0, 5), (6, 9)], [(4, 7)])
    1
    """
    hits = index = 0
    others = sorted(second)
    for start, end in sorted(first):
        while index < len(others) and others[index][1] <= start:
            index += 1
        if index < len(others) and others[index][0] < end:
            hits += 1
            index += 1
    return hits


def align(first: Sequence[EventLabel], second: Sequence[EventLabel]) -> list[EventPair]:
    """Pair events so that the pairs have most in common; what is left stands alone."""

    @cache
    def best(index: int, used: int) -> tuple[float, tuple[int, ...]]:
        if index == len(first):
            return 0.0, ()
        score, rest = best(index + 1, used)
        top = (score, (-1, *rest))
        for number, other in enumerate(second):
            if not used & 1 << number:
                score, rest = best(index + 1, used | 1 << number)
                score += _likeness(first[index], other)
                if score > top[0]:
                    top = (score, (number, *rest))
        return top

    _, chosen = best(0, 0)
    found: list[EventPair] = [
        (event, second[number] if number >= 0 else None)
        for event, number in zip(first, chosen, strict=True)
    ]
    found += [(None, other) for number, other in enumerate(second) if number not in chosen]
    return found


def _likeness(one: EventLabel, other: EventLabel) -> float:
    """Above 0, so that two lone events are paired however little they share."""
    shared = len(set(one.affected) & set(other.affected))
    either = len(set(one.affected) | set(other.affected))
    score = 0.01 + (2 * shared / either if either else 0.0) + 0.5 * (one.primary == other.primary)
    for slot in ("start", "end", "duration"):
        value = getattr(one, slot)
        score += 1.0 if value is not None and value == getattr(other, slot) else 0.0
    return score + 0.25 * (one.type == other.type) + 0.25 * (one.status == other.status)


def measure(found: Sequence[Pair]) -> list[Measure]:
    """All measures, in the order of the card."""
    labels = [(str(one.outage), str(other.outage)) for one, other in found]
    roles = [answer for one, other in found for answer in _roles(one, other)]
    events = [pair for one, other in found for pair in align(one.events, other.events)]
    values = [answer for one, other in found for answer in _values(one, other)]
    return [
        Measure("article reports an outage", "κ", kappa(labels), len(labels)),
        Measure("role of a service mention", "κ", kappa(roles), len(roles)),
        *_spans("temporal expressions", found, lambda a: [(t.start, t.end) for t in a.timexes]),
        _exact("type and value of a temporal expression", values),
        *_spans("service mentions", found, _service_spans),
        _slot("start", events, lambda e: e.start),
        _slot("end", events, lambda e: e.end),
        _slot("duration", events, lambda e: e.duration),
        _slot("services", events, lambda e: frozenset(e.affected)),
        _slot("type", events, lambda e: e.type),
        _slot("status", events, lambda e: e.status),
        _slot("cause", events, lambda e: e.cause),
        _slot("scope", events, lambda e: frozenset(e.scope) or None),
        _slot("core: services, start, end, duration", events, _core),
        _slot("whole record", events, _whole),
    ]


def _core(event: EventLabel) -> object:
    return frozenset(event.affected), event.start, event.end, event.duration


def _whole(event: EventLabel) -> object:
    return (
        event.primary,
        frozenset(event.services),
        frozenset(event.services_reported),
        *(event.type, event.status, event.cause, event.attribution, frozenset(event.scope)),
        *(event.start, event.start_approx, event.end, event.end_approx),
        *(event.duration, event.duration_approx),
    )


def _service_spans(article: LabelledArticle) -> list[tuple[int, int]]:
    spans = {(m.start, m.end) for m in article.mentions if m.label in SERVICE_ROLES}
    return sorted(spans)


def _roles(one: LabelledArticle, other: LabelledArticle) -> list[tuple[str, str]]:
    """Roles of the service mentions that both mark on the same characters."""
    first, second = (
        {(m.start, m.end): m.label for m in reversed(article.mentions) if m.label in SERVICE_ROLES}
        for article in (one, other)
    )
    return [(label, second[span]) for span, label in first.items() if span in second]


def _values(one: LabelledArticle, other: LabelledArticle) -> list[bool]:
    """Whether type and value agree, for expressions that both mark on the same characters."""
    second = {(t.start, t.end): (t.type, t.value) for t in other.timexes}
    return [
        (t.type, t.value) == second[t.start, t.end]
        for t in one.timexes
        if (t.start, t.end) in second
    ]


def _spans(
    name: str, found: Sequence[Pair], spans: Callable[[LabelledArticle], list[tuple[int, int]]]
) -> list[Measure]:
    strict = relaxed = first = second = 0
    for one, other in found:
        mine, theirs = spans(one), spans(other)
        first, second = first + len(mine), second + len(theirs)
        strict += len(set(mine) & set(theirs))
        relaxed += overlapping(mine, theirs)
    return [
        Measure(f"{name}, same characters", "F1", f1(strict, first, second), first + second),
        Measure(f"{name}, overlapping", "F1", f1(relaxed, first, second), first + second),
    ]


def _exact(name: str, answers: Sequence[bool]) -> Measure:
    share = sum(answers) / len(answers) if answers else None
    return Measure(name, "exact", share, len(answers))


def _slot(name: str, events: Sequence[EventPair], value: Callable[[EventLabel], object]) -> Measure:
    """Twice the equal fillers over all fillers; an event without partner counts against."""
    hits = filled = 0
    for pair in events:
        one, other = (value(event) if event is not None else None for event in pair)
        filled += (one is not None) + (other is not None)
        hits += one is not None and one == other
    return Measure(name, "exact", f1(hits, filled, 0), filled)


def markdown(found: Sequence[Pair]) -> str:
    """The measures as a table for the card."""
    rows = [
        [m.name, m.kind, "–" if m.value is None else f"{m.value:.3f}", str(m.count)]
        for m in measure(found)
    ]
    outages = sum(one.outage for one, _ in found)
    head = f"{len(found)} articles labelled twice, {outages} of them outage reports.\n\n"
    return head + table(["What", "measure", "value", "n"], rows)
