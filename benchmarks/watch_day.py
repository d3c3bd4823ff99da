"""A day of 60 feeds in which everything fails: what was tried, and what was lost.

    python benchmarks/watch_day.py [--feeds 60] [--hours 24] [--interval 900]

The web is in memory and has a clock of its own; all else is what `bibhrat watch` runs. Every
article is looked for afterwards, with the records that it gives by itself. Memory is that of
the process, simulated web included, at the end of each hour.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from watch.day import Day  # noqa: E402 - the simulation is shared with the tests


def main() -> int:
    """Simulate and print; 1 where anything was lost."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--feeds", type=int, default=60)
    options.add_argument("--hours", type=int, default=24)
    options.add_argument("--interval", type=float, default=900.0, help="seconds between two polls")
    chosen = options.parse_args()
    lines = (ROOT / "corpora/outages/train.jsonl").read_bytes().splitlines()
    rows = [orjson.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        day = Day(
            Path(folder), rows, feeds=chosen.feeds, hours=chosen.hours, interval=chosen.interval
        )
        found = day.run()
        seconds = time.process_time() - begin
    print(
        f"{chosen.hours} h of {chosen.feeds} feeds: {found.polls:,} polls, {found.stories:,} "
        f"articles ({found.copies} known as copies), {found.records:,} records, "
        f"{found.incidents:,} incidents; {found.starts} starts; {seconds:.0f} s of processor time"
    )
    print(f"\n{'tried':42}{'times':>8}")
    for name, times in sorted(found.tried.items()):
        print(f"{name:42}{times:>8,}")
    bad = {
        "articles lost": found.lost,
        "articles whose records are not the expected": found.wrong,
        "events twice in the file": found.doubled,
        "events missing in file or webhook": found.missing,
    }
    print(f"\n{'lost':42}{'':>8}")
    for name, listed in bad.items():
        print(f"{name:42}{len(listed):>8,}  {', '.join(listed[:3])}")
    print("\nmemory, MB: " + ", ".join(f"{hour} h {mb:.0f}" for hour, mb in found.memory.items()))
    return int(any(bad.values()))


if __name__ == "__main__":
    sys.exit(main())
