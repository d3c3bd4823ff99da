"""Sitemaps → the pages that they name, fetched one after the other, as rows."""

import io
from collections.abc import Iterator
from typing import Any

from bibhrat.errors import SkipError, StopError
from bibhrat.extras import need
from bibhrat.fetch import Fetcher
from bibhrat.read import html
from bibhrat.read.rows import Row

#: A sitemap of sitemaps of sitemaps is a loop, or means to be one.
_DEEPEST = 2


def pages(body: bytes, name: str, fetcher: Fetcher) -> Iterator[Row]:
    """One row a page, numbered from 1 through all sitemaps of an index.

    Raises:
        StopError: it is no XML at all, or lxml is missing.
    """
    seen: set[str] = set()
    for number, (url, published) in enumerate(_addresses(body, name, fetcher, seen), start=1):
        if isinstance(published, SkipError):
            yield Row(number, published, url.encode())
            continue
        try:
            yield html.page(fetcher.get(url).body, number, url=url, published=published)
        except SkipError as error:
            yield Row(number, error, url.encode())


def _addresses(
    body: bytes, name: str, fetcher: Fetcher, seen: set[str], depth: int = 0
) -> Iterator[tuple[str, str | SkipError | None]]:
    for tag, url, published in _elements(body, name):
        if url in seen:
            continue
        seen.add(url)
        if tag == "url":
            yield url, published
        elif depth < _DEEPEST:
            try:
                inner = fetcher.get(url).body
                yield from _addresses(inner, url, fetcher, seen, depth + 1)
            except (SkipError, StopError) as error:
                yield url, SkipError("not_fetched", str(error))


def _elements(body: bytes, name: str) -> Iterator[tuple[str, str, str | None]]:
    """Every <url> and <sitemap>: which, its address, and news:publication_date."""
    etree = need("lxml.etree", "feeds", "reading sitemaps")
    try:
        for _, element in etree.iterparse(
            io.BytesIO(body), resolve_entities=False, no_network=True, recover=True
        ):
            tag = _local(element)
            if tag in ("url", "sitemap"):
                told = {_local(child): (child.text or "").strip() for child in element.iter()}
                if told.get("loc"):
                    yield tag, told["loc"], told.get("publication_date")
                element.clear()
    except etree.XMLSyntaxError as error:
        raise StopError(f"{name}: no sitemap: {error}") from None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
