"""What is done away from the loop: asking a feed, fetching a page, telling a webhook."""

from collections.abc import Callable
from dataclasses import dataclass

from bibhrat.errors import BibhratError
from bibhrat.fetch import Answer, Fetcher, Limits
from bibhrat.fetch.addresses import host_of
from bibhrat.watch.reading import is_feed, is_page
from bibhrat.watch.sinks import Letter
from bibhrat.watch.state import FeedState, Page, SinkState

#: Posts one letter.
Post = Callable[[Letter], None]


@dataclass(frozen=True)
class Poll:
    """A feed to be asked."""

    state: FeedState

    @property
    def key(self) -> str:
        """Of the job."""
        return self.state.url

    @property
    def host(self) -> str:
        """That is asked first."""
        return host_of(self.state.url)


@dataclass(frozen=True)
class Visit:
    """A page to be fetched."""

    page: Page

    @property
    def key(self) -> str:
        """Of the job."""
        return self.page.key

    @property
    def host(self) -> str:
        """That is asked first."""
        return host_of(self.page.url)


@dataclass(frozen=True)
class Delivery:
    """An event to be posted."""

    sink: SinkState
    letter: Letter
    post: Post

    @property
    def key(self) -> str:
        """Of the job."""
        return self.sink.name

    @property
    def host(self) -> str:
        """A name of its own: a feed on the same host does not hold up its webhook."""
        return self.sink.name


Job = Poll | Visit | Delivery


@dataclass(frozen=True)
class Result:
    """What came of a job: an answer (none for a delivery), or an error."""

    job: Job
    answer: Answer | None = None
    error: BibhratError | None = None


def perform(job: Job, fetcher: Fetcher, feeds: Limits, pages: Limits) -> Result:
    """Do a job; whatever happens is in the result."""
    try:
        if isinstance(job, Delivery):
            job.post(job.letter)
            return Result(job)
        if isinstance(job, Visit):
            return Result(job, fetcher.get(job.page.url, limits=pages, accepts=is_page))
        return Result(
            job,
            fetcher.get(
                job.state.url,
                etag=job.state.etag,
                last_modified=job.state.last_modified,
                limits=feeds,
                accepts=is_feed,
            ),
        )
    except BibhratError as error:
        return Result(job, error=error)
    except Exception as error:
        # Whatever a library makes of a server's whims: no job may be lost, nor the watch end.
        return Result(job, error=BibhratError(f"{job.key}: {type(error).__name__}: {error}"))
