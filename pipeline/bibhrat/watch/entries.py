"""A feed's body → its entries, each under a key that it has wherever it is linked from."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from bibhrat.errors import SkipError
from bibhrat.extras import need
from bibhrat.read.feed import entries as rows
from bibhrat.watch.settings import Pages

#: Letters under which a text is a summary. Feeds' summaries end at 200 to 500 letters.
SUMMARY = 600
#: Entries of one feed that are looked at; real feeds have up to a few hundred.
_MOST = 2_000
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
#: Bytes at the end of a body in which its last tag has to be.
_TAIL = 4_096


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        key: the address in its normal form; where there is none, the feed and its own id.
        told: a hash of what it says, to know a changed one by.
        url: None where it has none.
        values: the row of an article.
    """

    key: str
    told: str
    url: str | None
    values: dict[str, Any]

    def needs_page(self, pages: Pages) -> bool:
        """Whether its page is to be fetched."""
        if self.url is None or pages == "never":
            return False
        return pages == "always" or len(self.values.get("text") or "") < SUMMARY


def entries(body: bytes, feed: str) -> tuple[list[Entry], str | None]:
    """The entries of a feed, and what is malformed in it.

    Raises:
        StopError: it is no feed.
    """
    found: dict[str, Entry] = {}
    trouble = None
    for row in rows(body, feed):
        if isinstance(row.values, SkipError):
            trouble = str(row.values)
        elif len(found) < _MOST:
            one = _entry(row.values, feed)
            found.setdefault(one.key, one)
    listed = list(found.values())
    if trouble is not None and not _END.search(body[-_TAIL:].replace(b"\x00", b"")):
        # It was cut: what came last is half an entry, and comes whole the next time.
        listed = listed[:-1]
    return listed, trouble


def _entry(values: dict[str, Any], feed: str) -> Entry:
    values = {name: _clean(value) for name, value in values.items()}
    told = _hash(*(str(values.get(k)) for k in ("title", "text", "published_at")))
    url = values.get("url")
    if not isinstance(url, str) or _scheme(url) not in ("http", "https"):
        own = values.get("id") or told
        key = f"{feed}#{own}"
        return Entry(key, told, None, {**values, "id": key, "url": None})
    key = url_key(url) or url
    return Entry(key, told, url, {**values, "id": key})


def _scheme(url: str) -> str:
    """The scheme of an address; empty where it is none."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


@cache
def _courlan() -> Any:
    return need("courlan", "watch", "watching feeds")


def url_key(url: str) -> str:
    """An address without what changes from link to link: scheme, "www.", marks of campaigns.

    >>> url_key("http://www.Example.com/News/1/?utm_source=rss&b=2&a=1#top")
    'example.com/News/1?a=1&b=2'
    """
    try:
        normal = str(_courlan().normalize_url(url.strip())).partition("#")[0]
    except ValueError:
        return url  # as good a key as any; its page will not be had
    path, mark, query = normal.partition("://")[2].partition("?")
    host, slash, rest = path.rstrip("/").partition("/")
    return f"{host.removeprefix('www.').removeprefix('m.')}{slash}{rest}{mark}{query}"


def _clean(value: Any) -> Any:
    """What a database can hold: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str):
        return value
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _hash(*parts: str) -> str:
    told = "\x1f".join(parts).encode("utf-8", "replace")
    return blake2b(told, digest_size=12).hexdigest()
