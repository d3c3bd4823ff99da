"""Names that no catalogue has: what is read of services whose entries are taken away.

    python benchmarks/withheld.py GOLD.jsonl … [--seeds 3] [--models FOLDER] [--list FATE]

Each seed takes a random half of the catalogue away, an entry with all its spellings, fits the
model of names anew without them, and reads the reports in which one of these services failed.
The articles must be others than those that are trained on. Every such service has one fate, from
the best to the worst:

    id          it failed by the record, under the very id of the labels
    evidence    it failed by the record, under another id; the record points at its name
    not failed  a candidate begins where its name does, and was judged not to have failed
    span        a candidate shares a letter with its name, and begins elsewhere
    known       an entry that is left took its name for its own
    none        no candidate
    no record   the article was not read as a report

The last row is of services that the whole catalogue lacks. "spurious" counts services with
made-up ids that failed by the record and by no label. Classes of everybody's services
(ইন্টারনেট) are never taken away. Standard output is a Markdown table.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from bibhrat import borrowed
from bibhrat.catalogue import Catalogue
from bibhrat.catalogue_file import shipped
from bibhrat.coined import Coined
from bibhrat.evaluate.gold import read_gold
from bibhrat.evaluate.labels import GoldArticle, Mark, first_primary
from bibhrat.evaluate.systems import from_records
from bibhrat.extractor import annotate, extract
from bibhrat.lexicon import toml
from bibhrat.profile import Profile, read_profile
from bibhrat.train.coined_names import fit_names, see
from bibhrat.train.examples import rows as read_rows

ROOT = Path(__file__).parent.parent
FATES = ("id", "evidence", "not failed", "span", "known", "none", "no record")
_FAILED = ("affected", "reported")
Entries = Mapping[str, Mapping[str, Any]]


def halved(entries: Entries, seed: int) -> dict[str, Mapping[str, Any]]:
    """A random half of the entries, and every class of services."""
    dice = Random(seed)
    return {
        id_: entry
        for id_, entry in sorted(entries.items())
        if dice.random() < 0.5 or entry["kind"] == "generic"
    }


class Tally:
    """Fates of the services of one row, and what is shown of them."""

    def __init__(self, shown: str | None = None) -> None:
        self.fates: Counter[str] = Counter()
        self._shown = shown

    def read(
        self,
        item: GoldArticle,
        known: Catalogue,
        wanted: set[str],
        profile: Profile,
        coined: Coined,
    ) -> None:
        """Read an article and count what becomes of the wanted services."""
        gold = first_primary(item.events)
        if gold is None or not gold.affected & wanted:
            return
        article = item.article
        annotation = annotate(article, known, coined=coined)
        result = extract(article, profile, known, annotation)
        found = from_records(article, result.records)
        event = first_primary(found.events)
        candidates = [
            (Mark(*article.folded.span(m.start, m.end), "name", m.value.id), m.value.in_catalogue)
            for m in annotation.services
        ]
        failed = [m for m in found.evidence if m.event == 0 and m.label in _FAILED]
        pointed: set[str | None] = set()
        for id_ in sorted(gold.affected & wanted):
            named = [m for m in item.mentions or () if m.id == id_]
            fate = _fate(id_, named, event is not None, failed, candidates)
            pointed |= {m.id for m in failed if _overlaps(m, named)}
            self.fates[fate] += 1
            if fate == self._shown:
                spans = {article.body[m.start : m.end] for m in named}
                near = {(article.body[m.start : m.end], m.id)
                        for m, _ in candidates if _overlaps(m, named)}  # fmt: skip
                print(f"{article.id} {id_}: {' | '.join(sorted(spans))} → {near}")
        made = {m.id for m in failed if m.id is not None and m.id not in known.by_id}
        spurious = made - gold.affected - pointed
        self.fates["spurious"] += len(spurious)
        if self._shown == "spurious":
            for mark in failed:
                if mark.id in spurious:
                    print(f"{article.id} {mark.id}: {article.body[mark.start : mark.end]}")

    def row(self, name: str) -> str:
        """A line of the table."""
        of = sum(self.fates[fate] for fate in FATES)
        by_id = self.fates["id"]
        by_evidence = by_id + self.fates["evidence"]
        extra = self.fates["spurious"]
        scores = [_f1(right, of, by_evidence + extra) for right in (by_id, by_evidence)]
        shares = [f"{self.fates[fate] / of:.3f}" if of else "–" for fate in FATES]
        return f"| {name} | {of} | {' | '.join(shares)} | {extra} | {' | '.join(scores)} |"


def _f1(right: int, gold: int, predicted: int) -> str:
    return f"{2 * right / (gold + predicted):.3f}" if gold + predicted else "–"


def _overlaps(mark: Mark, named: Iterable[Mark]) -> bool:
    return any(m.start < mark.end and mark.start < m.end for m in named)


def _fate(
    id_: str,
    named: list[Mark],
    recorded: bool,
    failed: list[Mark],
    candidates: list[tuple[Mark, bool]],
) -> str:
    if any(mark.id == id_ for mark in failed):
        return "id"
    if any(_overlaps(mark, named) for mark in failed):
        return "evidence"
    if not recorded:
        return "no record"
    own = [mark for mark, in_catalogue in candidates if not in_catalogue and _overlaps(mark, named)]
    if any(mark.start == name.start for mark in own for name in named):
        return "not failed"
    if own:
        return "span"
    return "known" if any(_overlaps(mark, named) for mark, _ in candidates) else "none"


@contextmanager
def _borrowing(known: Catalogue) -> Iterator[None]:
    """English words in Bangla letters are learned from these entries alone."""
    with patch.object(borrowed, "catalogue", lambda: known):
        borrowed.borrowed.cache_clear()
        yield
    borrowed.borrowed.cache_clear()


def main() -> None:
    """Read the articles with every half, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--train", type=Path, default=ROOT / "corpora/outages/train.jsonl")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--models", type=Path, default=None, help="a folder of models")
    parser.add_argument("--list", choices=[*FATES, "spurious"], default=None, metavar="FATE")
    options = parser.parse_args()
    articles = read_gold(options.gold).articles
    profile = read_profile(None)
    learned = profile.learned.model_copy(
        update={"models": str(options.models or profile.learned.models)}
    )
    profile = profile.model_copy(
        update={"learned": learned, "gate": profile.gate.model_copy(update={"enabled": False})}
    )
    entries = shipped()
    settings = toml.loads((ROOT / "configs/train/linear.toml").read_text("utf-8"))["fit"]
    seen = [see(gold) for _, gold in read_rows(options.train)]
    rows: list[str] = []
    for seed in range(options.seeds):
        left = halved(entries, seed)
        known, tally = Catalogue(left), Tally(options.list)
        hidden = set(entries) - set(left)
        coined = fit_names(seen, settings, hidden)
        with _borrowing(known):
            for item in articles:
                tally.read(item, known, hidden, profile, coined)
        rows.append(tally.row(f"without half, {seed}"))
    known, tally = Catalogue(entries), Tally(options.list)
    coined = fit_names(seen, settings)
    for item in articles:
        event = first_primary(item.events)
        outside = event.affected - set(entries) if event is not None else frozenset[str]()
        tally.read(item, known, set(outside), profile, coined)
    rows.append(tally.row("outside all"))
    heads = ["services", "of", *FATES, "spurious", "F1 by id", "F1 by evidence"]
    print(f"| {' | '.join(heads)} |\n| --- |{' ---: |' * (len(heads) - 1)}")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
