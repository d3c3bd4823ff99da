"""The common questions about a store of records: what was down when, longest, most often.

One question is one SELECT over `records` and `affected`; the answer is rows of plain values.
An outage whose article does not say when it began is placed by its publication.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Select, case, func, inspect, literal, or_, select
from sqlalchemy.exc import SQLAlchemyError

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.read.jsonl import lines
from bibhrat.read.streams import label, opened
from bibhrat.write import is_store
from bibhrat.write.store import (
    RECORDS,
    SERVICES,
    StoreWriter,
    engine,
    prepare,
    reason,
    shown,
)

_R, _A = RECORDS.c, SERVICES.c
_BEGAN = func.coalesce(_R.start_earliest, _R.published_utc)
# What is over was not down when the article came out; what is not, was.
_OVER = case(
    (_R.end_latest.is_not(None), _R.end_latest),
    (_R.status.in_(["resolved", "scheduled"]), func.coalesce(_R.start_latest, _R.published_utc)),
    else_=func.coalesce(_R.published_utc, _R.start_latest),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records a question is about.

    Attributes:
        since, until: aware instants; outages that touch the time between them.
        service: id of an affected service.
        country: ISO 3166-1; outages in it or in a place of it.
        background: also earlier outages that an article tells beside its news.
        stated: only services that are affected in the article's own voice.
        limit: most rows of the answer.
    """

    since: datetime | None = None
    until: datetime | None = None
    service: str | None = None
    country: str | None = None
    background: bool = False
    stated: bool = False
    limit: int = 20


def _down(wanted: Filter) -> Select[Any]:
    """What was down, the first to fail first: one row a record."""
    return _records(wanted).order_by(_BEGAN, _R.id)


def _longest(wanted: Filter) -> Select[Any]:
    """What was down longest: records that state or imply a length."""
    return (
        _records(wanted)
        .where(_R.minutes_max.is_not(None))
        .order_by(_R.minutes_max.desc(), _BEGAN, _R.id)
    )


def _often(wanted: Filter) -> Select[Any]:
    """What was down most often: one row a service, by the days on which it failed."""
    days = func.count(func.distinct(func.date(_BEGAN)))
    reports = func.count(func.distinct(_R.article_id))
    chosen = select(
        _A.service_id.label("service"),
        func.max(_A.name_bn).label("name"),
        days.label("days"),
        reports.label("reports"),
        func.max(_R.minutes_max).label("longest_minutes"),
        func.min(_BEGAN).label("first"),
        func.max(_BEGAN).label("last"),
    ).select_from(RECORDS.join(SERVICES, _R.id == _A.record_id))
    conditions = _conditions(wanted)
    if wanted.service is not None:
        conditions.append(_A.service_id == wanted.service)
    if wanted.stated:
        conditions.append(_A.certainty == "stated")
    return (
        chosen.where(*conditions)
        .group_by(_A.service_id)
        .order_by(days.desc(), reports.desc(), _A.service_id)
    )


def _records(wanted: Filter) -> Select[Any]:
    conditions = _conditions(wanted)
    if wanted.service is not None or wanted.stated:
        named = select(literal(1)).where(_A.record_id == _R.id)
        if wanted.service is not None:
            named = named.where(_A.service_id == wanted.service)
        if wanted.stated:
            named = named.where(_A.certainty == "stated")
        conditions.append(named.exists())
    return select(
        _R.services,
        _R.type,
        _R.status,
        _R.start_value.label("start"),
        _R.end_value.label("end"),
        _R.minutes_min,
        _R.minutes_max,
        _R.cause,
        _R.scope,
        _R.confidence,
        _R.title,
        _R.source,
        _R.published_at,
        _R.url,
        _R.id,
    ).where(*conditions)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if not wanted.background:
        conditions.append(_R.is_primary)
    if wanted.since is not None:
        conditions.append(wanted.since.astimezone(timezone.utc) <= _OVER)
    if wanted.until is not None:
        conditions.append(wanted.until.astimezone(timezone.utc) > _BEGAN)
    if wanted.country is not None:
        places = literal(";") + _R.scope + literal(";")
        code = wanted.country
        conditions.append(or_(places.contains(f";{code};"), places.contains(f";{code}:")))
    return conditions


QUESTIONS = {"down": _down, "longest": _longest, "often": _often}


def ask(source: str, question: str, wanted: Filter) -> list[dict[str, Any]]:
    """Answer a question.

    Args:
        source: a store as `bibhrat.write.store.engine` takes it; or records as JSON Lines or
            Parquet, which are read into memory.
        question: one of `QUESTIONS`.
        wanted: which records.

    Returns:
        Rows; times are ISO text, lengths are minutes.

    Raises:
        StopError: the source cannot be read, or holds no records.
    """
    statement = QUESTIONS[question](wanted).limit(wanted.limit)
    with _connected(source) as connection:
        rows = connection.execute(statement).mappings()
        # SQLAlchemy's names are a subclass of str, which orjson takes for no key.
        return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
        return aware.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


@contextmanager
def _connected(source: str) -> Iterator[Connection]:
    in_memory = not is_store(source)
    if not in_memory and "://" not in source and not Path(source).is_file():
        raise StopError(f"{source}: cannot be read: no such file")  # SQLite would make it
    made = engine("sqlite://" if in_memory else source)
    try:
        with made.begin() as connection:
            if in_memory:
                prepare(connection)
                _fill(StoreWriter(connection), source)
            elif not inspect(connection).has_table(RECORDS.name):
                raise StopError(f"{source}: holds no records of bibhrat")
            yield connection
    except SQLAlchemyError as error:
        raise StopError(f"{shown(made)}: cannot be asked: {reason(error)}") from None
    finally:
        made.dispose()


def _fill(out: StoreWriter, source: str) -> None:
    """Read a file of records into memory."""
    for number, line in _json_of(source):
        try:
            out.write(line)
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
            raise StopError(f"{label(source)}:{number}: no record of bibhrat: {said}") from None
    out.flush()


def _json_of(source: str) -> Iterator[tuple[int, bytes]]:
    if not source.lower().endswith(".parquet"):
        with opened(source) as stream:
            yield from ((number, line) for number, _, line in lines(stream, label(source)))
        return
    arrow = need("pyarrow", "parquet", "reading .parquet")
    parquet = need("pyarrow.parquet", "parquet", "reading .parquet")
    number = 0
    with opened(source) as stream:
        try:
            for batch in parquet.ParquetFile(stream).iter_batches(columns=["json"]):
                for text in batch.to_pydict()["json"]:
                    number += 1
                    yield number, text.encode()
        except (arrow.ArrowException, KeyError) as error:
            raise StopError(f"{source}: no records of bibhrat: {error}") from None
