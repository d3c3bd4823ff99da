"""Hugging Face datasets → rows: a folder that `save_to_disk` wrote, or "hf:NAME[:SPLIT]".

NAME may be such a folder, too, so that one split of it can be named.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.read.rows import Columns, Row, check_header
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row an example, split after split by name; numbers go on across the splits.

    A folder is mapped into memory; a name is streamed, so nothing is downloaded whole.

    Raises:
        StopError: datasets is missing, or it cannot open the dataset.
    """
    datasets = need("datasets", "datasets", "reading Hugging Face datasets")
    try:
        loaded = _load(datasets, source.path)
        splits = dict(loaded) if isinstance(loaded, Mapping) else {"": loaded}
        number = 0
        for split in sorted(splits):
            if splits[split].column_names:
                check_header(source.name, list(splits[split].column_names), mapped)
            for values in splits[split]:
                number += 1
                yield Row(number, values)
    except (OSError, ValueError, RuntimeError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise StopError(f"{source.name}: cannot be read: {first}") from None


def is_saved(path: str | Path) -> bool:
    """Whether a path is a folder that `save_to_disk` wrote."""
    return any(Path(path).glob("*.arrow")) or (Path(path) / "dataset_dict.json").is_file()


def _load(datasets: Any, path: str) -> Any:
    if not path.startswith("hf:"):
        if is_saved(path):
            return datasets.load_from_disk(path)
        return datasets.load_dataset(path, streaming=True)
    name, _, split = path[len("hf:") :].partition(":")
    if is_saved(name):
        saved = datasets.load_from_disk(name)
        if not split:
            return saved
        if not isinstance(saved, Mapping) or split not in saved:
            raise ValueError(f"there is no split {split!r} in {name}")
        return saved[split]
    return datasets.load_dataset(name, split=split or None, streaming=True)
