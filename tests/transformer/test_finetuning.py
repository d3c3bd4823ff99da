"""Fine-tuning tiny models in each format: two steps, saved, loaded, asked; and going on."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from transformer.tiny import MAKERS, ROWS, corpus, muril, needs_torch, settings


@pytest.fixture(autouse=True)
def _libraries() -> Iterator[None]:
    needs_torch()
    yield


def tuned(encoder: Path, data: Path, target: Path, **changed: Any) -> list[str]:
    """Fine-tune into a folder; what was reported."""
    from bibhrat.train.transformer.finetune import finetune
    from bibhrat.train.transformer.settings import FineTuning

    told: list[str] = []
    table = settings(encoder=str(encoder), **changed)
    finetune(FineTuning.model_validate(table), data, target, told.append)
    return told


@pytest.mark.parametrize("maker", MAKERS)
def test_each_format_is_tuned_saved_loaded_and_asked(tmp_path: Path, maker: str) -> None:
    from bibhrat.transformer.reader import Reader

    told = tuned(MAKERS[maker](tmp_path / maker), corpus(tmp_path / "data"), tmp_path / "out",
                 least_name=0.0)  # fmt: skip
    assert told[-9].split() == ["dev", "transformer", "linear"]
    one, again = Reader(tmp_path / "out"), Reader(tmp_path / "out")
    assert one.bundle.normaliser == ("banglabert" if maker == "banglabert" else "none")
    for row in ROWS:
        body = f"{row['title']}\n{row['text']}"
        chance = one.report(row["title"], row["text"])
        assert 0 < chance < 1
        assert chance == again.report(row["title"], row["text"])
        # With no least chance every word is in a name: whole words of the original, no more.
        names = one.names(row["title"], row["text"])
        assert names
        for start, end, _ in names:
            assert body[start:end].strip(" \n।,‘’") == body[start:end]
        marks = [(m["start"], m["end"]) for m in row["mentions"]]
        roles = one.roles(row["title"], row["text"], marks)
        assert [pytest.approx(1.0, abs=1e-5)] * len(marks) == [sum(r.values()) for r in roles]
        assert all(role.keys() == {"affected0", "none", "source", "unaffected"} for role in roles)


@pytest.mark.parametrize("maker", MAKERS)
def test_tokens_have_the_characters_they_were_written_with(tmp_path: Path, maker: str) -> None:
    from bibhrat.transformer import encoders
    from bibhrat.transformer.normalise import NORMALISERS
    from bibhrat.transformer.windows import Form

    tokenizer = encoders.tokenizer(MAKERS[maker](tmp_path / maker))
    for normaliser in NORMALISERS.values():
        form = Form(tokenizer, normaliser, 60, 8)
        for row in ROWS:
            body = f"{row['title']}\n{row['text']}"
            windows = form.windows(row["title"], row["text"])
            seen: set[int] = set()
            for window in windows:
                assert len(window.spans) == len(window.row["input_ids"]) <= 60
                seen.update(at for span in window.spans if span for at in range(*span))
            missed = {body[at] for at in range(len(body)) if at not in seen}
            # Spaces have no token, and joiners none where the tokenizer or the form drops them.
            assert missed <= set(" \n\u200c\u09bc")


def test_long_articles_have_windows_that_share_tokens_and_the_headline(tmp_path: Path) -> None:
    from bibhrat.transformer import encoders
    from bibhrat.transformer.normalise import folded
    from bibhrat.transformer.windows import Form

    form = Form(encoders.tokenizer(muril(tmp_path / "m")), folded, 24, 6)
    title, text = "ফেসবুক ডাউন", "মেসেঞ্জার সেবা বন্ধ। " * 12
    windows = form.windows(title, text)
    assert len(windows) > 3
    for window in windows:
        assert [span for span in window.spans if span][:2] == [(0, 6), (7, 11)]
    for left, right in itertools.pairwise(windows):
        shared = {s for s in left.spans if s} & {s for s in right.spans if s}
        assert len(shared) == 2 + 6
    assert max(span[1] for span in windows[-1].spans if span) == len(f"{title}\n{text}") - 1


def test_a_mention_is_marked_wherever_it_stands(tmp_path: Path) -> None:
    from bibhrat.transformer import encoders
    from bibhrat.transformer.normalise import folded
    from bibhrat.transformer.windows import CLOSES, OPENS, Form

    tokenizer = encoders.tokenizer(muril(tmp_path / "m"))
    tokenizer.add_special_tokens({"additional_special_tokens": [OPENS, CLOSES]})
    form = Form(tokenizer, folded, 32, 8)
    text = "সেবা বন্ধ। " * 30 + "মেসেঞ্জার ডাউন। " + "রাত থেকে বন্ধ। " * 30
    for title, start in (("মেসেঞ্জার বন্ধ", 0), ("বৃষ্টি", len("বৃষ্টি") + 1 + text.index("মে"))):
        row = form.marked(title, text, start, start + len("মেসেঞ্জার"))
        tokens = tokenizer.convert_ids_to_tokens(row["input_ids"])
        at = tokens.index(OPENS)
        assert tokens[at : at + 3] == [OPENS, "মেসেঞ্জার", CLOSES]
        assert len(tokens) <= 32


def test_an_article_without_text_or_without_title(tmp_path: Path) -> None:
    from bibhrat.transformer.reader import Reader

    tuned(muril(tmp_path / "m"), corpus(tmp_path / "data"), tmp_path / "out")
    reader = Reader(tmp_path / "out")
    for title, text in (("ফেসবুক ডাউন", ""), ("", "ফেসবুক ডাউন"), ("", "\u200c"), ("শ " * 400, "ক")):
        assert 0 < reader.report(title, text) < 1
        reader.names(title, text)
    assert reader.roles("ফেসবুক", "ডাউন", []) == []


def weights(folder: Path) -> dict[str, Any]:
    """The weights of a saved model."""
    from safetensors.torch import load_file

    found: dict[str, Any] = load_file(folder / "model.safetensors")
    return found


def test_equal_input_gives_equal_weights_and_another_seed_others(tmp_path: Path) -> None:
    import torch

    encoder, data = muril(tmp_path / "m"), corpus(tmp_path / "data")
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        tuned(encoder, data, tmp_path / name, tasks=["report"], seed=seed)
    one, same, other = (weights(tmp_path / name / "report") for name in "abc")
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert not all(torch.equal(one[name], other[name]) for name in one)


class _StoppedError(Exception):
    """Stands for a killed process."""


def test_a_stopped_run_goes_on_to_the_weights_of_one_that_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from bibhrat.train.transformer import checkpoint

    encoder, data = muril(tmp_path / "m"), corpus(tmp_path / "data")
    long = {**settings()["names"], "epochs": 4, "patience": 4}
    tuned(encoder, data, tmp_path / "whole", tasks=["names"], names=long)
    kept = checkpoint.save

    def stop(folder: Path, progress: checkpoint.Progress, *parts: Any) -> None:
        kept(folder, progress, *parts)
        if progress.epoch == 2:
            raise _StoppedError

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "save", stop)
        with pytest.raises(_StoppedError):
            tuned(encoder, data, tmp_path / "halves", tasks=["names"], names=long)
    assert not (tmp_path / "halves" / "names").exists()
    told = tuned(encoder, data, tmp_path / "halves", tasks=["names"], names=long)
    assert "names: goes on after epoch 2" in told
    one, other = weights(tmp_path / "whole" / "names"), weights(tmp_path / "halves" / "names")
    assert all(torch.equal(one[name], other[name]) for name in one)
    stored = {path.suffix for path in (tmp_path / "halves" / "checkpoints").rglob("*.*")}
    assert stored == {".safetensors", ".json"}


def test_other_settings_begin_anew(tmp_path: Path) -> None:
    encoder, data = muril(tmp_path / "m"), corpus(tmp_path / "data")
    tuned(encoder, data, tmp_path / "out", tasks=["report"])
    assert any(
        "goes on" in line for line in tuned(encoder, data, tmp_path / "out", tasks=["report"])
    )
    told = tuned(encoder, data, tmp_path / "out", tasks=["report"], seed=5)
    assert not any("goes on" in line for line in told)


def test_a_damaged_checkpoint_is_told(tmp_path: Path) -> None:
    encoder, data = muril(tmp_path / "m"), corpus(tmp_path / "data")
    tuned(encoder, data, tmp_path / "out", tasks=["report"])
    (tmp_path / "out" / "checkpoints" / "report" / "model.safetensors").write_bytes(b"?")
    with pytest.raises(StopError, match="damaged checkpoint"):
        tuned(encoder, data, tmp_path / "out", tasks=["report"])


def test_batches_hold_every_window_once_and_little_padding() -> None:
    from bibhrat.train.transformer.batches import bucketed

    lengths = [8 + (n * 37) % 120 for n in range(500)]
    batches = bucketed(lengths, 512, 1)
    assert sorted(index for batch in batches for index in batch) == list(range(500))
    padded = [max(lengths[i] for i in batch) * len(batch) for batch in batches]
    assert max(padded) <= 512
    assert sum(padded) < 1.1 * sum(lengths)
    assert batches == bucketed(lengths, 512, 1) != bucketed(lengths, 512, 2)
    means = [sum(lengths[i] for i in batch) / len(batch) for batch in batches]
    assert means != sorted(means)
    assert bucketed([900], 512, 1) == [[0]]
    assert bucketed([], 512, 1) == []
