"""From the chances of the parts to the chance of the whole, all worked out by hand."""

from dataclasses import replace

import pytest

from bibhrat.claims import Claims
from bibhrat.confidence import calibrated, earlier, raw
from rooms import made

TABLE = [(0.2, 0.1), (0.6, 0.5), (0.9, 0.95)]


def decided(
    affected: list[str], chances: dict[str, float], *, sure: float = 1.0, timely: float = 1.0
) -> Claims:
    """The news with what the judge thinks of its parts."""
    return replace(made.claims(affected), chances=chances, sure=sure, timely=timely)


def test_the_product_of_all_parts() -> None:
    news = decided(["facebook"], {"facebook": 0.6, "whatsapp": 0.15}, sure=0.9, timely=0.5)
    assert raw(news) == pytest.approx(0.9 * 0.5 * 0.6 * 0.85)
    assert raw(news) == pytest.approx(0.2295)


def test_of_an_empty_reading_only_the_report_counts() -> None:
    assert raw(decided([], {}, sure=0.7)) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("affected", "chance", "factor"),
    [(["facebook"], 0.0, 0.05), (["facebook"], 1.0, 1.0), ([], 1.0, 0.05), ([], 0.0, 1.0)],
)
def test_no_service_rules_a_record_out_or_lifts_it(
    affected: list[str], chance: float, factor: float
) -> None:
    assert raw(decided(affected, {"facebook": chance})) == pytest.approx(factor)


def test_an_earlier_event_has_its_own_claims_only() -> None:
    told = replace(made.claims(["facebook"], start=0.5, duration=0.5), sure=0.8)
    assert earlier(told) == pytest.approx(0.2)
    assert earlier(decided([], {}, sure=0.8)) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (0.0, 0.1),  # before the table
        (0.2, 0.1),
        (0.4, 0.3),  # half way from 0.1 to 0.5
        (0.6, 0.5),
        (0.7, 0.65),  # a third of the way from 0.5 to 0.95
        (0.9, 0.95),
        (1.0, 0.95),  # behind it
    ],
)
def test_a_value_is_looked_up_between_its_neighbours(value: float, share: float) -> None:
    assert calibrated(value, TABLE) == share


def test_a_share_has_two_decimals() -> None:
    assert calibrated(0.5, [(0.0, 0.0), (1.5, 1.0)]) == 0.33


def test_a_value_that_stands_twice_has_its_first_share() -> None:
    table = [(0.1, 0.2), (0.5, 0.4), (0.5, 0.6)]
    assert calibrated(0.5, table) == 0.4
    assert calibrated(0.51, table) == 0.6


def test_a_table_of_one_row_has_one_share() -> None:
    assert [calibrated(value, [(0.5, 0.3)]) for value in (0.1, 0.5, 0.9)] == [0.3, 0.3, 0.3]


def test_an_empty_table_changes_nothing() -> None:
    assert calibrated(0.123456, ()) == 0.123456
