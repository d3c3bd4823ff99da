"""A record as one flat row: the form of the table that analysts see, in every store alike.

Several values in a cell are joined by ";". Times stand as said (`start_value`) and as the
interval that this means (`start_earliest`, `start_latest`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timezone
from typing import Any, Literal

from bibhrat import durations
from bibhrat.article import read_iso, zone

Kind = Literal["text", "bool", "number", "time"]

#: Column → kind, in order. No name is a reserved word of SQL.
COLUMNS: dict[str, Kind] = {
    "id": "text",
    "article_id": "text",
    "url": "text",
    "source": "text",
    "title": "text",
    "published_at": "text",
    "published_utc": "time",
    "tz": "text",
    "is_primary": "bool",
    "type": "text",
    "status": "text",
    "symptoms": "text",
    "summary_bn": "text",
    "summary_en": "text",
    "start_value": "text",
    "start_earliest": "time",
    "start_latest": "time",
    "start_approximate": "bool",
    "end_value": "text",
    "end_earliest": "time",
    "end_latest": "time",
    "end_approximate": "bool",
    "duration_stated": "text",
    "duration_approximate": "bool",
    "duration_computed": "text",
    "duration_agrees": "bool",
    "minutes_min": "number",
    "minutes_max": "number",
    "services": "text",
    "services_bn": "text",
    "services_reported": "text",
    "services_not_in_catalogue": "text",
    "operators": "text",
    "not_affected": "text",
    "cause": "text",
    "cause_attribution": "text",
    "scope": "text",
    "confidence": "number",
    "warnings": "text",
}

#: The columns of one affected service.
AFFECTED: dict[str, Kind] = {
    "record_id": "text",
    "service_id": "text",
    "name": "text",
    "name_bn": "text",
    "operator": "text",
    "certainty": "text",
    "in_catalogue": "bool",
}


def row(record: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a record in its JSON form; times as ISO text, as the record has them.

    Raises:
        KeyError, TypeError: it is no record.
    """
    article, event, services = record["article"], record["event"], record["services"]
    others = record["not_affected"]
    told, cause = record["duration"] or {}, record["cause"] or {}
    shortest, longest = _minutes(told)
    return {
        "id": record["id"],
        "article_id": article["id"],
        **{key: article[key] for key in ("url", "source", "title", "published_at")},
        "published_utc": _published(article["published_at"], article["tz"]),
        "tz": article["tz"],
        "is_primary": record["primary"],
        "type": event["type"],
        "status": event["status"],
        "symptoms": _joined(event["symptoms"]),
        "summary_bn": event["summary_bn"],
        "summary_en": event["summary_en"],
        **_moment("start", record["start"]),
        **_moment("end", record["end"]),
        "duration_stated": told.get("stated"),
        "duration_approximate": told.get("approximate"),
        "duration_computed": told.get("computed"),
        "duration_agrees": told.get("agrees"),
        "minutes_min": shortest,
        "minutes_max": longest,
        "services": _joined(s["id"] for s in services),
        "services_bn": _joined(s["name_bn"] for s in services),
        "services_reported": _joined(s["id"] for s in services if s["certainty"] == "reported"),
        "services_not_in_catalogue": _joined(s["id"] for s in services if not s["in_catalogue"]),
        "operators": _joined(dict.fromkeys(s["operator"] for s in services if s["operator"])),
        "not_affected": _joined(f"{other['id']}:{other['role']}" for other in others),
        "cause": cause.get("category"),
        "cause_attribution": cause.get("attribution"),
        "scope": _joined(place["id"] for place in record["scope"]),
        "confidence": record["confidence"],
        "warnings": _joined(record["warnings"]),
    }


def affected(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row for each affected service of a record."""
    return [
        {
            "record_id": record["id"],
            "service_id": service["id"],
            **{key: service[key] for key in list(AFFECTED)[2:]},
        }
        for service in record["services"]
    ]


def instants(flat: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its times as datetimes in UTC."""
    return {
        name: _utc(flat[name]) if kind == "time" and flat[name] is not None else flat[name]
        for name, kind in COLUMNS.items()
    }


def _utc(text: str) -> datetime:
    return read_iso(text).astimezone(timezone.utc)


def _published(value: str | None, tz: str) -> str | None:
    """The instant of publication; the beginning of the day where only that is known."""
    if value is None or "T" in value:
        return value
    day = datetime.combine(datetime.fromisoformat(value).date(), time(), zone(tz) or timezone.utc)
    return day.isoformat()


def _moment(name: str, moment: Mapping[str, Any] | None) -> dict[str, Any]:
    keys = ("value", "earliest", "latest", "approximate")
    return {f"{name}_{key}": moment[key] if moment is not None else None for key in keys}


def _minutes(told: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Shortest and longest length in minutes: as stated, else as start and end imply."""
    for value in (told.get("stated"), told.get("computed")):
        if value and (ends := durations.bounds(value)) is not None:
            return ends[0] / 60, ends[1] / 60
    return None, None


def _joined(values: Iterable[str]) -> str:
    return ";".join(values)
