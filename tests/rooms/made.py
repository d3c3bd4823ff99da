"""Readings, mentions and claims made by hand, so that a test knows every number in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibhrat.catalogue import ServiceName
from bibhrat.claims import Claims
from bibhrat.clauses import Clause
from bibhrat.cues import Cue
from bibhrat.mention import Mention
from bibhrat.readings import Reading, Row
from bibhrat.scope import Event
from bibhrat.story import Story
from bibhrat.tellings import Telling
from bibhrat.votes import TimeVote

Chance = Mapping[str, float]


def telling(sentence: int = 1, *, fails: bool = False) -> Telling:
    """An empty clause; sentence 0 is the headline."""
    clause = Clause(
        start=0,
        end=0,
        text="",
        sentence=sentence,
        paragraph=min(sentence, 1),
        title=sentence == 0,
        opens_paragraph=sentence < 2,
        link=False,
        quoted=False,
    )
    return Telling(clause, "", (), (), (), (), (), frozenset(), fails, False)


def name(
    id_: str = "facebook", start: int = 0, *, kind: str = "social", doubtful: bool = False
) -> Mention[ServiceName]:
    """The name of a service, eight characters long."""
    value = ServiceName(id_, id_, id_, kind, doubtful=doubtful)
    return Mention(start, start + 8, "service", value)


def cue(start: int, kind: str = "outage", value: str = "strong") -> Mention[Cue]:
    """A cue, four characters long."""
    return Mention(start, start + 4, "cue", Cue(kind, value))


def time(chance: Chance, ruled: str = "none") -> Row:
    """A temporal expression; of its value nothing is asked."""
    mention: Mention[Any] = Mention(0, 0, "timex", None)
    return Row(0, telling(), mention, chance, ruled)


def service(
    id_: str, chance: Chance, ruled: str = "none", *, sentence: int = 1, fails: bool = False
) -> Row:
    """A mention of a service in a clause of its own."""
    return Row(0, telling(sentence, fails=fails), name(id_), chance, ruled)


def reading(
    times: Sequence[Row] = (), services: Sequence[Row] = (), *, worded: float = 0.0
) -> Reading:
    """What the models say, without the article."""
    return Reading(Story.of([], None), [], worded, {}, tuple(times), tuple(services))


def claims(affected: Sequence[str] = (), **scores: float) -> Claims:
    """Services that went down, and the scores of start, end and duration where claimed."""
    mention: Mention[Any] = Mention(0, 0, "timex", None)
    votes = {
        role: TimeVote(role, scores[role], mention, telling(), "made") if role in scores else None
        for role in ("start", "end", "duration")
    }
    return Claims(
        Event(True, ()),
        {id_: [] for id_ in affected},
        {},
        votes["start"],
        votes["end"],
        votes["duration"],
    )
