"""Which events told as background are events of their own, and which only date the news."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bibhrat.claims import Claims, keep
from rooms.house import claimed

PUBLISHED = datetime(2024, 3, 6, 10, tzinfo=ZoneInfo("Asia/Dhaka"))


def news(text: str) -> Claims:
    (found,) = claimed(text)
    found.published = PUBLISHED
    return found


def told(text: str, published_at: str = "2024-03-06T10:00") -> Claims:
    (found,) = claimed(text, published_at=published_at)
    found.event = type(found.event)(primary=False, tellings=found.event.tellings)
    return found


def test_a_later_hour_of_the_same_day_is_the_news_again() -> None:
    first = news("মঙ্গলবার সকাল ৯টায় ফেসবুক অচল হয়ে পড়ে।")
    assert keep([first, told("মঙ্গলবার রাত ৮টায় ফেসবুক অচল ছিল।")]) == [first]


def test_a_later_hour_of_another_service_is_an_event() -> None:
    first = news("মঙ্গলবার সকাল ৯টায় ফেসবুক অচল হয়ে পড়ে।")
    second = told("মঙ্গলবার রাত ৮টায় ইউটিউব অচল হয়ে পড়ে।")
    assert keep([first, second]) == [first, second]


def test_a_day_before_the_news_is_an_event() -> None:
    first = news("মঙ্গলবার সকাল ৯টায় ফেসবুক অচল হয়ে পড়ে।")
    second = told("৩ মার্চ রাত ৮টায় ফেসবুক অচল হয়ে পড়ে।")
    assert keep([first, second]) == [first, second]


def test_a_second_window_that_is_still_to_come_is_an_event() -> None:
    first = news("৮ মার্চ রাত ২টা থেকে ভোর ৫টা পর্যন্ত সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।")
    second = told("৯ মার্চ রাত ২টা থেকে ভোর ৫টা পর্যন্ত সোনালী ব্যাংকের অ্যাপ বন্ধ থাকবে।")
    assert keep([first, second]) == [first, second]


@pytest.mark.parametrize("vague", ["২০২৩ সালে ফেসবুক অচল ছিল।", "২০২৩ সালের মে মাসে ফেসবুক অচল ছিল।"])
def test_the_month_of_an_event_that_is_told_exactly_is_no_third(vague: str) -> None:
    first = news("মঙ্গলবার সকাল ৯টায় ফেসবুক অচল হয়ে পড়ে।")
    then = "2023-05-20T10:00"
    exact = told("৪ মে ২০২৩ রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।", then)
    assert keep([first, exact, told(vague, then)]) == [first, exact]
