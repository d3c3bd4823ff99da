"""The Bangla calendar, in the three forms that newspapers print.

Bangladesh, from 1426 on: the revision of the Bangla Academy committee that the government
put into force with ৩১ আশ্বিন ১৪২৬ (16 October 2019): বৈশাখ to আশ্বিন have 31 days, ফাল্গুন 29
(30 where its February has 29), the other five 30; the year begins on 14 April.

Bangladesh, before: the Bangla Academy calendar (Shahidullah committee 1966, in official use
since 1987, leap rule of 1995): বৈশাখ to ভাদ্র 31 days, the others 30, ফাল্গুন 31 where its
February has 29. It is used here for every earlier year, although dates before 1987
were printed by the almanacs, which can differ by a day.

West Bengal: the sidereal solar calendar of the almanacs. A month begins on the civil day
after the one (midnight to midnight) in which the sun enters the sign; longitudes are those of
the Surya Siddhanta, in the form of Reingold and Dershowitz, "Calendrical Calculations" (4th ed.,
ch. 20), at the meridian of Kolkata. Limits: the exact sine stands for the book's
sine table, and the special rules of single almanacs (Gupta Press, Bisuddha Siddhanta) are not
modelled, so a month whose sankranti falls near midnight can differ from a printed almanac by a
day.
"""

from calendar import isleap
from datetime import date, timedelta
from functools import lru_cache
from math import asin, degrees, floor, radians, sin

_REFORM = 1426
_NEW = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29, 30)
_OLD = (31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, 30)
_FALGUN = 11
_EPOCH = 593  # Gregorian year in which Bangla year 0 began

_SIDEREAL_YEAR = 365 + 279457 / 1080000
_ANOMALISTIC_YEAR = 1577917828000 / (4320000000 - 387)
_KALI_EPOCH = -1132959  # R.D. of 18 February 3102 BCE (Julian)
_CREATION = _KALI_EPOCH - 1955880000 * _SIDEREAL_YEAR
_KOLKATA_OF_UJJAIN = (88.37 - 75.77) / 360  # days that the sun is earlier there
_ZONES_OF_INDIA = frozenset(("Asia/Kolkata", "Asia/Calcutta"))


def month_length(year: int, month: int) -> int:
    """Days of a month of the Bangladesh calendar.

    >>> month_length(1430, 11), month_length(1431, 11), month_length(1420, 6)
    (30, 29, 30)
    """
    lengths = _NEW if year >= _REFORM else _OLD
    leap = month == _FALGUN and isleap(year + _EPOCH + 1)
    return lengths[month - 1] + leap


def _bangladesh(year: int, month: int, day: int) -> date | None:
    if not 1 <= day <= month_length(year, month):
        return None
    passed = sum(month_length(year, m) for m in range(1, month))
    return date(year + _EPOCH, 4, 14) + timedelta(days=passed + day - 1)


def _mean(moment: float, period: float) -> float:
    turns = (moment - _CREATION) / period
    return 360 * (turns - floor(turns))


def solar_longitude(moment: float) -> float:
    """Sidereal longitude of the sun at a moment (R.D. days, Ujjain), after the Surya Siddhanta."""
    offset = sin(radians(_mean(moment, _ANOMALISTIC_YEAR)))
    size = 14 / 360
    contraction = abs(offset) * size / 42
    equation = degrees(asin(offset * (size - contraction)))
    return (_mean(moment, _SIDEREAL_YEAR) - equation) % 360


@lru_cache(maxsize=4096)
def _month_start(year: int, month: int) -> date:
    """First day of a West Bengal month: the day after the sun enters the sign."""
    target = 30 * (month - 1)
    low = date(year + _EPOCH, 4, 10).toordinal() + 30.4 * (month - 1) - 8
    high = low + 20
    for _ in range(40):
        middle = (low + high) / 2
        if (solar_longitude(middle) - target) % 360 < 180:
            high = middle
        else:
            low = middle
    return date.fromordinal(floor(high + _KOLKATA_OF_UJJAIN) + 1)


def _west_bengal(year: int, month: int, day: int) -> date | None:
    start = _month_start(year, month)
    following = _month_start(year + month // 12, month % 12 + 1)
    found = start + timedelta(days=day - 1)
    return found if day >= 1 and found < following else None


def to_gregorian(year: int, month: int, day: int, tz: str = "Asia/Dhaka") -> date | None:
    """The day that a Bangla date names; None where the month has no such day.

    >>> to_gregorian(1429, 7, 9), to_gregorian(1431, 1, 1, "Asia/Kolkata")
    (datetime.date(2022, 10, 25), datetime.date(2024, 4, 14))
    """
    if not (1 <= month <= 12 and 1 <= year <= 9000):
        return None
    if tz in _ZONES_OF_INDIA:
        return _west_bengal(year, month, day)
    return _bangladesh(year, month, day)


def from_gregorian(day: date, tz: str = "Asia/Dhaka") -> tuple[int, int, int]:
    """Bangla year, month and day of a Gregorian day."""
    year = day.year - _EPOCH
    months = [(year, m) for m in range(12, 0, -1)] + [(year - 1, m) for m in range(12, 0, -1)]
    for y, m in months:
        first = to_gregorian(y, m, 1, tz)
        if first is not None and first <= day:
            return y, m, (day - first).days + 1
    raise ValueError(f"no Bangla date for {day!r}")
