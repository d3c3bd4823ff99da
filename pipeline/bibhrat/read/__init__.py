"""Readers: from files, folders, archives and feeds to articles; one bad row costs no other.

    for item in read(["2024/*.jsonl.gz", "archive.warc.gz"]):
        ...  # an Article, or a Rejection that says where and why

Every format is one module with a function `rows`; what is common to all is in `rows.py`.
Each row is read, checked and let go: memory does not grow with the input, but for one
number an article, by which a repeated id is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from bibhrat.article import Article
from bibhrat.errors import SkipError
from bibhrat.read.rows import Columns, Rejection, Row, columns, raw_of, reject, to_article
from bibhrat.read.sources import KINDS, Part, Source, find
from bibhrat.read.streams import OnBytes, nothing

__all__ = [
    "KINDS",
    "Columns",
    "Part",
    "Rejection",
    "Row",
    "Source",
    "columns",
    "find",
    "located",
    "raw_of",
    "read",
    "read_source",
    "reject",
]

_MODULES = {
    "csv": "delimited",
    "datasets": "hugging_face",
    "feed": "feed",
    "html": "html",
    "jsonl": "jsonl",
    "parquet": "parquet",
    "tsv": "delimited",
    "warc": "warc",
    "web": "feed",
}


def read(
    inputs: str | Path | Sequence[str | Path],
    *,
    kind: str | None = None,
    columns: Columns | None = None,
    zones: Mapping[str, str] | None = None,
    told: OnBytes = nothing,
) -> Iterator[Article | Rejection]:
    """Read articles from anything that bibhrat can read.

    Args:
        inputs: files, folders, patterns, addresses of feeds, "hf:NAME", "-".
        kind: one of `KINDS`, over what the endings say.
        columns: article field → the input's own column ({"text": "body"}).
        zones: outlet → time zone, over configs/sources.toml.
        told: gets the bytes of every read.

    Raises:
        StopError: an input that is not there or cannot be read as what it is, or a library
            that has to be installed first.
    """
    named = [inputs] if isinstance(inputs, str | Path) else inputs
    for source in find([str(name) for name in named], kind):
        yield from read_source(source, columns=columns, zones=zones, told=told)


def read_source(
    source: Source,
    *,
    columns: Columns | None = None,
    zones: Mapping[str, str] | None = None,
    told: OnBytes = nothing,
) -> Iterator[Article | Rejection]:
    """Read the articles of one input; of several with one id the first counts.

    Raises:
        StopError: it cannot be read.
    """
    # Hashes are kept, not ids: about 80 bytes for an article.
    seen: set[int] = set()
    for row, item in located(source, columns=columns, zones=zones, told=told):
        if isinstance(item, Article):
            if hash(item.id) in seen:
                yield _repeated(item, row, source.name)
                continue
            seen.add(hash(item.id))
        yield item


def located(
    source: Source,
    *,
    columns: Columns | None = None,
    zones: Mapping[str, str] | None = None,
    told: OnBytes = nothing,
) -> Iterator[tuple[Row, Article | Rejection]]:
    """Every row of an input beside the article in it; articles may have one id.

    Raises:
        StopError: it cannot be read.
    """
    mapped = columns or {}
    rows: Iterable[Row] = import_module(f"bibhrat.read.{_MODULES[source.kind]}").rows(
        source, mapped, told
    )
    for row in rows:
        yield row, to_article(row, source.name, mapped, zones)


def _repeated(article: Article, row: Row, name: str) -> Rejection:
    error = SkipError("duplicate_id", f"id: {article.id!r} was seen before", field="id")
    return reject(name, row.number, raw_of(row), error)
