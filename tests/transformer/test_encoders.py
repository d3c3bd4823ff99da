"""Encoders from folders and hub names: what cannot be used is told in one line."""

import json
import os
import sys
from pathlib import Path

import pytest

from bibhrat.cli import main
from bibhrat.errors import StopError
from transformer.tiny import MAKERS, muril, needs_torch, settings


def refused(name: str | Path) -> str:
    """The one line that says why an encoder cannot be used."""
    from bibhrat.transformer import encoders

    with pytest.raises(StopError) as caught:
        encoders.tokenizer(encoders.find(str(name)))
    told = str(caught.value)
    assert "\n" not in told
    return told


def test_without_torch_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from bibhrat.transformer import libraries

    with monkeypatch.context() as patch:  # thinc seeds torch when a test ends
        patch.setitem(sys.modules, "torch", None)
        with pytest.raises(StopError, match=r"needs torch: .* 'bibhrat\[transformers\]'"):
            libraries.transformers()


def test_no_such_folder() -> None:
    assert "no such folder" in refused("models/none/here")


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path}: no config.json, so no encoder {tmp_path}"


@pytest.mark.parametrize("config", ["{", "[]", "{}", '{"model_type": 3}'])
def test_a_broken_description(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.json").write_text(config)
    assert "model_type" in refused(tmp_path)


def test_a_folder_without_tokenizer_or_weights(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    assert "no tokenizer" in refused(tmp_path)
    (tmp_path / "vocab.txt").write_text("[UNK]\n")
    assert "no weights; model.safetensors is needed" in refused(tmp_path)


def test_pickled_weights_are_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    (tmp_path / "vocab.txt").write_text("[UNK]\n")
    (tmp_path / "pytorch_model.bin").write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    assert f"'bibhrat transformer convert {tmp_path}'" in refused(tmp_path)


class TestWithTorch:
    """What needs the libraries."""

    @pytest.fixture(autouse=True)
    def _libraries(self) -> None:
        needs_torch()

    def test_a_hub_name_that_is_not_here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told = refused("csebuetnlp/no-such-model-here")
        assert "is not on this machine" in told
        assert "hf download csebuetnlp/no-such-model-here --local-dir FOLDER" in told

    def test_the_command_says_it_in_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["train", "configs/train/transformer.toml", "-o", str(tmp_path)]) == 2
        told = capsys.readouterr().err
        assert told.startswith("bibhrat: encoder csebuetnlp/banglabert is not on this machine")
        assert told.count("\n") == 1

    @pytest.mark.parametrize("maker", MAKERS)
    def test_converted_weights_are_those_that_were_pickled(
        self, tmp_path: Path, maker: str
    ) -> None:
        import torch
        from safetensors.torch import load_file

        from bibhrat.transformer import encoders

        folder = MAKERS[maker](tmp_path / maker)
        safe = load_file(folder / "model.safetensors")
        tied = {**safe, "again": next(iter(safe.values()))}
        torch.save(tied, folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
        assert main(["transformer", "convert", str(folder)]) == 0
        back = load_file(folder / "model.safetensors")
        assert back.keys() == tied.keys()
        assert all(torch.equal(back[name], value) for name, value in tied.items())
        encoders.model(encoders.find(str(folder)), "AutoModel")

    def test_code_in_a_pickle_does_not_run(self, tmp_path: Path) -> None:
        import torch

        from bibhrat.transformer.encoders import convert

        flag = tmp_path / "ran"

        class Trap:
            def __reduce__(self) -> tuple[object, tuple[str]]:
                return os.mkdir, (str(flag),)

        torch.save({"weight": Trap()}, tmp_path / "pytorch_model.bin")
        with pytest.raises(StopError, match="more than tensors"):
            convert(tmp_path)
        assert not flag.exists()
        assert not (tmp_path / "model.safetensors").exists()

    def test_code_in_a_folder_does_not_run(self, tmp_path: Path) -> None:
        from bibhrat.transformer import encoders

        folder = muril(tmp_path / "m")
        config = json.loads((folder / "config.json").read_text())
        config |= {"model_type": "own", "auto_map": {"AutoConfig": "own.Own", "AutoModel": "own.M"}}
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "own.py").write_text("raise SystemExit('ran')")
        with pytest.raises(StopError, match="cannot be read"):
            encoders.model(encoders.find(str(folder)), "AutoModel")

    def test_weights_that_are_damaged(self, tmp_path: Path) -> None:
        from bibhrat.transformer import encoders

        folder = muril(tmp_path / "m")
        (folder / "model.safetensors").write_bytes(b"\x00" * 40)
        with pytest.raises(StopError, match="weights cannot be read"):
            encoders.model(folder, "AutoModel")

    def test_a_tokenizer_that_drops_vowel_signs(self, tmp_path: Path) -> None:
        folder = muril(tmp_path / "m")
        (folder / "tokenizer_config.json").write_text('{"do_lower_case": true}')
        assert "drops Bangla vowel signs" in refused(folder)

    def test_a_window_longer_than_the_encoder_reads(self, tmp_path: Path) -> None:
        from bibhrat.train.transformer.finetune import finetune
        from bibhrat.train.transformer.settings import FineTuning
        from transformer.tiny import corpus

        folder = muril(tmp_path / "m")
        long = {**settings()["report"], "length": 65}
        table = settings(encoder=str(folder), tasks=["report"], report=long)
        with pytest.raises(StopError, match="reads at most 64 tokens"):
            finetune(
                FineTuning.model_validate(table), corpus(tmp_path / "c"), tmp_path / "o", print
            )
