"""Why a service failed, and whose word that is.

In go the tellings of one event; out comes a `CauseFound`. A cause may be one phrase of
lexicon/causes.toml, which the cue room has found, or two words of one clause that only make
a cause together ("চাপ এতটাই বেড়ে যায়"). What is denied, shown on a screen or meant as a
figure of speech is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bibhrat.cues import Cue
from bibhrat.lexicon import load, pattern, words
from bibhrat.matcher import Matcher, skeleton
from bibhrat.mention import Mention
from bibhrat.tellings import Telling


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A cause, who says so, and where."""

    category: str
    attribution: str
    evidence: tuple[Mention[Cue], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name the cause.

    Attributes:
        cue: where it stands, with its category.
        telling: its clause.
        cost: the lower, the likelier.
        plain: its words alone make no cause ("ত্রুটি"), and nothing beside them does.
    """

    cue: Mention[Cue]
    telling: Telling
    cost: int
    plain: bool


def candidates(event: Sequence[Telling]) -> list[Candidate]:
    """What may be the cause, the likeliest first."""
    found: list[Candidate] = []
    asked = [
        (order, telling)
        for order, telling in enumerate(event)
        if not telling.clause.link and (telling.clause.past or not _is_if(telling))
    ]
    parts = _found_parts([telling for _, telling in asked])
    for (order, telling), halves in zip(asked, parts, strict=True):
        own = [cue for cue in _phrases(telling, halves) if not _is_empty(telling, cue)]
        for cue in own:
            others = {other.value.value for other in own}
            found.append(_candidate(telling, cue, others, order))
    found.sort(key=lambda each: (each.cost, each.cue.start))
    return found


def _is_if(telling: Telling) -> bool:
    """A condition; in the past it may still tell what happened ("কেটে গেলে … বন্ধ হয়ে যায়")."""
    return telling.clause.conditional and not telling.times


def cause(event: Sequence[Telling], allowed: Iterable[str] | None = None) -> CauseFound | None:
    """The likeliest cause that the event's tellings name.

    Args:
        event: its tellings.
        allowed: categories that may be; by default all.
    """
    known = None if allowed is None else frozenset(allowed)
    ranked = [
        each
        for each in candidates(event)
        if not each.plain and (known is None or each.cue.value.value in known)
    ]
    return settle(event, ranked) if ranked else None


def settle(event: Sequence[Telling], ranked: Sequence[Candidate]) -> CauseFound:
    """The first of some candidates, with the others of its category as evidence."""
    best = ranked[0]
    category = best.cue.value.value
    same = [each.cue for each in ranked if each.cue.value.value == category]
    return CauseFound(category, attribution(event, best), tuple(same[:3]))


# --- the phrases --------------------------------------------------------------------------

_FARTHEST = 48  # characters between the two words of a pair


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a pair: which pair, and which of its sides."""

    category: str
    name: str
    first: bool


@cache
def _parts() -> Matcher[_Part]:
    return Matcher(
        (word, _Part(category, name, side == "first"))
        for category, table in load("causes").items()
        for name, pair in table.get("pair", {}).items()
        for side in ("first", "second")
        for word in pair[side]
    )


Halves = list[tuple[int, int, _Part]]


def _found_parts(event: Sequence[Telling]) -> list[Halves]:
    """The words of pairs in each clause, as spans of its text, from one look at all clauses."""
    found: list[Halves] = [[] for _ in event]
    begins = list(accumulate((len(telling.text) + 1 for telling in event), initial=0))
    for match in _parts().find(skeleton("\n".join(telling.text for telling in event))):
        index = bisect_right(begins, match.start) - 1
        start = begins[index]
        found[index].append((match.start - start, match.end - start, match.payload))
    return found


def _phrases(telling: Telling, halves: Halves) -> list[Mention[Cue]]:
    """Cause cues of the clause, and pairs of words that are one together."""
    own = telling.all("cause")
    known = {cue.value.value for cue in own}
    start = telling.clause.start
    opened: dict[tuple[str, str], tuple[int, int]] = {}
    for first, last, part in halves:
        pair = (part.category, part.name)
        if part.first:
            opened[pair] = (first, last)
        elif part.category not in known and pair in opened:
            begins, ends = opened[pair]
            if 0 <= first - ends <= _FARTHEST:
                known.add(part.category)
                cue = Cue("cause", part.category)
                own.append(Mention(start + begins, start + last, "cue", cue))
    return own


_DENIED = words("causes", "denied")
_NOT_WORK = re.compile(rf" ?{pattern(load('patterns')['causes']['not_work'])}")
_ON_SCREEN = words("causes", "on_screen")
_FIGURE_BEFORE = re.compile(rf"{pattern(load('patterns')['causes']['figure_before'])} $")
_FIGURE_AFTER = re.compile(rf" ?{pattern(load('patterns')['causes']['figure_after'])}")
_FIGURATIVE = frozenset({"natural_disaster", "overload"})


def _is_empty(telling: Telling, cue: Mention[Cue]) -> bool:
    """Whether the words are there, but name no cause."""
    local = cue.end - telling.clause.start
    before, after = telling.text[: cue.start - telling.clause.start], telling.text[local:]
    if _DENIED.search(after[:_NEAR]):
        return True
    if cue.value.value == "maintenance":
        return _NOT_WORK.match(after) is not None
    if cue.value.value == "technical_fault":
        return _ON_SCREEN.search(after[:_NEAR]) is not None
    if cue.value.value in _FIGURATIVE:
        figure = _FIGURE_BEFORE.search(before) or _FIGURE_AFTER.match(after)
        return figure is not None
    return False


_NEAR = 48  # characters: six or seven words

# --- how likely ---------------------------------------------------------------------------

_BECAUSE = words("slots", "because")
_FOLLOWED = re.compile(rf"(?: [^ ।,;]{{1,14}})? ?{pattern(load('patterns')['slots']['because'])}")
_EXPLAINS = words("causes", "explains")
_BEHIND_IT = re.compile(r"(?:য়|তে|ে|য়ই|েই)$")
_SPECIFIC = {
    "cable_cut": 0,
    "payment_dispute": 0,
    "government_order": 1,
    "power_failure": 1,
    "configuration": 1,
    "software_update": 1,
    "maintenance": 1,
    "other": 1,
    "cyberattack": 2,
    "overload": 2,
    "natural_disaster": 2,
    "technical_fault": 3,
}
_VAGUE = re.compile(pattern(load("patterns")["causes"]["vague"]) + r"$")
#: Of two causes in one clause the second is only how the first did its work: a landslide
#: tears a fibre, a new version is put in place, an order shuts the net.
_WORKS_THROUGH = {
    "cable_cut": ("natural_disaster", "maintenance", "other"),
    "power_failure": ("maintenance", "other"),
    "overload": ("maintenance",),
    "software_update": ("maintenance",),
    "configuration": ("software_update", "maintenance"),
    "technical_fault": ("overload", "configuration", "software_update"),
}


def _candidate(telling: Telling, cue: Mention[Cue], beside: set[str], order: int) -> Candidate:
    category = cue.value.value
    text = telling.text
    local = cue.end - telling.clause.start
    own = text[cue.start - telling.clause.start : local]
    cost = _SPECIFIC[category] * 2 + order // 3
    led = _FOLLOWED.match(text, local) is not None
    told = _BECAUSE.search(text) is not None or _EXPLAINS.search(text) is not None
    vague = _VAGUE.match(own) is not None
    if led:
        cost -= 6
    elif told:
        cost -= 4
    elif _BEHIND_IT.search(own):
        cost -= 3
    if telling.fails:
        cost -= 2
    if telling.has("background"):
        cost += 8
    if _is_if(telling):
        cost += 5
    if any(through in beside for through in _WORKS_THROUGH.get(category, ())):
        cost += 7
    if vague:
        cost += 3
    return Candidate(cue, telling, cost, plain=vague and not (led or told))


# --- whose word ---------------------------------------------------------------------------

_OPERATOR_SAYS = words("slots", "operator_says")
_AUTHORITY_SAYS = words("slots", "authority_says")
_UNCONFIRMED = words("slots", "unconfirmed")
_SPOKEN = words("roles", "speaks")
_USERS = words("roles", "users")


def attribution(event: Sequence[Telling], best: Candidate) -> str:
    """operator, authority, media or unconfirmed: who says so in the clause or beside it."""
    category, telling = best.cue.value.value, best.telling
    if _UNCONFIRMED.search(telling.text):
        return "unconfirmed"
    if category == "government_order":
        return "authority"
    if category == "maintenance":
        return "operator"
    near = _sentence(event, telling)
    if _USERS.search(near) and not _OPERATOR_SAYS.search(near):
        return "unconfirmed"
    if _OPERATOR_SAYS.search(near):
        return "operator"
    if _AUTHORITY_SAYS.search(near):
        return "authority"
    return "operator" if _SPOKEN.search(near) else "media"


def _sentence(event: Sequence[Telling], telling: Telling) -> str:
    number = telling.clause.sentence
    return " ".join(each.text for each in event if each.clause.sentence == number)
