"""Periods longer than a day: গত মাস, চলতি বছর, প্রথম প্রান্তিক, অর্থবছর, দুই বছর আগে."""

from datetime import date, timedelta
from fractions import Fraction

from bibhrat.temporal.bangla_calendar import to_gregorian
from bibhrat.temporal.days import Named, one_day
from bibhrat.temporal.values import month_days, shift_months, week_days, week_value
from bibhrat.temporal.written import Written

_STEP = {"last": -1, "preceding": -1, "next": 1, "following": 1, "this": 0, "same": 0}
_MAX_YEAR = 9000
_INDIA = "Asia/Kolkata"


def period(w: Written, base: date | None, anchor: str, tz: str = "Asia/Dhaka") -> Named:
    """গত মাস, চলতি বছর, আগামী সপ্তাহ, the quarter, month or day inside one."""
    unit, modifier = w.period or "", w.period_modifier or "this"
    step = _STEP.get(modifier, 0)
    if modifier == "new" and base is not None:
        step = _new(base, fiscal_begin(tz) if unit == "fiscal" else 1)
    rule = f"{unit}-{modifier}"
    if base is None:
        return _unknown_period(w, unit, rule)
    if unit == "week":
        return _in_week(w, base + timedelta(days=7 * step), anchor, rule, tz)
    if unit == "month":
        year, month = shift_months(base.year, base.month, step)
        return _in_month(w, year, month, anchor, rule)
    if unit == "decade":
        decade = base.year // 10 + step
        return Named(str(decade), None, date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31),
                     anchor, [rule])  # fmt: skip
    if unit == "century":
        century = base.year // 100 + step
        return Named(str(century), anchor=anchor, rules=[rule])
    if unit == "fiscal":
        begins = fiscal_begin(tz)
        start = base.year - (base.month < begins) + step
        if w.month is not None:  # চলতি অর্থবছরের জুলাই
            return in_year(w, start + (w.month < begins), anchor, rule)
        named = fiscal_year(start, anchor, rule, begins)
        return _edge(w, named) if w.edge else named
    return in_year(w, base.year + step, anchor, rule)


def _in_week(w: Written, base: date, anchor: str, rule: str, tz: str) -> Named:
    """A week or a day of it; it begins on Monday in India, on Sunday elsewhere."""
    monday, sunday = week_days(base)
    if w.edge is not None:  # সপ্তাহের প্রথম দিন
        begins = 1 if tz == _INDIA else 7
        first = base - timedelta(days=(base.isoweekday() - begins) % 7)
        day = first if w.edge == "first" else first + timedelta(days=6)
        return one_day(day, anchor, rule, f"{w.edge}-day")
    if w.weekday is not None:
        return one_day(monday + timedelta(days=w.weekday - 1), anchor, rule)
    return Named(week_value(monday), None, monday, sunday, anchor, [rule])


def _new(base: date, begins: int) -> int:
    """Whether the new year is the next one: from three months before it begins."""
    return int((begins - base.month) % 12 in (1, 2, 3))


def _edge(w: Written, named: Named) -> Named:
    """মাসের প্রথম দিন, বছরের শেষ দিন: the first or the last day of a known period."""
    day = named.first if w.edge == "first" else named.last
    if day is None:
        return named
    return one_day(day, named.anchor, *named.rules, f"{w.edge}-day")


def _unknown_period(w: Written, unit: str, rule: str) -> Named:
    patterns = {"week": "XXXX-WXX", "month": "XXXX-XX", "decade": "XXX", "century": "XX"}
    value = patterns.get(unit, "XXXX")
    if unit == "month" and w.day is not None:
        value = f"XXXX-XX-{w.day:02d}"
    elif unit == "year" and w.month is not None:
        value = f"XXXX-{w.month:02d}" + (f"-{w.day:02d}" if w.day is not None else "")
    elif unit == "year" and w.quarter is not None:
        value = f"XXXX-Q{w.quarter}"
    return Named(value, rules=[rule])


def _in_month(w: Written, year: int, month: int, anchor: str | None, rule: str) -> Named:
    first, last = month_days(year, month)
    if w.day is not None:
        if w.day > last.day:
            return Named(f"{year:04d}-{month:02d}", anchor=anchor, rules=["no-such-date"],
                         warnings=[f"no such date: {w.day}"])  # fmt: skip
        return one_day(first + timedelta(days=w.day - 1), anchor, rule)
    if w.week_of_month is not None:
        return _week_in_month(first, last, w.week_of_month, anchor, rule)
    named = Named(f"{year:04d}-{month:02d}", None, first, last, anchor, [rule])
    return _edge(w, named) if w.edge else named


def _week_in_month(first: date, last: date, which: int, anchor: str | None, rule: str) -> Named:
    day = last - timedelta(days=3) if which == 4 else first + timedelta(days=7 * which - 4)
    monday, sunday = week_days(day)
    return Named(week_value(day), None, monday, sunday, anchor, [rule, "week-of-month"])


def in_year(w: Written, year: int, anchor: str | None, rule: str) -> Named:
    """What is named inside a known year: all of it, a quarter, a month, a week of one."""
    if not 1 <= year <= _MAX_YEAR:
        return Named("XXXX", rules=[rule])
    if w.quarter is not None:
        first = date(year, 3 * w.quarter - 2, 1)
        last = month_days(year, 3 * w.quarter)[1]
        return Named(f"{year:04d}-Q{w.quarter}", None, first, last, anchor, [rule, "quarter"])
    if w.month is not None:
        return _in_month(w, year, w.month, anchor, rule)
    named = Named(f"{year:04d}", None, date(year, 1, 1), date(year, 12, 31), anchor, [rule])
    return _edge(w, named) if w.edge else named


def era(w: Written) -> Named:
    """A decade or a century, whose value are its leading figures: 199 or 19."""
    which, length = (w.century, 100) if w.decade is None else (w.decade, 10)
    assert which is not None
    first, last = date(which * length, 1, 1), date(which * length + length - 1, 12, 31)
    return Named(str(which), None, first, last, None, ["decade" if length == 10 else "century"])


def bangla_year(year: int, tz: str) -> Named:
    """A year of the Bangla calendar, by both the years that it lies in: ১৪৩২ is 2025/2026."""
    first, following = to_gregorian(year, 1, 1, tz), to_gregorian(year + 1, 1, 1, tz)
    assert first is not None
    assert following is not None
    value = f"{first.year:04d}/{following.year:04d}"
    return Named(value, None, first, following - timedelta(days=1), None, ["bangla-calendar"])


def fiscal_begin(tz: str) -> int:
    """The month in which the fiscal year of an outlet's country begins: India April, else July."""
    return 4 if tz == _INDIA else 7


def fiscal_year(start: int, anchor: str | None, rule: str, begins: int = 7) -> Named:
    """A fiscal year by both its years: from the first of a month, twelve months long."""
    if not 1 <= start < _MAX_YEAR:
        return Named("XXXX/XXXX", rules=[rule])
    return Named(
        f"{start:04d}/{start + 1:04d}",
        None,
        date(start, begins, 1),
        date(start + 1, begins, 1) - timedelta(days=1),
        anchor,
        [rule],
    )


def ago(amount: Fraction | int | None, unit: str, base: date | None) -> Named:
    """৩ দিন আগে, two years ago: as fine as the unit, a fraction one unit finer."""
    rule = f"{unit}s-ago"
    patterns = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
    if base is None or amount is None:
        return Named("PAST_REF" if amount is None else patterns.get(unit, "XXXX"), rules=[rule])
    count = Fraction(amount)
    try:
        if unit == "day":
            return one_day(base - timedelta(days=int(count)), "publication", rule)
        if unit == "week":
            day = base - timedelta(days=int(count * 7))
            monday, sunday = week_days(day)
            return Named(week_value(day), None, monday, sunday, "publication", [rule])
        months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit] * count
        year, month = shift_months(base.year, base.month, -int(months))
        if year < 1:
            return Named("PAST_REF", rules=[rule])
        if unit == "month" or (unit == "year" and count.denominator > 1):
            first, last = month_days(year, month)
            return Named(f"{year:04d}-{month:02d}", None, first, last, "publication", [rule])
        if unit == "decade":
            return Named(str(year // 10), None, None, None, "publication", [rule])
        return Named(
            f"{year:04d}", None, date(year, 1, 1), date(year, 12, 31), "publication", [rule]
        )
    except (OverflowError, ValueError):
        return Named("PAST_REF", rules=[rule])
