"""The services known by name: lexicon/services/*.toml, ready to be found in text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from bibhrat.lexicon import load, names
from bibhrat.matcher import Matcher
from bibhrat.text import fold_all

_AIRPORT = ("বিমানবন্দর", "এয়ারপোর্ট")
# Kinds that are named beside an outage without being what went down.
BYSTANDER_KINDS = frozenset({"media", "monitor", "company", "regulator", "device"})


@dataclass(frozen=True, slots=True)
class ServiceName:
    """What a name stands for.

    Attributes:
        id: canonical id, kebab-case of the usual English name.
        name, name_bn: for display.
        kind: a kind of the catalogue, or "unknown".
        operator: id of the company behind it, or None.
        country: ISO codes where it is a national service, else empty.
        in_catalogue: False for a name taken from its shape.
        doubtful: an ordinary word that is also a name, where nothing around it says "name".
    """

    id: str
    name: str
    name_bn: str
    kind: str
    operator: str | None = None
    country: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    in_catalogue: bool = True
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a service.

    Attributes:
        ambiguous: it is an ordinary word, too.
        short: another spelling of the service ends so: ড্রাইভ of গুগল ড্রাইভ.
    """

    service: ServiceName
    ambiguous: bool
    folded: str
    short: bool = False


class Catalogue:
    """The services known by name."""

    #: Spellings that a user's file adds; the gate has those of lexicon/services by itself.
    own_names: frozenset[str] = frozenset()

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self.by_id = {key: _service(key, entry) for key, entry in entries.items()}
        phrases: list[tuple[str, Spelling]] = []
        spellings = {key: _spellings(entry) for key, entry in entries.items()}
        folded = iter(fold_all(spelling for own in spellings.values() for spelling in own))
        for key, entry in entries.items():
            ambiguous = set(entry.get("ambiguous", ()))
            forms = list(islice(folded, len(spellings[key])))
            ends = {form[at + 1 :] for form in forms for at, sign in enumerate(form) if sign == " "}
            for spelling, form in zip(spellings[key], forms, strict=True):
                short = form in ends
                named = Spelling(self.by_id[key], spelling in ambiguous, form, short)
                phrases.append((spelling, named))
        self.matcher = Matcher(
            phrases,
            glued=lambda spelling: spelling.service.kind == "media" and len(spelling.folded) > 4,
        )


def _spellings(entry: Mapping[str, Any]) -> list[str]:
    found = dict.fromkeys([entry["name"], *entry["bn"], *entry.get("latin", ())])
    if entry["kind"] == "airport":  # written either way: দিল্লি বিমানবন্দর, দিল্লি এয়ারপোর্ট
        found |= dict.fromkeys(word.replace(*_AIRPORT) for word in entry["bn"])
    return list(found)


@cache
def catalogue() -> Catalogue:
    """The catalogue of lexicon/services/*.toml."""
    entries: dict[str, Mapping[str, Any]] = {}
    for file in names("services"):
        entries.update(load(file))
    return Catalogue(entries)


def _service(key: str, entry: Mapping[str, Any]) -> ServiceName:
    return ServiceName(
        id=key,
        name=entry["name"],
        name_bn=entry["bn"][0] if entry["bn"] else entry["name"],
        kind=entry["kind"],
        operator=entry.get("operator"),
        country=tuple(entry.get("country", ())),
        group=tuple(entry.get("in_group", ())),
    )
