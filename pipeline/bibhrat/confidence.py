"""How likely a record is right in all of services, start, end and duration.

The chances of its parts, multiplied as if they were independent, are only a rank; a table
measured on articles that the models had not seen turns them into a share of right records.
"""

from bisect import bisect_left
from collections.abc import Sequence

from bibhrat.claims import Claims
from bibhrat.readings import PRIMARY, TIME_ROLES, Reading

Table = Sequence[Sequence[float]]


def raw(reading: Reading, news: Claims, sure: float, trust: float) -> float:
    """The product of the chances of every part of the primary event.

    Args:
        reading: what the models say.
        news: what was decided.
        sure: probability that the article is a report at all.
        trust: the rules' part in all probabilities.
    """
    product = sure
    for role in TIME_ROLES:
        claimed = getattr(news, role)
        if claimed is not None:
            product *= claimed.score
        else:
            likely = (row.likely(role, PRIMARY, trust) for row in reading.times)
            product *= 1 - min(0.99, max(likely, default=0.0))
    downs: dict[str, float] = {}
    for row in reading.services:
        identity = row.mention.value.id
        downs[identity] = max(downs.get(identity, 0.0), min(1.0, row.down(trust)))
    for identity, down in downs.items():
        product *= max(down, 0.05) if identity in news.affected else 1 - min(down, 0.95)
    return product


def earlier(claims: Claims, sure: float) -> float:
    """The same for an event told as background, from its own claims."""
    product = sure
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


def confidence_features(reading: Reading, news: Claims, sure: float, trust: float) -> list[str]:
    """Features for "is the core right" from the chances of its parts.

    The weakest part counts, not how many there are: a long article is no worse than a
    short one.
    """
    found = ["bias"]
    found += _steps("report", sure)
    weakest = sure
    for role in TIME_ROLES:
        best, second = _contest(reading, news, role, trust)
        claimed = getattr(news, role) is not None
        found.append(f"{role}={claimed}")
        found += _steps(f"{role}:{'claimed' if claimed else 'left'}", best)
        found += _steps(f"{role}:rival", second)
        weakest = min(weakest, best)
    downs = _downs(reading, trust)
    inside = [downs.get(identity, 0.0) for identity in news.affected]
    outside = [down for identity, down in downs.items() if identity not in news.affected]
    found += _steps("services:in", min(inside, default=0.0))
    found += _steps("services:out", max(outside, default=0.0))
    found.append(f"services={min(len(inside), 4)}")
    found.append(f"unsure-services={min(sum(0.2 < down < 0.8 for down in downs.values()), 3)}")
    weakest = min(weakest, *(inside or [0.0]), *(1 - down for down in outside))
    found += _steps("weakest", weakest)
    found += _steps("product", raw(reading, news, sure, trust))
    known = all(votes[0].service.in_catalogue for votes in news.affected.values() if votes)
    found.append(f"known={known}")
    return found


def _steps(name: str, value: float) -> list[str]:
    return [f"{name}>{step}" for step in _STEPS if value > step]


def _contest(reading: Reading, news: Claims, role: str, trust: float) -> tuple[float, float]:
    """How likely what was decided for a role is, and how likely its strongest rival."""
    claimed = getattr(news, role)
    own = claimed.mention.value.value if claimed is not None else None
    rivals = [
        row.likely(role, PRIMARY, trust)
        for row in reading.times
        if own is None or row.mention.value.value != own
    ]
    rival = max(rivals, default=0.0)
    return (claimed.score, rival) if claimed is not None else (1 - rival, rival)


def _downs(reading: Reading, trust: float) -> dict[str, float]:
    downs: dict[str, float] = {}
    for row in reading.services:
        identity = row.mention.value.id
        downs[identity] = max(downs.get(identity, 0.0), min(1.0, row.down(trust)))
    return downs


_DOUBTFUL = 0.6


def doubts(reading: Reading, news: Claims, trust: float) -> tuple[str, ...]:
    """The parts of the core that are likelier wrong than the rest, in words for a reader."""
    found = []
    for role in TIME_ROLES:
        claimed = getattr(news, role)
        best, _ = _contest(reading, news, role, trust)
        if best < _DOUBTFUL:
            what = claimed.mention.value.value if claimed is not None else "none told"
            found.append(f"confidence: {role} ({what}) is {best:.0%} likely")
    for identity, down in _downs(reading, trust).items():
        if identity in news.affected and down < _DOUBTFUL:
            found.append(f"confidence: {identity} affected is {down:.0%} likely")
        elif identity not in news.affected and down > 1 - _DOUBTFUL:
            found.append(f"confidence: {identity} not affected is {1 - down:.0%} likely")
    return tuple(found)
