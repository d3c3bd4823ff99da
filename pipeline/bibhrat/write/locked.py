"""One program at a time: a lock that goes when its process does, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bibhrat.errors import StopError
from bibhrat.write.whole import failure


@contextmanager
def locked(path: Path, said: str) -> Iterator[None]:
    """Hold a lock for a block.

    Args:
        path: a file of its own; made where it is missing, and left.
        said: what to say where another program has it.

    Raises:
        StopError: another has it, or the file cannot be made.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system; there two programs are not told apart
    except ImportError:  # pragma: no cover
        yield
        return
    try:
        stream = path.open("wb")
    except OSError as error:
        raise failure(str(path), error) from None
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StopError(said) from None
        yield
