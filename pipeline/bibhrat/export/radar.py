"""Cloudflare Radar annotations: the JSON of `GET /radar/annotations/outages`.

Field names and types are those of Cloudflare's own client (`OutageGetResponse.Annotation`
in the npm package cloudflare 5.2.0, resources/radar/annotations/outages.d.ts:
https://app.unpkg.com/cloudflare@5.2.0/files/resources/radar/annotations/annotations.d.ts).
The client types `outageCause` and `outageType` as plain strings; their values here are
those that Radar publishes: NATIONWIDE, REGIONAL, NETWORK, PLATFORM. A start is required.
Times are UTC. A coarse start stands as its first instant, a coarse end as its last, and
both are told as a loss.

Not checked against the live API here: that it accepts or gives exactly this JSON, and that
the list of values is whole; the shape is that of the client's types.
"""

import orjson

from bibhrat.export import known, loss
from bibhrat.export.instants import first, last
from bibhrat.export.loss import Converted, Loss
from bibhrat.record import OutageRecord

OPENING = (b'{"annotations":[',)
CLOSING = (b"]}",)
NEVER = ("evidence", "rules", "confidence", "warnings", "summary_bn")

CAUSES = {
    "technical_fault": "TECHNICAL_PROBLEM",
    "configuration": "TECHNICAL_PROBLEM",
    "software_update": "TECHNICAL_PROBLEM",
    "overload": "TECHNICAL_PROBLEM",
    "cable_cut": "CABLE_CUT",
    "power_failure": "POWER_OUTAGE",
    "cyberattack": "CYBERATTACK",
    "government_order": "GOVERNMENT_DIRECTED",
    "maintenance": "MAINTENANCE",
    "natural_disaster": "NATURAL_DISASTER",
}
# The four that Radar calls technical are told apart by the record.
_MERGED = frozenset(["configuration", "software_update", "overload"])


def convert(record: OutageRecord) -> Converted:
    """One annotation, or nothing for a record without a start."""
    if record.start is None:
        return loss.left_out("no_start", record.event.summary_en)
    codes = known.countries(record)
    annotation = {
        "id": record.id,
        "asns": [],
        "asnsDetails": [],
        "dataSource": "ALL",
        "description": record.event.summary_en,
        "startDate": first(record.start),
        "endDate": last(record.end) if record.end is not None else None,
        "eventType": "OUTAGE",
        "linkedUrl": record.article.url,
        "locations": codes,
        "locationsDetails": [{"code": code, "name": known.country_en(code)} for code in codes],
        "outage": {
            "outageCause": _cause(record),
            "outageType": _type(record),
        },
        "scope": ", ".join(known.inside(record)) or None,
    }
    return Converted((orjson.dumps(annotation),), tuple(_lost(record)))


def _cause(record: OutageRecord) -> str:
    return "UNKNOWN" if record.cause is None else CAUSES.get(record.cause.category, "UNKNOWN")


def _type(record: OutageRecord) -> str:
    """Places inside a country: regional. Else by what failed: a country's net, one network,
    or something on the net."""
    if known.inside(record):
        return "REGIONAL"
    networks = [service for service in record.services if known.is_network(service)]
    if len(networks) < len(record.services):
        return "PLATFORM"
    if any(service.id in known.NETWORK_IDS for service in networks) or not networks:
        return "NATIONWIDE" if known.whole_countries(record) else "NETWORK"
    return "NETWORK"


def _lost(record: OutageRecord) -> list[Loss]:
    lost = loss.background(record)
    event, cause = record.event, record.cause
    if event.type in ("degradation", "maintenance", "shutdown"):
        # Cause says so for an ordered shutdown and for maintenance, if the article gives it.
        said = {"shutdown": "government_order", "maintenance": "maintenance"}.get(event.type)
        if cause is None or cause.category != said:
            lost.append(Loss("type.no_field", event.type))
    if event.status in ("partial", "scheduled", "unknown"):
        lost.append(Loss("status.no_field", event.status))
    if event.status == "resolved" and record.end is None:
        lost.append(Loss("status.resolved_without_end", event.status))
    lost += loss.symptoms(record)
    lost += loss.as_instant("start", record.start) + loss.as_instant("end", record.end)
    lost += loss.duration(record)
    if record.services:
        lost.append(Loss("services.no_field", ", ".join(s.id for s in record.services)))
    lost += loss.not_affected(record)
    if cause is not None:
        if cause.category not in CAUSES:
            lost.append(Loss("cause.unmapped", cause.category))
        elif cause.category in _MERGED:
            lost.append(Loss("cause.merged", cause.category))
        lost.append(Loss("cause.attribution", cause.attribution))
    if any(place.id == "global" for place in record.scope):
        lost.append(Loss("scope.global", "global"))
    return lost
