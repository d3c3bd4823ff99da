"""Speed and memory of a batch run, as ratios measured side by side in one process.

    python benchmarks/feed.py [FEED.jsonl[.gz]] [--articles 50000]

The ceiling is what no extractor can beat: decode every line with orjson and scan its text
once with the gate's automaton. Memory is the peak of a fresh process for each size.
"""

import argparse
import gzip
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson
import spacy
from ahocorasick_rs import BytesAhoCorasick

from bibhrat import gate
from bibhrat.article import Article, from_row
from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from bibhrat.run import Outcome, run

ROOT = Path(__file__).resolve().parent.parent
FEEDS = (ROOT.parent / "shared/data/real_news.jsonl.gz", ROOT / "corpora/sample/feed.jsonl")
OUTAGES = (ROOT / "corpora/outages/train.jsonl", ROOT / "corpora/sample/feed.jsonl")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("feed", nargs="?", default=str(next(p for p in FEEDS if p.exists())))
    options.add_argument("--articles", type=int, default=50_000)
    options.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.memory:
        _peak(chosen.feed)
        return
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.jsonl"
        _repeat(_lines(chosen.feed), chosen.articles, feed)
        _report(feed, chosen.articles, Path(folder))


def _report(feed: Path, articles: int, folder: Path) -> None:
    profile = read_profile()
    outages = _outages()
    size = feed.stat().st_size
    print(
        f"feed: {articles:,} articles of {size / articles / 1000:.1f} kB;",
        f"{len(outages)} outage articles",
    )
    gate.is_candidate("")  # builds the automaton
    extract(outages[0], profile)
    ceiling = _rate("ceiling: orjson decode + one automaton scan", articles, lambda: _ceiling(feed))
    on_feed = _rate(
        "bibhrat extract on the feed", articles, lambda: _extract(feed, folder / "out.jsonl")
    )
    on_outages = _rate(
        "bibhrat on outage articles only",
        len(outages) * 5,
        lambda: [extract(_fresh(article), profile) for article in outages * 5],
    )
    tokenizer = _spacy_rate(outages)
    print(f"\nfeed / ceiling                       {on_feed / ceiling:5.2f}")
    print(f"outage articles / spaCy blank('bn')  {on_outages / tokenizer:5.2f}")
    small = folder / "small.jsonl"
    _repeat(_lines(str(feed)), min(5_000, articles), small)
    low, high = (_memory(path) for path in (small, feed))
    sizes = f"{min(5_000, articles):,} / {articles:,} articles"
    print(f"peak memory at {sizes}   {low:.0f} / {high:.0f} MB ({high / low:.2f})")


def _lines(path: str) -> Iterator[bytes]:
    with gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb") as stream:  # type: ignore[union-attr]
        yield from stream


def _repeat(lines: Iterable[bytes], count: int, target: Path) -> None:
    """Write lines over and over, each with an id of its own."""
    rows = [orjson.loads(line) for line in lines]
    with target.open("wb") as out:
        for number, row in enumerate(itertools.islice(itertools.cycle(rows), count)):
            out.write(orjson.dumps({**row, "id": f"{number}"}) + b"\n")


def _rate(name: str, articles: int, work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    rate = articles / (time.perf_counter() - begin)
    print(f"{name:45} {rate:10,.0f} articles/s")
    return rate


def _ceiling(feed: Path) -> None:
    automaton = BytesAhoCorasick([word.encode() for word in gate.vocabulary()])
    for line in _lines(str(feed)):
        orjson.loads(line)
        automaton.find_matches_as_indexes(line)


def _extract(feed: Path, target: Path) -> None:
    profile = read_profile()

    def work(article: Article) -> Outcome:
        result = extract(article, profile)
        return Outcome(tuple(record.to_json() for record in result.records), result.dropped)

    run(str(feed), str(target), work, zones=profile.zones)


def _outages() -> list[Article]:
    path = next(p for p in OUTAGES if p.exists())
    rows = [orjson.loads(line) for line in _lines(str(path))]
    return [from_row(row) for row in rows if row.get("outage", True)]


def _fresh(article: Article) -> Article:
    """The same article without anything cached on it."""
    return Article(**{name: getattr(article, name) for name in Article.__dataclass_fields__})


def _spacy_rate(outages: list[Article]) -> float:
    nlp = spacy.blank("bn")
    nlp.make_doc(outages[0].body)
    return _rate(
        "spaCy blank('bn') make_doc, same articles",
        len(outages),
        lambda: [nlp.make_doc(article.body) for article in outages],
    )


def _memory(feed: Path) -> float:
    command = [sys.executable, __file__, str(feed), "--memory", "1"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _peak(feed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _extract(Path(feed), Path(folder) / "out.jsonl")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
