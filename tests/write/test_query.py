"""The common questions, on a small store whose answers are plain to see."""

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bibhrat.errors import StopError
from bibhrat.query import Filter, ask
from bibhrat.write import written
from bibhrat.write.store import engine
from export.build import FACEBOOK, moment, record, scope, service, stated
from support import OUTAGE, read_lines

Command = Callable[..., subprocess.CompletedProcess[bytes]]
POSTGRES = os.environ.get("BIBHRAT_TEST_POSTGRES")
X = service("x", "X", "এক্স", certainty="reported")
DHAKA = ZoneInfo("Asia/Dhaka")


def at(day: str, clock: str = "21:00") -> dict[str, Any]:
    return moment(f"{day}T{clock}", f"{day}T{clock}:00+06:00")


def told(day: str, identity: str) -> dict[str, Any]:
    return {"id": identity, "published_at": f"{day}T23:00:00+06:00"}


RECORDS = [
    # 1 March, 40 minutes, told on 3 March: over by then.
    record(id="short", article=told("2024-03-03", "s"), start=at("2024-03-01"), end=None,
           duration=stated("PT40M"), event={"status": "resolved"}, services=[FACEBOOK]),
    # 5 March to 6 March; two articles about two services.
    record(id="long", article=told("2024-03-06", "l"), start=at("2024-03-05"),
           end=at("2024-03-06", "03:00"), duration=stated("PT6H"), scope=scope("BD"),
           services=[FACEBOOK, X]),
    # 8 March, still down on 10 March.
    record(id="open", article=told("2024-03-10", "o"), start=at("2024-03-08"), end=None,
           duration=None, event={"status": "ongoing"}, services=[X], scope=scope("BDX", "IN:কলকাতা")),
    # No start: placed by its article of 20 March.
    record(id="undated", article=told("2024-03-20", "u"), start=None, end=None, duration=None,
           services=[FACEBOOK]),
    # Told as background beside "open".
    record(id="old", article=told("2024-03-10", "o"), primary=False, start=at("2021-10-04"),
           end=None, duration=stated("PT6H/PT7H"), services=[FACEBOOK]),
]  # fmt: skip


@pytest.fixture(params=["out.jsonl", "out.parquet", "out.sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    target = str(tmp_path / request.param)
    if request.param == "postgresql":
        if POSTGRES is None:
            pytest.skip("BIBHRAT_TEST_POSTGRES names no server")
        target = POSTGRES
        made = engine(target)
        with made.begin() as connection:
            connection.exec_driver_sql("DROP VIEW IF EXISTS outages")
            connection.exec_driver_sql("DROP TABLE IF EXISTS affected, records")
        made.dispose()
    with written(target) as out:
        for one in RECORDS:
            out.write(one.to_json())
    yield target


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


def ids(store: str, question: str, **wanted: Any) -> list[str]:
    return [row["id"] for row in ask(store, question, Filter(**wanted))]


def test_what_was_down(store: str) -> None:
    assert ids(store, "down") == ["short", "long", "open", "undated"]
    assert ids(store, "down", background=True)[0] == "old"
    assert ids(store, "down", limit=1) == ["short"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-03-05", "2024-03-06", ["long"]),
        ("2024-03-06", "2024-03-07", ["long"]),  # it went on past midnight
        ("2024-03-02", "2024-03-05", []),  # told on the 3rd, but over on the 1st
        ("2024-03-09", "2024-03-10", ["open"]),  # still down when it was told
        ("2024-03-20", "2024-03-21", ["undated"]),
        ("2024-03-01", "2024-03-09", ["short", "long", "open"]),
    ],
)
def test_what_was_down_in_a_time(store: str, since: str, until: str, expected: list[str]) -> None:
    assert ids(store, "down", since=day(since), until=day(until)) == expected


def test_by_service_and_place(store: str) -> None:
    assert ids(store, "down", service="x") == ["long", "open"]
    assert ids(store, "down", service="x", stated=True) == []
    assert ids(store, "down", country="IN") == ["open"]
    assert ids(store, "down", country="BD") == ["long"]


def test_what_was_down_longest(store: str) -> None:
    assert ids(store, "longest") == ["long", "short"]
    assert ids(store, "longest", background=True) == ["old", "long", "short"]
    (row,) = ask(store, "longest", Filter(background=True, limit=1))
    assert (row["minutes_min"], row["minutes_max"]) == (360, 420)


def test_what_was_down_most_often(store: str) -> None:
    rows = ask(store, "often", Filter())
    assert [(r["service"], r["days"], r["reports"], r["longest_minutes"]) for r in rows] == [
        ("facebook", 3, 3, 360),
        ("x", 2, 2, 360),
    ]
    assert rows[1]["first"].replace(" ", "T").startswith("2024-03-05T15:00")
    assert [r["service"] for r in ask(store, "often", Filter(stated=True))] == ["facebook"]
    assert [r["days"] for r in ask(store, "often", Filter(service="x"))] == [2]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.sqlite", None, "no such file"),
        ("none.jsonl", None, "cannot be read"),
        ("x.sqlite", b"no database, and long enough to tell " * 20, "not a database"),
        ("empty.sqlite", b"", "holds no records"),
        ("x.jsonl", b'{"a": 1}\n', "x.jsonl:1: no record of bibhrat"),
        ("x.jsonl", b"{\n", "x.jsonl:1: no record of bibhrat"),
        ("x.parquet", b"PAR1", "no records of bibhrat"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StopError, match=says):
        ask(str(path), "down", Filter())
    assert content is not None or not path.exists()


def test_the_command(tmp_path: Path, feed: Callable[..., Path], command: Command) -> None:
    store = tmp_path / "store.sqlite"
    again = {**OUTAGE, "id": "a9", "published_at": "2024-03-06T10:00"}
    assert (
        command("extract", feed(OUTAGE), feed(again, name="b.jsonl"), "-o", store).returncode == 0
    )
    done = command(
        "query", store, "down", "--json", "--since", "2024-03-05", "--until", "2024-03-06"
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["start"], row["services"]) for row in rows] == [
        ("2024-03-05T21:00", "facebook;messenger")
    ] * 2
    often = command("query", store, "often", "--csv").stdout.decode()
    assert [(r["service"], r["reports"]) for r in csv.DictReader(io.StringIO(often))] == [
        ("facebook", "2"),
        ("messenger", "2"),
    ]
    assert "ফেসবুক ডাউন" in command("query", store, "down").stdout.decode()
    assert b"no outage" in command("query", store, "down", "--last", "7d").stdout
    for wrong in (["--last", "x"], ["--since", "গতকাল"], ["--country", "BGD"], ["--tz", "Mars"]):
        failed = command("query", store, "down", *wrong)
        assert failed.returncode == 2
        assert wrong[0] in failed.stderr.decode()


def test_one_run_into_every_target(
    tmp_path: Path, feed: Callable[..., Path], command: Command
) -> None:
    source = feed(OUTAGE)
    targets = [tmp_path / f"out.{ending}" for ending in ("jsonl", "parquet", "sqlite")]
    for target in targets:
        assert command("extract", source, "-o", target).returncode == 0
    (line,) = read_lines(targets[0])
    for target in targets:
        assert [row["id"] for row in ask(str(target), "down", Filter())] == [line["id"]]
    refused = command("tag", source, "-o", tmp_path / "x.sqlite")
    assert refused.returncode == 2
    assert "tag writes JSON Lines only" in refused.stderr.decode()
