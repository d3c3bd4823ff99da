import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.text import fold, is_word_end, is_word_start, mask_markup

BANGLA = "অআইকখগটডতনপবমযরলসহািীুূেোৌ্ংঁ০১২৩৪৫৬৭৮৯।, \n"
PIECES = [
    *BANGLA,
    *("\u09df", "\u09af\u09bc", "\u09dc", "\u09a1\u09bc", "\u09c7\u09be"),
    *("\u200c", "\u200d", "\u200b", "–", "’", "“", "A", "z", "7", "\u00a0", "৷"),
]
MESSY = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(MESSY)
def test_both_encodings_of_nukta_letters_fold_alike(text: str) -> None:
    composed = text.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc")
    assert fold(composed).text == fold(unicodedata.normalize("NFC", composed)).text


@given(MESSY, st.data())
def test_every_span_maps_back_to_characters_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    left, right = folded.span(start, end)
    assert 0 <= left <= right <= len(text) or start == end
    if start < end:
        assert fold(text[left:right]).text == folded.text[start:end]


@given(MESSY, st.data())
def test_at_is_the_way_back_of_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        assert folded.at(folded.span(start, start + 1)[0]) == start


def test_joiners_and_digit_scripts_disappear_in_matching() -> None:
    assert fold("কেব্‌ল ১২").text == fold("কেব্ল 12").text


def test_a_joiner_at_the_edge_belongs_to_no_span() -> None:
    text = "ফেসবুক\u200c ডাউন"
    folded = fold(text)
    assert text[slice(*folded.span(0, 6))] == "ফেসবুক"


def test_a_decomposed_letter_at_the_end_stays_whole() -> None:
    text = "সময\u09bc"
    folded = fold(text)
    assert text[slice(*folded.span(0, len(folded.text)))] == text


@given(st.lists(st.sampled_from("যডঢকো\u09bc\u200d"), max_size=12).map("".join))
def test_a_vowel_sign_in_halves_changes_nothing_before_it(text: str) -> None:
    halved = fold(text + "\nক\u09c7\u09be")
    plain = fold(text)
    assert halved.text == plain.text + "\nকো"
    for k in range(len(plain.text)):
        assert halved.span(k, k + 1) == plain.span(k, k + 1)


def test_currency_sign_typed_for_the_danda_is_a_danda() -> None:
    assert fold("ডাউন৷ সচল").text == "ডাউন। সচল"


def test_markup_is_blanked_without_moving_an_offset() -> None:
    html = "<p>ফেসবুক&nbsp;<b class='x'>ডাউন</b></p>"
    masked = mask_markup(html)
    assert len(masked) == len(html)
    assert masked.split() == ["ফেসবুক", "ডাউন"]
    assert html.index("ডাউন") == masked.index("ডাউন")


def test_a_lone_less_than_is_text() -> None:
    assert mask_markup("৫ < ৬ এবং ৭ > ৬") == "৫ < ৬ এবং ৭ > ৬"


def test_word_borders() -> None:
    text = fold("সচল, ৯টা").text
    assert is_word_start(text, 0)
    assert is_word_end(text, 3)
    assert not is_word_end(text, 2)
    assert not is_word_start(text, text.index("টা"))


@pytest.mark.parametrize("spaces", ["  ", "     ", " \u00a0", "\t \u2009"])
def test_spaces_in_a_row_are_one_and_spans_keep_them_all(spaces: str) -> None:
    original = f"রাত{spaces}৯টায়{spaces}বন্ধ"
    folded = fold(original)
    assert folded.text == fold("রাত ৯টায় বন্ধ").text
    start = folded.text.index("9")
    first, last = folded.span(start, start + 4)
    assert original[first:last] == "৯টায়"
    assert folded.at(first) == start
    first, last = folded.span(0, len(folded.text))
    assert original[first:last] == original
