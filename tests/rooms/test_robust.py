"""Noise changes few decisions of the default pipeline on the dev split: at most 2 in 100."""

from collections import Counter
from functools import cache, partial
from pathlib import Path

import pytest

from bibhrat.article import Article, from_row
from bibhrat.corpus import read
from bibhrat.profile import read_profile
from noise import FORMS, Decisions, Noise, compared, decisions, noisy, typos

MOST = 0.02
#: One word in so many of six letters and more is mistyped.
TYPO_RATE = 0.02
PROFILE = read_profile()


@cache
def dev() -> list[tuple[Article, Decisions]]:
    path = Path(__file__).parent.parent.parent / "corpora/outages/dev.jsonl"
    articles = [from_row(labelled.to_row()) for labelled in read(path)]
    return [(article, decisions(article, PROFILE)) for article in articles]


def shares_changed(*noises: Noise) -> dict[str, float]:
    """For each kind of decision the share that noise changes, over all noises."""
    asked, others = Counter[str](), Counter[str]()
    for noise in noises:
        for article, before in dev():
            more = compared(before, decisions(noisy(article, noise), PROFILE))
            asked += more[0]
            others += more[1]
    assert min(asked[kind] for kind in ("report", "service", "time")) > 100
    return {kind: others[kind] / count for kind, count in asked.items()}


@pytest.mark.parametrize("noise", FORMS)
def test_another_form_of_the_same_letters_changes_few_decisions(noise: Noise) -> None:
    assert any(noisy(article, noise) != article for article, _ in dev())
    assert max(shares_changed(noise).values()) <= MOST


def test_typos_change_few_decisions() -> None:
    noises = [partial(typos, rate=TYPO_RATE, seed=seed) for seed in (1, 2, 3)]
    for noise in noises:
        mistyped = sum(noisy(article, noise) != article for article, _ in dev())
        assert mistyped > len(dev()) / 3
    assert max(shares_changed(*noises).values()) <= MOST


def test_changed_decisions_are_counted() -> None:
    before: Decisions = {("report", ""): True, ("service", "a"): "stated", ("service", "b"): "not"}
    assert compared(before, before)[1].total() == 0
    assert compared(before, {**before, ("service", "a"): "not"}) == (
        {"report": 1, "service": 2},
        {"report": 0, "service": 1},
    )
    named_less: Decisions = {("report", ""): True, ("service", "a"): "stated"}
    assert compared(before, named_less)[0] == {"report": 1, "service": 1}
    assert compared(before, {**before, ("report", ""): False}) == ({"report": 1}, {"report": 1})


def test_a_typo_is_one_letter_of_a_long_word() -> None:
    text = "ব্যবহারকারীরা ফেসবুকে ঢুকতে পারছেন না"
    mistyped = typos(text, rate=1.0)
    pairs = list(zip(text.split(), mistyped.split(), strict=True))
    assert [old == new for old, new in pairs] == [False, False, True, False, True]
    assert all(abs(len(old) - len(new)) <= 1 for old, new in pairs)
