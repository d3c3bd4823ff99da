from pathlib import Path

import numpy as np
import pytest

from bibhrat.evaluate.bootstrap import compare, interval, resample, weights
from bibhrat.evaluate.labels import Gold
from bibhrat.evaluate.sheet import Sheet, score
from bibhrat.evaluate.systems import read_system
from evaluate.build import article, event, gold, record, write

NEWS, OTHER = event("facebook"), event("x")


def _sheet(tmp_path: Path, labelled: Gold, right: int) -> Sheet:
    rows = [record(f"a{n}", NEWS if n < right else OTHER) for n in range(100)]
    return score(labelled, read_system("r", labelled, write(tmp_path / "r.jsonl", rows), None))


@pytest.fixture
def labelled(tmp_path: Path) -> Gold:
    return gold(tmp_path / "g.jsonl", *(article(f"a{n}", NEWS) for n in range(100)))


def test_samples_are_of_whole_articles_and_of_the_seed() -> None:
    drawn = weights(50, 20, seed=3)
    assert drawn.shape == (20, 50)
    assert (drawn.sum(axis=1) == 50).all()
    assert (drawn == weights(50, 20, seed=3)).all()
    assert (drawn != weights(50, 20, seed=4)).any()


def test_an_interval_has_the_width_of_a_proportion(tmp_path: Path, labelled: Gold) -> None:
    found = interval(resample(_sheet(tmp_path, labelled, 50), 2000, seed=1)["core"])
    assert found is not None
    # A share of ½ of 100 has a standard error of 0.05: 0.5 ± 1.96 · 0.05.
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)


def test_what_is_always_right_has_no_width(tmp_path: Path, labelled: Gold) -> None:
    found = interval(resample(_sheet(tmp_path, labelled, 100), 100, seed=1)["core"])
    assert found is not None
    assert (found.low, found.high) == (1, 1)
    assert interval(np.array([np.nan])) is None


def test_a_system_differs_from_a_worse_one_and_not_from_itself(
    tmp_path: Path, labelled: Gold
) -> None:
    good, bad = _sheet(tmp_path, labelled, 80), _sheet(tmp_path, labelled, 40)
    samples = [resample(sheet, 199, seed=5) for sheet in (good, bad)]
    found = {d.metric: d for d in compare(good, bad, samples[0], samples[1])}
    assert found["core"].delta == pytest.approx(0.4)
    # Never a sample without an advantage: 2 · (0 + 1) / (199 + 1).
    assert found["core"].p == pytest.approx(0.01)
    same = {d.metric: d for d in compare(good, good, samples[0], samples[0])}
    assert (same["core"].delta, same["core"].p) == (0, 1)
    assert found["detection.f1"].p == 1  # both find every article
