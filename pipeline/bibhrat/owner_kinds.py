"""Which names are owners, and which parts they have.

In goes what a name stands for; out comes whether it is an organisation whose parts fail by
themselves, and whether a part is one that such an organisation has.
"""

import re
from collections.abc import Mapping, Sequence

from bibhrat.catalogue import ServiceName
from bibhrat.lexicon import load
from bibhrat.text import fold

_PARTS = load("context")["parts"]
_HAS_PARTS = frozenset(_PARTS["kinds"])
_BANK = re.compile(r"ব্যা(?:ংক|ঙ্ক)$")
#: Of these kinds only some parts fail by themselves.
ONLY: Mapping[str, frozenset[str]] = {
    kind: frozenset(suffixes) for kind, suffixes in _PARTS["only"].items()
}
_OF_KINDS: Mapping[str, Sequence[str]] = _PARTS["of_kinds"]
_ITSELF = frozenset(_PARTS["itself"])
_RUN_APART = frozenset({"airline", "airport", "transport"})
_INSIDE = {
    country: frozenset(
        fold(name).text
        for entry in entries
        for name in ([entry] if isinstance(entry, str) else entry)
    )
    for country, entries in load("places")["inside"].items()
}


def can_have(owner: ServiceName, suffix: str) -> bool:
    """Whether a part, told by its id suffix, is one that owners of a kind have."""
    if owner.kind in ONLY and suffix not in ONLY[owner.kind]:
        return False
    return owner.kind in _OF_KINDS.get(suffix, (owner.kind,))


def is_owner(value: ServiceName) -> bool:
    """Whether a name is an organisation whose parts fail by themselves."""
    if value.kind in ONLY:
        return True
    if value.id in _ITSELF:
        return False
    if value.kind == "unknown-brand":
        return _BANK.search(value.name) is not None
    # An airline keeps its own parts though a group owns it, an airport though a state runs it.
    return value.kind in _HAS_PARTS and (value.operator is None or value.kind in _RUN_APART)


def is_bank(value: ServiceName) -> bool:
    """Whether an owner is a bank, in the catalogue or by its name."""
    return value.kind in ("bank", "unknown-brand")


def is_at_home(place: ServiceName, service: ServiceName) -> bool:
    """Whether a border post or an airport lies in the country of a service."""
    if place.country:
        return not set(place.country).isdisjoint(service.country)
    return not any(
        word in places
        for country, places in _INSIDE.items()
        if country not in service.country
        for word in place.name.split()
    )
