"""For each service and each time, the part it plays in the event it is told with.

In go the tellings of one event; out come votes: a role, a score, and the telling that
gives it. Nothing is decided here that needs a second event or the record's form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bibhrat.lexicon import load, pattern, words
from bibhrat.mention import Mention
from bibhrat.scope import Telling
from bibhrat.services import BYSTANDER_KINDS, ServiceName
from bibhrat.temporal import Timex

AFFECTED, REPORTED = "affected", "reported"


@dataclass(frozen=True, slots=True)
class ServiceVote:
    """One mention's say on what a service's role is."""

    service: ServiceName
    role: str
    mention: Mention[ServiceName]
    telling: Telling


@dataclass(frozen=True, slots=True)
class TimeVote:
    """One temporal expression's claim to be the start, the end or the duration of an event."""

    role: str
    score: int
    mention: Mention[Timex]
    telling: Telling
    rule: str


# --- services ----------------------------------------------------------------------------

# "ফেসবুক পোস্টে জানান", "এক্স হ্যান্ডলে লেখেন": a place where something was said.
_LISTS = load("patterns")["roles"]
_PLACE_OF_SPEECH = re.compile(
    rf"[-' ]?(?:{pattern(_LISTS['speech_filler'])} ){{0,3}}{pattern(_LISTS['speech'])}"
)
_WENT_THERE = words("roles", "went_there")
# "ফেসবুকের মালিক প্রতিষ্ঠান মেটা", "মূল কোম্পানি"
_OWNER_BEFORE = re.compile(rf"{pattern(_LISTS['owner_before'])}[^।]{{0,24}}$")
_OWNED_AFTER = re.compile(rf"[-' ]?(?:এর|র)? ?{pattern(_LISTS['owned_after'])}")
_STILL_UP = words("roles", "still_up")


def service_votes(event: Sequence[Telling], *, digital_subject: bool) -> list[ServiceVote]:
    """The role of every service mention in the tellings of one event.

    Args:
        event: its tellings in reading order.
        digital_subject: whether some service that can go down is named in it at all; if
            none is, a company stands for its service ("গ্রামীণফোন অচল").
    """
    votes: list[ServiceVote] = []
    for telling in event:
        failing = fails(telling)
        returning = returns(telling)
        for mention in telling.services:
            role = _service_role(
                telling, mention, failing=failing, returning=returning, alone=not digital_subject
            )
            votes.append(ServiceVote(mention.value, role, mention, telling))
    return votes


def fails(telling: Telling) -> bool:
    """Whether the telling says that something is or was down."""
    if telling.clause.link or (telling.clause.conditional and not telling.times):
        return False
    if telling.has("outage", "degradation", "shutdown"):
        return True
    inability = any(cue.value.value == "inability" for cue in telling.cues)
    return inability and (telling.has("symptom") or bool(telling.services))


def returns(telling: Telling) -> bool:
    """Whether the telling says that something came back."""
    if telling.clause.link or not telling.has("restoration"):
        return False
    return not (telling.clause.future or telling.clause.conditional)


def _service_role(
    telling: Telling, mention: Mention[ServiceName], *, failing: bool, returning: bool, alone: bool
) -> str:
    kind = mention.value.kind
    local = mention.start - telling.clause.start
    before, after = telling.text[:local], telling.text[mention.end - telling.clause.start :]
    if kind == "monitor":
        return "monitor"
    if kind == "media" and not (failing and alone):
        return "source"
    if _PLACE_OF_SPEECH.match(after):
        return "source"
    if (
        (kind in BYSTANDER_KINDS and not (alone and failing))
        or _OWNER_BEFORE.search(before)
        or _OWNED_AFTER.match(after)
    ):
        return "operator"
    if telling.denies("outage", "degradation") or _STILL_UP.search(after):
        return "unaffected"
    if telling.has("alternative") and _WENT_THERE.search(telling.text):
        return "alternative"
    if failing:
        return REPORTED if telling.has("report") else AFFECTED
    if returning or telling.denies("restoration"):
        return AFFECTED
    return "mentioned"


# --- times ---------------------------------------------------------------------------------

_SAID = words("roles", "said")
_COUNTED = words("roles", "counted")
_BEGINS = words("roles", "begins")
_STAMP = words("roles", "stamp")
_PRECISE = {"minute": 3, "part": 2, "day": 1, "coarse": 0}


def precision(value: str) -> str:
    """How fine a TIMEX3 point is: "minute", "part" (of day), "day" or "coarse".

    >>> [precision(v) for v in ("2024-03-05T21:00", "2024-03-05TNI", "2024-03-05", "2024-03")]
    ['minute', 'part', 'day', 'coarse']
    """
    if "T" in value:
        return "minute" if ":" in value else "part"
    return "day" if len(value) == 10 and value[5] != "W" else "coarse"


def time_votes(event: Sequence[Telling]) -> list[TimeVote]:
    """The claims of all temporal expressions in the tellings of one event."""
    votes: list[TimeVote] = []
    for order, telling in enumerate(event):
        if telling.clause.link:
            continue
        for mention in telling.times:
            timex = mention.value
            if timex.type == "DURATION":
                votes.extend(_duration_votes(telling, mention, order))
            elif timex.type in ("DATE", "TIME") and timex.earliest is not None:
                votes.extend(_point_votes(telling, mention, order))
    return votes


def _point_votes(telling: Telling, mention: Mention[Timex], order: int) -> list[TimeVote]:
    timex = mention.value
    local = mention.start - telling.clause.start
    before, after = telling.text[:local], telling.text[mention.end - telling.clause.start :]
    if _STAMP.search(before[-24:]):
        return []
    base = _PRECISE[precision(timex.value)] - min(order, 12) // 3
    failing, returning = fails(telling) or telling.has("maintenance"), returns(telling)
    votes: list[TimeVote] = []
    if timex.range_end is not None and (failing or telling.clause.future):
        votes.append(TimeVote("start", base + 8, mention, telling, "begins-range"))
        return votes
    if timex.range_begin is not None and (failing or telling.clause.future):
        votes.append(TimeVote("end", base + 8, mention, telling, "ends-range"))
        return votes
    said = _SAID.search(after) is not None and not after.startswith(" থেকে")
    score = base + (4 if failing else 0) - (3 if said else 0) - (2 if _COUNTED.search(after) else 0)
    score += 2 if timex.postposition in ("থেকে", "পর") or _BEGINS.search(after[:30]) else 0
    if timex.postposition == "পর্যন্ত":
        if telling.clause.future or returning:
            votes.append(TimeVote("end", base + 5, mention, telling, "until"))
        return votes
    if returning:
        votes.append(
            TimeVote("end", base + 4 - (2 if said else 0), mention, telling, "with-restoration")
        )
        if not failing:
            return votes
        # "রাত ৯টায় বন্ধ হয়ে যাওয়া ফেসবুক ১০টায় চালু হয়": nearest cue decides.
        if _nearest_kind(telling, mention) == "restoration":
            return votes
        votes.pop()
    if failing:
        votes.append(TimeVote("start", score, mention, telling, "with-disruption"))
    elif score > 0 and not said:
        votes.append(TimeVote("start", score - 3, mention, telling, "near-disruption"))
    return votes


def _nearest_kind(telling: Telling, mention: Mention[Timex]) -> str:
    """Kind of the first cue behind a time, else of the last before it."""
    relevant = [
        cue
        for cue in telling.cues
        if cue.value.kind in ("outage", "degradation", "shutdown", "symptom", "restoration")
    ]
    behind = [cue for cue in relevant if cue.start >= mention.end]
    if behind:
        return behind[0].value.kind
    return relevant[-1].value.kind if relevant else ""


_LASTED = re.compile(rf"(?:[^ ।,]{{1,12}} )?{pattern(_LISTS['lasted'])}")


def _duration_votes(telling: Telling, mention: Mention[Timex], order: int) -> list[TimeVote]:
    after = telling.text[mention.end - telling.clause.start :].lstrip()
    failing, returning = fails(telling), returns(telling)
    lasted = _LASTED.match(after) is not None or mention.value.postposition in ("ধরে", "পর")
    if not (failing or returning) or mention.value.postposition in ("আগে", "মধ্যে"):
        return []
    score = 2 + (3 if lasted else 0) + (1 if telling.clause.title else 0) - order // 6
    return [
        TimeVote("duration", score, mention, telling, "lasted" if lasted else "with-disruption")
    ]
