"""TIMEX3 values and the instants that they cover.

A `Place` is a day as far as it is known (a date, or a pattern with X) and, optionally, a
clock or a part of the day on it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from bibhrat.lexicon import load

_CLOCK = load("temporal/clock")["dayparts"]
CODES: dict[str, str] = {name: entry["code"] for name, entry in _CLOCK.items()}
CODES["first_hour"] = "TNI"

#: First hour and length in hours of each part of the day; the night runs into the next date.
SPANS: dict[str, tuple[int, int]] = {
    "TDW": (4, 2), "TMO": (6, 6), "TMI": (12, 3), "TAF": (15, 3), "TEV": (18, 2), "TNI": (20, 8),
}  # fmt: skip
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """An hour of the 24-hour clock, and whether it is on the date after the named one."""

    hour: int
    minute: int
    second: int | None = None
    next_day: bool = False


def read_clock(  # noqa: PLR0911 - one branch a shape
    hour: float, minute: int | None, second: int | None, part: str | None, half: str | None
) -> Reading | None:
    """What an hour means in its part of the day; None where it can be either half.

    >>> read_clock(9.5, None, None, "night", None)
    Reading(hour=21, minute=30, second=None, next_day=False)
    >>> read_clock(12, 5, None, "night", None)
    Reading(hour=0, minute=5, second=None, next_day=True)
    """
    whole = int(hour)
    minutes = minute if minute is not None else int((hour - whole) * 60)
    if whole == 24:
        return Reading(0, minutes, second, True)
    if half is not None:
        whole = whole % 12 + (12 if half == "pm" and part is None else 0)
        if half == "pm" and part is not None:
            whole += 12
        return Reading(whole, minutes, second)
    if whole > 12:
        return Reading(whole, minutes, second)
    if part in ("night", "midnight"):
        if whole in (0, 12):
            return Reading(0, minutes, second, True)
        if whole < 5:
            return Reading(whole, minutes, second, True)
        return Reading(whole + 12, minutes, second)
    if part == "first_hour":
        return Reading(whole % 12, minutes, second)
    if part in ("dawn", "morning"):
        return Reading(whole if whole < 12 or part == "morning" else 0, minutes, second)
    if part == "forenoon":
        return Reading(whole + 12 if whole < 6 else whole, minutes, second)
    if part == "noon":
        return Reading(whole + 12 if whole < 9 else whole, minutes, second)
    if part in ("afternoon", "evening"):
        return Reading(whole + 12 if whole < 12 else 12, minutes, second)
    return None


def both_halves(hour: float, minute: int | None, second: int | None) -> tuple[Reading, Reading]:
    """The two readings of an hour with no part of day, the earlier first."""
    whole = int(hour)
    minutes = minute if minute is not None else int((hour - whole) * 60)
    return Reading(whole % 12, minutes, second), Reading(whole % 12 + 12, minutes, second)


def clock_value(reading: Reading) -> str:
    """ "21:30", with seconds only where they are written."""
    tail = f":{reading.second:02d}" if reading.second is not None else ""
    return f"{reading.hour:02d}:{reading.minute:02d}{tail}"


def day_span(first: date, last: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the first second of one day to the last of another."""
    begin = datetime.combine(first, time(), zone)
    return begin, datetime.combine(last, time(23, 59, 59), zone)


def part_span(day: date, code: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants that a part of the day covers, TNI 20:00 to 03:59:59."""
    hour, length = SPANS[code]
    begin = datetime.combine(day, time(hour))
    end = begin + timedelta(hours=length) - _SECOND
    return begin.replace(tzinfo=zone), end.replace(tzinfo=zone)


def week_value(day: date) -> str:
    """ISO week of a day, "2024-W10"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_days(day: date) -> tuple[date, date]:
    """Monday and Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(days=1)


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """A month `by` months later."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1
