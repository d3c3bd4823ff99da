"""One shard → one result file, which is there whole or not at all: its own completion marker.

A line of a result begins with what it is: "+" a record, "-" a rejection; the last line is
"=" and the shard's tally with a digest of all before it. A result that a power cut left
half is known by that and done again.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import orjson

from bibhrat.article import Article
from bibhrat.errors import SkipError, StopError
from bibhrat.read import Rejection, Row, located, raw_of, reject
from bibhrat.run.plan import Shard
from bibhrat.run.simple import OnProgress, Work
from bibhrat.write.whole import whole

RECORD, REJECTION, END = b"+", b"-", b"="


class InputError(StopError):
    """Nothing of a shard's input can be read; the other shards are not touched."""


@dataclass
class Tally:
    """What a shard, or a whole run, did.

    Attributes:
        articles: read and used.
        records: written.
        repaired: articles used with a note.
        dropped, rejected: counts by reason.
    """

    articles: int = 0
    records: int = 0
    repaired: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Add another's counts."""
        self.articles += other.articles
        self.records += other.records
        self.repaired += other.repaired
        for mine, theirs in ((self.dropped, other.dropped), (self.rejected, other.rejected)):
            for reason, count in theirs.items():
                mine[reason] = mine.get(reason, 0) + count


class _Result:
    """Writes the lines of a result and digests them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = blake2b(digest_size=16)

    def write(self, mark: bytes, line: bytes) -> None:
        whole_line = mark + line + b"\n"
        self._digest.update(whole_line)
        self._stream.write(whole_line)

    def end(self, tally: Tally) -> None:
        told = {"digest": self._digest.hexdigest(), **asdict(tally)}
        self._stream.write(END + orjson.dumps(told) + b"\n")


Opener = Callable[[Shard, Callable[[int], None]], Iterator[tuple[Row, Article | Rejection]]]


def do(shard: Shard, folder: Path, work: Work, rows: Opener, on_progress: OnProgress) -> Tally:
    """Do a shard and leave its result in a folder.

    Args:
        shard, work, rows, on_progress: as for `fill`.
        folder: of the results.

    Raises:
        InputError: nothing of the input can be read; there is no result, so that the next run
            tries again.
        StopError: the result cannot be written.
    """
    with whole(folder / shard.key, sync=False) as stream:
        return fill(shard, stream, work, rows, on_progress)


def fill(
    shard: Shard, stream: IO[bytes], work: Work, rows: Opener, on_progress: OnProgress
) -> Tally:
    """Do a shard and write its result.

    An input that breaks off in the middle gives what stands before the break, and a
    rejection "broken" that says so.

    Args:
        shard: what to do.
        stream: gets the result.
        work: what to do with an article; an error of it costs that article only.
        rows: opens the shard's input.
        on_progress: told of rows done and of bytes read, in turns.

    Raises:
        InputError: nothing of the input can be read.
    """
    tally = Tally()
    items = rows(shard, lambda size: on_progress(0, size))
    try:
        first = next(items, None)
    except StopError as error:
        raise InputError(str(error)) from None
    result = _Result(stream)
    for row, item in _safely(first, items, shard):
        answer = _worked(item, row, shard, work, tally) if isinstance(item, Article) else item
        if isinstance(answer, Rejection):
            tally.rejected[answer.code] = tally.rejected.get(answer.code, 0) + 1
            result.write(REJECTION, answer.to_json())
        else:
            for line in answer:
                result.write(RECORD, line)
            tally.records += len(answer)
        on_progress(1, 0)
    result.end(tally)
    return tally


def _safely(
    first: tuple[Row, Article | Rejection] | None,
    items: Iterator[tuple[Row, Article | Rejection]],
    shard: Shard,
) -> Iterator[tuple[Row, Article | Rejection]]:
    """The items; where the input breaks off, a rejection that says so."""
    while first is not None:
        yield first
        last = first[0].number
        try:
            first = next(items, None)
        except StopError as error:
            row = Row(last + 1, None, b"")
            yield row, reject(shard.source.name, row.number, b"", SkipError("broken", str(error)))
            return


def _worked(
    article: Article, row: Row, shard: Shard, work: Work, tally: Tally
) -> tuple[bytes, ...] | Rejection:
    try:
        outcome = work(article)
    except (StopError, MemoryError):
        raise
    except Exception as error:
        # A fault of bibhrat's own: one article in a million must not cost the others.
        said = f"{article.id}: {type(error).__name__}: {error}"
        return reject(shard.source.name, row.number, raw_of(row), SkipError("failed", said))
    tally.articles += 1
    tally.repaired += bool(article.notes)
    if outcome.dropped is not None:
        tally.dropped[outcome.dropped] = tally.dropped.get(outcome.dropped, 0) + 1
    return outcome.lines


def done(shard: Shard, folder: Path) -> Tally | None:
    """The tally of a shard whose result is there and whole; else None."""
    digest = blake2b(digest_size=16)
    last = b""
    try:
        with (folder / shard.key).open("rb") as stream:
            for line in stream:
                digest.update(last)
                last = line
        told: dict[str, Any] = orjson.loads(last.removeprefix(END))
        if not last.startswith(END) or told.pop("digest") != digest.hexdigest():
            return None
        return Tally(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def lines(shard: Shard, folder: Path) -> Iterator[tuple[bytes, bytes]]:
    """Mark and content of every line of a result but the last."""
    with (folder / shard.key).open("rb") as stream:
        for line in stream:
            if not line.startswith(END):
                yield line[:1], line[1:-1]


def open_source(columns: dict[str, str], zones: dict[str, str]) -> Opener:
    """What opens a shard's input, with a user's columns and zones."""

    def rows(
        shard: Shard, told: Callable[[int], None]
    ) -> Iterator[tuple[Row, Article | Rejection]]:
        return located(shard.source, columns=columns, zones=zones, told=told)

    return rows
