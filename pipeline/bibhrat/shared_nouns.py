"""Names in a list that share their last word: "সিটি, ইস্টার্ন ও প্রাইম ব্যাংকের কার্ড".

In go folded text and the names of the catalogue in it; out come these and the members of such
lists that stand before the one with the noun.
"""

import re
from collections.abc import Sequence

from bibhrat.catalogue import Catalogue, ServiceName
from bibhrat.lexicon import load
from bibhrat.matcher import skeleton
from bibhrat.mention import Mention, Taken
from bibhrat.text import WORD, fold

_NOUNS = "|".join(fold(word).text for word in load("context")["names"]["shared_nouns"])
_NOUN = re.compile(rf" ({_NOUNS})(?![{WORD}]{{4}})")
_BEFORE = re.compile(rf"((?:[{WORD}-]{{2,}} )?)([{WORD}-]{{2,}})(?:, | ও | এবং | আর )$")
# Of which such names are.
_KINDS = frozenset({"airline", "airport", "bank", "education", "exchange", "health"})
_REACH = 40  # characters in which a member of a list ends


def with_shared_nouns(
    text: str, found: Sequence[Mention[ServiceName]], known: Catalogue
) -> list[Mention[ServiceName]]:
    """Add the members of lists whose noun is said once, in reading order.

    Args:
        text: folded text.
        found: names in reading order, none overlapping another.
        known: the catalogue; only what it names with the noun is added.
    """
    added: list[Mention[ServiceName]] = []
    for mention in found:
        if mention.value.kind not in _KINDS:
            continue
        noun = _NOUN.search(text, mention.start, mention.end)
        start = mention.start
        while noun is not None:
            before = _BEFORE.search(text, max(0, start - _REACH), start)
            member = _member(before, noun.group(1), mention.value, known) if before else None
            if member is None:
                break
            added.append(member)
            start = member.start
    if not added:
        return list(found)
    taken = Taken(text, added)
    kept = [m for m in found if not taken.hits(m.start, m.end)]
    return sorted([*kept, *added], key=lambda mention: mention.start)


def _member(
    before: re.Match[str], noun: str, like: ServiceName, known: Catalogue
) -> Mention[ServiceName] | None:
    """The name that one or two words make together with the noun."""
    for start in dict.fromkeys((before.start(1), before.start(2))):
        name = f"{before.string[start : before.end(2)]} {noun}"
        for match in known.matcher.find(skeleton(name)):
            service = match.payload.service
            if (match.start, match.stem_end) == (0, len(name)) and service.kind == like.kind:
                return Mention(start, before.end(2), "service", service)
    return None
