"""Runs of words are found alike, whether few or many begin as they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.shapes import Places

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


@given(st.lists(st.tuples(WORDS, JOINTS), max_size=5))
def test_a_text_told_again_and_again_has_its_runs_each_time(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in parts)
    whole = f"{text}\n"
    once, often = Places(whole), Places(whole * 70)
    for start in range(len(text)):
        for stop in range(start + 1, len(text) + 1):
            expected = [
                (left + turn * len(whole), right + turn * len(whole))
                for turn in range(70)
                for left, right in once.of(text[start:stop])
            ]
            assert list(often.of(text[start:stop])) == expected
