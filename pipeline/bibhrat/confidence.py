"""How likely a record is right in all of services, start, end and duration.

The chances of its parts, multiplied as if they were independent, are only a rank; a table
measured on articles that the models had not seen turns them into a share of right records.
"""

from bisect import bisect_left
from collections.abc import Sequence

from bibhrat.claims import Claims
from bibhrat.features import steps
from bibhrat.readings import PRIMARY, TIME_ROLES, Reading

Table = Sequence[Sequence[float]]


def raw(news: Claims) -> float:
    """The product of the chances of every part of the primary event.

    Args:
        news: what was decided; `sure` is how likely the article is a report at all.
    """
    product = news.sure * news.timely
    for identity, chance in news.chances.items():
        product *= max(chance, 0.05) if identity in news.affected else 1 - min(chance, 0.95)
    return product


def earlier(claims: Claims) -> float:
    """The same for an event told as background, from its own claims."""
    product = claims.sure
    for role in TIME_ROLES:
        claimed = getattr(claims, role)
        product *= claimed.score if claimed is not None else 1.0
    return product


def calibrated(value: float, table: Table) -> float:
    """Look a raw product up in a table of (raw, share of right records), both rising."""
    if not table:
        return value
    position = bisect_left([row[0] for row in table], value)
    if position == 0:
        return round(table[0][1], 2)
    if position == len(table):
        return round(table[-1][1], 2)
    (left, low), (right, high) = table[position - 1], table[position]
    return round(low + (high - low) * (value - left) / (right - left), 2)


# --- features of the model that knows better than the product -----------------------------

_STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def confidence_features(reading: Reading, news: Claims) -> list[str]:
    """Features for "is the core right" from the chances of its parts.

    The weakest part counts, not how many there are: a long article is no worse than a
    short one.
    """
    found = ["bias"]
    found += steps("report", news.sure, _STEPS)
    found += steps("window", news.timely, _STEPS)
    weakest = min(news.sure, news.timely)
    for role in TIME_ROLES:
        own, rival = _contest(reading, news, role)
        claimed = getattr(news, role) is not None
        found.append(f"{role}={claimed}")
        found += steps(f"{role}:{'claimed' if claimed else 'left'}", own, _STEPS)
        found += steps(f"{role}:rival", rival, _STEPS)
        weakest = min(weakest, own)
    inside = [news.chances.get(identity, 0.0) for identity in news.affected]
    outside = [chance for name, chance in news.chances.items() if name not in news.affected]
    found += steps("services:in", min(inside, default=0.0), _STEPS)
    found += steps("services:out", max(outside, default=0.0), _STEPS)
    found.append(f"services={min(len(inside), 4)}")
    unsure = sum(0.2 < chance < 0.8 for chance in news.chances.values())
    found.append(f"unsure-services={min(unsure, 3)}")
    weakest = min(weakest, *(inside or [0.0]), *(1 - chance for chance in outside))
    found += steps("weakest", weakest, _STEPS)
    found += steps("product", raw(news), _STEPS)
    known = all(votes[0].service.in_catalogue for votes in news.affected.values() if votes)
    found.append(f"known={known}")
    return found


def _contest(reading: Reading, news: Claims, role: str) -> tuple[float, float]:
    """How likely, by itself, what was decided for a role is, and its strongest rival."""
    claimed = getattr(news, role)
    value = claimed.mention.value.value if claimed is not None else None
    chances: dict[bool, list[float]] = {True: [0.0], False: [0.0]}
    for row in reading.times:
        same = value is not None and row.mention.value.value == value
        chances[same].append(row.likely(role, PRIMARY, 0.0))
    rival = max(chances[False])
    return (max(chances[True]) if claimed is not None else 1 - rival), rival


_DOUBTFUL = 0.6


def doubts(reading: Reading, news: Claims) -> tuple[str, ...]:
    """The parts of the core that are likelier wrong than the rest, in words for a reader."""
    found = []
    for role in TIME_ROLES:
        claimed = getattr(news, role)
        own, _ = _contest(reading, news, role)
        if own < _DOUBTFUL:
            what = claimed.mention.value.value if claimed is not None else "none told"
            found.append(f"confidence: {role} ({what}) is {own:.0%} likely")
    for identity, chance in news.chances.items():
        if identity in news.affected and chance < _DOUBTFUL:
            found.append(f"confidence: {identity} affected is {chance:.0%} likely")
        elif identity not in news.affected and chance > 1 - _DOUBTFUL:
            found.append(f"confidence: {identity} not affected is {1 - chance:.0%} likely")
    return tuple(found)
