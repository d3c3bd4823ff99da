"""A day of many feeds with every fault there is, and an account of what was lost: a simulation.

Outlets publish known articles at known times, with full texts or with summaries and pages.
Servers, names, the clock, the disk and the watch itself fail for hours or at moments. At the
end every article is looked for in the store, with the very records that it gives by itself.
"""

import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import orjson

from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from bibhrat.read import html
from bibhrat.read.rows import Row, to_article
from bibhrat.watch import Watch
from bibhrat.watch.settings import checked
from bibhrat.watch.store import Store
from read.pages import json_ld, page, rss
from watch.world import Asked, Pieces, World, answer

HOUR = 3600.0
#: Entries that a feed has at a time.
_LISTED = 40
_PER_DAY = 30

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><rss version='2.0'><channel><item><title>&m;</title></item></channel></rss>"
)


class KilledError(BaseException):
    """The end of a process."""


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


def _zip_bomb() -> bytes:
    import gzip

    return gzip.compress(b"\x00" * (64 << 20))


_ZIP_BOMB = _zip_bomb()


@dataclass
class Account:
    """What came of a day.

    Attributes:
        stories, expected: published, and records that they give by themselves.
        lost, wrong: stories that were not read, and those whose records are not the expected.
        doubled: events that the file has twice, and records of one article under two ids.
        copies: stories that were known as copies.
        tried: fault → how many answers were spoilt by it.
        memory: hour → resident megabytes.
    """

    stories: int = 0
    expected: int = 0
    records: int = 0
    incidents: int = 0
    copies: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    memory: dict[int, float] = field(default_factory=dict)
    polls: int = 0
    starts: int = 0


class Day:
    """The simulation.

    Args:
        folder: for the store.
        rows: articles, each published once and some again as copies.
        feeds, hours: how many; nothing fails and nothing is published in the last quarter.
    """

    def __init__(
        self, folder: Path, rows: Sequence[dict[str, Any]], *, feeds: int = 60, hours: int = 24
    ) -> None:
        self.folder, self.feeds, self.hours = folder, feeds, hours
        self._random = Random(24)
        self._busy = hours * 0.75
        self.world = World()
        self.world.asked = deque(maxlen=10)  # type: ignore[assignment]
        self.account = Account()
        self.stories = list(self._stories(list(rows)))
        self._by_feed = [[s for s in self.stories if s.feed == n] for n in range(feeds)]
        names = list(FAULTS)
        spell = max(self._busy / 8, 1.0)
        self._faults = [
            [
                (start := self._random.uniform(0.0, self._busy - spell), start + spell, name)
                for name in (names[n % len(names)], names[(n * 7 + 3) % len(names)])
            ]
            for n in range(feeds)
        ]
        for n in range(feeds):
            self.world.servers[f"n{n}.example"] = self._server(n)
            self.world.numbers[f"n{n}.example"] = self._numbers(n)
        self.world.servers["hook.example"] = self._hook
        self.hooked: dict[int, bytes] = {}
        self._full = self._kill = False

    def _stories(self, rows: list[dict[str, Any]]) -> Iterator[Story]:
        count = min(int(self.feeds * _PER_DAY * self._busy / 24), len(rows))
        self._random.shuffle(rows)
        number = 0
        for row in rows[:count]:
            at = self._random.uniform(0.0, self._busy) * HOUR
            feed = self._random.randrange(self.feeds)
            number += 1
            yield Story(feed, number, at, row)
            if number % 10 == 0:  # an agency's text, at another outlet an hour later
                number += 1
                yield Story((feed + 1) % self.feeds, number, at + HOUR, row)

    def _fault(self, feed: int) -> str | None:
        hour = self.world.now / HOUR
        return next((f for start, end, f in self._faults[feed] if start <= hour < end), None)

    def _numbers(self, feed: int) -> Callable[[], Sequence[str]]:
        def look() -> Sequence[str]:
            fault = self._fault(feed)
            if fault == "name unknown":
                self.account.tried[fault] += 1
                raise OSError("no such name")
            if fault == "name turns private (rebinding)":
                self.account.tried[fault] += 1
                return ["127.0.0.1"]
            return [f"8.8.{feed // 250}.{feed % 250}"]

        return look

    def _server(self, feed: int) -> Callable[[Asked], Pieces]:
        pages = {f"/{s.number}": s for s in self._by_feed[feed]}

        def serve(asked: Asked) -> Pieces:
            fault = self._fault(feed)
            if asked.path == "/robots.txt":
                if fault == "robots.txt fails":
                    self.account.tried[fault] += 1
                    return [answer(status=503)]
                return [answer(status=404)]
            if asked.path in pages:
                if fault is not None and self._random.random() < 0.5:
                    self.account.tried["a page with HTTP 503"] += 1
                    return [answer(status=503)]
                return [answer(page_of(pages[asked.path]), Content_Type="text/html")]
            body = self._feed(feed)
            if fault is not None:
                self.account.tried[fault] += 1
                return FAULTS[fault](body)
            etag = f'"{len(body)}-{hash(body)}"'
            if asked.headers.get("if-none-match") == etag:
                return [answer(status=304)]
            return [answer(body, ETag=etag)]

        return serve

    def _feed(self, feed: int) -> bytes:
        now = [s for s in self._by_feed[feed] if s.at <= self.world.now]
        latest = sorted(now, key=lambda story: story.at)[-_LISTED:]
        return rss(*(item_of(story) for story in latest))

    def _hook(self, asked: Asked) -> Pieces:
        if 0.2 <= self.world.now / HOUR / self._busy < 0.4:
            self.account.tried["the webhook is away"] += 1
            return [answer(status=503)]
        told = orjson.loads(asked.body)
        self.hooked[told["seq"]] = asked.body
        return [answer()]

    def run(self) -> Account:
        """Let the day go by."""
        end = self.hours * HOUR
        self._plan(end)
        with self._failing():
            while self.world.now < end:
                self.account.starts += 1
                watch = self._watch()
                self.world.at[end] = watch.stop
                with suppress(KilledError):
                    watch.run()
                self.account.polls += watch.report.polls
        self._settle()
        return self.account

    def _watch(self) -> Watch:
        table = {
            "store": "day.sqlite",
            "longest": self.hours * HOUR / 12,
            "feeds": [{"url": f"http://n{n}.example/rss"} for n in range(self.feeds)],
            "sinks": [
                {"kind": "file", "path": "day.jsonl"},
                {"kind": "webhook", "url": "http://hook.example/in"},
            ],
        }
        return Watch(
            checked(table, "day", self.folder),
            clock=self.world,
            transport=self.world.transport(),
            hooks=self.world.transport(),
            random=Random(self.account.starts),
            inline=True,
        )

    def _plan(self, end: float) -> None:
        """When what happens to the machine."""
        at = self.world.at
        for hour in range(1, self.hours + 1):
            at[hour * HOUR - 1.0] = lambda hour=hour: self._weigh(hour)  # type: ignore[misc]
        for n, jump in enumerate([1e8, -1e8, 7200.0, -40.0]):
            at[self._busy * HOUR * (n + 1) / 5 + 13.0] = lambda jump=jump: self._jump(jump)  # type: ignore[misc]
        for n in range(8):
            at[self._busy * HOUR * (n + 0.5) / 8 + 7.0] = lambda: setattr(self, "_kill", True)
        for n in range(3):
            start = self._busy * HOUR * (n + 1) / 4
            at[start + 3.0] = self._lock
        at[self._busy * HOUR * 0.6] = lambda: setattr(self, "_full", True)

    def _weigh(self, hour: int) -> None:
        with Path("/proc/self/statm").open() as stream:
            self.account.memory[hour] = int(stream.read().split()[1]) * 4096 / (1 << 20)

    def _jump(self, seconds: float) -> None:
        self.account.tried["the wall clock jumps"] += 1
        self.world.jump = seconds

    def _lock(self) -> None:
        lock = sqlite3.connect(
            self.folder / "day.sqlite", isolation_level=None, check_same_thread=False
        )
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:  # the watch itself is writing: a little later, then
            lock.close()
            self.world.at[self.world.now + 30.0] = self._lock
            return
        self.account.tried["the store is locked"] += 1
        self.world.at[self.world.now + 300.0] = lock.close

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """A process that is killed before or behind a write, a disk that is full for one."""
        import os

        write, fsync = Store.write, os.fsync

        def dying(store: Store, *arguments: Any) -> int:
            if self._kill and self._random.random() < 0.5:
                self._kill = False
                self.account.tried["killed before a write"] += 1
                raise KilledError
            made = write(store, *arguments)
            if self._kill:
                self._kill = False
                self.account.tried["killed behind a write"] += 1
                raise KilledError
            return made

        def full(number: int) -> None:
            if self._full:
                self._full = False
                self.account.tried["the disk is full for one write"] += 1
                os.ftruncate(number, os.fstat(number).st_size - 50)
                raise OSError(28, "No space left on device")
            fsync(number)

        with (
            patch.object(Store, "write", dying),
            patch("os.fsync", full),
            patch("bibhrat.watch.store._BUSY", 1),
        ):
            yield

    def _settle(self) -> None:
        """Look for every story."""
        with sqlite3.connect(self.folder / "day.sqlite") as db:
            seen = dict(db.execute("SELECT key, outcome FROM watch_seen"))
            stored: dict[str, list[bytes]] = {}
            for article, line in db.execute("SELECT article_id, json FROM records ORDER BY id"):
                stored.setdefault(article, []).append(line.encode())
            (events,) = db.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = 'watch_events'"
            ).fetchone()
            (self.account.incidents,) = db.execute("SELECT count(*) FROM incidents").fetchone()
        db.close()
        self.account.stories = len(self.stories)
        self.account.records = sum(map(len, stored.values()))
        for story in self.stories:
            outcome = seen.get(story.key)
            if outcome is None:
                self.account.lost.append(story.key)
                continue
            expected = records_of(story)
            self.account.expected += len(expected)
            if outcome.startswith("copy of"):
                self.account.copies += 1
                original = outcome.removeprefix("copy of ").partition(";")[0]
                if original not in stored or not expected:
                    self.account.wrong.append(f"{story.key}: {outcome}")
            elif stored.get(story.key, []) != expected:
                self.account.wrong.append(f"{story.key}: {outcome}")
        lines = [
            orjson.loads(line) for line in (self.folder / "day.jsonl").read_bytes().splitlines()
        ]
        told = Counter(line["seq"] for line in lines)
        self.account.doubled = [f"event {seq}" for seq, count in told.items() if count > 1]
        for name, have in (("file", told), ("webhook", self.hooked)):
            self.account.missing += [f"{name}: {s}" for s in range(1, events + 1) if s not in have]


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
    from bibhrat.watch.entries import entries

    (entry,), _ = entries(rss(item_of(story)), f"http://n{story.feed}.example/rss")
    row = Row(1, entry.values)
    if entry.needs_page("auto"):
        row = html.page(page_of(story), 1, url=f"http://n{story.feed}.example/{story.number}")
        assert isinstance(row.values, dict), row.values
        row = Row(1, {**row.values, "id": story.key})
    article = to_article(row, "day", {}, _PROFILE.zones)
    assert not hasattr(article, "code"), article
    found = extract(article, _PROFILE).records  # type: ignore[arg-type]
    return sorted((r.to_json() for r in found), key=lambda line: orjson.loads(line)["id"])
