"""One-to-one optimal matching: of spans by overlap, of events by likeness."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bibhrat.evaluate import values
from bibhrat.evaluate.extras import need
from bibhrat.evaluate.labels import Event

G = TypeVar("G")
P = TypeVar("P")


class Spanned(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


S = TypeVar("S", bound=Spanned)


def best_pairs(
    gold: Sequence[G], predicted: Sequence[P], weight: Callable[[G, P], float]
) -> list[tuple[int, int]]:
    """The one-to-one matching of the greatest total weight (Hungarian algorithm, by scipy).

    Args:
        gold, predicted: what is matched.
        weight: how well two fit; pairs of weight 0 or less are never made.

    Returns:
        Index pairs in order of `gold`.
    """
    if not gold or not predicted:
        return []
    table = [[weight(g, p) for p in predicted] for g in gold]
    if len(gold) == len(predicted) == 1:
        return [(0, 0)] if table[0][0] > 0 else []
    rows, columns = need("scipy.optimize").linear_sum_assignment(table, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if table[row][column] > 0]


def span_pairs(gold: Sequence[S], predicted: Sequence[S]) -> list[tuple[int, int]]:
    """Match spans that share a character: as many as can be, then the most alike.

    Each span is used once. The result doesn't depend on the order of the spans.
    """
    small = 1.0 / (1 + min(len(gold), len(predicted)))

    def weight(g: S, p: S) -> float:
        shared = min(g.end, p.end) - max(g.start, p.start)
        if shared <= 0:
            return 0.0
        # All likenesses together stay below one match, so that the count comes first.
        return 1.0 + small * shared / (max(g.end, p.end) - min(g.start, p.start))

    return best_pairs(gold, predicted, weight)


def likeness(gold: Event, predicted: Event) -> float:
    """How alike two events are, for alignment only; 0 where they have nothing in common.

    Twice the Jaccard index of the services; 1 for the same start, ½ for one that overlaps;
    half of that for the end; ½ for the same duration. Type and rank (primary, background)
    add a quarter each and decide only between candidates. Two primary events always align:
    both say what the article is about.
    """
    union = gold.affected | predicted.affected
    score = 2 * len(gold.affected & predicted.affected) / len(union) if union else 0.0
    score += _time_likeness(gold.start, predicted.start)
    score += _time_likeness(gold.end, predicted.end) / 2
    if gold.duration is not None and predicted.duration is not None:
        score += values.same_duration(gold.duration, predicted.duration) / 2
    if score == 0.0 and not (gold.primary and predicted.primary):
        return 0.0
    return score + (gold.type == predicted.type) / 4 + (gold.primary == predicted.primary) / 4


def _time_likeness(gold: str | None, predicted: str | None) -> float:
    if gold is None or predicted is None:
        return 0.0
    if gold == predicted:
        return 1.0
    ours, theirs = values.read(gold), values.read(predicted)
    if ours is None or theirs is None:
        return 0.0
    return 0.5 if values.overlap(ours[1], theirs[1]) > 0 else 0.0


def align_events(
    gold: Sequence[Event], predicted: Sequence[Event]
) -> list[tuple[Event | None, Event | None]]:
    """Gold and predicted events side by side; None stands where one has no partner."""
    pairs = best_pairs(gold, predicted, likeness)
    used = {column for _, column in pairs}
    by_row = dict(pairs)
    rows: list[tuple[Event | None, Event | None]] = []
    for index, event in enumerate(gold):
        column = by_row.get(index)
        rows.append((event, predicted[column] if column is not None else None))
    return rows + [(None, e) for index, e in enumerate(predicted) if index not in used]
