"""A server on this machine that misbehaves on purpose, each address in its own way."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def says(
    body: bytes = b"", status: int = 200, *, kind: str = "application/rss+xml", **headers: str
) -> Behaviour:
    """Answers as it should; header names are written with "_" for "-"."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def packed(body: bytes) -> Behaviour:
    """Answers with gzip, as it says."""
    return says(gzip.compress(body), Content_Encoding="gzip")


def sends_to(address: str, status: int = 302) -> Behaviour:
    """Redirects."""
    return says(status=status, Location=address)


def endless(request: BaseHTTPRequestHandler) -> None:
    """Sends without end and without saying how much."""
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * (1 << 16))


class Site:
    """Paths and how they behave; notes who asked what."""

    def __init__(self) -> None:
        site = self
        self.pages: dict[str, Behaviour] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.over = threading.Event()
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with lock:
                    site.asked.append(self.path)
                    site.headers.append({k.lower(): v for k, v in self.headers.items()})
                    site.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                with suppress(OSError):  # the other side has had enough
                    site.pages.get(self.path, says(status=404))(self)

            do_POST = do_GET  # noqa: N815 - the server looks for this name

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def drips(self, head: bytes, drop: bytes, pause: float = 0.02) -> Behaviour:
        """Sends a little now and then, never enough to be done and never nothing for long."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(head)
            while not self.over.wait(pause):
                request.wfile.write(drop)

        return answer

    def silent(self, request: BaseHTTPRequestHandler) -> None:
        """Takes the request and says nothing."""
        self.over.wait(30)


@contextmanager
def running() -> Iterator[Site]:
    """A site that is there for a block."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        site.server.shutdown()
        thread.join()
        site.server.server_close()
