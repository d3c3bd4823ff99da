import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import SkipError, StopError
from bibhrat.export.command import NAMES
from bibhrat.export.formats import FORMATS
from bibhrat.export.read import to_record
from export.build import call, moment, row, write
from support import read_lines

SHUTDOWN = {"event": {"type": "shutdown"}}


def test_all_formats_are_offered() -> None:
    assert list(NAMES) == list(FORMATS)


@pytest.mark.parametrize(("name", "key"), [("radar", "annotations"), ("statuspage", "incidents")])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_document(tmp_path: Path, name: str, key: str, count: int) -> None:
    rows = [row(id=f"r{n}") for n in range(count)]
    out = tmp_path / "out.json"
    assert call(name, write(tmp_path / "in.jsonl", *rows), "-o", out) == 0
    assert [item["id"] for item in json.loads(out.read_bytes())[key]] == [r["id"] for r in rows]


def test_a_record_left_out_at_the_end_leaves_no_comma(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", row(id="r1"), row(id="r2", start=None))
    assert call("radar", source, "-o", tmp_path / "out.json", "--quiet") == 0
    (only,) = json.loads((tmp_path / "out.json").read_bytes())["annotations"]
    assert only["id"] == "r1"


def test_losses_are_counted_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(
        tmp_path / "in.jsonl",
        row(id="r1"),
        row(id="r2", services=[]),
        row(id="r3", start=None),
        row(id="r4", end=None),
    )
    lost = tmp_path / "lost.jsonl"
    assert call("radar", source, "-o", tmp_path / "out.json", "--lost", lost) == 0
    assert read_lines(lost) == [
        {
            "id": "r1",
            "written": True,
            "lost": [{"reason": "services.no_field", "value": "facebook"}],
        },
        {
            "id": "r3",
            "written": False,
            "lost": [
                {
                    "reason": "record.no_start",
                    "value": "Facebook outage, 5 March 2024 21:00–22:30 (Asia/Dhaka)",
                }
            ],
        },
        {
            "id": "r4",
            "written": True,
            "lost": [
                {"reason": "status.resolved_without_end", "value": "resolved"},
                {"reason": "services.no_field", "value": "facebook"},
            ],
        },
    ]
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"4 records read, 3 written to {tmp_path / 'out.json'}"
    assert told[1] == "left out: no_start 1"
    assert told[2] == (
        "not carried, by records: services.no_field 2, status.resolved_without_end 1"
    )
    assert told[3] == "radar never has: evidence, rules, confidence, warnings, summary_bn"


def test_lines_that_are_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(
        tmp_path / "in.jsonl",
        row(id="r1"),
        b"{broken",
        {"id": "a1", "title": "x", "text": "y"},
        b"[1]",
        row(id="r1"),
        b"",
        row(id="r2", confidence=2),
        b"\xff",
        row(id="r3"),
    )
    rejects, out = tmp_path / "rejects.jsonl", tmp_path / "out.csv"
    assert call("csv", source, "-o", out, "--rejects", rejects) == 3
    with out.open(newline="", encoding="utf-8") as stream:
        assert [r["id"] for r in csv.DictReader(stream)] == ["r1", "r3"]
    assert [(r["line"], r["code"], r["field"]) for r in read_lines(rejects)] == [
        (2, "bad_json", None),
        (3, "not_a_record", "schema"),
        (4, "not_an_object", None),
        (5, "duplicate_id", "id"),
        (7, "bad_record", "confidence"),
        (8, "bad_encoding", None),
    ]
    told = capsys.readouterr().err
    assert f"rejected: {source}:3: schema: 'bibhrat.outage/1' is needed, got none" in told
    assert "rejected: 6 (" not in told
    assert "rejected: bad_encoding 1, bad_json 1, bad_record 1, duplicate_id 1" in told


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"article": {"tz": "Asia/Nowhere"}}, "article.tz"),
        ({"article": {"published_at": "yesterday"}}, "article.published_at"),
        ({"article": {"published_at": "2024-03-06T10:00"}}, "article.published_at"),
        ({"start": moment("2024-03-05T21:00", "2024-03-05T21:00")}, "start.earliest"),
        ({"end": moment("2024-03-05", "2024-03-05T00:00:00Z", "soon")}, "end.latest"),
        ({"end": moment("2024-02-30T21:00", "2024-03-01T21:00:00+06:00")}, "end.value"),
        ({"start": moment("9999-12-31", "9999-12-30T00:00:00+06:00")}, "start.value"),
        ({"start": moment("0001-01-01", "0001-01-01T00:00:00+06:00")}, "start.earliest"),
        ({"article": {"published_at": "0001-01-01"}}, "article.published_at"),
    ],
)
def test_times_that_cannot_be_read(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(SkipError) as caught:
        to_record(row(**changes))
    assert (caught.value.code, caught.value.field) == ("bad_time", field)


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(SkipError, match=r"event\.colour") as caught:
        to_record(row(event={"colour": "red"}))
    assert caught.value.code == "bad_record"


def test_a_lone_surrogate_is_rejected() -> None:
    with pytest.raises(SkipError, match="not text that can be written") as caught:
        to_record(row(article={"title": "\ud800"}))
    assert caught.value.code == "bad_record"


def test_nothing_is_left_when_reading_breaks(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps(row()).encode() + b"\n")
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(whole[:-12])
    out = tmp_path / "out.json"
    out.write_text("before")
    with pytest.raises(StopError, match="reading failed"):
        call("radar", source, "-o", out, "--lost", tmp_path / "lost.jsonl")
    assert out.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl.gz", "out.json"}


def test_gzip_is_read(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(gzip.compress(json.dumps(row()).encode()))
    assert call("markdown", source, "-o", tmp_path / "out.md") == 0
    assert len((tmp_path / "out.md").read_text(encoding="utf-8").splitlines()) == 3


def test_byte_order_mark(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", row(**SHUTDOWN))
    for name in ("csv", "stop"):
        out = tmp_path / f"{name}.csv"
        assert call(name, source, "-o", out, "--bom", "--quiet") == 0
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        assert out.read_bytes().count(b"\xef\xbb\xbf") == 1
    with pytest.raises(StopError, match="--bom"):
        call("radar", source, "--bom")


def test_one_file_for_two_purposes_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", row())
    for options in (("-o", source), ("--lost", "-"), ("-o", "x", "--rejects", "./x")):
        with pytest.raises(StopError, match="the same file as"):
            call("csv", source, *options)
    assert read_lines(source)


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "in.jsonl", row(), b"{")
    assert call("radar", source, "-o", tmp_path / "out", "--quiet") == 3
    assert capsys.readouterr().err == ""


def test_an_unknown_format_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call("pdf", "in.jsonl")
    assert caught.value.code == 2
    assert "invalid choice: 'pdf'" in capsys.readouterr().err


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    planned = {"event": {"type": "maintenance", "status": "scheduled"}}
    source = write(tmp_path / "in.jsonl", row(**planned), row(id="r2", **SHUTDOWN))
    for name in FORMATS:
        for out in ("one", "two"):
            call(name, source, "-o", tmp_path / out, "--quiet")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
