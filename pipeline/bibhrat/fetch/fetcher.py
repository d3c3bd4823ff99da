"""Asks for addresses the way a good guest does; remembers what hosts allow and when it asked."""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bibhrat._version import __version__
from bibhrat.extras import need
from bibhrat.fetch.addresses import host_of, redirected, sendable
from bibhrat.fetch.model import Answer, FetchError, Limits
from bibhrat.fetch.packed import unpacked
from bibhrat.fetch.robots import HOLDS, LONGEST, Rules, without

if TYPE_CHECKING:
    from bibhrat.fetch.transport import Transport

AGENT = f"bibhrat/{__version__}"
#: Seconds between two requests to one host.
PAUSE = 1.0
#: Longest that a server's Retry-After is heeded, in seconds.
_LONGEST_WAIT = 86_400.0
#: Stands for a redirect that leads nowhere, so that it counts as an answer.
_LOOP = 399
_REDIRECTS = (301, 302, 303, 307, 308)
#: Hosts that are remembered; pages of an aggregator may be anywhere.
_MOST_HOSTS = 2_000


@dataclass
class _Host:
    """One host: who asks has its lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = float("-inf")
    rules: Rules | None = None
    rules_until: float = float("-inf")
    users: int = 0


class Fetcher:
    """Gets addresses; may be used by several threads.

    Args:
        limits: what an answer may cost.
        private: hosts, without ports, that may have private addresses.
        pause: seconds between two requests to one host; robots.txt may ask for more.
        sleep: waits some seconds.
        transport: how requests leave; by default over the network.

    Raises:
        StopError: httpcore is missing.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        private: Collection[str] = (),
        pause: float = PAUSE,
        sleep: Callable[[float], object] = time.sleep,
        transport: "Transport | None" = None,
    ) -> None:
        module = need("bibhrat.fetch.transport", "feeds", "fetching")
        self._transport: Transport = transport or module.Transport(private=frozenset(private))
        self._limits = limits or Limits()
        self._pause = pause
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limits: Limits | None = None,
        accepts: Callable[[str], bool] = lambda media_type: True,
    ) -> Answer:
        """What an address has, unpacked, behind its redirects.

        Args:
            url: http or https.
            etag, last_modified: of the answer that is had already; then 304 may come.
            limits: over those of all.
            accepts: told the media type; what is not accepted is not read.

        Raises:
            FetchError: not_fetched or too_large, saying why.
            StoppedError: the program is to end.
        """
        headers = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
        asked = {name: value for name, value in headers.items() if value}
        return self._follow(sendable(url), asked, limits or self._limits, accepts, robots=True)

    def _follow(
        self,
        url: str,
        asked: Mapping[str, str],
        limits: Limits,
        accepts: Callable[[str], bool],
        *,
        robots: bool,
    ) -> Answer:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", **asked}
        here = url
        for _ in range(limits.redirects + 1):
            if robots and not self._rules(here).allows(here):
                raise FetchError(f"{here}: robots.txt does not allow it", lasting=True)
            with self._turn(here):
                answer = self._transport.send(
                    here,
                    limits,
                    headers,
                    wanted=lambda told: told.status == 200 and accepts(told.content_type),
                )
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                here = redirected(here, answer.headers["location"])
                continue
            return self._checked(answer, limits, accepts, conditional=bool(asked))
        raise FetchError(f"{url}: more than {limits.redirects} redirects", status=_LOOP)

    def _checked(
        self,
        answer: Answer,
        limits: Limits,
        accepts: Callable[[str], bool],
        *,
        conditional: bool,
    ) -> Answer:
        if answer.status == 304 and conditional:
            return answer
        if answer.status != 200:
            raise FetchError(
                f"{answer.url}: HTTP {answer.status}",
                status=answer.status,
                wait=retry_after(answer.headers),
            )
        if not accepts(answer.content_type):
            said = f"{answer.url}: {answer.content_type!a} is not what is looked for"
            raise FetchError(said, lasting=True)
        encoding = answer.headers.get("content-encoding", "")
        body = unpacked(answer.body, answer.url, encoding, limits.bytes)
        return replace(answer, body=body)

    def _rules(self, url: str) -> Rules:
        """What a host allows; asked for once a day."""
        with self._host(url) as host:
            if host.rules is None or self._transport.monotonic() >= host.rules_until:
                parts = urlsplit(url)
                limits = replace(self._limits, bytes=LONGEST)
                try:
                    answer = self._follow(
                        f"{parts.scheme}://{parts.netloc}/robots.txt",
                        {},
                        limits,
                        lambda media_type: True,
                        robots=False,
                    )
                    text = answer.body.decode("utf-8", "replace")
                except FetchError as error:
                    text = without(error)
                host.rules = Rules(text, AGENT)
                host.rules_until = self._transport.monotonic() + HOLDS
            return host.rules

    @contextmanager
    def _turn(self, url: str) -> Iterator[None]:
        """The one request that a host gets at a time, a pause behind the last."""
        with self._host(url) as host, host.lock:
            wait = host.free_at - self._transport.monotonic()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                pause = max(self._pause, host.rules.pause if host.rules is not None else 0.0)
                host.free_at = self._transport.monotonic() + pause

    @contextmanager
    def _host(self, url: str) -> Iterator[_Host]:
        with self._lock:
            host = self._hosts.setdefault(host_of(url), _Host())
            host.users += 1
            if len(self._hosts) > _MOST_HOSTS:
                self._forget()
        try:
            yield host
        finally:
            with self._lock:
                host.users -= 1

    def _forget(self) -> None:
        """Drop the half of the hosts that were asked longest ago."""
        idle = sorted(
            (name for name, host in self._hosts.items() if not host.users),
            key=lambda name: self._hosts[name].free_at,
        )
        for name in idle[: _MOST_HOSTS // 2]:
            del self._hosts[name]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds of Retry-After; a date counts from the server's own clock.

    >>> retry_after({"retry-after": "120"}), retry_after({"retry-after": "soon"})
    (120.0, None)
    """
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return min(float(told[:9]), _LONGEST_WAIT)
    try:
        then, now = parsedate_to_datetime(told), parsedate_to_datetime(headers.get("date", ""))
        return min(max((then - now).total_seconds(), 0.0), _LONGEST_WAIT)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
