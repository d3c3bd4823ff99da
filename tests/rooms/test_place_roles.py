"""Where it failed: places that are its reach, and places that are only named."""

import pytest

from bibhrat import place_roles
from bibhrat.story import Story
from rooms import made
from rooms.house import by_rules, events


def scope(text: str) -> list[str]:
    return [place for place, _ in place_roles.by_rules(events(text)[0].tellings)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("বিশ্বজুড়ে ফেসবুক অচল।", ["global"]),
        ("বাংলাদেশসহ বিশ্বজুড়ে ফেসবুক অচল।", ["global"]),
        ("ভারতে ফেসবুক অচল।", ["IN"]),
        ("ঢাকায় ইন্টারনেট বন্ধ।", ["BD:ঢাকা"]),
        ("বাংলাদেশের ঢাকায় ইন্টারনেট বন্ধ।", ["BD:ঢাকা"]),
        ("ঢাকা ও সিলেটে ইন্টারনেট বন্ধ।", ["BD:ঢাকা", "BD:সিলেট"]),
        ("ফেসবুক অচল। ঢাকায় আজ বৃষ্টি।", []),
    ],
)
def test_scope(text: str, places: list[str]) -> None:
    assert scope(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "ঢাকা, ৬ মার্চ – ফেসবুক অচল হয়ে পড়েছে।",
        "নিজস্ব সংবাদদাতা, শিলিগুড়ি: ফেসবুক অচল হয়ে পড়েছে।",
        "বগুড়া অফিস\nফেসবুক অচল হয়ে পড়েছে।",
        "কুমিল্লা প্রতিনিধি: ফেসবুক অচল হয়ে পড়েছে।",
    ],
)
def test_a_dateline_is_no_reach(text: str) -> None:
    assert scope(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "চট্টগ্রাম স্টক এক্সচেঞ্জের লেনদেন অচল।",
        "রাজশাহী বিশ্ববিদ্যালয়ের ওয়েবসাইট অচল।",
        "ইন্টারনেট বন্ধ, কক্সবাজার ল্যান্ডিং স্টেশনে কাজ চলছে।",
    ],
)
def test_the_name_of_an_institution_is_no_reach(text: str) -> None:
    assert scope(text) == []


def test_the_home_of_one_person_is_no_reach() -> None:
    assert scope("যশোরের এক শিক্ষার্থী জানান, ইন্টারনেট বন্ধ থাকায় ক্লাস করতে পারেননি।") == []


@pytest.mark.parametrize(
    "text",
    [
        "ফেসবুক অচল, তবে ভারতে কোনো সমস্যা হয়নি।",
        "ইন্টারনেট বন্ধ, কিন্তু সিলেটে সেবা স্বাভাবিক রয়েছে।",
    ],
)
def test_a_spared_place_is_no_reach(text: str) -> None:
    assert scope(text) == []


def test_a_place_in_no_list_is_known_by_its_kind() -> None:
    assert scope("কুসুমপুর উপজেলায় মোবাইল নেটওয়ার্ক বন্ধ।") == ["BD:কুসুমপুর"]
    assert scope("পাঁচ উপজেলায় মোবাইল নেটওয়ার্ক বন্ধ।") == []


def test_the_country_of_a_story_from_abroad_is_the_one_it_is_about() -> None:
    assert scope("আফগানিস্তানে ইন্টারনেট বন্ধ। দেশজুড়ে মোবাইল নেটওয়ার্ক অচল।") == ["AF"]


def test_to_recognise_is_not_china() -> None:
    assert scope("অ্যাপটি ব্যবহারকারীকে চিনতে পারছে না, লগইন অচল।") == []


def default(text: str) -> list[str]:
    return [place.id for place in by_rules(text)[0].scope]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল।", []),
        ("মঙ্গলবার রাত ৯টা থেকে সোনালী ব্যাংকের অ্যাপ অচল।", ["BD"]),
        ("মঙ্গলবার রাত ৯টা থেকে মোবাইল ইন্টারনেট বন্ধ।", ["BD"]),
        ("মঙ্গলবার রাত ৯টা থেকে সি-মি-উই-৫ কেবল বিচ্ছিন্ন।", ["BD"]),
    ],
)
def test_no_place_told_is_the_country_of_the_service(text: str, places: list[str]) -> None:
    assert default(text) == places


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ({"BD": 0.4}, []),
        ({"BD": 0.8, "BD:ঢাকা": 0.6}, ["BD"]),
        ({"BD": 0.5, "BD:ঢাকা": 0.9, "BD:সিলেট": 0.6}, ["BD:ঢাকা", "BD:সিলেট"]),
        ({"global": 0.7, "IN": 0.8}, ["global"]),
        ({"global": 0.5, "IN": 0.9}, ["IN"]),
        ({"BD": 0.9, "IN:কলকাতা": 0.8}, ["BD", "IN:কলকাতা"]),
    ],
)
def test_the_likelier_of_a_whole_and_its_parts(chances: dict[str, float], kept: list[str]) -> None:
    assert place_roles.reach(chances, 0.45) == kept


def test_places_in_one_list_are_asked_together() -> None:
    told = events("ঢাকা, সিলেট ও খুলনায় ইন্টারনেট বন্ধ, আর বরিশালে ধীর।")
    groups = place_roles.joined(Story.of(told, None))
    assert [[place.value for _, place in group] for group in groups] == [
        ["BD:ঢাকা", "BD:সিলেট", "BD:খুলনা"],
        ["BD:বরিশাল"],
    ]


def test_whose_a_failed_service_is() -> None:
    votes = [made.service("facebook", {}).service_vote("affected")]
    assert place_roles.owners([votes], "BD") == ["nowhere"]
    assert place_roles.country_of_services([votes], "BD") is None


def test_two_districts_told_in_one_breath_are_two() -> None:
    both = ["IN:উত্তর ২৪ পরগনা", "IN:দক্ষিণ ২৪ পরগনা"]
    assert scope("উত্তর ও দক্ষিণ ২৪ পরগনায় ইন্টারনেট বন্ধ।") == both


def test_an_airport_is_where_it_stands() -> None:
    assert scope("শাহজালাল আন্তর্জাতিক বিমানবন্দরে ইন্টারনেট বন্ধ।") == ["BD:ঢাকা"]
    assert scope("চট্টগ্রাম বিমানবন্দরে ইন্টারনেট বন্ধ।") == ["BD:চট্টগ্রাম"]
