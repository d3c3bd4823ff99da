from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.export import ical
from export import strict_ical
from export.build import call, cause, moment, reasons, record, row, scope, service, stated, write

BKASH = service("bkash", "bKash", "বিকাশ")
PLANNED: dict[str, Any] = {
    "event": {
        "type": "maintenance",
        "status": "scheduled",
        "summary_bn": "বিকাশ: রক্ষণাবেক্ষণ, ৯ মার্চ ২০২৪ রাত ১টা থেকে ভোর ৫টা পর্যন্ত",
    },
    "services": [BKASH],
    "start": moment("2024-03-09T01:00", "2024-03-09T01:00:00+06:00"),
    "end": moment("2024-03-09T05:00", "2024-03-09T05:00:00+06:00"),
    "duration": None,
}


def planned(**changes: Any) -> dict[str, Any]:
    return row(**{**PLANNED, **changes})


def events(tmp_path: Path, *rows: dict[str, Any]) -> list[strict_ical.Event]:
    out = tmp_path / "out.ics"
    assert call("ical", write(tmp_path / "in.jsonl", *rows), "-o", out, "--quiet") == 0
    return strict_ical.read(out.read_bytes())


def test_a_window_told_to_the_minute_is_in_utc(tmp_path: Path) -> None:
    (event,) = events(tmp_path, planned(id="m1"))
    assert event["UID"] == "m1@bibhrat"
    assert event["DTSTART"] == "20240308T190000Z"
    assert event["DTEND"] == "20240308T230000Z"
    assert event["DTSTAMP"] == "20240306T040000Z"
    assert event["SUMMARY"] == PLANNED["event"]["summary_bn"]
    assert event["URL"] == "https://example.com/news/1"


def test_description_is_bangla(tmp_path: Path) -> None:
    start = moment("2024-03-09T01:00", "2024-03-09T01:00:00+06:00", approximate=True)
    (event,) = events(
        tmp_path,
        planned(
            start=start,
            cause=cause("software_update"),
            scope=scope("BD:ঢাকা", "IN"),
            duration=stated("PT4H", approximate=True),
        ),
    )
    assert event["DESCRIPTION"].split("\n") == [
        "সেবা: বিকাশ",
        "আনুমানিক সময়: শুরু",
        "স্থায়িত্ব: প্রায় ৪ ঘণ্টা",
        "কারণ: সফটওয়্যার হালনাগাদ (সেবাদাতার ভাষ্য)",
        "অবস্থা: নির্ধারিত",
        "সূত্র: ফেসবুক ডাউন (dhaka-desk)",
    ]
    assert event["LOCATION"] == "ঢাকা, ভারত"


def test_days_end_the_day_after(tmp_path: Path) -> None:
    (event,) = events(
        tmp_path,
        planned(
            start=moment("2024-03-09", "2024-03-09T00:00:00+06:00", "2024-03-09T23:59:59+06:00"),
            end=moment("2024-03-10", "2024-03-10T00:00:00+06:00", "2024-03-10T23:59:59+06:00"),
        ),
    )
    assert event["DTSTART;VALUE=DATE"] == "20240309"
    assert event["DTEND;VALUE=DATE"] == "20240311"


def test_a_stated_length_stands_for_an_end_that_is_not_told(tmp_path: Path) -> None:
    (event,) = events(tmp_path, planned(end=None, duration=stated("PT2H30M")))
    assert event["DURATION"] == "PT2H30M"


@pytest.mark.parametrize("length", ["PTXH", "PT3H/PT4H", "P1M", "PT1H30S"])
def test_a_length_that_icalendar_has_not_makes_no_duration(tmp_path: Path, length: str) -> None:
    (event,) = events(tmp_path, planned(end=None, duration=stated(length)))
    assert "DURATION" not in event


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({"start": None}, ["record.no_start"]),
        (
            {"start": moment("2024-W10", "2024-03-04T00:00:00+06:00", "2024-03-10T23:59:59+06:00")},
            ["record.coarse_start"],
        ),
        ({"event": {"type": "outage", "status": "scheduled"}}, ["record.not_maintenance"]),
        ({"event": {"type": "outage"}, "cause": cause("maintenance")}, ["record.not_maintenance"]),
        (
            {"event": {"type": "outage", "status": "scheduled"}, "cause": cause("maintenance")},
            [],
        ),
        (
            {"start": moment("2024-03-09TNI", "2024-03-09T20:00:00+06:00")},
            ["start.part_of_day", "end.day_only"],
        ),
        (
            {"end": moment("2024-03-09", "2024-03-09T00:00:00+06:00", "2024-03-09T23:59:59+06:00")},
            ["end.coarse"],
        ),
        ({"end": moment("2024-03-08T22:00", "2024-03-08T22:00:00+06:00")}, ["end.before_start"]),
        ({"article": {"url": "no url at all"}}, ["url.no_uri"]),
        ({"article": {"url": "https://e.com/\r\nATTENDEE:x"}}, ["url.no_uri"]),
        ({"end": None, "duration": stated("PTXH")}, ["duration.vague"]),
    ],
)
def test_losses(changes: dict[str, Any], lost: list[str]) -> None:
    assert reasons(ical.convert(record(**{**PLANNED, **changes}))) == lost


def test_publication_missing_is_stamped_with_the_start(tmp_path: Path) -> None:
    (event,) = events(tmp_path, planned(article={"published_at": None}))
    assert event["DTSTAMP"] == "20240308T190000Z"


def test_no_event_is_still_a_calendar(tmp_path: Path) -> None:
    assert events(tmp_path, row()) == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_text_comes_back(value: str) -> None:
    folded = ical.fold(f"SUMMARY:{ical.text(value)}")
    assert all(len(part) <= 75 for part in folded)
    assert all(part.startswith(b" ") for part in folded[1:])
    joined = folded[0] + b"".join(part[1:] for part in folded[1:])
    assert strict_ical._text(joined.decode().removeprefix("SUMMARY:")) == value


def test_line_breaks_and_controls_in_text() -> None:
    assert ical.text("ক\r\nখ\rগ\x00\x1bঘ") == "ক\\nখ\\nগঘ"


def test_the_strict_reader_can_fail() -> None:
    good = b"".join(line + b"\r\n" for line in (*ical.OPENING, *ical.CLOSING))
    assert strict_ical.read(good) == []
    for bad in (
        good.replace(b"\r\n", b"\n"),
        good.replace(b"VERSION:2.0\r\n", b""),
        good.replace(b"CALSCALE", b"X" * 80),
        good.replace(b"END:VCALENDAR", b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR"),
    ):
        with pytest.raises((AssertionError, KeyError)):
            strict_ical.read(bad)
