"""The labels' incidents are found again from the labels' own records."""

from collections import Counter
from pathlib import Path

import pytest

from bibhrat.evaluate.gold import read_gold
from bibhrat.evaluate.incidents import gold_clustering, gold_records, score
from support import ROOT

SPLITS = [ROOT / f"corpora/outages/{split}.jsonl" for split in ("train", "dev")]


@pytest.mark.parametrize("split", SPLITS, ids=lambda path: path.stem)
def test_grouping_the_labels_of_a_split_reaches_the_target(split: Path) -> None:
    gold = read_gold([split])
    found = score(gold, gold_records(gold))
    assert found.b_cubed.f1 >= 0.95
    assert found.ceaf_e.f1 >= 0.95


def test_sixty_incidents_are_told_by_three_articles_or_more() -> None:
    sizes = Counter(
        (split.stem, incident)
        for split in SPLITS
        for incident in gold_clustering(read_gold([split])).values()
    )
    assert sum(size >= 3 for size in sizes.values()) >= 60


def test_a_record_of_the_labels_says_what_they_say() -> None:
    gold = read_gold(SPLITS[:1])
    records = {record.id: record for record in gold_records(gold)}
    for article in gold.articles[:200]:
        for number, event in enumerate(article.events):
            record = records[f"{article.id}/{number}"]
            assert record.primary == event.primary
            assert {service.id for service in record.services} == event.affected
            assert (record.start and record.start.value) == event.start
            assert (record.end and record.end.value) == event.end
            assert {place.id for place in record.scope} == event.scope
            assert (record.cause and record.cause.category) == event.cause
