"""What of an archive is worth labelling, and the whole way of it: suggested, corrected, trained."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from bibhrat.article import Article, from_row
from bibhrat.corpus import LabelledArticle, read
from bibhrat.corpus.label_studio import from_task, to_suggestion
from bibhrat.corpus.suggest import suggest, weigh
from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from bibhrat.read import Rejection
from support import ORDINARY, OUTAGE

ROOT = Path(__file__).parent.parent.parent
DEV = read(ROOT / "corpora/outages/dev.jsonl")[:60]
PROFILE = read_profile()


def archive() -> list[Article]:
    return [from_row(labelled.to_row()) for labelled in DEV]


def test_the_least_certain_come_first_and_each_says_why() -> None:
    chosen = suggest(archive(), PROFILE, 8)
    assert len(chosen) == 8
    assert [one.score for one in chosen] == sorted((one.score for one in chosen), reverse=True)
    left = {one.article.id for one in chosen}
    rest = [weigh(a, PROFILE) for a in archive() if a.id not in left]
    unlike = [
        one for one in rest if one is not None and not any(one.same_incident(c) for c in chosen)
    ]
    assert unlike
    assert all(one.score <= chosen[-1].score for one in unlike)
    assert all(set(one.doubts) <= {"report", "confidence", "rules"} for one in chosen)


def test_the_order_of_the_archive_changes_nothing() -> None:
    forwards = suggest(archive(), PROFILE, 8)
    backwards = suggest(list(reversed(archive())), PROFILE, 8)
    assert {one.score for one in forwards} == {one.score for one in backwards}


def test_one_incident_is_suggested_once() -> None:
    first = suggest(archive(), PROFILE, 1)[0].article
    (article,) = (a for a in archive() if a.id == first.id)
    copies = [replace(article, id=f"copy-{n}") for n in range(10)]
    assert len(suggest(copies, PROFILE, 10)) == 1
    told = suggest([*copies, *archive()], PROFILE, 10)
    assert (
        sum(one.article.id.startswith("copy-") or one.article.id == first.id for one in told) == 1
    )


def test_what_a_gate_shuts_out_is_certain_and_what_cannot_be_labelled_is_counted() -> None:
    tally: Counter[str] = Counter()
    undated = from_row({**OUTAGE, "published_at": None})
    rejected = Rejection("a.jsonl", 1, "bad_json", None, "not JSON", "{")
    assert suggest([from_row(ORDINARY), undated, rejected], PROFILE, 5, tally=tally) == []
    assert tally == {"certain": 1, "undated": 1, "rejected": 1}


def test_a_suggestion_says_what_bibhrat_reads_and_comes_back_from_label_studio() -> None:
    seen = 0
    for article in archive():
        found = weigh(article, PROFILE)
        if found is None:
            continue
        records = extract(article, PROFILE).records
        assert found.article.outage == bool(records)
        for event, record in zip(found.article.events, records, strict=True):
            assert event.affected == (*event.services, *event.services_reported)
            assert set(event.affected) == {service.id for service in record.services}
            assert event.start == (record.start.value if record.start else None)
        for mention in found.article.mentions:
            assert found.article.body[mention.start : mention.end].strip()
        task = to_suggestion(found.article, found.score, {"doubts": found.doubts})
        assert "annotations" not in task
        submitted = {**task, "annotations": task["predictions"]}
        assert from_task(submitted) == found.article
        seen += bool(records)
    assert seen > 10


def _corrected(task: dict[str, Any], gold: LabelledArticle) -> dict[str, Any]:
    """What a labeller submits: the labels of the corpus, over what was suggested."""
    right = to_suggestion(gold, 0.0, {})
    data = {**task["data"], "incident": gold.incident, "topic": gold.topic, "style": gold.style}
    return {**task, "data": data, "annotations": [{"result": right["predictions"][0]["result"]}]}


def test_a_newsroom_goes_the_whole_way(
    tmp_path: Path, command: Callable[..., CompletedProcess[bytes]]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    labels = {article.id: article for article in DEV}
    for split in ("train", "dev"):
        whole = (ROOT / f"corpora/outages/{split}.jsonl").read_bytes().splitlines(keepends=True)
        own = whole[::15] if split == "train" else whole[60::3]  # few, so that it trains in seconds
        (corpus / f"{split}.jsonl").write_bytes(b"".join(own))
    held = {article.incident for article in read(corpus / "dev.jsonl")}
    keys = ("id", "source", "title", "text", "published_at", "tz")
    rows = [article.to_row() for article in DEV if article.incident not in held]
    lines = [json.dumps({key: row[key] for key in keys}) for row in rows]
    (tmp_path / "archive.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def run(*arguments: object) -> CompletedProcess[bytes]:
        done = command(*arguments)
        assert done.returncode == 0, done.stderr.decode()
        return done

    suggested = tmp_path / "to_label.json"
    said = run("corpus", "suggest", tmp_path / "archive.jsonl", "-o", suggested, "--count", 6)
    assert b"6 articles to label" in said.stderr
    assert suggested.with_suffix(".config.xml").read_text(encoding="utf-8").startswith("<View>")
    tasks = json.loads(suggested.read_text(encoding="utf-8"))

    exported = tmp_path / "export.json"
    corrected = [_corrected(task, labels[task["data"]["id"]]) for task in tasks]
    exported.write_text(json.dumps(corrected), encoding="utf-8")
    run("corpus", "from-label-studio", exported, tmp_path / "labelled.jsonl")
    run("corpus", "validate", tmp_path / "labelled.jsonl")
    back = read(tmp_path / "labelled.jsonl")
    assert [article.to_row() for article in back] == [
        labels[task["data"]["id"]].to_row() for task in tasks
    ]

    config = ROOT / "configs/train/linear.toml"
    extra = ("--corpus", corpus, "--extra", tmp_path / "labelled.jsonl")
    run("train", config, *extra, "-o", tmp_path / "models")
    run("train", config, "--corpus", corpus, "-o", tmp_path / "without")
    assert (tmp_path / "models/report.json").read_bytes() != (
        tmp_path / "without/report.json"
    ).read_bytes()

    (tmp_path / "own.toml").write_text('[learned]\nmodels = "models"\n', encoding="utf-8")
    done = run("extract", tmp_path / "archive.jsonl", "--profile", tmp_path / "own.toml")
    confidences = {json.loads(line)["confidence"] for line in done.stdout.splitlines()}
    default = run("extract", tmp_path / "archive.jsonl")
    assert confidences != {json.loads(line)["confidence"] for line in default.stdout.splitlines()}


@pytest.mark.parametrize("count", ["0", "-3"])
def test_a_count_below_one_is_refused(
    count: str, tmp_path: Path, command: Callable[..., CompletedProcess[bytes]]
) -> None:
    done = command("corpus", "suggest", "-", "-o", tmp_path / "o.json", "--count", count)
    assert done.returncode == 2
    assert b"--count: a number from 1 on" in done.stderr


def test_models_that_are_not_there_are_named(
    tmp_path: Path, command: Callable[..., CompletedProcess[bytes]]
) -> None:
    (tmp_path / "own.toml").write_text('[learned]\nmodels = "nowhere"\n', encoding="utf-8")
    feed = ROOT / "corpora/sample/feed.jsonl"
    done = command("extract", feed, "--profile", tmp_path / "own.toml", "--quiet")
    assert done.returncode == 2
    assert b"nowhere/meta.json: no description of models" in done.stderr
