"""A large run: counts in against counts out, memory at a tenth and at the whole, cost.

    python benchmarks/load.py [FEED.jsonl[.gz]] [--articles 1000000] [options of bibhrat run]

A feed is written from the articles of another, over and over, each with an id of its own;
every 500th is an outage report of the train split, every 10,000th line is broken. What has
to come out is known beforehand: each base article is extracted once by itself. The feed
takes about 8 GB a million articles in the folder of temporary files, and is removed.
Processor time and memory are those of the run and its processes; actors of a Ray cluster
are not among them.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bibhrat.article import from_row
from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from feed import FEEDS, OUTAGES, lines

_OUTAGE_EVERY, _BROKEN_EVERY = 500, 10_000


@dataclass
class Expected:
    """What has to come out of a feed."""

    articles: int = 0
    records: int = 0
    rejected: int = 0


@dataclass
class Measured:
    """One run: seconds by the clock, seconds of processor time, MB, and its manifest."""

    seconds: float
    cpu: float
    peak: float
    counts: dict[str, Any]


def main() -> None:
    """Measure and print; ends with an error where a count is wrong."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("feed", nargs="?", default=str(next(p for p in FEEDS if p.exists())))
    options.add_argument("--articles", type=int, default=1_000_000)
    chosen, more = options.parse_known_args()
    peaks = []
    for articles in (chosen.articles // 10, chosen.articles):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "feed.jsonl"
            expected = _write(chosen.feed, articles, path)
            size = path.stat().st_size
            found = _run(path, Path(folder) / "out", more)
            peaks.append(found.peak)
            print(
                f"{articles:,} articles, {size / 1e9:.2f} GB {' '.join(more)}: "
                f"{articles / found.seconds:,.0f} articles/s, {found.seconds:,.0f} s, "
                f"{found.cpu / articles * 1e6 / 3600:.3f} core hours a million, "
                f"peak {found.peak:,.0f} MB"
            )
            _check(expected, found.counts)
    print(f"peak memory at the whole / at a tenth: {peaks[1] / peaks[0]:.2f}")


def _write(feed: str, count: int, target: Path) -> Expected:
    """Write a feed of so many articles, and say what has to come out."""
    profile = read_profile()

    def counted(rows: Iterator[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
        return [(row, len(extract(from_row(row), profile).records)) for row in rows]

    ordinary = counted(orjson.loads(line) for line in lines(feed))
    told = (orjson.loads(line) for line in lines(str(next(p for p in OUTAGES if p.exists()))))
    outages = counted(row for row in told if row.get("outage", True))
    expected = Expected()
    usual, special = itertools.cycle(ordinary), itertools.cycle(outages)
    with target.open("wb", buffering=1 << 20) as out:
        for number in range(count):
            row, records = next(special if number % _OUTAGE_EVERY == 0 else usual)
            out.write(orjson.dumps({**row, "id": f"load-{number}"}) + b"\n")
            expected.articles += 1
            expected.records += records
            if number % _BROKEN_EVERY == 0:
                out.write(b'{"id": "broken\n')
                expected.rejected += 1
    return expected


def _run(feed: Path, out: Path, more: list[str]) -> Measured:
    command = [sys.executable, "-m", "bibhrat", "run", str(feed), "--out", str(out), "--quiet"]
    begin = time.perf_counter()
    process = subprocess.Popen([*command, *more])
    _, _, used = os.wait4(process.pid, 0)  # its own and its workers' time; the largest's memory
    seconds = time.perf_counter() - begin
    counts = json.loads((out / "manifest.json").read_bytes())["counts"]
    counts["ids"] = _ids(out / "records.jsonl")
    return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, counts)


def _ids(records: Path) -> int:
    """Different record ids in the output."""
    with records.open("rb") as stream:
        return len({orjson.loads(line)["id"] for line in stream})


def _check(expected: Expected, counts: dict[str, Any]) -> None:
    dropped, rejected = sum(counts["dropped"].values()), sum(counts["rejected"].values())
    rows = [
        ("articles in / read", expected.articles, counts["articles"]),
        ("broken lines in / rejected", expected.rejected, rejected),
        ("records expected / written", expected.records, counts["written"]),
        ("records written / different ids", counts["written"], counts["ids"]),
    ]
    for name, before, after in rows:
        print(f"  {name:34} {before:>10,} {after:>10,}")
    print(f"  {'articles without a record':34} {dropped:>10,}")
    if any(before != after for _, before, after in rows):
        sys.exit("load: a count is wrong")


if __name__ == "__main__":
    main()
