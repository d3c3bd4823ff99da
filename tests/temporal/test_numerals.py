"""Every numeral from 0 to 100 in every spelling, and larger ones put together."""

import pytest

from bibhrat.lexicon import load
from bibhrat.temporal import parse, tag

CARDINALS: dict[str, list[str]] = load("temporal/numerals")["cardinals"]
SPELLINGS = [(int(n), word) for n, words in CARDINALS.items() for word in words]
# The short forms stand only before an apostrophe or glued: ন'টা, ছ'ঘণ্টা, দুদিন.
APART = {"ন": "ন'", "ছ": "ছ'", "দু": "দু'", "দো": None, "জিরো": None, "এগারোটি": None}


def test_all_numbers_are_there() -> None:
    assert sorted({n for n, _ in SPELLINGS} | {100}) == list(range(101))


@pytest.mark.parametrize(("number", "word"), SPELLINGS)
def test_minutes_in_words(number: int, word: str) -> None:
    written = APART.get(word, f"{word} ")
    if written is None or number == 0:
        pytest.skip("no amount")
    found = parse(f"{written}মিনিট")
    assert found is not None
    assert found.value == f"PT{number}M"


@pytest.mark.parametrize(("number", "word"), [s for s in SPELLINGS if 1 <= s[0] <= 12])
def test_hours_in_words(number: int, word: str) -> None:
    written = APART.get(word, word)
    if written is None:
        pytest.skip("not said of hours")
    found = parse(f"সকাল {written}টা")
    assert found is not None
    assert found.value == f"T{number:02d}:00"


@pytest.mark.parametrize(("number", "word"), [s for s in SPELLINGS if 1 <= s[0] <= 31])
def test_days_of_a_month_in_words(number: int, word: str) -> None:
    if len(word) < 3 or APART.get(word, word) is None:
        pytest.skip("only glued")
    found = parse(f"২০২৪ সালের {word} জানুয়ারি")
    assert found is not None
    assert found.value == f"2024-01-{number:02d}"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("এক শ", 100),
        ("একশ", 100),
        ("একশো", 100),
        ("দুই শ পাঁচ", 205),
        ("পাঁচশ", 500),
        ("এক হাজার", 1000),
        ("এক হাজার দুই শ পঞ্চাশ", 1250),
        ("দেড় হাজার", 1500),
        ("আড়াই শ", 250),
        ("সাড়ে তিন হাজার", 3500),
        ("দুই লাখ", 200_000),
        ("দুই লাখ পঞ্চাশ হাজার", 250_000),
        ("এক কোটি", 10_000_000),
        ("৫ হাজার", 5000),
        ("১,২৫,০০০", 125_000),
    ],
)
def test_larger_numbers(words: str, number: int) -> None:
    assert [t.value for t in tag(f"{words} দিন লাগে।")] == [f"P{number}D"]


@pytest.mark.parametrize("hour", range(1, 13))
def test_fractions_of_hours(hour: int) -> None:
    digits = str(hour).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    for word, minutes in (("সাড়ে", 30), ("সোয়া", 15), ("পৌনে", -15)):
        found = parse(f"{word} {digits} ঘণ্টা")
        assert found is not None
        whole, rest = divmod(hour * 60 + minutes, 60)
        assert found.value == "PT" + (f"{whole}H" if whole else "") + (f"{rest}M" if rest else "")
