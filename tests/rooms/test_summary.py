"""The one-line summaries, read as a reader would."""

import pytest

from bibhrat import summary
from bibhrat.summary import bangla, clock_bn, digits_bn, english

DAY = "2024-03-05"


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("00:00", "রাত ১২টা"),
        ("00:30", "রাত সাড়ে ১২টা"),
        ("01:30", "রাত দেড়টা"),
        ("02:30", "রাত আড়াইটা"),
        ("04:00", "ভোর ৪টা"),
        ("05:15", "ভোর ৫টা ১৫ মিনিট"),
        ("06:00", "সকাল ৬টা"),
        ("11:59", "সকাল ১১টা ৫৯ মিনিট"),
        ("12:00", "দুপুর ১২টা"),
        ("13:30", "দুপুর দেড়টা"),
        ("14:30", "দুপুর আড়াইটা"),
        ("15:00", "বিকেল ৩টা"),
        ("17:30", "বিকেল সাড়ে ৫টা"),
        ("18:00", "সন্ধ্যা ৬টা"),
        ("19:45", "সন্ধ্যা ৭টা ৪৫ মিনিট"),
        ("20:00", "রাত ৮টা"),
        ("23:30", "রাত সাড়ে ১১টা"),
    ],
)
def test_a_clock_time_as_one_says_it(clock: str, said: str) -> None:
    assert clock_bn(clock) == said


@pytest.mark.parametrize(
    ("part", "en", "bn"),
    [
        ("TDW", "early morning", "ভোরে"),
        ("TMO", "morning", "সকালে"),
        ("TMI", "midday", "দুপুরে"),
        ("TAF", "afternoon", "বিকেলে"),
        ("TEV", "evening", "সন্ধ্যায়"),
        ("TNI", "night", "রাতে"),
    ],
)
def test_every_part_of_the_day(part: str, en: str, bn: str) -> None:
    value = f"{DAY}{part}"
    assert english("outage", ["X"], value, None, "Asia/Dhaka") == (
        f"X outage, 5 March 2024, {en} (Asia/Dhaka)"
    )
    assert bangla("outage", ["এক্স"], value, None) == f"এক্স: বিভ্রাট, ৫ মার্চ ২০২৪ {bn}"


@pytest.mark.parametrize(
    ("kind", "en", "bn"),
    [
        ("outage", "outage", "বিভ্রাট"),
        ("degradation", "degradation", "সেবায় বিঘ্ন"),
        ("shutdown", "shutdown by order", "নির্দেশে বন্ধ"),
        ("maintenance", "maintenance", "রক্ষণাবেক্ষণ"),
    ],
)
def test_every_type(kind: str, en: str, bn: str) -> None:
    assert english(kind, ["X"], None, None, "Asia/Dhaka") == f"X {en}"
    assert bangla(kind, ["এক্স"], None, None) == f"এক্স: {bn}"


@pytest.mark.parametrize(
    ("start", "end", "en", "bn"),
    [
        (f"{DAY}T21:00", f"{DAY}T22:30", "5 March 2024 21:00–22:30", "রাত ৯টা থেকে রাত সাড়ে ১০টা পর্যন্ত"),
        (
            f"{DAY}T23:00",
            "2024-03-06T01:00",
            "5 March 2024 23:00 – 6 March 2024 01:00",
            "রাত ১১টা থেকে ৬ মার্চ ২০২৪ রাত ১টা পর্যন্ত",
        ),
        (f"{DAY}T21:00", None, "from 5 March 2024 21:00", "রাত ৯টা থেকে"),
    ],
)
def test_from_and_to(start: str, end: str | None, en: str, bn: str) -> None:
    assert english("outage", ["X"], start, end, "Asia/Dhaka") == f"X outage, {en} (Asia/Dhaka)"
    assert bangla("outage", ["এক্স"], start, end) == f"এক্স: বিভ্রাট, ৫ মার্চ ২০২৪ {bn}"


def test_an_end_alone() -> None:
    end = f"{DAY}T22:30"
    assert english("outage", ["X"], None, end, "Asia/Dhaka") == (
        "X outage, until 5 March 2024 22:30 (Asia/Dhaka)"
    )
    assert bangla("outage", ["এক্স"], None, end) == ("এক্স: বিভ্রাট, ৫ মার্চ ২০২৪ রাত সাড়ে ১০টা পর্যন্ত")


@pytest.mark.parametrize(
    ("value", "en", "bn"),
    [
        (DAY, "5 March 2024", "৫ মার্চ ২০২৪"),
        ("2024-03", "March 2024", "মার্চ ২০২৪"),
        ("2024", "2024", "২০২৪"),
    ],
)
def test_coarse_values(value: str, en: str, bn: str) -> None:
    assert english("outage", ["X"], value, None, "Asia/Dhaka") == f"X outage, {en} (Asia/Dhaka)"
    assert bangla("outage", ["এক্স"], value, None) == f"এক্স: বিভ্রাট, {bn}"


@pytest.mark.parametrize(
    ("names", "en", "bn"),
    [
        (["A", "B"], "A and B", "A ও B"),
        (["A", "B", "C"], "A, B and C", "A, B ও C"),
        (["A", "B", "C", "D"], "A, B, C and D", "A, B, C ও D"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 more:", "A, B, C ও আরও ২টি"),
    ],
)
def test_more_than_four_services_are_counted(names: list[str], en: str, bn: str) -> None:
    assert english("outage", names, None, None, "Asia/Dhaka") == f"{en} outage"
    assert bangla("outage", names, None, None) == f"{bn}: বিভ্রাট"


def test_a_record_without_a_service_still_has_a_summary() -> None:
    assert english("outage", [], None, None, "Asia/Dhaka") == "Outage"
    assert bangla("outage", [], "2024-10-08", None) == "বিভ্রাট, ৮ অক্টোবর ২০২৪"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_named_in_both_languages(month: int) -> None:
    value = f"2024-{month:02d}-09"
    assert english("outage", ["X"], value, None, "Z") != english("outage", ["X"], DAY, None, "Z")
    assert "৯ " in bangla("outage", ["এক্স"], value, None)
    assert "-" not in bangla("outage", ["এক্স"], value, None)


def test_digits() -> None:
    assert digits_bn("2024 at 09:15") == "২০২৪ at ০৯:১৫"


@pytest.mark.parametrize(
    ("start", "end", "bangla", "english"),
    [
        # No locative before থেকে or পর্যন্ত; alone it has its own.
        ("2024-03-05TNI", None, "৫ মার্চ ২০২৪ রাতে", "5 March 2024, night"),
        (None, "2024-03-05TNI", "৫ মার্চ ২০২৪ রাত পর্যন্ত", "until 5 March 2024, night"),
        (
            "2024-03-05TEV",
            "2024-03-06TMO",
            "৫ মার্চ ২০২৪ সন্ধ্যা থেকে ৬ মার্চ ২০২৪ সকাল পর্যন্ত",
            "5 March 2024, evening – 6 March 2024, morning",
        ),
        # The day that holds the end is not where it began.
        (
            "2024-03-05",
            "2024-03-05T13:50",
            "৫ মার্চ ২০২৪, দুপুর ১টা ৫০ মিনিট পর্যন্ত",
            "5 March 2024, until 13:50",
        ),
        ("2024-W10", None, "৪ মার্চ ২০২৪ থেকে শুরু সপ্তাহ", "week of 4 March 2024"),
        ("2024-Q2", None, "এপ্রিল–জুন ২০২৪", "April–June 2024"),
    ],
)
def test_times_as_one_says_them(
    start: str | None, end: str | None, bangla: str, english: str
) -> None:
    assert summary.bangla("outage", ["ফেসবুক"], start, end) == f"ফেসবুক: বিভ্রাট, {bangla}"
    told = summary.english("outage", ["Facebook"], start, end, "Asia/Dhaka")
    assert told == f"Facebook outage, {english} (Asia/Dhaka)"


def test_of_many_names_the_rest_is_counted_in_the_readers_language() -> None:
    assert summary.bangla("outage", list("কখগঘঙ"), None, None) == "ক, খ, গ ও আরও ২টি: বিভ্রাট"
    english = summary.english("outage", list("ABCDE"), None, None, "Asia/Dhaka")
    assert english == "A, B, C and 2 more: outage"


def test_an_english_summary_begins_with_a_capital() -> None:
    assert summary.english("outage", ["mobile internet"], None, None, "Asia/Dhaka") == (
        "Mobile internet outage"
    )
