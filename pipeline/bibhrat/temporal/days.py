"""Which day, month, year or week an expression names.

What is written is filled up only with the publication date, the day that the story is at, the
verb's tense and a weekday beside the date; without a publication date the unknown stays X.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bibhrat.temporal.bangla_calendar import to_gregorian
from bibhrat.temporal.values import Reading, month_days, shift_months
from bibhrat.temporal.written import Written

_BANGLA_EPOCH = 593
_STORY_RELATIVE = ("preceding", "following", "same")
_MAX_YEAR = 9000
# A date this close to the publication keeps its year even where the weekday beside it clashes.
_TYPING_ERROR = 45


@dataclass(frozen=True, slots=True)
class Publication:
    """When and where the text came out; `moment` is None where only the day is known."""

    day: date | None
    moment: datetime | None
    zone: ZoneInfo
    tz: str


@dataclass(slots=True)
class Named:
    """A day or a longer period, as far as it is known."""

    value: str
    day: date | None = None
    first: date | None = None
    last: date | None = None
    anchor: str | None = None
    rules: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Value:
    """What one expression means."""

    type: str
    value: str
    named: Named | None = None
    moment: datetime | None = None  # local, naive: the clock time that it is
    clock: Reading | None = None  # where no day is known
    first: datetime | None = None
    last: datetime | None = None
    anchor: str | None = None
    rules: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def one_day(day: date, anchor: str | None, *rules: str) -> Named:
    """A known day."""
    return Named(day.isoformat(), day, day, day, anchor, list(rules))


def nearest(
    candidate: Callable[[int], date | None],
    about: date,
    tense: str | None,
    weekday: int | None,
    modifier: str | None,
    *,
    whole: bool = False,
) -> tuple[date, list[str]] | None:
    """The date, of those in the years around, that fits the publication best.

    A weekday beside it decides first, then গত and আগামী, then the tense, then distance.
    `whole` says that the dates stand for their months, so that the one now is neither.
    """
    days = [d for y in range(about.year - 1, about.year + 2) if (d := candidate(y)) is not None]
    if not days:
        days = [d for y in range(about.year - 8, about.year + 9) if (d := candidate(y)) is not None]
        if not days:
            return None
    best = min(days, key=lambda d: abs(d - about))
    if weekday is not None and abs((best - about).days) > _TYPING_ERROR:
        agreeing = [d for d in days if d.isoweekday() == weekday]
        if agreeing:
            return min(agreeing, key=lambda d: abs(d - about)), ["weekday-agrees"]
    if modifier == "last":
        past = [d for d in days if d < about or (d == about and not whole)]
        if past:
            return max(past), ["year-of-last"]
    if modifier == "next":
        # Written the evening before, put online after midnight: আগামী ১৬ ডিসেম্বর is today.
        coming = [d for d in days if d > about or (d == about and not whole)]
        if coming:
            return min(coming), ["year-of-next"]
    if tense == "past" and best > about and (best - about).days > 75:
        past = [d for d in days if d <= about]
        if past:
            return max(past), ["year-by-past-tense"]
    if tense == "future" and best < about and (about - best).days > 60:
        coming = [d for d in days if d >= about]
        if coming:
            return min(coming), ["year-by-future-tense"]
    return best, ["year-nearest"]


def gregorian(w: Written, year: int, tz: str) -> date | None:
    """The written day and month in a given year (of the written calendar)."""
    day = w.day or 1
    if w.bangla_month is not None and w.edge == "last":
        following = divmod(w.bangla_month, 12)
        first = to_gregorian(year + following[0], following[1] + 1, 1, tz)
        return first - timedelta(days=1) if first is not None else None
    if w.bangla_month is not None:
        return to_gregorian(year, w.bangla_month, day, tz)
    if w.month is None or not 1 <= year <= _MAX_YEAR:
        return None
    try:
        return date(year, w.month, day)
    except ValueError:
        return None


def is_possible(month: int, day: int) -> bool:
    """Whether some year has the day: 29 February, but no 31 November."""
    return day <= month_days(2024, month)[1].day


def no_such_date(original: str) -> str:
    """The warning for a date that cannot be."""
    return f"no such date: {original}"


def full_date(
    w: Written, pub: Publication, tense: str | None, year_hint: int | None, original: str
) -> Named:
    """A day with its month, in whatever year fits."""
    if w.bangla_month is not None:
        return _bangla_date(w, pub, tense)
    month, day = w.month or 1, w.day or 1
    year = w.year
    rules = ["date"]
    warnings: list[str] = []
    anchor: str | None = None
    found: date | None = None
    if year is not None:
        found = gregorian(w, year, pub.tz)
    elif year_hint is not None:
        found = gregorian(w, year_hint, pub.tz)
        anchor = "named-day"
        rules.append("year-of-neighbour")
    elif pub.day is not None:
        best = nearest(
            lambda y: gregorian(w, y, pub.tz), pub.day, tense, w.weekday, w.date_modifier
        )
        anchor = "publication"
        if best is not None:
            found = best[0]
            rules += best[1]
    if found is None:
        known = year or year_hint or (pub.day.year if pub.day else None)
        if known is None and is_possible(month, day):
            return Named(f"XXXX-{month:02d}-{day:02d}", rules=rules)
        warnings.append(no_such_date(original))
        head = f"{known:04d}" if known is not None and year is not None else "XXXX"
        return Named(f"{head}-{month:02d}", rules=["no-such-date"], warnings=warnings)
    named = one_day(found, anchor, *rules)
    _check_weekday(w, named, original)
    return named


def _bangla_date(w: Written, pub: Publication, tense: str | None) -> Named:
    year = w.bangla_year
    found: date | None = None
    anchor: str | None = None
    if year is not None:
        found = gregorian(w, year, pub.tz)
    elif w.year is not None:
        both = (gregorian(w, w.year - _BANGLA_EPOCH - by, pub.tz) for by in (0, 1))
        found = next((day for day in both if day is not None and day.year == w.year), None)
    elif pub.day is not None:
        best = nearest(
            lambda y: gregorian(w, y - _BANGLA_EPOCH, pub.tz), pub.day, tense, w.weekday, None
        )
        anchor = "publication"
        found = best[0] if best else None
    else:
        found = None
    if found is None:
        if year is None and pub.day is None:
            return Named("XXXX-XX-XX", rules=["bangla-calendar"])
        value = f"{year + _BANGLA_EPOCH:04d}" if year is not None else "XXXX"
        return Named(
            value, rules=["no-such-date"], warnings=["no such date in the Bangla calendar"]
        )
    named = one_day(found, anchor, "bangla-calendar")
    _check_weekday(w, named, "")
    return named


_NAMES = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রোববার")


def _check_weekday(w: Written, named: Named, original: str) -> None:
    if w.weekday is None or named.day is None:
        return
    if named.day.isoweekday() == w.weekday:
        if "weekday-agrees" not in named.rules:
            named.rules.append("weekday-agrees")
        return
    is_day = _NAMES[named.day.isoweekday() - 1]
    named.rules.append("date-over-weekday")
    named.warnings.append(
        f"weekday-clash: {named.value} is {is_day}, the text says {_NAMES[w.weekday - 1]}"
    )


def weekday_day(w: Written, base: date, tense: str | None, *, story: bool) -> Named:
    """A weekday counted from a day: the last one, the coming one, by গত, আগামী or the verb."""
    assert w.weekday is not None
    back = (base.isoweekday() - w.weekday) % 7
    anchor = "named-day" if story else "publication"
    modifier = w.weekday_modifier
    if modifier in ("last", "preceding"):
        return one_day(base - timedelta(days=back or 7), anchor, "weekday-last")
    ahead = (7 - back) % 7
    if modifier in ("next", "following"):
        return one_day(base + timedelta(days=ahead or 7), anchor, "weekday-next")
    if tense == "future" and modifier != "same":
        return one_day(base + timedelta(days=ahead), anchor, "weekday-coming")
    return one_day(base - timedelta(days=back), anchor, "weekday-past")


def day_of_month(w: Written, about: date, tense: str | None) -> date | None:
    """১২ তারিখ: the nearest month that has the day and fits the tense."""
    assert w.day is not None
    found: list[date] = []
    for by in (-2, -1, 0, 1, 2):
        year, month = shift_months(about.year, about.month, by)
        try:
            found.append(date(year, month, w.day))
        except ValueError:
            continue
    if tense == "future":
        coming = [d for d in found if d >= about]
        return min(coming) if coming else None
    past = [d for d in found if d <= about]
    if tense == "past" and past:
        return max(past)
    return min(found, key=lambda d: abs(d - about)) if found else None


def is_story_relative(modifier: str | None) -> bool:
    """Whether a modifier points into the story and not at the publication."""
    return modifier in _STORY_RELATIVE
