"""Parquet → rows, a few hundred at a time."""

from collections.abc import Iterator
from typing import Any

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.read.rows import FIELDS, Columns, Row, check_header
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes, opened

_AT_ONCE = 256


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row a row, numbered from 1; columns that no field needs are not read.

    Raises:
        StopError: pyarrow is missing, the file is broken, or has no title and no text.
    """
    arrow = need("pyarrow", "parquet", "reading .parquet")
    parquet = need("pyarrow.parquet", "parquet", "reading .parquet")
    if source.path == "-":
        raise StopError("standard input: Parquet needs a file")
    with opened(source.path, told) as stream:
        try:
            file = parquet.ParquetFile(stream)
            header = file.schema_arrow.names
            check_header(source.name, header, mapped)
            yield from _rows(file, _wanted(header, mapped))
        except (arrow.ArrowException, OSError) as error:
            first = (str(error).splitlines() or [type(error).__name__])[0]
            raise StopError(f"{source.name}: reading failed: {first}") from None


def _wanted(header: list[str], mapped: Columns) -> list[str]:
    asked = [mapped.get(field, field) for field in FIELDS]
    roots = set(asked) | {name.partition(".")[0] for name in asked}
    return [name for name in header if name in roots]


def _rows(file: Any, wanted: list[str]) -> Iterator[Row]:
    number = 0
    for batch in file.iter_batches(batch_size=_AT_ONCE, columns=wanted):
        for values in batch.to_pylist():
            number += 1
            yield Row(number, values)
