"""Every entry of the vocabulary: clean, no word twice in one list, and read back by its class."""

from collections.abc import Iterator
from typing import Any

import pytest

from bibhrat.lexicon import load, names
from bibhrat.temporal import parse
from bibhrat.temporal.lexer import lex
from bibhrat.temporal.words import TABLE, analyse
from bibhrat.text import fold


def lists(node: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, list):
        yield path, node
    elif isinstance(node, dict):
        for key, below in node.items():
            yield from lists(below, f"{path}.{key}")


FILES = names("temporal")
LISTS = [entry for name in FILES for entry in lists(load(name), name)]


def test_all_files_are_there() -> None:
    wanted = {"numerals", "calendar", "relative", "clock", "units", "context", "zones", "tense"}
    assert {n.split("/")[1] for n in FILES} == wanted


@pytest.mark.parametrize(("path", "words"), LISTS, ids=[p for p, _ in LISTS])
def test_a_list_is_clean(path: str, words: list[str]) -> None:
    folded = [fold(w).text for w in words]
    assert all(w and w == w.strip() for w in words)
    assert len(set(folded)) == len(folded), f"{path}: a word stands twice"


@pytest.mark.parametrize("word", sorted(TABLE))
def test_every_word_is_understood_as_itself(word: str) -> None:
    pieces = analyse(word)
    assert pieces is not None
    assert (pieces[0].kind, pieces[0].value) == TABLE[word]


APART = [(w, f) for w, fs in load("temporal/context")["written_apart"].items() for f in fs]


@pytest.mark.parametrize(("word", "form"), APART)
def test_a_word_in_two_is_the_word(word: str, form: str) -> None:
    seen = [[(t.kind, t.value, t.ending) for t in lex(fold(f"৯ {w} ৯").text)] for w in (word, form)]
    assert seen[0] == seen[1]
    assert len(seen[0]) > 2


MONTHS = [(n, w) for n, words in load("temporal/calendar")["months"].items() for w in words]
WEEKDAYS = [(n, w) for n, words in load("temporal/calendar")["weekdays"].items() for w in words]
PARTS = [(e["code"], w) for e in load("temporal/clock")["dayparts"].values() for w in e["words"]]


@pytest.mark.parametrize(("number", "word"), MONTHS)
def test_every_spelling_of_a_month(number: str, word: str) -> None:
    found = parse(f"৫ {word} ২০২৪")
    assert found is not None
    assert found.value == f"2024-{int(number):02d}-05"


@pytest.mark.parametrize(("number", "word"), WEEKDAYS)
def test_every_spelling_of_a_weekday(number: str, word: str) -> None:
    found = parse(word)
    assert found is not None
    assert found.value == f"XXXX-WXX-{number}"


@pytest.mark.parametrize(("code", "word"), PARTS)
def test_every_part_of_the_day(code: str, word: str) -> None:
    found = parse(f"৫ মার্চ ২০২৪ {word}")
    assert found is not None
    assert found.value == f"2024-03-05{code}"
