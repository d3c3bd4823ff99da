import csv
from typing import Any

import pytest

from bibhrat.export import stop
from export.build import FACEBOOK, cause, moment, reasons, record, scope, service, stated

MOBILE = service("mobile-internet", "mobile internet", "মোবাইল ইন্টারনেট")
BROADBAND = service("broadband-internet", "broadband internet", "ব্রডব্যান্ড")
SHUTDOWN: dict[str, Any] = {
    "event": {
        "type": "shutdown",
        "summary_en": 'Internet shutdown by order, "all" of it, 18 July 2024',
    },
    "services": [MOBILE],
    "start": moment("2024-07-18", "2024-07-18T00:00:00+06:00", "2024-07-18T23:59:59+06:00"),
    "end": moment("2024-07-23", "2024-07-23T00:00:00+06:00", "2024-07-23T23:59:59+06:00"),
    "duration": None,
    "cause": cause("government_order", "authority"),
    "scope": scope("BD"),
}


def cells(**changes: Any) -> dict[str, str]:
    """The filled columns of one row."""
    (line,) = stop.convert(record(**{**SHUTDOWN, **changes})).lines
    header = stop.OPENING[0].decode()
    (row,) = csv.DictReader([header + "\n", line.decode() + "\n"], strict=True)
    assert None not in row
    return {key: value for key, value in row.items() if value}


def test_columns_are_those_of_the_published_sheet() -> None:
    assert len(stop.COLUMNS) == 36
    assert stop.COLUMNS[:3] == ("start_date_type", "start_date", "country")
    assert stop.COLUMNS[-3:] == ("event", "an_link", "region")


def test_a_row() -> None:
    assert cells() == {
        "start_date_type": "Actual",
        "start_date": "7/18/2024",
        "end_date": "7/23/2024",
        "country": "Bangladesh",
        "geo_scope": "It affected locations in more than one state, province, or region",
        "area_name": "Nationwide",
        "shutdown_type": "Shutdown",
        "affected_network": "Mobile",
        "shutdown_extent": "Full network",
        "info_source": "News media article",
        "info_source_link": "https://example.com/news/1",
        "shutdown_status": "Ended",
        "gov_ack": "Yes",
        "event": 'Internet shutdown by order, "all" of it, 18 July 2024',
    }


def test_networks_and_platforms() -> None:
    signal = service("signal", "Signal", "সিগন্যাল")
    got = cells(services=[BROADBAND, MOBILE, FACEBOOK, signal])
    assert got["affected_network"] == "Broadband, Mobile"
    assert got["shutdown_extent"] == "Full network, Service-based"
    assert got["facebook_affected"] == "Yes"
    assert got["other_affected"] == "Signal"


def test_only_platforms() -> None:
    got = cells(services=[FACEBOOK, service("x", "X", "এক্স")])
    assert got["shutdown_extent"] == "Service-based"
    assert got["twitter_affected"] == "Yes"
    assert "affected_network" not in got


def test_operators_are_telcos() -> None:
    got = cells(services=[service("grameenphone", "Grameenphone", "গ্রামীণফোন")])
    assert got["telcos_involved"] == "Grameenphone"
    assert got["shutdown_extent"] == "Full network"


def test_a_place_inside_a_country_has_no_reach_of_its_own() -> None:
    got = cells(scope=scope("IN:মণিপুর"))
    assert (got["country"], got["area_name"]) == ("India", "মণিপুর")
    assert "geo_scope" not in got


@pytest.mark.parametrize(
    ("status", "expected"),
    [("resolved", "Ended"), ("ongoing", "Ongoing"), ("partial", "Ongoing"), ("unknown", "Unknown")],
)
def test_status(status: str, expected: str) -> None:
    event = {**SHUTDOWN["event"], "status": status}
    assert cells(event=event)["shutdown_status"] == expected


def test_slow_is_throttled() -> None:
    event = {**SHUTDOWN["event"], "symptoms": ["slow"]}
    assert cells(event=event)["shutdown_type"] == "Throttle"


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, []),
        ({"cause": cause("payment_dispute", "media")}, ["cause.no_field", "cause.attribution"]),
        ({"event": {"type": "outage"}}, ["record.not_shutdown"]),
        ({"start": moment("2024-07-18T21:00", "2024-07-18T21:00:00+06:00")}, ["start.clock"]),
        ({"start": moment("2024-07", "2024-07-01T00:00:00+06:00")}, ["start.coarse"]),
        ({"duration": stated("P5D")}, ["duration.unit_unsure"]),
        ({"scope": scope("global")}, ["scope.global"]),
    ],
)
def test_losses(changes: dict[str, Any], lost: list[str]) -> None:
    assert reasons(stop.convert(record(**{**SHUTDOWN, **changes}))) == lost


def test_a_month_is_no_day() -> None:
    assert "start_date" not in cells(start=moment("2024-07", "2024-07-01T00:00:00+06:00"))
