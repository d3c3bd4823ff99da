"""What the first line of an article says about the times in it."""

from datetime import datetime

from bibhrat.temporal import tag


def values(text: str, published_at: datetime) -> list[str]:
    return [t.value for t in tag(text, published_at=published_at)]


def test_a_headline_about_the_hours_of_ramadan() -> None:
    text = "রমজানে অফিসের সময়সূচি\nব্যাংক খোলা থাকবে বিকেল ৪টা অবধি। রোববার রাত ৯টায় সভা হয়।"
    assert values(text, datetime(2026, 2, 9, 12)) == ["XXXX-XX-XXT16:00", "2026-02-08T21:00"]


def test_a_headline_about_the_hours_of_courts() -> None:
    text = "রমজানে আদালতের নতুন সময়\nবিচারকাজ চলবে সকাল সাড়ে ৯টা থেকে বিকেল ৩টা পর্যন্ত।"
    assert values(text, datetime(2026, 2, 9, 12)) == ["XXXX-XX-XXT09:30", "XXXX-XX-XXT15:00"]


def test_ramadan_alone_keeps_no_hours() -> None:
    text = "রমজানে অচল অ্যাপ\nঅ্যাপটি বন্ধ থাকবে বিকেল ৪টা অবধি।"
    assert values(text, datetime(2026, 2, 9, 12)) == ["2026-02-09T16:00"]


def test_the_sentence_itself_may_say_it() -> None:
    text = "রমজানে অফিস বন্ধ থাকবে বিকেল ৪টা অবধি"
    assert values(text, datetime(2026, 2, 9, 12)) == ["XXXX-XX-XXT16:00"]


def test_who_told_it_is_none_of_the_news() -> None:
    text = "বৃহস্পতিবার বন্ধ গেম, জানাল সংস্থা\nকাল সকালে সার্ভার বন্ধ থাকবে।"
    assert values(text, datetime(2025, 1, 15, 19, 30)) == ["2025-01-16", "2025-01-16TMO"]


def test_the_same_words_in_the_text_are_past() -> None:
    text = "বন্ধ গেম\nবৃহস্পতিবার ছয় ঘণ্টা বন্ধ ছিল গেম, জানাল সংস্থা।"
    assert values(text, datetime(2025, 1, 15, 19, 30)) == ["2025-01-09", "PT6H"]


def test_the_text_has_the_year_of_a_headlines_date() -> None:
    text = "২৩ মার্চ নিয়ে বিতর্ক\nবক্তা বলেন, ১৯৯০ সালের ২৩ মার্চের আগে কেন্দ্রটি ছিল না।"
    assert values(text, datetime(2025, 12, 20, 12)) == ["1990-03-23", "1990-03-23"]


def test_hours_are_of_the_day_that_the_headline_is_about() -> None:
    text = (
        "৫ আগস্ট কী ঘটেছিল\n২০২৪ সালের ৫ আগস্ট ইন্টারনেট ছিল না।\n"
        "তিনি বলেন, দুপুর সাড়ে ১২টার দিকে তাঁকে জানানো হলো।"
    )
    wanted = ["2024-08-05", "2024-08-05", "2024-08-05T12:30"]
    assert values(text, datetime(2026, 2, 24, 12)) == wanted
