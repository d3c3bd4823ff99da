"""What a user names → the inputs to read: files, folders, patterns, addresses, standard input.

The kind of an input is told by its ending; `--format` goes over it.
"""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibhrat.errors import StopError
from bibhrat.read.streams import label, unpacked_name

#: Ending → kind. ".xml" is a feed or a sitemap; its first element says which.
ENDINGS = {
    ".atom": "feed",
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "jsonl",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".rss": "feed",
    ".tsv": "tsv",
    ".warc": "warc",
    ".xhtml": "html",
    ".xml": "feed",
}
KINDS = ("csv", "datasets", "feed", "html", "jsonl", "parquet", "tsv", "warc")
#: Files that make a folder one Hugging Face dataset.
_DATASET_MARKS = ("dataset_dict.json", "state.json")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a file that begin at or behind a byte and before another.

    Attributes:
        start, end: byte offsets at which lines begin; `end` may be the end of the file.
        line: number of its first line.
    """

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Attributes:
        path: a file, a folder that is a dataset, an address, "hf:NAME[:SPLIT]", or "-".
        kind: one of `KINDS`.
        part: a part of a plain JSON Lines file; None for all of it.
    """

    path: str
    kind: str
    part: Part | None = None

    @property
    def name(self) -> str:
        """For messages."""
        return label(self.path)

    @property
    def is_local(self) -> bool:
        """Whether it is a file or a folder of this machine."""
        return is_path(self.path)


def is_path(given: str) -> bool:
    """Whether a user's word for an input is a path or a pattern of paths."""
    return given != "-" and not given.startswith((*_WEB, "hf:"))


def find(inputs: Sequence[str], kind: str | None = None) -> list[Source]:
    """The inputs behind what a user names, in that order, folders and patterns sorted.

    Args:
        inputs: files, folders (searched through), patterns ("2024/**/*.jsonl.gz"),
            addresses, "hf:NAME[:SPLIT]", "-".
        kind: goes over the endings; in a folder it chooses all files.

    Raises:
        StopError: nothing there, or nothing in it that can be read.
    """
    found: dict[str, Source] = {}
    for given in inputs:
        for source in _sources(given, kind):
            found.setdefault(source.path, source)
    return list(found.values())


def kind_of(path: str) -> str | None:
    """The kind that a file's ending tells, or None."""
    return ENDINGS.get(Path(unpacked_name(path)).suffix.lower())


def _sources(given: str, kind: str | None) -> Iterator[Source]:
    if given == "-":
        yield Source(given, kind or "jsonl")
    elif given.startswith("hf:"):
        yield Source(given, "datasets")
    elif given.startswith(_WEB):
        yield Source(given, kind or "web")
    elif Path(given).is_dir():
        yield from _folder(given, kind)
    elif Path(given).exists() or not glob.has_magic(given):
        yield Source(given, kind or kind_of(given) or "jsonl")
    else:
        # Path.glob takes no absolute pattern.
        paths = sorted(glob.iglob(given, recursive=True))  # noqa: PTH207
        if not paths:
            raise StopError(f"{given}: no file of that pattern")
        for path in paths:
            if not Path(path).is_dir():
                yield Source(path, kind or kind_of(path) or "jsonl")


def _folder(given: str, kind: str | None) -> Iterator[Source]:
    folder = Path(given)
    if kind == "datasets" or any((folder / mark).is_file() for mark in _DATASET_MARKS):
        yield Source(given, "datasets")
        return
    empty = True
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        told = kind or kind_of(path.name)
        if told is not None and not hidden and path.is_file():
            empty = False
            yield Source(str(path), told)
    if empty:
        raise StopError(f"{given}: cannot be read: no file in it has an ending that bibhrat knows")
