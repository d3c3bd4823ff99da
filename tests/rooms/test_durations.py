"""Lengths of time: written, compared, vague."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.durations import agree, bounds, iso, seconds


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("PT40M", 2400),
        ("PT1H30M", 5400),
        ("PT1.5H", 5400),
        ("P1D", 86_400),
        ("P1DT2H", 93_600),
        ("P2W", 1_209_600),
        ("PT30S", 30),
    ],
)
def test_a_length_in_seconds(value: str, length: float) -> None:
    assert seconds(value) == length


def test_months_and_minutes_are_told_apart() -> None:
    month, minute = seconds("P1M"), seconds("PT1M")
    assert minute == 60
    assert month is not None
    assert 28 * 86_400 <= month <= 31 * 86_400


@pytest.mark.parametrize("value", ["PTXH", "PTXM", "PXD", "40 মিনিট", "PT40", ""])
def test_vague_or_broken_lengths_have_no_seconds(value: str) -> None:
    assert seconds(value) is None


@pytest.mark.parametrize(
    ("value", "ends"),
    [("PT3H/PT4H", (10_800, 14_400)), ("PT4H/PT3H", (10_800, 14_400)), ("PT40M", (2400, 2400))],
)
def test_bounds(value: str, ends: tuple[float, float]) -> None:
    assert bounds(value) == ends


@pytest.mark.parametrize("value", ["PTXH", "PT3H/PTXH"])
def test_a_vague_end_has_no_bounds(value: str) -> None:
    assert bounds(value) is None


@pytest.mark.parametrize(
    ("minutes", "value"),
    [(0, "PT0M"), (40, "PT40M"), (60, "PT1H"), (90, "PT1H30M"), (1440, "P1D"), (1501, "P1DT1H1M")],
)
def test_minutes_as_iso(minutes: int, value: str) -> None:
    assert iso(timedelta(minutes=minutes)) == value


@given(st.integers(1, 100_000))
def test_what_is_written_is_read_back(minutes: int) -> None:
    assert seconds(iso(timedelta(minutes=minutes))) == minutes * 60


@given(st.integers(1, 100_000), st.booleans())
def test_a_length_agrees_with_itself(minutes: int, approximate: bool) -> None:
    value = iso(timedelta(minutes=minutes))
    assert agree(value, value, approximate=approximate) is True


@pytest.mark.parametrize(
    ("stated", "computed"),
    [("PT40M", "PT42M"), ("PT6H", "PT6H20M"), ("PT3H/PT4H", "PT3H30M"), ("P2D", "P2DT6H")],
)
def test_what_fits(stated: str, computed: str) -> None:
    assert agree(stated, computed, approximate=False) is True


@pytest.mark.parametrize(
    ("stated", "computed"),
    [("PT40M", "PT1H30M"), ("PT6H", "PT8H"), ("PT3H/PT4H", "PT6H"), ("P2D", "P4D")],
)
def test_what_clashes(stated: str, computed: str) -> None:
    assert agree(stated, computed, approximate=False) is False
    assert agree(stated, computed, approximate=True) is False


def test_a_hedge_leaves_more_room() -> None:
    assert agree("PT8H", "PT9H30M", approximate=False) is False
    assert agree("PT8H", "PT9H30M", approximate=True) is True


@pytest.mark.parametrize("stated", ["PTXH", "PT3H/PTXH"])
def test_a_vague_length_neither_agrees_nor_clashes(stated: str) -> None:
    assert agree(stated, "PT2H", approximate=True) is None
