"""Every numeral from 0 to 100 in every spelling, and larger ones put together."""

import pytest

from bibhrat.lexicon import load
from bibhrat.temporal import parse, tag
from bibhrat.text import fold

CARDINALS: dict[str, list[str]] = load("temporal/numerals")["cardinals"]
SPELLINGS = [(int(n), word) for n, words in CARDINALS.items() for word in words]
# The short forms stand only before an apostrophe or glued: ন'টা, ছ'ঘণ্টা, দুদিন.
APART = {"ন": "ন'", "ছ": "ছ'", "দু": "দু'"}
# Said of points and digits, not of amounts.
AMOUNTS = [s for s in SPELLINGS if s[1] not in ("দো", "জিরো", "এগারোটি")]


# The words of 0 to 99 in their order, written down apart from the vocabulary.
COUNTED_ALOUD = """
শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ
বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ
ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ
আটচল্লিশ ঊনপঞ্চাশ পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট ষাট একষট্টি
বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর
ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি ঊননব্বই নব্বই
একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""
COUNTED = list(enumerate(COUNTED_ALOUD.split()))


@pytest.mark.parametrize(("number", "word"), COUNTED)
def test_counting_to_a_hundred(number: int, word: str) -> None:
    assert len(COUNTED) == 100
    if number:
        assert [t.value for t in tag(f"{word} মিনিট লাগে।")] == [f"PT{number}M"]
        assert [t.value for t in tag(f"{word} হাজার দিন লাগে।")] == [f"P{number}000D"]


def test_no_spelling_says_two_numbers() -> None:
    spelt = [fold(word).text for _, word in SPELLINGS]
    assert len(set(spelt)) == len(spelt)


def test_all_numbers_are_there() -> None:
    assert sorted({n for n, _ in SPELLINGS} | {100}) == list(range(101))


@pytest.mark.parametrize(("number", "word"), [s for s in AMOUNTS if s[0]])
def test_minutes_in_words(number: int, word: str) -> None:
    found = parse(APART.get(word, f"{word} ") + "মিনিট")
    assert found is not None
    assert found.value == f"PT{number}M"


@pytest.mark.parametrize(("number", "word"), [s for s in AMOUNTS if 1 <= s[0] <= 12])
def test_hours_in_words(number: int, word: str) -> None:
    found = parse(f"সকাল {APART.get(word, word)}টা")
    assert found is not None
    assert found.value == f"T{number:02d}:00"


@pytest.mark.parametrize(
    ("number", "word"), [s for s in AMOUNTS if 1 <= s[0] <= 31 and len(s[1]) > 2]
)
def test_days_of_a_month_in_words(number: int, word: str) -> None:
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
