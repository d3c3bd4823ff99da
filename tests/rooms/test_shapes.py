"""Runs of words are found alike, whether few or many begin as they do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibhrat.shapes import Candidate, Places, with_class_word
from bibhrat.text import fold

WORDS = st.sampled_from(
    ["ঢাকা", "ঢাকার", "ঢাকারও", "ঢাকাই", "কে", "ও", "নেট", "নেটের", "ঢেউপে", "গ্রুপে", "x", "-এর"]
)
JOINTS = st.sampled_from([" ", " ", "-", ".", ",", "  ", "\n", "। "])


def test_a_run_is_found_with_and_without_its_endings() -> None:
    places = Places("ঢাকা নেট বন্ধ। ঢাকা নেটের গ্রাহক, আর ঢাকা-নেট")
    assert places.of("ঢাকা নেট") == [(0, 8), (15, 25)]
    assert places.of("ঢাকা নেটের") == [(15, 25)]
    assert list(places.of("ঢাকা")) == [(0, 4), (15, 19), (37, 41)]


@pytest.mark.parametrize("absent", ["", "নে", "ঢাক", "ঢাকা বন্ধ", "নেট বন্ধ। ঢাকা", "খুলনা"])
def test_what_is_no_run_of_the_text_is_nowhere(absent: str) -> None:
    assert list(Places("ঢাকা নেট বন্ধ। ঢাকা নেটের গ্রাহক").of(absent)) == []


AGAIN = 70  # more than are looked at one by one


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, JOINTS), min_size=1, max_size=4), st.data())
def test_a_text_told_again_and_again_has_its_runs_each_time(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + joint for word, joint in parts) + "\n"
    start = data.draw(st.integers(0, len(text) - 1))
    run = text[start : data.draw(st.integers(start + 1, len(text)))]
    expected = [
        (left + turn * len(text), right + turn * len(text))
        for turn in range(AGAIN)
        for left, right in Places(text).of(run)
    ]
    assert list(Places(text * AGAIN).of(run)) == expected


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("মেঘদূত অনলাইনের গ্রাহক", "মেঘদূত অনলাইন"),
        ("মেঘদূত ক্লাউড, আরও দুটি", "মেঘদূত ক্লাউড"),
        ("মেঘদূত অনলাইন সেবা", "মেঘদূত"),  # what it sells
        ("মেঘদূত অচল", "মেঘদূত"),
        ("মেঘদূতের অনলাইন, খবর", "মেঘদূত"),  # its own
    ],
)
def test_a_name_has_its_class_word_with_it(behind: str, name: str) -> None:
    text = fold(behind).text
    end = 8 if text.startswith("মেঘদূতের") else 6
    found = with_class_word(text, Candidate(0, 6, end, "coined"))
    assert text[: found.stem_end] == fold(name).text
