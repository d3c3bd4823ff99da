"""Hours that recur without a word for daily, and those of one day."""

from datetime import datetime

import pytest

from bibhrat.temporal import tag

_NOON = datetime(2025, 1, 15, 12)


def seen(text: str) -> list[tuple[str, str]]:
    return [(t.type, t.value) for t in tag(text, published_at=_NOON)]


@pytest.mark.parametrize(
    "text",
    [
        "পাঠাগারটি সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত খোলা থাকে।",
        "চায়ের দোকান খোলে সকাল ৯টায়, বন্ধ হয় বিকেল ৫টায়।",
        "ছুটির দিনে প্রদর্শনী চলে সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত।",
        "সংগ্রহশালা খোলা সকাল ৯টা থেকে বিকেল ৫টা।",
        "ওই নম্বরে সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত যোগাযোগ করা যায়।",
        "সকাল ৯টা থেকে বিকেল ৫টা আমাদের বিক্রির সময়।",
    ],
)
def test_hours_that_are_kept(text: str) -> None:
    assert seen(text) == [("SET", "XXXX-XX-XXT09:00"), ("SET", "XXXX-XX-XXT17:00")]


def test_the_days_of_the_week_beside_them() -> None:
    text = "রোববার থেকে বৃহস্পতিবার অফিস সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত খোলা থাকে।"
    assert seen(text) == [
        ("SET", "XXXX-WXX-7"),
        ("SET", "XXXX-WXX-4"),
        ("SET", "XXXX-XX-XXT09:00"),
        ("SET", "XXXX-XX-XXT17:00"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("মঙ্গলবার বিকেল ৫টা পর্যন্ত দোকান খোলা ছিল।", ["2025-01-14T17:00"]),
        ("কাল সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত ব্যাংক খোলা।", ["2025-01-16T09:00", "2025-01-16T17:00"]),
        ("সকাল ৯টায় দোকান খোলেন তিনি।", ["2025-01-15T09:00"]),
        ("সভা শুরু হয় সকাল ৯টায়।", ["2025-01-15T09:00"]),
    ],
)
def test_hours_of_one_day(text: str, wanted: list[str]) -> None:
    assert [value for _, value in seen(text)] == wanted


def test_a_verb_before_the_hour_may_say_that_it_used_to_be() -> None:
    assert seen("আগে মেলা শুরু হত সকাল ৯টায়।") == [("SET", "XXXX-XX-XXT09:00")]
