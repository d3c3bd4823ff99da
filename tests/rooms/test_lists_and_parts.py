"""Names in lists, and parts that are told again in short."""

import pytest

from bibhrat.text import fold
from rooms.house import names


def ids(text: str) -> list[str]:
    """The ids in a text, in reading order."""
    return [m.value.id for m in names(text)]


def test_members_of_a_list_share_its_noun() -> None:
    text = "আজ সিটি, ইস্টার্ন ও প্রাইম ব্যাংকের কার্ড চলছে না।"
    folded = fold(text).text
    found = [(m.value.id, folded[m.start : m.end]) for m in names(text)]
    assert found[:2] == [("city-bank-cards", "সিটি"), ("eastern-bank-cards", "ইস্টার্ন")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what stands behind the last is of each
            "কান্টাস, এয়ার ফ্রান্স ও লুফথানসার চেক-ইন বিঘ্নিত।",
            ["qantas-check-in", "air-france-check-in", "lufthansa-check-in"],
        ),
        (  # a regulator and a bank are not of one kind
            "বাংলাদেশ ব্যাংক ও প্রাইম ব্যাংকের সার্ভার।",
            ["bangladesh-bank", "prime-bank-server"],
        ),
        (  # two sentences are no list
            "লুফথানসা চালু। কান্টাসের চেক-ইন বন্ধ।",
            ["lufthansa", "qantas-check-in"],
        ),
    ],
)
def test_a_part_is_of_each_owner_in_its_list(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ঢাকায় নামেন ডেল্টা এয়ারলাইনসের যাত্রীরা। উড়ান সংস্থাটির ওয়েবসাইট বন্ধ।",
            ["delta-air-lines", "delta-website"],
        ),
        (
            "লুফথানসা হিথ্রো বিমানবন্দরে নামে না। বিমানবন্দরের ওয়েবসাইট অচল।",
            ["lufthansa", "heathrow-airport", "heathrow-airport-website"],
        ),
    ],
)
def test_what_an_article_calls_an_owner_that_it_has_named(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("জাতীয় রাজস্ব বোর্ডের (এনবিআর) সার্ভারে ত্রুটি।", "national-board-of-revenue-server"),
        ("চট্টগ্রাম স্টক এক্সচেঞ্জের (সিএসই) ওয়েবসাইটে দর নেই।", "chittagong-stock-exchange-website"),
        ("ব্রিটিশ এয়ারওয়েজ (বিএ) জানায়, বিএ’র ওয়েবসাইট অচল।", "british-airways-website"),
        ("সিটি ব্যাংকের ভিসা কার্ড চলছে না।", "city-bank-cards"),
        ("শনিবার ব্যাংকের সার্ভার অচল। সোনালী ব্যাংকের সার্ভার সচল।", "sonali-bank-server"),
        ("রাঢ় সমবায় ব্যাঙ্কের এটিএম বন্ধ।", "rarh-cooperative-bank-atm"),
    ],
)
def test_whose_part_it_is_through_brackets_and_endings(text: str, expected: str) -> None:
    assert expected in ids(text)
    assert not any("shanibar" in id_ or "saturday" in id_ for id_ in ids(text))


def test_a_word_that_makes_no_name_with_the_noun_is_none() -> None:
    assert ids("দোকান ও প্রাইম ব্যাংকের শাখা বন্ধ।") == ["prime-bank"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "সিটি ব্যাংক খোলা। প্রাইম ব্যাংকের সব শাখা, এটিএম বুথ ও পিওএস বন্ধ থাকবে।",
            ["city-bank", "prime-bank", "prime-bank-atm", "prime-bank-pos"],
        ),
        (
            "সিটি ব্যাংক খোলা। প্রাইম ব্যাংকের শাখা, এটিএমসহ পিওএস বন্ধ থাকবে।",
            ["city-bank", "prime-bank", "prime-bank-atm", "prime-bank-pos"],
        ),
        (  # somebody of the bank who says something is no list
            "প্রাইম ব্যাংকের মুখপাত্র বলেন, সার্ভার বিকল। সিটি ব্যাংক চালু।",
            ["prime-bank", "city-bank"],
        ),
    ],
)
def test_parts_of_a_list_are_those_of_its_owner(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "id_", "count"),
    [
        (
            "মেঘনা সেতুর টোল প্লাজার সার্ভার বিকল। টোল প্লাজার সার্ভার চালু হয়নি। টোলের সার্ভার বন্ধ।",
            "meghna-bridge-toll",
            3,
        ),
        (
            "আবহাওয়া অধিদপ্তরের ওয়েবসাইট ডাউন। দুপুরে ওয়েবসাইটটি খোলা যায়নি।",
            "bangladesh-meteorological-department-website",
            2,
        ),
        (
            "মেঘনা বিশ্ববিদ্যালয়ের (মেবি) ওয়েবসাইট ডাউন। এখন ওয়েবসাইট খুলছে না।",
            "meghna-university-website",
            2,
        ),
        (
            "জাতীয় হিমালয় ইনস্টিটিউট ও হাসপাতালের সার্ভারে সমস্যা। সকালে সার্ভার বসে যায়।",
            "national-himalaya-institute-server",
            2,
        ),
        ("ইন্ডিয়া পোস্টের পোর্টাল বন্ধ। ইন্ডিয়া পোস্ট পোর্টাল খুলবে রাতে।", "india-post-portal", 2),
        ("স্বাস্থ্যসাথীর পোর্টালের সার্ভার ডাউন।", "swasthya-sathi-portal", 1),
    ],
)
def test_one_part_told_in_several_ways_is_one_id(text: str, id_: str, count: int) -> None:
    assert ids(text) == [id_] * count


def test_another_site_is_not_the_one_that_was_named() -> None:
    text = "আবহাওয়া অধিদপ্তরের ওয়েবসাইট ডাউন। অন্য ওয়েবসাইট খোলা যাচ্ছে।"
    assert ids(text) == ["bangladesh-meteorological-department-website"]


def test_its_of_a_quoted_name_is_no_word_of_possession() -> None:
    text = "জাতীয় রাজস্ব বোর্ডে কাজ বন্ধ। ‘এসাইকুডা ওয়ার্ল্ড’ -এর সার্ভারে ত্রুটি।"
    assert ids(text) == ["national-board-of-revenue", "asycuda-world"]


def test_the_recharge_of_a_meter_is_the_meter() -> None:
    assert "titas-gas-recharge" not in ids("তিতাস গ্যাসের প্রি-পেইড মিটার রিচার্জ বন্ধ।")


@pytest.mark.parametrize("noun", ["ঘূর্ণিঝড়", "উপন্যাস", "চলচ্চিত্র"])
def test_a_storm_or_a_novel_in_quotes_is_no_service(noun: str) -> None:
    assert ids("অ্যাপ ‘পলাশ’ আসছে।") == ["palash"]
    assert ids(f"{noun} ‘পলাশ’ আসছে।") == []


def test_customers_are_no_bank() -> None:
    assert ids("গ্রাহকরা ব্যাংকের শাখায় যেতে পারবেন না।") == []


def test_an_outlet_has_no_customers() -> None:
    doubtful = [m.value.doubtful for m in names("এই সময়ের মধ্যে গ্রাহকেরা টাকা পাবেন না।")]
    assert doubtful == [True]


def test_a_host_inside_an_address_is_no_name() -> None:
    assert ids("আবেদন apply.teletalk.com.bd ঠিকানায় করা যাচ্ছে না।") == []
    assert ids("www.teletalk.com.bd খুলছে না।") == ["teletalk"]


def test_a_call_centre_is_that_of_whom_the_headline_names() -> None:
    text = "ইন্ডিয়া পোস্টের পোর্টাল বন্ধ\nবন্ধ থাকবে কল সেন্টার পরিষেবা।"
    assert ids(text) == ["india-post-portal", "india-post-call-center"]


def test_what_an_institution_is_called_is_no_part_of_another() -> None:
    text = "জাতীয় রাজস্ব বোর্ডের অধীন মেঘনা শিক্ষা অধিদপ্তরের সার্ভার ডাউন।"
    assert "meghna-education-directorate-server" in ids(text)


@pytest.mark.parametrize("times", [1, 2])
def test_lists_and_brackets_by_the_hundred_take_as_long_as_they_are_many(times: int) -> None:
    """Not timed: what is counted is that each is found once, however many there are."""
    text = "সিটি, ইস্টার্ন ও প্রাইম ব্যাংকের কার্ড বন্ধ। কাশফুল টিভির সম্প্রচার বন্ধ। " * (100 * times)
    found = ids(text)
    assert found.count("city-bank-cards") == 100 * times
    assert found.count("kashful-tv") == 200 * times


@pytest.mark.parametrize(
    "text",
    [
        "নয়া সাইট চালু হয়নি।",
        "খেলোয়াড়েরা সার্ভার খুঁজে পাননি।",
        "করদাতারা পোর্টালে ঢুকতে পারেননি।",
        "পরপরই সাইটটি বন্ধ হয়।",
        "ব্যাকআপে সমস্যা, বাসস্টপে ভিড়।",
        "ব্যাংকগুলো বন্ধ।",
        "নির্ধারিত ওয়েবসাইটে ঢোকা যায়নি।",
        "ওয়েবসাইট ওপেন হচ্ছে না।",
        "সফটওয়্যার আপগ্রেশনের কাজ চলমান।",
    ],
)
def test_words_around_a_head_noun_are_no_name(text: str) -> None:
    assert ids(text) == []
