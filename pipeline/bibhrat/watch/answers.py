"""What an answer means: for its feed, for its entries, for the store.

Each method first works out all that there is to write, and gives a function that writes it: a
store that is busy is tried again with the very same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import orjson

from bibhrat.errors import BibhratError, StopError
from bibhrat.fetch import Answer, FetchError
from bibhrat.watch.entries import Entry, entries
from bibhrat.watch.reading import Reader
from bibhrat.watch.report import Report
from bibhrat.watch.settings import Settings
from bibhrat.watch.state import Batch, FeedState, Page
from bibhrat.watch.store import Store
from bibhrat.watch.work import Result

#: Seconds before a page is asked for a second time.
_PAGE_PAUSE = 60.0
_LONGEST_ERROR = 500


@dataclass(frozen=True)
class Answers:
    """Takes answers of feeds and pages.

    Attributes:
        settings, store, reader, report: of the watch.
        now, wall: watch time, and seconds since 1970.
        pause: interval, failures, seconds asked for → seconds until the next try.
    """

    settings: Settings
    store: Store
    reader: Reader
    now: Callable[[], float]
    wall: Callable[[], float]
    pause: Callable[[float, int, float | None], float]
    report: Report

    def polled(self, state: FeedState, result: Result) -> Callable[[], FeedState]:
        """What a feed said."""
        self.report.polls += 1
        if result.answer is None:
            return self._missed(state, result.error or BibhratError(state.url))
        if result.answer.status == 304:
            self.report.unchanged += 1
            return self._tried(self._well(state, state.etag, state.last_modified, None))
        try:
            found, trouble = entries(result.answer.body, state.url)
        except StopError as error:
            return self._missed(state, error)
        except Exception as error:
            # feedparser meets all that the web has; what it stumbles over is the feed's fault.
            return self._missed(state, BibhratError(f"{type(error).__name__}: {error}"))
        batch: Batch | None = None

        def write() -> FeedState:
            nonlocal batch
            if batch is None:
                batch = self._batch(state, result.answer, found, trouble)
            self._write(batch)
            assert batch.feed is not None
            return batch.feed

        return write

    def _batch(
        self, state: FeedState, answer: Answer | None, found: list[Entry], trouble: str | None
    ) -> Batch:
        feed = next(feed for feed in self.settings.feeds if feed.url == state.url)
        headers = answer.headers if answer is not None and trouble is None else {}
        # What was cut short may have lost entries: the whole is asked for again.
        well = self._well(
            state, _kept(headers.get("etag")), _kept(headers.get("last-modified")), trouble
        )
        batch = Batch(feed=well, present=[entry.key for entry in found])
        for entry in self.store.fresh(state.url, found):
            self.report.entries += 1
            if entry.needs_page(feed.pages) and entry.url is not None:
                row = orjson.dumps(entry.values).decode()
                batch.waiting.append(
                    Page(entry.key, state.url, entry.told, entry.url, row, 0, self.now())
                )
            else:
                self.reader.read(batch, state.url, entry)
        return batch

    def visited(self, page: Page, result: Result) -> Callable[[], None]:
        """What a page's address said."""
        batch = Batch()
        if result.answer is not None:
            self.report.pages += 1
            self.reader.read_page(batch, page, result.answer.body, result.answer.url)
            return lambda: self._write(batch)
        self.report.failures["page"] += 1
        error = result.error
        tries = page.tries + 1
        lasting = isinstance(error, FetchError) and error.lasting
        given_up = lasting or tries >= self.settings.page_tries
        if given_up:
            batch.dropped.append(page.key)
        if tries == 1:
            # News does not wait: its summary is read now, and its page over it when it comes.
            self.reader.read_without(batch, page, f"page: {error}")
        if not given_up:
            due = self.now() + self.pause(_PAGE_PAUSE, tries, _asked(error))
            batch.waiting.append(replace(page, tries=tries, due=due))
        return lambda: self._write(batch)

    def _write(self, batch: Batch) -> None:
        events = self.store.write(batch, self.now(), self.wall())
        self.report.events += events
        for one in batch.done:
            kind = one.outcome.partition(":")[0].partition(";")[0]
            self.report.outcomes["copy" if kind.startswith("copy of") else kind] += 1

    def _missed(self, state: FeedState, error: BibhratError) -> Callable[[], FeedState]:
        self.report.failures["feed"] += 1
        failures = state.failures + 1
        due = self.now() + self.pause(self._interval(state), failures, _asked(error))
        said = str(error)[:_LONGEST_ERROR].encode("utf-8", "replace").decode()
        return self._tried(replace(state, failures=failures, due=due, error=said))

    def _well(
        self, state: FeedState, etag: str | None, modified: str | None, trouble: str | None
    ) -> FeedState:
        due = self.now() + self.pause(self._interval(state), 0, None)
        return FeedState(state.url, etag, modified, 0, due, trouble)

    def _tried(self, state: FeedState) -> Callable[[], FeedState]:
        def write() -> FeedState:
            self.store.tried(state)
            return state

        return write

    def _interval(self, state: FeedState) -> float:
        feed = next(feed for feed in self.settings.feeds if feed.url == state.url)
        return feed.interval or self.settings.interval


def _asked(error: BibhratError | None) -> float | None:
    return error.wait if isinstance(error, FetchError) else None


def _kept(header: str | None) -> str | None:
    """A header that can be stored and sent again."""
    return header if header and header.isascii() and header.isprintable() else None
