"""Names that no catalogue has, and the ids made from them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.slugs import slug
from bibhrat.text import fold
from bibhrat.unknown import unknown_service
from rooms.house import names


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("মহানগর চ্যাট", "mohanagar-chat"),
        ("তিস্তা নেট", "teesta-net"),
        ("উত্তরায়ণ ব্যাংক", "uttarayan-bank"),
        ("ভর্তি পোর্টাল", "admission-portal"),
        ("ক্যাম্পাস অ্যাপ", "campus-app"),
        ("সেবাঘর", "shebaghor"),
        ("মেঘনাব্যাংক", "meghnabank"),
        ("DhakaPay Plus", "dhakapay-plus"),
        ("৯৯৯ হেল্প", "999-help"),
        ("বাড়ি-পোর্টাল", "bari-portal"),
        ("এমএনকিউ ব্যাংক", "mnq-bank"),  # the names of letters
        ("এয়ারলিংক", "airlink"),  # two English words in one
        ("সেবাটোকেন", "shebatoken"),
        ("মাইক্রোসফট সমন্বয়", "microsoft-samanbay"),  # a word of the catalogue
    ],
)
def test_an_id_of_latin_letters(name: str, id_: str) -> None:
    assert slug(name) == id_


@given(st.text(alphabet="কখগতদনবমরলসাি্ে য়ড় -Aa৯.", max_size=20))
def test_any_id_is_kebab_case_or_empty(name: str) -> None:
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(name))


@given(st.sampled_from(["সময় পোর্টাল", "বাড়ি নেট", "দৃঢ় লিংক"]))
def test_both_encodings_give_one_id(name: str) -> None:
    one = name.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc")
    assert slug(one.replace("\u09a2\u09bc", "\u09dd")) == slug(name)


def test_a_name_of_signs_has_an_id_too() -> None:
    assert unknown_service("‘’").id == "unknown"


def test_an_unknown_service_says_that_it_is_not_in_the_catalogue() -> None:
    service = unknown_service("মহানগর চ্যাট")
    assert not service.in_catalogue
    assert service.name_bn == "মহানগর চ্যাট"
    assert service.operator is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("উত্তরায়ণ ব্যাংকের", "উত্তরায়ণ ব্যাংক"),
        ("তিস্তা ওয়ালেটে", "তিস্তা ওয়ালেট"),
        ("মেঘনা টেলিকমে", "মেঘনা টেলিকম"),
    ],
)
def test_an_ending_is_no_part_of_the_name(name: str, plain: str) -> None:
    assert [m.value.name_bn for m in names(f"{name} সমস্যা।")] == [fold(plain).text]


@pytest.mark.parametrize("name", ["সেঁজুতি পে", "পাসপোর্টঘরের সার্ভার"])
def test_a_name_that_ends_like_a_case_keeps_its_letters(name: str) -> None:
    assert [m.value.name_bn for m in names(f"{name} অচল।")] == [fold(name).text]


def test_a_name_first_seen_in_quotes_is_known_afterwards() -> None:
    found = names("‘সেবাঘর’ অচল। পরে সেবাঘরে ঢোকা গেছে।")
    assert [m.value.id for m in found] == ["shebaghor", "shebaghor"]


def test_a_name_in_quotes_is_not_looked_for_inside_words() -> None:
    found = names("‘আকাশ’ অচল। নীলআকাশ সুন্দর।")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "দপ্তরের সার্ভার টানা ৯ ঘণ্টা অচল। আগের বছরও টানা ৬ ঘণ্টা অচল ছিল।",  # how long
        "বিকেলে টোল আদায়ের সফটওয়্যার অচল হয়ে পড়ে।",  # what is done with it
    ],
)
def test_how_it_failed_and_what_it_does_is_no_name(text: str) -> None:
    assert not {"tana", "adayer-software", "aday-software"} & {m.value.id for m in names(text)}


WORDS = ["‘", "’", "ফেসবুক", "সেবাঘর", "নেট", "অ্যাপ", "ব্যাংকের", "এটিএম", "ও", ",", "।"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_names_stand_in_reading_order(words: list[str]) -> None:
    starts = [m.start for m in names(" ".join(words))]
    assert starts == sorted(starts)


def test_no_name_overlaps_another() -> None:
    found = names("ডাচ্-বাংলা ব্যাংকের এটিএম অচল।")
    assert not any(a.overlaps(b) for a in found for b in found if a is not b)
