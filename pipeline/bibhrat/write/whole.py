"""A file that appears whole or not at all: written beside its target, synced, then renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bibhrat.errors import StopError

#: Ending of what is not whole yet; a killed run leaves it behind.
PART = ".part"


@contextmanager
def whole(path: str | Path, *, sync: bool = True) -> Iterator[IO[bytes]]:
    """Open a target for bytes; it appears when the block ends well, and not before.

    Args:
        path: the target. A pipe or a device ("/dev/null") is written as it is: a file that
            took its name would be the end of it.
        sync: wait until it would outlive a power cut; False where its reader can tell a
            whole file from a half one.

    Raises:
        StopError: the target cannot be written; what was written so far is removed.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        try:
            with target.open("wb") as stream:
                yield stream
        except OSError as error:
            raise failure(str(path), error) from None
        return
    try:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name}.", suffix=PART
        )
    except OSError as error:
        raise failure(str(path), error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
        if sync:
            _sync_folder(target.parent)
    except OSError as error:
        raise failure(str(path), error) from None
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name outlive a power cut, where the system lets folders be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def failure(name: str, error: OSError) -> StopError:
    """What is said when writing fails."""
    if isinstance(error, BrokenPipeError):
        return StopError(f"{name}: closed by its reader")
    return StopError(f"{name}: cannot be written: {error.strerror or error}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
