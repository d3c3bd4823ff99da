"""Two ways to cluster the same items, compared: B³ (Bagga and Baldwin 1998) and CEAF-e (Luo 2005).

A clustering goes in as item → name of its cluster. Items need not be the same on both
sides: one that is missing, or too many, counts as wrong wherever it is looked at (the
strict reading; nothing is added to either side).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from bibhrat.evaluate.extras import need

Clustering = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class ClusterScore:
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are.

        >>> ClusterScore(0.5, 1.0).f1
        0.6666666666666666
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Clustering, found: Clustering) -> ClusterScore:
    """B³: for every item, how much of its cluster belongs there, averaged over items.

    >>> gold = {"a": 1, "b": 1, "c": 2}
    >>> b_cubed(gold, {"a": 1, "b": 2, "c": 3})
    ClusterScore(precision=1.0, recall=0.6666666666666666)
    """
    return ClusterScore(_b_cubed(found, gold), _b_cubed(gold, found))


def _b_cubed(ours: Clustering, theirs: Clustering) -> float:
    """Share of an item's cluster in `ours` that is also with it in `theirs`; 1 of no items."""
    if not ours:
        return 1.0
    sizes = Counter(ours.values())
    both = _both(ours, theirs)
    return sum(shared * shared / sizes[mine] for (mine, _), shared in both.items()) / len(ours)


def ceaf_e(gold: Clustering, found: Clustering) -> ClusterScore:
    """CEAF-e: clusters paired one to one so that their likeness 2·|A∩B|/(|A|+|B|) is highest.

    Raises:
        StopError: scipy is not installed.

    >>> gold = {"a": 1, "b": 1, "c": 2}
    >>> ceaf_e(gold, gold)
    ClusterScore(precision=1.0, recall=1.0)
    """
    sizes, others = Counter(gold.values()), Counter(found.values())
    alike = {
        pair: 2 * shared / (sizes[pair[0]] + others[pair[1]])
        for pair, shared in _both(gold, found).items()
    }
    total = _best_pairing(alike)
    return ClusterScore(
        total / len(others) if others else 1.0, total / len(sizes) if sizes else 1.0
    )


def _both(ours: Clustering, theirs: Clustering) -> Counter[tuple[Hashable, Hashable]]:
    return Counter((name, theirs[item]) for item, name in ours.items() if item in theirs)


def _best_pairing(alike: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """Highest sum of a one-to-one pairing, each connected part of the clusters by itself.

    A part is a few clusters, so that its dense table stays small however many there are.
    """
    numpy, assignment = need("numpy"), need("scipy.optimize").linear_sum_assignment
    total = 0.0
    for part in _parts(alike):
        rows = {name: n for n, name in enumerate(dict.fromkeys(left for left, _ in part))}
        columns = {name: n for n, name in enumerate(dict.fromkeys(right for _, right in part))}
        table = numpy.zeros((len(rows), len(columns)))
        for left, right in part:
            table[rows[left], columns[right]] = alike[left, right]
        total += float(table[assignment(table, maximize=True)].sum())
    return total


def _parts(
    pairs: Mapping[tuple[Hashable, Hashable], float],
) -> list[list[tuple[Hashable, Hashable]]]:
    """Pairs that share a cluster, directly or through others."""
    by_side: defaultdict[tuple[int, Hashable], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair in pairs:
        for side, name in enumerate(pair):
            by_side[side, name].append(pair)
    parts: list[list[tuple[Hashable, Hashable]]] = []
    while by_side:
        key = next(iter(by_side))
        waiting, part = [key], dict[tuple[Hashable, Hashable], None]()
        while waiting:
            for pair in by_side.pop(waiting.pop(), ()):
                part[pair] = None
                waiting += [side for side in enumerate(pair) if side in by_side]
        parts.append(list(part))
    return parts
