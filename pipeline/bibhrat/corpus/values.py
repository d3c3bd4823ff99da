"""TIMEX3 values of the labelling guide: form, existence, type and the time that they cover.

Kept apart from `bibhrat.temporal` on purpose: labels are judged without the tagger that is
judged by them.
"""

import re
from datetime import date, datetime, time, timedelta

_PART = "T(?:DW|MO|MI|AF|EV|NI)"
_CLOCK = r"T\d\d:\d\d(?::\d\d)?"
_POINT = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:{_CLOCK}|{_PART})?|\d{{4}}-W\d\d|\d{{4}}-\d\d|\d{{4}}-Q\d"
    rf"|\d{{4}}(?:/\d{{4}})?|\d{{3}}|(?:PAST|PRESENT|FUTURE)_REF|{_CLOCK}|{_PART}"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_LENGTH = (
    rf"P(?=[\dXT])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[\dX])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
_DURATION = re.compile(rf"{_LENGTH}(?:/{_LENGTH})?")
_SET = re.compile(
    rf"{_LENGTH}|XXXX-(?:\d\d|XX)-(?:\d\d|XX)(?:{_CLOCK}|{_PART})?"
    rf"|XXXX-WXX-[1-7](?:{_CLOCK}|{_PART})?"
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

#: First hour and length of each part of the day, as wide as newsrooms use the words.
PARTS = {
    "DW": (3, 4), "MO": (5, 8), "MI": (11, 5), "AF": (14, 5), "EV": (17, 4), "NI": (18, 11),
}  # fmt: skip
_SECOND = timedelta(seconds=1)


def is_point(value: str) -> bool:
    """Whether a value has the form of a DATE or TIME.

    >>> is_point("2024-03-05TNI"), is_point("2024-3-5")
    (True, False)
    """
    return _POINT.fullmatch(value) is not None


def is_duration(value: str) -> bool:
    """Whether a value has the form of a DURATION.

    >>> is_duration("PT3H/PT4H"), is_duration("PT")
    (True, False)
    """
    return _DURATION.fullmatch(value) is not None


def is_set(value: str) -> bool:
    """Whether a value has the form of a SET."""
    return _SET.fullmatch(value) is not None


def type_of(value: str, *, recurring: bool = False) -> str:
    """The TIMEX3 type that a value has by its form.

    >>> type_of("PT40M"), type_of("2024-03-05T21:00"), type_of("PAST_REF")
    ('DURATION', 'TIME', 'DATE')
    """
    if recurring:
        return "SET"
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def well_formed(value: str, type_: str) -> bool:
    """Whether a value has a form that its type allows."""
    if type_ == "SET":
        return is_set(value)
    return is_duration(value) if type_ == "DURATION" else is_point(value)


def amounts(value: str) -> set[str]:
    """Numbers with their units of a duration; months are "mo", so that minutes are apart.

    >>> sorted(amounts("P2MT3H/PT40M"))
    ['2mo', '3H', '40M']
    """
    found: set[str] = set()
    for length in value.split("/"):
        days, _, hours = length.removeprefix("P").partition("T")
        found |= {match.replace("M", "mo") for match in re.findall(r"[\d.]+[YMWD]", days)}
        found |= set(re.findall(r"[\d.]+[HMS]", hours))
    return found


def missing_part(value: str) -> str | None:
    """What of a well-formed value does not exist: "day", "month", "week", "clock", or None.

    >>> missing_part("2023-02-29"), missing_part("2024-02-29T24:10")
    ('day', 'clock')
    """
    return _missing_clock(value) or _missing_date(value)


def _missing_clock(value: str) -> str | None:
    match = re.search(r"T(\d\d):(\d\d)(?::(\d\d))?$", value)
    if match is None:
        return None
    hour, minute, second = (int(group or 0) for group in match.groups())
    return None if hour < 24 and minute < 60 and second < 60 else "clock"


def _missing_date(value: str) -> str | None:
    if value.startswith("0000"):
        return "year"
    if match := _DAY.match(value):
        try:
            date(*map(int, match.groups()))
        except ValueError:
            return "day"
    elif match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        try:
            date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return "week"
    elif match := re.fullmatch(r"\d{4}-(\d\d)", value):
        return None if 1 <= int(match[1]) <= 12 else "month"
    elif match := re.fullmatch(r"\d{4}-Q(\d)", value):
        return None if 1 <= int(match[1]) <= 4 else "quarter"
    return None


def day_of(value: str) -> date | None:
    """The day of a value that has one; None otherwise, also where the day does not exist."""
    match = _DAY.match(value)
    if match is None or _missing_date(value):
        return None
    return date(*map(int, match.groups()))


def clock_of(value: str) -> tuple[int, int] | None:
    """Hour and minute of a value that has them."""
    match = re.search(r"T(\d\d):(\d\d)", value)
    return (int(match[1]), int(match[2])) if match else None


def part_of(value: str) -> str | None:
    """Code of the part of the day of a value: "NI" of 2024-03-05TNI."""
    match = re.search(rf"{_PART}$", value)
    return match.group()[1:] if match else None


def covered(value: str) -> tuple[datetime, datetime] | None:
    """First and last second, local time, that a point can mean; None where it has no date.

    >>> covered("2024-02")
    (datetime.datetime(2024, 2, 1, 0, 0), datetime.datetime(2024, 2, 29, 23, 59, 59))
    """
    if not is_point(value) or missing_part(value):
        return None
    try:
        return _covered(value)
    except (ValueError, OverflowError):  # the calendar of `datetime` ends with the year 9999
        return None


def _covered(value: str) -> tuple[datetime, datetime] | None:
    day = day_of(value)
    if day is not None:
        return _covered_on(day, value)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return _days(monday, monday + timedelta(days=7))
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
    if match := re.fullmatch(r"(\d{4})(?:/(\d{4}))?", value):
        first, last = int(match[1]), int(match[2] or match[1])
        return _days(date(first, 1, 1), date(last + 1, 1, 1)) if first <= last else None
    if re.fullmatch(r"\d{3}", value):
        return _days(date(int(value) * 10, 1, 1), date(int(value) * 10 + 10, 1, 1))
    return None


def _covered_on(day: date, value: str) -> tuple[datetime, datetime]:
    if clock := clock_of(value):
        begin = datetime.combine(day, time(*clock))
        return begin, begin + timedelta(minutes=1) - _SECOND
    if part := part_of(value):
        hour, length = PARTS[part]
        begin = datetime.combine(day, time(hour))
        return begin, begin + timedelta(hours=length) - _SECOND
    return _days(day, day + timedelta(days=1))


def _months(year: int, month: int, count: int) -> tuple[datetime, datetime]:
    after = year * 12 + month - 1 + count
    return _days(date(year, month, 1), date(after // 12, after % 12 + 1, 1))


def _days(first: date, after: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time()), datetime.combine(after, time()) - _SECOND
