"""What all formats come to: a `Row`, checked into an `Article` or a `Rejection`.

A format's reader knows how to get rows; the columns' names, the outlet, the id and the
publication time are the same question for all of them and are answered here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from bibhrat import outlets
from bibhrat.article import DEFAULT_ZONE, Article, from_row, zone
from bibhrat.errors import SkipError, StopError
from bibhrat.read import dateline

#: Fields of an article that a column can be mapped to.
FIELDS = ("id", "url", "source", "title", "text", "published_at", "tz")

#: Article field → the input's own column.
Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line, row, entry or page of an input, before it is checked.

    Attributes:
        number: its place, from 1: the line of a text, the row, record or entry of the rest.
        values: what it holds, a mapping if all is well; or why it cannot be read.
        raw: the bytes as they stand, for dead letters; None where the values say it all.
    """

    number: int
    values: Any
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that gave no article.

    Attributes:
        file, line: where; lines, rows, records, entries or pages count from 1.
        code: stable short reason: bad_json, bad_csv, bad_encoding, bad_page, not_an_object,
            bad_id, bad_type, missing_text, empty_text, too_large, not_fetched or duplicate_id.
        field: the field at fault, or None when it is the whole row.
        message: the reason in words, with the value.
        raw: the row; bytes that are no UTF-8 are written as \\xNN.
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
    """A rejection that carries the whole row."""
    text = raw.rstrip(b"\r\n").decode("utf-8", errors="backslashreplace")
    return Rejection(file, line, error.code, error.field, str(error), text)


def columns(text: str) -> dict[str, str]:
    """The value of --map: "title=headline,text=body".

    Raises:
        StopError: a part that is no pair, or a field that an article does not have.

    >>> columns("title=headline, text=body")
    {'title': 'headline', 'text': 'body'}
    """
    pairs: dict[str, str] = {}
    for part in text.split(","):
        field, equals, column = (side.strip() for side in part.partition("="))
        if not equals or not field or not column:
            raise StopError(f"--map: {part.strip()!r} is not FIELD=COLUMN")
        if field not in FIELDS:
            raise StopError(f"--map: no field {field!r}; there are {', '.join(FIELDS)}")
        pairs[field] = column
    return pairs


def check_header(name: str, header: list[str], mapped: Columns) -> None:
    """Refuse a table that has neither a title nor a text, before all its rows are refused.

    Raises:
        StopError: naming the columns that there are.
    """
    if not {mapped.get("title", "title"), mapped.get("text", "text")} & set(header):
        shown = ", ".join(header[:20]) or "none"
        raise StopError(
            f"{name}: no column for title or text (columns: {shown}); "
            "name them with --map title=COLUMN,text=COLUMN"
        )


def to_article(
    row: Row, file: str, mapped: Columns, zones: Mapping[str, str] | None
) -> Article | Rejection:
    """Check one row.

    Args:
        row: as a format's reader gives it.
        file: for messages.
        mapped: article field → column.
        zones: outlet → time zone, over what configs/sources.toml says.
    """
    values = row.values
    try:
        if isinstance(values, SkipError):
            raise values
        if mapped and isinstance(values, Mapping):
            values = {**values, **{field: _cell(values, name) for field, name in mapped.items()}}
        if isinstance(values, Mapping):
            values = _completed(values)
        return from_row(values, zones=zones)
    except SkipError as error:
        return reject(file, row.number, raw_of(row), error)


def _cell(values: Mapping[str, Any], column: str) -> Any:
    """A column, or a path into nested objects: "meta.date"."""
    if column in values or "." not in column:
        return values.get(column)
    inner: Any = values
    for key in column.split("."):
        inner = inner.get(key) if isinstance(inner, Mapping) else None
    return inner


def _completed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """With what follows from the rest: an id, the outlet of the address, a time in Bangla."""
    added: dict[str, Any] = {}
    url, source = values.get("url"), values.get("source")
    if values.get("id") is None:
        added["id"] = url if isinstance(url, str) and url.strip() else _fingerprint(values)
    if not source and isinstance(url, str) and (outlet := outlets.find(None, url)) is not None:
        added["source"] = outlet.id
    said = values.get("published_at")
    if isinstance(said, str) and not dateline.is_iso(said):
        added["published_at"] = dateline.moment(said, _zone(values)) or said
    return {**values, **added} if added else values


def _zone(values: Mapping[str, Any]) -> str:
    """The zone that a time in words is in, before the row is checked."""
    tz, source, url = (values.get(key) for key in ("tz", "source", "url"))
    if isinstance(tz, str) and zone(tz) is not None:
        return tz
    outlet = outlets.find(
        source if isinstance(source, str) else None, url if isinstance(url, str) else None
    )
    return outlet.zone if outlet is not None else DEFAULT_ZONE


def _fingerprint(values: Mapping[str, Any]) -> str:
    """An id that the same article has in every file and on every machine."""
    told = f"{values.get('source')}\x1f{values.get('title')}\x1f{values.get('text')}"
    return blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()


def raw_of(row: Row) -> bytes:
    """The bytes of a row for dead letters; its values where a format has no lines."""
    if row.raw is not None:
        return row.raw
    try:
        return orjson.dumps(row.values, default=repr, option=orjson.OPT_NON_STR_KEYS)
    except (TypeError, ValueError):  # a lone surrogate, an integer of more than 64 bits
        return repr(row.values).encode("utf-8", "backslashreplace")
