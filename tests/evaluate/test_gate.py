"""The gate turns red for what it is there to catch, and can't be loosened by accident."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from bibhrat.evaluate.gate import read_floors
from evaluate.build import Row, article, call, event, record, write

NEWS = event("facebook", start="2024-03-05T21:00", scope=["BD"])
TIMEX = {"text": "মঙ্গলবার রাত ৯টায়", "start": 12, "end": 30, "type": "TIME",
         "value": "2024-03-05T21:00"}  # fmt: skip


class House:
    """Labels, records and floors in one folder, and the gate's exit code over them."""

    def __init__(self, path: Path) -> None:
        self.gold_rows: list[Row] = [
            article(f"a{n}", *([NEWS] if n < 3 else []), timexes=[TIMEX]) for n in range(4)
        ]
        self.record_rows: list[Row] = [record(f"a{n}", NEWS) for n in range(3)]
        self.time_rows: list[Row] = [{"id": f"a{n}", "timexes": [TIMEX]} for n in range(4)]
        self.path = path
        self.floors = path / "floors.json"

    def run(self, *more: str) -> int:
        return call(
            write(self.path / "gold.jsonl", self.gold_rows),
            "--records", write(self.path / "r.jsonl", self.record_rows),
            "--timexes", write(self.path / "t.jsonl", self.time_rows),
            "--floors", self.floors, "--bootstrap", 0, "--quiet", *more,
        )  # fmt: skip

    def repin(self) -> None:
        """Write the hash and count of the changed labels into the floors, as a cheat would."""
        from hashlib import sha256

        table = json.loads(self.floors.read_text())
        raw = write(self.path / "gold.jsonl", self.gold_rows).read_bytes()
        table["corpus"] |= {"sha256": sha256(raw).hexdigest(), "articles": len(self.gold_rows)}
        self.floors.write_text(json.dumps(table))


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    assert made.run("--update-floors") == 0
    assert made.run() == 0
    return made


def _corrupt_label(house: House) -> None:
    house.gold_rows[1]["events"][0]["status"] = "ongoing"


def _shift_offset(house: House) -> None:
    # One word less: offsets and text still agree, so that only a score can tell.
    shorter = {**TIMEX, "text": "রাত ৯টায়", "start": 21}
    house.gold_rows[0]["timexes"] = [shorter]


def _drop_article(house: House) -> None:
    del house.gold_rows[3]
    del house.time_rows[3]


Harm = Callable[[House], None]


@pytest.mark.parametrize("harm", [_corrupt_label, _shift_offset, _drop_article])
def test_a_change_of_the_labels_is_another_corpus(
    house: House, harm: Harm, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(house)
    assert house.run() == 4
    assert "floor: corpus: gold.jsonl has sha256" in capsys.readouterr().err


def test_a_dropped_article_is_missed_by_its_number(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    _drop_article(house)
    assert house.run() == 4
    assert "floor: corpus: 3 articles, not 4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("harm", "failure"),
    [
        (_corrupt_label, "slot.status.f1: 0.6667 is below its floor 1.0000"),
        (_shift_offset, "timex.strict.f1: 0.7500 is below its floor 1.0000"),
    ],
)
def test_a_harmed_label_lowers_a_score_even_where_the_hash_was_rewritten(
    house: House, harm: Harm, failure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(house)
    house.repin()
    assert house.run() == 4
    err = capsys.readouterr().err
    assert f"floor: {failure}" in err
    assert "corpus" not in err


def _wrong_type(house: House) -> None:
    house.record_rows[0]["event"]["type"] = "maintenance"


def _shifted_time(house: House) -> None:
    shifted = {**TIMEX, "text": "ঙ্গলবার রাত ৯টায়", "start": 13}
    house.time_rows[2]["timexes"] = [shifted]


def _lost_record(house: House) -> None:
    del house.record_rows[1]


def _too_fine(house: House) -> None:
    house.record_rows[0]["start"]["value"] = "2024-03-05T21:00:00"


@pytest.mark.parametrize(
    ("harm", "metric"),
    [
        (_wrong_type, "slot.type.f1"),
        (_shifted_time, "timex.strict.f1"),
        (_lost_record, "detection.recall"),
        (_too_fine, "precision.finer"),
    ],
)
def test_a_system_that_got_worse_is_stopped(
    house: House, harm: Harm, metric: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(house)
    assert house.run() == 4
    assert f"floor: {metric}: " in capsys.readouterr().err


def _edit(house: House, change: Callable[[Any], None]) -> None:
    table = json.loads(house.floors.read_text())
    change(table)
    house.floors.write_text(json.dumps(table))


def test_a_drop_within_epsilon_passes_and_one_beyond_does_not(house: House) -> None:
    del house.record_rows[1]  # core is 2/3 now
    wanted = {"core": 2 / 3 + 0.004}
    _edit(house, lambda table: table.update(floors=wanted))
    assert house.run() == 0
    _edit(house, lambda table: table.update(epsilon=0.003))
    assert house.run() == 4


def test_lowering_needs_an_explicit_flag(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    del house.record_rows[1]
    before = house.floors.read_bytes()
    assert house.run("--update-floors") == 4
    assert "(--allow-lower lets it)" in capsys.readouterr().err
    assert house.floors.read_bytes() == before
    assert house.run("--update-floors", "--allow-lower") == 0
    assert read_floors(house.floors).floors["core"] == 0.6666
    assert house.run() == 0


def test_updating_raises_floors_and_keeps_those_within_epsilon(house: House) -> None:
    _edit(house, lambda table: table.update(floors={"core": 0.2, "complete": 1.0}))
    assert house.run("--update-floors") == 0
    assert dict(read_floors(house.floors).floors) == {"core": 1.0, "complete": 1.0}


def test_a_floor_without_a_score_is_red(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(house, lambda table: table.update(floors={"slot.end.f1": 0.1}))
    assert house.run() == 4
    assert "slot.end.f1: no score, the floor is 0.1000" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.update(epsilon=2), "epsilon: expected a number from 0 to 1, got 2"),
        (lambda t: t.update(epsilom=0), "epsilom: unknown key"),
        (lambda t: t.pop("corpus"), "corpus: missing"),
        (lambda t: t["corpus"].update(articles="4"), "corpus.articles: expected int, got '4'"),
        (lambda t: t.update(floors={}), "floors: expected floors by metric"),
        (lambda t: t.update(floors={"cor": 0.5}), "floors.cor: no such metric"),
        (lambda t: t.update(floors={"core": True}), "floors.core: expected a number"),
    ],
)
def test_a_bad_floors_file_is_an_error_not_an_open_gate(
    house: House, change: Callable[[Any], None], message: str
) -> None:
    _edit(house, change)
    with pytest.raises(StopError) as raised:
        read_floors(house.floors)
    assert message in str(raised.value)
    assert house.run() == 2


def test_a_missing_floors_file_stops_the_run(tmp_path: Path) -> None:
    assert House(tmp_path).run() == 2
