"""Every kind of bad input: a clear message, and nothing else is lost."""

import errno
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from bibhrat.write import whole_file
from support import ORDINARY, OUTAGE, ROOT, read_lines

Command = Callable[..., subprocess.CompletedProcess[bytes]]
Feed = Callable[..., Path]


def row(identity: str, **change: Any) -> dict[str, Any]:
    return {**OUTAGE, "id": identity, **change}


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        (b'{"id": "x", "title": "broken', "bad_json", "not JSON"),
        (b"[1, 2]", "not_an_object", "expected a JSON object"),
        (b'{"id": "x", "title": "\xe9t\xe9", "text": "a"}', "bad_encoding", "not UTF-8 at byte"),
        (b'{"id": "x"}', "missing_text", "text: missing"),
        (b'{"id": "x", "title": "", "text": "  "}', "empty_text", "text: empty"),
        (b'{"id": "x", "text": 3}', "bad_type", "text: expected a string, got 3"),
        (b'{"id": " ", "title": "t", "text": "x"}', "bad_id", "id: a non-empty string is needed"),
        (json.dumps(row("a1")).encode(), "duplicate_id", "id: 'a1' was seen before"),
        (b"[" * 100_000, "bad_json", "not JSON"),
    ],
)
def test_one_bad_line_costs_nothing_else(
    feed: Feed, command: Command, tmp_path: Path, line: bytes, code: str, says: str
) -> None:
    path = feed(row("a1"), line, row("a3"))
    out, rejects = tmp_path / "out.jsonl", tmp_path / "rejects.jsonl"
    done = command("extract", path, "-o", out, "--rejects", rejects)
    assert done.returncode == 3
    assert [r["article"]["id"] for r in read_lines(out)] == ["a1", "a3"]
    (rejected,) = read_lines(rejects)
    assert (rejected["file"], rejected["line"], rejected["code"]) == (str(path), 2, code)
    assert says in rejected["message"]
    assert f"{path}:2: " in done.stderr.decode()


def test_line_17_of_many(feed: Feed, command: Command, tmp_path: Path) -> None:
    rows: list[dict[str, Any] | bytes] = [{**ORDINARY, "id": f"n{i}"} for i in range(3000)]
    rows[16] = b"{"
    rows[2999] = row("last")
    done = command("extract", feed(*rows), "-o", tmp_path / "out.jsonl")
    assert done.returncode == 3
    assert [r["article"]["id"] for r in read_lines(tmp_path / "out.jsonl")] == ["last"]
    assert "in.jsonl:17: not JSON" in done.stderr.decode()
    assert "2,999 articles read, 1 records written" in done.stderr.decode()


def test_blank_lines_and_a_byte_order_mark_are_nothing(feed: Feed, command: Command) -> None:
    first = b"\xef\xbb\xbf" + json.dumps(row("a1")).encode()
    done = command("extract", feed(first, b"", b"  ", row("a2")))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_a_missing_publication_time_leaves_relative_times_unresolved(
    feed: Feed, command: Command
) -> None:
    text = "আজ রাত ৯টা থেকে ফেসবুকে ঢুকতে পারছেন না ব্যবহারকারীরা।"
    done = command("extract", feed(row("a1", text=text, published_at="নেই")))
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["start"] is None
    assert any("published_at: 'নেই' is no ISO" in w for w in record["warnings"])
    assert "repair" in done.stderr.decode()


def test_an_unknown_zone_is_named_in_the_record(feed: Feed, command: Command) -> None:
    done = command("extract", feed(row("a1", tz="Dhaka")))
    assert "tz: unknown time zone 'Dhaka', Asia/Dhaka used" in json.loads(done.stdout)["warnings"]


def test_what_is_not_bangla_is_dropped_by_name(feed: Feed, command: Command) -> None:
    done = command("extract", feed(row("a1", title="Facebook is down", text="It came back at 10.")))
    assert done.returncode == 0
    assert done.stdout == b""
    assert "not_bangla 1" in done.stderr.decode()


def test_nul_and_lone_surrogates(feed: Feed, command: Command) -> None:
    raw = json.dumps(row("a1", text="\x00 " + OUTAGE["text"] + " \ud83d শেষ।")).encode()
    done = command("extract", feed(raw))
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["start"]["value"] == "2024-03-05T21:00"


def test_html_in_the_text_keeps_offsets(feed: Feed, command: Command) -> None:
    text = "<p>মঙ্গলবার (৫ মার্চ) রাত ৯টা&nbsp;থেকে <b>ফেসবুকে</b> ঢুকতে পারছেন না ব্যবহারকারীরা।</p>"
    record = json.loads(command("extract", feed(row("a1", text=text))).stdout)
    (span,) = record["start"]["evidence"]
    assert text[span["start"] : span["end"]] == span["text"] == "মঙ্গলবার (৫ মার্চ) রাত ৯টা"


@pytest.mark.slow
def test_a_five_megabyte_article(feed: Feed, command: Command) -> None:
    (news,) = (r for r in read_lines(ROOT / "corpora/sample/feed.jsonl") if r["id"] == "sample-24")
    text = news["text"] + " " + ORDINARY["text"] * (5_000_000 // len(ORDINARY["text"].encode()))
    done = command("extract", feed({**news, "id": "a1", "text": text}, row("a2")))
    assert done.returncode == 0
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == ["a1", "a2"]


def test_utf_16_is_named_and_stops_the_run(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_bytes(json.dumps(row("a1"), ensure_ascii=False).encode("utf-16"))
    out = tmp_path / "out.jsonl"
    done = command("extract", path, "-o", out)
    assert done.returncode == 2
    assert f"{path}:1: looks like UTF-16" in done.stderr.decode()
    assert not out.exists()


def test_an_empty_file_gives_an_empty_output(feed: Feed, command: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = command("extract", feed(), "-o", out)
    assert done.returncode == 0
    assert out.read_bytes() == b""
    assert "0 articles read" in done.stderr.decode()


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_an_input_that_cannot_be_read(command: Command, tmp_path: Path, name: str) -> None:
    done = command("extract", tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert "cannot be read" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_broken_compression(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row("a1")).encode() * 50)[:-20])
    done = command("extract", path, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert "reading failed" in done.stderr.decode()
    assert not (tmp_path / "out.jsonl").exists()


def test_an_output_folder_that_is_not_there(feed: Feed, command: Command, tmp_path: Path) -> None:
    done = command("extract", feed(row("a1")), "-o", tmp_path / "no" / "out.jsonl")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_standard_output(feed: Feed) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bibhrat", "extract", str(feed(row("a1")))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert "standard output: cannot be written: No space left" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "out.jsonl"
    target.write_text("before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StopError, match="No space left"), whole_file(str(target)) as out:
        out.write(b"{}")
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_named_pipe_stays_one(feed: Feed, command: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert command("extract", feed(OUTAGE), "-o", pipe).returncode == 0
    said, _ = reader.communicate(timeout=30)
    assert json.loads(said)["article"]["id"] == OUTAGE["id"]
    assert pipe.is_fifo()


def test_a_folder_is_no_output(feed: Feed, command: Command, tmp_path: Path) -> None:
    done = command("extract", feed(OUTAGE), "-o", tmp_path)
    assert (done.returncode, b"cannot be written: Is a directory" in done.stderr) == (2, True)
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe(feed: Feed) -> None:
    rows = [row(f"a{i}", text=OUTAGE["text"] + "\n" + "ক" * 3000) for i in range(200)]
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f"{sys.executable} -m bibhrat extract {feed(*rows)} | head -n 1 >/dev/null",
        ],
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert "standard output: closed by its reader" in done.stderr.decode()


def test_an_interrupted_run_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("before")
    with pytest.raises(KeyboardInterrupt), whole_file(str(target)) as out:
        out.write(b"{}")
        raise KeyboardInterrupt
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_labels_without_mentions_are_named_before_training(feed: Feed, command: Command) -> None:
    article = json.loads((ROOT / "corpora/outages/dev.jsonl").read_bytes().split(b"\n")[0])
    del article["mentions"]
    own = feed(article, name="own.jsonl")
    done = command("train", ROOT / "configs/train/linear.toml", "--extra", own, "-o", own.parent)
    assert done.returncode == 2
    assert f"{own}:1: mentions: expected a list" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
