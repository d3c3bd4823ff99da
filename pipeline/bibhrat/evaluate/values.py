"""TIMEX3 values as intervals and precisions, read apart from the tagger that is judged.

A value goes in; out comes the interval of local time that it stands for, or how fine it is.
Parts of the day are those of docs/evaluation.md; the night runs into the next date.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from bibhrat import durations


class Precision(IntEnum):
    """How fine a value is; a larger number is finer."""

    YEAR = 1
    QUARTER = 2
    MONTH = 3
    WEEK = 4
    DAY = 5
    PART = 6
    MINUTE = 7
    SECOND = 8


#: First hour and length in hours of the parts of the day.
PARTS = {
    "TDW": (4, 2), "TMO": (6, 6), "TMI": (12, 3), "TAF": (15, 3), "TEV": (18, 2), "TNI": (20, 8),
}  # fmt: skip

_FORMS = (
    (Precision.SECOND, re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")),
    (Precision.MINUTE, re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)")),
    (Precision.PART, re.compile(r"(\d{4})-(\d\d)-(\d\d)(T[A-Z]{2})")),
    (Precision.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    (Precision.WEEK, re.compile(r"(\d{4})-W(\d\d)")),
    (Precision.MONTH, re.compile(r"(\d{4})-(\d\d)")),
    (Precision.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (Precision.YEAR, re.compile(r"(\d{4})")),
)
_SECOND = timedelta(seconds=1)
Interval = tuple[datetime, datetime]


def read(value: str) -> tuple[Precision, Interval] | None:
    """Precision and interval of a value; None where it has X, no date, or another form.

    The interval is naive local time, both ends inclusive to the second.

    >>> precision, (first, last) = read("2024-03-05TNI")
    >>> precision.name, str(first), str(last)
    ('PART', '2024-03-05 20:00:00', '2024-03-06 03:59:59')
    """
    for precision, form in _FORMS:
        match = form.fullmatch(value)
        if match is not None:
            try:
                return precision, _interval(precision, match.groups())
            except (ValueError, KeyError, OverflowError):
                return None
    return None


def _interval(precision: Precision, groups: tuple[str, ...]) -> Interval:
    if precision is Precision.PART:
        hour, length = PARTS[groups[3]]
        first = datetime.combine(date(*map(int, groups[:3])), time(hour))
        return first, first + timedelta(hours=length) - _SECOND
    numbers = [int(group) for group in groups]
    if precision >= Precision.MINUTE:
        moment = datetime(*numbers)  # type: ignore[arg-type]
        return moment, moment
    if precision is Precision.DAY:
        first_day, following = date(*numbers), date(*numbers) + timedelta(days=1)
    elif precision is Precision.WEEK:
        first_day = date.fromisocalendar(numbers[0], numbers[1], 1)
        following = first_day + timedelta(days=7)
    elif precision is Precision.YEAR:
        first_day, following = date(numbers[0], 1, 1), date(numbers[0] + 1, 1, 1)
    else:
        length = 3 if precision is Precision.QUARTER else 1
        month = 3 * numbers[1] - 2 if precision is Precision.QUARTER else numbers[1]
        first_day = date(numbers[0], month, 1)
        ahead = month - 1 + length
        following = date(numbers[0] + ahead // 12, ahead % 12 + 1, 1)
    return datetime.combine(first_day, time()), datetime.combine(following, time()) - _SECOND


def moment(value: str | None) -> datetime | None:
    """The instant of a value with clock precision, else None."""
    found = read(value) if value is not None else None
    if found is None or found[0] < Precision.MINUTE:
        return None
    return found[1][0]


def overlap(first: Interval, second: Interval) -> float:
    """Intersection over union of two inclusive intervals, 0 to 1.

    >>> a = datetime(2024, 3, 5, 21), datetime(2024, 3, 5, 22)
    >>> round(overlap(a, (datetime(2024, 3, 5, 21, 30), datetime(2024, 3, 5, 22, 30))), 2)
    0.33
    """
    shared = (min(first[1], second[1]) - max(first[0], second[0]) + _SECOND).total_seconds()
    whole = (max(first[1], second[1]) - min(first[0], second[0]) + _SECOND).total_seconds()
    return max(0.0, shared) / whole


def same_duration(first: str, second: str, tolerance: float = 0.0) -> bool:
    """Whether two durations have the same length, or lengths within a share of the first.

    Ranges compare end by end; a vague duration (PTXH) equals only itself.

    >>> same_duration("PT1H", "PT60M"), same_duration("PT1H", "PT55M", 0.1)
    (True, True)
    >>> same_duration("PT3H/PT4H", "PT3H"), same_duration("PTXH", "PTXM")
    (False, False)
    """
    if first == second:
        return True
    ours, theirs = durations.bounds(first), durations.bounds(second)
    if ours is None or theirs is None:
        return False
    # A millisecond of slack, since lengths are floating seconds.
    return all(abs(a - b) <= tolerance * a + 1e-3 for a, b in zip(ours, theirs, strict=True))
