"""The scores: what each is called, what it is made of, and how counts become numbers.

Every score but average precision is a ratio of counters that add up over articles, so one
matrix (articles × counters) gives the whole corpus, any slice, and any bootstrap sample.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bibhrat.evaluate import calibration, slots, timexes
from bibhrat.evaluate import systems as task

Array = NDArray[np.float64]
Get = Callable[[str], Array]


@dataclass(frozen=True, slots=True)
class Metric:
    """A score.

    Attributes:
        name: stable key in JSON and in floors ("slot.start.f1").
        group, label: where and how a table shows it.
        task: what a system must do to have it (see `bibhrat.evaluate.systems`).
        formula: summed counters → the score, elementwise; None for average precision.
        lower_is_better: an error rate.
    """

    name: str
    group: str
    label: str
    task: str
    formula: Callable[[Get], Array] | None
    lower_is_better: bool = False


def divide(above: Array, below: Array) -> Array:
    """A ratio, nan where there is nothing to divide by."""
    ratio = np.full_like(above, np.nan)
    np.divide(above, below, out=ratio, where=below > 0)
    return ratio


def _precision(name: str) -> Callable[[Get], Array]:
    return lambda get: divide(get(f"{name}.tp"), get(f"{name}.pred"))


def _recall(name: str) -> Callable[[Get], Array]:
    return lambda get: divide(get(f"{name}.tp"), get(f"{name}.gold"))


def _f1(name: str) -> Callable[[Get], Array]:
    return lambda get: divide(2 * get(f"{name}.tp"), get(f"{name}.gold") + get(f"{name}.pred"))


def _share(name: str) -> Callable[[Get], Array]:
    return lambda get: divide(get(f"{name}.right"), get(f"{name}.of"))


def _ece(get: Get) -> Array:
    """Expected calibration error: mean distance of confidence and truth, weighted by bin."""
    bins = [f"calibration.{number}" for number in range(calibration.BINS)]
    gap, records = np.zeros_like(get("any")), np.zeros_like(get("any"))
    for name in bins:
        gap += np.abs(get(f"{name}.right") - get(f"{name}.confidence"))
        records += get(f"{name}.n")
    return divide(gap, records)


def _full(name: str, group: str, label: str, needs: str) -> list[Metric]:
    return [
        Metric(f"{name}.precision", group, f"{label}, precision", needs, _precision(name)),
        Metric(f"{name}.recall", group, f"{label}, recall", needs, _recall(name)),
        Metric(f"{name}.f1", group, f"{label}, F1", needs, _f1(name)),
    ]


def _only_f1(name: str, group: str, label: str, needs: str) -> list[Metric]:
    return [Metric(f"{name}.f1", group, f"{label}, F1", needs, _f1(name))]


def _rate(name: str, group: str, label: str, needs: str, lower: bool = False) -> list[Metric]:
    return [Metric(name, group, label, needs, _share(name), lower)]


AVERAGE_PRECISION = "detection.average_precision"
_TIMEX_LABELS = {
    "strict": "same span",
    "relaxed": "overlapping span",
    "type": "type (overlapping span)",
    "value": "value (overlapping span)",
    "value_strict": "value (same span)",
}
_SLOT_LABELS = {
    "services": "services",
    "start": "start, exact",
    "end": "end, exact",
    "duration": "duration, exact",
    "type": "type",
    "status": "status",
    "cause": "cause",
    "attribution": "who names the cause",
    "scope": "scope",
    "micro": "all slots",
}


def _all() -> list[Metric]:
    found: list[Metric] = []
    group = "Whole records"
    found += _rate("core", group, "core: services, start, end, duration all right", task.EVENTS)
    found += _rate(
        "core_strict", group, "core, stated and reported services told apart", task.EVENTS
    )
    found += _rate("core_by_evidence", group, "core, unknown names by evidence", task.EVIDENCE)
    found += _rate(
        "complete", group, "complete: core, type, status, cause, scope all right", task.EVENTS
    )
    found += _rate("core_precision", group, "core, of the records written", task.EVENTS)
    group = "Article detection"
    found += _full("detection", group, "outage article", task.DETECTION)
    found.append(Metric(AVERAGE_PRECISION, group, "average precision", task.RANKING, None))
    group = "Temporal expressions"
    for kind in timexes.KINDS:
        make = _full if kind in ("strict", "relaxed", "value") else _only_f1
        found += make(f"timex.{kind}", group, _TIMEX_LABELS[kind], task.TIMEXES)
    group = "Affected services"
    found += _full("services", group, "set of the primary event", task.SERVICES)
    for name, label in (
        ("inside", "in the catalogue"),
        ("outside", "outside the catalogue"),
        ("stated", "stated"),
        ("reported", "only reported"),
    ):
        found += _only_f1(f"services.{name}", group, label, task.SERVICES)
    by_evidence = "services.by_evidence"
    found += _full(by_evidence, group, "the set, unknown names by evidence", task.EVIDENCE)
    found += _only_f1(
        f"{by_evidence}.outside", group, "outside the catalogue, by evidence", task.EVIDENCE
    )
    found += _rate(
        "services.bystanders", group, "bystanders taken for affected", task.SERVICES, True
    )
    group = "Service names"
    found += _only_f1("names.strict", group, "same span, same service", task.NAMES)
    found += _only_f1("names.relaxed", group, "overlapping span", task.NAMES)
    found += _only_f1("names.id", group, "overlapping span, same service", task.NAMES)
    group = "Event slots"
    for slot in ("micro", "services", *slots.SINGLE, "scope"):
        make = _full if slot == "micro" else _only_f1
        found += make(f"slot.{slot}", group, _SLOT_LABELS[slot], task.EVENTS)
    group = "Times"
    for name in ("start", "end"):
        for minutes in slots.TOLERANCES:
            key = f"{name}.within_{minutes}"
            found += _rate(key, group, f"{name} within {minutes} minutes", task.EVENTS)
    found += _rate("interval.iou", group, "start to end, intersection over union", task.EVENTS)
    found += _rate("duration.within_10", group, "duration within 10 %", task.EVENTS)
    found += _rate("precision.finer", group, "finer than the text (wrong)", task.EVENTS, True)
    found += _rate("precision.coarser", group, "coarser than the text", task.EVENTS, True)
    group = "Primary record, slot by slot"
    for slot in slots.COMPLETE:
        found += _rate(f"primary.{slot}", group, f"{slot} right", task.EVENTS)
    group = "Background events"
    found += _full("background", group, "found", task.EVENTS)
    found += _only_f1("background_exact", group, "services and start right", task.EVENTS)
    group = "Evidence and roles"
    found += _rate("roles", group, "role of a service mention", task.EVIDENCE)
    found += _rate("roles.affected", group, "affected or not", task.EVIDENCE)
    for kind in ("start", "end", "duration", "cause", "scope", "event"):
        found += _only_f1(f"evidence.{kind}", group, f"evidence of {kind}", task.EVIDENCE)
    group = "Confidence"
    found.append(
        Metric("calibration.ece", group, "expected calibration error", task.CONFIDENCE, _ece, True)
    )
    found += _rate("calibration.brier", group, "Brier score", task.CONFIDENCE, True)
    return found


METRICS: tuple[Metric, ...] = tuple(_all())
BY_NAME = {metric.name: metric for metric in METRICS}
#: What a slice, a chart or a short table shows.
HEADLINES = (
    "detection.f1",
    "timex.value.f1",
    "services.f1",
    "services.by_evidence.f1",
    "slot.micro.f1",
    "slot.start.f1",
    "slot.end.f1",
    "slot.duration.f1",
    "core",
    "core_by_evidence",
    "complete",
)
