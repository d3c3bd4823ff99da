"""A store, a web in memory and watches over it."""

import sqlite3
from pathlib import Path
from random import Random
from typing import Any

from bibhrat.watch import Watch
from bibhrat.watch.report import Report
from bibhrat.watch.settings import checked
from read.pages import PARAGRAPHS, TITLE
from watch.world import World

FEED = "http://news.example/rss"
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LONG = TEXT + f"<p>{'খবরটি নিয়ে আলোচনা চলছে। ' * 30}</p>"
TELEGRAM = LONG.replace("ফেসবুক ও মেসেঞ্জারে", "টেলিগ্রামে")
DATE = "<pubDate>Tue, 05 Mar 2024 22:10:00 +0600</pubDate>"


def item(
    number: int, text: str = LONG, title: str = TITLE, link: str = "", date: str = DATE
) -> str:
    return (
        f"<item><title>{title}</title><guid>{number}</guid>"
        f"<link>{link or f'http://news.example/{number}'}</link>{date}"
        f"<description><![CDATA[{text}]]></description></item>"
    )


class House:
    """A store, a world and watches over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World()
        self.told: list[str] = []

    def watch(self, *feeds: str | dict[str, Any], **table: Any) -> Watch:
        """A watch that has not begun."""
        urls = [{"url": feed} if isinstance(feed, str) else feed for feed in feeds or (FEED,)]
        settings = checked(
            {"store": "o.sqlite", "feeds": urls, "workers": 1, **table}, "test", self.folder
        )
        return Watch(
            settings,
            tell=self.told.append,
            clock=self.world,
            transport=self.world.transport(),
            hooks=self.world.transport(),
            random=Random(1),
            inline=True,
        )

    def once(self, *feeds: str | dict[str, Any], **table: Any) -> Report:
        """One round."""
        return self.watch(*feeds, **table).run(once=True)

    def all(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the store."""
        with sqlite3.connect(self.folder / "o.sqlite") as db:
            found = db.execute(query).fetchall()
        db.close()
        return found

    def outcomes(self) -> dict[str, str]:
        """What came of each entry."""
        return dict(self.all("SELECT key, outcome FROM watch_seen"))
