"""JSON Lines out: into a temporary file beside the target, renamed when all is written."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bibhrat.errors import StopError


class LineWriter:
    """Appends lines to a binary stream and counts them."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self.count = 0

    def write(self, line: bytes) -> None:
        """Write one line.

        Raises:
            StopError: disk full, pipe closed, or any other failure to write.
        """
        try:
            self._stream.write(line)
            self._stream.write(b"\n")
        except OSError as error:
            raise _failure(self._name, error) from None
        self.count += 1


@contextmanager
def whole_file(path: str) -> Iterator[LineWriter]:
    """Open a target for lines; it appears when the block ends well, and not before.

    Args:
        path: a file, or "-" for standard output (which cannot be taken back).

    Raises:
        StopError: the target cannot be written; what was written so far is removed.
    """
    if path == "-":
        yield from _standard_output()
        return
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name}.", suffix=".part"
        )
    except OSError as error:
        raise _failure(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield LineWriter(stream, path)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        raise _failure(path, error) from None
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()


def _standard_output() -> Iterator[LineWriter]:
    stream = sys.stdout.buffer
    try:
        yield LineWriter(stream, "standard output")
        stream.flush()
    except OSError as error:
        # The interpreter flushes again at exit; without a sink that would print a traceback.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _failure("standard output", error) from None


def _failure(name: str, error: OSError) -> StopError:
    if isinstance(error, BrokenPipeError):
        return StopError(f"{name}: closed by its reader")
    return StopError(f"{name}: cannot be written: {error.strerror or error}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
