"""The records of one incident → one best value for each slot, with the reason.

Which value is best never depends on the order in which records came in: ties end at the
time of publication and the id.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from bibhrat import durations
from bibhrat.article import read_iso, zone
from bibhrat.incidents.link import shortest
from bibhrat.incidents.model import Affected, Length, StatusOf, TypeOf, When, Where, Why
from bibhrat.incidents.view import Interval, interval, published_second
from bibhrat.record import Duration, EventType, Moment, OutageRecord, Service, Status

Records = Sequence[OutageRecord]
_T = TypeVar("_T")

#: Clocks of two outlets that differ by no more than this mean one moment when hedged.
HEDGE = 30 * 60
_STAGES = ("unknown", "scheduled", "ongoing", "partial", "resolved")
_WORD = {
    "operator": "the operator's own word",
    "authority": "an authority's word",
    "media": "told by articles",
    "unconfirmed": "unconfirmed, and nothing better",
}
_TRUST = ("unconfirmed", "media", "authority", "operator")


def order(record: OutageRecord) -> tuple[int, str]:
    """Publication, then id; a record without publication comes first."""
    return published_second(record) or 0, record.id


def ids(records: Iterable[OutageRecord]) -> tuple[str, ...]:
    """Ids in the order of publication."""
    return tuple(record.id for record in sorted(records, key=order))


def articles(records: Iterable[OutageRecord]) -> int:
    """How many articles records are from."""
    return len({record.article.id for record in records})


def by_value(
    records: Records, value: Callable[[OutageRecord], _T | None]
) -> dict[_T, list[OutageRecord]]:
    """Records by what they say, those that say nothing left out."""
    said: dict[_T, list[OutageRecord]] = {}
    for record in records:
        found = value(record)
        if found is not None:
            said.setdefault(found, []).append(record)
    return said


def event_type(records: Records) -> TypeOf:
    """The type that most articles have; of equals the one told last."""
    said: dict[EventType, list[OutageRecord]] = by_value(_news(records), lambda r: r.event.type)
    best = max(said, key=lambda value: (articles(said[value]), order(max(said[value], key=order))))
    return TypeOf(value=best, records=ids(said[best]), reason=_share(said[best], records))


def status(records: Records) -> StatusOf:
    """The furthest stage that an article tells as its news: service does not un-return."""
    said: dict[Status, list[OutageRecord]] = by_value(_news(records), lambda r: r.event.status)
    best = max(said, key=_STAGES.index)
    return StatusOf(value=best, records=ids(said[best]), reason="the furthest stage told")


def home(records: Records) -> str:
    """The zone of most articles, of equals that of the first: clock times are given in it."""
    told = sorted(records, key=order)
    said = by_value(told, lambda record: record.article.tz)
    return max(said, key=lambda tz: articles(said[tz]))


def start(records: Records, tz: str) -> When | None:
    """The finest start among those that enough articles agree with; clocks are those of `tz`."""
    return _moment([(r, r.start) for r in records if r.start is not None], tz, "a start")


def end(records: Records, tz: str) -> When | None:
    """When service was back; where nobody tells that, the end announced last."""
    told = [(r, r.end) for r in records if r.end is not None]
    facts = [(r, moment) for r, moment in told if is_fact(r)]
    if facts or not told:
        return _moment(facts, tz, "a return")
    last, moment = max(told, key=lambda pair: order(pair[0]))
    same = [r for r, other in told if interval(other) == interval(moment)]
    return _when(last, moment, tz, same, "the end announced last")


def whole(services: Sequence[Affected]) -> tuple[When | None, When | None]:
    """From the first start of a service to the last end, as far as they are well attested.

    Services that one order or one fault takes down need not go and come together. Those
    times count that at least half as many articles give as the best attested.
    """
    starts = _attested([service.start for service in services])
    ends = _attested([service.end for service in services])
    return (
        min(starts, key=lambda when: (interval(when).last, when.value), default=None),
        max(ends, key=lambda when: (interval(when).first, when.value), default=None),
    )


def _attested(told: Iterable[When | None]) -> list[When]:
    known = [when for when in told if when is not None]
    most = max((len(when.records) for when in known), default=0)
    return [when for when in known if 2 * len(when.records) >= most]


def is_fact(record: OutageRecord) -> bool:
    """Whether the end of a record has come to pass, as far as it says."""
    return record.event.status in ("resolved", "partial")


def duration(records: Records, first: When | None, last: When | None) -> Length | None:
    """The length that most articles state, after the event where any does."""
    computed = _computed(first, last)
    final = [record for record in records if is_fact(record)]
    for among, told in ((final, "of the whole"), (records, "so far")):
        said = by_value(among, _stated)
        known = {value: said[value] for value in said if durations.bounds(value) is not None}
        if choice := known or said:
            best = max(choice, key=lambda value: _weight(value, choice[value], computed))
            reason = f"stated {told} by {_count(articles(choice[best]))}"
            return Length(value=best, computed=computed, records=ids(choice[best]), reason=reason)
    if computed is None:
        return None
    return Length(value=computed, computed=computed, records=(), reason="end minus start")


def _stated(record: OutageRecord) -> str | None:
    return record.duration.stated if record.duration is not None else None


def _weight(value: str, said: Records, computed: str | None) -> tuple[int, bool, tuple[int, str]]:
    fits = computed is not None and durations.agree(value, computed, approximate=True) is True
    return articles(said), fits, order(max(said, key=order))


def _computed(first: When | None, last: When | None) -> str | None:
    if first is None or last is None or ":" not in first.value or ":" not in last.value:
        return None
    seconds = interval(last).first - interval(first).first
    return durations.iso(timedelta(seconds=seconds)) if seconds >= 0 else None


def cause(records: Records) -> Why | None:
    """The cause on the best authority, and of equals the one that most articles give."""
    said = by_value(records, lambda r: (r.cause.attribution, r.cause.category) if r.cause else None)
    if not said:
        return None
    best = max(
        said,
        key=lambda value: (
            _TRUST.index(value[0]),
            articles(said[value]),
            order(max(said[value], key=order)),
        ),
    )
    return Why(value=best[1], attribution=best[0], records=ids(said[best]), reason=_WORD[best[0]])


def services(records: Records, tz: str) -> tuple[Affected, ...]:
    """Every service that any record has as affected, those of most articles first.

    Of names that no catalogue has and that differ by a word too many, the shortest stands.
    """
    said: defaultdict[str, list[OutageRecord]] = defaultdict(list)
    parts: dict[str, Service] = {}
    stated: set[str] = set()
    short = shortest({s.id for r in records for s in r.services if not s.in_catalogue})
    for record in sorted(records, key=order):
        for service in record.services:
            identity = short.get(service.id, service.id)
            if not said[identity] or said[identity][-1] is not record:
                said[identity].append(record)
            if service.id == identity:
                parts.setdefault(identity, service)
            if service.certainty == "stated":
                stated.add(identity)
    return tuple(
        Affected(
            id=identity,
            name=parts[identity].name,
            name_bn=parts[identity].name_bn,
            operator=parts[identity].operator,
            certainty="stated" if identity in stated else "reported",
            in_catalogue=parts[identity].in_catalogue,
            start=start(said[identity], tz),
            end=end(said[identity], tz),
            records=ids(said[identity]),
        )
        for identity in _most_first(said)
    )


def scope(records: Records) -> tuple[Where, ...]:
    """Every place that any record has, those of most articles first."""
    said: defaultdict[str, list[OutageRecord]] = defaultdict(list)
    for record in records:
        for place in record.scope:
            said[place.id].append(record)
    return tuple(Where(id=place, records=ids(said[place])) for place in _most_first(said))


def _most_first(said: dict[str, list[OutageRecord]]) -> list[str]:
    return sorted(said, key=lambda key: (-articles(said[key]), key))


def _news(records: Records) -> Records:
    """The records that are the news of their article, where there are any."""
    return [record for record in records if record.primary] or records


# --- start and end ------------------------------------------------------------------------


def _moment(told: list[tuple[OutageRecord, Moment]], tz: str, name: str) -> When | None:
    """The finest of the moments that at least half as many articles agree with as with any."""
    if not told:
        return None
    said: dict[tuple[Interval, bool], list[tuple[OutageRecord, Moment]]] = {}
    for record, moment in told:
        said.setdefault((interval(moment), moment.approximate), []).append((record, moment))
    agreed = {
        key: [r for pairs in said.values() if agree(moment, pairs[0][1]) for r, _ in pairs]
        for key, ((_, moment), *_) in said.items()
    }
    most = max(articles(records) for records in agreed.values())
    best = max(
        (key for key in said if 2 * articles(agreed[key]) >= most),
        key=lambda key: (
            -_coarseness(key[0]),
            articles(record for record, _ in said[key]),
            articles(agreed[key]),
            not key[1],
            max(order(record) for record, _ in said[key]),
        ),
    )
    record, moment = min(said[best], key=lambda pair: order(pair[0]))
    share = f"{articles(agreed[best])} of {_count(articles(record for record, _ in told))}"
    return _when(
        record, moment, tz, agreed[best], f"the finest that {share} with {name} agree with"
    )


def agree(first: Moment, second: Moment) -> bool:
    """Whether two moments can be one: their intervals meet, or nearly so where hedged."""
    slack = HEDGE if first.approximate or second.approximate else 0
    return interval(first).gap(interval(second)) <= slack


def _coarseness(found: Interval) -> int:
    """0 for a clock time, 1 a part of a day, 2 a day, 3 anything longer."""
    return sum(found.width >= seconds for seconds in (60, 12 * 3_600, 25 * 3_600))


def _when(record: OutageRecord, moment: Moment, tz: str, said: Records, reason: str) -> When:
    value, own = moment.value, record.article.tz
    if ":" in value and own != tz:  # a day or a night of another zone has no name in this one
        there = read_iso(moment.earliest)
        value, own = there.astimezone(zone(tz)).strftime("%Y-%m-%dT%H:%M"), tz
    return When(
        value=value,
        tz=own,
        earliest=moment.earliest,
        latest=moment.latest,
        approximate=moment.approximate,
        records=ids(said),
        reason=reason,
    )


def _share(said: Records, records: Records) -> str:
    return f"told by {articles(said)} of {_count(articles(records))}"


def _count(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"


def stated_bounds(length: Duration | None) -> tuple[float, float] | None:
    """Shortest and longest stated length in seconds; a hedged one has a quarter of slack."""
    if length is None or length.stated is None:
        return None
    found = durations.bounds(length.stated)
    if found is None or not length.approximate:
        return found
    return 0.75 * found[0], 1.25 * found[1]
