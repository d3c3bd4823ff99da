"""An entry, with its page or without → what it tells of outages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bibhrat.article import DEFAULT_ZONE, Article
from bibhrat.catalogue import Catalogue
from bibhrat.errors import SkipError
from bibhrat.extractor import extract
from bibhrat.incidents.view import view
from bibhrat.profile import Profile
from bibhrat.read import dateline, html
from bibhrat.read.rows import Row, to_article
from bibhrat.watch.copies import Copies, sketch
from bibhrat.watch.entries import Entry
from bibhrat.watch.state import Batch, Done, Page

#: What a page is written in.
_PAGES = ("", "text/html", "application/xhtml+xml")


def is_page(media_type: str) -> bool:
    """Whether an answer of this type can be an article's page."""
    return media_type in _PAGES


def is_feed(media_type: str) -> bool:
    """Whether an answer of this type can be a feed; many are sent as HTML or plain text."""
    kind, _, name = media_type.partition("/")
    return kind in ("", "text") or "xml" in name or name == "octet-stream"


@dataclass(frozen=True)
class Reader:
    """Reads articles; one that cannot be read costs no other.

    Attributes:
        profile, known: as of `bibhrat extract`.
        copies: texts that were read before.
    """

    profile: Profile
    known: Catalogue | None
    copies: Copies

    def read(self, batch: Batch, feed: str, entry: Entry, note: str = "") -> None:
        """Read an entry by the feed's own words.

        Args:
            batch: gets what it teaches.
            feed: that told it.
            entry: to be read.
            note: why its page was not read, where it should have been.
        """
        self._article(batch, feed, entry.key, entry.told, entry.values, note)

    def read_page(self, batch: Batch, page: Page, body: bytes, url: str) -> None:
        """Read an entry by its page; by the feed's words where the page has no article.

        Args:
            batch: gets what it teaches.
            page: whose page it is.
            body: the page.
            url: from which it came in the end.
        """
        values = orjson.loads(page.row)
        found = html.page(body, 1, url=url, published=_iso(values))
        if isinstance(found.values, SkipError):
            self.read_without(batch, page, f"page: {found.values}")
        else:
            said = {**found.values, "id": values["id"]}
            said["published_at"] = said["published_at"] or _iso(values)
            self._article(batch, page.feed, page.key, page.told, said, "")

    def read_without(self, batch: Batch, page: Page, why: str) -> None:
        """Read an entry whose page cannot be had by the feed's own words."""
        self._article(batch, page.feed, page.key, page.told, orjson.loads(page.row), why)

    def _article(
        self, batch: Batch, feed: str, key: str, told: str, values: Mapping[str, object], note: str
    ) -> None:
        try:
            outcome = self._outcome(batch, key, values)
        except Exception as error:
            # News is of every shape; an article on which the rooms fail must not end a watch.
            outcome = f"failed: {type(error).__name__}: {error}"
        said = "; ".join(part for part in (outcome, note) if part)
        batch.done.append(Done(key, feed, told, said[:500]))

    def _outcome(self, batch: Batch, key: str, values: Mapping[str, object]) -> str:
        article = to_article(Row(1, values), key, {}, self.profile.zones)
        if not isinstance(article, Article):
            return f"rejected: {article.message}"
        result = extract(article, self.profile, self.known)
        for record in result.records:
            view(record)  # a time that cannot be read is to fail here, not in the transaction
        # With no records, too: what it said before, it says no more.
        batch.read[article.id] = list(result.records)
        if not result.records:
            return result.dropped or "no_outage"
        one = sketch(article, result.records)
        if (original := self.copies.find(key, one)) is not None:
            batch.read[article.id] = []
            return f"copy of {original}"
        self.copies.add(key, one)
        batch.sketches[key] = one
        return "outage"


def _iso(values: Mapping[str, Any]) -> str | None:
    """When a feed says that an entry came out."""
    said = values.get("published_at")
    if not isinstance(said, str) or dateline.is_iso(said):
        return said
    outlet = html.outlet_of(values.get("url"))
    return dateline.moment(said, outlet.zone if outlet is not None else DEFAULT_ZONE)
