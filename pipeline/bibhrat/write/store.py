"""Databases out: SQLite (a file) or PostgreSQL (an address), through one set of tables.

`records` has one flat row a record and the record whole in `json`; `affected` one row for
each affected service; the view `outages` joins the two for people who ask questions.
Writing a record again replaces it, so any number of runs may write to one store; what it
said before stays in `revisions`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bibhrat.errors import StopError
from bibhrat.write.flat import AFFECTED, COLUMNS, affected, instants, row

_KINDS: dict[str, Any] = {
    "text": Text,
    "bool": Boolean,
    "number": Float,
    "time": DateTime(timezone=True),
}
_AT_ONCE = 500

metadata = MetaData()
RECORDS = Table(
    "records",
    metadata,
    *(Column(name, _KINDS[kind], primary_key=name == "id") for name, kind in COLUMNS.items()),
    Column("json", Text, nullable=False),
)
SERVICES = Table(
    "affected",
    metadata,
    *(
        Column(name, _KINDS[kind], primary_key=name in ("record_id", "service_id"))
        for name, kind in AFFECTED.items()
    ),
)
#: Every reading of every record, in the order in which they were first written.
REVISIONS = Table(
    "revisions",
    metadata,
    Column("record_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),  # of `json`: the same reading again is no other
    Column("number", Integer, nullable=False),
    Column("json", Text, nullable=False),
)
#: What the view `outages` has of a record, beside its service.
_SHOWN = (
    "type", "status", "is_primary", "start_value", "start_earliest", "start_latest", "end_value",
    "end_earliest", "end_latest", "duration_stated", "minutes_min", "minutes_max", "cause", "scope",
    "source", "title", "url", "published_utc", "confidence", "summary_bn", "summary_en",
)  # fmt: skip


def outages() -> Select[Any]:
    """One row for each record and each service that it says was affected."""
    return select(
        RECORDS.c.id.label("record_id"),
        *(column for name, column in SERVICES.c.items() if name != "record_id"),
        *(RECORDS.c[name] for name in _SHOWN),
    ).select_from(RECORDS.outerjoin(SERVICES, RECORDS.c.id == SERVICES.c.record_id))


class StoreWriter:
    """Upserts records by id, a few hundred at a time, in one transaction."""

    #: A new reading is numbered after those that are there.
    _NUMBER = (
        select(func.count() + 1)
        .select_from(REVISIONS)
        .where(REVISIONS.c.record_id == bindparam("of"))
        .scalar_subquery()
    )

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
        self._readings: list[dict[str, str]] = []

    def write(self, line: bytes) -> None:
        """Write one record; of several with one id the last is the record, all are revisions."""
        record = orjson.loads(line)
        digest = blake2b(line, digest_size=12).hexdigest()
        self._readings.append({"of": record["id"], "reading": digest, "said": line.decode()})
        flat = {**instants(row(record)), "json": line.decode()}
        self._waiting[record["id"]] = _clean(flat), [_clean(one) for one in affected(record)]
        if len(self._readings) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Send what was collected."""
        if not self._waiting:
            return
        insert = _insert(self._connection.dialect.name)
        statement = insert(RECORDS)
        replaced = {c.name: statement.excluded[c.name] for c in RECORDS.c if c.name != "id"}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=replaced),
            [flat for flat, _ in self._waiting.values()],
        )
        self._connection.execute(
            delete(SERVICES).where(SERVICES.c.record_id.in_(list(self._waiting)))
        )
        if services := [one for _, several in self._waiting.values() for one in several]:
            self._connection.execute(insert(SERVICES).on_conflict_do_nothing(), services)
        readings = insert(REVISIONS).values(
            record_id=bindparam("of"),
            digest=bindparam("reading"),
            number=self._NUMBER,
            json=bindparam("said"),
        )
        self._connection.execute(readings.on_conflict_do_nothing(), self._readings)
        self._waiting, self._readings = {}, []


def _insert(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def _clean(cells: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL's text holds no NUL, which pages do."""
    return {
        name: cell.replace("\x00", "\ufffd") if isinstance(cell, str) else cell
        for name, cell in cells.items()
    }


def engine(target: str) -> Engine:
    """A database by file or address.

    Raises:
        StopError: an address that is none, a database that bibhrat cannot write, or a driver
            that has to be installed first.
    """
    address = target if "://" in target else f"sqlite:///{Path(target)}"
    # psycopg 3 is the driver of the [postgres] extra; SQLAlchemy's own default is psycopg2.
    for short in ("postgresql://", "postgres://"):
        if address.startswith(short):
            address = "postgresql+psycopg://" + address[len(short) :]
    try:
        made = create_engine(address)
    except ModuleNotFoundError as error:
        raise StopError(
            f"writing to PostgreSQL needs {error.name}: python -m pip install 'bibhrat[postgres]'"
        ) from None
    except (ArgumentError, ValueError) as error:
        raise StopError(f"{target}: no address of a database: {error}") from None
    if made.dialect.name not in ("sqlite", "postgresql"):
        raise StopError(f"{made.dialect.name}: only SQLite and PostgreSQL can be written")
    if made.dialect.name == "sqlite":
        _whole_transactions(made)
    return made


def _whole_transactions(made: Engine) -> None:
    """Python's driver commits before CREATE TABLE; then a broken run would leave tables."""

    @event.listens_for(made, "connect")
    def _connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def shown(made: Engine) -> str:
    """A database's address without its password, for messages."""
    if made.dialect.name == "sqlite":
        return str(made.url.database)
    return made.url.render_as_string(hide_password=True)


@contextmanager
def stored(target: str) -> Iterator[StoreWriter]:
    """Open a database for records: all of a block's records are in it afterwards, or none.

    Raises:
        StopError: it cannot be reached or written.
    """
    made = engine(target)
    try:
        with made.begin() as connection:
            prepare(connection)
            out = StoreWriter(connection)
            yield out
            out.flush()
    except SQLAlchemyError as error:
        raise StopError(f"{shown(made)}: cannot be written: {reason(error)}") from None
    finally:
        made.dispose()


def prepare(connection: Connection) -> None:
    """Make the tables and the view where they are missing."""
    metadata.create_all(connection)
    view = outages().compile(connection, compile_kwargs={"literal_binds": True})
    replacing = connection.dialect.name == "postgresql"
    opening = "CREATE OR REPLACE VIEW" if replacing else "CREATE VIEW IF NOT EXISTS"
    connection.exec_driver_sql(f"{opening} outages AS {view}")


def reason(error: SQLAlchemyError) -> str:
    """What the driver says, in one line."""
    told = error.orig if isinstance(error, DBAPIError) else error
    return (str(told).strip().splitlines() or [type(error).__name__])[0]
