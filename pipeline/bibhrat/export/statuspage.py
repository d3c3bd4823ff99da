"""Statuspage incidents: `{"incidents": […]}` as `GET /pages/{page_id}/incidents` has them.

Field names and the values of `status` are those of Statuspage's API description (schema
Incident; rendered at
https://github.com/alissonlinneker/statuspage-php-sdk/blob/main/docs/Model/Incident.md):
realtime incidents are investigating, identified, monitoring or resolved, scheduled ones
scheduled, in_progress, verifying or completed, and a name has at most 255 characters.
What an incident has no field for stands in `metadata`, which is free below its top level.

`impact` is not in a news story; it follows the type: outage major, degradation minor,
shutdown critical, maintenance maintenance. Times are UTC.
"""

import orjson

from bibhrat.export import loss
from bibhrat.export.instants import first, last, published, utc
from bibhrat.export.loss import Converted, Loss
from bibhrat.record import OutageRecord

OPENING = (b'{"incidents":[',)
CLOSING = (b"]}",)
NEVER = ("evidence", "rules")
LONGEST_NAME = 255

_IMPACT = {
    "outage": "major",
    "degradation": "minor",
    "shutdown": "critical",
    "maintenance": "maintenance",
}
_PLANNED = {
    "scheduled": "scheduled",
    "ongoing": "in_progress",
    "partial": "verifying",
    "resolved": "completed",
    "unknown": "scheduled",
}
_DOWN = {
    "outage": "major_outage",
    "degradation": "degraded_performance",
    "shutdown": "major_outage",
    "maintenance": "under_maintenance",
}


def convert(record: OutageRecord) -> Converted:
    """One incident, or nothing for a planned one without a start."""
    planned = record.event.type == "maintenance" or record.event.status == "scheduled"
    if planned and record.start is None:
        return loss.left_out("no_start", record.event.summary_en)
    stamp = published(record)
    seen = utc(stamp) if stamp is not None else None
    status = _PLANNED[record.event.status] if planned else _realtime(record)
    began = first(record.start) if record.start is not None else None
    ended = last(record.end) if record.end is not None else None
    over = record.event.status == "resolved"
    incident = {
        "id": record.id,
        "name": record.event.summary_en[:LONGEST_NAME],
        "status": status,
        "impact": _IMPACT[record.event.type],
        "created_at": seen,
        "updated_at": seen,
        "started_at": began,
        "resolved_at": ended if over else None,
        "scheduled_for": began if planned else None,
        "scheduled_until": ended if planned else None,
        "components": [
            {"id": service.id, "name": service.name, "status": _component(record)}
            for service in record.services
        ],
        "incident_updates": [
            {
                "id": record.id,
                "incident_id": record.id,
                "status": status,
                "body": _body(record),
                "created_at": seen,
                "display_at": seen,
                "updated_at": seen,
            }
        ],
        "metadata": {"bibhrat": _metadata(record)},
    }
    return Converted((orjson.dumps(incident),), tuple(_lost(record, planned=planned)))


def _realtime(record: OutageRecord) -> str:
    if record.event.status == "resolved":
        return "resolved"
    if record.event.status == "partial":
        return "monitoring"
    return "investigating" if record.cause is None else "identified"


def _component(record: OutageRecord) -> str:
    if record.event.status in ("resolved", "scheduled"):
        return "operational"
    return "partial_outage" if record.event.status == "partial" else _DOWN[record.event.type]


def _body(record: OutageRecord) -> str:
    article = record.article
    source = " – ".join(filter(None, (article.title, article.source)))
    return "\n".join(filter(None, (record.event.summary_bn, source, article.url)))


def _metadata(record: OutageRecord) -> dict[str, object]:
    """What an incident has no field for, without evidence."""
    told = record.duration
    return {
        "type": record.event.type,
        "primary": record.primary,
        "symptoms": record.event.symptoms,
        "cause": record.cause and record.cause.category,
        "cause_attribution": record.cause and record.cause.attribution,
        "scope": [place.id for place in record.scope],
        "reported_only": [s.id for s in record.services if s.certainty == "reported"],
        "not_affected": {other.id: other.role for other in record.not_affected},
        "start": record.start and record.start.value,
        "end": record.end and record.end.value,
        "duration_stated": told and told.stated,
        "time_zone": record.article.tz,
        "confidence": record.confidence,
        "warnings": record.warnings,
    }


def _lost(record: OutageRecord, *, planned: bool) -> list[Loss]:
    lost: list[Loss] = []
    if len(record.event.summary_en) > LONGEST_NAME:
        lost.append(Loss("name.cut", record.event.summary_en[LONGEST_NAME:]))
    if record.event.status == "unknown":
        lost.append(Loss("status.unknown", "unknown"))
    if record.end is not None and not planned and record.event.status != "resolved":
        lost.append(Loss("end.not_resolved", record.end.value))
    return lost + loss.as_instant("start", record.start) + loss.as_instant("end", record.end)
