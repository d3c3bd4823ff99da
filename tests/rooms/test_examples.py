"""Marked examples of names, clauses and roles: one behaviour each, as a Bangla speaker reads them.

An example with a `! reason` is known to come out wrong; who mends it takes the line away.
"""

from collections.abc import Callable
from itertools import accumulate

import pytest
from _pytest.mark import ParameterSet

from bibhrat.catalogue import catalogue
from bibhrat.claims import best_times
from bibhrat.clauses import clauses
from bibhrat.service_roles import service_votes
from bibhrat.services import BYSTANDER_KINDS
from bibhrat.text import fold
from bibhrat.time_roles import time_votes
from rooms.house import events, names
from rooms.marked import Example, read_file

ROLES = {"affected", "reported", "up", "alternative", "monitor", "operator", "source", "mentioned"}


def is_id(label: str) -> bool:
    return all(part.isalnum() and part.isascii() for part in label.split("-"))


def is_service_role(label: str) -> bool:
    identity, _, role = label.partition("/")
    return identity in catalogue().by_id and role in ROLES


def is_time_role(label: str) -> bool:
    return label in ("start", "end", "duration")


def examples(name: str, known: Callable[[str], bool]) -> list[ParameterSet]:
    return [
        pytest.param(
            example,
            id=example.name,
            marks=pytest.mark.xfail(strict=True, reason=example.wrong) if example.wrong else (),
        )
        for example in read_file(name, known)
    ]


@pytest.mark.parametrize("example", examples("services", is_id))
def test_names(example: Example) -> None:
    folded = fold(example.text)
    found = [m for m in names(example.text) if not m.value.doubtful]
    spans = [folded.span(m.start, m.end) for m in found]
    ids = [m.value.id for m in found]
    assert [(example.text[slice(*span)], key) for span, key in zip(spans, ids, strict=True)] == (
        example.labelled()
    )


@pytest.mark.parametrize("example", examples("clauses", lambda label: False))
def test_clauses(example: Example) -> None:
    pieces = example.text.split("‖")
    borders = list(accumulate(len(fold(piece).text) for piece in pieces))
    found = clauses(fold("".join(pieces)).text)
    assert [clause.end for clause in found] == borders


@pytest.mark.parametrize("example", examples("service_roles", is_service_role))
def test_service_roles(example: Example) -> None:
    (event,) = events(example.text, title=example.title)
    named = [m.value for t in event.tellings if t.fails or t.returns for m in t.services]
    digital = any(service.kind not in BYSTANDER_KINDS for service in named)
    votes = service_votes(event.tellings, digital_subject=digital)
    assert [f"{vote.service.id}/{vote.role}" for vote in votes] == (
        [label for _, label in example.labelled()]
    )


@pytest.mark.parametrize("example", examples("time_roles", is_time_role))
def test_time_roles(example: Example) -> None:
    event = events(
        example.text, title=example.title, published_at=example.published_at, tz=example.tz
    )[0]
    best = [vote for vote in best_times(time_votes(event.tellings)) if vote is not None]
    best.sort(key=lambda vote: vote.mention.start)
    assert [(vote.mention.value.text, vote.role) for vote in best] == example.labelled()
