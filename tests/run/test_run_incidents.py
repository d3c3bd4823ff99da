"""Incidents of a run: one function of its records, whoever made them and in whatever order."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bibhrat.incidents import Incidents
from bibhrat.record import OutageRecord
from run.feeds import go
from support import OUTAGE

#: Of each feed the day on which the outage began, and the service as written.
DAYS = {"tuesday": [(5, "ফেসবুক"), (5, "ফেসবুক")], "wednesday": [(6, "ইউটিউব"), (5, "ফেসবুক")]}
LATER = {"thursday": [(7, "হোয়াটসঅ্যাপ"), (6, "ইউটিউব")]}
NAMES = ("মঙ্গলবার", "বুধবার", "বৃহস্পতিবার")
PUBLISHED = {"tuesday": 5, "wednesday": 6, "thursday": 7}


def article(identity: str, published: int, day: int, service: str) -> dict[str, Any]:
    weekday = NAMES[day - 5]
    return {
        **OUTAGE,
        "id": identity,
        "title": f"{service} ডাউন",
        "text": f"{weekday} ({day} মার্চ) রাত ৯টা থেকে {service} ব্যবহার করা যাচ্ছে না।",
        "published_at": f"2024-03-0{published}T22:10",
    }


def feeds(folder: Path, days: dict[str, list[tuple[int, str]]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, told in days.items():
        rows = [article(f"{name}{n}", PUBLISHED[name], *one) for n, one in enumerate(told)]
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def incidents(out: Path) -> dict[str, bytes]:
    """Lines of a run's incidents by id."""
    lines = (out / "incidents.jsonl").read_bytes().splitlines()
    return {json.loads(line)["id"]: line for line in lines}


def articles(line: bytes) -> set[str]:
    return {r["record"]["article"]["id"] for r in json.loads(line)["revisions"]}


def test_records_of_several_inputs_are_one_incident(tmp_path: Path) -> None:
    report = go(feeds(tmp_path / "in", DAYS), tmp_path / "out", incidents=True)
    found = incidents(tmp_path / "out")
    assert report.incidents == len(found) == 2
    assert sorted(map(sorted, map(articles, found.values()))) == [
        ["tuesday0", "tuesday1", "wednesday1"],
        ["wednesday0"],
    ]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["counts"]["incidents"] == 2
    assert manifest["outputs"] == ["records.jsonl", "rejects.jsonl", "incidents.jsonl"]


def test_they_are_what_the_package_makes_of_the_records(tmp_path: Path) -> None:
    go(feeds(tmp_path / "in", DAYS | LATER), tmp_path / "out", incidents=True)
    lines = (tmp_path / "out" / "records.jsonl").read_bytes().splitlines()
    known = Incidents(OutageRecord.model_validate_json(line) for line in reversed(lines))
    assert list(incidents(tmp_path / "out").values()) == [i.to_json() for i in known.incidents()]


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_and_the_order_of_inputs_change_no_byte(tmp_path: Path, workers: int) -> None:
    folder = feeds(tmp_path / "in", DAYS | LATER)
    whole = go(folder, tmp_path / "out", incidents=True)
    backwards = sorted(map(str, folder.iterdir()), reverse=True)
    cut = go(backwards, tmp_path / "back", incidents=True, workers=workers, shard_mb=0.0001)
    assert cut.shards > whole.shards
    assert list(incidents(tmp_path / "back").items()) == list(incidents(tmp_path / "out").items())


def test_new_inputs_change_the_incidents_that_they_touch_and_no_others(tmp_path: Path) -> None:
    folder = feeds(tmp_path / "in", DAYS)
    go(folder, tmp_path / "out", incidents=True)
    before = incidents(tmp_path / "out")
    feeds(folder, LATER)
    report = go(folder, tmp_path / "out", incidents=True)
    after = incidents(tmp_path / "out")
    assert report.reused == 2
    same = {identity for identity in before if after[identity] == before[identity]}
    assert [articles(after[i]) for i in same] == [{"tuesday0", "tuesday1", "wednesday1"}]
    (grown,) = set(before) - same
    assert articles(after[grown]) == {"wednesday0", "thursday1"}
    assert [articles(after[i]) for i in set(after) - set(before)] == [{"thursday0"}]
    go(folder, tmp_path / "at-once", incidents=True)
    assert incidents(tmp_path / "at-once") == after


def test_without_being_asked_there_are_none_of_other_records(tmp_path: Path) -> None:
    folder = feeds(tmp_path / "in", DAYS)
    go(folder, tmp_path / "out", incidents=True)
    report = go(folder, tmp_path / "out")
    assert (report.reused, report.incidents) == (2, None)
    assert not (tmp_path / "out" / "incidents.jsonl").exists()


def test_the_command(tmp_path: Path, command: Callable[..., Any]) -> None:
    feeds(tmp_path / "in", DAYS)
    done = command("run", tmp_path / "in", "--out", tmp_path / "out", "--incidents")
    assert done.returncode == 0
    assert "2 incidents" in done.stderr.decode()
    again = command("incidents", tmp_path / "out" / "records.jsonl")
    assert again.stdout == (tmp_path / "out" / "incidents.jsonl").read_bytes()
