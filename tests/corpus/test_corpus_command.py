"""The commands as a user calls them, loading without heavy packages, and Hugging Face datasets."""

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bibhrat.corpus import LabelError, command, load, read, write
from bibhrat.corpus.build import finish
from bibhrat.corpus.marked import parse, read_file
from bibhrat.errors import AssetError, StopError

SAMPLE = Path(__file__).parent / "sample.txt"
CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "outages"
SPLITS = ("train", "dev", "test")


def call(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["corpus", *map(str, arguments)])
    return int(options.command(options))


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    assert call("from-marked", SAMPLE, tmp_path / "in.jsonl") == 0
    return tmp_path / "in.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of three splits with the card of the real one."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(CORPUS / "README.md", corpus)
    for split, article in zip(SPLITS, parse(read_file(SAMPLE)), strict=True):
        write(corpus / f"{split}.jsonl", [finish(article, {}, frozenset())])
    return corpus


def test_validate(shard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    rows = [json.loads(line) for line in shard.read_text(encoding="utf-8").splitlines()]
    assert call("validate", shard) in (0, 1)  # the catalogue decides about ids
    told = capsys.readouterr()
    assert all("in no catalogue" in line for line in told.out.splitlines())
    rows[0]["topic"] = "weather"
    shard.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert call("validate", shard) == 1
    told = capsys.readouterr()
    assert f"{shard}:1: s-001: topic: 'weather'" in told.out
    assert "3 articles, " in told.err


@pytest.mark.parametrize("form", ["marked", "spacy", "brat", "label-studio"])
def test_conversions_come_back(shard: Path, tmp_path: Path, form: str) -> None:
    there, back = tmp_path / f"there.{form}", tmp_path / "back.jsonl"
    assert call(f"to-{form}", shard, there) == 0
    assert call(f"from-{form}", there, back) == 0
    assert back.read_bytes() == shard.read_bytes()


def test_to_timeml_and_the_configuration_for_label_studio(shard: Path, tmp_path: Path) -> None:
    assert call("to-timeml", shard, tmp_path / "tml") == 0
    assert len(list((tmp_path / "tml").glob("*.tml"))) == 3
    call("to-label-studio", shard, tmp_path / "tasks.json")
    assert (tmp_path / "tasks.config.xml").read_text().startswith("<View>")


def test_build(tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.toml"
    aliases.write_text('facebook = "fb"\n')
    assert call("build", SAMPLE, "--aliases", aliases, "-o", tmp_path) == 0
    found = [a for split in SPLITS for a in load(split, tmp_path)]
    assert sorted(a.id for a in found) == ["s-001", "s-002", "s-003"]
    assert any("fb" in event.services for a in found for event in a.events)


def test_stats(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("stats", folder) == 0
    assert "| articles | 1 | 1 | 1 | 3 |" in capsys.readouterr().out
    card = folder / "README.md"
    assert call("stats", folder, "--card", card) == 0
    text = card.read_text(encoding="utf-8")
    assert "| articles | 1 | 1 | 1 | 3 |" in text
    assert "Test set: SHA-256 `" in text
    call("stats", folder, "--card", card)
    assert card.read_text(encoding="utf-8") == text


def test_second_labels_and_agreement(
    shard: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "second.txt"
    labels.write_text(
        "=== s-003\noutage: false\n---\nহোয়াটসঅ্যাপ\tS:wa/source\nমঙ্গলবার\tT:2022-05-10\n",
        encoding="utf-8",
    )
    aliases = tmp_path / "aliases.toml"
    aliases.write_text('wa = "whatsapp"\n')
    second = tmp_path / "second.jsonl"
    assert call("from-standoff", shard, labels, "--aliases", aliases, "-o", second) == 0
    (article,) = read(second)
    assert (article.id, article.mentions[0].id) == ("s-003", "whatsapp")
    capsys.readouterr()
    assert call("agreement", shard, second) == 0
    # three expressions against one, the same: 2·1 / (3 + 1)
    assert "| temporal expressions, same characters | F1 | 0.500 | 4 |" in capsys.readouterr().out
    assert call("agreement", shard, second, "--card", folder / "README.md") == 0
    assert "1 articles labelled twice" in (folder / "README.md").read_text(encoding="utf-8")


def test_loading_names_what_is_wrong(folder: Path) -> None:
    assert [a.id for a in load("test", folder)] == ["s-003"]
    with pytest.raises(ValueError, match="expected one of train, dev, test"):
        load("validation")
    with pytest.raises(AssetError, match="pass a folder"):
        load("train", folder / "none")
    (folder / "dev.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(LabelError, match=r"dev\.jsonl:1: id: expected a string, got 1"):
        load("dev", folder)
    with pytest.raises(StopError, match="cannot be read"):
        read(folder / "none.jsonl")


def run(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_loading_and_help_import_nothing_heavy(folder: Path) -> None:
    code = """
import argparse, sys
from bibhrat.corpus import load, command
command.add(argparse.ArgumentParser().add_subparsers())
assert len(load("train", sys.argv[1])) == 1
heavy = {"spacy", "torch", "datasets", "numpy", "pandas", "pyarrow"} & set(sys.modules)
assert not heavy, heavy
"""
    run(code, folder)


OFFLINE = """
import os, socket, sys

def refuse(*arguments, **keywords):
    raise OSError("the network was touched")

socket.socket.connect = refuse
socket.getaddrinfo = refuse
os.environ["HF_HOME"] = sys.argv[2]
from datasets import load_dataset
corpus = load_dataset(sys.argv[1], cache_dir=sys.argv[2])
assert set(corpus) == {"train", "dev", "test"}
assert len({str(part.features) for part in corpus.values()}) == 1
import json
from pathlib import Path
for split, part in corpus.items():
    lines = Path(sys.argv[1], f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = list(part)
    for row in rows:
        row["published_at"] = row["published_at"].strftime("%Y-%m-%dT%H:%M")
    assert [json.loads(line) for line in lines] == rows, split
print("loaded")
"""
needs_datasets = pytest.mark.skipif(
    importlib.util.find_spec("datasets") is None,
    reason="the package `datasets` is not installed: pip install 'bibhrat[datasets]'",
)


@needs_datasets
def test_hugging_face_datasets_loads_it_offline(folder: Path, tmp_path: Path) -> None:
    articles = parse(read_file(SAMPLE))
    # Arrow takes a column for timestamps where every value is one; no real shard is so uniform.
    events = tuple(replace(event, start="2024-03", end="2024") for event in articles[0].events)
    articles.append(replace(articles[0], id="s-004", events=events))
    for split in SPLITS:
        write(folder / f"{split}.jsonl", articles)
    assert "loaded" in run(OFFLINE, folder, tmp_path / "cache")


@needs_datasets
@pytest.mark.skipif(
    not all((CORPUS / f"{split}.jsonl").exists() for split in SPLITS),
    reason="corpora/outages has no shards yet",
)
def test_hugging_face_datasets_loads_the_corpus_offline(tmp_path: Path) -> None:
    assert "loaded" in run(OFFLINE, CORPUS, tmp_path / "cache")
