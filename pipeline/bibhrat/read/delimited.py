"""CSV and TSV → rows, the first line being the names of the columns."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from bibhrat.errors import SkipError, StopError
from bibhrat.read.rows import Columns, Row, check_header
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes, naming, opened

#: Longest cell, in characters; csv's own limit would cut off long articles' files.
_LONGEST = 16_000_000
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row a record; its number is the line on which it begins.

    Raises:
        StopError: no header with a title or a text, UTF-16, or broken compression.
    """
    csv.field_size_limit(_LONGEST)
    delimiter = "\t" if source.kind == "tsv" else ","
    with naming(source.name), opened(source.path, told) as stream:
        # Every stream that `opened` gives can look ahead.
        head = stream.peek(4)[:4]  # type: ignore[attr-defined]
        if head.startswith(_WIDE_MARKS) or b"\x00" in head:
            raise StopError(f"{source.name}:1: looks like UTF-16 or UTF-32; convert it to UTF-8")
        text = io.TextIOWrapper(
            stream,
            encoding="utf-8-sig",
            errors="surrogateescape",  # a byte that is no UTF-8 costs its row, not the file
            newline="",
        )
        reader = csv.reader(text, delimiter=delimiter)
        header = _header(reader, source.name)
        if header:
            check_header(source.name, header, mapped)
        yield from _rows(reader, header)


def _header(reader: Any, name: str) -> list[str]:
    try:
        header: list[str] = next(reader, [])
        return header
    except csv.Error as error:
        raise StopError(f"{name}:1: not CSV: {error}") from None


def _rows(reader: Any, header: list[str]) -> Iterator[Row]:
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, SkipError("bad_csv", f"not CSV: {error}"), b"")
            continue
        if cells:
            yield _row(number, header, cells)


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    raw = ",".join(cells).encode("utf-8", "surrogateescape")
    if len(cells) > len(header):
        said = f"{len(cells)} cells under {len(header)} columns"
        return Row(number, SkipError("bad_csv", said), raw)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Row(number, SkipError("bad_encoding", f"not UTF-8: {error.reason}"), raw)
    return Row(number, {key: cell or None for key, cell in zip(header, cells, strict=False)}, raw)
