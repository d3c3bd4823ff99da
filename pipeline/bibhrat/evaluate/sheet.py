"""The counts of one system on labelled articles, and every score that comes from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isnan

import numpy as np

from bibhrat.evaluate import calibration, metrics, outside, slots, spans, timexes
from bibhrat.evaluate.extras import need
from bibhrat.evaluate.labels import Gold, GoldArticle, Mark, first_primary
from bibhrat.evaluate.metrics import Array
from bibhrat.evaluate.systems import CONFIDENCE, Prediction, System
from bibhrat.services import catalogue

Scores = dict[str, float | None]


@dataclass(frozen=True)
class Sheet:
    """Counts by article.

    Attributes:
        system: name of the column.
        tasks: what the system does.
        columns: counter → column of `matrix`.
        matrix: articles × counters, in the order of the gold file.
        confidence, outage: by article: the system's confidence (0 without a record), and
            1.0 where the label says outage.
    """

    system: str
    tasks: frozenset[str]
    columns: Mapping[str, int]
    matrix: Array
    confidence: Array
    outage: Array

    def metrics(self) -> list[metrics.Metric]:
        """The scores that make sense for this system."""
        return [metric for metric in metrics.METRICS if metric.task in self.tasks]

    def scores(self) -> Scores:
        """Every score over all articles; None where nothing can be counted."""
        found = self.weighted(np.ones((1, len(self.matrix))))
        return {n: None if isnan(v[0]) else float(v[0]) for n, v in found.items()}

    def weighted(self, weights: Array, names: Sequence[str] | None = None) -> dict[str, Array]:
        """Scores for each row of weights (samples × articles); nan where undefined.

        Args:
            weights: how often each article counts.
            names: of the scores; all by default.
        """
        sums = weights @ self.matrix
        nothing = np.zeros(len(weights))

        def get(counter: str) -> Array:
            column = self.columns.get(counter)
            return nothing if column is None else sums[:, column]

        found: dict[str, Array] = {}
        for metric in self.metrics():
            if names is not None and metric.name not in names:
                continue
            formula = metric.formula
            found[metric.name] = (
                self._average_precision(weights) if formula is None else formula(get)
            )
        return found

    def _average_precision(self, weights: Array) -> Array:
        if len(weights) == 1:
            if (weights[0] * self.outage).sum() == 0:
                return np.array([np.nan])
            score = need("sklearn.metrics").average_precision_score
            return np.array([score(self.outage, self.confidence, sample_weight=weights[0])])
        return average_precision(self.outage, self.confidence, weights)

    def totals(self) -> dict[str, float]:
        """All counters, summed over the articles."""
        sums = self.matrix.sum(axis=0)
        return {name: float(sums[column]) for name, column in self.columns.items()}

    def reliability(self) -> tuple[calibration.Bin, ...] | None:
        """The reliability table; None of a system without confidences."""
        return calibration.table(self.totals()) if CONFIDENCE in self.tasks else None


def score(gold: Gold, system: System) -> Sheet:
    """Count what a system gets right and wrong, article by article."""
    rows = [_count(item, system.of(item)) for item in gold.articles]
    columns = {name: n for n, name in enumerate(sorted({key for row in rows for key in row}))}
    matrix = np.zeros((len(rows), len(columns)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, columns[name]] = value
    return Sheet(
        system=system.name,
        tasks=system.tasks,
        columns=columns,
        matrix=matrix,
        confidence=np.array([system.of(item).confidence for item in gold.articles]),
        outage=np.array([float(item.outage) for item in gold.articles]),
    )


def average_precision(outage: Array, confidence: Array, weights: Array) -> Array:
    """scikit-learn's `average_precision_score` for many rows of weights at once.

    A thousand calls of theirs take seconds. Equal confidences are one step, as there.
    """
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    drawn = weights[:, order]
    right = np.cumsum(drawn * outage[order], axis=1)[:, last]
    taken = np.cumsum(drawn, axis=1)[:, last]
    gained = np.diff(right, axis=1, prepend=0.0)
    precision = np.divide(right, taken, out=np.zeros_like(right), where=taken > 0)
    return metrics.divide((gained * precision).sum(axis=1), right[:, -1])


@cache
def _known() -> frozenset[str]:
    return frozenset(catalogue().by_id)


def _count(item: GoldArticle, found: Prediction) -> timexes.Counts:
    counts: timexes.Counts = {
        "detection.tp": item.outage and bool(found.events),
        "detection.gold": item.outage,
        "detection.pred": bool(found.events),
    }
    counts |= slots.count(item.events, found.events, _known().__contains__)
    blamed = frozenset[str]().union(*(event.affected for event in found.events))
    counts["services.bystanders.of"] = len(item.not_affected)
    counts["services.bystanders.right"] = len(item.not_affected & blamed)
    if item.timexes is not None:
        counts |= timexes.count(item.timexes, found.timexes)
    if item.mentions is not None:
        counts |= spans.count_names(item.mentions, found.names)
        counts |= spans.count_evidence(item.mentions, found.evidence)
        counts |= _count_by_evidence(item, found, item.mentions)
    predicted = first_primary(found.events)
    if predicted is not None:
        right = item.primary is not None and slots.is_core(item.primary, predicted)
        counts |= calibration.count(found.confidence, right)
    return counts


def _count_by_evidence(
    item: GoldArticle, found: Prediction, mentions: Sequence[Mark]
) -> timexes.Counts:
    """The primary event's services and core, names outside the catalogue by their evidence."""
    gold, predicted = item.primary, first_primary(found.events)
    if gold is not None and predicted is not None:
        number = found.events.index(predicted)
        own = [mark for mark in found.evidence if mark.event == number]
        predicted = outside.renamed(predicted, own, gold, mentions, _known().__contains__)
    counts = slots.count_sets("services.by_evidence", gold, predicted, _known().__contains__)
    if gold is not None:
        counts["core_by_evidence.of"] = 1
        counts["core_by_evidence.right"] = slots.is_core(gold, predicted)
    return counts
