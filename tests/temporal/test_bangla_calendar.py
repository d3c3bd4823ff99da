"""The Bangladesh calendar against month starts fixed in the Gregorian year, and known days."""

from datetime import date, timedelta

import pytest

from bibhrat.temporal.bangla_calendar import from_gregorian, to_gregorian

# First day of বৈশাখ … চৈত্র as the Bangla Academy prints them: the leap day falls inside
# ফাল্গুন, so that no start ever moves. An independent way to say the same rule.
NEW_STARTS = (
    (4, 14), (5, 15), (6, 15), (7, 16), (8, 16), (9, 16),
    (10, 17), (11, 16), (12, 16), (1, 15), (2, 14), (3, 15),
)  # fmt: skip
OLD_STARTS = (
    (4, 14), (5, 15), (6, 15), (7, 16), (8, 16), (9, 16),
    (10, 16), (11, 15), (12, 15), (1, 14), (2, 13), (3, 15),
)  # fmt: skip
REFORM = date(2019, 4, 14)


def by_table(day: date) -> tuple[int, int, int]:
    """Bangla year, month and day, by looking up the last month start before the day."""
    starts: list[tuple[date, int, int]] = []
    for year in (day.year - 1, day.year):
        table = NEW_STARTS if date(year, 4, 14) >= REFORM else OLD_STARTS
        for month, (m, d) in enumerate(table, 1):
            starts.append((date(year if m >= 4 else year + 1, m, d), year - 593, month))
    first, year, month = max(s for s in starts if s[0] <= day)
    return year, month, (day - first).days + 1


def test_every_day_from_2010_to_2035() -> None:
    day = date(2010, 1, 1)
    while day <= date(2035, 12, 31):
        year, month, number = by_table(day)
        assert to_gregorian(year, month, number) == day
        assert from_gregorian(day) == (year, month, number)
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("bangla", "day"),
    [
        ((1431, 1, 1), date(2024, 4, 14)),
        ((1430, 11, 8), date(2024, 2, 21)),
        ((1432, 9, 1), date(2025, 12, 16)),
        ((1426, 6, 31), date(2019, 10, 16)),
        ((1426, 7, 1), date(2019, 10, 17)),
        ((1424, 11, 9), date(2018, 2, 21)),
        ((1418, 9, 2), date(2011, 12, 16)),
    ],
)
def test_days_that_are_known(bangla: tuple[int, int, int], day: date) -> None:
    assert to_gregorian(*bangla) == day


@pytest.mark.parametrize(
    ("bangla", "day"),
    [
        ((1426, 1, 1), date(2019, 4, 15)),
        ((1427, 1, 1), date(2020, 4, 14)),
        ((1428, 1, 1), date(2021, 4, 15)),
        ((1430, 1, 1), date(2023, 4, 15)),
        ((1431, 1, 1), date(2024, 4, 14)),
        ((1432, 1, 1), date(2025, 4, 15)),
        ((1430, 1, 25), date(2023, 5, 9)),
        ((1429, 1, 25), date(2022, 5, 9)),
    ],
)
def test_new_years_and_rabindra_jayantis_of_west_bengal(
    bangla: tuple[int, int, int], day: date
) -> None:
    assert to_gregorian(*bangla, "Asia/Kolkata") == day


# Feasts that are kept on the last day of a month, as the public holidays of those years had them.
VISHWAKARMA_PUJAS = ((2017, 17), (2018, 17), (2019, 18), (2021, 17), (2023, 18), (2024, 17))
POUSH_SANKRANTIS = ((2019, 15), (2020, 15), (2021, 14), (2022, 14), (2023, 15), (2024, 15))


@pytest.mark.parametrize(("year", "day"), VISHWAKARMA_PUJAS)
def test_bhadro_of_west_bengal_ends_with_vishwakarma_puja(year: int, day: int) -> None:
    feast = date(year, 9, day)
    assert from_gregorian(feast, "Asia/Kolkata")[1] == 5
    assert from_gregorian(feast + timedelta(days=1), "Asia/Kolkata") == (year - 593, 6, 1)


@pytest.mark.parametrize(("year", "day"), POUSH_SANKRANTIS)
def test_poush_of_west_bengal_ends_with_its_sankranti(year: int, day: int) -> None:
    feast = date(year, 1, day)
    assert from_gregorian(feast, "Asia/Kolkata")[1] == 9
    assert from_gregorian(feast + timedelta(days=1), "Asia/Kolkata") == (year - 594, 10, 1)


def test_west_bengal_goes_there_and_back() -> None:
    day = date(2010, 1, 1)
    while day <= date(2035, 12, 31):
        assert to_gregorian(*from_gregorian(day, "Asia/Kolkata"), "Asia/Kolkata") == day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    "bangla", [(1431, 7, 31), (1431, 11, 30), (1431, 13, 1), (1431, 0, 1), (1431, 1, 0)]
)
def test_no_such_day(bangla: tuple[int, int, int]) -> None:
    assert to_gregorian(*bangla) is None
