"""The corpus as a Hugging Face dataset, and datasets as a corpus. No line of test is looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bibhrat.datasets
from bibhrat.corpus import read
from bibhrat.corpus.labels import LabelError
from bibhrat.errors import AssetError, StopError
from bibhrat.evaluate.gold import read_gold
from bibhrat.read.labelled import lines, split_of
from bibhrat.train import examples

OUTAGES = Path(__file__).parent.parent / "corpora" / "outages"

datasets: Any = pytest.importorskip("datasets")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus: 12 articles to train on and 6 to try on."""
    folder = tmp_path / "small"
    folder.mkdir()
    for split, count in (("train", 12), ("dev", 6)):
        whole = (OUTAGES / f"{split}.jsonl").read_bytes().splitlines(keepends=True)
        (folder / f"{split}.jsonl").write_bytes(b"".join(whole[:count]))
    return folder


def test_the_corpus_of_a_checkout_has_its_splits_by_name() -> None:
    found = bibhrat.datasets.load("outages", streaming=True)
    assert isinstance(found, datasets.IterableDatasetDict)
    assert list(found) == ["train", "dev", "test"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_feature_is_typed_as_the_card_says(corpus: Path) -> None:
    typed = bibhrat.datasets.load(corpus)["dev"].features
    on_card = datasets.load_dataset_builder(str(OUTAGES)).info.features
    assert typed.arrow_schema.remove_metadata() == on_card.arrow_schema.remove_metadata()
    assert typed["published_at"] == datasets.Value("timestamp[s]")


@pytest.mark.parametrize("streaming", [False, True])
def test_rows_are_the_labels_and_come_back_the_same(corpus: Path, streaming: bool) -> None:
    found = bibhrat.datasets.load(corpus, streaming=streaming)
    assert list(found) == ["train", "dev"]
    rows = list(found["dev"])
    articles = read(corpus / "dev.jsonl")
    assert [row["id"] for row in rows] == [article.id for article in articles]
    for row, article in zip(rows, articles, strict=True):
        wanted = json.loads(json.dumps(article.to_row()))
        assert row["published_at"].isoformat(timespec="minutes") == wanted["published_at"]
        assert {**row, "published_at": None} == {**wanted, "published_at": None}


def test_streaming_reaches_no_further_than_it_is_asked(corpus: Path) -> None:
    with (corpus / "train.jsonl").open("ab") as shard:
        shard.write(b"{}\n")
    stream = iter(bibhrat.datasets.load(corpus, streaming=True)["train"])
    assert next(stream)["id"]
    with pytest.raises(LabelError, match=r"train\.jsonl:13: id: missing"):
        list(stream)


def test_a_broken_line_is_told_with_file_line_and_field(corpus: Path) -> None:
    row = json.loads((corpus / "dev.jsonl").read_text(encoding="utf-8").splitlines()[0])
    row["published_at"] = "গতকাল"
    (corpus / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"dev\.jsonl:1: published_at: no local ISO time"):
        bibhrat.datasets.load(corpus)


def test_without_a_checkout_the_error_says_where_the_corpus_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bibhrat.datasets, "roots", lambda: (tmp_path,))
    with pytest.raises(AssetError, match="not part of the installed package: take a checkout"):
        bibhrat.datasets.load("outages")
    with pytest.raises(AssetError, match=r"no corpus here; expected a folder with train\.jsonl"):
        bibhrat.datasets.load(tmp_path / "nowhere")


def test_evaluation_and_training_read_a_saved_dataset(corpus: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    bibhrat.datasets.load(corpus).save_to_disk(str(saved))
    for split in ("train", "dev"):
        there = split_of(saved, split)
        plain = read_gold([corpus / f"{split}.jsonl"])
        assert read_gold([there]).articles == plain.articles
        assert read(there) == read(corpus / f"{split}.jsonl")
    fitted = examples.read(split_of(saved, "dev"))
    assert [one.story for one in fitted] == [
        one.story for one in examples.read(corpus / "dev.jsonl")
    ]


def test_a_split_that_a_dataset_lacks_is_named(corpus: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    bibhrat.datasets.load(corpus).save_to_disk(str(saved))
    with pytest.raises(StopError, match="there is no split 'later'"):
        list(lines(f"hf:{saved}:later"))


def test_evaluate_takes_a_dataset_where_it_takes_a_file(
    corpus: Path, tmp_path: Path, command: Callable[..., Any]
) -> None:
    saved = tmp_path / "saved"
    bibhrat.datasets.load(corpus).save_to_disk(str(saved))
    tables = [
        command("evaluate", gold, "--bootstrap", "0", "--json", "-").stdout
        for gold in (corpus / "dev.jsonl", f"hf:{saved}:dev")
    ]
    scores = [json.loads(table)["systems"][0]["scores"] for table in tables]
    assert scores[0] == scores[1]
