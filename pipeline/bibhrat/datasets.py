"""The labelled corpus as a Hugging Face DatasetDict, every feature typed.

>>> from bibhrat.datasets import load
>>> load("outages")["dev"][0]["outage"]  # doctest: +SKIP
True

Only `load` imports the package `datasets`, whose name this module shares; the corpus is read
and checked by `bibhrat.corpus`, so that a broken line is told with file, line and field.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bibhrat.assets import roots
from bibhrat.corpus.labels import FORM, LabelError
from bibhrat.corpus.shards import SPLITS, each
from bibhrat.errors import AssetError
from bibhrat.extras import need

#: Corpora of a checkout.
NAMES = ("outages",)
_TYPES = {"str": "string", "int": "int64", "bool": "bool"}


def load(name: str | Path = "outages", *, streaming: bool = False) -> Any:
    """Load a corpus.

    Args:
        name: "outages", the corpus of a checkout; or the path of a folder with train.jsonl,
            dev.jsonl and test.jsonl, of which those that are there are loaded.
        streaming: read a line at a time as it is asked for, instead of all into memory.

    Returns:
        A `datasets.DatasetDict`, or with `streaming` a `datasets.IterableDatasetDict`, by split.

    Raises:
        AssetError: the corpus is not there, as in an installed wheel.
        LabelError: a line is broken; with `streaming`, when it is reached.
        StopError: the extra `bibhrat[datasets]` is missing.
    """
    shards = _shards(name)
    datasets = need("datasets", "datasets", "loading a corpus as a dataset")
    features = _features(datasets, FORM)
    if streaming:
        lazy = {
            split: datasets.IterableDataset.from_generator(
                _rows, features=features, gen_kwargs={"path": path}
            )
            for split, path in shards.items()
        }
        return datasets.IterableDatasetDict(lazy)
    whole = {
        split: datasets.Dataset.from_list(list(_rows(path)), features=features)
        for split, path in shards.items()
    }
    return datasets.DatasetDict(whole)


def _shards(name: str | Path) -> dict[str, str]:
    """Split → path, of those that are there."""
    known = str(name) in NAMES
    folder = roots()[-1] / "corpora" / str(name) if known else Path(name)
    found = {split: folder / f"{split}.jsonl" for split in SPLITS}
    shards = {split: str(path) for split, path in found.items() if path.is_file()}
    if not shards:
        hint = (
            "the corpus is not part of the installed package: take a checkout and pass the path of "
            f"its folder corpora/{name}"
            if known
            else f"expected a folder with {', '.join(path.name for path in found.values())}, or "
            f"one of the names {', '.join(NAMES)}"
        )
        raise AssetError(f"{folder}: no corpus here; {hint}")
    return shards


def _rows(path: str) -> Iterator[dict[str, Any]]:
    for number, article in each(path):
        row = article.to_row()
        try:
            row["published_at"] = datetime.fromisoformat(article.published_at)
        except ValueError:
            raise LabelError(
                f"{path}:{number}: published_at: no local ISO time: {article.published_at!r}"
            ) from None
        yield row


def _features(datasets: Any, form: Mapping[str, Any]) -> Any:
    """The form of a labelled article as features; a time of publication is one, not a string."""

    def of(kind: Any) -> Any:
        if isinstance(kind, Mapping):
            return [{key: of(inner) for key, inner in kind.items()}]
        name = str(kind)[:-1]  # without the mark that says whether it may be null
        if name == "strings":
            return [datasets.Value("string")]
        return datasets.Value(_TYPES[name])

    features = {key: of(kind) for key, kind in form.items()}
    return datasets.Features({**features, "published_at": datasets.Value("timestamp[s]")})
