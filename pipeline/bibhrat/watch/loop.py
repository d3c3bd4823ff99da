"""The watch itself: starts what is due, and writes down what comes of it.

Answers are fetched by several threads, one for a host; all else is done here, one after the
other. An answer that cannot be written waits until it can, and so does everything behind it:
nothing piles up in memory.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from queue import SimpleQueue
from random import Random
from typing import TypeVar
from urllib.parse import urlsplit

from bibhrat.catalogue_file import read_catalogue
from bibhrat.fetch import Fetcher, StoppedError
from bibhrat.fetch.transport import Transport
from bibhrat.profile import read_profile
from bibhrat.watch.answers import Answers
from bibhrat.watch.deliveries import Deliveries
from bibhrat.watch.reading import Reader
from bibhrat.watch.report import Report
from bibhrat.watch.schedule import Clock, SystemClock, pause, watch_time
from bibhrat.watch.settings import Settings, Webhook
from bibhrat.watch.state import BusyError
from bibhrat.watch.store import Store
from bibhrat.watch.work import Delivery, Job, Poll, Result, Visit, perform
from bibhrat.write.locked import locked

#: Seconds after which the loop looks around although nothing calls it.
_LOOK = 60.0
#: Seconds between two tries to write to a store that is busy, at first and at most.
_BUSY, _BUSY_MOST = 1.0, 60.0
#: Tries to open it: about a minute.
_OPEN_TRIES = 6
#: Due pages that are looked through for one whose host is free.
_PAGES = 200
_NAP = 0.5
_T = TypeVar("_T")


class Watch:
    """A watch over feeds.

    Args:
        settings: what to watch.
        tell: gets a line for a person now and then.
        clock: the time.
        transport: how requests leave; its own by default, by the settings' limits.
        hooks: the same for webhooks, whose hosts are the user's own choice.
        random: for the jitter.
        inline: fetch in this thread, one after the other; for a simulated clock.

    Raises:
        StopError: settings that cannot be used, or a missing library.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        tell: Callable[[str], None] = lambda line: None,
        clock: Clock | None = None,
        transport: Transport | None = None,
        hooks: Transport | None = None,
        random: Random | None = None,
        inline: bool = False,
    ) -> None:
        self._settings = settings
        self._tell = tell
        self._clock = clock or SystemClock()
        self._random = random or Random()
        self._inline = inline
        self._stopping = False
        self._inbox: SimpleQueue[Result | None] = SimpleQueue()
        self._flying: dict[str, Job] = {}
        private = frozenset(host.lower() for host in settings.private)
        self._fetcher = Fetcher(
            sleep=self._nap,
            transport=transport or Transport(private=private, stop=self.is_stopping),
        )
        self._hooks = hooks or Transport(private=_hosts(settings), stop=self.is_stopping)
        self._profile = read_profile(settings.profile)
        catalogue = settings.catalogue or self._profile.services.catalogue
        self._known = read_catalogue(catalogue) if catalogue else None
        self.report = Report()

    def is_stopping(self) -> bool:
        """Whether it was asked to end."""
        return self._stopping

    def stop(self) -> None:
        """Ask it to end; may be called from a signal handler or another thread."""
        self._stopping = True
        self._inbox.put(None)

    def run(self, *, once: bool = False) -> Report:
        """Watch until asked to end.

        Args:
            once: ask every feed once that is not to be left alone, and end when all that
                came of it is done.

        Raises:
            StopError: the store or a sink cannot be used at all, or another watch has it.
        """
        store = Store(self._settings.store)
        try:
            with _alone(self._settings.store):
                # A store that is never there is a mistake in the settings.
                self._patiently(lambda: self._open(store), _OPEN_TRIES)
                with self._pool() as pool:
                    self._go(pool, once)
                # Whoever was under way has ended by now; what was answered still counts.
                while not self._inbox.empty():
                    if (result := self._inbox.get()) is not None:
                        self._take(result)
        except BusyError as error:
            if not self._stopping:
                raise
            self._tell(f"{error}; ended without it, it will be asked for anew")
        finally:
            store.close()
        return self.report

    def _open(self, store: Store) -> None:
        settings = self._settings
        wall = self._clock.wall()
        sinks = [sink.name for sink in settings.sinks]
        store.open([feed.url for feed in settings.feeds], sinks, wall)
        identity, elapsed, before = store.clock()
        self._base = watch_time(elapsed, before, wall) - self._clock.monotonic()
        self._store = store
        states = store.feeds()
        self._feeds = {feed.url: states[feed.url] for feed in settings.feeds}
        for state in self._feeds.values():
            if not state.failures:
                state.due = self._now()
        self._answers = Answers(
            settings=settings,
            store=store,
            reader=Reader(self._profile, self._known, store.copies()),
            now=self._now,
            wall=self._clock.wall,
            pause=self._pause,
            report=self.report,
        )
        self._deliveries = Deliveries(
            sinks=settings.sinks,
            store=store,
            identity=identity,
            transport=self._hooks,
            limits=settings.limits.of(1),
            now=self._now,
            wall=self._clock.wall,
            pause=self._pause,
            report=self.report,
            tell=self._tell,
        )

    def _go(self, pool: Executor | None, once: bool) -> None:
        waiting = {url for url, state in self._feeds.items() if state.due <= self._now()}
        while not self._stopping:
            self._patiently(self._deliveries.write)
            for job in self._patiently(lambda: list(self._due(waiting if once else None))):
                waiting.discard(job.key)
                self._start(job, pool)
            if once and not self._flying:
                return
            result = self._clock.wait(self._inbox, self._patiently(self._rest))
            if result is not None:
                self._take(result)

    def _due(self, feeds: set[str] | None) -> Iterator[Job]:
        """What can be started now: due, its host free, and somebody there to do it."""
        room = self._settings.workers - len(self._flying)
        hosts = {job.host for job in self._flying.values()}
        for job in self._candidates(feeds):
            if room <= 0:
                return
            if job.key not in self._flying and job.host not in hosts:
                hosts.add(job.host)
                room -= 1
                yield job

    def _candidates(self, feeds: set[str] | None) -> Iterator[Job]:
        now = self._now()
        yield from self._deliveries.due()
        asked = self._feeds.values() if feeds is None else [self._feeds[url] for url in feeds]
        ready = [state for state in asked if state.due <= now]
        yield from map(Poll, sorted(ready, key=lambda state: (state.due, state.url)))
        for page in self._store.pages(now, set(self._flying), _PAGES):
            yield Visit(page)

    def _rest(self) -> float:
        """Seconds until something will be due; what is due already waits for what is flying."""
        now = self._now()
        dues = [state.due for state in self._feeds.values()]
        dues.append(self._store.next_page(set(self._flying)) or 0.0)
        dues += self._deliveries.dues()
        later = [due - now for due in dues if due > now]
        return min([*later, _LOOK])

    def _start(self, job: Job, pool: Executor | None) -> None:
        self._flying[job.key] = job
        limits = self._settings.limits
        feeds, pages = limits.of(limits.feed_mb), limits.of(limits.page_mb)

        def work() -> None:
            self._inbox.put(perform(job, self._fetcher, feeds, pages))

        if pool is None:
            work()
        else:
            pool.submit(work)

    def _take(self, result: Result) -> None:
        """Write down what came of a job."""
        job = self._flying.pop(result.job.key)
        if isinstance(result.error, StoppedError):
            return
        if result.error is not None:
            self._tell(str(result.error))
        if isinstance(job, Delivery):
            self._patiently(self._deliveries.taken(job, result.error))
        elif isinstance(job, Visit):
            self._patiently(self._answers.visited(job.page, result))
        else:
            self._feeds[job.key] = self._patiently(self._answers.polled(job.state, result))

    def _patiently(self, action: Callable[[], _T], tries: int | None = None) -> _T:
        """Do something with the store, again and again while it is busy.

        Raises:
            BusyError: it still is, and the watch is to end, or the tries are used up.
        """
        failures = 0
        while True:
            try:
                return action()
            except BusyError as error:
                self.report.busy += 1
                failures += 1
                if self._stopping or failures == tries:
                    raise
                self._tell(f"{error}; trying again")
            self._nap(pause(_BUSY, failures - 1, _BUSY_MOST, self._random))

    def _nap(self, seconds: float) -> None:
        """Wait, but not longer than the watch is to last."""
        until = self._clock.monotonic() + seconds
        while not self._stopping and (left := until - self._clock.monotonic()) > 0:
            self._clock.sleep(min(left, _NAP))

    def _now(self) -> float:
        """Watch time."""
        return self._base + self._clock.monotonic()

    def _pause(self, interval: float, failures: int, asked: float | None = None) -> float:
        return pause(interval, failures, self._settings.longest, self._random, asked)

    @contextmanager
    def _pool(self) -> Iterator[Executor | None]:
        if self._inline:
            yield None
            return
        with ThreadPoolExecutor(self._settings.workers, "watch") as pool:
            yield pool


def _hosts(settings: Settings) -> frozenset[str]:
    """The hosts of webhooks: who names one means it, wherever it is."""
    urls = [sink.url for sink in settings.sinks if isinstance(sink, Webhook)]
    return frozenset(urlsplit(url).hostname or "" for url in urls)


def _alone(target: str) -> AbstractContextManager[None]:
    """One watch at a time on a SQLite file; two on one PostgreSQL are not told apart."""
    if "://" in target:
        return nullcontext()
    path = Path(target)
    return locked(path.with_name(f".{path.name}.watch"), f"{target}: another watch is at work here")
