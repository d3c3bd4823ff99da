"""Exported graphs say what torch says, whole and with 8-bit weights."""

from pathlib import Path

import numpy as np
import pytest

from bibhrat.cli import main
from bibhrat.errors import StopError
from transformer.tiny import ROWS, banglabert, corpus, needs_torch, settings


@pytest.fixture(autouse=True)
def _libraries() -> None:
    needs_torch()
    for name in ("onnx", "onnxruntime", "onnxscript"):
        pytest.importorskip(name, reason=f"needs {name}: pip install 'bibhrat[onnx]'")


@pytest.fixture(scope="module")
def tuned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny ELECTRA, fine-tuned for all three tasks and exported by the command."""
    needs_torch()
    pytest.importorskip("onnxscript")
    from bibhrat.train.transformer.finetune import finetune
    from bibhrat.train.transformer.settings import FineTuning

    folder = tmp_path_factory.mktemp("onnx")
    table = settings(encoder=str(banglabert(folder / "banglabert")), least_name=0.0)
    finetune(FineTuning.model_validate(table), corpus(folder / "c"), folder / "out", lambda _: None)
    assert main(["transformer", "export", str(folder / "out")]) == 0
    return folder / "out"


def test_both_graphs_agree_with_torch(tuned: Path) -> None:
    from bibhrat.transformer.reader import Reader

    torch, whole, small = (Reader(tuned, runtime) for runtime in ("torch", "onnx", "onnx-int8"))
    for row in ROWS:
        title, text = row["title"], row["text"] * 3  # several windows
        spans = [(mark["start"], mark["end"]) for mark in row["mentions"]]
        for other, near in ((whole, 1e-5), (small, 2e-2)):
            assert other.report(title, text) == pytest.approx(torch.report(title, text), abs=near)
            for one, two in zip(
                torch.roles(title, text, spans), other.roles(title, text, spans), strict=True
            ):
                assert one == pytest.approx(two, abs=near)


def test_names_of_both_graphs_are_those_of_torch(tuned: Path) -> None:
    from bibhrat.transformer.backends import logits, open_model, softmax
    from bibhrat.transformer.reader import Reader

    torch, whole = Reader(tuned, "torch"), Reader(tuned, "onnx")
    for row in ROWS:
        names, same = (one.names(row["title"], row["text"]) for one in (torch, whole))
        assert [name[:2] for name in names] == [name[:2] for name in same]
    # Of an untrained model 8 bits may turn a tie between B and I; the chances stay.
    asked = {"input_ids": [2, 5, 9, 17, 3], "attention_mask": [1] * 5, "token_type_ids": [0] * 5}
    one, other = (
        softmax(logits(open_model(tuned / "names", "names", runtime), [asked], 0, by_token=True)[0])
        for runtime in ("torch", "onnx-int8")
    )
    assert np.allclose(one, other, atol=2e-2)


def test_eight_bits_are_another_graph(tuned: Path) -> None:
    from bibhrat.transformer.reader import Reader

    row = ROWS[0]
    whole, small = (Reader(tuned, runtime) for runtime in ("onnx", "onnx-int8"))
    assert whole.report(row["title"], row["text"]) != small.report(row["title"], row["text"])


def test_padding_says_nothing(tuned: Path) -> None:
    from bibhrat.transformer.backends import logits, open_model

    short = {"input_ids": [2, 9, 3], "attention_mask": [1] * 3, "token_type_ids": [0] * 3}
    long = {key: value * 9 for key, value in short.items()}
    for runtime in ("torch", "onnx"):
        model = open_model(tuned / "names", "names", runtime)
        alone = logits(model, [short], 0, by_token=True)[0]
        beside = logits(model, [long, short], 0, by_token=True)[1]
        assert np.allclose(alone, beside, atol=1e-5)
        assert len(beside) == 3


def test_a_graph_that_is_not_there(tuned: Path, tmp_path: Path) -> None:
    from bibhrat.transformer.backends import open_model

    with pytest.raises(StopError, match=r"model\.onnx: not found; 'bibhrat transformer export"):
        open_model(tmp_path / "names", "names", "onnx")
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(StopError, match="cannot be read"):
        open_model(tmp_path, "names", "onnx")
