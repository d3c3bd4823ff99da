"""The words that carry an outage story: disruption, return, cause, attitude.

In goes the skeleton of a folded text; out come mentions of kind "cue". Whether a cue is
negated, hypothetical or about another event is decided by the clause it stands in.
"""

from dataclasses import dataclass
from functools import cache

from bibhrat.lexicon import load
from bibhrat.matcher import Match, Matcher, Skeleton, longest
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
def _matcher() -> Matcher[Cue]:
    phrases: list[tuple[str, Cue]] = []
    for kind, groups in load("cues").items():
        for value, table in groups.items():
            cue = Cue(kind, "" if value == "words" else value)
            phrases += [(word, cue) for word in table["words"]]
    for kind, file in (("cause", "causes"), ("symptom", "symptoms")):
        for value, table in load(file).items():
            phrases += [(word, Cue(kind, value)) for word in table["words"]]
    return Matcher(phrases)


def find(bones: Skeleton) -> list[Mention[Cue]]:
    """Find cues; offsets in the folded text, in reading order.

    Within a kind the longest phrase wins, but an inability is never hidden by the symptom
    that it makes ("বার্তা যাচ্ছে না"); a phrase may be a cue of several kinds.
    """
    by_kind: dict[tuple[str, bool], list[Match[Cue]]] = {}
    for match in _matcher().find(bones):
        cue = match.payload
        by_kind.setdefault((cue.kind, cue.value == "inability"), []).append(match)
    found = [
        Mention(match.start, match.end, "cue", match.payload)
        for matches in by_kind.values()
        for match in longest(matches)
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found
