"""JSON Lines → records. What is none comes out as a `Rejection` in its place."""

from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any

from pydantic import ValidationError

from bibhrat.article import zone
from bibhrat.errors import SkipError, shorten
from bibhrat.export.instants import instant, local_day, published
from bibhrat.read.jsonl import lines, parse
from bibhrat.read.rows import Rejection, reject
from bibhrat.record import SCHEMA, OutageRecord


def read_records(stream: IO[bytes], name: str) -> Iterator[OutageRecord | Rejection]:
    """Read records, one JSON object a line; blank lines are passed over.

    Args:
        stream: binary, at its beginning.
        name: of the file, for messages.

    Yields:
        The record, or a rejection with code bad_json, bad_encoding, not_an_object,
        not_a_record, bad_record, bad_time or duplicate_id.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    seen: set[str] = set()
    for number, raw, line in lines(stream, name):
        try:
            record = to_record(parse(line))
            if record.id in seen:
                raise SkipError("duplicate_id", f"id: {record.id!r} was seen before", field="id")
        except SkipError as error:
            yield reject(name, number, raw, error)
        else:
            seen.add(record.id)
            yield record


def to_record(row: Any) -> OutageRecord:
    """One row as a record whose times can be read.

    Raises:
        SkipError: not_an_object, not_a_record, bad_record or bad_time, with the field.
    """
    if not isinstance(row, dict):
        raise SkipError("not_an_object", f"expected a JSON object, got {shorten(row)}")
    if row.get("schema") != SCHEMA:
        got = shorten(row["schema"]) if "schema" in row else "none"
        raise SkipError("not_a_record", f"schema: {SCHEMA!r} is needed, got {got}", field="schema")
    try:
        record = OutageRecord.model_validate(row)
        record.to_json()
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise SkipError(
            "bad_record", f"{field}: {first['msg']} (got {shorten(first['input'])})", field=field
        ) from None
    except TypeError as error:  # orjson's word for a lone surrogate, which no UTF-8 file can hold
        raise SkipError("bad_record", f"not text that can be written: {error}") from None
    _check_times(record)
    return record


def _check_times(record: OutageRecord) -> None:
    if zone(record.article.tz) is None:
        raise _bad_time("article.tz", record.article.tz, "an IANA time zone")
    try:
        published(record)
    except ValueError:
        raise _bad_time(
            "article.published_at", record.article.published_at, "a date or a time with offset"
        ) from None
    for slot, moment in (("start", record.start), ("end", record.end)):
        try:
            day = local_day(moment) if moment is not None else None
            if day is not None:
                day + timedelta(days=1)  # the end of an all-day event is the day after
        except (ValueError, OverflowError):
            raise _bad_time(f"{slot}.value", moment and moment.value, "a day that is") from None
        for key in ("earliest", "latest") if moment is not None else ():
            text = getattr(moment, key)
            try:
                instant(text)
            except ValueError:
                raise _bad_time(f"{slot}.{key}", text, "a time with offset") from None


def _bad_time(field: str, got: object, needed: str) -> SkipError:
    return SkipError("bad_time", f"{field}: {needed} is needed, got {shorten(got)}", field=field)
