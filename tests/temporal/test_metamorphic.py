"""Digit script, normal form, joiners, case endings and hedges never change a value."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

import pytest

from bibhrat.temporal import Timex, tag
from bibhrat.text import fold
from temporal.marked import read_all

EXAMPLES = read_all()
# A hedge cannot stand before every one of these: the line begins with its hour, the range is
# written with a dash, it begins with পর, it is hedged already, or the first of two amounts has
# no unit of its own.
UNHEDGED = (
    "durations/a-list-of-amounts-is-two", "ranges/dash",
    "ranges/a-night-range-that-begins-the-text", "story/live-updates",
    "story/live-updates-with-a-dash", "story/a-part-of-the-day-as-a-stamp",
    "story/a-chronicle-keeps-its-own-day", "relative/the-next-day-written-apart",
    "sets_zones_hedges/hedge-between-the-zone-and-the-hour", "clock/stamps-in-bold",
)  # fmt: skip
HEDGEABLE = [name for name in EXAMPLES if name not in UNHEDGED]
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


def joiners_everywhere(text: str) -> str:
    return text.replace("ন", "ন\u200d").replace(" ", " \u200b")


def long_dashes(text: str) -> str:
    return text.replace("–", "—")


def hyphens_for_dashes(text: str) -> str:
    return text.replace("–", "-")


def dashes_for_hyphens(text: str) -> str:
    return text.replace("-", "–")


def double_spaces(text: str) -> str:
    return text.replace(" ", "  ")


def currency_dandas(text: str) -> str:
    return text.replace("।", "\u09f7")


def no_space_after_the_danda(text: str) -> str:
    return text.replace("। ", "।")


def straight_quotes(text: str) -> str:
    return text.replace("’", "'")


def curly_quotes(text: str) -> str:
    return text.replace("'", "’")


def visargas_for_colons(text: str) -> str:
    return re.sub("(?<=[০-৯]):(?=[০-৯])", "ঃ", text)


def capitals(text: str) -> str:
    return text.upper()


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


FORMS = [
    ascii_digits, decomposed, composed, no_break_spaces, joiners_behind_viramas, joiners_everywhere,
    long_dashes, hyphens_for_dashes, dashes_for_hyphens, double_spaces, currency_dandas,
    no_space_after_the_danda, straight_quotes, curly_quotes, visargas_for_colons, capitals,
    carriage_returns,
]  # fmt: skip
# These say the same in other letters, so the characters of the span are others.
RESPELT = (visargas_for_colons, double_spaces, no_space_after_the_danda)


def meanings(found: list[Timex]) -> list[tuple[str, str, bool]]:
    return [(t.type, t.value, t.approximate) for t in found]


@pytest.mark.parametrize("change", FORMS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_form_of_the_text_changes_nothing(name: str, change: Callable[[str], str]) -> None:
    example = EXAMPLES[name]
    plain = tag(example.text, published_at=example.published_at, tz=example.tz)
    changed_text = change(example.text)
    changed = tag(changed_text, published_at=example.published_at, tz=example.tz)
    assert meanings(changed) == meanings(plain)
    for before, after in zip(plain, changed, strict=True):
        assert changed_text[after.start : after.end] == after.text
        if change not in RESPELT:
            assert fold(after.text).text == fold(before.text).text


@pytest.mark.parametrize("change", FORMS)
def test_every_form_changes_some_example(change: Callable[[str], str]) -> None:
    assert any(change(e.text) != e.text for e in EXAMPLES.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_around_moves_only_the_offsets(name: str) -> None:
    example = EXAMPLES[name]
    plain = tag(example.text, published_at=example.published_at, tz=example.tz)
    for before, after in (
        ("সংশ্লিষ্টরা জানান।\n", ""),
        ("ছবি: সংগৃহীত\n", "\nআরও পড়ুন: খেলার খবর"),
        ("আরও খবর\n\n", "\n\n#সেবা #খবর"),
    ):
        text = before + example.text + after
        moved = tag(text, published_at=example.published_at, tz=example.tz)
        assert meanings(moved) == meanings(plain)
        assert [t.start - len(before) for t in moved] == [t.start for t in plain]


@pytest.mark.parametrize("hedge", ["প্রায়", "আনুমানিক", "মোটামুটি"])
@pytest.mark.parametrize("name", HEDGEABLE)
def test_a_hedge_before_says_about_and_nothing_else(name: str, hedge: str) -> None:
    example = EXAMPLES[name]
    plain = tag(example.text, published_at=example.published_at, tz=example.tz)
    for index, mark in enumerate(example.marks):
        text = f"{example.text[: mark.start]}{hedge} {example.text[mark.start :]}"
        hedged = tag(text, published_at=example.published_at, tz=example.tz)
        wanted = meanings(plain)
        if mark.type == "DURATION" or "T" in mark.value:
            wanted[index] = (*wanted[index][:2], True)
            assert meanings(hedged) == wanted, text
            assert hedged[index].text == plain[index].text


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
