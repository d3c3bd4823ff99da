"""Records by hand: what one article tells, in a line."""

from datetime import datetime
from typing import Any

from bibhrat.article import zone
from bibhrat.catalogue import catalogue
from bibhrat.evaluate.values import read
from bibhrat.incidents import Incident, Incidents
from bibhrat.record import OutageRecord

DHAKA, KOLKATA = "Asia/Dhaka", "Asia/Kolkata"


def tell(
    identity: str,
    published: str,
    services: str,
    *,
    start: str | None = None,
    end: str | None = None,
    status: str = "resolved",
    kind: str = "outage",
    tz: str = DHAKA,
    length: str | None = None,
    cause: str | None = None,
    by: str = "media",
    scope: str = "",
    primary: bool = True,
    source: str | None = None,
) -> OutageRecord:
    """A record; a `~` behind start, end or length hedges it."""
    known = catalogue().by_id
    return OutageRecord.model_validate(
        {
            "id": identity,
            "article": {
                "id": identity.partition("/")[0],
                "url": None,
                "source": source or f"desk-{identity.partition('/')[0]}",
                "title": "",
                "published_at": _aware(datetime.fromisoformat(published), tz),
                "tz": tz,
            },
            "primary": primary,
            "event": {
                "type": kind,
                "status": status,
                "symptoms": [],
                "summary_bn": "",
                "summary_en": "",
                "evidence": [],
            },
            "start": _moment(start, tz),
            "end": _moment(end, tz),
            "duration": None
            if length is None
            else {
                "stated": length.rstrip("~"),
                "approximate": length.endswith("~"),
                "computed": None,
                "agrees": None,
                "evidence": [],
            },
            "services": [
                {
                    "id": name,
                    "name": known[name].name if name in known else name,
                    "name_bn": known[name].name_bn if name in known else name,
                    "operator": known[name].operator if name in known else None,
                    "certainty": "stated",
                    "in_catalogue": name in known,
                    "evidence": [],
                }
                for name in services.split()
            ],
            "not_affected": [],
            "cause": cause and {"category": cause, "attribution": by, "evidence": []},
            "scope": [{"id": place, "evidence": []} for place in scope.split()],
            "confidence": 0.9,
            "warnings": [],
        }
    )


def _moment(written: str | None, tz: str) -> dict[str, Any] | None:
    if written is None:
        return None
    value = written.rstrip("~")
    found = read(value)
    assert found is not None, value
    first, last = found[1]
    return {
        "value": value,
        "earliest": _aware(first, tz),
        "latest": _aware(last, tz),
        "approximate": written.endswith("~"),
        "rule": [],
        "evidence": [],
    }


def _aware(moment: datetime, tz: str) -> str:
    return moment.replace(tzinfo=zone(tz)).isoformat()


def grouped(*records: OutageRecord) -> set[frozenset[str]]:
    """Ids of the records of each incident."""
    return {
        frozenset(revision.record.id for revision in incident.revisions)
        for incident in Incidents(records).incidents()
    }


def only(*records: OutageRecord) -> Incident:
    """The one incident that records make."""
    (incident,) = Incidents(records).incidents()
    return incident
