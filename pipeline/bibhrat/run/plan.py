"""Inputs → shards: pieces of work that are done, or not, as a whole.

A shard is one input, or a part of a large plain JSON Lines file. Its key says all that its
result depends on, so a result is found again by name; a new file only adds shards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import orjson

from bibhrat.errors import StopError
from bibhrat.read.sources import Part, Source
from bibhrat.read.streams import unpacked_name

_BLOCK = 1 << 20
#: A file is cut into so many parts or more, so that workers end at about the same time; by
#: its size alone, so that another number of workers finds the results of this one.
_PARTS = 32
_LEAST = 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """One piece of work.

    Attributes:
        key: name of its result.
        source: what to read.
        size: bytes of it on the disk, for progress.
    """

    key: str
    source: Source
    size: int


def plan(sources: Sequence[Source], settings: str, shard_bytes: int) -> list[Shard]:
    """The shards of all inputs, in their order.

    Args:
        sources: what `bibhrat.read.find` gives.
        settings: fingerprint of all that results depend on beside the inputs.
        shard_bytes: most bytes of a part of a plain JSON Lines file.

    Raises:
        StopError: an input that is no file, or is gone.
    """
    shards = []
    for source in sources:
        if not source.is_local:
            raise StopError(
                f"{source.name}: a run can only go on where it was with files; "
                "use bibhrat extract for this input"
            )
        size, changed = _state(source)
        for part in _parts(source, size, shard_bytes):
            one = replace(source, part=part)
            told = [settings, source.path, source.kind, size, changed]
            where = [part.start, part.end] if part is not None else []
            key = blake2b(orjson.dumps([*told, *where]), digest_size=12).hexdigest()
            shards.append(Shard(key, one, part.end - part.start if part is not None else size))
    return shards


def _state(source: Source) -> tuple[int, int]:
    """Bytes of an input, and when it was changed, in nanoseconds."""
    path = Path(source.path)
    try:
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        states = [file.stat() for file in files]
        if not files:
            path.stat()
    except OSError as error:
        raise StopError(f"{source.name}: cannot be read: {error.strerror or error}") from None
    return sum(s.st_size for s in states), max((s.st_mtime_ns for s in states), default=0)


def _parts(source: Source, size: int, shard_bytes: int) -> Iterator[Part | None]:
    plain = source.kind == "jsonl" and unpacked_name(source.path) == source.path
    shard_bytes = min(shard_bytes, max(size // _PARTS, _LEAST))
    if not plain or size <= shard_bytes:
        yield None
        return
    with Path(source.path).open("rb") as stream:
        start, line = 0, 1
        while start < size:
            lines, position = 0, start
            while position - start < shard_bytes and (
                block := stream.read(min(_BLOCK, shard_bytes - (position - start)))
            ):
                lines += block.count(b"\n")
                position += len(block)
            if position < size and (rest := stream.readline()):
                lines += 1
                position += len(rest)
            position = min(position, size) if position > start else size
            yield Part(start, position, line)
            start, line = position, line + lines
