"""Training: labelled articles → models. Which, the training file's first table says.

`[fit]` is the linear models of models/bn_outage, `[transformer]` a fine-tuned encoder,
`[encoder]` a small encoder from nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bibhrat.errors import StopError
from bibhrat.lexicon import toml
from bibhrat.train import linear_models

__all__ = ["train"]


def train(
    config: Path,
    corpus: Path,
    target: Path,
    *,
    encoder: str | None = None,
    text: Sequence[Path] = (),
    report: Callable[[str], None] = lambda line: None,
) -> Mapping[str, float]:
    """Train what a training file describes.

    Args:
        config: a TOML file such as configs/train/linear.toml.
        corpus: folder with train.jsonl and dev.jsonl.
        target: folder for the models.
        encoder: a folder or a hub name, over the one of `[transformer]`.
        text: further files of text, for `[encoder]`.
        report: told of progress, a line at a time.

    Returns:
        Scores on dev.

    Raises:
        StopError: a file or a library is missing, or a setting is wrong.
    """
    try:
        table = toml.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StopError(f"{config}: {error}") from None
    if "transformer" in table:
        from bibhrat.train.transformer.finetune import finetune  # noqa: PLC0415 - imports numpy
        from bibhrat.train.transformer.settings import FineTuning, checked  # noqa: PLC0415

        settings = {**table["transformer"], **({"encoder": encoder} if encoder else {})}
        return finetune(
            checked(FineTuning, settings, config, "transformer"), corpus, target, report
        )
    if "encoder" in table:
        from bibhrat.train.transformer.pretrain import pretrain  # noqa: PLC0415 - imports numpy
        from bibhrat.train.transformer.settings import Pretraining, checked  # noqa: PLC0415

        wanted = checked(Pretraining, table["encoder"], config, "encoder")
        return pretrain(wanted, corpus, text, target, report)
    if "fit" not in table:
        raise StopError(f"{config}: one of the tables [fit], [transformer], [encoder] is needed")
    return linear_models.train(config, corpus, target, report=report)
