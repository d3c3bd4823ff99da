"""Does a confidence of 0.9 mean nine right in ten? Counted on primary records against "core"."""

from dataclasses import dataclass

from bibhrat.evaluate.timexes import Counts

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of the reliability table.

    Attributes:
        low, high: confidences from low up to, but without, high; the last bin has 1.0, too.
        records: how many primary records fall in it.
        confidence, right: their mean confidence and their share that is core-right; None
            where there are none.
    """

    low: float
    high: float
    records: int
    confidence: float | None
    right: float | None


def bin_of(confidence: float) -> int:
    """The bin of a confidence.

    >>> bin_of(0.0), bin_of(0.3), bin_of(0.95), bin_of(1.0)
    (0, 3, 9, 9)
    """
    # Rounding first: 0.3 * 10 must not fall below 3 in floating point.
    return min(BINS - 1, int(round(confidence * BINS, 9)))


def count(confidence: float, right: bool) -> Counts:
    """Counters of one primary record."""
    number = bin_of(confidence)
    return {
        f"calibration.{number}.n": 1.0,
        f"calibration.{number}.confidence": confidence,
        f"calibration.{number}.right": float(right),
        "calibration.brier.right": (confidence - right) ** 2,
        "calibration.brier.of": 1.0,
    }


def table(totals: Counts) -> tuple[Bin, ...]:
    """The reliability table of summed counters."""
    rows: list[Bin] = []
    for number in range(BINS):
        n = totals.get(f"calibration.{number}.n", 0.0)
        confidence = totals.get(f"calibration.{number}.confidence", 0.0)
        right = totals.get(f"calibration.{number}.right", 0.0)
        rows.append(
            Bin(
                number / BINS,
                (number + 1) / BINS,
                int(n),
                confidence / n if n else None,
                right / n if n else None,
            )
        )
    return tuple(rows)
