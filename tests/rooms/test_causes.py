"""Why a service failed, and whose word that is, by rule."""

import pytest

from bibhrat import causes
from bibhrat.text import fold
from rooms.house import events


def cause(text: str, *, title: str = "") -> tuple[str, str] | None:
    found = causes.cause(events(text, title=title)[0].tellings)
    return None if found is None else (found.category, found.attribution)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("কারিগরি ত্রুটির কারণে ফেসবুক অচল।", "technical_fault"),
        ("সাবমেরিন কেবল কাটা পড়ায় ইন্টারনেট বন্ধ।", "cable_cut"),
        ("ফাইবার কাটা পড়ায় ইন্টারনেট বন্ধ।", "cable_cut"),
        ("লোডশেডিংয়ের কারণে নেটওয়ার্ক বন্ধ।", "power_failure"),
        ("সাইবার হামলার কারণে ওয়েবসাইট অচল।", "cyberattack"),
        ("সরকারের নির্দেশে ফেসবুক বন্ধ।", "government_order"),
        ("ভুল কনফিগারেশনের কারণে ফেসবুক অচল।", "configuration"),
        ("ত্রুটিপূর্ণ আপডেটের কারণে উইন্ডোজ অচল।", "software_update"),
        ("অতিরিক্ত চাপে ওয়েবসাইট অচল।", "overload"),
        ("ঘূর্ণিঝড়ের কারণে মোবাইল নেটওয়ার্ক বন্ধ।", "natural_disaster"),
        ("বকেয়া আদায় না হওয়ায় ইন্টারনেট বন্ধ।", "payment_dispute"),
        ("ডেটা সেন্টারে আগুন লাগায় সার্ভার অচল।", "other"),
    ],
)
def test_every_cause(text: str, category: str) -> None:
    found = cause(text)
    assert found is not None
    assert found[0] == category


def test_no_cause_where_none_is_told() -> None:
    assert cause("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।") is None


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("কারিগরি ত্রুটির কারণে ফেসবুক অচল।", "media"),
        ("কর্তৃপক্ষ বলেছে কারিগরি ত্রুটির কারণে ফেসবুক অচল।", "operator"),
        ("মন্ত্রী বলেছেন কেবল কাটা পড়ায় ইন্টারনেট বন্ধ।", "authority"),
        ("ধারণা করা হচ্ছে সাইবার হামলার কারণে ওয়েবসাইট অচল।", "unconfirmed"),
        ("সরকারের নির্দেশে ফেসবুক বন্ধ।", "authority"),
    ],
)
def test_who_says_the_cause(text: str, attribution: str) -> None:
    found = cause(text)
    assert found is not None
    assert found[1] == attribution


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("ক্রেতার চাপ এতটাই বেড়ে যায় যে ওয়েবসাইট অচল হয়ে পড়ে।", "overload"),
        ("কর্তৃপক্ষ জানায়, একসঙ্গে কয়েক লাখ পরীক্ষার্থী ঢোকার চেষ্টা করায় পোর্টাল অচল।", "overload"),
        ("সার্ভারের ফিউজ পুড়ে যাওয়ায় ব্যাংকের অ্যাপ অচল।", "power_failure"),
        ("কার্যালয়ের বিদ্যুৎ সংযোগ হঠাৎ চলে গেলে সার্ভার অচল হয়ে পড়ে।", "power_failure"),
        ("সড়ক খোঁড়ার সময় মাটির নিচের ফাইবার কেটে গেলে ইন্টারনেট বন্ধ হয়ে যায়।", "cable_cut"),
        ("প্রতিষ্ঠানটি জানিয়েছে, স্টোরেজের কোটা ভুল করে কমিয়ে দেওয়ায় জিমেইল অচল হয়।", "configuration"),
        ("ওয়েবসাইটের নিরাপত্তা সনদের মেয়াদ শেষ হওয়ায় সাইটটি খুলছে না।", "configuration"),
        ("আজ রাতে ব্যাংকের সার্ভার নতুন ডেটা সেন্টারে সরানো হবে, অ্যাপ বন্ধ থাকবে।", "maintenance"),
        ("মুক্তিপণ চেয়ে হ্যাকাররা হাসপাতালের সার্ভার অচল করে দেয়।", "cyberattack"),
        ("জেলা প্রশাসন গত রাত থেকে মোবাইল ইন্টারনেট বন্ধ রাখার সিদ্ধান্ত নিয়েছে।", "government_order"),
        ("বিদ্যুতের বিল বাকি থাকায় টাওয়ারগুলো বন্ধ।", "payment_dispute"),
        ("পাহাড়ি ঢলের পানিতে এক্সচেঞ্জ তলিয়ে যাওয়ায় টেলিফোন অচল।", "natural_disaster"),
    ],
)
def test_a_cause_told_with_words_between(text: str, category: str) -> None:
    found = cause(text)
    assert found is not None
    assert found[0] == category


@pytest.mark.parametrize(
    "text",
    [
        "ফেসবুক অচল হয়ে পড়ে, তবে এটি সাইবার হামলা নয়।",
        "ওয়েবসাইট অচল, সাইবার হামলার কোনো ইঙ্গিত নেই।",
        "ওয়েবসাইট অচল। সাইবার হামলার অভিযোগ অস্বীকার করেছে প্রতিষ্ঠানটি।",
    ],
)
def test_a_denied_cause_is_none(text: str) -> None:
    assert cause(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ইউটিউব অচল, খুললেই ভেসে উঠছে 'সার্ভারে ত্রুটি' লেখা পাতা।",
        "ফেসবুক অচল, ব্যবহারকারীরা ত্রুটির বার্তা দেখছেন।",
    ],
)
def test_what_a_screen_shows_is_no_cause(text: str) -> None:
    assert cause(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ফেসবুক অচল হতেই মিমের বন্যা অন্য সাইটে।",
        "ফেসবুক অচল। এক্সে বইছে অভিযোগের ঝড়।",
        "কেনাকাটার ভিড়ে পকেটে টাকা নেই, বিকাশ অ্যাপ অচল।",
    ],
)
def test_a_figure_of_speech_is_no_cause(text: str) -> None:
    assert cause(text) is None


def test_what_a_landslide_tears_fell_to_the_landslide() -> None:
    found = cause("পাহাড় ধসে পড়ে ফাইবার ছিঁড়ে যাওয়ায় ইন্টারনেট বন্ধ।")
    assert found is not None
    assert found[0] == "natural_disaster"


def test_only_what_is_allowed_is_told() -> None:
    tellings = events("সাবমেরিন কেবল কাটা পড়ায় ইন্টারনেট বন্ধ।")[0].tellings
    assert causes.cause(tellings, ["overload"]) is None
    found = causes.cause(tellings, ["cable_cut"])
    assert found is not None
    assert [cue.value.value for cue in found.evidence] == ["cable_cut"]


def test_the_two_sides_of_a_pair_are_one_evidence() -> None:
    text = "ক্রেতার চাপ এতটাই বেড়ে যায় যে ওয়েবসাইট অচল হয়ে পড়ে।"
    (telling,) = events(text)[0].tellings
    found = causes.cause([telling])
    assert found is not None
    (evidence,) = found.evidence
    start = telling.clause.start
    assert (
        telling.text[evidence.start - start : evidence.end - start] == fold("চাপ এতটাই বেড়ে যায়").text
    )


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("ব্যাংকের এক মহাব্যবস্থাপক জানান, হার্ডওয়্যার বিকল হওয়ায় অ্যাপ অচল।", "operator"),
        ("প্রতিষ্ঠানটি ব্লগে লিখেছে, ভুল কনফিগারেশনের কারণে ফেসবুক অচল হয়।", "operator"),
        ("বিটিআরসি বলেছে, কেবল কাটা পড়ায় ইন্টারনেট বন্ধ।", "authority"),
        ("সম্ভবত সাইবার হামলার কারণে ওয়েবসাইট অচল।", "unconfirmed"),
    ],
)
def test_whose_word_it_is(text: str, attribution: str) -> None:
    found = cause(text)
    assert found is not None
    assert found[1] == attribution


def test_a_server_that_nobody_can_work_with_is_not_worked_on() -> None:
    assert cause("সকাল থেকে পাসপোর্ট অফিসের সার্ভারে কাজ করা যাচ্ছে না।") is None
    found = cause("পাসপোর্ট অফিসের সার্ভারে কাজ চলায় সেবা বন্ধ।")
    assert found is not None
    assert found[0] == "maintenance"
