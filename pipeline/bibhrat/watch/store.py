"""The store of a watch: what one answer taught goes in whole or not at all."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, event, func, insert, select, update
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bibhrat.errors import StopError
from bibhrat.watch.copies import MOST, Copies, Sketch
from bibhrat.watch.entries import Entry
from bibhrat.watch.state import Batch, BusyError, Done, FeedState, Page, SinkState
from bibhrat.watch.tables import (
    CLOCK,
    EVENTS,
    FEEDS,
    PAGES,
    REFUSED,
    SEEN,
    SINKS,
    SKETCHES,
    metadata,
)
from bibhrat.watch.telling import tell
from bibhrat.write import store as records

#: Entries that are remembered, the latest; a feed's own are among them as long as it has them.
REMEMBERED = 200_000
#: How often one entry is read anew when its feed changes what it says of it.
MOST_TIMES = 8
#: Milliseconds for which SQLite itself waits for a lock; the watch then tries again later.
_BUSY = 1_000
_AT_ONCE = 500


class Store:
    """Tables of a database, for one watch at a time.

    Args:
        target: .sqlite or an address.

    Raises:
        StopError: no such database.
    """

    def __init__(self, target: str) -> None:
        self._engine = records.engine(target)
        self.name = records.shown(self._engine)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _wait_little)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        """A transaction.

        Raises:
            BusyError: not now.
            StopError: never.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except (OperationalError, InterfaceError) as error:
            raise BusyError(f"{self.name}: {records.reason(error)}") from None
        except SQLAlchemyError as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise BusyError(f"{self.name}: {records.reason(error)}") from None
            raise StopError(f"{self.name}: cannot be written: {records.reason(error)}") from None

    def open(self, feeds: Sequence[str], sinks: Sequence[str], wall: float) -> None:
        """Make the tables; forget sinks that are no more, let new ones begin with what comes."""
        with self._begin() as db:
            records.prepare(db)
            metadata.create_all(db)
            if db.execute(select(CLOCK)).first() is None:
                db.execute(insert(CLOCK), {"id": uuid.uuid4().hex, "elapsed": 0.0, "wall": wall})
            known = set(db.scalars(select(FEEDS.c.url)))
            new = [{"url": u, "failures": 0, "due": 0.0} for u in feeds if u not in known]
            if new:
                db.execute(insert(FEEDS), new)
            db.execute(delete(SINKS).where(SINKS.c.name.not_in(sinks)))
            told = set(db.scalars(select(SINKS.c.name)))
            last = db.scalar(select(func.max(EVENTS.c.seq))) or self._told(db)
            empty = {"size": 0, "failures": 0, "due": 0.0, "seq": last}
            if rows := [{"name": name, **empty} for name in sinks if name not in told]:
                db.execute(insert(SINKS), rows)

    @staticmethod
    def _told(db: Connection) -> int:
        """The last event that some sink was told, where none is left to tell."""
        return db.scalar(select(func.max(SINKS.c.seq))) or 0

    def clock(self) -> tuple[str, float, float]:
        """Who this store is, and watch time and wall clock when they were last written."""
        with self._begin() as db:
            identity, elapsed, wall = db.execute(select(CLOCK)).one()
            return identity, elapsed, wall

    def feeds(self) -> dict[str, FeedState]:
        """All that is known of feeds, by address."""
        with self._begin() as db:
            return {row.url: FeedState(**row._mapping) for row in db.execute(select(FEEDS))}

    def sinks(self) -> dict[str, SinkState]:
        """How far each sink is."""
        with self._begin() as db:
            return {row.name: SinkState(**row._mapping) for row in db.execute(select(SINKS))}

    def copies(self) -> Copies:
        """The latest sketches."""
        latest = select(SKETCHES).order_by(SKETCHES.c.turn.desc()).limit(MOST)
        copies = Copies()
        with self._begin() as db:
            for row in reversed(db.execute(latest).all()):
                copies.add(row.key, Sketch(row.hashes, row.says))
        return copies

    def fresh(self, feed: str, entries: Sequence[Entry]) -> list[Entry]:
        """Those entries that were not read, or that their own feed tells otherwise now."""
        keys = [entry.key for entry in entries]
        known: dict[str, tuple[str, str, int]] = {}
        with self._begin() as db:
            for part in _parts(keys):
                seen = select(SEEN.c.key, SEEN.c.feed, SEEN.c.told, SEEN.c.times)
                for row in db.execute(seen.where(SEEN.c.key.in_(part))):
                    known[row.key] = row.feed, row.told, row.times
                waiting = select(PAGES.c.key, PAGES.c.feed, PAGES.c.told)
                for page in db.execute(waiting.where(PAGES.c.key.in_(part))):
                    known[page.key] = page.feed, page.told, 1
        return [
            entry
            for entry in entries
            if (told := known.get(entry.key)) is None
            or (told[0] == feed and told[1] != entry.told and told[2] < MOST_TIMES)
        ]

    def pages(self, now: float, busy: set[str], most: int) -> list[Page]:
        """Pages that are due and not being fetched, those that waited longest first."""
        due = select(PAGES).where(PAGES.c.due <= now, PAGES.c.key.not_in(sorted(busy)))
        with self._begin() as db:
            rows = db.execute(due.order_by(PAGES.c.due, PAGES.c.key).limit(most)).all()
        return [Page(**row._mapping) for row in rows]

    def next_page(self, busy: set[str]) -> float | None:
        """When the next page is due, None where none waits."""
        due = select(func.min(PAGES.c.due)).where(PAGES.c.key.not_in(sorted(busy)))
        with self._begin() as db:
            found: float | None = db.scalar(due)
            return found

    def write(self, batch: Batch, elapsed: float, wall: float) -> int:
        """Write all that an answer taught, in one transaction; returns the events made.

        Raises:
            BusyError: not now; nothing of it is written.
        """
        with self._begin() as db:
            if batch.feed is not None:
                state = vars(batch.feed)
                db.execute(update(FEEDS).where(FEEDS.c.url == batch.feed.url), state)
            turn = (db.scalar(select(func.max(SEEN.c.turn))) or 0) + 1
            for part in _parts(batch.present):
                db.execute(update(SEEN).where(SEEN.c.key.in_(part)).values(turn=turn))
            self._done(db, batch.done, turn)
            for part in _parts(batch.dropped):
                db.execute(delete(PAGES).where(PAGES.c.key.in_(part)))
            self._wait(db, batch.waiting)
            for key, one in batch.sketches.items():
                db.execute(delete(SKETCHES).where(SKETCHES.c.key == key))
                db.execute(insert(SKETCHES), {"key": key, "hashes": one.hashes, "says": one.says})
            made = tell(db, batch.read)
            self._forget(db)
            db.execute(update(CLOCK).values(elapsed=elapsed, wall=wall))
            return made

    @staticmethod
    def _done(db: Connection, done: list[Done], turn: int) -> None:
        for one in done:
            times = db.scalar(select(SEEN.c.times).where(SEEN.c.key == one.key)) or 0
            db.execute(delete(SEEN).where(SEEN.c.key == one.key))
            row = {**_row(one), "times": times + 1, "turn": turn}
            db.execute(insert(SEEN), row)
            db.execute(delete(PAGES).where(PAGES.c.key == one.key))

    @staticmethod
    def _wait(db: Connection, waiting: list[Page]) -> None:
        for page in waiting:
            db.execute(delete(PAGES).where(PAGES.c.key == page.key))
            db.execute(insert(PAGES), vars(page))

    @staticmethod
    def _forget(db: Connection) -> None:
        """Let the oldest go: sketches, entries that no feed has, events that all were told."""
        last = select(SKETCHES.c.turn).order_by(SKETCHES.c.turn.desc()).offset(MOST).limit(1)
        if (turn := db.scalar(last)) is not None:
            db.execute(delete(SKETCHES).where(SKETCHES.c.turn <= turn))
        old = select(SEEN.c.turn).order_by(SEEN.c.turn.desc()).offset(REMEMBERED).limit(1)
        if (turn := db.scalar(old)) is not None:
            db.execute(delete(SEEN).where(SEEN.c.turn < turn))
        if (told := db.scalar(select(func.min(SINKS.c.seq)))) is not None:
            db.execute(delete(EVENTS).where(EVENTS.c.seq <= told))
        elif db.scalar(select(func.count()).select_from(SINKS)) == 0:
            db.execute(delete(EVENTS))

    def events(self, sink: SinkState, topics: Sequence[str], most: int) -> list[tuple[int, str]]:
        """The next events for a sink: number and line."""
        asked = (
            select(EVENTS.c.seq, EVENTS.c.line)
            .where(EVENTS.c.seq > sink.seq, EVENTS.c.topic.in_(topics))
            .order_by(EVENTS.c.seq)
            .limit(most)
        )
        with self._begin() as db:
            return [(row.seq, row.line) for row in db.execute(asked)]

    def told(self, sink: SinkState, refused: tuple[int, str, str] | None = None) -> None:
        """Write how far a sink is, and the event that it would not take, with the reason."""
        with self._begin() as db:
            if refused is not None:
                seq, reason, line = refused
                row = {"sink": sink.name, "seq": seq, "reason": reason, "line": line}
                db.execute(insert(REFUSED), row)
            db.execute(update(SINKS).where(SINKS.c.name == sink.name), vars(sink))

    def tried(self, one: FeedState) -> None:
        """Write that a feed gave nothing new, and when it is due again."""
        with self._begin() as db:
            db.execute(update(FEEDS).where(FEEDS.c.url == one.url), vars(one))


def _row(one: Done) -> dict[str, Any]:
    return {"key": one.key, "feed": one.feed, "told": one.told, "outcome": one.outcome}


def _wait_little(connection: Any, record: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_BUSY}")


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _AT_ONCE):
        yield keys[at : at + _AT_ONCE]
