"""robots.txt (RFC 9309): what a host allows, and how long it wants to be left alone between."""

from typing import Any

from bibhrat.extras import need
from bibhrat.fetch.model import FetchError

#: Seconds for which rules hold (RFC 9309: not more than a day).
HOLDS = 86_400.0
#: Bytes that are read (RFC 9309: at least 500 KiB).
LONGEST = 512 << 10
#: Longest pause between two requests that a host gets, in seconds.
_LONGEST_PAUSE = 60.0


class Rules:
    """What one host allows."""

    def __init__(self, text: str, agent: str) -> None:
        self._agent = agent
        protego: Any = need("protego", "feeds", "reading robots.txt")
        self._rules = protego.Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether an address may be asked."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """Seconds that the host wants between two requests."""
        return min(float(self._rules.crawl_delay(self._agent) or 0.0), _LONGEST_PAUSE)


def without(error: FetchError) -> str:
    """The rules of a host whose robots.txt cannot be had.

    None where there is no such file or it leads nowhere. A server that fails may have rules
    that it cannot tell now: it is left alone.

    Raises:
        FetchError: not now.
    """
    gone = error.status is not None and error.status < 500 and error.status != 429
    if gone or error.code == "too_large":
        return ""
    raise FetchError(
        f"robots.txt cannot be read: {error}",
        status=error.status,
        wait=error.wait,
        lasting=error.lasting,
    ) from None
