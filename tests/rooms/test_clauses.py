"""Tense, polarity, mode and place of a clause."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.clauses import Clause, clauses
from bibhrat.text import fold


def one(text: str) -> Clause:
    (clause,) = clauses(fold(text).text)
    return clause


def flags(text: str, title: str = "শিরোনাম") -> list[Clause]:
    """The clauses behind a headline."""
    return clauses(fold(f"{title}\n{text}").text)[1:]


@pytest.mark.parametrize(
    "text",
    ["সেবা বন্ধ থাকবে।", "লেনদেন করা যাবে না।", "গ্রাহকেরা টাকা তুলতে পারবেন না।", "সংযোগ ফিরবে কাল।"],
)
def test_future(text: str) -> None:
    assert one(text).future


@pytest.mark.parametrize("text", ["সেবা বন্ধ ছিল।", "ফেসবুক অচল হয়ে পড়েছে।", "ফেসবুক ডাউন।"])
def test_no_future(text: str) -> None:
    assert not one(text).future


@pytest.mark.parametrize(
    "text", ["সেবা বন্ধ ছিল।", "ফেসবুক অচল হয়ে পড়ে।", "সেবা ফিরেছে।", "তিনি জানান, এমন হয়েছে।"]
)
def test_past(text: str) -> None:
    assert any(clause.past for clause in clauses(fold(text).text))


@pytest.mark.parametrize("text", ["ঢোকা যাচ্ছে না।", "সেবা বন্ধ রয়েছে।", "সংযোগ নেই।", "ঢুকতে পারছেন না।"])
def test_present(text: str) -> None:
    assert one(text).present


@pytest.mark.parametrize(
    "text", ["সেবা সচল হয়নি।", "সংযোগ নেই।", "ঢোকা যাচ্ছে না।", "এটি হামলা নয়।", "ঢুকতে পারেননি।"]
)
def test_negated(text: str) -> None:
    assert one(text).negated


@pytest.mark.parametrize("text", ["সেবা সচল হয়েছে।", "নানা সমস্যা ছিল।", "সেনানিবাসে সংযোগ ছিল।"])
def test_not_negated(text: str) -> None:
    assert not one(text).negated


@pytest.mark.parametrize(
    "text", ["সমস্যা হলে জানান।", "যদি সংযোগ না থাকে।", "সেবা বন্ধ হতে পারে।", "বিভ্রাটের আশঙ্কা আছে।"]
)
def test_conditional(text: str) -> None:
    assert one(text).conditional


def test_what_happened_is_no_condition() -> None:
    assert not one("ফেসবুক অচল হয়ে পড়ে।").conditional


def test_the_headline_is_sentence_and_paragraph_zero() -> None:
    title, lead = clauses("ফেসবুক ডাউন\nসেবা নেই।")
    assert (title.title, title.sentence, title.paragraph) == (True, 0, 0)
    assert (lead.title, lead.sentence, lead.paragraph) == (False, 1, 1)


def test_the_first_clause_of_a_paragraph_opens_it() -> None:
    found = flags("ফেসবুক অচল। পরে সচল হয়।\nকারণ জানা যায়নি।")
    assert [clause.opens_paragraph for clause in found] == [True, False, True]


@pytest.mark.parametrize("words", ["আরও পড়ুন", "আরো পড়ুন:", "সংশ্লিষ্ট খবর", "আরও খবর"])
def test_headlines_behind_read_more_are_links(words: str) -> None:
    found = flags(f"ফেসবুক অচল।\n{words}\nইউটিউব অচল\nজিমেইল অচল")
    assert [clause.link for clause in found] == [False, True, True, True]


def test_a_whole_sentence_ends_the_links() -> None:
    found = flags("ফেসবুক অচল।\nআরও পড়ুন\nইউটিউব অচল\nমেটা এ নিয়ে কিছু বলেনি।")
    assert [clause.link for clause in found] == [False, True, True, False]


def test_read_more_in_a_headline_makes_no_link() -> None:
    (title, *_) = clauses(fold("আরও পড়ুন: ফেসবুক ডাউন\nসেবা নেই।").text)
    assert not title.link


def test_inside_quotation_marks() -> None:
    found = flags("তাঁর কথায় ‘ফেসবুক অচল’। সেবা নেই।")
    assert [clause.quoted for clause in found] == [True, False]


def test_a_paragraph_that_opens_with_a_quotation() -> None:
    found = flags("‘ফেসবুক অচল’ বলেছেন তিনি। সেবা নেই।")
    assert [clause.quoted for clause in found] == [True, False]


def test_a_quotation_of_two_sentences() -> None:
    found = flags("তাঁর কথায় ‘ফেসবুক অচল। ইউটিউব সচল।’ সেবা নেই।")
    assert [clause.quoted for clause in found] == [True, True, False]


def test_an_apostrophe_is_no_quotation() -> None:
    assert not one("এক্স'র সেবা বন্ধ।").quoted


def test_a_quotation_does_not_outlive_its_paragraph() -> None:
    assert not flags("‘ফেসবুক অচল\nসেবা নেই।")[-1].quoted


PARTS = ["ফেসবুক", "অচল", "হয়", "।", ",", " ", "\n", "‘", "’", "তবে ", "থাকলেও ", " এবং ", "?", ";"]


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_clauses_stand_in_order_and_lose_no_word(text: str) -> None:
    folded = fold(text).text
    position = 0
    covered = ""
    for clause in clauses(folded):
        assert position <= clause.start < clause.end <= len(folded)
        assert not folded[position : clause.start].strip()
        covered += folded[clause.start : clause.end]
        position = clause.end
    assert "".join(covered.split()) == "".join(folded.split())


def test_a_clause_is_a_frozen_value() -> None:
    with pytest.raises(AttributeError):
        setattr(one("ফেসবুক অচল।"), fields(Clause)[0].name, 1)
