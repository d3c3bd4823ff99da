"""A record as the linking sees it: what failed, when it was down, where; all else left out.

Times become whole seconds of UTC, so that two zones compare. What a record leaves unsaid
is bounded by what must hold: news of something down was written while it was down.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from bibhrat import durations
from bibhrat.article import read_iso, zone
from bibhrat.catalogue import catalogue
from bibhrat.lexicon import load
from bibhrat.places import country_of
from bibhrat.record import OutageRecord

HOUR, DAY = 3_600, 86_400
WEEK = 7 * DAY
#: How long before its publication the news of an article can have begun where it says nothing.
#: On the train split 98 % of primary events with a start began within three days.
_FRESH = 3 * DAY
#: How long what was down at publication is taken to stay down.
_GOES_ON = DAY
#: A start coarser than this is no date: "২০২১ সালে", "গত অক্টোবরে".
VAGUE = 2 * WEEK


class Interval(NamedTuple):
    """First and last second, UTC."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """Seconds between its ends."""
        return self.last - self.first

    def gap(self, other: "Interval") -> int:
        """Seconds between two intervals, 0 where they touch.

        >>> Interval(0, 10).gap(Interval(25, 30)), Interval(0, 10).gap(Interval(5, 30))
        (15, 0)
        """
        return max(self.first - other.last, other.first - self.last, 0)


@dataclass(frozen=True, slots=True)
class View:
    """What two records are compared by.

    Attributes:
        id, article: of the record and its article.
        primary: whether it is the article's news.
        published: UTC second, None where unknown.
        brands: affected services that have a name of their own, ids.
        unlisted: those of them that no catalogue has; their ids are made from what is written.
        plain: affected services without one ("internet"), ids.
        operators: who runs them.
        kin: families of services that they belong to; plain_kin: those of the plain ones.
        type, cause: of the event.
        ordered: an authority had it shut down.
        start, end: as said; None where unsaid or without a date.
        active: when it was down, as far as known; None where nothing says.
        stated: shortest and longest length in seconds as said, or None.
        countries: ISO codes; empty where unsaid or global.
        places: places inside countries.
    """

    id: str
    article: str
    primary: bool
    published: int | None
    brands: frozenset[str]
    unlisted: frozenset[str]
    plain: frozenset[str]
    operators: frozenset[str]
    kin: frozenset[str]
    plain_kin: frozenset[str]
    type: str
    cause: str | None
    ordered: bool
    start: Interval | None
    end: Interval | None
    active: Interval | None
    stated: tuple[float, float] | None
    countries: frozenset[str]
    places: frozenset[str]

    @property
    def vague(self) -> bool:
        """Whether nothing dates it to within two weeks."""
        if self.active is None:
            return True
        return self.start is not None and self.start.width > VAGUE


def view(record: OutageRecord) -> View:
    """What linking needs of a record.

    Raises:
        ValueError: a time of the record cannot be read.
    """
    ids = frozenset(service.id for service in record.services)
    plain = frozenset(i for i in ids if _plain(i))
    start = interval(record.start) if record.start is not None else None
    end = interval(record.end) if record.end is not None else None
    published = published_second(record)
    if start and published and start.first > published + DAY and record.event.status != "scheduled":
        start = None  # what is told as come to pass has not begun after the telling
    stated = record.duration.stated if record.duration else None
    cause = record.cause.category if record.cause else None
    ordered = record.event.type == "shutdown" or cause == "government_order"
    places = frozenset(place.id for place in record.scope if place.id != "global")
    countries = {place.partition(":")[0] for place in places}
    if ordered and not record.scope and (home := country_of(record.article.tz)) is not None:
        countries = {home}  # an order that names no country is one of the reader's own
    return View(
        id=record.id,
        article=record.article.id,
        primary=record.primary,
        published=published,
        brands=ids - plain,
        unlisted=frozenset(s.id for s in record.services if not s.in_catalogue),
        plain=plain,
        operators=frozenset(o for s in record.services for o in (s.operator, _owner(s.id)) if o),
        kin=_kin(ids),
        plain_kin=_kin(plain),
        type=record.event.type,
        cause=cause,
        ordered=ordered,
        start=start,
        end=end,
        active=_active(record, start, end, published),
        stated=durations.bounds(stated) if stated else None,
        countries=frozenset(countries),
        places=frozenset(place for place in places if ":" in place),
    )


def published_second(record: OutageRecord) -> int | None:
    """Publication in UTC seconds; noon of the day where only the day is known."""
    text = record.article.published_at
    return None if text is None else _second(text, record.article.tz)


@lru_cache(maxsize=1 << 16)
def _second(text: str, tz: str | None = None) -> int:
    """An ISO 8601 instant, or noon of a day in a zone, in UTC seconds.

    Raises:
        ValueError: it is neither.
    """
    moment = read_iso(text)
    if moment.tzinfo is None:
        moment = (moment + timedelta(hours=12)).replace(tzinfo=zone(tz or "UTC"))
    return int(moment.timestamp())


class _Bounded(Protocol):
    """Anything with an earliest and a latest instant, ISO 8601 with offset."""

    @property
    def earliest(self) -> str: ...
    @property
    def latest(self) -> str: ...


def interval(moment: _Bounded) -> Interval:
    """The seconds that a start or an end can mean.

    Raises:
        ValueError: one of its instants cannot be read.
    """
    first, last = _second(moment.earliest), _second(moment.latest)
    return Interval(first, max(first, last))


def _active(
    record: OutageRecord, start: Interval | None, end: Interval | None, published: int | None
) -> Interval | None:
    """From the first second that it can have been down to the last one known of."""
    stated = record.duration.stated if record.duration else None
    lengths = durations.bounds(stated) if stated else None
    length = int(lengths[1]) if lengths else 0
    running = record.event.status in ("ongoing", "partial")
    if start is not None:
        last = start.last + length
        if end is not None:
            last = end.last
        elif running and published is not None:
            last = max(last, published + _GOES_ON)
        return Interval(start.first, max(start.last, last))
    if end is not None:
        return Interval(end.first - (length or DAY), end.last)
    if published is None or not (record.primary or running):
        return None
    if record.event.status == "scheduled":
        return Interval(published, published + WEEK)
    return Interval(published - max(length, _FRESH if record.primary else DAY), published)


def _kind(identity: str) -> str | None:
    known = catalogue().by_id.get(identity)
    return known.kind if known is not None else None


def _plain(identity: str) -> bool:
    """Whether an id stands for a plain word: the net, the operators, a cable without a name."""
    return _kind(identity) == "generic" or any(identity in ids for ids, _ in _families().values())


@cache
def _families() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        name: (frozenset(family["ids"]), frozenset(family["kinds"]))
        for name, family in load("incidents")["kin"].items()
    }


def _owner(identity: str) -> str | None:
    """The institution whose id a service's id begins with: dutch-bangla-bank of …-bank-atm."""
    parts = identity.split("-")
    heads = ("-".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    return next((head for head in heads if head in catalogue().by_id), None)


def _kin(ids: frozenset[str]) -> frozenset[str]:
    return frozenset(family for i in ids if (family := _family(i)) is not None)


def _family(identity: str) -> str | None:
    kind = _kind(identity)
    for name, (ids, kinds) in _families().items():
        if identity in ids or kind in kinds:
            return name
    return None
