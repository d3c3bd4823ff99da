"""JSON Lines → articles. What cannot be read comes out as a `Rejection` in its place."""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import orjson

from bibhrat.article import Article, from_row
from bibhrat.errors import SkipError, StopError

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One line that gave no article.

    Attributes:
        file, line: where; lines count from 1.
        code: stable short reason: bad_json, bad_encoding, not_an_object, bad_id, bad_type,
            missing_text, empty_text or duplicate_id.
        field: the field at fault, or None when it is the whole line.
        message: the reason in words, with the value.
        raw: the line; bytes that are no UTF-8 are written as \\xNN.
    """

    file: str
    line: int
    code: str
    field: str | None
    message: str
    raw: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    def to_json(self) -> bytes:
        """One line of JSON for a rejects file."""
        return orjson.dumps(
            {
                "file": self.file,
                "line": self.line,
                "code": self.code,
                "field": self.field,
                "message": self.message,
                "raw": self.raw,
            }
        )


def reject(file: str, line: int, raw: bytes, error: SkipError) -> Rejection:
    """A rejection that carries the whole line."""
    text = raw.rstrip(b"\r\n").decode("utf-8", errors="backslashreplace")
    return Rejection(file, line, error.code, error.field, str(error), text)


@contextmanager
def opened(path: str) -> Iterator[tuple[str, IO[bytes]]]:
    """A name for messages and a binary stream of a path, a .gz, or "-" for standard input.

    Raises:
        StopError: when it cannot be opened.
    """
    if path == "-":
        yield "standard input", sys.stdin.buffer
        return
    try:
        plain = Path(path).open("rb")  # noqa: SIM115 - closed below, with its reader
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    with plain, gzip.open(plain) if path.endswith(".gz") else plain as stream:
        yield path, cast(IO[bytes], stream)


def read_jsonl(
    stream: IO[bytes], name: str, zones: Mapping[str, str] | None = None
) -> Iterator[tuple[int, Article | Rejection]]:
    """Read articles, one JSON object a line; blank lines are passed over.

    Args:
        stream: binary, at its beginning.
        name: of the file, for messages.
        zones: outlet → time zone (see `bibhrat.article.from_row`).

    Yields:
        Number of bytes of the line (for progress), and the article or what stands for it.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    # Hashes are kept, not ids: about 80 bytes for an article.
    seen: set[int] = set()
    for number, raw, line in lines(stream, name):
        try:
            article = from_row(parse(line), zones=zones)
            if hash(article.id) in seen:
                raise SkipError("duplicate_id", f"id: {article.id!r} was seen before", field="id")
        except SkipError as error:
            yield len(raw), reject(name, number, raw, error)
        else:
            seen.add(hash(article.id))
            yield len(raw), article


def lines(stream: IO[bytes], name: str) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, bytes as they stand, and bytes without byte-order mark, of lines that are not blank.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    for number, raw in enumerate(_read(stream, name), start=1):
        if number == 1 and (raw.startswith(_WIDE_MARKS) or b"\x00" in raw[:4]):
            raise StopError(f"{name}:1: looks like UTF-16 or UTF-32; convert it to UTF-8")
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield number, raw, line


def _read(stream: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        yield from stream
    except (OSError, EOFError) as error:
        raise StopError(f"{name}: reading failed: {error}") from None


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
