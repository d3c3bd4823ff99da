"""Shards: JSON Lines files of labelled articles, read and written without any heavy package."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from bibhrat.assets import roots
from bibhrat.corpus.labels import LabelError, LabelledArticle, from_row
from bibhrat.errors import AssetError, SkipError
from bibhrat.read.jsonl import parse
from bibhrat.read.labelled import lines
from bibhrat.write.jsonl import whole_file

SPLITS = ("train", "dev", "test")


def rows(path: str | Path) -> Iterator[tuple[int, object]]:
    """Line number and JSON value of every line that is not blank.

    Args:
        path: JSON Lines, or a Hugging Face dataset (`bibhrat.read.labelled.lines`).

    Raises:
        StopError: it cannot be read.
        LabelError: a line is no JSON.
    """
    for number, line in lines(path):
        if line.strip():
            try:
                yield number, parse(line)
            except SkipError as error:
                raise LabelError(f"{path}:{number}: {error}") from None


def each(path: str | Path) -> Iterator[tuple[int, LabelledArticle]]:
    """Line number and article, a line at a time.

    Raises:
        StopError: the file cannot be read.
        LabelError: a line is not of the form; the message names file, line and field.
    """
    for number, row in rows(path):
        try:
            article = from_row(row)
        except LabelError as error:
            raise LabelError(f"{path}:{number}: {error}") from None
        yield number, article


def read(path: str | Path) -> list[LabelledArticle]:
    """Read a shard; raises what `each` raises."""
    return [article for _, article in each(path)]


def write(path: str | Path, articles: Iterable[LabelledArticle]) -> int:
    """Write a shard, one article a line, keys in a fixed order; returns how many.

    Raises:
        StopError: the file cannot be written.
    """
    with whole_file(str(path)) as shard:
        for article in articles:
            shard.write(orjson.dumps(article.to_row()))
        return shard.count


def load(split: str, folder: str | Path | None = None) -> list[LabelledArticle]:
    """The labelled articles of one split.

    Args:
        split: "train", "dev" or "test".
        folder: where the shards are; by default corpora/outages of the checkout.

    Raises:
        ValueError: there is no such split.
        AssetError: there are no shards, as in an installed wheel: pass a folder.
        LabelError: a shard is broken.
    """
    if split not in SPLITS:
        raise ValueError(f"split: expected one of {', '.join(SPLITS)}, got {split!r}")
    base = Path(folder) if folder is not None else roots()[-1] / "corpora" / "outages"
    path = base / f"{split}.jsonl"
    if not path.exists():
        raise AssetError(f"{path} not found; the corpus is not part of the package, pass a folder")
    return read(path)
