"""What two records have in common: the families are known, the evidence is symmetric."""

from itertools import combinations

import pytest

from bibhrat.catalogue import catalogue
from bibhrat.incidents.link import ENOUGH, link, points
from bibhrat.incidents.view import view
from bibhrat.lexicon import load
from bibhrat.record import OutageRecord
from incidents.tell import KOLKATA, tell

KIN = load("incidents")["kin"]


@pytest.mark.parametrize("family", KIN)
def test_a_family_is_of_known_services_and_kinds_sorted(family: str) -> None:
    known = catalogue().by_id
    assert set(KIN[family]) == {"ids", "kinds"}
    assert set(KIN[family]["ids"]) <= set(known)
    assert set(KIN[family]["kinds"]) <= {service.kind for service in known.values()}
    for words in KIN[family].values():
        assert words == sorted(set(words))


def test_a_service_is_of_one_family() -> None:
    for first, second in combinations(KIN.values(), 2):
        for key in ("ids", "kinds"):
            assert not set(first[key]) & set(second[key])


def sum_of(first: OutageRecord, second: OutageRecord) -> int:
    ours, theirs = view(first), view(second)
    assert points(link(ours, theirs)) == points(link(theirs, ours))
    return points(link(ours, theirs))


BASE = tell("base", "2024-03-05T22:00", "internet", start="2024-03-05T21:00", scope="BD:সিলেট")


@pytest.mark.parametrize(
    "other",
    [
        tell("x", "2024-03-05T23:00", "internet", start="2024-03-05T21:30", scope="BD:সিলেট"),
        tell("x", "2024-03-06T09:00", "internet", start="2024-03-05TNI", scope="BD:সিলেট"),
        tell("x", "2024-03-06T09:00", "broadband-internet", start="2024-03-05T21:00", scope="BD"),
        tell("x", "2024-03-05T23:00", "grameenphone", start="2024-03-05T20:30", tz=KOLKATA,
             scope="BD"),
    ],
)  # fmt: skip
def test_enough(other: OutageRecord) -> None:
    assert sum_of(BASE, other) >= ENOUGH


@pytest.mark.parametrize(
    "other",
    [
        tell("x", "2024-03-05T23:00", "internet", start="2024-03-05T21:00", scope="IN"),
        tell("x", "2024-03-05T23:00", "internet", start="2024-03-05T21:00", scope="BD:খুলনা"),
        tell("x", "2024-03-06T23:00", "internet", start="2024-03-06T21:00", scope="BD:সিলেট"),
        tell("x", "2024-03-05T23:00", "bkash", start="2024-03-05T21:00", scope="BD:সিলেট"),
        tell("base/1", "2024-03-05T22:00", "internet", start="2024-03-05T21:00", scope="BD",
             primary=False),
    ],
)  # fmt: skip
def test_not_enough(other: OutageRecord) -> None:
    assert sum_of(BASE, other) < ENOUGH


def test_a_part_of_a_place_is_the_place() -> None:
    part = tell("x", "2024-03-07T09:00", "internet", scope="BD:সিলেট", status="ongoing")
    whole = tell("y", "2024-03-07T12:00", "internet", status="ongoing")
    inner = whole.model_copy(
        update={"scope": (part.scope[0].model_copy(update={"id": "BD:সিলেট সদর"}),)}
    )
    assert sum_of(part, inner) >= ENOUGH


def test_a_publication_of_which_only_the_day_is_known_is_read() -> None:
    row = BASE.to_dict()
    row["article"]["published_at"] = "2024-03-05"
    assert view(OutageRecord.model_validate(row)).published == 1709618400  # noon in Dhaka
