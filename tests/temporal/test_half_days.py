"""Which half of the day a bare hour is in, after parts of day and clocks told before it."""

from datetime import datetime

import pytest

from bibhrat.temporal import tag


def values(text: str, published_at: datetime) -> list[str]:
    return [t.value for t in tag(text, published_at=published_at)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("বিকেলে রওনা হওয়ার কথা ছিল। ইঞ্জিন বিকল থাকায় ছাড়ে ৮টা ১০ মিনিটে।", ["TAF", "T20:10"]),
        ("সন্ধ্যায় আলো নেভে। ৭টা ২০ মিনিটে সব অন্ধকার হয়ে যায়।", ["TEV", "T19:20"]),
        ("সন্ধ্যা ৭টায় সভা শুরুর কথা ছিল। মানুষ আসতে থাকেন ৬টা থেকে।", ["T19:00", "T18:00"]),
        ("সকালে ট্রেন থেমে যায়। ১০টা ৪০ মিনিটে ইঞ্জিন আসে।", ["TMO", "T10:40"]),
    ],
)
def test_a_story_goes_forward(text: str, wanted: list[str]) -> None:
    found = values(text, datetime(2025, 1, 15, 23, 30))
    assert found == [f"2025-01-15{w}" for w in wanted]


def test_not_past_the_publication() -> None:
    text = "দুপুর ১টায় সংবাদ সম্মেলন হয়। জানানো হয়, লাইন কাটে ১০টা ৫ মিনিটে।"
    assert values(text, datetime(2025, 1, 15, 15)) == ["2025-01-15T13:00", "2025-01-15T10:05"]


def test_a_night_says_nothing_of_the_hours_behind_it() -> None:
    text = "রাতে চালানো হালনাগাদে ত্রুটি ছিল। ৮টা ২০ মিনিটে সেবা ফেরে।"
    assert values(text, datetime(2025, 1, 15, 12))[1] == "2025-01-15T08:20"
