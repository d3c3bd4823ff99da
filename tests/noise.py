"""Noise as real text has it, and which decisions an article's reading comes to."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bibhrat.article import Article
from bibhrat.extractor import extract
from bibhrat.profile import Profile

_ASCII = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_TWO_POINTS = {"\u09df": "\u09af\u09bc", "\u09dc": "\u09a1\u09bc", "\u09dd": "\u09a2\u09bc"}
_WORD = re.compile("[\u0985-\u09b9\u09be-\u09cd\u09dc-\u09df]{6,}")

Noise = Callable[[str], str]


def ascii_digits(text: str) -> str:
    return text.translate(_ASCII)


def canonical_composition(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def canonical_decomposition(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def letters_of_one_point(text: str) -> str:
    for one, two in _TWO_POINTS.items():
        text = text.replace(two, one)
    return text


def letters_of_two_points(text: str) -> str:
    for one, two in _TWO_POINTS.items():
        text = text.replace(one, two)
    return text


def joiners(text: str) -> str:
    return text.replace("\u09cd", "\u09cd\u200c").replace("ন", "ন\u200d")


def typos(text: str, rate: float = 0.01, seed: int = 1) -> str:
    """One letter dropped, doubled or swapped in a share of the words of six letters and more."""
    dice = random.Random(f"{seed}:{text}")

    def mistype(match: re.Match[str]) -> str:
        word = match.group()
        if dice.random() >= rate:
            return word
        at = dice.randrange(1, len(word) - 1)
        kind = dice.choice(("drop", "double", "swap"))
        if kind == "drop":
            return word[:at] + word[at + 1 :]
        if kind == "double":
            return word[:at] + word[at] + word[at:]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _WORD.sub(mistype, text)


FORMS: tuple[Noise, ...] = (
    ascii_digits, canonical_composition, canonical_decomposition, letters_of_one_point,
    letters_of_two_points, joiners,
)  # fmt: skip


def noisy(article: Article, noise: Noise) -> Article:
    return replace(article, title=noise(article.title), text=noise(article.text))


Decisions = dict[tuple[str, str], object]


def decisions(article: Article, profile: Profile) -> Decisions:
    """What is decided of an article, by what it is decided of.

    Is it a report; of each service of the catalogue that is named, its role in the news; and
    which value is the news' start, end and duration.
    """
    result = extract(article, profile)
    found: Decisions = {("report", ""): bool(result.records)}
    if result.annotation is not None:
        for mention in result.annotation.services:
            if mention.value.in_catalogue:
                found["service", mention.value.id] = "not"
    for record in result.records[:1]:
        for other in record.not_affected:
            found["service", other.id] = other.role
        for service in record.services:
            found["service", service.id] = service.certainty
        for slot in ("start", "end"):
            moment = getattr(record, slot)
            found["time", slot] = moment.value if moment is not None else None
        found["time", "duration"] = record.duration.stated if record.duration else None
    return found


def compared(before: Decisions, after: Decisions) -> tuple[Counter[str], Counter[str]]:
    """How many decisions of each kind there were, and how many are others now.

    Services and times count where both readings are of a report; a service that is no longer
    named is no decision of a model, and does not count.
    """
    asked, others = Counter[str](), Counter[str]()
    for key in sorted(before.keys() & after.keys()):
        if key[0] == "report" or (before["report", ""] and after["report", ""]):
            asked[key[0]] += 1
            others[key[0]] += before[key] != after[key]
    return asked, others
