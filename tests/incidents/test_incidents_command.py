"""`bibhrat incidents`: files in, files out, going on, bad lines, scores."""

import gzip
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bibhrat.cli import main
from bibhrat.incidents import Incidents, json_schema
from bibhrat.record import OutageRecord
from incidents.tell import tell
from support import ROOT, read_lines

NEWS = (
    tell("a", "2024-03-05T22:00", "facebook", start="2024-03-05T21:00~", status="ongoing"),
    tell("b", "2024-03-06T09:00", "facebook", start="2024-03-05T21:10", end="2024-03-05T22:40",
         length="PT1H30M~", cause="technical_fault", scope="global"),
    tell("c", "2024-03-06T09:00", "bkash", start="2024-03-06T08:00", status="ongoing"),
)  # fmt: skip


def write(path: Path, *lines: OutageRecord | bytes) -> Path:
    path.write_bytes(
        b"".join((l if isinstance(l, bytes) else l.to_json()) + b"\n" for l in lines)  # noqa: E741
    )
    return path


def test_records_become_incidents_that_fit_the_schema(tmp_path: Path) -> None:
    out = tmp_path / "incidents.jsonl"
    assert main(["incidents", str(write(tmp_path / "r.jsonl", *NEWS)), "-o", str(out)]) == 0
    rows = read_lines(out)
    assert [len(row["revisions"]) for row in rows] == [2, 1]
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    for row in rows:
        Draft202012Validator(schema).validate(row)
    assert not Draft202012Validator(schema).is_valid({**rows[0], "articles": 0})


def test_the_printed_schema_is_that_of_an_incident(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "incident"]) == 0
    assert json.loads(capfd.readouterr().out) == json.loads(json.dumps(json_schema()))


def test_going_on_with_what_is_there_gives_the_same_bytes_as_all_at_once(tmp_path: Path) -> None:
    out = tmp_path / "incidents.jsonl"
    for number, record in enumerate(NEWS[::-1]):
        more = write(tmp_path / f"{number}.jsonl", record)
        known = [str(out)] if out.exists() else []
        assert main(["incidents", str(more), *known, "-o", str(out), "--quiet"]) == 0
    lines = out.read_bytes().splitlines()
    assert lines == [incident.to_json() for incident in Incidents(NEWS).incidents()]


def test_gzip_is_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(NEWS[0].to_json() + b"\n"))
    assert main(["incidents", str(path), "--quiet"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["articles"] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "JSON"),
        (b'{"schema": "bibhrat.outage/9"}', "bibhrat.outage/1"),
        (b'{"schema": "bibhrat.incident/1"}', "revisions: a list of objects is needed"),
        (b'{"schema": "bibhrat.incident/1", "revisions": [{}]}', "expected a JSON object"),
        (b'{"schema": "bibhrat.incident/1", "revisions": [7]}', "revisions"),
        (NEWS[0].to_json().replace(b"T21:00:00", b"T99:00:00"), "start.earliest"),
    ],
)
def test_a_line_that_is_neither_is_told_and_the_rest_is_done(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], line: bytes, said: str
) -> None:
    path = write(tmp_path / "r.jsonl", line, NEWS[2])
    out = tmp_path / "out.jsonl"
    assert main(["incidents", str(path), "-o", str(out)]) == 3
    error = capfd.readouterr().err
    assert "r.jsonl:1" in error
    assert said in error
    assert len(read_lines(out)) == 1


def test_without_a_file_it_does_not_run(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["incidents"]) == 2
    assert "name a file" in capfd.readouterr().err


def test_no_records_are_no_incidents(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["incidents", str(write(tmp_path / "r.jsonl")), "-o", str(out), "--quiet"]) == 0
    assert out.read_bytes() == b""


def test_scores_are_printed_for_labels_and_for_what_is_extracted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = (ROOT / "corpora/outages/dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold.write_text("\n".join(lines[:12]) + "\n", encoding="utf-8")
    assert main(["incidents", "--score", str(gold)]) == 0
    head, labels, extracted = capfd.readouterr().out.splitlines()
    assert head.split()[:2] == ["B³", "P"]
    assert labels.split()[0] == "labels"
    assert 0.95 <= float(labels.split()[3]) <= 1
    assert extracted.split()[0] == "extracted"


def test_records_of_a_file_are_scored(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    row = {"tz": "Asia/Dhaka", "title": "ক", "text": "খ", "outage": True, "incident": "one"}
    event = {"primary": True, "services": ["facebook"], "type": "outage", "status": "ongoing"}
    lines = [json.dumps({**row, "id": name, "events": [event]}) for name in ("a", "b", "z")]
    gold.write_text("\n".join(lines), encoding="utf-8")
    records = write(tmp_path / "r.jsonl", *NEWS)
    assert main(["incidents", str(records), "--score", str(gold), "--quiet"]) == 0
    _, scores = capfd.readouterr().out.splitlines()
    # Gold {a b z}; found {a b} {c}: a and b are whole and pure, z is missed, c is too many.
    assert scores.split()[:4] == ["records", "0.667", "0.444", "0.533"]
