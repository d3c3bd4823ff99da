"""Training: labelled articles → models. Which, the training file's first table says.

`[fit]` is the linear models of models/bn_outage, `[bnlp]` a tagger of names, `[transformer]` a
fine-tuned encoder, `[encoder]` a small encoder from nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.lexicon import toml
from bibhrat.read.labelled import split_of

__all__ = ["train"]


def train(
    config: Path,
    corpus: Path,
    target: Path,
    *,
    extra: Sequence[str | Path] = (),
    encoder: str | None = None,
    text: Sequence[Path] = (),
    report: Callable[[str], None] = lambda line: None,
) -> Mapping[str, float]:
    """Train what a training file describes.

    Args:
        config: a TOML file such as those of configs/train.
        corpus: a folder with train.jsonl and dev.jsonl, or for `[fit]` and `[bnlp]` a Hugging
            Face dataset with these splits (`bibhrat.read.labelled.split_of`).
        target: folder for the models.
        extra: more labelled articles to train on, for `[fit]` and `[bnlp]`.
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
    if "bnlp" in table:
        from bibhrat.train import bnlp_names  # noqa: PLC0415 - needs an extra of its own

        rows, dev_rows = [split_of(corpus, "train"), *extra], split_of(corpus, "dev")
        return bnlp_names.train(rows, dev_rows, target, settings=table["bnlp"], report=report)
    if "fit" in table:
        from bibhrat.train import linear_models  # noqa: PLC0415

        # The matrices are small: threads of the algebra library wait for each other, six times
        # as long as one alone takes.
        need("sklearn.linear_model", "train", "training")  # limits hold for what is loaded
        limits = need("threadpoolctl", "train", "training").threadpool_limits
        with limits(limits=1):
            return linear_models.train(config, corpus, target, extra=extra, report=report)
    raise StopError(
        f"{config}: one of the tables [fit], [bnlp], [transformer], [encoder] is needed"
    )
