"""A run: shards, their results, what is done again and what is not."""

import errno
import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from bibhrat.read import Part, Source
from bibhrat.run import shard as shards
from bibhrat.run import workers
from bibhrat.run.plan import plan
from bibhrat.run.settings import checked, read_settings
from bibhrat.run.simple import Outcome
from run.feeds import go, lines, make, outputs, record_ids, row
from support import OUTAGE, read_lines

Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run over `make`'s folder gives."""
    folder = tmp_path_factory.mktemp("undisturbed")
    go(make(folder / "in"), folder / "out")
    return outputs(folder / "out")


def test_records_and_rejections_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    report = go(make(tmp_path / "in"), tmp_path / "out")
    assert record_ids(tmp_path / "out") == [
        f"n{number}" for part in (range(60), range(90, 120), range(60, 90)) for number in part
        if number % 3 == 0
    ]  # fmt: skip
    assert (report.tally.articles, report.merged.written) == (120, 40)
    bad = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert [Path(line["file"]).name for line in bad] == (
        ["a.jsonl"] * 3 + ["b.jsonl.gz"] * 3 + ["c.csv"] + ["d.jsonl"] * 3
    )
    # A blank line counts as a line: 0-4, broken, 5-7, blank, 8-14, broken ...
    assert [line["line"] for line in bad[:3]] == [6, 18, 30]


@pytest.mark.parametrize("shard_mb", [0.0001, 0.002, 0.005, 16.0])
def test_where_files_are_cut_changes_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes], shard_mb: float
) -> None:
    folder = make(tmp_path / "in")
    report = go(folder, tmp_path / "out", shard_mb=shard_mb)
    assert report.shards == 4 if shard_mb == 16.0 else report.shards > 6
    assert outputs(tmp_path / "out")["records.jsonl"] == undisturbed["records.jsonl"]
    here = [json.loads(line) for line in outputs(tmp_path / "out")["rejects.jsonl"].splitlines()]
    there = [json.loads(line) for line in undisturbed["rejects.jsonl"].splitlines()]
    places = [
        [(Path(r["file"]).name, r["line"], r["raw"]) for r in several] for several in (here, there)
    ]
    assert places[0] == places[1]


def test_the_number_and_order_of_workers_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path / "in")
    go(folder, tmp_path / "one", shard_mb=0.002)
    expected = outputs(tmp_path / "one")
    for count in (2, 3):
        go(folder, tmp_path / str(count), shard_mb=0.002, workers=count)
        assert outputs(tmp_path / str(count)) == expected
    in_order = workers.perform

    def backwards(todo: Any, *rest: Any) -> Any:
        return in_order(list(todo)[::-1], *rest)

    monkeypatch.setattr("bibhrat.run.job.perform", backwards)
    go(folder, tmp_path / "backwards", shard_mb=0.002)
    assert outputs(tmp_path / "backwards") == expected


def test_every_byte_of_a_file_is_in_one_part(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    for content in (lines(0, 30), lines(0, 30).rstrip(b"\n"), b"x" * 5000 + b"\n" + lines(0, 3)):
        path.write_bytes(content)
        for size in (1, 100, 700, 2000, 100_000):
            parts = [s.source.part for s in plan([Source(str(path), "jsonl")], "", size)]
            if parts == [None]:
                assert len(content) <= size
                continue
            assert all(isinstance(part, Part) for part in parts)
            told = [part for part in parts if part is not None]
            assert [part.start for part in told] == [0, *[part.end for part in told[:-1]]]
            assert told[-1].end == len(content)
            for part in told:
                assert part.line == content[: part.start].count(b"\n") + 1
                assert part.start == 0 or content[part.start - 1 : part.start] == b"\n"


def test_started_again_it_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "in")
    go(folder, tmp_path / "out")
    before = outputs(tmp_path / "out")

    def none(*arguments: Any) -> Any:
        raise AssertionError("a shard is done again")

    monkeypatch.setattr(shards, "located", none)
    report = go(folder, tmp_path / "out")
    assert (report.shards, report.reused) == (4, 4)
    assert outputs(tmp_path / "out") == before


def test_a_new_file_is_read_and_no_other(tmp_path: Path) -> None:
    folder = make(tmp_path / "in")
    go(folder, tmp_path / "out")
    (folder / "aa.jsonl").write_bytes(lines(200, 210))
    report = go(folder, tmp_path / "out")
    assert (report.shards, report.reused) == (5, 4)
    go(folder, tmp_path / "at-once")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "at-once")


def test_a_changed_file_and_changed_settings_are_read_again(tmp_path: Path) -> None:
    folder = make(tmp_path / "in")
    go(folder, tmp_path / "out")
    (folder / "a.jsonl").write_bytes(lines(300, 310))
    assert go(folder, tmp_path / "out").reused == 3
    assert len(list((tmp_path / "out" / "shards").iterdir())) == 4  # the old result is gone
    profile = tmp_path / "profile.toml"
    profile.write_text("[records]\nmin_confidence = 1.0\n")
    report = go(folder, tmp_path / "out", profile=str(profile))
    assert (report.reused, report.merged.written) == (0, 0)
    assert report.tally.dropped["below_confidence"] > 0


def test_a_result_that_is_half_is_done_again(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    folder = make(tmp_path / "in")
    go(folder, tmp_path / "out")
    results = sorted((tmp_path / "out" / "shards").iterdir(), key=lambda path: path.stat().st_size)
    cut, empty, zeros, flipped = results  # the last is the largest and has records
    cut.write_bytes(cut.read_bytes()[:-30])
    empty.write_bytes(b"")
    zeros.write_bytes(b"\x00" * zeros.stat().st_size)
    content = flipped.read_bytes()
    assert b"Facebook" in content
    flipped.write_bytes(content.replace(b"Facebook", b"Facebooc", 1))
    (tmp_path / "out" / "shards" / ".left.part").write_bytes(b"x")
    assert go(folder, tmp_path / "out").reused == 0
    assert outputs(tmp_path / "out")["records.jsonl"] == undisturbed["records.jsonl"]
    assert not list((tmp_path / "out").rglob("*.part"))


def test_an_unreadable_input_costs_no_other_and_is_tried_again(tmp_path: Path) -> None:
    folder = make(tmp_path / "in")
    whole_packed = (folder / "b.jsonl.gz").read_bytes()
    (folder / "b.jsonl.gz").write_bytes(b"no gzip at all")
    report = go(folder, tmp_path / "out")
    assert [Path(one["file"]).name for one in report.failed] == ["b.jsonl.gz"]
    assert len(record_ids(tmp_path / "out")) == 30
    last = read_lines(tmp_path / "out" / "rejects.jsonl")[-1]
    assert (Path(last["file"]).name, last["code"]) == ("b.jsonl.gz", "unreadable")
    assert go(folder, tmp_path / "out").reused == 3
    (folder / "b.jsonl.gz").write_bytes(whole_packed)
    assert go(folder, tmp_path / "out").failed == []
    assert len(record_ids(tmp_path / "out")) == 40


def test_an_input_that_breaks_off_gives_what_is_before_the_break(tmp_path: Path) -> None:
    folder = make(tmp_path / "in")
    path = folder / "b.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-300])
    report = go(folder, tmp_path / "out")
    assert report.failed == []
    assert report.tally.rejected["broken"] == 1
    ids = record_ids(tmp_path / "out")
    assert "n30" in ids
    assert "n57" not in ids
    (bad,) = (r for r in read_lines(tmp_path / "out" / "rejects.jsonl") if r["code"] == "broken")
    assert "reading failed" in bad["message"]


def test_a_fault_of_our_own_costs_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(settings: Any) -> Any:
        def faulty(article: Any) -> Outcome:
            if article.id == "n3":
                raise ZeroDivisionError("no")
            return Outcome((), "none")

        return faulty, {}

    monkeypatch.setattr(workers, "work_of", work)
    report = go(make(tmp_path / "in"), tmp_path / "out")
    assert report.tally.articles == 119
    (bad,) = (r for r in read_lines(tmp_path / "out" / "rejects.jsonl") if r["code"] == "failed")
    assert (bad["line"], bad["message"]) == (4, "n3: ZeroDivisionError: no")
    assert json.loads(bad["raw"])["id"] == "n3"


def test_told_twice_it_is_written_once_and_a_revision_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    changed = {**row(0), "text": OUTAGE["text"] + " রাত ১০টায় সেবা স্বাভাবিক হয়েছে।"}
    for name, one in (("1", row(0)), ("2", row(0)), ("3", changed)):
        (folder / f"{name}.jsonl").write_text(json.dumps(one), encoding="utf-8")
    report = go(folder, tmp_path / "out", store=str(tmp_path / "store.sqlite"))
    merged = report.merged
    assert (merged.written, merged.identical, merged.revisions) == (2, 1, 1)
    assert record_ids(tmp_path / "out") == ["n0", "n0"]
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    found = connection.execute("SELECT end_value FROM records").fetchall()
    kept = connection.execute(
        "SELECT number, json_extract(json, '$.end.value') FROM revisions ORDER BY number"
    ).fetchall()
    connection.close()
    assert found == [("2024-03-05T22:00",)]  # the later one
    assert kept == [(1, None), (2, "2024-03-05T22:00")]


def test_the_disk_is_full_at_every_file_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path / "in", 24)
    go(folder, tmp_path / "whole")
    expected = outputs(tmp_path / "whole")
    real, out = os.fdopen, tmp_path / "out"
    for turn in range(1, 8):  # four results, two outputs, the manifest
        opened = 0

        def full(descriptor: int, mode: str, turn: int = turn) -> Any:
            nonlocal opened
            opened += 1
            if opened == turn:
                os.close(descriptor)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, mode)

        monkeypatch.setattr(os, "fdopen", full)
        with pytest.raises(StopError, match="No space left"):
            go(folder, out)
        assert not list(out.rglob("*.part"))
        monkeypatch.setattr(os, "fdopen", real)
        go(folder, out)
        assert outputs(out) == expected
        for path in (out / "shards").iterdir():
            path.unlink()


def test_the_manifest_says_what_was_done(tmp_path: Path) -> None:
    go(make(tmp_path / "in"), tmp_path / "out", workers=1)
    told = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert told["schema"] == "bibhrat.run/1"
    assert told["inputs"]["files"] == 4
    assert told["shards"] == {"all": 4, "reused": 0, "failed": 0}
    counts = told["counts"]
    assert (counts["articles"], counts["written"], counts["rejected"]) == (
        120,
        40,
        {"bad_json": 9, "bad_csv": 1},
    )
    assert counts["articles"] == sum(counts["dropped"].values()) + 40
    assert told["settings"]["workers"] == 1
    assert {"bibhrat", "code", "settings_hash", "libraries", "python", "started"} <= set(told)


def test_two_runs_in_one_folder_do_not_mix(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StopError, match="another run is at work here"):
            go(make(tmp_path / "in"), tmp_path / "out")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"inputs": []}, "run: inputs: "),
        ({"inputs": ["x"], "worker": 2}, "run: worker: Extra inputs"),
        ({"inputs": ["x"], "workers": 0}, "run: workers: .*got 0"),
        ({"inputs": ["x"], "format": "word"}, "run: format: one of csv.*'word'"),
    ],
)
def test_wrong_settings(table: dict[str, Any], says: str) -> None:
    with pytest.raises(StopError, match=says):
        checked(table, "run")


def test_paths_in_a_file_of_settings_count_from_its_folder(tmp_path: Path) -> None:
    config = tmp_path / "run.toml"
    config.write_text('inputs = ["a/*.csv", "/b", "hf:c", "-"]\nstore = "postgresql://d/e"\n')
    table = read_settings(str(config))
    assert table["inputs"] == [f"{tmp_path}/a/*.csv", "/b", "hf:c", "-"]
    assert table["store"] == "postgresql://d/e"


def test_inputs_that_a_run_cannot_come_back_to(tmp_path: Path) -> None:
    for name in ("-", "https://example.test/rss", "hf:name"):
        with pytest.raises(StopError, match="use bibhrat extract"):
            go([name], tmp_path / "out")


def test_the_command_with_a_file_of_settings(
    tmp_path: Path, command: Command, undisturbed: dict[str, bytes]
) -> None:
    make(tmp_path / "in")
    config = tmp_path / "run.toml"
    config.write_text(
        'inputs = ["in/*"]\nworkers = 2\nshard_mb = 0.002\nstore = "store.sqlite"\n'
        '[map]\ntitle = "title"\n'
    )
    done = command("run", config, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == undisturbed["records.jsonl"]
    said = done.stderr.decode()
    assert "120 articles read, 40 records" in said
    assert "rejected: 10 (bad_json 9, bad_csv 1)" in said
    longest = command("query", tmp_path / "store.sqlite", "often", "--json").stdout
    assert json.loads(longest.splitlines()[0])["reports"] == 40
    wrong = command("run", tmp_path / "none.toml", "--out", tmp_path / "out")
    assert (wrong.returncode, b"none.toml" in wrong.stderr) == (2, True)
    assert command("run", tmp_path / "in", "--out", tmp_path / "out2", "--quiet").stderr == b""
