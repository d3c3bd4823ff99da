"""Days of the year that go by a name, before a part of the day."""

from datetime import datetime

import pytest

from bibhrat.temporal import tag

_DHAKA, _KOLKATA = "Asia/Dhaka", "Asia/Kolkata"


@pytest.mark.parametrize(
    ("expression", "tz", "published_at", "value"),
    [
        ("বিজয় দিবসের সকালে", _DHAKA, datetime(2024, 12, 16, 14), "2024-12-16TMO"),
        ("স্বাধীনতা দিবসের রাতে", _DHAKA, datetime(2025, 3, 27, 10), "2025-03-26TNI"),
        ("স্বাধীনতা দিবসের রাতে", _KOLKATA, datetime(2025, 8, 16, 10), "2025-08-15TNI"),
        ("বড়দিনের আগের রাতে", _KOLKATA, datetime(2025, 12, 26, 10), "2025-12-24TNI"),
        ("বড়দিনের পরদিন", _KOLKATA, datetime(2026, 1, 2, 10), "2025-12-26"),
        ("মে দিবসের দুপুরে", _DHAKA, datetime(2025, 5, 2, 10), "2025-05-01TMI"),
    ],
)
def test_a_part_of_a_named_day(
    expression: str, tz: str, published_at: datetime, value: str
) -> None:
    found = tag(f"শহরে {expression} মানুষের ঢল", published_at=published_at, tz=tz)
    assert [(t.text, t.value) for t in found] == [(expression, value)]


def test_the_name_alone_is_no_expression() -> None:
    assert not tag("বিজয় দিবসে ছুটি থাকে", published_at=datetime(2024, 12, 10))


def test_a_day_of_another_name_stays_outside() -> None:
    found = tag("কুয়াশা দিবসের সকালে সোমবার সভা হয়", published_at=datetime(2025, 1, 15, 12))
    assert found[0].text == "সকালে"


def test_without_a_publication_the_year_stays_open() -> None:
    assert tag("বিজয় দিবসের সকালে সভা")[0].value == "XXXX-12-16TMO"


@pytest.mark.parametrize("name", ["ভোটের রাতে", "ছুটির দুপুরে", "ষষ্ঠীর সন্ধ্যায়", "ঈদের রাতে"])
def test_a_day_that_an_event_names_is_part_of_it(name: str) -> None:
    found = tag(f"সোমবার খেলা ছিল। {name} ভিড় বাড়ে।", published_at=datetime(2025, 1, 15, 12))
    assert [t.text for t in found] == ["সোমবার", name]


def test_the_last_night_of_the_year() -> None:
    found = tag("বর্ষশেষের রাতে ভিড় ছিল", published_at=datetime(2025, 1, 1, 12), tz=_KOLKATA)
    assert [(t.text, t.value) for t in found] == [("বর্ষশেষের রাতে", "2024-12-31TNI")]


@pytest.mark.parametrize(
    ("expression", "tz", "published_at", "value"),
    [
        ("কালীপুজোর রাতে", _KOLKATA, datetime(2024, 11, 20, 12), "2024-10-31TNI"),
        ("অষ্টমীর রাতে", _KOLKATA, datetime(2023, 10, 17, 9), "2023-10-22TNI"),
        ("ষষ্ঠীর সন্ধ্যায়", _KOLKATA, datetime(2022, 10, 2, 12), "2022-10-01TEV"),
        ("ঈদের সকালে", _DHAKA, datetime(2025, 4, 1, 12), "2025-03-31TMO"),
    ],
)
def test_a_feast_that_follows_the_moon(
    expression: str, tz: str, published_at: datetime, value: str
) -> None:
    found = tag(f"শহরে {expression} মানুষের ঢল নামে", published_at=published_at, tz=tz)
    assert [(t.text, t.value) for t in found] == [(expression, value)]


def test_a_feast_far_off_has_the_day_of_the_story() -> None:
    found = tag("সোমবার খেলা ছিল। অষ্টমীর রাতে ভিড় বাড়ে।", published_at=datetime(2025, 1, 15, 12))
    assert found[1].value == "2025-01-13TNI"
