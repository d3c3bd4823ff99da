import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import bibhrat
from support import ORDINARY, OUTAGE, read_lines

Command = Callable[..., subprocess.CompletedProcess[bytes]]
Feed = Callable[..., Path]


def test_version(command: Command) -> None:
    assert command("--version").stdout.decode().strip() == f"bibhrat {bibhrat.__version__}"


def test_every_written_record_fits_the_printed_schema(
    feed: Feed, command: Command, tmp_path: Path
) -> None:
    schema = json.loads(command("schema").stdout)
    Draft202012Validator.check_schema(schema)
    out = tmp_path / "out.jsonl"
    sample = Path(__file__).parent.parent / "corpora/sample/feed.jsonl"
    assert command("extract", sample, "-o", out).returncode == 0
    records = read_lines(out)
    assert records
    for record in records:
        Draft202012Validator(schema).validate(record)
    broken = {**records[0], "extra": 1}
    assert not Draft202012Validator(schema).is_valid(broken)


def test_standard_input_to_standard_output(command: Command) -> None:
    line = json.dumps(OUTAGE, ensure_ascii=False).encode() + b"\n"
    done = command("extract", "-", stdin=line)
    assert json.loads(done.stdout)["article"]["id"] == "a1"
    assert "1 articles read, 1 records written to standard output" in done.stderr.decode()


BODY = f"{OUTAGE['title']}\n{OUTAGE['text']}"
BRIEF = {
    "text": "মঙ্গলবার (৫ মার্চ) রাত ৯টা",
    "start": BODY.index("মঙ্গলবার"),
    "end": BODY.index(" থেকে"),
    "type": "TIME",
    "value": "2024-03-05T21:00",
}


def test_tag_gives_a_line_for_every_article(feed: Feed, command: Command) -> None:
    done = command("tag", feed(OUTAGE, ORDINARY))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a1", "a2"]
    assert lines[0]["timexes"] == [BRIEF]
    assert [t["value"] for t in lines[1]["timexes"]] == ["2024-03-06"]


def test_tag_in_full_gives_all_that_is_known(feed: Feed, command: Command) -> None:
    done = command("tag", feed(OUTAGE), "--full")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    (timex,) = lines[0]["timexes"]
    assert timex == {
        **BRIEF,
        "earliest": "2024-03-05T21:00:00+06:00",
        "latest": "2024-03-05T21:00:00+06:00",
        "approximate": False,
        "mod": None,
        "anchor": "publication",
        "rules": ["date+daypart+clock", "year-nearest", "weekday-agrees"],
        "range_begin": None,
        "range_end": None,
        "postposition": "থেকে",
        "warnings": [],
    }


def test_explain_names_every_drop_and_the_rule_of_every_time(feed: Feed, command: Command) -> None:
    said = command("extract", feed(OUTAGE, ORDINARY), "--explain").stderr.decode()
    assert "dropped: gate" in said
    assert "start: 2024-03-05T21:00 by " in said
    assert "affected (stated): messenger" in said


def test_table_shows_the_records(feed: Feed, command: Command, tmp_path: Path) -> None:
    done = command("extract", feed(OUTAGE), "-o", tmp_path / "o.jsonl", "--table")
    assert "ফেসবুক" in done.stderr.decode()
    assert done.stdout == b""


def test_show_prints_the_article_and_its_evidence(feed: Feed, command: Command) -> None:
    path = feed(ORDINARY, OUTAGE)
    shown = command("show", path, "--id", "a1").stdout.decode()
    assert OUTAGE["title"] in shown
    assert "start: 2024-03-05T21:00" in shown
    assert "no record: gate" in command("show", path).stdout.decode()
    missing = command("show", path, "--id", "zz")
    assert missing.returncode == 2
    assert "no article with id 'zz'" in missing.stderr.decode()


def test_show_reads_plain_text(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"{OUTAGE['title']}\n{OUTAGE['text']}", encoding="utf-8")
    assert "facebook" in command("show", path).stdout.decode()


def test_quiet_is_quiet(feed: Feed, command: Command, tmp_path: Path) -> None:
    done = command("extract", feed(OUTAGE, b"{"), "-o", tmp_path / "o.jsonl", "--quiet")
    assert done.returncode == 3
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ("[gate]\nopen = true", "gate.open: Extra inputs are not permitted"),
        ("[gate]\nmin_bangla = 2", "gate.min_bangla"),
        ("[zones]\nx = 'Mars'", "zones.x: unknown time zone 'Mars'"),
        ("[gate", "profile.toml: "),
    ],
)
def test_a_wrong_profile_stops_with_the_path_of_the_key(
    feed: Feed, command: Command, tmp_path: Path, profile: str, says: str
) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(profile)
    done = command("extract", feed(OUTAGE), "--profile", path)
    assert done.returncode == 2
    assert says in done.stderr.decode()


def test_a_partial_profile_is_laid_over_the_defaults(
    feed: Feed, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "profile.toml"
    path.write_text("[records]\nmin_confidence = 1.0")
    done = command("extract", feed(OUTAGE), "--profile", path)
    assert done.returncode == 0
    assert "below_confidence 1" in done.stderr.decode()


@pytest.mark.parametrize(("least", "left"), [("0", 1), ("1", 0)])
def test_a_least_confidence_leaves_records_out(
    feed: Feed, command: Command, least: str, left: int
) -> None:
    done = command("extract", feed(OUTAGE), "--min-confidence", least)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == left


def test_a_least_confidence_above_one_is_refused(feed: Feed, command: Command) -> None:
    done = command("extract", feed(OUTAGE), "--min-confidence", "90")
    assert done.returncode == 2
    assert "between 0 and 1" in done.stderr.decode()


def records(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def test_record_ids_are_stable(feed: Feed, command: Command) -> None:
    path = feed(OUTAGE)
    first, second = command("extract", path).stdout, command("extract", path).stdout
    assert first == second
    assert json.loads(first)["id"] == bibhrat.extract(OUTAGE)[0].id
