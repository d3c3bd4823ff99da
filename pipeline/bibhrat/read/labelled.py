"""Labelled articles as lines of JSON, from JSON Lines or from a Hugging Face dataset.

Training, evaluation and the corpus tools check what a line says, each for what it needs; this
room only knows where the lines are.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import orjson

from bibhrat.errors import StopError
from bibhrat.read import hugging_face
from bibhrat.read.sources import Source
from bibhrat.read.streams import nothing


def lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of every line; blank ones are there, too.

    Args:
        path: a JSON Lines file; a folder that `save_to_disk` wrote; "hf:NAME[:SPLIT]", where
            NAME may be such a folder. Rows of a dataset come as the line that they would be.

    Raises:
        StopError: it cannot be read, or the extra `bibhrat[datasets]` is missing.
    """
    if is_dataset(path):
        for row in hugging_face.rows(Source(str(path), "datasets"), {}, nothing):
            yield row.number, _line(row.values)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from enumerate(stream, start=1)
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None


def _line(values: object) -> bytes:
    return orjson.dumps(values, default=_iso, option=orjson.OPT_PASSTHROUGH_DATETIME) + b"\n"


def _iso(value: object) -> str:
    """A timestamp column as the corpus writes it, to the minute."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    raise TypeError(type(value))


def is_dataset(path: str | Path) -> bool:
    """Whether it names a Hugging Face dataset."""
    return str(path).startswith("hf:") or hugging_face.is_saved(path)


def split_of(corpus: str | Path, split: str) -> str:
    """What to read for one split of a corpus: a folder of shards, or a dataset.

    >>> split_of("corpora/outages", "dev"), split_of("hf:outages", "dev")
    ('corpora/outages/dev.jsonl', 'hf:outages:dev')
    """
    if not is_dataset(corpus):
        return str(Path(corpus) / f"{split}.jsonl")
    return f"hf:{str(corpus).removeprefix('hf:')}:{split}"
