"""For each service and each time, the part it plays in the event it is told with.

In go the tellings of one event; out come votes: a role, a score, and the telling that
gives it. Nothing is decided here that needs a second event or the record's form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bibhrat.cues import Cue
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
# Where people also talk: "টুইটারে প্রতিষ্ঠানটি জানায়" names a place of speech, not a failure.
_FORA = frozenset({"social", "messaging", "video"})
_SPOKEN_THERE = re.compile(
    rf" (?:[^ ।,;]{{1,16}} ){{0,3}}{pattern([*_LISTS['speaks'], *_LISTS['speech']])}"
)
_SPEAKS_AFTER = re.compile(rf",? (?:[^ ।,;]{{1,14}} )?{pattern(_LISTS['speaks'])}")
_STAFF_AFTER = re.compile(rf"(?:[-' ](?:এর|র))? (?:[^ ।,;]{{1,12}} )?{pattern(_LISTS['staff'])}")
_SPOKE_BEFORE = re.compile(rf"{pattern(_LISTS['speaks'])} (?:[^ ।,;]{{1,16}} ){{0,2}}$")
_BY_WAY_OF = re.compile(rf" {pattern(_LISTS['by_way_of'])}")
_AFTER_IT = re.compile(rf" {pattern(_LISTS['after_it'])}")
_CHANGES = words("roles", "changes")
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
        for group in _coordinated(telling):
            around = _Around.of(telling, group)
            votes.extend(
                ServiceVote(
                    mention.value,
                    _service_role(telling, mention, around, alone=not digital_subject),
                    mention,
                    telling,
                )
                for mention in group
            )
    return votes


_BETWEEN = re.compile(r"(?:['\")]?(?:,|-|/|;|\(|'|\"| ও| এবং| আর| বা| কিংবা| ছাড়াও)['\"(]?)? ?['\"(]?")


def _coordinated(telling: Telling) -> list[list[Mention[ServiceName]]]:
    """Names joined by commas, hyphens or "ও": only the last carries the case of all."""
    groups: list[list[Mention[ServiceName]]] = []
    for mention in telling.services:
        if groups:
            left = groups[-1][-1].end - telling.clause.start
            between = telling.text[left : mention.start - telling.clause.start]
            if len(between) < 8 and between.strip() and _BETWEEN.fullmatch(between):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


@dataclass(frozen=True, slots=True)
class _Around:
    """The clause before and behind a group of coordinated names."""

    before: str
    after: str
    end: int

    @classmethod
    def of(cls, telling: Telling, group: Sequence[Mention[ServiceName]]) -> "_Around":
        start = telling.clause.start
        text = telling.text
        return cls(text[: group[0].start - start], text[group[-1].end - start :], group[-1].end)


def fails(telling: Telling) -> bool:
    """Whether the telling says that something digital is or was down."""
    if telling.clause.link or (telling.clause.conditional and not telling.times):
        return False
    if telling.has("degradation", "shutdown") or any(_is_strong(cue) for cue in telling.cues):
        return True
    if not (telling.services or telling.has("digital", "symptom")):
        return False
    inability = any(cue.value.value == "inability" for cue in telling.cues)
    return inability or telling.has("outage")


def _is_strong(cue: Mention[Cue]) -> bool:
    return cue.value == Cue("outage", "strong")


def returns(telling: Telling) -> bool:
    """Whether the telling says that something came back."""
    if telling.clause.link or not telling.has("restoration"):
        return False
    return not (telling.clause.future or telling.clause.conditional)


def _service_role(
    telling: Telling, mention: Mention[ServiceName], around: _Around, *, alone: bool
) -> str:
    """What its words make of one name, the surest rules first."""
    failing = fails(telling)
    bystander = _bystander_role(mention, around, stands_in=alone and failing)
    if bystander is not None:
        return bystander
    if _is_aside(telling, mention, around):
        return "mentioned"
    if _is_up(telling, around):
        return "up"
    if telling.has("alternative") and _WENT_THERE.search(telling.text):
        return "alternative"
    if telling.has("report") and (failing or _COUNTED.search(telling.text)):
        return REPORTED
    if failing or telling.denies("restoration") or returns(telling):
        return AFFECTED
    return "mentioned"


def _bystander_role(
    mention: Mention[ServiceName], around: _Around, *, stands_in: bool
) -> str | None:
    """The role of a name that counts, carries, owns or speaks; None when it does none of these.

    Args:
        stands_in: a company or outlet stands for its own service here.
    """
    kind, after = mention.value.kind, around.after
    if kind == "monitor":
        return "monitor"
    if kind == "media" and not stands_in:
        return "source"
    if _PLACE_OF_SPEECH.match(after) or (kind in _FORA and _SPOKEN_THERE.match(after)):
        return "source"
    if kind in BYSTANDER_KINDS and not stands_in:
        return "operator"
    if _is_speaker(around) or _OWNED_AFTER.match(after):
        return "operator"
    return "alternative" if _BY_WAY_OF.match(after) else None


def _is_aside(telling: Telling, mention: Mention[ServiceName], around: _Around) -> bool:
    """Whether the name only places another: an owner's generic service, "X-এর পর", a power cut."""
    kind = mention.value.kind
    if kind == "generic" and _is_owned(telling, mention):
        return True
    if kind == "power" and not telling.clause.title:
        return True
    return _AFTER_IT.match(around.after) is not None


def _is_speaker(around: _Around) -> bool:
    """Whether the name is who speaks or acts: "বিটিসিএল জানিয়েছে", "… জানিয়েছে বিটিসিএল"."""
    before, after = around.before, around.after
    if _OWNER_BEFORE.search(before) or _SPEAKS_AFTER.match(after) or _STAFF_AFTER.match(after):
        return True
    return not after.strip(" ।,'\"\n") and _SPOKE_BEFORE.search(before) is not None


def _is_owned(telling: Telling, mention: Mention[ServiceName]) -> bool:
    """Whether a named service owns this generic one: "বিএসএনএলের মোবাইল পরিষেবা"."""
    return any(
        other.value.kind != "generic"
        and 0 < mention.start - other.end <= 2
        and telling.text[other.end - telling.clause.start - 1] == "র"
        for other in telling.services
    )


def _is_up(telling: Telling, around: _Around) -> bool:
    """Whether the clause says of this name that it works, worked on, or is spared."""
    if telling.denies("outage", "degradation") or _STILL_UP.search(around.after):
        return True
    spared = [cue for cue in telling.all("unaffected") if cue.end > around.end]
    if spared:
        between = (
            cue
            for cue in telling.all("outage", "degradation")
            if around.end <= cue.start < spared[0].start
        )
        return next(between, None) is None
    states = telling.all("restoration")
    return bool(states) and not fails(telling) and not _CHANGES.search(telling.text)


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
    if _STAMP.search(before[-24:]) or _is_dateline(telling, before, after):
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


_DATELINE = re.compile(r",? ?(?:\([^)\n]{0,40}\))? ?(?:[-:|]|$)")


def _is_dateline(telling: Telling, before: str, after: str) -> bool:
    """ "ঢাকা, ৫ মার্চ (রয়টার্স)-": where and when it was written, at the head of a paragraph."""
    opens = telling.clause.opens_paragraph and not telling.clause.title
    return (
        opens
        and len(before) <= _LONGEST_DATELINE
        and _DATELINE.match(after.rstrip("\n")) is not None
    )


_LONGEST_DATELINE = 40


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


_NOT_LENGTH = re.compile(pattern(_LISTS["not_length"]))
_LASTED = re.compile(rf"(?:[^ ।,]{{1,12}} )?{pattern(_LISTS['lasted'])}")


def _duration_votes(telling: Telling, mention: Mention[Timex], order: int) -> list[TimeVote]:
    """A length of time is how long it lasted when it stands with the loss or the return."""
    timex = mention.value
    after = telling.text[mention.end - telling.clause.start :].lstrip()
    lasted = _LASTED.match(after) is not None or timex.postposition in ("ধরে", "পর")
    told = fails(telling) or returns(telling) or telling.has("outage", "restoration", "maintenance")
    if timex.postposition in ("আগে", "মধ্যে") or not (told or (lasted and telling.clause.title)):
        return []
    if _NOT_LENGTH.match(after):
        return []
    score = 2 + (3 if lasted else 0) + (1 if telling.clause.title else 0) - order // 6
    score -= 2 if "Y" in timex.value or telling.clause.conditional else 0
    return [
        TimeVote("duration", score, mention, telling, "lasted" if lasted else "with-disruption")
    ]
