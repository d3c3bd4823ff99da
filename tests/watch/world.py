"""A web in memory with a clock of its own: a day of polling takes seconds.

Everything of the watch runs as it does over a network, from httpcore down to its sockets;
only names, connections and time are made here. A server may let time go by while it sends.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

import httpcore

from bibhrat.fetch.transport import Transport

#: What a server sends, bytes or seconds of silence, in turns.
Pieces = Iterable[bytes | float]
#: Path and headers, names in lower case → what is sent.
Server = Callable[["Asked"], Pieces]

_START = 1_709_661_600.0  # 2024-03-05T18:00Z, midnight in Dhaka


@dataclass(frozen=True)
class Asked:
    """A request as a server sees it."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


def answer(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; header names are written with "_" for "-"."""
    told = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + body


@dataclass
class World:
    """Hosts, their numbers, and the time.

    Attributes:
        servers: host → how it answers.
        numbers: host → its numbers, where they are not made up here.
        now: seconds since the start; the monotonic clock.
        jump: seconds by which the wall clock is wrong.
    """

    servers: dict[str, Server] = field(default_factory=dict)
    numbers: dict[str, Callable[[], Sequence[str]]] = field(default_factory=dict)
    now: float = 0.0
    jump: float = 0.0
    asked: list[tuple[float, Asked]] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    at: dict[float, Callable[[], object]] = field(default_factory=dict)
    _made: dict[str, str] = field(default_factory=dict)

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self.now

    def wall(self) -> float:
        """Seconds since 1970, as the machine has them."""
        return _START + self.now + self.jump

    def sleep(self, seconds: float) -> None:
        """Let time go by; what was to happen meanwhile happens."""
        until = self.now + max(seconds, 0.0)
        for moment in sorted(moment for moment in self.at if moment <= until):
            self.now = max(self.now, moment)
            self.at.pop(moment)()
        self.now = max(self.now, until)

    def wait(self, inbox: "SimpleQueue[Any]", seconds: float) -> Any:
        """The next thing in the inbox; time goes by only where there is none."""
        if inbox.empty():
            self.sleep(seconds)
            return None
        return inbox.get()

    def look(self, host: str, port: int) -> Sequence[str]:
        """The resolver."""
        if host in self.numbers:
            return self.numbers[host]()
        if host.replace(".", "").isdecimal():
            return [host]
        if host not in self.servers:
            raise OSError(f"{host}: unknown")
        if host not in self._made:
            at = len(self._made)
            self._made[host] = f"8.{at // 250}.{at % 250}.1"
        return [self._made[host]]

    def connect(self, number: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """A connection to a number."""
        self.connected.append(number)
        return _Stream(self)

    def transport(self, stop: Callable[[], bool] = lambda: False) -> Transport:
        """How requests of this world leave."""
        return Transport(look=self.look, connect=self.connect, monotonic=self.monotonic, stop=stop)


class _Stream(httpcore.NetworkStream):
    def __init__(self, world: World) -> None:
        self._world = world
        self._said = b""
        self._pieces: Iterator[bytes | float] | None = None
        self._silence = 0.0
        self._left = b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._said += buffer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._pieces is None:
            self._pieces = iter(self._answer())
        while not self._left and self._silence <= 0:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            if isinstance(piece, bytes):
                self._left = piece
            else:
                self._silence = piece
        if self._silence > 0:
            waited = self._silence if timeout is None else min(self._silence, timeout)
            self._world.sleep(waited)
            self._silence -= waited
            if self._silence > 0:
                raise httpcore.ReadTimeout("nothing yet")
            return self.read(max_bytes, timeout)
        sent, self._left = self._left[:max_bytes], self._left[max_bytes:]
        return sent

    def _answer(self) -> Pieces:
        head, _, body = self._said.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }
        asked = Asked(headers["host"], first.split(" ")[1], headers, body)
        self._world.asked.append((self._world.now, asked))
        if asked.path == "/robots.txt" and asked.host not in self._world.servers:
            return [answer(status=404)]
        return self._world.servers[asked.host](asked)

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:
        return None


def paths(**pages: Any) -> Server:
    """A server of some paths ("a" for /a), pieces or `Server`s; the rest is not there."""

    def serve(asked: Asked) -> Pieces:
        found: Any = pages.get(asked.path.strip("/").partition("?")[0], [answer(status=404)])
        sent: Pieces = found(asked) if callable(found) else found
        return sent

    return serve
