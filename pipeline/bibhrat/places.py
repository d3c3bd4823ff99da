"""Places that an outage can be limited to: names → scope ids of the record."""

import re
from functools import cache

from bibhrat.lexicon import load, pattern, words
from bibhrat.matcher import Matcher, Skeleton, longest
from bibhrat.mention import Mention

HOME = "home"  # "all over the country": resolved by the article's zone, or its subject
_COUNTRY_OF_ZONE = {"Asia/Dhaka": "BD", "Asia/Kolkata": "IN"}
_AT_HOME = tuple(f"{code}:" for code in _COUNTRY_OF_ZONE.values())


def country_of(tz: str) -> str | None:
    """ISO code of the country that an outlet's zone stands for, where it is known."""
    return _COUNTRY_OF_ZONE.get(tz)


@cache
def _matcher() -> Matcher[str]:
    places = load("places")
    phrases = [(word, "global") for word in places["global"]["words"]]
    phrases += [(word, HOME) for word in places["home"]["words"]]
    phrases += [(word, f"{HOME}:{word}") for word in places["both_sides"]["words"]]
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
        if place.split(":")[0] == HOME:
            if home is None:
                continue
            place = home + place.removeprefix(HOME)
        found += [Mention(match.start, match.end, "place", one) for one in place.split("+")]
    if text and home is not None:
        found += _by_shape(text, found, home)
        found += _by_list(text, found)
        found.sort(key=lambda place: place.start)
    return found


_LEAD = 500  # characters: headline and first sentences


def _subject(matches: list[tuple[int, str]], home: str | None) -> str | None:
    """Which country "the country" is: the one that the lead is about, else the outlet's.

    A town abroad says too little: a company has its seat there.
    """
    named = {
        place.split(":")[0]
        for start, place in matches
        if start < _LEAD and (":" not in place or place.startswith(_AT_HOME))
    }
    named -= {"global", HOME}
    return named.pop() if len(named) == 1 else home


# A name and what kind of place it is: the name is free, but no number, pronoun or plural.
_NAME = r"[\u0980-\u09ff]{3,16}(?:-[\u0980-\u09ff]{3,12})?"
_KIND = f" {pattern(load('patterns')['places']['kinds'])}"
_LIST = rf"(?:{_NAME}, ){{0,12}}{_NAME},? (?:ও|এবং) "
_SHAPE = re.compile(rf"(?<![\u0980-\u09ff])({_LIST})?({_NAME}){_KIND}")
_NEEDED = re.compile(_KIND)  # most texts have none, and this is seen at once
_NO_NAME = words("places", "no_name")
_ONE = re.compile(_NAME)
_EMPHATIC = re.compile("[ইও]$")  # "তখনও জেলায়", "পরপরই জেলায়"


def _by_shape(text: str, known: list[Mention[str]], home: str) -> list[Mention[str]]:
    """Places in no list, from the word behind their name, or behind the last of several."""
    found = []
    for match in _SHAPE.finditer(text) if _NEEDED.search(text) else ():
        for name in _ONE.finditer(text, match.start(), match.end(2)):
            place = Mention(name.start(), name.end(), "place", f"{home}:{name.group()}")
            adverb = _EMPHATIC.search(name.group()) or _NO_NAME.search(name.group())
            if adverb is None and _is_new(place, known):
                found.append(place)
    return found


_SEVERAL = re.compile(rf"(?<![\u0980-\u09ff]){_LIST}({_NAME})")
_AND = re.compile("ও|এবং")
_LEAST_KNOWN = 2  # of a list
_CASE = re.compile("(?:তে|(?<=া)\u09df|(?<=[\u0995-\u09b9\u09dc\u09dd])ে)(?:ও|ই)?$")


def _by_list(text: str, known: list[Mention[str]]) -> list[Mention[str]]:
    """Places in no list, from the places that they stand in one list with.

    "বনগাঁ, বাগদা, গাইঘাটা ও স্বরূপনগরে": who knows two of four knows what the others are.
    """
    inside = [place for place in known if ":" in place.value]
    if len(inside) < _LEAST_KNOWN:
        return []
    found = []
    for match in _SEVERAL.finditer(text):
        own = [p for p in inside if match.start() <= p.start < match.end()]
        if len(own) < _LEAST_KNOWN:
            continue
        code = own[0].value.split(":")[0]
        for name in _ONE.finditer(text, match.start(), match.end()):
            last = name.start() == match.start(1)
            bare = _CASE.sub("", name.group()) if last else name.group()
            place = Mention(name.start(), name.end(), "place", f"{code}:{bare}")
            if not _AND.fullmatch(bare) and _NO_NAME.search(bare) is None and _is_new(place, known):
                found.append(place)
    return found


def _is_new(place: Mention[str], known: list[Mention[str]]) -> bool:
    return not any(place.overlaps(other) for other in known)
