"""B³ and CEAF-e against values worked out by hand and the examples of the papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.evaluate.clusters import Clustering, b_cubed, ceaf_e


def clusters(*groups: str) -> Clustering:
    """Items are letters: "ab", "c" puts a and b together."""
    return {item: number for number, group in enumerate(groups) for item in group}


# Luo (2005), table 1: the truth and four answers.
TRUTH = clusters("12345", "67", "89ABC")
ANSWERS = {
    "two joined": (clusters("12345", "6789ABC"), 0.865, 0.733),
    "others joined": (clusters("1234589ABC", "67"), 0.737, 0.667),
    "one of all": (clusters("123456789ABC"), 0.545, 0.294),
    "all apart": (clusters(*"123456789ABC"), 0.400, 0.178),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_examples_of_the_paper(name: str) -> None:
    answer, by_item, by_entity = ANSWERS[name]
    assert b_cubed(TRUTH, answer).f1 == pytest.approx(by_item, abs=0.0006)
    assert ceaf_e(TRUTH, answer).f1 == pytest.approx(by_entity, abs=0.0006)


def test_precision_and_recall_are_not_exchanged() -> None:
    joined = b_cubed(clusters("ab", "c"), clusters("abc"))
    assert joined.precision == pytest.approx(5 / 9)
    assert joined.recall == 1
    joined = ceaf_e(clusters("ab", "c"), clusters("abc"))
    assert joined.precision == pytest.approx(0.8)
    assert joined.recall == pytest.approx(0.4)


def test_an_item_that_is_missing_costs_recall_and_one_too_many_precision() -> None:
    missing = b_cubed(clusters("ab"), clusters("a"))
    assert (missing.precision, missing.recall) == (1.0, 0.25)
    many = b_cubed(clusters("a"), clusters("ab"))
    assert (many.precision, many.recall) == (0.25, 1.0)


def test_nothing_is_perfect_and_against_something_is_nothing() -> None:
    assert b_cubed({}, {}).f1 == ceaf_e({}, {}).f1 == 1.0
    assert b_cubed(clusters("a"), {}).f1 == ceaf_e(clusters("a"), {}).f1 == 0.0


ITEMS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3))


@given(ITEMS)
def test_a_clustering_equals_itself(items: dict[str, int]) -> None:
    assert b_cubed(items, items).f1 == pytest.approx(1)
    assert ceaf_e(items, items).f1 == pytest.approx(1)


@given(ITEMS, ITEMS)
def test_exchanging_the_sides_exchanges_precision_and_recall(
    gold: dict[str, int], found: dict[str, int]
) -> None:
    for measure in (b_cubed, ceaf_e):
        there, back = measure(gold, found), measure(found, gold)
        assert there.precision == pytest.approx(back.recall)
        assert 0 <= there.recall <= 1 + 1e-9


@given(ITEMS, ITEMS)
def test_ceaf_is_the_best_of_all_pairings(gold: dict[str, int], found: dict[str, int]) -> None:
    ours = [frozenset(i for i in gold if gold[i] == n) for n in set(gold.values())]
    theirs = [frozenset(i for i in found if found[i] == n) for n in set(found.values())]

    def best(left: list[frozenset[str]], right: list[frozenset[str]]) -> float:
        if not left:
            return 0.0
        first, rest = left[0], left[1:]
        tries = [best(rest, right)]
        for other in right:
            alike = 2 * len(first & other) / (len(first) + len(other))
            tries.append(alike + best(rest, [r for r in right if r is not other]))
        return max(tries)

    expected = best(ours, theirs) / len(ours) if ours else 1.0
    assert ceaf_e(gold, found).recall == pytest.approx(expected)
