from datetime import datetime

import pytest

from bibhrat.evaluate.values import Precision, moment, overlap, read, same_duration


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2024", "YEAR", "2024-01-01 00:00:00", "2024-12-31 23:59:59"),
        ("2024-Q4", "QUARTER", "2024-10-01 00:00:00", "2024-12-31 23:59:59"),
        ("2024-12", "MONTH", "2024-12-01 00:00:00", "2024-12-31 23:59:59"),
        ("2024-02", "MONTH", "2024-02-01 00:00:00", "2024-02-29 23:59:59"),
        ("2024-W10", "WEEK", "2024-03-04 00:00:00", "2024-03-10 23:59:59"),
        ("2024-03-05", "DAY", "2024-03-05 00:00:00", "2024-03-05 23:59:59"),
        ("2024-03-05TMO", "PART", "2024-03-05 06:00:00", "2024-03-05 11:59:59"),
        ("2024-03-05TNI", "PART", "2024-03-05 20:00:00", "2024-03-06 03:59:59"),
        ("2024-03-05T21:00", "MINUTE", "2024-03-05 21:00:00", "2024-03-05 21:00:00"),
        ("2024-03-05T21:00:30", "SECOND", "2024-03-05 21:00:30", "2024-03-05 21:00:30"),
    ],
)
def test_a_value_is_an_interval_of_some_precision(
    value: str, precision: str, first: str, last: str
) -> None:
    found = read(value)
    assert found is not None
    assert found[0] is Precision[precision]
    assert [str(end) for end in found[1]] == [first, last]


@pytest.mark.parametrize(
    "value", ["XXXX-03-05T21:00", "T21:00", "2024-02-30", "2024-13", "2024-W60", "PT40M", "",
              "2024-03-05TXX", "2024-03-05T25:00", "PAST_REF"]
)  # fmt: skip
def test_what_is_no_full_date_has_no_interval(value: str) -> None:
    assert read(value) is None


def test_only_clock_times_are_moments() -> None:
    assert moment("2024-03-05T21:00") == datetime(2024, 3, 5, 21)
    assert moment("2024-03-05TNI") is moment("2024-03-05") is moment(None) is None


def test_overlap_is_intersection_over_union_to_the_second() -> None:
    nine, ten, eleven = (datetime(2024, 3, 5, hour) for hour in (21, 22, 23))
    # 3601 inclusive seconds of 7201: the hours share the instant 22:00:00 only.
    assert overlap((nine, ten), (ten, eleven)) == pytest.approx(1 / 7201)
    assert overlap((nine, ten), (nine, eleven)) == pytest.approx(3601 / 7201)
    assert overlap((nine, nine), (ten, eleven)) == 0
    assert overlap((nine, nine), (nine, nine)) == 1


@pytest.mark.parametrize(
    ("gold", "predicted", "exact", "within"),
    [
        ("PT1H", "PT60M", True, True),
        ("PT24H", "P1D", True, True),
        ("PT40M", "PT44M", False, True),
        ("PT40M", "PT45M", False, False),
        ("PT3H/PT4H", "PT3H/PT4H", True, True),
        ("PT3H/PT4H", "PT3H", False, False),
        ("PT100M/PT200M", "PT110M/PT180M", False, True),
        ("PTXH", "PTXH", True, True),
        ("PTXH", "PT3H", False, False),
    ],
)
def test_durations_compare_by_length(gold: str, predicted: str, exact: bool, within: bool) -> None:
    assert same_duration(gold, predicted) is exact
    assert same_duration(gold, predicted, 0.1) is within
