"""A story: an article's tellings, and what is asked of them again and again.

Features of times, services, places and events all look at it; it is made once an article.
Words enter by their first letters, so that Bangla endings do not multiply them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bibhrat.mention import Mention
from bibhrat.scope import Event
from bibhrat.service_roles import service_votes
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex
from bibhrat.time_roles import time_votes

_STEM = 5  # letters of a word that count
_WORD = re.compile(r"[\u0980-\u09ffa-z0-9]+|[।,;:?!\-'\"()]")

Token = tuple[int, str]  # where it begins in its telling, and its first letters


def _tokens(text: str) -> list[Token]:
    return [
        (match.start(), "0" if (word := match.group()).isdigit() else word[:_STEM])
        for match in _WORD.finditer(text)
    ]


@dataclass(frozen=True, slots=True)
class Story:
    """An article's tellings with what features need from around each.

    Attributes:
        tellings: in reading order.
        failing, returning: for each telling, whether something fails or comes back in it.
        published: aware publication time, or None.
        home: ISO code of the outlet's country, or None.
        background: for each telling, whether the rules put it into an earlier event.
        said: what the rules make of a mention: its role or claim, by where it begins.
        tokens: the words of each telling.
        titled: ids of services named in the headline.
        counts: how often each service is named.
        places: how often each place is named.
        times: the temporal expressions by type, in reading order.
        words: all words of the article (`bag.words`).
        around: features of a clause by the number of its telling, as they are asked for.
    """

    tellings: tuple[Telling, ...]
    failing: tuple[bool, ...]
    returning: tuple[bool, ...]
    published: datetime | None
    background: tuple[bool, ...]
    said: Mapping[tuple[str, int], str]
    tokens: tuple[list[Token], ...]
    titled: frozenset[str]
    counts: Mapping[str, int]
    places: Mapping[str, int]
    times: Mapping[str, Sequence[Mention[Timex]]]
    home: str | None = None
    words: Sequence[str] = ()
    around: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        events: Sequence[Event],
        published: datetime | None,
        home: str | None = None,
        words: Sequence[str] = (),
    ) -> "Story":
        """Look once at every telling of an article's events."""
        rows = [(telling, not event.primary) for event in events for telling in event.tellings]
        rows.sort(key=lambda row: row[0].clause.start)
        tellings = tuple(telling for telling, _ in rows)
        return cls(
            tellings,
            tuple(telling.fails for telling in tellings),
            tuple(telling.returns for telling in tellings),
            published,
            tuple(earlier for _, earlier in rows),
            dict(_rules_say(tellings)),
            tuple(_tokens(telling.text) for telling in tellings),
            frozenset(m.value.id for t in tellings if t.clause.title for m in t.services),
            Counter(m.value.id for t in tellings for m in t.services),
            Counter(m.value for t in tellings for m in t.places),
            _by_type(m for t in tellings for m in t.times),
            home,
            words,
        )


def _by_type(times: Iterable[Mention[Timex]]) -> dict[str, list[Mention[Timex]]]:
    found: dict[str, list[Mention[Timex]]] = {}
    for mention in times:
        found.setdefault(mention.value.type, []).append(mention)
    return found


def _rules_say(tellings: Sequence[Telling]) -> Iterator[tuple[tuple[str, int], str]]:
    for vote in service_votes(tellings, digital_subject=True):
        yield ("service", vote.mention.start), vote.role
    times = time_votes(tellings)
    best = {
        role: max((v.score for v in times if v.role == role), default=0.0)
        for role in ("start", "end", "duration")
    }
    for claim in times:
        rank = "best" if claim.score == best[claim.role] else "other"
        yield ("timex", claim.mention.start), f"{claim.role}:{rank}:{claim.rule}"
