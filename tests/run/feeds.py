"""Inputs of several kinds with good and bad rows, and what a run leaves of them."""

import csv
import gzip
import io
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bibhrat.run.job import Report, run_all
from bibhrat.run.settings import checked
from support import ORDINARY, OUTAGE, read_lines

OUTPUTS = ("records.jsonl", "rejects.jsonl")


def row(number: int) -> dict[str, Any]:
    """Every third article is an outage; titles differ, so that no two records are alike."""
    base = OUTAGE if number % 3 == 0 else ORDINARY
    return {**base, "id": f"n{number}", "title": f"{base['title']} ({number})"}


def lines(first: int, last: int) -> bytes:
    """JSON Lines of some rows, now and then with a bad or a blank line between."""
    parts = []
    for number in range(first, last):
        parts.append(json.dumps(row(number), ensure_ascii=False).encode())
        if number % 10 == 4:
            parts.append(b'{"id": "broken')
        if number % 10 == 7:
            parts.append(b"")
    return b"\n".join(parts) + b"\n"


def make(folder: Path, articles: int = 120) -> Path:
    """A folder of four files: two plain, one packed, one CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    quarter = articles // 4
    (folder / "a.jsonl").write_bytes(lines(0, quarter))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(quarter, 2 * quarter)))
    (folder / "d.jsonl").write_bytes(lines(2 * quarter, 3 * quarter).rstrip(b"\n"))
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "title", "text", "published_at"], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(row(number) for number in range(3 * quarter, articles))
    (folder / "c.csv").write_text(text.getvalue() + "x,y,z,too,many\n", encoding="utf-8")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    """The bytes of a run's outputs."""
    return {name: (folder / name).read_bytes() for name in OUTPUTS}


def go(inputs: Path | list[str], out: Path, **settings: Any) -> Report:
    """A run in this process."""
    named = inputs if isinstance(inputs, list) else [str(inputs)]
    asked = checked({"inputs": named, **settings}, "test")
    return run_all(asked, str(out), progress=lambda total: nullcontext(lambda articles, size: None))


def record_ids(out: Path) -> list[str]:
    """Article ids of the records, in order."""
    return [line["article"]["id"] for line in read_lines(out / OUTPUTS[0])]
