"""Values of the labelling guide: what is one, what exists, and what it covers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.corpus import values, wording
from bibhrat.text import fold


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("2024-03-05T21:00", "TIME"),
        ("2024-03-05TNI", "TIME"),
        ("T21:00", "TIME"),
        ("TMO", "TIME"),
        ("2024-03-05", "DATE"),
        ("2024-W10", "DATE"),
        ("2024-03", "DATE"),
        ("2024-Q1", "DATE"),
        ("2024", "DATE"),
        ("202", "DATE"),
        ("2023/2024", "DATE"),
        ("PAST_REF", "DATE"),
        ("PT40M", "DURATION"),
        ("PT3H/PT4H", "DURATION"),
        ("PTXH", "DURATION"),
        ("P1.5D", "DURATION"),
        ("P1DT2H", "DURATION"),
    ],
)
def test_type_follows_from_the_form(value: str, type_: str) -> None:
    assert values.type_of(value) == type_
    assert values.well_formed(value, type_)


@pytest.mark.parametrize(
    "value",
    ["", "P", "PT", "P1DT", "PT40", "1H", "PT3H/", "2024-3-5", "2024-03-05 21:00", "2024-03-05T",
     "2024-03-05TXX", "24-03-05", "T9:00", "2024-W1", "2024-03-05T21:00+06:00", "tomorrow"],
)  # fmt: skip
def test_what_is_no_value(value: str) -> None:
    assert not values.is_point(value)
    assert not values.is_duration(value)


@pytest.mark.parametrize("value", ["P1D", "P1M", "XXXX-XX-XXT00:00", "XXXX-WXX-5", "XXXX-WXX-5TNI"])
def test_sets(value: str) -> None:
    assert values.well_formed(value, "SET")


@pytest.mark.parametrize(
    ("value", "part"),
    [("2023-02-29", "day"), ("2024-02-29", None), ("2024-02-29T24:00", "clock"),
     ("2024-13", "month"), ("2024-W53", "week"), ("2026-W53", None), ("2024-Q5", "quarter"),
     ("T23:60", "clock"), ("2024-04-31TNI", "day")],
)  # fmt: skip
def test_what_does_not_exist(value: str, part: str | None) -> None:
    assert values.missing_part(value) == part


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-03-05T21:00", "2024-03-05T21:00:00", "2024-03-05T21:00:59"),
        ("2024-03-05TNI", "2024-03-05T18:00:00", "2024-03-06T04:59:59"),
        ("2024-03-05", "2024-03-05T00:00:00", "2024-03-05T23:59:59"),
        ("2024-W10", "2024-03-04T00:00:00", "2024-03-10T23:59:59"),
        ("2024-12", "2024-12-01T00:00:00", "2024-12-31T23:59:59"),
        ("2024-Q4", "2024-10-01T00:00:00", "2024-12-31T23:59:59"),
        ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59"),
        ("202", "2020-01-01T00:00:00", "2029-12-31T23:59:59"),
    ],
)
def test_what_a_value_covers(value: str, first: str, last: str) -> None:
    expected = (datetime.fromisoformat(first), datetime.fromisoformat(last))
    assert values.covered(value) == expected


@pytest.mark.parametrize("value", ["T21:00", "PAST_REF", "PT1H", "2024-02-30", "2025/2024"])
def test_what_covers_nothing(value: str) -> None:
    assert values.covered(value) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_every_minute_is_a_value(moment: datetime) -> None:
    value = moment.strftime("%Y-%m-%dT%H:%M")
    assert values.is_point(value)
    assert values.missing_part(value) is None
    assert values.clock_of(value) == (moment.hour, moment.minute)
    assert values.day_of(value) == moment.date()


@given(st.text("0123459TWQXPYDHMNI_-:/.", max_size=12))
def test_no_string_breaks_anything(value: str) -> None:
    for type_ in ("DATE", "TIME", "DURATION", "SET"):
        values.well_formed(value, type_)
    values.missing_part(value)
    values.covered(value)
    values.amounts(value)


@pytest.mark.parametrize("value", ["9999-12-31", "9999", "999", "9999-Q4", "0000", "0000-00"])
def test_the_ends_of_the_calendar(value: str) -> None:
    assert values.covered(value) is None


@pytest.mark.parametrize(
    ("words", "clocks"),
    [
        ("রাত ৯টা ২০ মিনিটে", [(9, 20)]),
        ("রাত ৯টা বেজে ২০ মিনিটে", [(9, 20)]),
        ("রাত সাড়ে ৯টায়", [(9, 30)]),
        ("সোয়া ৯টা", [(9, 15)]),
        ("পৌনে ১টায়", [(0, 45)]),
        ("২১:০৫", [(21, 5)]),
        ("৯.১৫ টা", [(9, 15)]),
        ("রাত ৯.১৫", [(9, 15)]),
        ("৯ঃ৪০ মিনিটে", [(9, 40)]),
        ("৯টা ৫ মার্চ", [(9, 0)]),
        ("৫ মার্চ ২০২৪", []),
        ("০৫.০৩.২০২৪", []),
        ("৪০ মিনিট", []),
        ("সাড়ে নয়টা", []),
    ],
)
def test_clocks_named_in_digits(words: str, clocks: list[tuple[int, int]]) -> None:
    assert [tuple(clock) for clock in wording.clocks(fold(words).text)] == clocks


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("৫ মার্চ", {(3, 5)}),
        ("মার্চ ৫, ২০২৪", {(3, 5)}),
        ("২১শে ফেব্রুয়ারি", {(2, 21)}),
        ("মার্চ ২০২৪", set()),
        ("মার্চের মঙ্গলবার", set()),
    ],
)
def test_days_named_beside_a_month(words: str, dates: set[tuple[int, int]]) -> None:
    assert wording.dates(fold(words).text) == dates


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ভারতীয় সময়", {"Asia/Kolkata"}),
        ("বাংলাদেশ সময়", {"Asia/Dhaka"}),
        ("জিএমটি", {"Etc/UTC"}),
        ("নিউইয়র্কে তখন", {"America/New_York"}),
        ("প্রশান্ত মহাসাগরীয় সময়", {"elsewhere"}),
        ("দীর্ঘ সময়", set()),
        ("ভারতের গ্রাহকেরা", set()),
    ],
)
def test_zones_named(words: str, found: set[str]) -> None:
    assert wording.zones(fold(words).text) == found
