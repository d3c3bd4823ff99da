"""What exports look up beside the record: kinds of services, countries in English and Bangla."""

from functools import cache

from bibhrat.export.countries import ENGLISH
from bibhrat.lexicon import load, names
from bibhrat.record import OutageRecord, Service

#: Services that are the way to the net, not something on it.
NETWORK_IDS = frozenset(
    ["broadband-internet", "fiber-optic-cable", "iig", "internet", "isp", "mobile-internet",
     "mobile-network", "mobile-operators", "nttn", "satellite-internet", "submarine-cable",
     "international-terrestrial-cable", "bandwidth", "wifi"]
)  # fmt: skip
NETWORK_KINDS = frozenset(["cable", "infrastructure", "isp", "satellite", "telecom"])


@cache
def _kinds() -> dict[str, str]:
    return {key: entry["kind"] for file in names("services") for key, entry in load(file).items()}


def kind(service: Service) -> str | None:
    """The catalogue's kind of a service; None for one that the catalogue lacks."""
    return _kinds().get(service.id)


def is_network(service: Service) -> bool:
    """Whether a service carries others: the internet, an operator, a cable."""
    return service.id in NETWORK_IDS or kind(service) in NETWORK_KINDS


def countries(record: OutageRecord) -> list[str]:
    """ISO codes of the record's scope, those of places inside a country too, as they stand."""
    codes = (place.id.partition(":")[0] for place in record.scope if place.id != "global")
    return list(dict.fromkeys(codes))


def inside(record: OutageRecord) -> list[str]:
    """Names of the places inside a country, in Bangla."""
    return [place.id.partition(":")[2] for place in record.scope if ":" in place.id]


def whole_countries(record: OutageRecord) -> list[str]:
    """ISO codes of countries that are the scope as a whole."""
    return [place.id for place in record.scope if ":" not in place.id and place.id != "global"]


def country_en(code: str) -> str:
    """English name of a country; the code itself where it has none here."""
    return ENGLISH.get(code, code)


def place_bn(identity: str) -> str:
    """Bangla name of a place of a record's scope.

    >>> place_bn("BD"), place_bn("BD:ঢাকা"), place_bn("global")
    ('বাংলাদেশ', 'ঢাকা', 'সারা বিশ্ব')
    """
    if identity == "global":
        return "সারা বিশ্ব"
    code, _, name = identity.partition(":")
    if name:
        return name
    spellings = load("places")["country"].get(code)
    return spellings[0] if spellings else code
