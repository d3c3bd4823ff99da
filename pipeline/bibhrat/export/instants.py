"""Times of a record as instants and days. A value is never made finer than it is."""

import re
from datetime import date, datetime, time, timezone
from typing import Literal

from bibhrat.article import read_iso, zone
from bibhrat.record import Moment, OutageRecord

Precision = Literal["clock", "part", "day", "period"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"T\d\d:\d\d")


def instant(text: str) -> datetime:
    """An ISO 8601 time with offset (or Z).

    Raises:
        ValueError: it is none, has no offset, or lies beyond the years of UTC.

    >>> instant("2024-03-05T21:00:00+06:00") == instant("2024-03-05T15:00:00Z")
    True
    """
    moment = read_iso(text)
    if moment.tzinfo is None:
        raise ValueError(f"no offset in {text!r}")
    try:
        moment.astimezone(timezone.utc)
    except OverflowError:
        raise ValueError(f"no such year in UTC: {text!r}") from None
    return moment


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second.

    >>> utc(instant("2024-03-05T21:00:00+06:00"))
    '2024-03-05T15:00:00Z'
    """
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def precision(moment: Moment) -> Precision:
    """How fine a start or an end is: to the minute, a part of a day, a day, or coarser."""
    day, rest = moment.value[:10], moment.value[10:]
    if not _DAY.fullmatch(day):
        return "period"
    if _CLOCK.match(rest):
        return "clock"
    return "part" if rest else "day"


def first(moment: Moment) -> str:
    """The first instant that a moment can mean, in UTC."""
    return utc(instant(moment.earliest))


def last(moment: Moment) -> str:
    """The last instant that a moment can mean, in UTC."""
    return utc(instant(moment.latest))


def local_day(moment: Moment) -> date | None:
    """The day a moment names, by the article's clock; None where it names none."""
    return None if precision(moment) == "period" else date.fromisoformat(moment.value[:10])


def published(record: OutageRecord) -> datetime | None:
    """When the article came out; the beginning of that day where only the day is known.

    Raises:
        ValueError: neither a day nor a time with offset.
    """
    text = record.article.published_at
    if text is None:
        return None
    if _DAY.fullmatch(text):
        local = zone(record.article.tz)
        return instant(
            datetime.combine(date.fromisoformat(text), time(), local or timezone.utc).isoformat()
        )
    return instant(text)
