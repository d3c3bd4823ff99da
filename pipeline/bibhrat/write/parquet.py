"""Parquet out: the flat rows, and each record whole in the column `json`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from bibhrat.extras import need
from bibhrat.write.flat import COLUMNS, instants, row
from bibhrat.write.whole import whole

#: Rows of a row group; fixed, so that the same records give the same bytes.
_GROUP = 5_000


class ParquetWriter:
    """Collects records and writes them a row group at a time."""

    def __init__(self, arrow: Any, writer: Any, schema: Any) -> None:
        self._arrow, self._writer, self._schema = arrow, writer, schema
        self._rows: list[dict[str, Any]] = []

    def write(self, line: bytes) -> None:
        """Write one record."""
        self._rows.append({**instants(row(orjson.loads(line))), "json": line.decode()})
        if len(self._rows) == _GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
            self._rows = []


@contextmanager
def parquet_file(path: str) -> Iterator[ParquetWriter]:
    """Open a Parquet file for records; it appears when the block ends well, and not before.

    Raises:
        StopError: pyarrow is missing, or the file cannot be written.
    """
    arrow = need("pyarrow", "parquet", "writing .parquet")
    parquet = need("pyarrow.parquet", "parquet", "writing .parquet")
    kinds = {
        "text": arrow.string(),
        "bool": arrow.bool_(),
        "number": arrow.float64(),
        "time": arrow.timestamp("us", tz="UTC"),
    }
    fields = [(name, kinds[kind]) for name, kind in COLUMNS.items()]
    schema = arrow.schema([*fields, ("json", arrow.string())])
    with whole(path) as stream, parquet.ParquetWriter(stream, schema) as writer:
        out = ParquetWriter(arrow, writer, schema)
        yield out
        out.flush()
