"""JSON Lines out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from bibhrat.write.whole import failure, whole


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
            raise failure(self._name, error) from None
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
    with whole(path) as stream:
        yield LineWriter(stream, path)


def _standard_output() -> Iterator[LineWriter]:
    stream = sys.stdout.buffer
    try:
        yield LineWriter(stream, "standard output")
        stream.flush()
    except OSError as error:
        # The interpreter flushes again at exit; without a sink that would print a traceback.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise failure("standard output", error) from None
