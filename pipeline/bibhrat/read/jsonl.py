"""JSON Lines → rows."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

import orjson

from bibhrat.errors import SkipError, StopError
from bibhrat.read.rows import Columns, Row
from bibhrat.read.sources import Part, Source
from bibhrat.read.streams import OnBytes, naming, opened

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row a line; blank lines are passed over.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    with opened(source.path, told) as stream:
        part = source.part
        found = (
            lines(stream, source.name)
            if part is None
            else lines(_of(part, stream), source.name, first=part.line)
        )
        for number, raw, line in found:
            try:
                yield Row(number, parse(line), raw)
            except SkipError as error:
                yield Row(number, error, raw)


def _of(part: Part, stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a part."""
    stream.seek(part.start)
    left = part.end - part.start
    for line in stream:
        if left <= 0:
            return
        left -= len(line)
        yield line


def lines(stream: Iterable[bytes], name: str, first: int = 1) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, bytes as they stand, and bytes without byte-order mark, of lines that are not blank.

    Args:
        stream: lines.
        name: for messages.
        first: number of the first line.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    for number, raw in enumerate(_read(stream, name), start=first):
        if number == 1 and (raw.startswith(_WIDE_MARKS) or b"\x00" in raw[:4]):
            raise StopError(f"{name}:1: looks like UTF-16 or UTF-32; convert it to UTF-8")
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield number, raw, line


def _read(stream: Iterable[bytes], name: str) -> Iterator[bytes]:
    with naming(name):
        yield from stream


def parse(raw: bytes) -> Any:
    """One line of JSON.

    Lone surrogates in escapes, which orjson refuses, are let through: `from_row` repairs them.

    Raises:
        SkipError: bad_encoding or bad_json, with the column.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        first = error
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SkipError("bad_encoding", f"not UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError):
        raise SkipError("bad_json", f"not JSON: {first.msg} at column {first.colno}") from None
