"""Clauses with what was found in them, and whether they tell of a loss or of a return.

In go a folded text and the mentions of the annotating rooms; out come `Telling`s in
reading order, each with its cues already checked for negation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bibhrat.clauses import Clause, clauses
from bibhrat.cues import Cue
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.services import ServiceName
from bibhrat.temporal import Timex


@dataclass(frozen=True, slots=True)
class Telling:
    """One clause with everything that was found in it, cues already checked for negation.

    Attributes:
        clause: the stretch of text.
        text: its folded characters.
        services, cues, denied, places, times: mentions inside it; `denied` are the cues
            that its words negate ("সচল হয়নি", "সমস্যা নেই").
        kinds: kinds of its cues that are not denied.
        fails: it says that something digital is or was down.
        returns: it says that something came back.
    """

    clause: Clause
    text: str
    services: tuple[Mention[ServiceName], ...]
    cues: tuple[Mention[Cue], ...]
    denied: tuple[Mention[Cue], ...]
    places: tuple[Mention[str], ...]
    times: tuple[Mention[Timex], ...]
    kinds: frozenset[str]
    fails: bool
    returns: bool

    def has(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds stands here, not denied."""
        return not self.kinds.isdisjoint(kinds)

    def denies(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds is negated here."""
        return any(cue.value.kind in kinds for cue in self.denied)

    def all(self, *kinds: str) -> list[Mention[Cue]]:
        """The cues of these kinds, not denied."""
        if self.kinds.isdisjoint(kinds):
            return []
        return [cue for cue in self.cues if cue.value.kind in kinds]


# "সচল হয়নি", "সমস্যা নেই", "স্বাভাবিক করা যায়নি": the negation follows within two words.
_PLAIN_NO = re.compile(r"(?: করা| করতে)? (?:না|চেষ্টা)(?![\u0980-\u09ff])")
_DENIAL = re.compile(
    rf" ?(?:[^ ।,]{{1,14}} ){{0,2}}?{pattern(load('patterns')['clause']['denial'])}"
)


def tellings(
    text: str,
    *,
    services: Sequence[Mention[ServiceName]],
    cues: Sequence[Mention[Cue]],
    places: Sequence[Mention[str]],
    times: Sequence[Mention[Timex]],
) -> list[Telling]:
    """Divide the mentions of a folded text among its clauses."""
    sources = [_Cursor(services), _Cursor(cues), _Cursor(places), _Cursor(times)]
    return [
        _telling(text, clause, *(source.take(clause) for source in sources))
        for clause in clauses(text)
    ]


def _telling(
    text: str,
    clause: Clause,
    services: tuple[Mention[ServiceName], ...],
    cues: tuple[Mention[Cue], ...],
    places: tuple[Mention[str], ...],
    times: tuple[Mention[Timex], ...],
) -> Telling:
    if clause.byline:  # its date and its agency are nothing that the story tells
        services, cues, places, times = (), (), (), ()
    cues = tuple(cue for cue in cues if not _is_no_return(text, clause, cue))
    denied = tuple(cue for cue in cues if _is_denied(text, clause, cue))
    standing = tuple(cue for cue in cues if cue not in denied) if denied else cues
    kinds = frozenset(cue.value.kind for cue in standing)
    names_digital = bool(services) or not kinds.isdisjoint(("digital", "symptom"))
    return Telling(
        clause=clause,
        text=clause.text,
        services=services,
        cues=standing,
        denied=denied,
        places=places,
        times=times,
        kinds=kinds,
        fails=_fails(standing, kinds, names_digital=names_digital)
        and not clause.link
        and bool(times or not clause.conditional),
        returns="restoration" in kinds and not (clause.link or clause.future or clause.conditional),
    )


def _fails(cues: Sequence[Mention[Cue]], kinds: frozenset[str], *, names_digital: bool) -> bool:
    """Strong words of loss speak for themselves; weak ones need something digital beside them."""
    if not kinds.isdisjoint(("degradation", "shutdown")):
        return True
    values = {(cue.value.kind, cue.value.value) for cue in cues}
    if ("outage", "strong") in values:
        return True
    return names_digital and ("outage" in kinds or ("symptom", "inability") in values)


_LIST = load("patterns")["clause"]
_SOON = r" ?(?:[^ ।,]{1,14} ){0,2}?"
_HOPED = re.compile(_SOON + pattern(_LIST["hoped"]))
_TOLD = re.compile(_SOON + pattern(_LIST["told"]))
_ORDINARY = re.compile(pattern(_LIST["ordinary"]))


def _is_no_return(text: str, clause: Clause, cue: Mention[Cue]) -> bool:
    """A word of return that tells of none: "বিকেলে ঠিক হওয়ার আশা", "স্বাভাবিকের ২ শতাংশ"."""
    if cue.value.kind != "restoration":
        return False
    if _ORDINARY.match(text, cue.start, clause.end):
        return True
    hoped = _HOPED.match(text, cue.end, clause.end) is not None
    return hoped and _TOLD.match(text, cue.end, clause.end) is None


class _Cursor:
    """Hands out sorted mentions clause by clause; a mention belongs where it begins."""

    def __init__(self, mentions: Sequence[Mention[Any]]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.start)
        self._next = 0

    def take(self, clause: Clause) -> tuple[Mention[Any], ...]:
        first = self._next
        while self._next < len(self._mentions) and self._mentions[self._next].start < clause.end:
            self._next += 1
        return tuple(self._mentions[first : self._next])


def _is_denied(text: str, clause: Clause, cue: Mention[Cue]) -> bool:
    if cue.value.kind not in ("outage", "restoration", "degradation"):
        return False
    if cue.value.kind == "restoration" and _PLAIN_NO.match(text, cue.end, clause.end):
        return True
    return _DENIAL.match(text, cue.end, clause.end) is not None
