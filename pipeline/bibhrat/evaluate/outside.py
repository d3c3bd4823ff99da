"""Services that no catalogue has, taken as right by the words that they point at.

An invented name has no canonical spelling in Latin letters: কলকথা is kolkotha to one desk and
kalakatha to another. So beside the scores by id there are scores in which a predicted service
outside the catalogue counts as the gold service outside it whose mention its evidence overlaps.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bibhrat.evaluate.align import best_pairs
from bibhrat.evaluate.labels import Event, Mark

_AFFECTED = ("affected", "reported")


def renamed(
    predicted: Event,
    evidence: Sequence[Mark],
    gold: Event,
    mentions: Sequence[Mark],
    in_catalogue: Callable[[str], bool],
) -> Event:
    """A predicted event with gold ids for services outside the catalogue, where evidence agrees.

    Args:
        predicted: the event, its ids as the system made them.
        evidence: spans that this event points at, with their labels and ids.
        gold: the labelled event.
        mentions: labelled spans of the article; ids that have none are never given.
        in_catalogue: whether an id is one that bibhrat's catalogue has.

    Returns:
        The event; each gold id is given once, to the prediction that shares most spans with it.
    """
    ours = sorted(n for n in gold.affected - predicted.affected if not in_catalogue(n))
    theirs = sorted(n for n in predicted.affected - gold.affected if not in_catalogue(n))

    def shared(wanted: str, given: str) -> float:
        spans = [m for m in evidence if m.id == given and m.label in _AFFECTED]
        named = [m for m in mentions if m.id == wanted]
        return sum(any(m.start < s.end and s.start < m.end for m in named) for s in spans)

    names = {theirs[c]: ours[r] for r, c in best_pairs(ours, theirs, shared)}
    return replace(
        predicted,
        services=frozenset(names.get(name, name) for name in predicted.services),
        reported=frozenset(names.get(name, name) for name in predicted.reported),
    )
