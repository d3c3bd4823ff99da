"""Stations on and off the air: which names are stations, and what the bare word stands for."""

import pytest

from bibhrat.text import fold
from rooms.house import names


def told(text: str) -> list[tuple[str, str]]:
    """What is found in a text: ids and the characters they stand on."""
    folded = fold(text).text
    return [(m.value.id, folded[m.start : m.end]) for m in names(text)]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("যান্ত্রিক ত্রুটিতে কাশফুল টিভির সম্প্রচার বন্ধ।", "kashful-tv"),
        ("বজ্রপাতে চ্যানেল মেঘদূতের সম্প্রচার থেমে যায়।", "channel-meghdut"),
        ("চ্যানেল সাগরের সম্প্রচার বন্ধ।", "channel-sagar"),
        ("দুই দিন ধরে শোনা যাচ্ছে না? না, রেডিও পলাশ দুই দিন বন্ধ।", "radio-palash"),
        ("বিকল যশোর বেতার কেন্দ্রের একটি যন্ত্র", "jashore-betar-kendra"),
    ],
)
def test_a_station_that_no_catalogue_has_by_its_broadcast(text: str, id_: str) -> None:
    assert id_ in {key for key, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "কাশফুল টিভিকে মন্ত্রী বলেন, সেতু বন্ধ থাকবে।",  # a source
        "দোকানে স্মার্ট টিভির বিক্রি কমেছে।",
        "কমিউনিটি রেডিও নিয়ে কর্মশালা হয়েছে।",
        "বেসরকারি টেলিভিশনের সম্প্রচার নিয়ে আইন হচ্ছে।",
    ],
)
def test_no_station_without_a_name_and_a_broadcast(text: str) -> None:
    assert [key for key, _ in told(text) if key not in ("television", "ministry")] == []


def test_the_bare_word_is_the_one_station_that_is_off_the_air() -> None:
    found = told("কাশফুল টিভির সম্প্রচার ব্যাহত। রাত ৮টায় সম্প্রচার বন্ধ হয়।")
    assert [key for key, _ in found] == ["kashful-tv", "kashful-tv", "kashful-tv"]


def test_of_two_stations_the_bare_word_is_none() -> None:
    found = told("কাশফুল টিভির সম্প্রচার ও পলাশ টিভির সম্প্রচার বন্ধ।")
    assert [key for key, _ in found] == ["kashful-tv", "palash-tv"]


def test_a_known_station_is_a_service_only_where_its_broadcast_is_told() -> None:
    kinds = [m.value.kind for m in names("রাতে সময় টিভির সম্প্রচার বন্ধ ছিল।")]
    assert kinds[0] == "broadcaster"
    assert [m.value.kind for m in names("সময় টিভিকে তিনি জানান, সার্ভার ডাউন।")] == ["media"]


def test_a_station_has_its_endings() -> None:
    assert ("kashful-tv", "কাশফুল টিভির") in told("কাশফুল টিভির সম্প্রচার বন্ধ।")


def test_endings_of_a_headline() -> None:
    found = told("ফের চালু হলো কাশফুল টিভি\nকাশফুল টিভি দেখা যাচ্ছে।")
    assert [key for key, _ in found] == ["kashful-tv", "kashful-tv"]


def test_a_kind_of_broadcast_is_no_station() -> None:
    assert "fm" not in {key for key, _ in told("এফএম সম্প্রচার বন্ধ। এফএমে গান শোনা যায়।")}
