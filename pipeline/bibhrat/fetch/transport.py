"""One request over a connection of its own, under a deadline that no slow server outlasts.

httpcore speaks HTTP and TLS; this module gives it its sockets. A server that sends one byte
now and then resets every read timeout but not the deadline, and a program that is asked to
end waits no longer than one slice of a read.
"""

import ssl
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpcore

from bibhrat.fetch.addresses import Lookup, checked, lookup
from bibhrat.fetch.model import Answer, FetchError, Limits, Stop, StoppedError, never, too_large

#: Seconds after which a waiting read looks whether it is still wanted.
_SLICE = 0.5
#: Number, port and seconds → a connected stream.
Connect = Callable[[str, int, float], httpcore.NetworkStream]


def connect(number: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A TCP connection."""
    return httpcore.SyncBackend().connect_tcp(number, port, timeout=timeout)


@dataclass(frozen=True)
class Transport:
    """How requests leave: resolver, sockets and clock can be put in by a test or a simulation.

    Attributes:
        private: hosts that may have private addresses.
        monotonic: seconds that only grow.
        stop: asked while waiting.
    """

    private: Collection[str] = ()
    look: Lookup = lookup
    connect: Connect = connect
    monotonic: Callable[[], float] = time.monotonic
    stop: Stop = field(default=never)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    def send(
        self,
        url: str,
        limits: Limits,
        headers: Mapping[str, str],
        *,
        wanted: Callable[[Answer], bool] = lambda answer: answer.status == 200,
        content: bytes | None = None,
    ) -> Answer:
        """Ask an address, or post to it; redirects are not followed, nothing is unpacked.

        Args:
            url: as `sendable` gives it.
            limits: what the answer may cost.
            headers: of the request.
            wanted: whether the body of an answer is to be read.
            content: what is posted.

        Raises:
            FetchError: no answer within the limits.
            StoppedError: the program is to end.
        """
        until = _Deadline(self, self.monotonic() + limits.whole, limits.whole)
        tls = self._tls if url.startswith("https:") else None
        times = {"connect": limits.connect, "read": limits.read, "write": limits.read}
        try:
            with (
                httpcore.ConnectionPool(
                    tls, max_connections=1, network_backend=_Backend(self, until)
                ) as pool,
                pool.stream(
                    "GET" if content is None else "POST",
                    url,
                    headers=[(name, _bytes(value)) for name, value in headers.items()],
                    content=content,
                    extensions={"timeout": times},
                ) as response,
            ):
                told: dict[str, str] = {}
                for name, value in response.headers:
                    told.setdefault(_text(name).lower(), _text(value))
                answer = Answer(url, response.status, told)
                if not wanted(answer):
                    return answer
                return Answer(url, answer.status, told, _body(response, answer, limits.bytes))
        except httpcore.TimeoutException as error:
            raise FetchError(f"{url}: too slow: {error or type(error).__name__}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise FetchError(f"{url}: {error or type(error).__name__}") from None


def _text(value: bytes) -> str:
    """A header; many servers send addresses in UTF-8 as they are."""
    return value.decode("utf-8", "surrogateescape")


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")


def _body(response: httpcore.Response, answer: Answer, limit: int) -> bytes:
    told = answer.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limit:
        raise too_large(answer.url, limit)
    body = bytearray()
    for piece in response.iter_stream():
        body += piece
        if len(body) > limit:
            raise too_large(answer.url, limit)
    return bytes(body)


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The last moment of a request."""

    transport: Transport
    at: float
    whole: float

    def left(self, timeout: float | None) -> float:
        """Seconds that may be waited now.

        Raises:
            httpcore.ReadTimeout: none.
            StoppedError: the program is to end.
        """
        if self.transport.stop():
            raise StoppedError("asked to end")
        left = self.at - self.transport.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"not done after {self.whole:g} s")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, until: _Deadline) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        begin = self._until.transport.monotonic()
        while True:
            left = self._until.left(timeout)
            waited = self._until.transport.monotonic() - begin
            if timeout is not None and waited >= timeout:
                raise httpcore.ReadTimeout(f"nothing for {timeout:g} s")
            if timeout is not None:
                left = min(left, timeout - waited)
            try:
                return self._inner.read(max_bytes, min(left, _SLICE))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._until.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._until.left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to the very number that was checked; TLS still checks the name."""

    def __init__(self, transport: Transport, until: _Deadline) -> None:
        self._transport = transport
        self._until = until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        numbers = checked(host.strip("[]"), port, self._transport.private, self._transport.look)
        for number in numbers:
            try:
                stream = self._transport.connect(number, port, self._until.left(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._until)
        raise failed or httpcore.ConnectError(f"{host}: no number")
