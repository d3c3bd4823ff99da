"""Training examples of decisions: which of the predicted services the labels mean."""

import json
from pathlib import Path

import pytest

from bibhrat.affected import FAILED
from bibhrat.catalogue import ServiceName, catalogue
from bibhrat.mention import Mention
from bibhrat.readings import Reading
from bibhrat.train.decisions import gold_ids, report_examples, service_examples, services
from bibhrat.train.examples import Labelled, read
from rooms.made import reading, service

TEXT = "কথাঘর ও ফেসবুক অচল।"  # with the title: কথাঘর at 2–7, ফেসবুক at 10–16


@pytest.fixture
def labelled(tmp_path: Path) -> Labelled:
    """An article of a service that no catalogue has, and of one that it has."""
    event = {"primary": True, "services": ["kothaghor"], "services_reported": ["facebook"]}
    row = {
        "id": "a", "title": "খ", "text": TEXT, "tz": "Asia/Dhaka", "published_at": None,
        "outage": True, "events": [event],
        "mentions": [
            {"start": 2, "end": 7, "label": "affected", "id": "kothaghor", "event": 0},
            {"start": 10, "end": 16, "label": "reported", "id": "facebook", "event": 0},
        ],
    }  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return read(path)[0]


def at(start: int, end: int, identity: str) -> dict[str, list[Mention[ServiceName]]]:
    value = ServiceName(identity, identity, identity, "unknown-quoted", in_catalogue=False)
    return {identity: [Mention(start, end, "service", value)]}


def test_stated_and_reported_services_both_failed(labelled: Labelled) -> None:
    assert services(labelled) == {"kothaghor", "facebook"}


def test_a_name_of_no_catalogue_is_known_by_its_place(labelled: Labelled) -> None:
    assert gold_ids(labelled, at(2, 7, "kathaghar")) == {"kothaghor"}


def test_a_name_at_another_place_is_another_name(labelled: Labelled) -> None:
    assert gold_ids(labelled, at(8, 9, "kathaghar")) == {"kathaghar"}


def test_a_service_of_the_catalogue_is_never_known_by_its_place(labelled: Labelled) -> None:
    assert gold_ids(labelled, at(10, 16, "phesbuk")) == {"phesbuk"}
    mention = Mention(2, 7, "service", catalogue().by_id["x"])
    assert gold_ids(labelled, {"x": [mention]}) == {"x"}


def folds(labelled: Labelled) -> list[list[tuple[Labelled, Reading]]]:
    rows = [service("facebook", {"affected0": 0.9}), service("x", {"none": 0.9})]
    return [[(labelled, reading(services=rows))]]


def test_every_service_of_a_report_is_an_example(labelled: Labelled) -> None:
    assert [answer for _, answer in service_examples(folds(labelled))] == [FAILED, "not"]


def test_every_article_is_an_example_of_a_report(labelled: Labelled) -> None:
    assert [answer for _, answer in report_examples(folds(labelled))] == ["outage"]
