"""Training: labelled articles → models. Needs the extra `bibhrat[train]` or `bibhrat[bnlp]`."""

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
    report: Callable[[str], None] = lambda line: None,
) -> Mapping[str, float]:
    """Train what a config asks for: `[fit]` the linear models, `[bnlp]` a tagger of names.

    Args:
        config: a TOML file such as those of configs/train.
        corpus: a folder with train.jsonl and dev.jsonl, or a Hugging Face dataset with these
            splits (`bibhrat.read.labelled.split_of`).
        target: folder for the models.
        extra: more labelled articles to train on.
        report: told of progress, a line at a time.

    Returns:
        Scores on dev.

    Raises:
        StopError: a file is missing or wrong, or an extra is not installed.
    """
    try:
        table = toml.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StopError(f"{config}: {error}") from None
    train_rows, dev_rows = split_of(corpus, "train"), split_of(corpus, "dev")
    if "bnlp" in table:
        from bibhrat.train import bnlp_names  # noqa: PLC0415 - needs an extra of its own

        return bnlp_names.train(
            [train_rows, *extra], dev_rows, target, settings=table["bnlp"], report=report
        )
    if "fit" in table:
        from bibhrat.train import linear_models  # noqa: PLC0415

        # The matrices are small: threads of the algebra library wait for each other, six times
        # as long as one alone takes.
        need("sklearn.linear_model", "train", "training")  # limits hold for what is loaded
        limits = need("threadpoolctl", "train", "training").threadpool_limits
        with limits(limits=1):
            return linear_models.train(config, corpus, target, extra=extra, report=report)
    raise StopError(f"{config}: neither [fit] nor [bnlp]")
