"""Short forms that a bracket explains."""

import pytest

from bibhrat.short_forms import is_short_for
from bibhrat.text import fold
from rooms.house import names


@pytest.mark.parametrize(
    ("short", "full", "right"),
    [
        ("সিবিএস", "কোর ব্যাংকিং সিস্টেম", True),
        ("মেবি", "মেঘনা বিশ্ববিদ্যালয়", True),
        ("মেবিপ্রবি", "মেঘনা বিজ্ঞান ও প্রযুক্তি বিশ্ববিদ্যালয়", True),
        ("সিবিএস", "মেঘনা বিশ্ববিদ্যালয়", False),
        ("মেবি", "মেঘনা", False),  # of one word there is no short form
        ("বিমে", "মেঘনা বিশ্ববিদ্যালয়", False),
        ("", "মেঘনা বিশ্ববিদ্যালয়", False),
    ],
)
def test_first_letters_in_order(short: str, full: str, right: bool) -> None:
    assert is_short_for(fold(short).text, fold(full).text) is right


def test_an_explained_short_form_is_its_name_all_over_the_article() -> None:
    text = "রূপালী ব্যাংকের কোর ব্যাংকিং সিস্টেম (সিবিএস) বদলানো হবে। সিবিএস বন্ধ থাকবে।"
    assert [m.value.id for m in names(text)][1:] == ["rupali-bank-core-banking"] * 2


def test_unexplained_it_is_what_it_is_elsewhere() -> None:
    assert "cbs-news" in {m.value.id for m in names("মার্কিন গণমাধ্যম সিবিএস এ খবর দিয়েছে।")}


def test_a_bracket_that_says_something_else_explains_nothing() -> None:
    ids = [m.value.id for m in names("ইনস্টাগ্রাম (মেটা) ডাউন।")]
    assert ids[0] == "instagram"
    assert ids.count("instagram") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘তিস্তা ওয়ালেট’ (Teesta Wallet) ডাউন। তিস্তা ওয়ালেটে ঢোকা যায়নি।", ["teesta-wallet"] * 2),
        ("অ্যাপ ‘পলাশ’ (Rose) ডাউন।", ["palash"]),  # that sounds like something else
        ("পলাশ পোর্টালে (Palash Problem) গোলযোগ।", ["palash-portal"]),  # a keyword
    ],
)
def test_an_unknown_name_goes_by_its_latin_spelling(text: str, expected: list[str]) -> None:
    assert [m.value.id for m in names(text)] == expected


def test_the_catalogue_may_know_the_short_form_alone() -> None:
    text = "অ্যাপ ‘ইউনিফাইড পেমেন্টস ইন্টারফেস’ (UPI) কাজ করছে না। UPI বন্ধ।"
    assert {m.value.id for m in names(text)} == {"upi"}


def test_a_longer_name_that_begins_alike_stays_itself() -> None:
    text = "রূপালী ব্যাংকের কোর ব্যাংকিং সিস্টেম (সিবিএস) বন্ধ, জানায় সিবিএস নিউজ।"
    assert [m.value.id for m in names(text)][-1] == "cbs-news"
