"""A path, a compressed path or standard input → a binary stream that reports how far it is."""

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from bibhrat.errors import StopError
from bibhrat.extras import need

#: Told how many more bytes of the inputs, as they lie on the disk, have been read.
OnBytes = Callable[[int], None]


def _zst(stream: Any) -> Any:
    return need("backports.zstd", "feeds", "reading .zst").open(stream)


_UNPACK: dict[str, Callable[[Any], Any]] = {
    ".bz2": bz2.open,
    ".gz": gzip.open,
    ".xz": lzma.open,
    ".zst": _zst,
}


class _Counted(io.RawIOBase):
    """A raw file that tells of every read; the buffer above asks for large pieces."""

    def __init__(self, file: io.FileIO, told: OnBytes) -> None:
        self._file = file
        self._told = told

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: Any) -> int | None:
        size = self._file.readinto(buffer)
        if size:
            self._told(size)
        return size

    def close(self) -> None:
        self._file.close()
        super().close()


def nothing(size: int) -> None:
    """Where nobody wants to know how far it is."""


def unpacked_name(name: str) -> str:
    """A file's name without the ending of its compression.

    >>> unpacked_name("news.csv.gz"), unpacked_name("news.csv")
    ('news.csv', 'news.csv')
    """
    for ending in _UNPACK:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def label(path: str) -> str:
    """A path for messages."""
    return "standard input" if path == "-" else path


@contextmanager
def opened(path: str, told: OnBytes = nothing) -> Iterator[IO[bytes]]:
    """A binary stream of a file, unpacked by its ending, or of standard input for "-".

    Args:
        path: .gz, .zst, .xz and .bz2 are unpacked.
        told: gets the number of bytes of every read of the file itself.

    Raises:
        StopError: when it cannot be opened, or the library for its compression is missing.
    """
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed with its reader
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    plain = io.BufferedReader(_Counted(file, told), 1 << 17)
    ending = Path(path).suffix.lower()
    with plain:
        if ending not in _UNPACK:
            yield cast(IO[bytes], plain)
            return
        with _UNPACK[ending](plain) as stream:
            yield stream


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turns whatever goes wrong while reading a stream into a StopError that names it."""
    try:
        yield
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise StopError(f"{name}: reading failed: {error}") from None
    except Exception as error:
        # backports.zstd is only there where it is installed, and so is its error.
        if type(error).__name__ != "ZstdError":
            raise
        raise StopError(f"{name}: reading failed: {error}") from None
