"""Articles as outlets publish them, in a feed and on a page, and what they give by themselves."""

from dataclasses import dataclass
from html import escape
from typing import Any

import orjson

from bibhrat.article import Article
from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from bibhrat.read import html
from bibhrat.read.rows import Row, to_article
from bibhrat.watch.entries import entries
from read.pages import json_ld, page, rss


@dataclass(frozen=True)
class Story:
    """One article of one outlet."""

    feed: int
    number: int
    at: float
    row: dict[str, Any]

    @property
    def key(self) -> str:
        """Its address in normal form."""
        return f"n{self.feed}.example/{self.number}"


def item_of(story: Story) -> str:
    """A story in a feed: whole at even outlets, by its first words at odd ones."""
    text = "".join(f"<p>{escape(part)}</p>" for part in story.row["text"].split("\n"))
    if story.feed % 2:
        text = escape(story.row["text"][:150])
    return (
        f"<item><title>{escape(story.row['title'])}</title><guid>{story.number}</guid>"
        f"<link>http://n{story.feed}.example/{story.number}</link>"
        f"<pubDate>{story.row['published_at']}</pubDate>"
        f"<description>{escape(text)}</description></item>"
    )


def page_of(story: Story) -> bytes:
    """A story's own page."""
    paragraphs = tuple(escape(part) for part in story.row["text"].split("\n"))
    title = escape(story.row["title"])
    return page(head=json_ld(story.row["published_at"]), title=title, paragraphs=paragraphs)


_PROFILE = read_profile()


def records_of(story: Story) -> list[bytes]:
    """What a story gives by itself, read by the same readers from the same bytes."""
    (entry,), _ = entries(rss(item_of(story)), f"http://n{story.feed}.example/rss")
    row = Row(1, entry.values)
    if entry.needs_page("auto"):
        row = html.page(page_of(story), 1, url=f"http://n{story.feed}.example/{story.number}")
        assert isinstance(row.values, dict), row.values
        row = Row(1, {**row.values, "id": story.key})
    article = to_article(row, "day", {}, _PROFILE.zones)
    assert isinstance(article, Article), article
    found = extract(article, _PROFILE).records
    return sorted((r.to_json() for r in found), key=lambda line: orjson.loads(line)["id"])
