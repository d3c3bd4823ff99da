"""How the telling of an incident went on: what each record added, and who contradicts whom."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

from bibhrat.incidents.merge import agree, by_value, ids, is_fact, order, stated_bounds
from bibhrat.incidents.model import Change, Claim, Conflict, Slot
from bibhrat.incidents.view import interval
from bibhrat.record import Duration, Moment, OutageRecord

Records = Sequence[OutageRecord]
_T = TypeVar("_T")


class Story:
    """What was last said of each slot, told record by record in the order of publication."""

    def __init__(self) -> None:
        self._said: dict[Slot, str] = {}
        self._moments: dict[Slot, Moment] = {}
        self._named: dict[Slot, set[str]] = {"services": set(), "scope": set()}

    def tell(self, record: OutageRecord) -> tuple[Change, ...]:
        """What a record says that was not said before, or was said otherwise."""
        found = [self._value("type", record.event.type)]
        if record.primary:  # a look back calls everything resolved
            found.append(self._value("status", record.event.status))
        found += [self._moment("start", record.start), self._moment("end", record.end)]
        length = record.duration.stated if record.duration is not None else None
        found.append(self._value("duration", length))
        found.append(self._value("cause", record.cause.category if record.cause else None))
        found.append(self._names("services", [service.id for service in record.services]))
        found.append(self._names("scope", [place.id for place in record.scope]))
        return tuple(change for change in found if change is not None)

    def _value(self, slot: Slot, value: str | None) -> Change | None:
        before = self._said.get(slot)
        if value is None or value == before:
            return None
        self._said[slot] = value
        return Change(slot=slot, before=before, after=value)

    def _moment(self, slot: Slot, moment: Moment | None) -> Change | None:
        """The same moment in another zone, or in coarser words, is no news."""
        if moment is None:
            return None
        before = self._moments.get(slot)
        if before is not None:
            old, new = interval(before), interval(moment)
            if new.first <= old.first and old.last <= new.last:
                return None
        self._moments[slot] = moment
        return Change(slot=slot, before=before.value if before else None, after=moment.value)

    def _names(self, slot: Slot, named: list[str]) -> Change | None:
        known = self._named[slot]
        new = [name for name in named if name not in known]
        if not new:
            return None
        before = ", ".join(sorted(known)) or None
        known.update(new)
        return Change(slot=slot, before=before, after=", ".join(sorted(new)))


def conflicts(records: Records) -> tuple[Conflict, ...]:
    """Slots on which records of one service cannot all be right, and who says what.

    Services of one incident may go and come at different times, so times and lengths are
    held against each other only where a service is shared. An end that was announced and
    then put off is a revision, not a contradiction.
    """
    told = sorted(records, key=order)
    final = [record for record in told if is_fact(record)]
    found = [
        _conflict("start", [(r, r.start) for r in told if r.start], agree, _written),
        _conflict("end", [(r, r.end) for r in final if r.end], agree, _written),
        _conflict("duration", _lengths(final), _same_length, lambda r, length: str(length.stated)),
        _causes(told),
    ]
    return tuple(conflict for conflict in found if conflict is not None)


def _written(record: OutageRecord, moment: Moment) -> str:
    return f"{'about ' if moment.approximate else ''}{moment.value} ({record.article.tz})"


def _lengths(told: Records) -> list[tuple[OutageRecord, Duration]]:
    return [(r, r.duration) for r in told if r.duration and stated_bounds(r.duration)]


def _same_length(first: Duration, second: Duration) -> bool:
    ours, theirs = stated_bounds(first), stated_bounds(second)
    return ours is None or theirs is None or (ours[0] <= theirs[1] and theirs[0] <= ours[1])


def _conflict(
    slot: Slot,
    told: list[tuple[OutageRecord, _T]],
    fits: Callable[[_T, _T], bool],
    written: Callable[[OutageRecord, _T], str],
) -> Conflict | None:
    """Values that some other value of a shared service contradicts; None without any."""
    said: dict[str, list[tuple[OutageRecord, _T]]] = {}
    for record, value in told:
        said.setdefault(written(record, value), []).append((record, value))
    named = {
        name: {service.id for record, _ in pairs for service in record.services}
        for name, pairs in said.items()
    }
    against = {
        name
        for first, second in combinations(said, 2)
        if named[first] & named[second] and not fits(said[first][0][1], said[second][0][1])
        for name in (first, second)
    }
    claims = {name: [r for r, _ in said[name]] for name in said if name in against}
    return Conflict(slot=slot, claims=_claims(claims)) if claims else None


def _causes(told: Records) -> Conflict | None:
    said = by_value(told, lambda record: record.cause.category if record.cause else None)
    return Conflict(slot="cause", claims=_claims(dict(said))) if len(said) > 1 else None


def _claims(said: dict[str, list[OutageRecord]]) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            value=value,
            records=ids(records),
            sources=tuple(sorted({r.article.source or r.article.id for r in records})),
        )
        for value, records in said.items()
    )
