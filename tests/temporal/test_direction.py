"""Which way a bare weekday points: by finite verbs of all forms, plans, causes."""

from datetime import datetime

import pytest

from bibhrat.temporal import tag

_WEDNESDAY = datetime(2025, 1, 15, 14)


def day_of(text: str) -> str:
    """The day of the first weekday in a text that came out on a Wednesday."""
    return tag(text, published_at=_WEDNESDAY, tz="Asia/Kolkata")[0].value[:10]


@pytest.mark.parametrize(
    "text",
    [
        "সোমবার থেকে শুরু হচ্ছে নাট্যোৎসব, জেলায় পৌঁছল দল।",
        "নতুন ভাড়া কার্যকর হচ্ছে সোমবার থেকে।",
        "সোমবার থেকে বন্ধ থাকছে উড়ালপুল।",
        "হাট বসছে সোমবার।",
        "সোমবার ঢাকায় আসতে যাচ্ছেন তিনি।",
    ],
)
def test_what_begins_is_to_come(text: str) -> None:
    assert day_of(text) == "2025-01-20"


@pytest.mark.parametrize(
    "text",
    [
        "সোমবার টানা বৃষ্টিতে জল জমল শহরে।",
        "সোমবার মাঠ ভিজলো কুয়াশায়।",
        "সোমবার সকালে তাঁর সঙ্গে দেখা করতে এসে ফিরে যান সাংসদ।",
        "সোমবার সকালে খবর পেয়ে তাঁকে আটক করে র‍্যাব।",
        "সোমবার চিঠি পৌঁছানোয় কাজে দেরি।",
        "সোমবার থেকে জল মিলছে না।",
        "সোমবার দ্রুত গতিতে যাচ্ছিল লরিটি।",
        "সোমবার নথি জমা পড়ায় শুনানিতে দেরি।",
        "সোমবার বৈঠকে মেয়র জানতে চান, কাজ কত দূর।",
        "সোমবার দাম বাড়ানোর কথা জানায় সংস্থা।",
        "সোমবার বিক্রি চালু হতেই বিপত্তি।",
        "সোমবার থেকে গাড়ি ডাকা যাচ্ছে না।",
        "গুজব যাতে না ছড়ায়, তার জন্য সোমবার রাত থেকে নেট বন্ধ করেছে প্রশাসন।",
        "শুরুটা সোমবার সকালে।",
        "সবশেষ চুরি সোমবার রাতে।",
        "সোমবার রাতে খেলবেন বলে যন্ত্র নিয়ে বসেছিলেন তিনি।",
        "সোমবার থেকে পাতা খুলতে পাঁচবার চেষ্টা করতে হচ্ছে বলে জানিয়েছেন তাঁরা।",
        "সোমবার সকাল ৯টার দিকে সার্ভার বসে গেলে কাজ স্থগিত করা হয়।",
        "অফিস খুলেছে সোমবার, লোক আসছে কম।",
        "সংস্থা প্রথমে জানিয়েছিল, কাজ সেরে অ্যাপটি খুলবে সোমবার।",
        "সোমবার সকালে অনেকে একসঙ্গে ঢোকার চেষ্টা করেন।",
        "সোমবার আছড়ে পড়া ঝড়ে মৃত ৩৩০ ছাড়াল।",
        "সোমবার রাত ৯টা থেকে অ্যাপ মিলবে না বলে জানিয়েছিল ব্যাঙ্ক।",
        "সোমবার রাতে গর্তে নেমে তার কেটে ফেলে দুর্বৃত্তরা।",
    ],
)
def test_what_has_been_is_past(text: str) -> None:
    assert day_of(text) == "2025-01-13"


@pytest.mark.parametrize(
    "text",
    [
        "সোমবারের আগে বৃষ্টির আশা নেই।",
        "সোমবারের মধ্যে ভারী বৃষ্টির পূর্বাভাস দিয়েছে দফতর।",
        "নেট ফিরছে না সোমবারের আগে।",
        "তাঁরা বলেন, ‘সোমবার আসেন।’",
        "সোমবার সেতু খুলবে বলে জানিয়েছেন মেয়র।",
        "সোমবার সেতু খুলবে বলে মেয়র জানান।",
        "সোমবার হিসাব পাঠানো হবে।",
        "সময় সোমবার পর্যন্ত বাড়ল।",
    ],
)
def test_a_deadline_is_to_come(text: str) -> None:
    assert day_of(text) == "2025-01-20"


def test_what_was_told_in_a_deadline_past() -> None:
    assert day_of("সোমবারের মধ্যে কাজ শেষ হয়েছিল।") == "2025-01-13"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("দোকানি বলে, ‘নেট নাই, কাল আসেন।’", "2025-01-16"),
        ("ফ্লাইট কাল, অ্যাপ খুলছে না এখনও।", "2025-01-16"),
        ("তিনি বলেন, কাল থেকে ফোনের ডেটা কিনে কাজ করছেন।", "2025-01-14"),
        ("কাল থেকে বন্ধ হচ্ছে সেতু।", "2025-01-16"),
        ("কাল রাতে, বাড়ি ফেরার পথে, দুর্ঘটনায় পড়েন তাঁরা।", "2025-01-14"),
    ],
)
def test_which_day_kal_is(text: str, day: str) -> None:
    assert day_of(text) == day


def test_tomorrow_told_soon_after_midnight_has_begun() -> None:
    found = tag("‘কালকের ভোটের পর খুলব।’", published_at=datetime(2025, 1, 15, 0, 40))
    assert found[0].value == "2025-01-15"


def test_a_vehicle_goes_nowhere() -> None:
    assert day_of("সোমবার সেতু দিয়ে যান চলাচল বন্ধ রাখা হবে।") == "2025-01-20"


def test_a_manner_is_no_verb() -> None:
    assert day_of("সোমবার কাজ হবে বিশেষ করে রাতে।") == "2025-01-20"


def test_what_starts_in_a_headline_before_its_comma() -> None:
    assert day_of("সোমবার শুরু বইমেলা, বেড়েছে স্টলের সংখ্যা\nমেলা নিয়ে উৎসাহ।") == "2025-01-20"


@pytest.mark.parametrize(
    "text", ["সোমবার বৈঠক ডেকেছেন সচিব।", "সোমবার তাঁকে তলব করেছে আদালত।", "সোমবার হরতাল দিয়েছে দলটি।"]
)
def test_what_is_called_for_is_to_come(text: str) -> None:
    assert day_of(text) == "2025-01-20"


def test_most_sentences_outvote_a_headline() -> None:
    text = "সোমবার বন্ধ হল সেতু\nসোমবার সকাল থেকে বন্ধ থাকবে সেতু। সোমবার রাতে খুলবে এক দিক। সোমবার বাস ঘুরে যাবে।"
    assert {t.value[:10] for t in tag(text, published_at=_WEDNESDAY)} == {"2025-01-20"}


def test_a_short_name_that_owns_a_part_of_the_day() -> None:
    found = tag("বৃহস্পতির বিকেলে সভা হবে", published_at=_WEDNESDAY)
    assert [(t.text, t.value) for t in found] == [("বৃহস্পতির বিকেলে", "2025-01-16TAF")]


def test_a_strike_of_all_day_is_no_morning() -> None:
    found = tag("সোমবার সকাল-সন্ধ্যা হরতাল চলবে", published_at=_WEDNESDAY)
    assert [(t.text, t.value) for t in found] == [("সোমবার", "2025-01-20")]


@pytest.mark.parametrize("word", ["মিছিল", "ইসলাম", "নিলাম", "হেলেন", "রামু", "কলম্বো", "শৈশবে"])
def test_nouns_that_end_like_verbs_say_nothing(word: str) -> None:
    assert day_of(f"সোমবার ঢাকায় {word} নিয়ে কথা বলবেন তিনি।") == "2025-01-20"
    assert day_of(f"সোমবার ঢাকায় {word} নিয়ে কথা বলেছেন তিনি।") == "2025-01-13"


def test_a_stressed_postposition_is_no_verb() -> None:
    assert day_of("সোমবার বৃষ্টি সত্ত্বেও খেলা হয়েছে।") == "2025-01-13"


@pytest.mark.parametrize(
    "text",
    [
        "সোমবার জলে পড়ে মারাও যান এক বৃদ্ধ।",
        "সোমবার পুনরুদ্ধার চেষ্টার নিন্দা করেন তিনি।",
        "সোমবার প্রস্তাবটি অনুমোদন করে নতুন সরকারের উপদেষ্টা পরিষদ।",
    ],
)
def test_verbs_behind_their_objects(text: str) -> None:
    assert day_of(text) == "2025-01-13"
