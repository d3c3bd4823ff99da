"""Folders of one file an article: what brat and TimeML need."""

import re
from pathlib import Path

from bibhrat.corpus.labels import LabelError
from bibhrat.errors import StopError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def prepare(folder: str | Path) -> Path:
    """Make a folder for an export.

    Raises:
        StopError: it cannot be made.
    """
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StopError(f"{folder}: cannot be made: {error.strerror or error}") from None
    return path


def put(folder: Path, identity: str, ending: str, content: str) -> None:
    """Write the file of one article, UTF-8, line ends as given.

    Raises:
        LabelError: the id cannot be the name of a file.
        StopError: the file cannot be written.
    """
    if not _NAME.fullmatch(identity):
        raise LabelError(f"{identity!r}: cannot be the name of a file")
    path = folder / f"{identity}{ending}"
    try:
        path.write_bytes(content.encode("utf-8"))
    except OSError as error:
        raise StopError(f"{path}: cannot be written: {error.strerror or error}") from None


def get(path: Path) -> str:
    """Read a file as `put` wrote it.

    Raises:
        StopError: it cannot be read or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise StopError(f"{path}: not UTF-8 at byte {error.start}") from None


def listed(folder: str | Path, ending: str) -> list[Path]:
    """The files of a folder with an ending, sorted.

    Raises:
        StopError: there are none.
    """
    found = sorted(Path(folder).glob(f"*{ending}"))
    if not found:
        raise StopError(f"{folder}: no {ending} files")
    return found
