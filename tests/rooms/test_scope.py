"""Which event a clause belongs to: the news, or something earlier told beside it."""

import pytest

from bibhrat.scope import Event
from rooms.house import events

LEAD = "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।"


def texts(event: Event) -> str:
    return "".join(telling.text for telling in event.tellings)


def test_one_story_is_one_event() -> None:
    (news,) = events(f"{LEAD} রাত ১০টায় সেবা ফিরেছে।", title="ফেসবুক ডাউন")
    assert news.primary
    assert "ফিরেছে" in texts(news)


@pytest.mark.parametrize(
    "earlier",
    [
        "এর আগে ২০২১ সালের ৪ অক্টোবর ফেসবুক ছয় ঘণ্টা অচল ছিল।",
        "২০২১ সালের ৪ অক্টোবর ফেসবুক, ইনস্টাগ্রাম ও হোয়াটসঅ্যাপ বন্ধ হয়ে যায়।",
        "এর আগে গত বছরের ৫ মার্চ ফেসবুকে বিভ্রাট দেখা দেয়।",
    ],
)
def test_an_outage_of_years_ago_is_another_event(earlier: str) -> None:
    news, background = events(f"{LEAD}\n{earlier}", title="ফেসবুক ডাউন")
    assert (news.primary, background.primary) == (True, False)
    assert "2021" in texts(background) or "গত বছরের" in texts(background)
    assert "মঙ্গলবার" in texts(news)


def test_what_follows_an_earlier_event_belongs_to_it() -> None:
    past = "২০২১ সালের ৪ অক্টোবর ফেসবুক বন্ধ হয়ে যায়। তখন কর্মীরাও দপ্তরে ঢুকতে পারেননি।"
    _, background = events(f"{LEAD}\n{past}", title="ফেসবুক ডাউন")
    assert "কর্মীরাও" in texts(background)


def test_a_new_paragraph_is_news_again() -> None:
    past = "২০২১ সালের ৪ অক্টোবর ফেসবুক বন্ধ হয়ে যায়।"
    news, _ = events(f"{LEAD}\n{past}\nমেটা দুঃখ প্রকাশ করেছে।", title="ফেসবুক ডাউন")
    assert "দুঃখ" in texts(news)


@pytest.mark.parametrize("back", ["এবার মেটা চুপ।", "বর্তমানে মেটা চুপ।"])
def test_words_that_lead_back_to_the_news(back: str) -> None:
    past = "২০২১ সালের ৪ অক্টোবর ফেসবুক বন্ধ হয়ে যায়।"
    news, _ = events(f"{LEAD}\n{past} {back}", title="ফেসবুক ডাউন")
    assert "চুপ" in texts(news)


def test_links_belong_to_no_event() -> None:
    (news,) = events(f"{LEAD}\nআরও পড়ুন\nইউটিউব অচল", title="ফেসবুক ডাউন")
    assert "ইউটিউব" not in texts(news)


def test_a_shutdown_of_weeks_is_one_story() -> None:
    text = "গত ১৮ জুলাই বন্ধ হওয়া মোবাইল ইন্টারনেট আজ রোববার চালু হয়েছে।"
    found = events(text, title="চালু হলো মোবাইল ইন্টারনেট", published_at="2024-07-28T16:00")
    assert len(found) == 1


def test_without_a_publication_time_words_tell_the_background() -> None:
    past = "এর আগে ২০২১ সালের ৪ অক্টোবর ফেসবুক অচল হয়ে পড়েছিল।"
    text = f"৫ মার্চ ২০২৪ রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।\n{past}"
    found = events(text, title="ফেসবুক ডাউন", published_at=None)
    assert [event.primary for event in found] == [True, False]
