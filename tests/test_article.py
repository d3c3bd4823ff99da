from datetime import date, datetime
from typing import Any

import pytest

from bibhrat.article import from_row
from bibhrat.errors import SkipError


def test_a_whole_row(outage: dict[str, Any]) -> None:
    article = from_row(outage)
    assert article.published_at == datetime(2024, 3, 5, 22, 10)
    assert article.tz == "Asia/Dhaka"
    assert article.notes == ()
    assert article.body == f"{outage['title']}\n{outage['text']}"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"id": None}, "bad_id", "id"),
        ({"id": ""}, "bad_id", "id"),
        ({"id": True}, "bad_id", "id"),
        ({"text": 5}, "bad_type", "text"),
        ({"title": ["x"]}, "bad_type", "title"),
        ({"title": "", "text": None}, "missing_text", "text"),
        ({"title": " ", "text": "\n"}, "empty_text", "text"),
    ],
)
def test_what_cannot_be_used_names_its_field(
    outage: dict[str, Any], change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(SkipError) as caught:
        from_row({**outage, **change})
    assert (caught.value.code, caught.value.field) == (code, field)
    assert field in str(caught.value)


def test_a_row_that_is_no_object() -> None:
    with pytest.raises(SkipError, match="expected a JSON object, got 7"):
        from_row(7)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05T21:00", datetime(2024, 3, 5, 21)),
        ("2024-03-05 21:00:30", datetime(2024, 3, 5, 21, 0, 30)),
        ("2024-03-05T15:00:00Z", datetime(2024, 3, 5, 21)),
        ("2024-03-05T15:30:00.123+0000", datetime(2024, 3, 5, 21, 30)),
        ("2024-03-05", date(2024, 3, 5)),
    ],
)
def test_publication_time_becomes_local(outage: dict[str, Any], value: str, expected: date) -> None:
    assert from_row({**outage, "published_at": value}).published_at == expected


@pytest.mark.parametrize("value", ["গতকাল", "2024-13-01", "05/03/2024", 1709, None, ""])
def test_an_unreadable_publication_time_is_noted_and_never_guessed(
    outage: dict[str, Any], value: object
) -> None:
    article = from_row({**outage, "published_at": value})
    assert article.published_at is None
    assert "published_at" in article.notes[0]


def test_an_unknown_zone_falls_back_and_says_so(outage: dict[str, Any]) -> None:
    article = from_row({**outage, "tz": "Asia/Dacca2"}, zones={"*": "Asia/Kolkata"})
    assert article.tz == "Asia/Kolkata"
    assert "Asia/Dacca2" in article.notes[0]


def test_the_outlet_decides_a_missing_zone(outage: dict[str, Any]) -> None:
    row = {key: value for key, value in outage.items() if key != "tz"}
    assert from_row(row, zones={"dhaka-desk": "Asia/Kolkata"}).tz == "Asia/Kolkata"


def test_lone_surrogates_are_replaced_one_for_one(outage: dict[str, Any]) -> None:
    article = from_row({**outage, "text": "ফেসবুক \ud800 ডাউন"})
    assert article.text == "ফেসবুক \ufffd ডাউন"
    assert "surrogates" in article.notes[0]
