"""Places that an outage can be limited to: names → scope ids of the record."""

from functools import cache

from bibhrat.lexicon import load
from bibhrat.matcher import Matcher, Skeleton, longest
from bibhrat.mention import Mention

HOME = "home"  # "all over the country": resolved by the article's zone
_COUNTRY_OF_ZONE = {"Asia/Dhaka": "BD", "Asia/Kolkata": "IN"}


def country_of(tz: str) -> str | None:
    """ISO code of the country that an outlet's zone stands for, where it is known."""
    return _COUNTRY_OF_ZONE.get(tz)


@cache
def _matcher() -> Matcher[str]:
    places = load("places")
    phrases = [(word, "global") for word in places["global"]["words"]]
    phrases += [(word, HOME) for word in places["home"]["words"]]
    for code, words in places["country"].items():
        phrases += [(word, code) for word in words]
    for code, words in places["inside"].items():
        for entry in words:
            spellings = [entry] if isinstance(entry, str) else entry
            phrases += [(word, f"{code}:{spellings[0]}") for word in spellings]
    return Matcher(phrases)


def find(bones: Skeleton, tz: str) -> list[Mention[str]]:
    """Find places; offsets in the folded text.

    Args:
        bones: skeleton of the folded text.
        tz: the article's zone, which decides what "সারা দেশ" is.
    """
    found: list[Mention[str]] = []
    for match in longest(_matcher().find(bones)):
        place = match.payload
        if place == HOME:
            home = country_of(tz)
            if home is None:
                continue
            place = home
        found.append(Mention(match.start, match.end, "place", place))
    return found
