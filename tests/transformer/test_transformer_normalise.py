"""Text in an encoder's form, and back to the characters that it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.transformer.normalise import NORMALISERS, NormaliserName, banglabert

JOINED = "কেব্\u200cল হয\u09bcেছে, হয়েছে"
TEXTS = st.text(
    st.sampled_from("কযড়়ো\u09c7\u09be\u09d7\u09cd\u200c\u200d\u200b\u00ad\u00a0 \n‘’“—…Aéﬁ৯।")
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("হ\u09af\u09bc", "হ\u09af\u09bc"),  # NFKC takes both letters য় apart
        ("হ\u09df", "হ\u09af\u09bc"),
        ("ক\u09c7\u09beন", "কোন"),
        ("চ\u09c7\u0981\u09be", "চোঁ"),
        ("‘জুম’ “মিট”", "'জুম' \"মিট\""),
        ("আজ—কাল", "আজ - কাল"),
        ("আজ — কাল", "আজ - কাল"),
        ("আজ…", "আজ..."),
        ("ক\u200bখ\u00adগ\u2060", "কখগ"),
        ("কেব্\u200cল", "কেব্\u200cল"),  # joiners stay
        ("দিন৷", "দিন।"),
        ("অ\u09beজ", "আজ"),
        ("café Ｘ １", "cafe X 1"),
        ("ক \u00a0\n খ", "ক খ"),
    ],
)
def test_banglabert_reads_as_its_vocabulary_was_made(written: str, read: str) -> None:
    assert banglabert(written).text == read


@pytest.mark.parametrize("name", NORMALISERS)
def test_a_word_is_found_where_it_stands(name: NormaliserName) -> None:
    original = f"“ক”\u200b … {JOINED} — মেসেঞ্জার\u200dে"
    found = NORMALISERS[name](original)
    at = found.text.index("মেসেঞ্জার")
    start, end = found.span(at, at + len("মেসেঞ্জার"))
    assert original[start:end] == "মেসেঞ্জার"


def test_a_letter_of_two_code_points_is_taken_whole() -> None:
    for name in ("fold", "banglabert"):
        found = NORMALISERS[name]("যায\u09bc না")
        at = found.text.index("না")
        assert found.span(at - 2, at - 1)[1] == 4
        assert found.span(at, at + 2) == (5, 7)


@given(TEXTS)
def test_spans_are_in_order_and_inside(original: str) -> None:
    for normalise in NORMALISERS.values():
        found = normalise(original)
        spans = [found.span(index, index + 1) for index in range(len(found.text))]
        assert all(0 <= start < end <= len(original) for start, end in spans)
        assert spans == sorted(spans)


@given(TEXTS)
def test_reading_twice_is_reading_once(original: str) -> None:
    once = banglabert(original).text
    assert banglabert(once).text == once


def test_a_long_word_costs_no_more_than_its_letters() -> None:
    text = "\u09be" * 200_000 + "é" * 50_000
    assert len(banglabert(text).text) == len(text)
