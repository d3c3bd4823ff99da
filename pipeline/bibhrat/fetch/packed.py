"""Packed bodies → plain ones, no further than the limit: a zip bomb never goes off."""

import gzip
import io
import zlib

from bibhrat.fetch.model import FetchError, too_large

_GZIP = b"\x1f\x8b"


def unpacked(body: bytes, url: str, encoding: str, limit: int) -> bytes:
    """A body without its packing: that of the transfer, then that of a packed file.

    Args:
        body: as it was sent.
        url: for messages.
        encoding: the header Content-Encoding.
        limit: bytes.

    Raises:
        FetchError: too_large, or not_fetched where it is broken or packed otherwise.
    """
    if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"{url}: packed as {encoding!r}, which was not asked for")
    # A packed sitemap may be packed once more on its way.
    for _ in range(2):
        if body.startswith(_GZIP):
            body = _gunzip(body, url, limit)
    return body


def _gunzip(body: bytes, url: str, limit: int) -> bytes:
    try:
        with gzip.open(io.BytesIO(body)) as stream:
            plain = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"{url}: {error}") from None
    if len(plain) > limit:
        raise too_large(url, limit, " unpacked")
    return plain
