"""A few hours of a dozen feeds in which everything fails; benchmarks/watch_day.py has the day."""

from pathlib import Path

import orjson
import pytest
import trafilatura

from support import ROOT
from watch.day import Day
from watch.faults import FAULTS

assert trafilatura  # as in test_watch.py


@pytest.mark.slow
def test_hours_of_faults_cost_nothing(tmp_path: Path) -> None:
    lines = (ROOT / "corpora/outages/train.jsonl").read_bytes().splitlines()
    rows = [orjson.loads(line) for line in lines]
    found = Day(tmp_path, rows, feeds=len(FAULTS), hours=3).run()
    assert set(FAULTS) <= set(found.tried)
    assert found.stories >= 40
    assert found.copies >= 1
    assert found.records >= found.expected - found.copies * 3 > 0
    assert (found.lost, found.wrong, found.doubled, found.missing) == ([], [], [], [])
