"""Whose time স্থানীয় সময় is: the zone of the foreign place that the text named last.

The names are countries and cities with one clock, or with one that newsrooms mean by them
(যুক্তরাষ্ট্র is New York); the zones are those of the IANA database.
"""

import re

from bibhrat.lexicon import load
from bibhrat.temporal.words import ENDINGS
from bibhrat.text import WORD, fold

_BACK = 800
_AHEAD = 200
_WORDS = re.compile(f"[{WORD}]+")
# Names of zones and of continents' winds, which are no places.
_NO_PLACES = frozenset(
    fold(w).text for w in ("ইস্টার্ন", "সেন্ট্রাল", "প্যাসিফিক", "মহাসাগরীয়", "পূর্বাঞ্চলীয়", "আরব", "সমন্বিত")
)
_NO_ZONES = ("local", "Etc/UTC")


def _names() -> dict[tuple[str, ...], str]:
    zones = load("temporal/zones")
    found: dict[tuple[str, ...], str] = {}
    for section in ("with_time", "places"):
        for zone, names in zones[section].items():
            for name in names:
                words = tuple(fold(name).text.split())
                if zone not in _NO_ZONES and words[0] not in _NO_PLACES:
                    found.setdefault(words, zone)
    return found


_PLACES = _names()
_FIRST_WORDS = frozenset(words[0] for words in _PLACES if len(words) > 1)


def local_zone(text: str, start: int, end: int, home: str) -> str | None:
    """The zone of the place abroad that a text names before an expression, or else behind it.

    >>> text = fold("জাপানে স্থানীয় সময় রাত ৯টায়").text
    >>> local_zone(text, 20, len(text), "Asia/Dhaka")
    'Asia/Tokyo'
    """
    before = _zones(text, max(0, start - _BACK), start, home)
    if before:
        return before[-1]
    after = _zones(text, end, min(len(text), end + _AHEAD), home)
    return after[0] if after else None


def _zones(text: str, begin: int, end: int, home: str) -> list[str]:
    words = _WORDS.findall(text, begin, end)
    found = []
    for k, word in enumerate(words):
        zone = _zone_of(word)
        if zone is None and word in _FIRST_WORDS and k + 1 < len(words):
            zone = next(
                (
                    z
                    for names, z in _PLACES.items()
                    if names[0] == word and _is_form(words[k + 1], names[-1])
                ),
                None,
            )
        if zone is not None and zone != home:
            found.append(zone)
    return found


def _zone_of(word: str) -> str | None:
    for k in range(len(word), 2, -1):
        zone = _PLACES.get((word[:k],))
        if zone is not None and word[k:] in ENDINGS:
            return zone
    return None


def _is_form(word: str, name: str) -> bool:
    return word.startswith(name) and word[len(name) :] in ENDINGS
