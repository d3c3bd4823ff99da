"""When to look again: clocks that cannot be jumped, pauses that grow with failures.

Watch time is what all due times are told in: seconds that only grow, on through restarts.
While a watch runs it is the monotonic clock; what lies between two runs is read off the wall
clock, and a wall clock that went back adds nothing.
"""

import time
from queue import Empty, SimpleQueue
from random import Random
from typing import Any, Protocol

#: Share of a pause by which it is shortened or lengthened, so that feeds do not march in step.
_JITTER = 0.1


class Clock(Protocol):
    """The time; a simulation brings its own."""

    def monotonic(self) -> float:
        """Seconds that only grow, from anywhere."""

    def wall(self) -> float:
        """Seconds since 1970, which may jump."""

    def sleep(self, seconds: float) -> None:
        """Wait."""

    def wait(self, inbox: "SimpleQueue[Any]", seconds: float) -> Any:
        """The next thing in the inbox, or None when so many seconds have gone."""


class SystemClock:
    """The time of this machine."""

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def wait(self, inbox: "SimpleQueue[Any]", seconds: float) -> Any:
        """The next thing in the inbox, or None when so many seconds have gone."""
        try:
            return inbox.get(timeout=max(seconds, 0.0))
        except Empty:
            return None


def watch_time(saved: float, saved_wall: float, wall: float) -> float:
    """Watch time at the start of a run.

    Args:
        saved: watch time when it was last written down.
        saved_wall, wall: the wall clock then and now.

    >>> watch_time(100.0, 5_000.0, 5_060.0), watch_time(100.0, 5_000.0, 3_000.0)
    (160.0, 100.0)
    """
    return saved + max(wall - saved_wall, 0.0)


def pause(
    interval: float, failures: int, longest: float, random: Random, asked: float | None = None
) -> float:
    """Seconds until the next try.

    Args:
        interval: after a success.
        failures: in a row; each doubles the interval.
        longest: which it does not grow over (but a longer interval stays).
        random: for the jitter.
        asked: for how long the other side wants to be left alone, None where it does not say.

    >>> [round(pause(60, n, 600, Random(1)) / 60) for n in range(6)]
    [1, 2, 4, 7, 9, 9]
    """
    grown = min(interval * 2.0 ** min(failures, 30), max(longest, interval))
    jittered = grown * (1.0 + random.uniform(-_JITTER, _JITTER))
    return max(jittered, asked or 0.0)
