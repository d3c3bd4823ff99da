"""Places that an outage can be limited to: names → scope ids of the record."""

import re
from functools import cache

from bibhrat.lexicon import load, pattern, words
from bibhrat.matcher import Matcher, Skeleton, longest
from bibhrat.mention import Mention

HOME = "home"  # "all over the country": resolved by the article's zone, or its subject
_COUNTRY_OF_ZONE = {"Asia/Dhaka": "BD", "Asia/Kolkata": "IN"}


def country_of(tz: str) -> str | None:
    """ISO code of the country that an outlet's zone stands for, where it is known."""
    return _COUNTRY_OF_ZONE.get(tz)


@cache
def _matcher() -> Matcher[str]:
    places = load("places")
    phrases = [(word, "global") for word in places["global"]["words"]]
    phrases += [(word, HOME) for word in places["home"]["words"]]
    for code, spellings in places["country"].items():
        phrases += [(word, code) for word in spellings]
    for code, entries in places["inside"].items():
        for entry in entries:
            spellings = [entry] if isinstance(entry, str) else entry
            phrases += [(word, f"{code}:{spellings[0]}") for word in spellings]
    for code, together in places["joined"].items():
        phrases += [
            (word, "+".join(f"{code}:{one}" for one in own)) for word, own in together.items()
        ]
    return Matcher(phrases)


def find(bones: Skeleton, tz: str, text: str = "") -> list[Mention[str]]:
    """Find places; offsets in the folded text.

    Args:
        bones: skeleton of the folded text.
        tz: the article's zone, which decides what "সারা দেশ" is, unless headline and lead
            are about one other country.
        text: the folded text, for places that only their shape tells ("চরফ্যাশন উপজেলায়");
            without it none are.
    """
    matches = longest(_matcher().find(bones))
    home = _subject([(m.start, m.payload) for m in matches], country_of(tz))
    found: list[Mention[str]] = []
    for match in matches:
        place = match.payload
        if place == HOME:
            if home is None:
                continue
            place = home
        found += [Mention(match.start, match.end, "place", one) for one in place.split("+")]
    if text and home is not None:
        found += _by_shape(text, found, home)
        found.sort(key=lambda place: place.start)
    return found


_LEAD = 500  # characters: headline and first sentences


def _subject(matches: list[tuple[int, str]], home: str | None) -> str | None:
    """Which country "the country" is: the one that the lead is about, else the outlet's."""
    named = {place.split(":")[0] for start, place in matches if start < _LEAD}
    named -= {"global", HOME}
    return named.pop() if len(named) == 1 else home


# A name and what kind of place it is: the name is free, but no number, pronoun or plural.
_KIND = f" {pattern(load('patterns')['places']['kinds'])}"
_SHAPE = re.compile(
    rf"(?<![\u0980-\u09ff])([\u0980-\u09ff]{{3,16}}(?:-[\u0980-\u09ff]{{3,12}})?){_KIND}"
)
_NEEDED = re.compile(_KIND)  # most texts have none, and this is seen at once
_NO_NAME = words("places", "no_name")


def _by_shape(text: str, known: list[Mention[str]], home: str) -> list[Mention[str]]:
    """Places in no list, from the word behind their name."""
    found = []
    for match in _SHAPE.finditer(text) if _NEEDED.search(text) else ():
        name = match.group(1)
        place = Mention(match.start(1), match.end(1), "place", f"{home}:{name}")
        if _NO_NAME.search(name) is None and not any(place.overlaps(other) for other in known):
            found.append(place)
    return found
