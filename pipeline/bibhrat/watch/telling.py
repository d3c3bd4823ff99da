"""Articles read → rows of records and incidents, and the events that this makes.

Runs inside the transaction of a batch. Only incidents that share a block with what is new
are grouped anew, whole: their records stand in their revisions.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select

from bibhrat.incidents import Incident, Incidents
from bibhrat.incidents.group import blocks_of
from bibhrat.incidents.view import view
from bibhrat.record import OutageRecord
from bibhrat.watch.tables import BLOCKS, EVENTS, INCIDENTS
from bibhrat.write.store import RECORDS, SERVICES, StoreWriter

SCHEMA = "bibhrat.watch/1"
#: Values of one query's IN; SQLite takes 32,766 and PostgreSQL 65,535.
_AT_ONCE = 500


def tell(connection: Connection, read: dict[str, list[OutageRecord]]) -> int:
    """Write what articles say now in place of what they said before; returns the events made.

    Args:
        connection: in a transaction.
        read: article id → its records, none where it tells of no outage (any more).
    """
    events = [*_records(connection, read), *_incidents(connection, read)]
    if events:
        connection.execute(insert(EVENTS), events)
    return len(events)


def _event(topic: str, change: str, name: str, value: dict[str, Any]) -> dict[str, str]:
    line = orjson.dumps({"schema": SCHEMA, "event": f"{name}.{change}", name: value})
    return {"topic": topic, "line": line.decode()}


def _records(
    connection: Connection, read: dict[str, list[OutageRecord]]
) -> Iterator[dict[str, str]]:
    before = {
        row.id: row.json
        for part in _parts(list(read))
        for row in connection.execute(
            select(RECORDS.c.id, RECORDS.c.json).where(RECORDS.c.article_id.in_(part))
        )
    }
    out = StoreWriter(connection)
    now: set[str] = set()
    for record in (record for records in read.values() for record in records):
        line = record.to_json()
        now.add(record.id)
        if before.get(record.id) != line.decode():
            out.write(line)
            change = "changed" if record.id in before else "new"
            yield _event("records", change, "record", record.to_dict())
    out.flush()
    gone = [one for one in before if one not in now]
    for part in _parts(gone):
        connection.execute(delete(SERVICES).where(SERVICES.c.record_id.in_(part)))
        connection.execute(delete(RECORDS).where(RECORDS.c.id.in_(part)))
    for one in gone:
        yield _event("records", "gone", "record", {"id": one})


def _incidents(
    connection: Connection, read: dict[str, list[OutageRecord]]
) -> Iterator[dict[str, str]]:
    fresh = [record for records in read.values() for record in records]
    blocks = {block for record in fresh for block in _blocks(record)}
    blocks |= {_article_block(article) for article in read}
    before = _sharing(connection, blocks)
    if not before and not fresh:
        return
    old = (revision.record for incident in before.values() for revision in incident.revisions)
    known = Incidents(record for record in old if record.article.id not in read)
    known.add(fresh)
    now = {incident.id: incident for incident in known.incidents()}
    changed = {
        one: incident
        for one, incident in now.items()
        if one not in before or before[one].to_json() != incident.to_json()
    }
    gone = [one for one in before if one not in now]
    for part in _parts([*gone, *changed]):
        connection.execute(delete(BLOCKS).where(BLOCKS.c.incident.in_(part)))
        connection.execute(delete(INCIDENTS).where(INCIDENTS.c.id.in_(part)))
    if changed:
        connection.execute(insert(INCIDENTS), [_row(one) for one in changed.values()])
        connection.execute(insert(BLOCKS), [row for one in changed.values() for row in _rows(one)])
    for one in gone:
        yield _event("incidents", "gone", "incident", {"id": one})
    for one, incident in changed.items():
        change = "changed" if one in before else "new"
        yield _event("incidents", change, "incident", orjson.loads(incident.to_json()))


def _sharing(connection: Connection, blocks: set[str]) -> dict[str, Incident]:
    """The incidents that have one of these blocks."""
    ids = {
        row.incident
        for part in _parts(sorted(blocks))
        for row in connection.execute(
            select(BLOCKS.c.incident).where(BLOCKS.c.block.in_(part)).distinct()
        )
    }
    return {
        row.id: Incident.model_validate_json(row.json)
        for part in _parts(sorted(ids))
        for row in connection.execute(
            select(INCIDENTS.c.id, INCIDENTS.c.json).where(INCIDENTS.c.id.in_(part))
        )
    }


def _blocks(record: OutageRecord) -> Iterator[str]:
    """Where a record can meet others, and itself told anew."""
    yield _article_block(record.article.id)
    for name, week in blocks_of(view(record)):
        yield f"{week} {name}"


def _article_block(article: str) -> str:
    return f"article {article}"


def _rows(incident: Incident) -> list[dict[str, str]]:
    blocks = {block for revision in incident.revisions for block in _blocks(revision.record)}
    return [{"block": block, "incident": incident.id} for block in sorted(blocks)]


def _row(incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.id,
        "type": incident.type.value,
        "status": incident.status.value,
        "start_value": incident.start.value if incident.start else None,
        "end_value": incident.end.value if incident.end else None,
        "services": ";".join(service.id for service in incident.services),
        "articles": incident.articles,
        "first_published": incident.first_published,
        "last_published": incident.last_published,
        "summary_bn": incident.summary_bn,
        "summary_en": incident.summary_en,
        "json": incident.to_json().decode(),
    }


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(values)
    for at in range(0, len(listed), _AT_ONCE):
        yield listed[at : at + _AT_ONCE]
