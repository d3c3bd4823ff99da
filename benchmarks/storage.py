"""What the form of an input costs: size on the disk and processor time, side by side.

    python benchmarks/storage.py [FEED.jsonl[.gz]] [--articles 20000]

The same articles as plain JSON Lines, packed with gzip and Zstandard, and as Parquet.
"""

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from feed import FEEDS, lines, repeat

try:
    from compression import zstd
except ImportError:
    from backports import zstd

_COLUMNS = ("id", "title", "text", "url", "source", "published_at")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("feed", nargs="?", default=str(next(p for p in FEEDS if p.exists())))
    options.add_argument("--articles", type=int, default=20_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "feed.jsonl"
        repeat(lines(chosen.feed), chosen.articles, plain)
        forms = [plain, *_others(plain)]
        _cpu(plain, Path(folder))  # reads bibhrat and the file into the system's cache
        base = _cpu(plain, Path(folder))
        for path in forms:
            size = path.stat().st_size / chosen.articles * 1e6 / 1e9
            ratio = _cpu(path, Path(folder)) / base
            print(f"{path.name:18} {size:6.2f} GB a million   processor time {ratio:5.2f}")


def _others(plain: Path) -> list[Path]:
    content = plain.read_bytes()
    gz, zst, parquet = (plain.with_name(f"feed.{e}") for e in ("jsonl.gz", "jsonl.zst", "parquet"))
    gz.write_bytes(gzip.compress(content, 6))
    zst.write_bytes(zstd.compress(content, 3))
    rows = [orjson.loads(line) for line in content.splitlines()]
    table = pa.table({name: [row.get(name) for row in rows] for name in _COLUMNS})
    pq.write_table(table, parquet, compression="zstd", row_group_size=5_000)
    return [gz, zst, parquet]


def _cpu(feed: Path, folder: Path) -> float:
    """Seconds of processor time of one extraction."""
    command = [sys.executable, "-m", "bibhrat", "extract", str(feed)]
    process = subprocess.Popen([*command, "-o", str(folder / "out.jsonl"), "--quiet"])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"storage: {feed.name} was not read")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
