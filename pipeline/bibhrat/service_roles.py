"""For each service mention, by rule, the part it plays in the event it is told with.

In go the tellings of one event; out come votes. Names joined by commas or "ও" share the
case of the last, as Bangla has it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bibhrat.lexicon import load, pattern, words
from bibhrat.mention import Mention
from bibhrat.services import BYSTANDER_KINDS, ServiceName
from bibhrat.tellings import Telling
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote

_CLASSES = frozenset({"submarine-cable"})  # class nouns of the catalogue besides its "generic"
_FAR = 9  # sentences before any: nothing failed yet
_APART = 2  # characters: a space and a quotation mark
_COUNTED = words("roles", "counted")

# "ফেসবুক পোস্টে জানান", "এক্স হ্যান্ডলে লেখেন": a place where something was said.
_LISTS = load("patterns")["roles"]
_PLACE_OF_SPEECH = re.compile(
    rf"[-') ]{{0,2}}(?:{pattern(_LISTS['speech_filler'])} ){{0,3}}{pattern(_LISTS['speech'])}"
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
# "ক্যানভা, পারপ্লেক্সিটির মতো জনপ্রিয় পরিষেবা বসে যায়": examples of what failed.
_SUCH_AS = re.compile(rf" মতো (?:[^ ।,]{{1,14}} ){{0,2}}?{pattern(_LISTS['class_nouns'])}")
_OVER_A_NET = frozenset({"social", "messaging", "video", "music", "game"})
_OVER_NET = re.compile(rf"র {pattern(_LISTS['nets'])} $")
_THROUGH = re.compile(" মাধ্যমে ")
_NOT = re.compile(" (?:না|নি)(?![\u0980-\u09ff])")
_CHANGES = words("roles", "changes")
_WENT_THERE = words("roles", "went_there")
# "ফেসবুকের মালিক প্রতিষ্ঠান মেটা", "মূল কোম্পানি"
_OWNER_BEFORE = re.compile(rf"{pattern(_LISTS['owner_before'])}[^।]{{0,24}}$")
_OWNED_AFTER = re.compile(rf"[-' ]?(?:এর|র)? ?{pattern(_LISTS['owned_after'])}")
_STILL_UP = words("roles", "still_up")
_MEMBER = words("roles", "member")
_USERS, _HEARSAY = words("roles", "users"), words("roles", "hearsay")


def service_votes(event: Sequence[Telling], *, digital_subject: bool) -> list[ServiceVote]:
    """The role of every service mention in the tellings of one event.

    Args:
        event: its tellings in reading order.
        digital_subject: whether some service that can go down is named in it at all; if
            none is, a company stands for its service ("গ্রামীণফোন অচল").
    """
    votes: list[ServiceVote] = []
    failed = -_FAR  # the last sentence that told of a failure
    for telling in event:
        lately = telling.clause.sentence - failed <= 1
        if telling.fails:
            failed = telling.clause.sentence
        for group in coordinated(telling):
            around = _Around.of(telling, group, lately=lately)
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


def coordinated(telling: Telling) -> list[list[Mention[ServiceName]]]:
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


def is_hearsay(telling: Telling) -> bool:
    """Whether only users say it: "স্পটিফাইয়েও গান শোনা যাচ্ছিল না বলে জানান কেউ কেউ"."""
    return bool(_USERS.search(telling.text)) and bool(_HEARSAY.search(telling.text))


_LOSSES = ("outage", "degradation", "symptom")


@dataclass(frozen=True, slots=True)
class _Around:
    """The clause before and behind a group of coordinated names.

    Attributes:
        before, after: its characters.
        end: where the group ends.
        losses: how far behind it words of loss begin.
        lately: an earlier clause of its sentence, or the sentence before, tells of a failure.
    """

    before: str
    after: str
    end: int
    losses: tuple[int, ...]
    lately: bool

    @classmethod
    def of(
        cls, telling: Telling, group: Sequence[Mention[ServiceName]], *, lately: bool
    ) -> "_Around":
        start = telling.clause.start
        text = telling.text
        end = group[-1].end
        losses = tuple(cue.start - end for cue in telling.all(*_LOSSES) if cue.start >= end)
        return cls(text[: group[0].start - start], text[end - start :], end, losses, lately)

    def failing_before(self, limit: int) -> bool:
        """Whether a word of loss stands within so many characters behind the names."""
        return any(loss < limit for loss in self.losses)


def _service_role(
    telling: Telling, mention: Mention[ServiceName], around: _Around, *, alone: bool
) -> str:
    """What its words make of one name, the surest rules first."""
    failing = telling.fails
    if mention.value.doubtful:
        return "mentioned"
    bystander = _bystander_role(
        mention, around, stands_in=alone and failing, stands_through=failing
    )
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
    if failing and is_hearsay(telling):
        return REPORTED
    if failing or telling.denies("restoration") or telling.returns:
        return AFFECTED
    down = _is_cut(telling, mention) or _is_member(telling, around)
    return AFFECTED if down else "mentioned"


def _is_cut(telling: Telling, mention: Mention[ServiceName]) -> bool:
    """Whether it is a cable that is cut or worked on: "সি-মি-উই-৪ কেবলে রক্ষণাবেক্ষণ চলবে"."""
    if mention.value.kind != "cable" or telling.has("unaffected"):
        return False
    cut = any(cue.value.value == "cable_cut" for cue in telling.all("cause"))
    return cut or telling.has("maintenance")


def _is_member(telling: Telling, around: _Around) -> bool:
    """Whether it is one of those that the words before say failed: "সে তালিকায় ছিল রেডিট"."""
    return around.lately and not telling.has("unaffected") and bool(_MEMBER.search(telling.text))


def _bystander_role(
    mention: Mention[ServiceName], around: _Around, *, stands_in: bool, stands_through: bool
) -> str | None:
    """The role of a name that counts, carries, owns or speaks; None when it does none of these.

    Args:
        stands_in: a company or outlet stands for its own service here.
        stands_through: what goes "through" it fails ("এনপিএসবির মাধ্যমে লেনদেন বন্ধ").
    """
    kind, after = mention.value.kind, around.after
    if kind == "monitor":
        return "monitor"
    if kind == "media" and not stands_in:
        return "source"
    if _PLACE_OF_SPEECH.match(after):
        return "source"
    said = _SPOKEN_THERE.match(after) if kind in _FORA else None
    if said is not None and not around.failing_before(said.end()):
        return "source"
    if kind in BYSTANDER_KINDS and not stands_in:
        return "operator"
    if _is_speaker(around) or _OWNED_AFTER.match(after):
        return "operator"
    if _THROUGH.match(after) and stands_through:
        return None
    return "alternative" if _BY_WAY_OF.match(after) else None


def _is_aside(telling: Telling, mention: Mention[ServiceName], around: _Around) -> bool:
    """Whether the name only places another: an owner's generic service, "X-এর পর", a power cut."""
    kind = mention.value.kind
    if kind == "generic" and _is_owned(telling, mention):
        return True
    if (kind == "generic" or mention.value.id in _CLASSES) and _describes(telling, mention):
        return True
    if kind == "power" and not telling.clause.title:
        return True
    if kind in _OVER_A_NET and _OVER_NET.search(around.before):
        return True  # "জিওর নেটে ইউটিউব চলছে না": what fails is the net
    if _SUCH_AS.match(around.after):
        return not telling.fails
    return _AFTER_IT.match(around.after) is not None


def _is_speaker(around: _Around) -> bool:
    """Whether the name is who speaks or acts: "বিটিসিএল জানিয়েছে", "… জানিয়েছে বিটিসিএল"."""
    before, after = around.before, around.after
    spoken = _SPEAKS_AFTER.match(after) or _STAFF_AFTER.match(after)
    if spoken is not None and not around.failing_before(spoken.end()):
        return True
    if _OWNER_BEFORE.search(before):
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


def _describes(telling: Telling, mention: Mention[ServiceName]) -> bool:
    """Whether a name stands right behind this noun: "দ্বিতীয় সাবমেরিন কেবল সি-মি-উই-৫"."""
    start = telling.clause.start
    for other in telling.services:
        apart = telling.text[mention.end - start : other.start - start]
        if other.start > mention.start and other.value.kind != "generic":
            return apart.strip(" '\"") == "" and len(apart) <= _APART
    return False


def _is_up(telling: Telling, around: _Around) -> bool:
    """Whether the clause says of this name that it works, worked on, or is spared."""
    if telling.denies("outage", "degradation"):
        return True
    still = _STILL_UP.search(around.after)
    if still is not None:
        return _NOT.match(around.after, still.end()) is None
    spared = [cue for cue in telling.all("unaffected") if cue.end > around.end]
    if spared:
        between = (
            cue
            for cue in telling.all("outage", "degradation")
            if around.end <= cue.start < spared[0].start
        )
        return next(between, None) is None
    states = telling.all("restoration")
    if telling.clause.title:  # a headline of the state tells of the return: "ফেসবুক সচল"
        return False
    return bool(states) and not telling.fails and not _CHANGES.search(telling.text)
