"""An address → its bytes, politely: robots.txt, a pause for each host, limits of size and time."""

import gzip
import io
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from bibhrat._version import __version__
from bibhrat.errors import SkipError

AGENT = f"bibhrat/{__version__}"
#: Largest answer, in bytes, packed or unpacked.
LARGEST = 64 << 20
#: Seconds for a connection and for each read.
TIMEOUT = 20.0
#: Seconds between two requests to one host.
PAUSE = 1.0
_GZIP = b"\x1f\x8b"


class Fetcher:
    """Gets pages for one run; remembers what hosts allow and when they were asked."""

    def __init__(self, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def get(self, url: str) -> bytes:
        """The body of an address, unpacked.

        Raises:
            SkipError: not_fetched or too_large, saying why.
        """
        robots = self._rules(url)
        if robots is not None and not robots.can_fetch(AGENT, url):
            raise SkipError("not_fetched", f"{url}: robots.txt does not allow it")
        return self._get(url)

    def _rules(self, url: str) -> RobotFileParser | None:
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = None
            try:
                body = self._get(f"{parts.scheme}://{parts.netloc}/robots.txt")
            except SkipError:
                return None  # no rules, or none that can be read: nothing is forbidden
            rules = RobotFileParser()
            rules.parse(body.decode("utf-8", "replace").splitlines())
            self._robots[parts.netloc] = rules
        return self._robots[parts.netloc]

    def _get(self, url: str) -> bytes:
        host = urlsplit(url).netloc
        wait = self._asked.get(host, -self._pause) + self._pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        try:
            request = urllib.request.Request(url, headers={"User-Agent": AGENT})
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                body: bytes = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise SkipError("not_fetched", f"{url}: HTTP {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            raise SkipError("not_fetched", f"{url}: {error}") from None
        finally:
            self._asked[host] = time.monotonic()
        if len(body) > LARGEST:
            raise SkipError("too_large", f"{url}: more than {LARGEST >> 20} MB")
        return unpacked(body, url)


def unpacked(body: bytes, name: str) -> bytes:
    """A body that may be gzip, unpacked up to the limit.

    Raises:
        SkipError: too_large, or not_fetched where it is broken.
    """
    if not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as stream:
            plain = stream.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SkipError("not_fetched", f"{name}: {error}") from None
    if len(plain) > LARGEST:
        raise SkipError("too_large", f"{name}: more than {LARGEST >> 20} MB unpacked")
    return plain
