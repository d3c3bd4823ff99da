"""Names that no catalogue has, beside those that it has.

In go folded text and the names found so far; out come these and the candidates of
`bibhrat.shapes` that none of them takes. Candidates are many; a judge decides which of them
failed.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from bibhrat.catalogue import ServiceName
from bibhrat.institutions import is_institution
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention, Taken
from bibhrat.shapes import LONG, Candidate, Places, candidates, stem_end, with_class_word
from bibhrat.slugs import slug
from bibhrat.stations import stations

_CLASSES = frozenset({"international-terrestrial-cable"})  # class nouns besides "generic"
_OF_MODEL = ("coined", "guessed")
_WITH_CLASS = ("net", "brand", "named", "apposed", *_OF_MODEL)
_OTHER_THINGS = re.compile(pattern(load("context")["shape"]["other_things"]))
_OTHER_THING = re.compile(f"{_OTHER_THINGS.pattern} ['\"]?$")
_NEAR = 16  # characters before a name in which the noun may stand
_APART = 3  # a space and a quotation mark between a head noun and its name
_SURE = ("unknown-quoted", "unknown-named", "unknown-apposed")


def with_unknown(
    text: str,
    known: Sequence[Mention[ServiceName]],
    words: Sequence[Mention[Any]] = (),
    tagged: Iterable[Candidate] | None = None,
    read: Sequence[tuple[int, int]] = (),
    coined: Iterable[Candidate] = (),
) -> list[Mention[ServiceName]]:
    """Add the candidates to the known names, in reading order, none overlapping another.

    Args:
        text: folded text.
        known: names of the catalogue.
        words: mentions of words that are never part of a name (বন্ধ, সচল).
        tagged: the candidates of another recogniser, in place of those of `bibhrat.shapes`.
        read: names that a model has found, with their endings; they go before candidates.
        coined: candidates that a model has found, behind those of the shapes.
    """
    places = Places(text)
    named = _told(text, read, [*known, *words], places)
    found = [m for m in known if not any(m.overlaps(name) for name in named)] + named
    taken = Taken(text, (*found, *words))
    starts = {mention.start for mention in (*found, *words) if mention.kind == "service"}
    generic = {m.start: m for m in found if m.value.kind == "generic" or m.value.id in _CLASSES}
    others = _OTHER_THINGS.search(text) is not None
    again: list[Mention[ServiceName]] | None = None
    shaped = chain(stations(text, places), candidates(text, places)) if tagged is None else tagged
    longer = (with_class_word(text, name) for name in coined)
    for start, stop, end, shape in chain(shaped, longer):
        if again is None and f"unknown-{shape}" not in _SURE:
            again = _again(found, taken, places)
            starts.update(mention.start for mention in again)
        other = shape in _OF_MODEL and is_institution(text[start:stop])
        if other or (others and _OTHER_THING.search(text, max(0, start - _NEAR), start)):
            continue
        if shape == "headed" and not starts.isdisjoint(range(end, end + _APART)):
            continue  # "ভাষা শেখার অ্যাপ ডুয়োলিঙ্গো": the head noun belongs to the name behind it
        # "দ্বীপ নেট" is a name, though নেট alone is the internet; "সুরমা ব্যাংকের অ্যাপ" is
        # of a bank, though "ব্যাংকের অ্যাপ" is online banking.
        inside = [generic.pop(i) for i in range(start + 1, stop) if i in generic]
        if inside and shape in _WITH_CLASS and not taken.hits(start, inside[0].start):
            found.remove(inside[0])
        elif inside or shape == "net" or taken.hits(start, end):
            continue
        mention = Mention(start, end, "service", unknown_service(text[start:stop], shape))
        found.append(mention)
        taken.add(start, end)
        starts.add(start)
    found += _again(found, taken, places) if again is None else again
    return sorted(found, key=lambda mention: mention.start)


def _told(
    text: str,
    told: Sequence[tuple[int, int]],
    known: Sequence[Mention[Any]],
    places: Places,
) -> list[Mention[ServiceName]]:
    """A model's names that share no character with a known one.

    A class noun may be inside ("ভর্তি পোর্টাল"), but alone, or before a name, it is none.
    """
    found: list[Mention[ServiceName]] = []
    for start, end in told:
        hit = [m for m in known if m.start < end and start < m.end]
        if all(isinstance(m.value, ServiceName) and m.value.kind == "generic" and m.start > start
               for m in hit):  # fmt: skip
            name = text[start : stem_end(text, places, start, end)]
            found.append(Mention(start, end, "service", unknown_service(name, "named")))
    return found


def _again(
    found: Sequence[Mention[ServiceName]], taken: Taken, places: Places
) -> list[Mention[ServiceName]]:
    """Where the names stand again that were first seen in quotes or beside a head noun."""
    more: list[Mention[ServiceName]] = []
    for service in dict.fromkeys(m.value for m in found if m.value.kind in _SURE):
        if len(service.name) < LONG:
            continue
        for start, end in places.of(service.name):
            if not taken.hits(start, end):
                more.append(Mention(start, end, "service", service))
                taken.add(start, end)
    return more


def unknown_service(name: str, shape: str = "quoted") -> ServiceName:
    """A service that no catalogue has; the id is made from its name.

    >>> unknown_service("মহানগর চ্যাট").id
    'mohanagar-chat'
    """
    return ServiceName(
        id=slug(name) or "unknown",
        name=name,
        name_bn=name,
        kind=f"unknown-{shape}",
        in_catalogue=False,
    )
