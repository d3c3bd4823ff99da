"""Names outside the catalogue, right by what they point at: what is excused and what is not."""

from pathlib import Path

import pytest

from bibhrat.evaluate.labels import Event, Mark
from bibhrat.evaluate.outside import renamed
from bibhrat.evaluate.sheet import Scores, score
from bibhrat.evaluate.systems import read_system
from evaluate.build import article, event, gold, record, write

KNOWN = {"facebook", "x"}.__contains__


def says(predicted: Event, at: tuple[int, int], identity: str, wanted: Event) -> Event:
    """The prediction, its `identity` found at `at`, against a gold mention of kolkotha at 10–15."""
    marks = [Mark(*at, "affected", identity, 0)]
    return renamed(predicted, marks, wanted, [Mark(10, 15, "affected", "kolkotha", 0)], KNOWN)


def test_a_spelling_is_excused_where_the_evidence_is_the_same_word() -> None:
    found = says(event("kalakatha", start="2024"), (12, 17), "kalakatha", event("kolkotha"))
    assert found == event("kolkotha", start="2024")


def test_a_name_at_another_place_stays_wrong() -> None:
    found = says(event("kalakatha"), (15, 20), "kalakatha", event("kolkotha"))
    assert found.affected == {"kalakatha"}


def test_an_id_of_the_catalogue_is_not_excused() -> None:
    assert says(event("x"), (10, 15), "x", event("kolkotha")).affected == {"x"}


def test_a_gold_id_of_the_catalogue_is_not_given() -> None:
    mentions = [Mark(0, 4, "affected", "facebook", 0)]
    marks = [Mark(0, 4, "affected", "phesabuk", 0)]
    found = renamed(event("phesabuk"), marks, event("facebook"), mentions, KNOWN)
    assert found.affected == {"phesabuk"}


def test_each_gold_id_is_given_once_to_what_shares_most() -> None:
    mentions = [Mark(10, 15, "affected", "kolkotha", 0), Mark(30, 35, "affected", "kolkotha", 0)]
    marks = [Mark(10, 15, "affected", "one", 0), Mark(30, 35, "affected", "one", 0)]
    marks.append(Mark(10, 12, "reported", "two", 0))
    found = renamed(event("one", reported=["two"]), marks, event("kolkotha"), mentions, KNOWN)
    assert found == event("kolkotha", reported=["two"])


def test_the_certainty_stays_what_was_said() -> None:
    found = says(event(reported=["kalakatha"]), (10, 15), "kalakatha", event("kolkotha"))
    assert found == event(reported=["kolkotha"])


@pytest.mark.parametrize(
    ("start", "services", "core"),
    [(25, 1.0, 1.0), (14, 0.0, 0.0)],
    ids=["the name", "another word"],
)
def test_both_figures_stand_side_by_side(
    tmp_path: Path, start: int, services: float, core: float
) -> None:
    mention = {"start": 38, "end": 41, "label": "affected", "id": "eks-one", "event": 0}
    labels = gold(tmp_path / "g.jsonl", article("a", event("eks-one"), mentions=[mention]))
    where = [{"field": "text", "start": start, "end": start + 3, "text": "…"}]
    row = record("a", event("eks-uan"), evidence={"eks-uan": where})
    system = read_system("s", labels, write(tmp_path / "r.jsonl", [row]), None)
    scores: Scores = score(labels, system).scores()
    assert (scores["services.f1"], scores["core"]) == (0.0, 0.0)
    assert (scores["services.by_evidence.f1"], scores["core_by_evidence"]) == (services, core)
