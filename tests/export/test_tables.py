import csv
from typing import Any

from bibhrat.export import flat, markdown
from export.build import FACEBOOK, cause, moment, reasons, record, scope, service, stated


def cells(**changes: Any) -> dict[str, str]:
    (line,) = flat.convert(record(**changes)).lines
    header = flat.OPENING[0].decode()
    (row,) = csv.DictReader([header + "\n", *line.decode().splitlines(keepends=True)], strict=True)
    assert None not in row
    return row


def test_csv_row() -> None:
    got = cells(
        services=[FACEBOOK, service("x", "X", "এক্স", certainty="reported", in_catalogue=False)],
        cause=cause("overload", "media"),
        scope=scope("BD", "IN:কলকাতা"),
        duration=stated("PT90M", agrees=True, computed="PT1H30M", approximate=True),
        not_affected=[{"id": "downdetector", "role": "monitor", "evidence": []}],
    )
    assert got["services"] == "facebook;x"
    assert got["services_bn"] == "ফেসবুক;এক্স"
    assert (got["services_reported"], got["services_not_in_catalogue"]) == ("x", "x")
    assert got["operators"] == "meta"
    assert (got["cause"], got["cause_attribution"]) == ("overload", "media")
    assert got["scope"] == "BD;IN:কলকাতা"
    assert (got["start"], got["start_earliest"]) == (
        "2024-03-05T21:00",
        "2024-03-05T21:00:00+06:00",
    )
    assert (got["duration_stated"], got["duration_agrees"], got["duration_approximate"]) == (
        "PT90M",
        "true",
        "true",
    )
    assert got["not_affected"] == "downdetector:monitor"
    assert (got["primary"], got["confidence"]) == ("true", "0.93")


def test_csv_missing_is_empty() -> None:
    got = cells(start=None, end=None, duration=None, services=[], article={"url": None})
    empty = {key for key, value in got.items() if not value}
    assert {"url", "start", "start_approximate", "end_latest", "duration_agrees", "cause"} <= empty


def test_csv_quotes() -> None:
    got = cells(article={"title": 'কমা, "উদ্ধৃতি"\nনতুন লাইন'})
    assert got["title"] == 'কমা, "উদ্ধৃতি"\nনতুন লাইন'


def test_csv_loses_nothing() -> None:
    assert reasons(flat.convert(record(cause=cause("other"), scope=scope("global")))) == []


def line(**changes: Any) -> str:
    (only,) = markdown.convert(record(**changes)).lines
    return only.decode()


def test_markdown_row() -> None:
    got = line(
        services=[FACEBOOK, service("x", "X", "এক্স", certainty="reported")],
        cause=cause("cable_cut"),
        scope=scope("BD:ঢাকা", "global"),
        start=moment("2024-03-05T21:00", "2024-03-05T21:00:00+06:00", approximate=True),
    )
    assert got == (
        "| [ফেসবুক ডাউন](https://example.com/news/1) | বিভ্রাট, শেষ হয়েছে | \\~2024-03-05 21:00 "
        "| 2024-03-05 22:30 | ১ ঘণ্টা ৩০ মিনিট | ফেসবুক, এক্স? | কেবল কাটা পড়া | ঢাকা, সারা বিশ্ব | 0.93 |"
    )


def test_markdown_parts_of_days_and_vague_lengths() -> None:
    got = line(
        start=moment("2024-03-05TNI", "2024-03-05T20:00:00+06:00"),
        end=moment("2024-W10", "2024-03-04T00:00:00+06:00"),
        duration=stated("PTXH", approximate=True),
    )
    assert "| 2024-03-05 রাত | 2024-W10 | \\~PTXH |" in got


def test_markdown_cannot_be_broken_by_a_title() -> None:
    got = line(article={"title": "ক | খ\n[গ](http://evil) <b>", "url": "javascript:alert(1)"})
    assert got.startswith("| ক \\| খ \\[গ\\](http://evil) \\<b\\> |")
    assert "\n" not in got
    assert got.count("|") == 11  # ten borders and the escaped one


def test_markdown_says_what_it_lacks() -> None:
    converted = markdown.convert(
        record(
            event={"symptoms": ["slow"]},
            cause=cause("other"),
            warnings=["duration: stated PT40M, but start–end is PT1H30M"],
            duration=stated("PT40M", agrees=False, computed="PT1H30M"),
            article={"url": "ftp://x"},
        )
    )
    assert reasons(converted) == [
        "symptoms.no_field",
        "duration.computed",
        "cause.attribution",
        "url.no_link",
        "warnings.no_field",
    ]


def test_every_row_has_the_columns_of_the_header() -> None:
    assert line().count("|") == markdown.OPENING[0].decode().count("|")
