"""Records → groups of one incident each: greedy, the best dated first, inside blocks.

The result is a function of the set of records. A record is compared only with groups that
share a block (a service, its family or operator, in one week), and there with a few of the
first members, so that the time taken is near-linear in the number of records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bibhrat.incidents.link import ENOUGH, Reason, link, points
from bibhrat.incidents.view import DAY, WEEK, Interval, View

#: Members that stand for their group in comparisons.
_SPEAKERS = 12
#: A block a week; of an outage that lasts longer only the ends are entered.
_MOST_WEEKS = 60

Block = tuple[str, int]


@dataclass
class Group:
    """Records of one incident.

    Attributes:
        members: the first of them founded the group.
        reasons: of each other why it joined, by id.
        span: from the first second to the last that a speaker was down.
    """

    members: list[View] = field(default_factory=list)
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    span: Interval | None = None

    @property
    def ids(self) -> list[str]:
        """Of the records."""
        return [member.id for member in self.members]


def group(views: Iterable[View]) -> list[Group]:
    """Group records; every record is in exactly one group."""
    found = _Grouping()
    for one in sorted(views, key=_order):
        found.add(one)
    return list(found.groups.values())


def _order(one: View) -> tuple[bool, bool, int, bool, int, str]:
    """Well-dated news first: what comes later joins what is already sure."""
    return (
        one.vague,
        one.start is None,
        one.start.width if one.start is not None else 0,
        not one.primary,
        one.published or 0,
        one.id,
    )


def blocks_of(one: View) -> Iterator[Block]:
    """Every block that a record is in."""
    if one.active is None:
        return
    keys = [*one.brands, *one.plain]
    keys += [f"kin {family}" for family in one.kin]
    keys += [f"word {word}" for name in one.unlisted for word in name.split("-")]
    # A service and its owner meet under the owner's name.
    keys += [f"by {owner}" for owner in one.operators | one.brands]
    if one.ordered:
        keys += [f"in {country}" for country in one.countries]
    # A week of slack on both sides, so that two that are near always share a block.
    first, last = one.active.first // WEEK - 1, one.active.last // WEEK + 1
    weeks: Iterable[int] = range(first, last + 1)
    if last - first >= _MOST_WEEKS:
        half = _MOST_WEEKS // 2
        weeks = (*range(first, first + half), *range(last - half, last + 1))
    for week in weeks:
        for key in keys:
            yield key, week


@dataclass
class _Match:
    """How well a record fits a group: its best link, and the mean over the group's speakers."""

    number: int
    points: int
    mean: float
    reasons: tuple[Reason, ...]


class _Grouping:
    def __init__(self) -> None:
        self.groups: dict[int, Group] = {}
        self._blocks: defaultdict[Block, set[int]] = defaultdict(set)
        self._count = 0

    def add(self, one: View) -> None:
        matches = self._matches(one)
        if not matches:
            self._count += 1
            self.groups[self._count] = Group()
            self._enter(self._count, one)
            return
        best = matches[0]
        if not one.vague:
            for other in matches[1:]:
                self._unite(best.number, other, one)
        self.groups[best.number].reasons[one.id] = best.reasons
        self._enter(best.number, one)

    def _matches(self, one: View) -> list[_Match]:
        """Groups that a record fits, best first; none where nothing dates it and several fit."""
        near = {n for block in blocks_of(one) for n in self._blocks.get(block, ())}
        found = []
        for number in sorted(near):
            span = self.groups[number].span
            if span is None or one.active is None or one.active.gap(span) > DAY:
                continue  # no link over more than a day has enough
            links = [link(one, other) for other in self.groups[number].members[:_SPEAKERS]]
            sums = [max(points(reasons), -ENOUGH) for reasons in links]
            best = max(range(len(sums)), key=sums.__getitem__)
            mean = sum(sums) / len(sums)
            if sums[best] >= ENOUGH and mean >= 0:
                found.append(_Match(number, sums[best], mean, links[best]))
        found.sort(key=lambda match: (-match.points, -match.mean, match.number))
        if one.vague and len(found) > 1 and found[0].points == found[1].points:
            return []
        return found

    def _unite(self, number: int, other: _Match, both: View) -> None:
        """Put a group into another where a record belongs to both and nothing speaks against."""
        ours, theirs = self.groups[number], self.groups[other.number]
        pairs = [
            points(link(a, b)) for a in ours.members[:_SPEAKERS] for b in theirs.members[:_SPEAKERS]
        ]
        if min(pairs) < 0:
            return
        del self.groups[other.number]
        for member in theirs.members[:_SPEAKERS]:
            for block in blocks_of(member):
                self._blocks[block].discard(other.number)
        ours.reasons |= theirs.reasons
        ours.reasons[theirs.members[0].id] = (Reason(other.points, f"{both.id} tells of both"),)
        for member in theirs.members:
            self._enter(number, member)

    def _enter(self, number: int, one: View) -> None:
        ours = self.groups[number]
        ours.members.append(one)
        if len(ours.members) > _SPEAKERS or one.active is None:
            return
        first, last = one.active
        ours.span = (
            Interval(min(first, ours.span.first), max(last, ours.span.last))
            if ours.span is not None
            else one.active
        )
        for block in blocks_of(one):
            self._blocks[block].add(number)
