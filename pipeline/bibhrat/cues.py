"""The words that carry an outage story: disruption, return, cause, attitude.

In goes the skeleton of a folded text; out come mentions of kind "cue". Whether a cue is
negated, hypothetical or about another event is decided by the clause it stands in.
"""

from dataclasses import dataclass
from functools import cache

from bibhrat.lexicon import load
from bibhrat.matcher import Matcher, Skeleton, longest
from bibhrat.mention import Mention


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue says.

    Attributes:
        kind: outage, degradation, symptom, restoration, maintenance, shutdown, cause,
            report, hypothetical, background, unaffected or alternative.
        value: "strong" or "weak" for an outage, the category for a cause, the symptom's
            name for a symptom, else "".
    """

    kind: str
    value: str = ""


@cache
def _matchers() -> tuple[Matcher[Cue], ...]:
    """One matcher a kind: within a kind the longest phrase wins, across kinds all count."""
    by_kind: dict[str, list[tuple[str, Cue]]] = {}
    for kind, groups in load("cues").items():
        for value, table in groups.items():
            cue = Cue(kind, "" if value == "words" else value)
            by_kind.setdefault(kind, []).extend((word, cue) for word in table["words"])
    for category, table in load("causes").items():
        by_kind.setdefault("cause", []).extend(
            (word, Cue("cause", category)) for word in table["words"]
        )
    for symptom, table in load("symptoms").items():
        by_kind.setdefault("symptom", []).extend(
            (word, Cue("symptom", symptom)) for word in table["words"]
        )
    return tuple(Matcher(phrases) for phrases in by_kind.values())


def find(bones: Skeleton) -> list[Mention[Cue]]:
    """Find cues; offsets in the folded text, in reading order."""
    found = [
        Mention(match.start, match.end, "cue", match.payload)
        for matcher in _matchers()
        for match in longest(matcher.find(bones))
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found
