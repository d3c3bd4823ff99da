"""Parquet, SQLite and PostgreSQL: the same rows everywhere, and no record twice."""

import json
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from bibhrat.errors import StopError
from bibhrat.write import written
from bibhrat.write.flat import COLUMNS
from bibhrat.write.store import engine
from export.build import FACEBOOK, cause, moment, record, scope, service, stated

POSTGRES = os.environ.get("BIBHRAT_TEST_POSTGRES")
LINES = [
    record(
        services=[FACEBOOK, service("x", "X", "এক্স", certainty="reported", in_catalogue=False)],
        cause=cause("overload", "media"),
        scope=scope("BD", "IN:কলকাতা"),
        duration=stated("PT3H/PT4H"),
    ).to_json(),
    record(id="second", start=None, end=None, duration=None, services=[]).to_json(),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    if POSTGRES is None:
        pytest.skip("BIBHRAT_TEST_POSTGRES names no server")
    made = engine(POSTGRES)
    with made.begin() as connection:
        connection.exec_driver_sql("DROP VIEW IF EXISTS outages")
        connection.exec_driver_sql("DROP TABLE IF EXISTS affected, records, revisions")
    made.dispose()
    yield POSTGRES


def fill(target: str, lines: list[bytes]) -> None:
    with written(target) as out:
        for line in lines:
            out.write(line)


def rows(target: str, query: str) -> list[dict[str, Any]]:
    made = engine(target)
    with made.connect() as connection:
        found = [dict(row) for row in connection.execute(sa.text(query)).mappings()]
    made.dispose()
    return found


def test_a_record_in_the_flat_table(store: str) -> None:
    fill(store, LINES)
    first, second = sorted(
        rows(store, "SELECT * FROM records"), key=lambda row: row["id"] == "second"
    )
    assert list(first) == [*COLUMNS, "json"]
    assert first["services"] == "facebook;x"
    assert first["services_reported"] == first["services_not_in_catalogue"] == "x"
    assert (first["minutes_min"], first["minutes_max"]) == (180.0, 240.0)
    assert first["scope"] == "BD;IN:কলকাতা"
    assert first["start_value"] == "2024-03-05T21:00"
    assert str(first["start_earliest"]).startswith("2024-03-05 15:00:00")  # UTC
    assert first["is_primary"] in (True, 1)
    assert first["json"].encode() == LINES[0]
    assert (second["start_value"], second["start_earliest"], second["minutes_min"]) == (None,) * 3


def test_the_view_has_a_row_for_each_service_and_keeps_records_without(store: str) -> None:
    fill(store, LINES)
    found = rows(store, "SELECT record_id, service_id, certainty, minutes_max FROM outages")
    assert sorted((str(row["service_id"]), row["certainty"]) for row in found) == [
        ("None", None),
        ("facebook", "stated"),
        ("x", "reported"),
    ]


def test_writing_again_changes_nothing(store: str) -> None:
    fill(store, LINES)
    tables = ("records", "affected", "revisions")
    before = {t: rows(store, f"SELECT * FROM {t} ORDER BY 1, 2") for t in tables}
    fill(store, LINES[::-1] + LINES)
    after = {t: rows(store, f"SELECT * FROM {t} ORDER BY 1, 2") for t in tables}
    assert before == after
    assert [len(before[t]) for t in tables] == [2, 2, 2]


def test_a_later_reading_of_a_record_replaces_it(store: str) -> None:
    fill(store, LINES)
    changed = json.loads(LINES[0])
    changed["services"] = changed["services"][:1]
    changed["confidence"] = 0.5
    fill(store, [json.dumps(changed).encode()])
    (row,) = rows(store, "SELECT services, confidence FROM records WHERE id <> 'second'")
    assert row == {"services": "facebook", "confidence": 0.5}
    assert [r["service_id"] for r in rows(store, "SELECT service_id FROM affected")] == ["facebook"]


def test_every_reading_of_a_record_is_kept_once_in_its_order(store: str) -> None:
    ongoing, lasted, why = (
        record(duration=None, cause=None).to_json(),
        record(duration=stated("PT40M"), cause=None).to_json(),
        record(duration=stated("PT40M"), cause=cause("cable_cut", "operator")).to_json(),
    )
    fill(store, [ongoing, lasted, ongoing])  # in one batch
    fill(store, [LINES[1], why, lasted])  # later, beside another record
    found = rows(store, "SELECT * FROM revisions ORDER BY record_id, number")
    first, other = record().id, "second"
    assert [(r["record_id"], r["number"]) for r in found] == [
        (first, 1), (first, 2), (first, 3), (other, 1)
    ]  # fmt: skip
    assert [r["json"].encode() for r in found] == [ongoing, lasted, why, LINES[1]]
    (last,) = rows(store, f"SELECT json FROM records WHERE id = '{first}'")
    assert last["json"].encode() == lasted  # as it was written last


def test_all_or_nothing(store: str) -> None:
    fill(store, LINES[:1])
    with pytest.raises(StopError, match="no more"), written(store) as out:
        for number in range(1200):
            out.write(record(id=f"r{number}").to_json())
        raise StopError("no more")
    assert rows(store, "SELECT count(*) AS n FROM records") == [{"n": 1}]


def test_a_failing_run_leaves_no_tables(store: str) -> None:
    with pytest.raises(StopError, match="no more"), written(store):
        raise StopError("no more")
    made = engine(store)
    assert sa.inspect(made).get_table_names() == []
    made.dispose()


def test_nul_in_a_title(store: str) -> None:
    line = record(id="nul", article={"title": "ক\x00খ"}).to_json()
    fill(store, [line])
    (row,) = rows(store, "SELECT title, json FROM records")
    assert row["title"] == "ক\ufffdখ"
    assert json.loads(row["json"])["article"]["title"] == "ক\x00খ"


def test_more_than_one_batch(store: str) -> None:
    fill(store, [record(id=f"r{number}").to_json() for number in range(1100)])
    assert rows(store, "SELECT count(*) AS n FROM records") == [{"n": 1100}]
    assert rows(store, "SELECT count(DISTINCT record_id) AS n FROM affected") == [{"n": 1100}]


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("mysql://x/y", "only SQLite and PostgreSQL|needs"),
        ("nothing://x", "no address of a database"),
        ("/nowhere/at/all.sqlite", "cannot be written: unable to open"),
        ("postgresql://u:secret@127.0.0.1:1/x", r"u:\*\*\*@127\.0\.0\.1:1/x: cannot be written"),
    ],
)
def test_targets_that_cannot_be_written(target: str, says: str) -> None:
    with pytest.raises(StopError, match=says), written(target):
        pass


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at" * 20)
    with pytest.raises(StopError, match="cannot be written: file is not a database"):
        fill(str(path), LINES)


def test_parquet_and_pandas(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    fill(str(path), LINES)
    frame = pd.read_parquet(path)
    assert list(frame.columns) == [*COLUMNS, "json"]
    assert frame["start_earliest"][0] == datetime(2024, 3, 5, 15, tzinfo=timezone.utc)
    assert frame["minutes_max"][0] == 240
    assert frame["json"][0].encode() == LINES[0]
    assert pq.read_schema(path).field("start_earliest").type.tz == "UTC"
    with sqlite3.connect(":memory:") as connection:
        frame.to_sql("t", connection)
        assert connection.execute("SELECT services FROM t").fetchall() == [("facebook;x",), ("",)]
    connection.close()


def test_parquet_has_the_same_bytes_again_and_appears_whole(tmp_path: Path) -> None:
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    many = [record(id=f"r{number}").to_json() for number in range(6000)]
    fill(str(one), many)
    fill(str(two), many)
    assert one.read_bytes() == two.read_bytes()
    assert pq.ParquetFile(one).num_row_groups == 2
    with pytest.raises(StopError, match="no more"), written(str(one)) as out:
        out.write(many[0])
        raise StopError("no more")
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.parquet", "two.parquet"]


def test_an_empty_output_can_be_read(tmp_path: Path, store: str) -> None:
    fill(str(tmp_path / "out.parquet"), [])
    assert len(pd.read_parquet(tmp_path / "out.parquet")) == 0
    fill(store, [])
    assert rows(store, "SELECT * FROM outages") == []


def test_a_moment_to_the_day(tmp_path: Path) -> None:
    day = moment("2024-03-05", "2024-03-05T00:00:00+06:00", "2024-03-05T23:59:59+06:00")
    fill(
        str(tmp_path / "s.db"),
        [record(start=day, article={"published_at": "2024-03-06"}).to_json()],
    )
    (row,) = rows(str(tmp_path / "s.db"), "SELECT * FROM records")
    assert row["start_earliest"].startswith("2024-03-04 18:00:00")
    assert row["start_latest"].startswith("2024-03-05 17:59:59")
    assert row["published_utc"].startswith("2024-03-05 18:00:00")
