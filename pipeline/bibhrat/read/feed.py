"""RSS, Atom and sitemaps → rows: from a file, or an address, which may also be a page."""

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bibhrat.errors import SkipError, StopError
from bibhrat.extras import need
from bibhrat.fetch import LARGEST, Fetcher
from bibhrat.read import html, sitemap
from bibhrat.read.rows import Columns, Row
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes, naming, opened

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF|channel)\b", re.IGNORECASE)
_HEAD = 4096


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row an entry, numbered from 1; for a sitemap one row a page, which is fetched.

    A feed is read whole, since none is long; more than `fetch.LARGEST` bytes are refused.

    Raises:
        StopError: a library is missing, or it is no feed and no sitemap.
    """
    # An address that the user names may be private; what it leads to may not, elsewhere.
    host = None if source.is_local else urlsplit(source.path).hostname
    fetcher = Fetcher(private=[host] if host else [])
    body = _body(source, fetcher, told)
    if _SITEMAP.search(body[:_HEAD]):
        yield from sitemap.pages(body, source.name, fetcher)
    elif source.kind == "web" and not _FEED.search(body[:_HEAD]):
        yield html.page(body, 1, url=source.path)
    else:
        yield from entries(body, source.name)


def _body(source: Source, fetcher: Fetcher, told: OnBytes) -> bytes:
    if source.is_local or source.path == "-":
        with naming(source.name), opened(source.path, told) as stream:
            body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise StopError(f"{source.name}: more than {LARGEST >> 20} MB, no feed is that long")
        return body
    try:
        return fetcher.get(source.path).body
    except SkipError as error:
        raise StopError(str(error)) from None


def entries(body: bytes, name: str) -> Iterator[Row]:
    """The entries of a feed, numbered from 1; what is malformed comes last, as a `SkipError`.

    Raises:
        StopError: it is no feed, it declares entities, or feedparser is missing.
    """
    feedparser = need("feedparser", "feeds", "reading RSS and Atom")
    root = _FEED.search(plain := body.replace(b"\x00", b""))
    # No feed needs entities of its own, and a few of them unfold to anything.
    if root is not None and b"<!ENTITY" in plain[: root.start()].upper():
        raise StopError(f"{name}: declares entities of its own, which are not read")
    told: Any = feedparser.parse(io.BytesIO(body))
    trouble = told.get("bozo_exception")
    if not told.get("version") and not told.entries:
        raise StopError(f"{name}: no feed and no sitemap ({trouble or 'no known element'})")
    for number, entry in enumerate(told.entries, start=1):
        yield Row(number, _values(entry, told.feed.get("title")))
    # The loose parser went on behind the fault, but what the fault swallowed is gone.
    if hasattr(trouble, "getLineNumber"):
        said = f"malformed XML at line {trouble.getLineNumber()}: {trouble.getMessage()}"
        yield Row(len(told.entries) + 1, SkipError("bad_xml", said), b"")


def _values(entry: Any, feed_title: str | None) -> dict[str, Any]:
    texts = [part.get("value") or "" for part in entry.get("content", ())]
    texts.append(entry.get("summary") or "")
    url = entry.get("link") or None
    values = {
        "id": entry.get("id") or url,
        "url": url,
        "title": entry.get("title") or "",
        "text": max(texts, key=len),
        "published_at": entry.get("published") or entry.get("updated"),
    }
    if html.outlet_of(url) is None:
        values["source"] = feed_title
    return values
