"""Days of the year that go by a name: বিজয় দিবসের সকালে, বড়দিনের আগের রাতে."""

from datetime import date, timedelta

from bibhrat.lexicon import load
from bibhrat.temporal.neighbours import word_before
from bibhrat.text import fold

_data = load("temporal/calendar")["named_days"]
Dates = str | dict[str, str]
_OF_THE_DAY: dict[str, Dates] = {fold(w).text: d for w, d in _data["of_the_day"].items()}
_ALONE: dict[str, Dates] = {fold(w).text: d for w, d in _data["alone"].items()}
_UNDATED = frozenset(fold(w).text for w in _data["undated"]["words"])
_NEAR = timedelta(days=45)
Feast = tuple[str | None, int, tuple[date, ...]]
_FEASTS: dict[str, Feast] = {
    fold(name).text: (f.get("zone"), offset, tuple(map(date.fromisoformat, f["days"])))
    for f in load("temporal/calendar")["feasts"].values()
    for name, offset in f["names"].items()
}
_OF_DAY = fold("দিবসের").text
_INDIA = ("Asia/Kolkata", "Asia/Calcutta")


def named_day_before(text: str, start: int) -> tuple[int, Dates] | None:
    """Where the name of a day begins that stands right before `start`, and its dates by zone.

    >>> named_day_before(fold("আজ বিজয় দিবসের সকালে").text, 15)
    (3, '12-16')
    """
    if text[start - 1 : start] != " ":
        return None
    last = word_before(text, start)
    begin = start - 1 - len(last)
    if last in _ALONE and text.startswith(last, begin):
        return begin, _ALONE[last]
    if last != _OF_DAY or not text.startswith(last, begin):
        return None
    name = word_before(text, begin)
    begin -= 1 + len(name)
    if name not in _OF_THE_DAY or not text.startswith(name, begin):
        return None
    return begin, _OF_THE_DAY[name]


def undated_day_before(text: str, start: int) -> int | None:
    """Where the name of a day begins that stands right before `start`, its date not known by it.

    >>> undated_day_before(fold("আজ ভোটের রাতে").text, 9)
    3
    """
    if text[start - 1 : start] != " ":
        return None
    last = word_before(text, start)
    begin = start - 1 - len(last)
    return begin if last in _UNDATED and text.startswith(last, begin) else None


def feast_day(name: str, about: date, tz: str) -> date | None:
    """The day of a feast that follows the moon, where one of its days is near a date.

    >>> feast_day(fold("অষ্টমীর").text, date(2022, 9, 30), "Asia/Kolkata")
    datetime.date(2022, 10, 3)
    """
    zone, offset, days = _FEASTS.get(name, (None, 0, ()))
    if zone is not None and zone != tz:
        return None
    moved = [day + timedelta(days=offset) for day in days]
    best = min(moved, key=lambda day: abs(day - about), default=None)
    return best if best is not None and abs(best - about) <= _NEAR else None


def is_feast(name: str) -> bool:
    """Whether a word is the genitive of a feast whose days are listed."""
    return name in _FEASTS


def month_and_day(dates: Dates, tz: str) -> tuple[int, int]:
    """The month and day of a named day for an outlet of a zone."""
    if isinstance(dates, dict):
        dates = dates["Asia/Kolkata" if tz in _INDIA else "Asia/Dhaka"]
    month, _, day = dates.partition("-")
    return int(month), int(day)
