"""Chance → share of right records: rising, and never sure on the word of a few."""

import pytest

pytest.importorskip("sklearn")

from bibhrat.train.event_models import levels


def test_levels_rise_and_hold_twenty_records_each() -> None:
    points = [(n / 100, float(n % 4 == 0)) for n in range(40)]  # a quarter is right
    points += [(0.5 + n / 100, float(n % 4 != 0)) for n in range(40)]  # three quarters are
    found = levels(points)
    shares = [share for _, share in found]
    assert shares == sorted(shares)
    assert [chance for chance, _ in found] == sorted(chance for chance, _ in found)
    assert shares[0] < 0.4
    assert shares[-1] > 0.6


def test_three_right_records_are_not_certain() -> None:
    points = [(0.1 + n / 1000, 0.0) for n in range(30)] + [(0.9 + n / 100, 1.0) for n in range(3)]
    # Three are too few for a level: all 33 are one, (3 + 1) / (33 + 2).
    assert levels(points) == [[0.1, 0.1143], [0.92, 0.1143]]


def test_certainty_grows_with_the_number_of_right_records() -> None:
    points = [(0.1 + n / 1000, 0.0) for n in range(30)] + [(0.9, 1.0)] * 48
    assert levels(points)[-1] == [0.9, 0.98]
