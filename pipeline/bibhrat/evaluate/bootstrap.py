"""How sure is a score? 95 % intervals by resampling articles, and a paired test.

The percentile bootstrap of Efron (1979) with whole articles as units. Articles of one
incident resemble each other, so true intervals are somewhat wider.
"""

from dataclasses import dataclass

import numpy as np

from bibhrat.evaluate.metrics import Array
from bibhrat.evaluate.sheet import Sheet

#: Samples at a time: keeps the weights of a large corpus within some tens of megabytes.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper end of a 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two systems on the same articles.

    Attributes:
        metric: name of the score.
        delta: first minus second.
        interval: 95 % of the differences.
        p: two-sided: how often a difference of the other sign comes up by the choice of
            articles; at least 2/(samples + 1).
    """

    metric: str
    delta: float
    interval: Interval
    p: float


def weights(articles: int, samples: int, seed: int) -> Array:
    """How often each article is drawn in each sample (samples × articles); rows sum to
    `articles`, and the same seed gives the same samples."""
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(articles, np.full(articles, 1 / articles), size=samples)
    return drawn.astype(np.float64)


def resample(sheet: Sheet, samples: int, seed: int) -> dict[str, Array]:
    """Every score in each of the samples."""
    drawn = weights(len(sheet.matrix), samples, seed)
    parts = [sheet.weighted(drawn[at : at + _CHUNK]) for at in range(0, samples, _CHUNK)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def interval(values: Array) -> Interval | None:
    """The middle 95 % of resampled scores; None where no sample has the score."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return Interval(float(low), float(high))


def compare(
    first: Sheet, second: Sheet, first_values: dict[str, Array], second_values: dict[str, Array]
) -> list[Difference]:
    """Test every score that both systems have.

    Args:
        first, second: the systems, scored on the same gold.
        first_values, second_values: their resampled scores, from the same seed.
    """
    ours, theirs = first.scores(), second.scores()
    found: list[Difference] = []
    for name, value in ours.items():
        other = theirs.get(name)
        if value is None or other is None:
            continue
        deltas = first_values[name] - second_values[name]
        deltas = deltas[~np.isnan(deltas)]
        span = interval(deltas)
        if span is None:
            continue
        tail = min(int((deltas <= 0).sum()), int((deltas >= 0).sum()))
        p = min(1.0, 2 * (tail + 1) / (deltas.size + 1))
        found.append(Difference(name, value - other, span, p))
    return found
