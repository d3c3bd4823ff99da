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
        "তিনি বললেন, ‘সকাল ৯টা থেকে বিকেল ৫টা আমাদের সবচেয়ে ব্যস্ত সময়।’",
        "এখন আদালতে শুনানি শুরু সকাল ৯টায়, শেষ বিকেল ৫টায়।",
        "আপাতত কাউন্টারে টিকিট মিলবে সকাল ৯টা থেকে বিকেল ৫টা।",
        "ব্যাংকে লেনদেন চলে সকাল ৯টা থেকে বিকেল ৫টা।",
        "কল্যাণী শাখায় কাজের সময় সকাল ৯টা থেকে বিকেল ৫টা।",
        "যোগাযোগের জন্য টোল-ফ্রি নম্বরে, সকাল ৯টা থেকে বিকেল ৫টা।",
        "সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত মিলবে পরিষেবা।",
        "পরিষেবা মিলবে সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত।",
        "সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত সড়কে ভিড় থাকে।",
        "লেনদেন চলবে আগের নিয়মেই, সকাল ৯টা থেকে বিকেল ৫টা।",
        "নতুন ব্যবস্থায় সকাল ৯টা থেকে বিকেল ৫টার মধ্যে চেক জমা হবে।",
        "সকাল ৯টা থেকে বিকেল ৫টা তাঁরা দাঁড়িয়ে থাকেন।",
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
        ("এখন সকাল ৯টা, ফটকে তালা।", ["2025-01-15T09:00"]),
        (
            "রক্ষণাবেক্ষণের কাজ চলবে রাত ১টা থেকে ভোর ৪টা পর্যন্ত।",
            ["2025-01-16T01:00", "2025-01-16T04:00"],
        ),
        (
            "রোববার ব্যাংক খোলা। লেনদেন চলবে সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত।",
            ["2025-01-19", "2025-01-19T09:00", "2025-01-19T17:00"],
        ),
        (
            "বেলা ১১টা পর্যন্ত চালান হয়েছে ৭০০, সাধারণ দিনে সাত হাজার।",
            ["2025-01-15T11:00"],
        ),
    ],
)
def test_hours_of_one_day(text: str, wanted: list[str]) -> None:
    assert [value for _, value in seen(text)] == wanted


def test_a_verb_before_the_hour_may_say_that_it_used_to_be() -> None:
    assert seen("আগে মেলা শুরু হত সকাল ৯টায়।") == [("SET", "XXXX-XX-XXT09:00")]


def test_a_time_of_work_that_stands_alone() -> None:
    assert seen("এখন শুনানির সময় সকাল সাড়ে ১০টা।") == [("SET", "XXXX-XX-XXT10:30")]


@pytest.mark.parametrize("text", ["টার্মিনালের কাউন্টার খোলে ভোর ৫টায়।", "কারওয়ান বাজারের হাট ভাঙে ভোর ৫টায়।"])
def test_what_opens_or_shuts_at_an_hour(text: str) -> None:
    assert seen(text) == [("SET", "XXXX-XX-XXT05:00")]


def test_daily_may_stand_behind_the_hour() -> None:
    assert seen("ভোর ৪টা থেকে লাইন দিচ্ছেন রোজ।")[0] == ("SET", "XXXX-XX-XXT04:00")


def test_the_same_hour_of_what_happened_is_of_one_day() -> None:
    text = "দুপুর ২টায় তিনি ফিরে গেলেন। ব্যাংকে লেনদেন চলে সকাল ১০টা থেকে দুপুর ২টা।"
    assert seen(text)[0] == ("TIME", "2025-01-14T14:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("সোমবার বাদে রোজ মেলা বসে।", "XXXX-WXX-1"),
        ("বৃহস্পতিবার ছাড়া সপ্তাহের ছয় দিনই ট্রেন মেলে।", "XXXX-WXX-4"),
        ("সোমবার বাদে শাখাগুলি খোলা থাকবে।", "2025-01-20"),
        ("দিনে হতো ১২০টি দলিল, সোমবার হয়েছে ৩৮টি।", "2025-01-13"),
    ],
)
def test_the_day_but_for_which_every_day_is_so(text: str, value: str) -> None:
    assert value in [found for _, found in seen(text)]
