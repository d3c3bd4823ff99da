"""The training files: all keys checked, no paths inside; pretraining a tiny encoder."""

import json
from pathlib import Path

import pytest

from bibhrat.assets import asset
from bibhrat.errors import StopError
from bibhrat.lexicon import toml
from bibhrat.train import train
from bibhrat.train.transformer.settings import FineTuning, Pretraining, checked
from transformer.tiny import corpus, needs_torch

FILES = [path.name for path in sorted(asset("configs/train").glob("*.toml"))]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_whole_and_names_no_path(name: str) -> None:
    path = asset(f"configs/train/{name}")
    table = toml.loads(path.read_text(encoding="utf-8"))
    if "transformer" in table:
        checked(FineTuning, table["transformer"], path, "transformer")
    if "encoder" in table:
        checked(Pretraining, table["encoder"], path, "encoder")
    assert ".jsonl" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("seed = 7", "seeds = 7", "transformer.seed: Field required"),
        ("rate = 3e-5", 'rate = "fast"', "transformer.report.rate: .* (got 'fast')"),
        ("patience = 2", "patience = 0", "transformer.report.patience: "),
        ('"roles"]', '"parts"]', "transformer.tasks.2: .* (got 'parts')"),
        ("[transformer]", "[transformer", "transformer.toml: "),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "transformer.toml"
    text = asset("configs/train/transformer.toml").read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StopError, match=told.replace("(got", r"\(got").replace("')", r"'\)")):
        train(path, tmp_path, tmp_path)


def test_a_file_of_no_kind_of_training(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[transfer]\nseed = 7\n")
    with pytest.raises(StopError, match=r"one of the tables \[fit\], \[bnlp\], \[transformer\]"):
        train(tmp_path / "a.toml", tmp_path, tmp_path)


def test_no_such_training_file(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"none\.toml: "):
        train(tmp_path / "none.toml", tmp_path, tmp_path)


SMALL = """
[encoder]
seed = 7
normaliser = "fold"
vocabulary = 150
hidden = 16
layers = 1
heads = 2
intermediate = 16
positions = 64
dropout = 0.0
masked = 0.2
length = 24
held_out = 0.2
[encoder.training]
epochs = 6
patience = 6
batch_tokens = 64
rate = 1e-2
warmup = 0.1
decay = 0.01
"""


def test_an_encoder_learns_from_text_and_is_loaded_by_its_folder(tmp_path: Path) -> None:
    needs_torch()
    from bibhrat.transformer import encoders

    config = tmp_path / "encoder.toml"
    config.write_text(SMALL, encoding="utf-8")
    more = tmp_path / "more.conll"
    more.write_text("ফেসবুক\tO\nবন্ধ\tO\n\nরাত\tO\nথেকে\tO\nবন্ধ\tO\n", encoding="utf-8")
    told: list[str] = []
    scores = train(
        config, corpus(tmp_path / "data"), tmp_path / "out", text=[more], report=told.append
    )
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in told if "loss" in line]
    assert losses[-1] < losses[0]
    assert scores["loss"] > 0
    folder = encoders.find(str(tmp_path / "out"))
    model, tokenizer = encoders.model(folder, "AutoModel"), encoders.tokenizer(folder)
    assert model.config.vocab_size == len(tokenizer)
    assert tokenizer.tokenize("ফেসবুক") == ["ফেসবুক"]
    assert json.loads((folder / "bibhrat.json").read_text()) == {"normaliser": "fold"}
    again = tmp_path / "again"
    train(config, tmp_path / "data", again, text=[more])
    for name in ("tokenizer.json", "model.safetensors"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", b'{"text": "x"}\n{"no": 1}\n', r"a\.jsonl:2: text: missing"),
        ("a.pdf", b"", r"\.txt, \.jsonl or \.conll is needed"),
        ("a.txt.gz", b"no gzip", "cannot be read"),
        ("a.txt", b"\xff\xfe", "cannot be read"),
    ],
)
def test_text_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    needs_torch()
    config = tmp_path / "encoder.toml"
    config.write_text(SMALL, encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StopError, match=told):
        train(config, corpus(tmp_path / "data"), tmp_path / "out", text=[tmp_path / name])
