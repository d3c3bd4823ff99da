"""Writers: a target's ending or scheme chooses; output appears whole or not at all."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from bibhrat.write.jsonl import LineWriter, whole_file

__all__ = ["LineWriter", "Writer", "is_store", "not_lines", "whole_file", "written"]

_SQLITE = (".db", ".sqlite", ".sqlite3")


class Writer(Protocol):
    """Takes records, one line of JSON each."""

    def write(self, line: bytes) -> None:
        """Write one record."""


def is_store(target: str) -> bool:
    """Whether a target is a database: a SQLite file, or an address as SQLAlchemy has them.

    >>> is_store("out.sqlite"), is_store("postgresql://localhost/news"), is_store("out.jsonl")
    (True, True, False)
    """
    return "://" in target or Path(target).suffix.lower() in _SQLITE


def not_lines(target: str) -> bool:
    """Whether a target takes records only, and no other lines."""
    return is_store(target) or target.lower().endswith(".parquet")


def written(target: str) -> AbstractContextManager[Writer]:
    """Open a target for records.

    Args:
        target: .parquet; .sqlite, .db or an address of a database; "-" for standard output;
            JSON Lines for any other file.

    Raises:
        StopError: it cannot be written, or its library has to be installed first.
    """
    if is_store(target):
        from bibhrat.write.store import stored  # noqa: PLC0415 - SQLAlchemy

        return stored(target)
    if target.lower().endswith(".parquet"):
        from bibhrat.write.parquet import parquet_file  # noqa: PLC0415 - pyarrow

        return parquet_file(target)
    return whole_file(target)
