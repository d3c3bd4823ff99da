import json
from typing import Any, get_args

import pytest

from bibhrat import record as schema
from bibhrat.catalogue_file import shipped
from bibhrat.export import radar
from bibhrat.export.countries import ENGLISH
from bibhrat.lexicon import load
from export.build import FACEBOOK, cause, moment, reasons, record, scope, service, stated

INTERNET = service("internet", "internet", "ইন্টারনেট")
GRAMEENPHONE = service("grameenphone", "Grameenphone", "গ্রামীণফোন")


def annotation(**changes: Any) -> dict[str, Any]:
    (line,) = radar.convert(record(**changes)).lines
    row: dict[str, Any] = json.loads(line)
    return row


def test_an_annotation() -> None:
    assert annotation(cause=cause("configuration"), scope=scope("BD")) == {
        "id": "r1",
        "asns": [],
        "asnsDetails": [],
        "dataSource": "ALL",
        "description": "Facebook outage, 5 March 2024 21:00–22:30 (Asia/Dhaka)",
        "startDate": "2024-03-05T15:00:00Z",
        "endDate": "2024-03-05T16:30:00Z",
        "eventType": "OUTAGE",
        "linkedUrl": "https://example.com/news/1",
        "locations": ["BD"],
        "locationsDetails": [{"code": "BD", "name": "Bangladesh"}],
        "outage": {"outageCause": "TECHNICAL_PROBLEM", "outageType": "PLATFORM"},
        "scope": None,
    }


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("technical_fault", "TECHNICAL_PROBLEM"),
        ("configuration", "TECHNICAL_PROBLEM"),
        ("software_update", "TECHNICAL_PROBLEM"),
        ("overload", "TECHNICAL_PROBLEM"),
        ("cable_cut", "CABLE_CUT"),
        ("power_failure", "POWER_OUTAGE"),
        ("cyberattack", "CYBERATTACK"),
        ("government_order", "GOVERNMENT_DIRECTED"),
        ("maintenance", "MAINTENANCE"),
        ("natural_disaster", "NATURAL_DISASTER"),
        ("payment_dispute", "UNKNOWN"),
        ("other", "UNKNOWN"),
    ],
)
def test_causes(category: str, expected: str) -> None:
    assert annotation(cause=cause(category))["outage"]["outageCause"] == expected


def test_every_cause_is_decided_above() -> None:
    assert len(get_args(schema.Cause)) == 12


@pytest.mark.parametrize(
    ("services", "places", "expected"),
    [
        ([INTERNET], ["BD"], "NATIONWIDE"),
        ([INTERNET], ["BD:ঢাকা"], "REGIONAL"),
        ([GRAMEENPHONE], ["BD"], "NETWORK"),
        ([FACEBOOK], ["BD"], "PLATFORM"),
        ([INTERNET, FACEBOOK], ["BD"], "PLATFORM"),
        ([INTERNET], [], "NETWORK"),
    ],
)
def test_types(services: list[dict[str, Any]], places: list[str], expected: str) -> None:
    got = annotation(services=services, scope=scope(*places))
    assert got["outage"]["outageType"] == expected


def test_places_inside_countries() -> None:
    got = annotation(scope=scope("BD:ঢাকা", "BD:খুলনা", "IN:কলকাতা"))
    assert got["locations"] == ["BD", "IN"]
    assert got["scope"] == "ঢাকা, খুলনা, কলকাতা"


def test_a_coarse_time_stands_as_its_outermost_instants() -> None:
    day = moment("2024-03-05", "2024-03-05T00:00:00+06:00", "2024-03-05T23:59:59+06:00")
    got = annotation(start=day, end=day)
    assert (got["startDate"], got["endDate"]) == ("2024-03-04T18:00:00Z", "2024-03-05T17:59:59Z")


NIGHT = moment(
    "2024-03-05TNI", "2024-03-05T20:00:00+06:00", "2024-03-06T03:59:59+06:00", approximate=True
)


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({}, ["services.no_field"]),
        ({"start": None}, ["record.no_start"]),
        ({"start": NIGHT}, ["start.coarse", "start.approximate", "services.no_field"]),
        ({"end": None}, ["status.resolved_without_end", "services.no_field"]),
        ({"primary": False}, ["primary.no_field", "services.no_field"]),
        ({"services": [], "scope": scope("global")}, ["scope.global"]),
        ({"services": [], "duration": stated("PT40M")}, ["duration.no_field"]),
        ({"services": [], "duration": stated("PT90M", agrees=True)}, []),
        ({"services": [], "cause": cause("overload")}, ["cause.merged", "cause.attribution"]),
        ({"services": [], "cause": cause("other")}, ["cause.unmapped", "cause.attribution"]),
        ({"services": [], "cause": cause("cable_cut")}, ["cause.attribution"]),
        ({"services": [], "event": {"type": "shutdown"}}, ["type.no_field"]),
        (
            {"services": [], "event": {"type": "shutdown"}, "cause": cause("government_order")},
            ["cause.attribution"],
        ),
        (
            {"services": [], "event": {"status": "partial", "symptoms": ["slow"]}},
            ["status.no_field", "symptoms.no_field"],
        ),
        (
            {
                "services": [],
                "not_affected": [{"id": "x", "role": "alternative", "evidence": []}],
            },
            ["not_affected.no_field"],
        ),
    ],
)
def test_losses(changes: dict[str, Any], lost: list[str]) -> None:
    assert reasons(radar.convert(record(**changes))) == lost


def test_every_country_of_the_lexicon_has_an_english_name() -> None:
    places = load("places")
    codes = {*places["country"], *places["inside"]}
    codes |= {code for entry in shipped().values() for code in entry.get("country", ())}
    assert codes - ENGLISH.keys() == set()
