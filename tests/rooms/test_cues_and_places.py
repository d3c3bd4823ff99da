"""Cues and places of a text."""

import pytest

from bibhrat import cues, places
from bibhrat.matcher import skeleton
from bibhrat.text import fold


def kinds(text: str) -> set[tuple[str, str]]:
    found = cues.find(skeleton(fold(text).text))
    return {(m.value.kind, m.value.value) for m in found}


def where(text: str, tz: str = "Asia/Dhaka") -> list[str]:
    return [m.value for m in places.find(skeleton(fold(text).text), tz)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ফেসবুক ডাউন", "outage", "strong"),
        ("বিভ্রাটের পর", "outage", "strong"),
        ("সেবা বন্ধ", "outage", "weak"),
        ("ধীরগতিতে চলছে", "degradation", ""),
        ("আবার সচল", "restoration", ""),
        ("রক্ষণাবেক্ষণের জন্য", "maintenance", ""),
        ("ইন্টারনেট শাটডাউন", "shutdown", ""),
        ("কেবল কাটা পড়ায়", "cause", "cable_cut"),
        ("লোডশেডিংয়ে", "cause", "power_failure"),
        ("সাইবার হামলায়", "cause", "cyberattack"),
        ("আপনাআপনি লগআউট হয়ে যায়", "symptom", "forced_logout"),
        ("লগইন করা যাচ্ছে না", "symptom", "login_failure"),
        ("এর আগে", "background", ""),
        ("অভিযোগ করেছেন", "report", "users"),
    ],
)
def test_what_a_word_says(text: str, kind: str, value: str) -> None:
    assert (kind, value) in kinds(text)


@pytest.mark.parametrize("text", ["বন্ধু এসেছেন", "বন্ধন অটুট", "ডাউনলোড করুন", "বিকলাঙ্গ", "সচলায়তন"])
def test_a_longer_word_is_no_cue(text: str) -> None:
    assert not {kind for kind, _ in kinds(text)} & {"outage", "restoration"}


def test_the_longest_phrase_of_a_kind_wins() -> None:
    found = cues.find(skeleton(fold("সাইবার হামলা ও কারিগরি ত্রুটি").text))
    assert [m.value.value for m in found if m.value.kind == "cause"] == [
        "cyberattack",
        "technical_fault",
    ]


def test_cues_come_in_reading_order() -> None:
    starts = [m.start for m in cues.find(skeleton("ফেসবুক অচল, পরে সচল, আবার বন্ধ"))]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("বিশ্বজুড়ে ফেসবুক অচল", "global"),
        ("যুক্তরাষ্ট্রে ফেসবুক অচল", "US"),
        ("মিয়ানমারে ইন্টারনেট বন্ধ", "MM"),
        ("ঢাকায় ইন্টারনেট নেই", "BD:ঢাকা"),
        ("কক্সবাজারের টেকনাফে", "BD:কক্সবাজার"),
        ("মণিপুরে ইন্টারনেট বন্ধ", "IN:মণিপুর"),
        ("মনিপুরে ইন্টারনেট বন্ধ", "IN:মণিপুর"),
    ],
)
def test_a_place(text: str, place: str) -> None:
    assert where(text)[0] == place


@pytest.mark.parametrize(("tz", "code"), [("Asia/Dhaka", "BD"), ("Asia/Kolkata", "IN")])
@pytest.mark.parametrize("text", ["সারা দেশে সেবা বন্ধ", "সারাদেশে সেবা বন্ধ", "দেশজুড়ে সেবা বন্ধ"])
def test_the_whole_country_is_that_of_the_outlet(text: str, tz: str, code: str) -> None:
    assert where(text, tz) == [code]
    assert places.country_of(tz) == code


def test_the_whole_country_of_an_unknown_desk_is_nowhere() -> None:
    assert where("সারা দেশে সেবা বন্ধ", "Europe/London") == []
    assert places.country_of("Europe/London") is None


@pytest.mark.parametrize("text", ["ঢাকনা খোলা", "চিনি বন্ধ", "ভারতীয়রা", "ইরানি ছবি"])
def test_a_word_that_only_begins_like_a_place(text: str) -> None:
    assert where(text) == []


@pytest.mark.parametrize("text", ["পুনেতে সেবা বন্ধ", "পুনেয় সেবা বন্ধ"])
def test_a_city_with_a_vowel_at_its_end(text: str) -> None:
    assert where(text) == ["IN:পুনে"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("মুম্বাইয়ে বিভ্রাট", "IN:মুম্বই"),
        ("মালদায় বিভ্রাট", "IN:মালদহ"),
        ("কেরালায় বিভ্রাট", "IN:কেরল"),
    ],
)
def test_spellings_of_one_place_share_an_id(text: str, id_: str) -> None:
    assert where(text) == [id_]


@pytest.mark.parametrize(("one", "other"), [("কেরালায়", "কেরলে"), ("আসামে", "অসমে")])
def test_either_spelling_is_the_same_place(one: str, other: str) -> None:
    assert where(one) == where(other) != []


@pytest.mark.parametrize(
    ("text", "tz", "expected"),
    [
        ("লন্ডনে অ্যাপটি খুলছে না", "Asia/Dhaka", ["GB:লন্ডন"]),
        ("কসবায় ফোন নেই", "Asia/Dhaka", ["BD:কসবা"]),
        ("কসবায় ফোন নেই", "Asia/Kolkata", ["IN:কসবা"]),
        # a company's seat does not make its country the one that is told of
        ("সান ফ্রান্সিসকোর প্রতিষ্ঠানটির অ্যাপ সারা দেশে বন্ধ", "Asia/Dhaka", ["US:সান ফ্রান্সিসকো", "BD"]),
    ],
)
def test_a_town(text: str, tz: str, expected: list[str]) -> None:
    assert shaped(text, tz) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("রুমা, থানচি ও লামা উপজেলায় নেটওয়ার্ক নেই", ["BD:রুমা", "BD:থানচি", "BD:লামা"]),
        ("বাঘা ও চারঘাট উপজেলার সংযোগ", ["BD:বাঘা", "BD:চারঘাট"]),
        ("রাণীনগর, আত্রাই, পত্নীতলা ও বদলগাছীতে", ["BD:রাণীনগর", "BD:আত্রাই", "BD:পত্নীতলা", "BD:বদলগাছী"]),
        # one known place says nothing of what stands beside it
        ("সিলেট, রবি ও বাংলালিংকে", ["BD:সিলেট"]),
        ("পরপরই জেলায় ইন্টারনেট বন্ধ", []),
        ("তখনও জেলায় ইন্টারনেট বন্ধ", []),
    ],
)
def test_places_of_a_list(text: str, expected: list[str]) -> None:
    assert shaped(text) == expected


def shaped(text: str, tz: str = "Asia/Dhaka") -> list[str]:
    folded = fold(text).text
    return [m.value for m in places.find(skeleton(folded), tz, folded)]
