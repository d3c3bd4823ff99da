"""Speed, start-up and memory of a batch run, as ratios measured side by side.

    python benchmarks/feed.py [FEED.jsonl[.gz]] [--articles 20000] [--rounds 3]

The ceiling is what no extractor can beat: decode every line with orjson and scan its bytes
once with an automaton of the gate's words. All take turns, and the best of each one's rounds
counts: so they meet the same weather. One process is measured by the time of its core, which
leaves out the waiting for others; two processes by the clock, and beside two of an endless
loop, which say what the machine has to give. Memory is the peak of a fresh process.
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
from spacy.language import Language

from bibhrat import gate
from bibhrat.article import Article, from_row
from bibhrat.extractor import extract
from bibhrat.profile import Profile, read_profile
from bibhrat.run import Outcome, run

ROOT = Path(__file__).resolve().parent.parent
FEEDS = (ROOT.parent / "shared/data/real_news.jsonl.gz", ROOT / "corpora/sample/feed.jsonl")
OUTAGES = (ROOT / "corpora/outages/train.jsonl", ROOT / "corpora/sample/feed.jsonl")
COMMAND = [sys.executable, "-m", "bibhrat"]
#: What two processes of nothing but Python cost on this machine.
LOOP = [sys.executable, "-c", "for number in range(20_000_000): number * number"]

#: Name → how many articles, and what is done with them.
Contest = dict[str, tuple[int, Callable[[], object]]]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("feed", nargs="?", default=str(next(p for p in FEEDS if p.exists())))
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.memory:
        _peak(chosen.feed)
        return
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.jsonl"
        repeat(lines(chosen.feed), chosen.articles, feed)
        _feed(feed, chosen.articles, chosen.rounds, Path(folder))
        _outages(chosen.rounds)
        _start_up(chosen.rounds, Path(folder))
        _workers(feed, chosen.rounds, Path(folder))
        _memory(feed, chosen.articles, Path(folder))


def _feed(feed: Path, articles: int, rounds: int, folder: Path) -> None:
    out = folder / "out.jsonl"
    print(f"feed: {articles:,} articles of {feed.stat().st_size / articles / 1000:.1f} kB")
    automaton = BytesAhoCorasick([word.encode() for word in gate.vocabulary()])
    gate.is_candidate("")  # builds its own
    rates = race(
        {
            "ceiling: orjson decode + one scan": (articles, lambda: _ceiling(feed, automaton)),
            "bibhrat extract": (articles, lambda: _extract(feed, out, read_profile())),
            "bibhrat extract, rules only": (articles, lambda: _extract(feed, out, rules_only())),
        },
        rounds,
    )
    ceiling, both, rules = rates.values()
    print(f"  feed / ceiling                        {both / ceiling:5.2f}")
    print(f"  learned parts on / off                {both / rules:5.2f}")


def _outages(rounds: int) -> None:
    found = outages()
    words = sum(len(article.body.split()) for article in found) / len(found)
    print(f"outages: {len(found)} articles of {words:.0f} words")
    ours, rules = read_profile(), rules_only()
    # The tokenizer remembers words, so each round has a new one: the articles are new to all.
    blanks = iter([blank_bn() for _ in range(rounds)])
    extract(found[0], ours)  # loads what is loaded once
    both, ruled, tokenizer = race(
        {
            "bibhrat": (len(found), lambda: [extract(fresh(a), ours) for a in found]),
            "bibhrat, rules only": (len(found), lambda: [extract(fresh(a), rules) for a in found]),
            "spaCy blank('bn') make_doc": (
                len(found),
                lambda: list(map(next(blanks).make_doc, (article.body for article in found))),
            ),
        },
        rounds,
    ).values()
    print(f"  outage articles / spaCy blank('bn')   {both / tokenizer:5.2f}")
    print(f"  rules only / spaCy blank('bn')        {ruled / tokenizer:5.2f}")


def _start_up(rounds: int, folder: Path) -> None:
    one = folder / "one.jsonl"
    one.write_bytes(next(iter(lines(str(next(p for p in OUTAGES if p.exists()))))))
    job = [*COMMAND, "extract", str(one), "-o", str(folder / "one.out"), "--quiet"]
    print("start-up: one outage article, from nothing to its record")
    ours, other = race(
        {
            "bibhrat extract": (1, lambda: _do(job)),
            "import spacy": (1, lambda: _do([sys.executable, "-c", "import spacy"])),
        },
        max(rounds, 5),
        _of_children,
    ).values()
    print(f"  {1 / ours:.2f} s; of an `import spacy`          {other / ours:5.2f}")


def _workers(feed: Path, rounds: int, folder: Path) -> None:
    def job(workers: int) -> None:
        with tempfile.TemporaryDirectory(dir=folder) as out:
            _do([*COMMAND, "run", str(feed), "--out", out, "--workers", str(workers), "--quiet"])

    print("processes: the same feed by bibhrat run")
    one, two, loop, loops = race(
        {
            "one": (1, lambda: job(1)),
            "two": (1, lambda: job(2)),
            "an endless loop": (1, lambda: _do(LOOP)),
            "two of them": (2, lambda: _do(LOOP, LOOP)),
        },
        rounds,
        time.perf_counter,
    ).values()
    print(f"  two processes / one                   {two / one:5.2f}")
    print(f"  two loops / one                       {loops / loop:5.2f}")


def _memory(feed: Path, articles: int, folder: Path) -> None:
    small = folder / "small.jsonl"
    repeat(lines(str(feed)), min(5_000, articles), small)
    low, high = (_peak_of(path) for path in (small, feed))
    sizes = f"{min(5_000, articles):,} / {articles:,} articles"
    print(f"peak memory at {sizes}   {low:.0f} / {high:.0f} MB ({high / low:.2f})")


# --- the parts ----------------------------------------------------------------------------


def race(
    contest: Contest, rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Articles a second of each, the best of its rounds; all take turns.

    Args:
        contest: what is done.
        rounds: how often.
        clock: seconds; by default those of this process on its core.
    """
    best = dict.fromkeys(contest, float("inf"))
    for _ in range(rounds):
        for name, (_, work) in contest.items():
            begin = clock()
            work()
            best[name] = min(best[name], clock() - begin)
    rates = {name: count / best[name] for name, (count, _) in contest.items()}
    for name, rate in rates.items():
        print(f"  {name:36} {rate:10,.1f} a second")
    return rates


def lines(path: str) -> Iterator[bytes]:
    """The lines of a file, unpacked."""
    with gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb") as stream:  # type: ignore[union-attr]
        yield from stream


def repeat(found: Iterable[bytes], count: int, target: Path) -> None:
    """Write lines over and over, each with an id of its own."""
    rows = [orjson.loads(line) for line in found]
    with target.open("wb") as out:
        for number, row in enumerate(itertools.islice(itertools.cycle(rows), count)):
            out.write(orjson.dumps({**row, "id": f"{number}"}) + b"\n")


def outages() -> list[Article]:
    """Labelled outage articles."""
    path = next(p for p in OUTAGES if p.exists())
    rows = [orjson.loads(line) for line in lines(str(path))]
    return [from_row(row) for row in rows if row.get("outage", True)]


def fresh(article: Article) -> Article:
    """The same article without anything cached on it."""
    return Article(**{name: getattr(article, name) for name in Article.__dataclass_fields__})


def blank_bn() -> Language:
    """A tokenizer that has seen nothing but how to begin."""
    blank = spacy.blank("bn")
    blank.make_doc("শুরু")
    return blank


def rules_only() -> Profile:
    """The default profile without the learned parts."""
    profile = read_profile()
    off = profile.learned.model_copy(update={"enabled": False})
    return profile.model_copy(update={"learned": off})


def _ceiling(feed: Path, automaton: BytesAhoCorasick) -> None:
    for line in lines(str(feed)):
        orjson.loads(line)
        automaton.find_matches_as_indexes(line)


def _extract(feed: Path, target: Path, profile: Profile) -> None:
    def work(article: Article) -> Outcome:
        result = extract(article, profile)
        return Outcome(tuple(record.to_json() for record in result.records), result.dropped)

    run(str(feed), str(target), work, zones=profile.zones)


def _do(*commands: list[str]) -> None:
    """Run commands at the same time."""
    started = [subprocess.Popen(command) for command in commands]
    for process in started:
        if process.wait() != 0:
            raise SystemExit(f"failed: {process.args}")


def _of_children() -> float:
    """Seconds that the processes started here were at work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_of(feed: Path) -> float:
    command = [sys.executable, __file__, str(feed), "--memory", "1"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _peak(feed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _extract(Path(feed), Path(folder) / "out.jsonl", read_profile())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
