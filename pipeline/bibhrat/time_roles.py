"""For each temporal expression, by rule, its claim to be the start, the end or the duration.

In go the tellings of one event; out come votes with scores. Nothing is decided here that
needs a second event.
"""

import re
from collections.abc import Sequence

from bibhrat.lexicon import load, pattern, words
from bibhrat.mention import Mention
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex
from bibhrat.votes import TimeVote

_LISTS = load("patterns")["roles"]
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


_STATED = re.compile(
    rf" ?(?:[^ ।,;]{{1,20}},? ){{0,10}}?{pattern(_LISTS['this_news'])}"
    rf" (?:[^ ।,;]{{1,16}} ){{0,2}}?{pattern(_LISTS['told'])}"
)
_EVENT_KINDS = ("outage", "degradation", "shutdown", "symptom", "restoration", "maintenance")


def is_statement(telling: Telling, mention: Mention[Timex]) -> bool:
    """Whether a time is only when somebody spoke: "দুপুর ২টার দিকে এ তথ্য জানিয়েছে ব্যাংক".

    Nothing fails or comes back between the time and the words "this news".
    """
    after = telling.text[mention.end - telling.clause.start :]
    stated = _STATED.match(after)
    if stated is None:
        return False
    border = mention.end + stated.end()
    return not any(
        cue.value.kind in _EVENT_KINDS and mention.end <= cue.start < border for cue in telling.cues
    )


_LAW = re.compile(rf"{pattern(_LISTS['laws'])},? $")


def names_a_law(telling: Telling, mention: Mention[Timex]) -> bool:
    """Whether a year only names a law: "নাগরিকত্ব আইন, ২০১৯"."""
    before = telling.text[: mention.start - telling.clause.start]
    return _LAW.search(before[-_LONGEST_LAW:]) is not None


_LONGEST_LAW = 24  # characters


def tells_no_time(telling: Telling, mention: Mention[Timex]) -> bool:
    """Whether a point says nothing of any outage: when somebody spoke, the year of a law."""
    return is_statement(telling, mention) or names_a_law(telling, mention)


def said_behind(after: str) -> bool:
    """Whether a clause goes on with a statement: its time is when somebody spoke."""
    return _SAID.search(after) is not None and not after.startswith(" থেকে")


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
    if _STAMP.search(before[-24:]) or tells_no_time(telling, mention):
        return []
    base = _PRECISE[precision(timex.value)] - min(order, 12) // 3
    failing, returning = telling.fails or telling.has("maintenance"), telling.returns
    votes: list[TimeVote] = []
    if timex.range_end is not None and (failing or telling.clause.future):
        votes.append(TimeVote("start", base + 8, mention, telling, "begins-range"))
        return votes
    if timex.range_begin is not None and (failing or telling.clause.future):
        votes.append(TimeVote("end", base + 8, mention, telling, "ends-range"))
        return votes
    said = said_behind(after)
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


_NOT_LENGTH = re.compile(pattern(_LISTS["not_length"]))
_LASTED = re.compile(rf"(?:[^ ।,]{{1,12}} )?{pattern(_LISTS['lasted'])}")


def may_last(telling: Telling, mention: Mention[Timex]) -> bool:
    """Whether an amount of time may be a length: not "তিন দিনের মাথায়", "দুই বছরে তিনবার"."""
    after = telling.text[mention.end - telling.clause.start :].lstrip()
    return _NOT_LENGTH.match(after) is None


def _duration_votes(telling: Telling, mention: Mention[Timex], order: int) -> list[TimeVote]:
    """A length of time is how long it lasted when it stands with the loss or the return."""
    timex = mention.value
    after = telling.text[mention.end - telling.clause.start :].lstrip()
    lasted = _LASTED.match(after) is not None or timex.postposition in ("ধরে", "পর")
    told = telling.fails or telling.returns or telling.has("outage", "restoration", "maintenance")
    if timex.postposition in ("আগে", "মধ্যে") or not (told or (lasted and telling.clause.title)):
        return []
    if not may_last(telling, mention):
        return []
    score = 2 + (3 if lasted else 0) + (1 if telling.clause.title else 0) - order // 6
    score -= 2 if "Y" in timex.value or telling.clause.conditional else 0
    return [
        TimeVote("duration", score, mention, telling, "lasted" if lasted else "with-disruption")
    ]
