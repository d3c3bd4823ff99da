"""How likely a record is right in all of services, start, end and duration.

The chances of its parts, multiplied as if they were independent, are only a rank; a table
measured on articles that the models had not seen turns them into a share of right records.
"""

from bisect import bisect_left
from collections.abc import Sequence

from bibhrat.claims import Claims
from bibhrat.readings import TIME_ROLES, Reading

Table = Sequence[Sequence[float]]


def raw(reading: Reading, news: Claims, sure: float, trust: float) -> float:
    """The product of the chances of every part of the primary event.

    Args:
        reading: what the models say.
        news: what was decided.
        sure: probability that the article is a report at all, and its times are right.
        trust: the rules' part in all probabilities.
    """
    product = sure
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
