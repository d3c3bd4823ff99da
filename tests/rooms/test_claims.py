"""The best claim for every slot, by rule."""

import pytest

from bibhrat.claims import keep
from rooms.house import claimed

LEAD = "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।"


def test_nothing_digital_failed() -> None:
    assert claimed("সড়ক বন্ধ থাকায় ভোগান্তিতে যাত্রীরা।") == []


def test_the_winning_times() -> None:
    (news,) = claimed(f"{LEAD} ৯০ মিনিট পর রাত সাড়ে ১০টায় আবার সচল হয়।")
    assert news.start is not None
    assert news.end is not None
    assert news.duration is not None
    assert news.start.mention.value.value == "2024-03-05T21:00"
    assert news.end.mention.value.value == "2024-03-05T22:30"
    assert news.duration.mention.value.value in ("PT90M", "PT1H30M")


def test_an_end_before_its_start_gives_way() -> None:
    (news,) = claimed(f"{LEAD} মঙ্গলবার সকাল ৮টায় ফেসবুক সচল ছিল।")
    assert news.start is not None
    assert news.end is None or news.end.mention.value.value != "2024-03-05T08:00"


def test_a_clock_time_refines_the_night_it_lies_in() -> None:
    (news,) = claimed("মঙ্গলবার রাতে ফেসবুক অচল হয়ে পড়ে।\nরাত ৯টার দিকে ফেসবুক অচল হয়।")
    assert news.start is not None
    assert news.start.mention.value.value == "2024-03-05T21:00"


@pytest.mark.xfail(strict=True, reason="a later clock time beats the night that it began in")
def test_still_down_the_next_morning_is_no_start() -> None:
    (news,) = claimed("মঙ্গলবার রাতে ফেসবুক অচল হয়ে পড়ে। বুধবার সকাল ৮টায়ও ফেসবুক অচল ছিল।")
    assert news.start is not None
    assert news.start.mention.value.value == "2024-03-05TNI"


def test_what_works_on_is_not_affected() -> None:
    (news,) = claimed(f"{LEAD} তবে হোয়াটসঅ্যাপ সচল ছিল।")
    assert set(news.affected) == {"facebook"}
    assert set(news.others) == {"whatsapp"}


def test_a_generic_noun_beside_a_named_service_is_no_second_loss() -> None:
    (news,) = claimed(f"{LEAD} এ সময় ইন্টারনেট ব্যবহারে সমস্যা হয়।")
    assert set(news.affected) == {"facebook"}


def test_mobile_internet_covers_internet() -> None:
    (news,) = claimed("মোবাইল ইন্টারনেট বন্ধ।\nঢাকায় ইন্টারনেট বন্ধ।", title="মোবাইল ইন্টারনেট ও ইন্টারনেট বন্ধ")
    assert set(news.affected) == {"mobile-internet"}


def test_a_generic_noun_alone_is_what_failed() -> None:
    (news,) = claimed("সারা দেশে ইন্টারনেট বন্ধ।")
    assert set(news.affected) == {"internet"}


def test_a_company_stands_for_its_service_where_no_service_is_named() -> None:
    (news,) = claimed("মঙ্গলবার রাত ৯টায় মাইক্রোসফট অচল হয়ে পড়ে।")
    assert set(news.affected) == {"microsoft"}


def test_an_earlier_event_with_a_time_of_its_own_is_kept() -> None:
    past = "২০২১ সালের ৪ অক্টোবর ইনস্টাগ্রাম ও হোয়াটসঅ্যাপ বন্ধ হয়ে যায়।"
    news, earlier = claimed(f"{LEAD}\n{past}", title="ফেসবুক ডাউন")
    assert set(news.affected) == {"facebook"}
    assert set(earlier.affected) == {"instagram", "whatsapp"}
    assert earlier.start is not None
    assert earlier.start.mention.value.value == "2021-10-04"


def test_an_earlier_event_that_names_no_service_is_about_the_same_one() -> None:
    past = "এর আগে ২০২১ সালের ৪ অক্টোবর এমন বিভ্রাট দেখা দেয়।"
    news, earlier = claimed(f"{LEAD}\n{past}", title="ফেসবুক ডাউন")
    assert set(earlier.affected) == set(news.affected) == {"facebook"}


def test_the_loss_told_before_its_return_is_one_event() -> None:
    text = "মঙ্গলবার রাত ১১টায় ফেসবুক সচল হয়েছে।\nএর আগে মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।"
    (news,) = claimed(text, title="ফেসবুক সচল")
    assert news.start is not None
    assert news.end is not None
    assert news.start.mention.value.value == "2024-03-05T21:00"
    assert news.end.mention.value.value == "2024-03-05T23:00"


@pytest.mark.parametrize("text", ["সমস্যা হলে হোয়াটসঅ্যাপে জানান।", "ফেসবুকে কোনো সমস্যা নেই।"])
def test_conditions_and_denials_claim_nothing(text: str) -> None:
    assert claimed(text) == []


def test_a_loss_told_months_later_behind_its_return_is_one_event() -> None:
    text = "২০২৪ সালের ৬ মার্চ রাত ১টায় ফেসবুক সচল হয়।\nএর আগে ২০২৪ সালের ৫ মার্চ রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।"
    (news,) = claimed(text, title="ফেসবুক যেদিন সচল হলো", published_at="2024-09-10T10:00")
    assert news.start is not None
    assert news.start.mention.value.value == "2024-03-05T21:00"


def test_hours_ago_is_no_length() -> None:
    (news,) = claimed("তিন ঘণ্টা আগে ফেসবুক অচল হয়ে পড়ে।")
    assert news.duration is None


def test_hours_within_which_it_shall_be_mended_are_no_length() -> None:
    (news,) = claimed("ফেসবুক অচল হয়ে পড়েছে, তিন ঘণ্টার মধ্যে সচল করার আশ্বাস দিয়েছে মেটা।")
    assert news.duration is None


WHOLE = f"{LEAD} ৯০ মিনিট পর রাত সাড়ে ১০টায় আবার সচল হয়।"


@pytest.mark.parametrize(
    "again",
    [
        WHOLE,
        LEAD,
        "মঙ্গলবার ফেসবুক অচল হয়ে পড়ে।",  # the day holds the hour
        "ফেসবুক ৯০ মিনিট অচল ছিল।",
    ],
)
def test_an_earlier_event_that_tells_the_news_again_is_none(again: str) -> None:
    (news,), (told,) = claimed(WHOLE), claimed(again)
    assert keep([news, told]) == [news]


@pytest.mark.parametrize(
    "other",
    [
        "সোমবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।",
        "মঙ্গলবার রাত ৯টায় ইউটিউব অচল হয়ে পড়ে।",
        f"{LEAD} রাত ১১টায় আবার সচল হয়।",
        "ফেসবুক ছয় ঘণ্টা অচল ছিল।",
    ],
)
def test_an_earlier_event_with_another_time_or_service_is_kept(other: str) -> None:
    (news,), (told,) = claimed(WHOLE), claimed(other)
    assert keep([news, told]) == [news, told]
