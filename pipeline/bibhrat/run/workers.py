"""Shards done by this process or by several; the results do not depend on which.

A worker leaves its result in the run's folder by itself, so nothing but a tally comes back,
and a run that is killed keeps all results that are whole. Workers end with their parent.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Any

from bibhrat.article import Article
from bibhrat.catalogue_file import read_catalogue
from bibhrat.errors import StopError
from bibhrat.profile import read_profile
from bibhrat.run.plan import Shard
from bibhrat.run.settings import Settings
from bibhrat.run.shard import InputError, Opener, Tally, do, open_source
from bibhrat.run.simple import OnProgress, Outcome, Work

#: Shards waiting for each worker, so that none is idle and a million are not queued.
_AHEAD = 2
_LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Done:
    """One shard's end: its tally, or why it cannot be done."""

    shard: Shard
    tally: Tally | None
    reason: str | None = None


def work_of(settings: Settings) -> tuple[Work, dict[str, str]]:
    """What is done with an article, and the profile's table of zones.

    Raises:
        StopError: profile or catalogue cannot be used.
    """
    from bibhrat.extractor import extract  # noqa: PLC0415 - a worker loads it, its parent need not

    profile = read_profile(settings.profile)
    path = settings.catalogue or profile.services.catalogue
    known = read_catalogue(path) if path else None

    def work(article: Article) -> Outcome:
        result = extract(article, profile, known)
        return Outcome(tuple(record.to_json() for record in result.records), result.dropped)

    return work, profile.zones


def perform(
    shards: Sequence[Shard], settings: Settings, folder: Path, on_progress: OnProgress
) -> Iterator[Done]:
    """Do shards, in any order.

    Args:
        shards: what to do.
        settings: profile, catalogue, columns, and the number of workers.
        folder: of the results.
        on_progress: told of rows done and of bytes read.

    Raises:
        StopError: a result cannot be written, or a worker was killed.
    """
    if settings.workers == 1 or len(shards) < 2:
        work, zones = work_of(settings)
        for shard in shards:
            yield _one(shard, folder, work, open_source(settings.map, zones), on_progress)
        return
    context = multiprocessing.get_context("spawn")
    meter = _Meter(context)
    pool = ProcessPoolExecutor(
        min(settings.workers, len(shards)),
        mp_context=context,
        initializer=_begin,
        initargs=(settings, folder, meter),
    )
    try:
        yield from _all(pool, shards, settings.workers, meter, on_progress)
    except BrokenProcessPool:
        raise StopError(
            "a worker was killed, perhaps for want of memory; start the run again to go on"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


def _all(
    pool: ProcessPoolExecutor,
    shards: Sequence[Shard],
    workers: int,
    meter: "_Meter",
    on_progress: OnProgress,
) -> Iterator[Done]:
    left = iter(shards)
    waiting: set[Future[Done]] = set()
    while True:
        while len(waiting) < workers * _AHEAD and (shard := next(left, None)) is not None:
            waiting.add(pool.submit(_in_worker, shard))
        if not waiting:
            return
        finished, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
        on_progress(*meter.since())
        for future in finished:
            yield future.result()


def _one(shard: Shard, folder: Path, work: Work, rows: Opener, on_progress: OnProgress) -> Done:
    try:
        return Done(shard, do(shard, folder, work, rows, on_progress))
    except InputError as error:
        return Done(shard, None, str(error))


class _Meter:
    """Counts that workers add to and their parent looks at."""

    def __init__(self, context: Any) -> None:
        self._counts = context.Array("q", 2)
        self._told = [0, 0]
        self._waiting = [0, 0]

    def add(self, articles: int, size: int) -> None:
        """In a worker: count; passed on now and then, since that takes a lock."""
        self._waiting[0] += articles
        self._waiting[1] += size
        if self._waiting[0] >= _PASS_ON:
            self.flush()

    def flush(self) -> None:
        """In a worker: pass on what was counted."""
        with self._counts.get_lock():
            self._counts[0] += self._waiting[0]
            self._counts[1] += self._waiting[1]
        self._waiting = [0, 0]

    def since(self) -> tuple[int, int]:
        """In the parent: what came since it was asked before.

        Without the lock, which a worker that is killed in `flush` would hold for ever.
        """
        now = list(self._counts.get_obj())
        articles, size = now[0] - self._told[0], now[1] - self._told[1]
        self._told = now
        return articles, size


_PASS_ON = 64
#: What this process, if it is a worker, was given at its beginning.
_given: dict[str, Any] = {}


def _begin(settings: Settings, folder: Path, meter: _Meter) -> None:
    """A worker's beginning: load everything once, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work, zones = work_of(settings)
    _given.update(work=work, rows=open_source(settings.map, zones), folder=folder, meter=meter)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _in_worker(shard: Shard) -> Done:
    meter: _Meter = _given["meter"]
    done = _one(shard, _given["folder"], _given["work"], _given["rows"], meter.add)
    meter.flush()
    return done
