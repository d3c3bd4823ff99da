"""What a clause tells: a loss, a return, or neither."""

import pytest

from bibhrat.tellings import Telling
from rooms.house import tellings


def one(text: str) -> Telling:
    (telling,) = tellings(text)
    return telling


@pytest.mark.parametrize(
    "text",
    [
        "ফেসবুক ডাউন।",
        "ফেসবুক অচল হয়ে পড়ে।",
        "মেসেঞ্জারে ঢোকা যাচ্ছে না।",
        "ফেসবুকে ঢুকতে পারছেন না ব্যবহারকারীরা।",
        "ইন্টারনেট বন্ধ।",
        "ইন্টারনেটের গতি ধীর হয়ে গেছে।",
        "ওয়েবসাইট খুলছে না।",
        "ব্যাংকের সার্ভারে সমস্যা।",
        "টাওয়ার বিকল হয়ে গেছে।",
    ],
)
def test_a_loss(text: str) -> None:
    assert one(text).fails


@pytest.mark.parametrize(
    "text",
    ["সেতু বন্ধ।", "যানজটে ভোগান্তি।", "রাস্তায় সমস্যা।", "ফেসবুকে ছবি দেন তিনি।", "স্কুল বন্ধ ছিল।"],
)
def test_no_loss_of_anything_digital(text: str) -> None:
    assert not one(text).fails


@pytest.mark.parametrize(
    "text", ["ফেসবুক আবার সচল হয়েছে।", "সেবা স্বাভাবিক হয়।", "সমস্যার সমাধান হয়েছে।", "ইন্টারনেট ফিরেছে।"]
)
def test_a_return(text: str) -> None:
    assert one(text).returns


@pytest.mark.parametrize(
    "text",
    [
        "ফেসবুক এখনো সচল হয়নি।",
        "সেবা স্বাভাবিক করা যায়নি।",
        "ইন্টারনেট চালু হবে।",
        "ইন্টারনেট চালু হলে জানানো হবে।",
        "সমাধানের চেষ্টা চলছে।",
        "সংযোগ ফেরেনি।",
    ],
)
def test_no_return(text: str) -> None:
    assert not one(text).returns


@pytest.mark.parametrize("text", ["সেবা সচল হয়নি।", "সেবা স্বাভাবিক করা যায়নি।", "নেটওয়ার্ক চালু নেই।"])
def test_a_denied_return(text: str) -> None:
    assert one(text).denies("restoration")


@pytest.mark.parametrize("text", ["মেসেঞ্জারে সমস্যা নেই।", "মেসেঞ্জারে সমস্যা হয়নি।", "সেবা বন্ধ হয়নি।"])
def test_a_denied_loss(text: str) -> None:
    assert one(text).denies("outage")


def test_a_negation_of_something_else_denies_nothing() -> None:
    telling = one("ফেসবুক অচল হয়ে পড়ায় অনেকেই বার্তা পড়তে পারেননি।")
    assert not telling.denies("outage")
    assert telling.fails


@pytest.mark.parametrize("text", ["সমস্যা হলে হটলাইনে ফোন করুন।", "ফেসবুক বন্ধ হলে কী করবেন"])
def test_a_condition_tells_no_loss(text: str) -> None:
    assert not one(text).fails


def test_a_condition_with_a_time_is_told() -> None:
    assert one("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হলে ভোগান্তি শুরু হয়।").fails


def test_a_link_tells_nothing() -> None:
    found = tellings("সেবা আছে।\nআরও পড়ুন\nইউটিউব অচল", title="খবর")
    assert not any(telling.fails or telling.returns for telling in found)


def test_mentions_go_to_the_clause_they_stand_in() -> None:
    first, second = tellings("ফেসবুক সচল থাকলেও মেসেঞ্জার বন্ধ।")
    assert [m.value.id for m in first.services] == ["facebook"]
    assert [m.value.id for m in second.services] == ["messenger"]


def test_times_and_places_go_to_the_clause_they_stand_in() -> None:
    first, second = tellings("ঢাকায় রাত ৯টায় ফেসবুক অচল। সিলেটে ১০টায় সচল হয়।")
    assert [place.value for place in (*first.places, *second.places)] == ["BD:ঢাকা", "BD:সিলেট"]
    assert [len(first.times), len(second.times)] == [1, 1]


def test_has_and_all_ask_for_kinds() -> None:
    telling = one("কারিগরি ত্রুটির কারণে ফেসবুক অচল।")
    assert telling.has("cause", "shutdown")
    assert not telling.has("shutdown")
    assert [cue.value.value for cue in telling.all("cause")] == ["technical_fault"]
    assert telling.all("shutdown") == []


@pytest.mark.parametrize("text", ["হোয়াটসঅ্যাপে বার্তা যাচ্ছে না।", "হোয়াটসঅ্যাপে কল যাচ্ছে না।"])
def test_a_symptom_with_its_inability_is_a_loss(text: str) -> None:
    assert one(text).fails


@pytest.mark.xfail(strict=True, reason="any inability beside a service is a loss")
def test_an_unexplained_cause_is_no_loss() -> None:
    assert not one("ফেসবুক কেন এমন করেছে, জানা যায়নি।").fails


def test_work_that_stops_is_no_outage() -> None:
    assert not one("সেতুর কাজ বন্ধ।").fails
