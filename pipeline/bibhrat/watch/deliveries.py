"""Events from the store to the sinks, each in its own time; what is not taken stays there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bibhrat.errors import BibhratError
from bibhrat.fetch import FetchError, Limits
from bibhrat.fetch.transport import Transport
from bibhrat.watch.report import Report
from bibhrat.watch.settings import File, Sink, Stdout, Webhook
from bibhrat.watch.sinks import Letter, RefusedError, to_file, to_stdout, to_webhook
from bibhrat.watch.state import SinkState
from bibhrat.watch.store import Store
from bibhrat.watch.work import Delivery

#: Seconds before a sink is tried a second time.
_PAUSE = 5.0
#: Events that are written to a file at a time.
_AT_ONCE = 100


@dataclass
class Deliveries:
    """Tells the sinks.

    Attributes:
        sinks, store, transport, limits, report: of the watch.
        identity: of the store.
        now, wall: watch time, and seconds since 1970.
        pause: interval, failures, seconds asked for → seconds until the next try.
        tell: gets a line when a sink fails.
    """

    sinks: Sequence[Sink]
    store: Store
    identity: str
    transport: Transport
    limits: Limits
    now: Callable[[], float]
    wall: Callable[[], float]
    pause: Callable[[float, int, float | None], float]
    report: Report
    tell: Callable[[str], None]
    _states: dict[str, SinkState] = field(default_factory=dict)
    _secrets: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._states = self.store.sinks()
        self._secrets = {
            sink.name: sink.secret() for sink in self.sinks if isinstance(sink, Webhook)
        }

    def write(self) -> None:
        """Bring files and standard output up to date.

        Raises:
            StopError: nobody reads standard output any more.
            BusyError: the store; what was written is not written twice to a file.
        """
        for sink in self.sinks:
            if not isinstance(sink, Webhook):
                while self._states[sink.name].due <= self.now() and self._write(sink):
                    pass

    def _write(self, sink: Stdout | File) -> bool:
        """Write some events to one sink; returns whether there were any."""
        state = self._states[sink.name]
        letters = [Letter(*row) for row in self.store.events(state, sink.topics, _AT_ONCE)]
        if not letters:
            return False
        size = state.size
        try:
            if isinstance(sink, File):
                size = to_file(sink.path, state.size, letters)
            else:
                to_stdout(letters)
        except OSError as error:
            self.tell(f"{sink.name}: cannot be written: {error.strerror or error}; trying again")
            self._states[sink.name] = self._failed(state)
            return False
        done = SinkState(state.name, letters[-1].seq, size)
        self.store.told(done)
        self._states[sink.name] = done
        self.report.told += len(letters)
        return True

    def due(self) -> Iterator[Delivery]:
        """The next event of every webhook that is not to be left alone."""
        for sink in self.sinks:
            if isinstance(sink, Webhook) and self._states[sink.name].due <= self.now():
                state = self._states[sink.name]
                for row in self.store.events(state, sink.topics, 1):
                    yield Delivery(state, Letter(*row), self._post(sink))

    def dues(self) -> list[float]:
        """When sinks that failed are to be tried again."""
        return [state.due for state in self._states.values()]

    def _post(self, sink: Webhook) -> Callable[[Letter], None]:
        return partial(
            to_webhook,
            self.transport,
            sink.url,
            self.limits,
            self._secrets[sink.name],
            store=self.identity,
            at=int(self.wall()),
        )

    def taken(self, job: Delivery, error: BibhratError | None) -> Callable[[], None]:
        """What came of a delivery."""
        letter, refused = job.letter, None
        done = SinkState(job.sink.name, letter.seq)
        if isinstance(error, RefusedError):
            self.report.refused += 1
            refused = letter.seq, str(error), letter.line
        elif error is not None:
            asked = error.wait if isinstance(error, FetchError) else None
            done = self._failed(job.sink, asked)
        else:
            self.report.told += 1

        def write() -> None:
            self.store.told(done, refused)
            self._states[done.name] = done

        return write

    def _failed(self, state: SinkState, asked: float | None = None) -> SinkState:
        self.report.failures["sink"] += 1
        failures = state.failures + 1
        due = self.now() + self.pause(_PAUSE, failures, asked)
        return replace(state, failures=failures, due=due)
