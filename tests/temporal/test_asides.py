"""The day that a story is at, around what is recalled, quoted or goes on into the morning."""

from datetime import datetime

from bibhrat.temporal import tag

_EVENING = datetime(2025, 1, 15, 21)


def values(text: str) -> list[str]:
    return [t.value for t in tag(text, published_at=_EVENING, tz="Asia/Kolkata")]


def test_what_is_recalled_lasts_as_long_as_the_pluperfect() -> None:
    text = (
        "মঙ্গলবার সন্ধ্যায় জেটিতে আগুন লাগে। রবিবার পাশের ঘাটেও আগুন লেগেছিল। দুপুরে সেটি নিভেছিল। "
        "রাত ৯টায় দমকল আসে।"
    )
    assert values(text) == ["2025-01-14TEV", "2025-01-12", "2025-01-12TMI", "2025-01-14T21:00"]


def test_the_day_before_in_quotes_moves_no_story() -> None:
    text = "মঙ্গলবার বিকেলে নৌকা ডোবে। মাঝি বলেন, ‘আগের দিন হাওয়া ছিল না।’ সন্ধ্যা ৬টায় ডুবুরি নামে।"
    assert values(text) == ["2025-01-14TAF", "2025-01-13", "2025-01-14T18:00"]


def test_a_story_goes_on_after_the_morning() -> None:
    text = "মঙ্গলবার রাতে হাতি গ্রামে ঢোকে। ভোরে পায়ের ছাপ দেখা যায়। দুপুরে আসেন বনকর্মীরা।"
    assert values(text) == ["2025-01-14TNI", "2025-01-15TDW", "2025-01-15TMI"]


def test_dates_go_on_in_the_year_to_come() -> None:
    text = "আগামী বছর ১৮ ফেব্রুয়ারি শুরু হচ্ছে মেলা। ২৭ ফেব্রুয়ারি মেলা শেষ হচ্ছে।"
    assert values(text) == ["2026-02-18", "2026-02-27"]


def test_this_day_with_its_weekday_is_the_publications() -> None:
    text = "২৪ জানুয়ারি ফল প্রকাশিত হবে। এদিন, বুধবার মন্ত্রী এ কথা লেখেন।"
    found = tag(text, published_at=_EVENING, tz="Asia/Kolkata")
    assert [(t.text, t.value) for t in found] == [
        ("২৪ জানুয়ারি", "2025-01-24"),
        ("এদিন, বুধবার", "2025-01-15"),
    ]
