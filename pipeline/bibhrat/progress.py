"""How far a run is: a bar with rate and time left on a terminal, a line now and then in a log."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bibhrat.errors import StopError
from bibhrat.read import find
from bibhrat.run.simple import OnProgress

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def progress(
    total: int | None, *, hidden: bool, every: float | None = None
) -> Iterator[OnProgress]:
    """A progress bar with rate and time left; gives the function to feed it.

    Args:
        total: bytes to be read; None where nobody knows.
        hidden: show nothing.
        every: seconds between two lines where standard error is no terminal; None: no lines.
    """
    if hidden or not sys.stderr.isatty():
        yield _Log(total, every) if every and not hidden else _silent
        return
    with _bar() as bar:
        task = bar.add_task("", total=total, count=0, rate="")
        done = 0

        def advance(articles: int, size: int) -> None:
            nonlocal done
            done += articles
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{done / elapsed:,.0f}/s" if elapsed > 0.5 else ""
            bar.update(task, advance=size, count=done, rate=rate)

        yield advance


def _bar() -> "Progress":
    from rich import progress as parts  # noqa: PLC0415 - most runs draw no bar
    from rich.console import Console  # noqa: PLC0415

    return parts.Progress(
        parts.TextColumn("{task.fields[count]:,} articles"),
        parts.BarColumn(),
        parts.TextColumn("{task.fields[rate]}"),
        parts.TimeElapsedColumn(),
        parts.TextColumn("left"),
        parts.TimeRemainingColumn(),
        console=Console(stderr=True, soft_wrap=True),
        transient=True,
    )


def _silent(articles: int, size: int) -> None:
    """Progress that nobody sees."""


class _Log:
    """Progress for a log file: a line now and then."""

    def __init__(self, total: int | None, every: float) -> None:
        self._total, self._every = total, every
        self._articles = self._size = 0
        self._begin = self._last = time.monotonic()

    def __call__(self, articles: int, size: int) -> None:
        self._articles += articles
        self._size += size
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        elapsed = now - self._begin
        line = f"{self._articles:,} articles, {self._articles / elapsed:,.0f}/s"
        if self._total and self._size:
            share = min(self._size / self._total, 1.0)
            left = elapsed / share - elapsed
            line += f", {share:.0%}, {left / 60:,.0f} min left"
        print(line, file=sys.stderr, flush=True)  # noqa: T201


def size_of(inputs: Sequence[str]) -> int | None:
    """Bytes of all inputs; None where one of them is no file."""
    try:
        return sum(Path(source.path).stat().st_size for source in find(inputs))
    except (OSError, StopError):
        return None
