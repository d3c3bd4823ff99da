"""A day of many feeds with every fault there is, and an account of what was lost: a simulation.

Outlets publish known articles at known times, with full texts or with summaries and pages.
Servers, names, the clock, the disk and the watch itself fail for hours or at moments. At the
end every article is looked for in the store, with the very records that it gives by itself.
"""

import os
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import orjson

from bibhrat.watch import Watch
from bibhrat.watch.settings import checked
from bibhrat.watch.store import Store
from read.pages import rss
from watch.faults import FAULTS
from watch.stories import Story, item_of, page_of, records_of
from watch.world import Asked, Pieces, World, answer

HOUR = 3600.0
#: Entries that a feed has at a time.
_LISTED = 40
_PER_DAY = 30


class KilledError(BaseException):
    """The end of a process."""


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
        interval: seconds between two polls of a feed.
        feeds, hours: how many; nothing fails and nothing is published in the last quarter.
    """

    def __init__(
        self,
        folder: Path,
        rows: Sequence[dict[str, Any]],
        *,
        feeds: int = 60,
        hours: int = 24,
        interval: float = 900.0,
    ) -> None:
        self.folder, self.feeds, self.hours, self.interval = folder, feeds, hours, interval
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
                later = min(at + HOUR, self._busy * HOUR)
                yield Story((feed + 1) % self.feeds, number, later, row)

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
            "interval": self.interval,
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
