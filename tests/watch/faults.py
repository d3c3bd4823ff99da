"""What a server can do instead of sending its feed."""

import gzip
from collections.abc import Callable

from watch.world import Pieces, answer

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><rss version='2.0'><channel><item><title>&m;</title></item></channel></rss>"
)
#: 64 MB in 64 kB.
_ZIP_BOMB = gzip.compress(b"\x00" * (64 << 20))

#: Fault → what a server in it sends for a feed that would be this body.
FAULTS: dict[str, Callable[[bytes], Pieces]] = {
    "answers nothing": lambda body: [],
    "HTTP 500": lambda body: [answer(status=500)],
    "HTTP 404": lambda body: [answer(status=404)],
    "HTTP 429, Retry-After": lambda body: [answer(status=429, Retry_After="1800")],
    "redirect loop": lambda body: [answer(status=302, Location="/rss")],
    "redirect to a private address": lambda body: [
        answer(status=301, Location="http://10.0.0.1/rss")
    ],
    "slow-loris": lambda body: (piece for byte in body for piece in (bytes([byte]), 5.0)),
    "silence": lambda body: [1e6],
    "cut in the middle": lambda body: [answer(body[: len(body) * 2 // 3])],
    "breaks off": lambda body: [answer(body)[: len(body) // 2]],
    "not XML": lambda body: [answer(body.replace(b"</item>", b"<br></itm>", 3))],
    "billion laughs": lambda body: [answer(BOMB)],
    "external entity": lambda body: [
        answer(
            body.replace(b"<rss", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1)
        )
    ],
    "zip bomb": lambda body: [answer(_ZIP_BOMB, Content_Encoding="gzip")],
    "endless body": lambda body: (
        b"HTTP/1.1 200 OK\r\n\r\n" if n == 0 else b"x" * 65_536 for n in range(10**6)
    ),
    "error page as HTML, 200": lambda body: [
        answer(b"<html><body>Busy</body></html>", Content_Type="text/html")
    ],
    "an image": lambda body: [answer(b"\x89PNG" * 999, Content_Type="image/png")],
    "robots.txt fails": lambda body: [answer(body)],
    "name unknown": lambda body: [answer(body)],
    "name turns private (rebinding)": lambda body: [answer(body)],
}
