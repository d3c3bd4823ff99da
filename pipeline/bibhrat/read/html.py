"""A saved page → a row: trafilatura finds the article, the publication time is found here.

Metadata and the dateline that people see often disagree: metadata stops at the day or at
midnight, or stamps local time as UTC. Which of the two counts is decided in `_published`.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import orjson

from bibhrat import outlets
from bibhrat.article import DEFAULT_ZONE
from bibhrat.errors import SkipError
from bibhrat.extras import need
from bibhrat.fetch import LARGEST
from bibhrat.read import dateline
from bibhrat.read.rows import Columns, Row
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes, naming, opened
from bibhrat.text import WORD, fold

_META = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate",
    "publish-date", "publishdate", "published_time", "dc.date.issued", "date",
)  # fmt: skip
_CLOCK = re.compile(r"[T ](\d\d:\d\d)(?::\d\d)?")
_LONGEST_BOILERPLATE = 160
_SENTENCE_ENDS = ("\u0964", "?", "!")
_SKIPPED = frozenset(["script", "style", "noscript", "template"])


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """The one row of a page."""
    with naming(source.name), opened(source.path, told) as stream:
        body = stream.read(LARGEST + 1)
    yield page(body, 1)


def page(body: bytes, number: int, *, url: str | None = None, published: str | None = None) -> Row:
    """A page as a row.

    Args:
        body: the page as it was sent or saved.
        number: of the row.
        url: its address, where that is known; else the page's own word for it counts.
        published: a publication time that something else than the page tells.

    Raises:
        StopError: trafilatura is missing.
    """
    trafilatura = need("trafilatura", "feeds", "reading HTML")
    need("lxml.etree", "feeds", "reading HTML")
    utils = need("trafilatura.utils", "feeds", "reading HTML")
    raw = (url or "").encode("utf-8", "replace")
    if len(body) > LARGEST:
        return Row(number, SkipError("too_large", f"more than {LARGEST >> 20} MB"), raw)
    try:
        tree = utils.load_html(body)
        if tree is None:
            return Row(number, SkipError("bad_page", "no HTML that can be read"), raw)
        stated, lines = list(_stated(tree)), list(_lines(tree))
        found = trafilatura.bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception as error:
        # Pages of the web are of every shape; whatever a library makes of one, the others stay.
        said = f"{type(error).__name__}: {error}"
        return Row(number, SkipError("bad_page", f"no HTML that can be read: {said}"), raw)
    if found is None or not (found.text or "").strip():
        return Row(number, SkipError("empty_text", "text: no article on this page"), raw)
    address = url or found.url
    outlet = outlet_of(address)
    tz = outlet.zone if outlet is not None else DEFAULT_ZONE
    printed = dateline.find(lines, tz, outlet.dateline if outlet is not None else None)
    title = found.title or ""
    return Row(
        number,
        {
            "url": address,
            "source": outlet.id if outlet is not None else found.hostname or _host(address),
            "title": title,
            "text": _text(found.text, title, outlet, tz),
            "published_at": _published([*stated, published, found.date], printed),
            "tz": tz if outlet is not None else None,
        },
        raw,
    )


def outlet_of(url: str | None) -> outlets.Outlet | None:
    """The outlet of an address, or None."""
    return outlets.find(None, url)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def _stated(tree: Any) -> Iterator[str]:
    """Publication times of the page's metadata, the most reliable first."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _of_json(script.text or "")
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    yield from (named[name] for name in _META if named.get(name))
    for time in tree.iter("time"):
        if time.get("datetime"):
            yield time.get("datetime")


def _of_json(text: str) -> Iterator[str]:
    try:
        waiting = [orjson.loads(text.strip())]
    except orjson.JSONDecodeError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            waiting += [value[key] for key in ("mainEntity", "@graph") if key in value]


def _lines(tree: Any) -> Iterator[str]:
    """The page's text piece by piece: what one element holds before the next block begins."""
    parts: list[str] = []
    for event, element in _walk(tree):
        if event == "block":
            yield " ".join(" ".join(parts).split())
            parts = []
        elif element:
            parts.append(element)
    yield " ".join(" ".join(parts).split())


_INLINE = frozenset(
    ["a", "abbr", "b", "em", "font", "i", "label", "small", "span", "strong", "time"]
)


def _walk(tree: Any) -> Iterator[tuple[str, str | None]]:
    etree = need("lxml.etree", "feeds", "reading HTML")
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        if event == "comment":
            yield "text", element.tail
            continue
        block = element.tag not in _INLINE
        if block:
            yield "block", None
        if event == "start" and element.tag not in _SKIPPED:
            yield "text", element.text
        elif event == "end":
            yield "text", element.tail


def _published(stated: list[str | None], printed: dateline.Dateline | None) -> str | None:
    """Metadata and dateline weighed.

    >>> utc = ["2024-03-05T22:10:00Z"]
    >>> _published(utc, None)
    '2024-03-05T22:10:00Z'
    >>> _published(utc, dateline.Dateline("2024-03-05T22:10", "published", ""))
    '2024-03-05T22:10'
    >>> _published(["2024-03-05T00:00:00+06:00"], dateline.Dateline("2024-03-05T22:10", "", ""))
    '2024-03-05T22:10'
    """
    told = [value.strip() for value in stated if value and _is_time(value.strip())]
    clocked = [value for value in told if (clock := _CLOCK.search(value)) and clock[1] != "00:00"]
    if printed is not None and "T" in printed.value:
        hour, day = printed.value[11:16], printed.value[:10]
        # The page shows the very clock that metadata calls UTC: it is local.
        if any((clock := _CLOCK.search(value)) and clock[1] == hour for value in clocked):
            return printed.value
        if not clocked and (not told or told[0][:10] == day):
            return printed.value
    if clocked:
        return clocked[0]
    if told:
        return told[0][:10] if _CLOCK.search(told[0]) else told[0]
    return printed.value if printed is not None else None


def _is_time(value: str) -> bool:
    """Whether it is an ISO date or time; others mostly are of the site's own making."""
    try:
        datetime.fromisoformat(value[:10])
    except ValueError:
        return False
    return len(value) == len("2024-03-05") or _CLOCK.match(value, 10) is not None


def _text(text: str, title: str, outlet: outlets.Outlet | None, tz: str) -> str:
    """The article's paragraphs without its headline, datelines and what pages put between."""
    dropped = _openings(outlet.boilerplate if outlet else outlets.common_boilerplate())
    headline = fold(title.strip()).text
    kept: list[str] = []
    for line in text.split("\n"):
        bare = fold(line.strip()).text.lstrip("-•|»> ")
        short = len(bare) <= _LONGEST_BOILERPLATE and not bare.endswith(_SENTENCE_ENDS)
        if not bare or (not kept and bare == headline) or (short and dropped.match(bare)):
            continue
        if (found := dateline.read_line(line, tz)) is not None and found.says:
            continue
        kept.append(line)
    return "\n".join(kept)


@cache
def _openings(boilerplate: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(opening).text) for opening in boilerplate)
    return re.compile(f"(?:{words})(?![{WORD}])")
