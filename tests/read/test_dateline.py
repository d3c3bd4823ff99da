"""Which line of a page is its dateline, and what it says."""

import pytest

from bibhrat.read import dateline

DHAKA, KOLKATA = "Asia/Dhaka", "Asia/Kolkata"


@pytest.mark.parametrize(
    ("line", "value", "says"),
    [
        ("প্রকাশ: ০৫ মার্চ ২০২৪, ২২: ১০", "2024-03-05T22:10", "published"),
        ("প্রকাশ : ০৫ মার্চ ২০২৪ | ২২:১০", "2024-03-05T22:10", "published"),
        ("প্রকাশিত: ১০:১০ পিএম, ০৫ মার্চ ২০২৪", "2024-03-05T22:10", "published"),
        ("প্রকাশকাল: ৫ মার্চ ২০২৪, রাত ১০টা ১০ মিনিট", "2024-03-05T22:10", "published"),
        ("প্রকাশের সময়: মঙ্গলবার, ৫ মার্চ, ২০২৪", "2024-03-05", "published"),
        ("পোস্ট: ০৫/০৩/২০২৪ ২২:১০", "2024-03-05T22:10", "published"),
        ("আপডেট: ২২১০ ঘণ্টা, মার্চ ৫, ২০২৪", "2024-03-05T22:10", "updated"),
        ("সর্বশেষ আপডেট : ০৫ মার্চ ২০২৪, ০৯:০০ এএম", "2024-03-05T09:00", "updated"),
        ("Published : 05 Mar 2024, 10:10 PM", "2024-03-05T22:10", "published"),
        ("মঙ্গলবার, মার্চ ৫, ২০২৪ ১০:১০ অপরাহ্ন", "2024-03-05T22:10", ""),
        ("প্রকাশ: ৫ মার্চ ২০২৪, ২২:১০ আপডেট: ৬ মার্চ ২০২৪, ০৮:০০", "2024-03-05T22:10", "published"),
        ("আপডেট: ৬ মার্চ ২০২৪, ০৮:০০ | প্রকাশ: ৫ মার্চ ২০২৪, ২২:১০", "2024-03-05T22:10", "published"),
        ("নিজস্ব প্রতিবেদক, ঢাকা ০৫ মার্চ ২০২৪, ২২:১০", "2024-03-05T22:10", ""),
        ("মঙ্গলবার, ৫ মার্চ ২০২৪, ২১ ফাল্গুন ১৪৩০, ২২:১০", "2024-03-05T22:10", ""),
    ],
)
def test_datelines(line: str, value: str, says: str) -> None:
    found = dateline.read_line(line, DHAKA)
    assert found is not None
    assert (found.value, found.says) == (value, says)


@pytest.mark.parametrize(
    "line",
    [
        "ঢাকা, মঙ্গলবার, ৫ মার্চ ২০২৪",  # today, in the page's head
        "ঢাকা, মঙ্গলবার, ৫ মার্চ ২০২৪, ২১ ফাল্গুন ১৪৩০",
        "২ ঘণ্টা আগে",
        "প্রকাশ: ৫ মার্চ, ২২:১০",  # no year: nothing is guessed
        "২০২৪ সালের ৫ মার্চ রাত ৯টা থেকে ফেসবুকে ঢুকতে পারছিলেন না ব্যবহারকারীরা",
        "ফল প্রকাশ হবে আগামী সপ্তাহে",
        "৫ মার্চ ২০২৪ থেকে ৬ মার্চ ২০২৪",
        "প্রকাশ: " + "০" * 200,
        "",
    ],
)
def test_what_is_none(line: str) -> None:
    assert dateline.read_line(line, DHAKA) is None


def test_publication_goes_before_update_and_both_before_a_bare_time() -> None:
    lines = ["আপডেট: ৬ মার্চ ২০২৪, ০৮:০০", "৭ মার্চ ২০২৪, ০৯:০০", "প্রকাশ: ৫ মার্চ ২০২৪, ২২:১০"]
    assert [dateline.find(part, DHAKA) for part in ([], ["ফেসবুক ডাউন"])] == [None, None]
    for count, value in ((1, "2024-03-06T08:00"), (2, "2024-03-07T09:00"), (3, "2024-03-05T22:10")):
        found = dateline.find(lines[:count], DHAKA)
        assert found is not None
        assert found.value == value


def test_the_outlets_own_word_wins() -> None:
    lines = ["প্রকাশিত: ৪ মার্চ ২০২৪, ১০:০০", "প্রকাশ: ৫ মার্চ ২০২৪, ২২:১০"]
    plain = dateline.find(lines, DHAKA)
    told = dateline.find(lines, DHAKA, "প্রকাশ: ০৫ মার্চ ২০২৪, ২২: ১০")
    assert plain is not None
    assert told is not None
    assert (plain.value, told.value) == ("2024-03-04T10:00", "2024-03-05T22:10")


def test_a_named_zone_is_taken_at_its_word() -> None:
    line = "Published: Mar 05 2024, 10:10 PM IST"
    values = [getattr(dateline.read_line(line, tz), "value", None) for tz in (KOLKATA, DHAKA)]
    assert values == ["2024-03-05T22:10", "2024-03-05T22:40"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("প্রকাশ : ০৫ মার্চ ২০২৪, ২২:১০", "2024-03-05T22:10"),
        ("Tue, 05 Mar 2024 22:10:00 +0600", "2024-03-05T22:10:00+06:00"),
        ("05 Mar 2024 22:10:00", "2024-03-05T22:10:00"),
        ("১২০৫ ঘণ্টা, মার্চ ৫, ২০২৪", "2024-03-05T12:05"),
        ("০০০৫ ঘন্টা, মার্চ ৫, ২০২৪", "2024-03-05T00:05"),
        ("2024-03-05T22:10", None),
        ("2024-03-05 22:10:00", None),
        ("৫ ঘণ্টা আগে", None),
        ("Tue, 99 Mar 2024 22:10:00 +0600", None),
    ],
)
def test_moment(text: str, value: str | None) -> None:
    assert dateline.moment(text, DHAKA) == value
