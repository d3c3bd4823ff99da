import json
from typing import Any

import pytest

from bibhrat.export import statuspage
from export.build import cause, moment, reasons, record, scope, stated


def incident(**changes: Any) -> dict[str, Any]:
    (line,) = statuspage.convert(record(**changes)).lines
    row: dict[str, Any] = json.loads(line)
    return row


def test_an_outage_that_is_over() -> None:
    got = incident(cause=cause("configuration"), scope=scope("global"))
    assert got["name"] == "Facebook outage, 5 March 2024 21:00–22:30 (Asia/Dhaka)"
    assert (got["status"], got["impact"]) == ("resolved", "major")
    assert got["started_at"] == "2024-03-05T15:00:00Z"
    assert got["resolved_at"] == "2024-03-05T16:30:00Z"
    assert got["scheduled_for"] is None
    assert got["scheduled_until"] is None
    assert got["components"] == [{"id": "facebook", "name": "Facebook", "status": "operational"}]
    (update,) = got["incident_updates"]
    assert update["body"] == ("ফেসবুক: বিভ্রাট\nফেসবুক ডাউন – dhaka-desk\nhttps://example.com/news/1")
    assert update["display_at"] == "2024-03-06T04:00:00Z"
    assert got["metadata"]["bibhrat"]["cause"] == "configuration"
    assert got["metadata"]["bibhrat"]["scope"] == ["global"]


@pytest.mark.parametrize(
    ("kind", "status", "why", "expected"),
    [
        ("outage", "ongoing", None, ("investigating", "major", "major_outage")),
        ("outage", "ongoing", cause("overload"), ("identified", "major", "major_outage")),
        ("degradation", "ongoing", None, ("investigating", "minor", "degraded_performance")),
        ("outage", "partial", None, ("monitoring", "major", "partial_outage")),
        ("shutdown", "ongoing", None, ("investigating", "critical", "major_outage")),
        ("shutdown", "scheduled", None, ("scheduled", "critical", "operational")),
        ("maintenance", "scheduled", None, ("scheduled", "maintenance", "operational")),
        ("maintenance", "ongoing", None, ("in_progress", "maintenance", "under_maintenance")),
        ("maintenance", "partial", None, ("verifying", "maintenance", "partial_outage")),
        ("maintenance", "resolved", None, ("completed", "maintenance", "operational")),
    ],
)
def test_states(kind: str, status: str, why: Any, expected: tuple[str, str, str]) -> None:
    got = incident(event={"type": kind, "status": status}, cause=why)
    assert (got["status"], got["impact"], got["components"][0]["status"]) == expected


def test_a_planned_one_has_a_window() -> None:
    got = incident(event={"type": "maintenance", "status": "scheduled"})
    assert got["scheduled_for"] == "2024-03-05T15:00:00Z"
    assert got["scheduled_until"] == "2024-03-05T16:30:00Z"
    assert got["resolved_at"] is None


def test_a_day_of_publication_is_its_beginning_there() -> None:
    got = incident(article={"published_at": "2024-03-06"})
    assert got["created_at"] == "2024-03-05T18:00:00Z"


DAY = moment("2024-03-05", "2024-03-05T00:00:00+06:00", "2024-03-05T23:59:59+06:00")


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, []),
        ({"duration": stated("PT40M", agrees=False), "cause": cause("other")}, []),
        ({"start": DAY}, ["start.coarse"]),
        ({"start": None}, []),
        ({"start": None, "event": {"type": "maintenance"}}, ["record.no_start"]),
        ({"event": {"status": "unknown"}, "end": None}, ["status.unknown"]),
        ({"event": {"status": "ongoing"}}, ["end.not_resolved"]),
        ({"event": {"summary_en": "x" * 256}}, ["name.cut"]),
    ],
)
def test_losses(changes: dict[str, Any], lost: list[str]) -> None:
    assert reasons(statuspage.convert(record(**changes))) == lost


def test_a_name_is_not_longer_than_statuspage_takes() -> None:
    assert len(incident(event={"summary_en": "x" * 300})["name"]) == 255
