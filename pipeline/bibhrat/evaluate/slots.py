"""Events and their slots, counted right, wrong, missing and spurious apart.

In go the gold and predicted events of one article; out come counters. Slots are compared on
events aligned one to one; an event without a partner has all its slots missing or spurious.
"Core" and "complete" ask whether a whole primary record is right.
"""

from collections.abc import Callable, Iterable

from bibhrat.evaluate import values
from bibhrat.evaluate.align import align_events, best_pairs, likeness
from bibhrat.evaluate.labels import Event, first_primary
from bibhrat.evaluate.timexes import Counts

SINGLE = ("start", "end", "duration", "type", "status", "cause", "attribution")
SETS = ("services", "scope")
#: The slots of slot-micro F1; the attribution of a cause is shown but not part of it.
MICRO = ("services", "start", "end", "duration", "type", "status", "cause", "scope")
OUTCOMES = ("correct", "wrong", "missing", "spurious")
CORE = ("services", "start", "end", "duration")
COMPLETE = (*CORE, "type", "status", "cause", "scope")
TOLERANCES = (5, 15, 60)


def same(slot: str, gold: Event, predicted: Event) -> bool:
    """Whether two events agree in a slot; both saying nothing is agreement."""
    if slot == "services":
        return gold.affected == predicted.affected
    ours, theirs = getattr(gold, slot), getattr(predicted, slot)
    if slot == "duration" and ours is not None and theirs is not None:
        return values.same_duration(ours, theirs)
    return bool(ours == theirs)


def is_core(gold: Event, predicted: Event | None) -> bool:
    """Whether services (stated and reported together), start, end and duration are right."""
    return predicted is not None and all(same(slot, gold, predicted) for slot in CORE)


def outcome(slot: str, gold: Event | None, predicted: Event | None) -> str | None:
    """correct, wrong, missing or spurious for a single-valued slot; None where both are empty."""
    ours = getattr(gold, slot) if gold is not None else None
    theirs = getattr(predicted, slot) if predicted is not None else None
    if ours is None or theirs is None:
        return None if ours is theirs else "missing" if theirs is None else "spurious"
    assert gold is not None and predicted is not None
    return "correct" if same(slot, gold, predicted) else "wrong"


def count(
    gold: tuple[Event, ...],
    predicted: tuple[Event, ...],
    in_catalogue: Callable[[str], bool],
) -> Counts:
    """All counters of one article's events.

    Args:
        gold, predicted: the events; none where the article has no outage.
        in_catalogue: whether a service id is one that bibhrat's catalogue has.
    """
    counts: Counts = {}
    for ours, theirs in align_events(gold, predicted):
        _count_slots(counts, ours, theirs)
        _count_times(counts, ours, theirs)
    for kind in OUTCOMES:
        counts[f"slot.micro.{kind}"] = sum(counts.get(f"slot.{s}.{kind}", 0) for s in MICRO)
    for slot in (*SINGLE, *SETS, "micro"):
        c, w, m, s = (counts.get(f"slot.{slot}.{kind}", 0) for kind in OUTCOMES)
        counts |= {f"slot.{slot}.tp": c, f"slot.{slot}.gold": c + w + m}
        counts[f"slot.{slot}.pred"] = c + w + s
    _count_primary(counts, first_primary(gold), first_primary(predicted))
    _count_background(counts, gold, predicted)
    return counts | count_services(first_primary(gold), first_primary(predicted), in_catalogue)


def _add(counts: Counts, name: str, by: float = 1) -> None:
    counts[name] = counts.get(name, 0) + by


def _count_slots(counts: Counts, gold: Event | None, predicted: Event | None) -> None:
    for slot in SINGLE:
        result = outcome(slot, gold, predicted)
        if result is not None:
            _add(counts, f"slot.{slot}.{result}")
    for slot in SETS:
        name = "affected" if slot == "services" else slot
        ours: frozenset[str] = getattr(gold, name) if gold is not None else frozenset()
        theirs: frozenset[str] = getattr(predicted, name) if predicted is not None else frozenset()
        _add(counts, f"slot.{slot}.correct", len(ours & theirs))
        _add(counts, f"slot.{slot}.missing", len(ours - theirs))
        _add(counts, f"slot.{slot}.spurious", len(theirs - ours))


def _count_times(counts: Counts, gold: Event | None, predicted: Event | None) -> None:
    """Nearness of times: what gold states and the system lacks counts as not near."""
    if gold is None:
        return
    for slot in ("start", "end"):
        ours, theirs = getattr(gold, slot), getattr(predicted, slot, None)
        exact = values.moment(ours)
        if exact is not None:
            found = values.moment(theirs)
            off = abs((found - exact).total_seconds()) / 60 if found is not None else None
            for minutes in TOLERANCES:
                _add(counts, f"{slot}.within_{minutes}.of")
                if off is not None and off <= minutes:
                    _add(counts, f"{slot}.within_{minutes}.right")
        fine = values.read(ours) if ours is not None else None
        given = values.read(theirs) if theirs is not None else None
        if fine is not None and given is not None:
            _add(counts, "precision.finer.of")
            _add(counts, "precision.coarser.of")
            _add(counts, "precision.finer.right", given[0] > fine[0])
            _add(counts, "precision.coarser.right", given[0] < fine[0])
    if gold.duration is not None:
        said = predicted.duration if predicted is not None else None
        _add(counts, "duration.within_10.of")
        if said is not None and values.same_duration(gold.duration, said, 0.1):
            _add(counts, "duration.within_10.right")
    whole = _interval(gold)
    if whole is not None:
        other = _interval(predicted) if predicted is not None else None
        _add(counts, "interval.iou.of")
        _add(counts, "interval.iou.right", values.overlap(whole, other) if other else 0.0)


def _interval(event: Event) -> values.Interval | None:
    """From the first instant of the start to the last of the end, where both are known."""
    start = values.read(event.start) if event.start is not None else None
    end = values.read(event.end) if event.end is not None else None
    if start is None or end is None or start[1][0] > end[1][1]:
        return None
    return start[1][0], end[1][1]


def _count_primary(counts: Counts, gold: Event | None, predicted: Event | None) -> None:
    """Whole primary records, over the articles that report an outage; a missed one is wrong."""
    core = gold is not None and is_core(gold, predicted)
    if predicted is not None:
        _add(counts, "core_precision.of")
        _add(counts, "core_precision.right", core)
    if gold is None:
        return
    split = predicted is not None and (gold.services, gold.reported) == (
        predicted.services,
        predicted.reported,
    )
    complete = predicted is not None and all(same(slot, gold, predicted) for slot in COMPLETE)
    for name, right in (("core", core), ("core_strict", core and split), ("complete", complete)):
        _add(counts, f"{name}.of")
        _add(counts, f"{name}.right", right)
    for slot in COMPLETE:
        _add(counts, f"primary.{slot}.of")
        _add(counts, f"primary.{slot}.right", predicted is not None and same(slot, gold, predicted))


def _count_background(
    counts: Counts, gold: tuple[Event, ...], predicted: tuple[Event, ...]
) -> None:
    """Earlier outages told in passing: found (alike at all), and exact in services and start."""
    ours = [event for event in gold if not event.primary]
    theirs = [event for event in predicted if not event.primary]

    pairs = best_pairs(ours, theirs, likeness)
    exact = sum(
        same("services", ours[row], theirs[column]) and same("start", ours[row], theirs[column])
        for row, column in pairs
    )
    for name, right in (("background", len(pairs)), ("background_exact", exact)):
        counts[f"{name}.tp"] = right
        counts[f"{name}.gold"], counts[f"{name}.pred"] = len(ours), len(theirs)


def count_services(
    gold: Event | None, predicted: Event | None, in_catalogue: Callable[[str], bool]
) -> Counts:
    """Counters of the primary event's service sets: all, in and outside the catalogue, by
    certainty. A service is outside by its id, whoever named it."""
    counts = count_sets("services", gold, predicted, in_catalogue)
    none: frozenset[str] = frozenset()
    for name, attribute in (("stated", "services"), ("reported", "reported")):
        counts |= _prf(
            f"services.{name}",
            getattr(gold, attribute, none),
            getattr(predicted, attribute, none),
        )
    return counts


def count_sets(
    name: str,
    gold: Event | None,
    predicted: Event | None,
    in_catalogue: Callable[[str], bool],
) -> Counts:
    """Counters of two events' services: `NAME`, `NAME.inside` and `NAME.outside` the catalogue."""
    ours = gold.affected if gold is not None else frozenset()
    theirs = predicted.affected if predicted is not None else frozenset()
    counts = _prf(name, ours, theirs)
    for place, keep in (("inside", True), ("outside", False)):
        counts |= _prf(
            f"{name}.{place}",
            {identity for identity in ours if in_catalogue(identity) is keep},
            {identity for identity in theirs if in_catalogue(identity) is keep},
        )
    return counts


def _prf(name: str, gold: Iterable[str], predicted: Iterable[str]) -> Counts:
    ours, theirs = set(gold), set(predicted)
    return {
        f"{name}.tp": len(ours & theirs),
        f"{name}.gold": len(ours),
        f"{name}.pred": len(theirs),
    }
