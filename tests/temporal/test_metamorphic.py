"""Digit script, normal form, joiners, case endings and hedges never change a value."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

import pytest

from bibhrat.temporal import Timex, tag
from bibhrat.text import fold
from temporal.marked import read_all

EXAMPLES = read_all()
ASCII = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
COMPOSED = {"\u09af\u09bc": "\u09df", "\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd"}


def ascii_digits(text: str) -> str:
    return text.translate(ASCII)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def composed(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for two, one in COMPOSED.items():
        text = text.replace(two, one)
    return text


def no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def joiners_behind_viramas(text: str) -> str:
    return text.replace("\u09cd", "\u09cd\u200c")


def long_dashes(text: str) -> str:
    return text.replace("–", "—")


def meanings(found: list[Timex]) -> list[tuple[str, str, bool]]:
    return [(t.type, t.value, t.approximate) for t in found]


@pytest.mark.parametrize(
    "change",
    [ascii_digits, decomposed, composed, no_break_spaces, joiners_behind_viramas, long_dashes],
)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_form_of_the_text_changes_nothing(name: str, change: Callable[[str], str]) -> None:
    example = EXAMPLES[name]
    plain = tag(example.text, published_at=example.published_at, tz=example.tz)
    changed_text = change(example.text)
    changed = tag(changed_text, published_at=example.published_at, tz=example.tz)
    assert meanings(changed) == meanings(plain)
    for before, after in zip(plain, changed, strict=True):
        assert changed_text[after.start : after.end] == after.text
        assert fold(after.text).text == fold(before.text).text


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_around_moves_only_the_offsets(name: str) -> None:
    example = EXAMPLES[name]
    plain = tag(example.text, published_at=example.published_at, tz=example.tz)
    before = "সংশ্লিষ্টরা জানান।\n"
    moved = tag(before + example.text, published_at=example.published_at, tz=example.tz)
    assert meanings(moved) == meanings(plain)
    assert [t.start - len(before) for t in moved] == [t.start for t in plain]


@pytest.mark.parametrize("ending", ["রাত ৯টা", "রাত ৯টায়", "রাত ৯টার", "রাত ৯টাতেই", "রাত ৯টায়ও", "রাত ৯টারও"])
def test_endings_of_hours(ending: str) -> None:
    (found,) = tag(f"মঙ্গলবার {ending} বন্ধ ছিল।", published_at=datetime(2024, 3, 6, 10))
    assert (found.value, found.text) == ("2024-03-05T21:00", f"মঙ্গলবার {ending}")


@pytest.mark.parametrize("word", ["মঙ্গলবার", "মঙ্গলবারই", "মঙ্গলবারও", "মঙ্গলবারে", "মঙ্গলবারের"])
def test_endings_of_weekdays(word: str) -> None:
    (found,) = tag(f"{word} সেবা বন্ধ ছিল।", published_at=datetime(2024, 3, 6, 10))
    assert (found.value, found.text) == ("2024-03-05", word)


@pytest.mark.parametrize(
    "hedged",
    [
        "প্রায় ৪০ মিনিট পর", "আনুমানিক ৪০ মিনিট পর", "৪০ মিনিটের মতো", "৪০ মিনিট নাগাদ",
        "৪০ মিনিটের কাছাকাছি",
    ],
)  # fmt: skip
def test_hedges_stay_outside(hedged: str) -> None:
    (found,) = tag(f"{hedged} সময় লাগে।")
    assert (found.value, found.approximate) == ("PT40M", True)
    assert found.text in ("৪০ মিনিট", "৪০ মিনিটের")
