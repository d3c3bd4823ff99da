"""What an organisation has that can fail by itself: "এটিএম", "ভর্তি পোর্টাল", "চেক-ইন".

In goes folded text; out come `Part`s, and for a part with its owner the service that it is,
under an id made of both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bibhrat.catalogue import ServiceName
from bibhrat.endings import CASE, CLITIC
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.shapes import is_plain
from bibhrat.slugs import slug, translated
from bibhrat.text import WORD, fold

_PARTS = load("context")["parts"]
_SUFFIX: Mapping[str, str] = {fold(word).text: id_ for word, id_ in _PARTS["words"].items()}
_PART = re.compile(
    rf"({pattern(f'{word}~' for word in _SUFFIX)})"
    r"(?: বুথ| সেবা| সফটওয়্যার| ব্যবস্থা)?(?:টি|টা|গুলো|গুলি|গুলিও)?"
    rf"(?:{CASE}|\u09df(?:ের|ে)|-?সহ)?{CLITIC}?(?![{WORD}])"
)
_METER = ("মিটার ", "মিটারের ", "মিটারে ")  # its recharge is the meter itself
_SHORT: Mapping[str, str] = _PARTS["short"]
_OF_A_KIND = frozenset({"bank", "telecom"})
_DESCRIBING = re.compile(rf"((?:[{WORD}]{{2,}}[ -]){{1,2}})$")
# Whose parts are many: a university has a portal for admissions and another for results.
_DESCRIBED = frozenset({"unknown-owner", "airport", "education", "health"})
# "ইমিগ্রেশন সিস্টেমের সার্ভার", "কেন্দ্রীয় সার্ভার" is the server.
_SAYS_NOTHING = frozenset({"central", "online", "software", "system"})
_TOLL = "toll"  # "সেতুর টোল প্লাজার সার্ভার", "টোলের সফটওয়্যার": what is paid there
REACH = 32  # characters between an owner and its part


@dataclass(frozen=True, slots=True)
class Part:
    """A word for a part: where it stands, and the id suffix that it gives."""

    start: int
    end: int
    word: str
    suffix: str


def parts(text: str) -> Iterator[Part]:
    """The words for parts in folded text, in reading order."""
    for match in _PART.finditer(text):
        suffix = _SUFFIX[match.group(1)]
        if suffix != "recharge" or not text.endswith(_METER, 0, match.start()):
            yield Part(match.start(), match.end(), match.group(1), suffix)


def owned_part(
    text: str,
    owner: ServiceName,
    part: Part,
    direct: Mention[ServiceName] | None,
    known: Mapping[str, ServiceName],
) -> ServiceName:
    """The service that an owner's part is.

    Args:
        text: folded text.
        owner: whose it is.
        part: in `text`.
        direct: where the owner is named right before the part, if it is.
        known: the catalogue by id: where it has owner and part, the entry is taken.
    """
    if part.suffix == "ticketing":
        sold = (s for s in known.values() if s.operator == owner.id and s.kind == "ticketing")
        return next(sold, None) or _made(owner, part, part.suffix)
    suffix = part.suffix
    if owner.kind in _DESCRIBED:
        described = [*_describing(text, owner, part, direct), suffix]
        suffix = _TOLL if _TOLL in described else "-".join(described)
    if owner.id.endswith(f"-{suffix}"):
        return owner  # "শিক্ষা বোর্ডের ওয়েবসাইটের সাইট": a website has none of its own
    return known.get(f"{owner.id}-{suffix}") or _made(owner, part, suffix)


def _made(owner: ServiceName, part: Part, suffix: str) -> ServiceName:
    """A part that no catalogue has."""
    return ServiceName(
        id=f"{_SHORT.get(owner.id, owner.id)}-{suffix}",
        name=f"{owner.name} {suffix.replace('-', ' ')}",
        name_bn=f"{owner.name_bn} {part.word}",
        # A server of a regulator fails, though regulators only speak; a bank's parts are a bank's.
        kind=owner.kind if owner.in_catalogue and owner.kind in _OF_A_KIND else "unknown-part",
        operator=owner.id if owner.kind != "unknown-owner" else None,
        country=owner.country,
        in_catalogue=False,
    )


def _describing(
    text: str, owner: ServiceName, part: Part, direct: Mention[ServiceName] | None
) -> Iterator[str]:
    """What stands between an owner and its part, in English: ভর্তি admission."""
    start = direct.end if direct is not None else max(0, part.start - REACH)
    before = _DESCRIBING.search(text, start, part.start)
    if before is None:
        return
    for word in before.group().replace("-", " ").split():
        english = translated(word)
        if english in _SAYS_NOTHING or english in owner.id.split("-"):
            continue
        if english is not None or (direct is not None and not is_plain(word)):
            yield english or slug(word)
