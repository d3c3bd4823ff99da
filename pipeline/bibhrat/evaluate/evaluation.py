"""One evaluation: the systems in their columns, with intervals, slices and paired tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from bibhrat.evaluate import bootstrap
from bibhrat.evaluate.bootstrap import Difference, Interval
from bibhrat.evaluate.labels import Gold, GoldArticle
from bibhrat.evaluate.metrics import HEADLINES, Array
from bibhrat.evaluate.sheet import Scores, Sheet, score
from bibhrat.evaluate.systems import System

DIMENSIONS = ("topic", "style", "year", "zone")


@dataclass(frozen=True, slots=True)
class Slice:
    """The headline scores on some of the articles.

    Attributes:
        dimension, value: "topic", "banking".
        articles, outages: how many, and how many of them report an outage.
        scores, intervals: by metric; a score is None where nothing can be counted.
    """

    dimension: str
    value: str
    articles: int
    outages: int
    scores: Scores
    intervals: dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Column:
    """One system's results; `intervals` is empty without a bootstrap."""

    system: System
    sheet: Sheet
    scores: Scores
    intervals: dict[str, Interval]
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first column against another one."""

    first: str
    second: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that table, report and gate show; the first column is the one judged."""

    gold: Gold
    columns: tuple[Column, ...]
    comparisons: tuple[Comparison, ...]
    samples: int
    seed: int


def evaluate(
    gold: Gold, systems: Sequence[System], *, samples: int = 1000, seed: int = 0
) -> Evaluation:
    """Score systems on labelled articles.

    Args:
        gold: the labels.
        systems: the columns; the first is compared with each other one.
        samples: bootstrap samples; 0 for no intervals and no tests.
        seed: of the samples.

    Raises:
        StopError: a library of the `[evaluate]` extra is missing.
    """
    drawn = bootstrap.weights(len(gold.articles), samples, seed) if samples else None
    columns: list[Column] = []
    resampled: list[dict[str, Array]] = []
    for system in systems:
        sheet = score(gold, system)
        values = bootstrap.resample(sheet, samples, seed) if samples else {}
        resampled.append(values)
        columns.append(
            Column(system, sheet, sheet.scores(), _intervals(values), _slices(gold, sheet, drawn))
        )
    first = columns[0]
    comparisons = [
        Comparison(
            first.system.name,
            other.system.name,
            tuple(bootstrap.compare(first.sheet, other.sheet, resampled[0], values)),
        )
        for other, values in zip(columns[1:], resampled[1:], strict=True)
        if samples
    ]
    return Evaluation(gold, tuple(columns), tuple(comparisons), samples, seed)


def _intervals(values: dict[str, Array]) -> dict[str, Interval]:
    found = {name: bootstrap.interval(resampled) for name, resampled in values.items()}
    return {name: interval for name, interval in found.items() if interval is not None}


def _slices(gold: Gold, sheet: Sheet, drawn: Array | None) -> tuple[Slice, ...]:
    found: list[Slice] = []
    for dimension in DIMENSIONS:
        keys = [_key(item, dimension) for item in gold.articles]
        for value in sorted(set(keys)):
            mask = np.array([float(key == value) for key in keys])
            point = sheet.weighted(mask[None, :], HEADLINES)
            values = sheet.weighted(drawn * mask, HEADLINES) if drawn is not None else {}
            found.append(
                Slice(
                    dimension,
                    value,
                    int(mask.sum()),
                    int((mask * sheet.outage).sum()),
                    {n: None if isnan(v[0]) else float(v[0]) for n, v in point.items()},
                    _intervals(values),
                )
            )
    return tuple(found)


def _key(item: GoldArticle, dimension: str) -> str:
    if dimension == "topic":
        return item.topic or "unknown"
    if dimension == "style":
        return item.style or "unknown"
    return item.year if dimension == "year" else item.article.tz
