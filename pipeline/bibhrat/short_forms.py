"""What brackets explain: "কোর ব্যাংকিং সিস্টেম (সিবিএস)" makes সিবিএস that system.

In go folded text and the names in it; out come the same names, where a short form that a bracket
behind a name explains is that name all over the article, whatever else it may be elsewhere. A
short form is made of the first letters of the name's words, Latin or Bangla. A name that no
catalogue has goes by the Latin spelling that a bracket gives: "ঢেউপে (DheuPay)".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bibhrat.catalogue import ServiceName
from bibhrat.endings import CASE, GENITIVE
from bibhrat.mention import Mention, Taken
from bibhrat.romanise import letters
from bibhrat.slugs import slug
from bibhrat.text import WORD

_BRACKET = re.compile(
    rf"{GENITIVE}?['\"]?(?: (?:লিমিটেড|পিএলসি|কোম্পানি|সিস্টেম)(?:ের|র)?)?"
    rf" \(([{WORD}a-z]{{2,12}})\)"
)
_WORD = re.compile(rf"(?<![{WORD}a-z0-9-])[{WORD}a-z]{{2,}}(?:[-'][{WORD}]+)?(?![{WORD}a-z0-9])")
_ENDING = re.compile(f"{CASE}$")
_MINOR = frozenset({"of", "and", "the", "for"})
_CONJUNCTIONS = frozenset({"ও", "এবং", "অ্যান্ড"})
_LATIN = re.compile(rf"{GENITIVE}?['\"]? \(([a-z][a-z0-9.+&' -]{{2,30}})\)")
_ALIKE_LETTERS = str.maketrans("cqzvfwo", "kkjbpuu")
_VOWELS = str.maketrans("", "", "aeiouyh")
_ALIKE = 3  # sounds that each word and its Latin spelling begin with
_LEAST = 2  # words that a short form stands for


def with_short_forms(
    text: str, named: Sequence[Mention[ServiceName]]
) -> list[Mention[ServiceName]]:
    """Add the short forms that brackets explain, in reading order, none overlapping another.

    Args:
        text: folded text.
        named: names of the catalogue.
    """
    if "(" not in text:
        return list(named)
    sure = {
        m.start: m.value
        for m in named
        if m.value.in_catalogue and not m.value.doubtful and m.value.kind != "generic"
    }
    explained: dict[str, ServiceName] = {}
    known_as: dict[str, ServiceName] = {}
    for mention in named:
        if mention.value.kind.startswith("unknown-"):
            spelling = _LATIN.match(text, mention.end)
            own = _by_latin(mention.value, spelling, sure) if spelling is not None else None
            if own is not None:
                known_as[mention.value.id] = own
                continue
        match = _BRACKET.match(text, mention.end)
        if match is None or mention.value.doubtful:
            continue
        full = text[mention.start : match.start(1) - 2]
        if not is_short_for(match.group(1), full, mention.value.name):
            continue
        itself = sure.get(match.start(1))
        if itself is not None and not mention.value.in_catalogue:
            known_as[mention.value.id] = itself  # the catalogue knows the short form alone
        else:
            explained[match.group(1)] = mention.value
    if not explained and not known_as:
        return list(named)
    found = [replace(m, value=known_as.get(m.value.id, m.value)) for m in named]
    return _everywhere(text, found, explained) if explained else found


def _by_latin(
    value: ServiceName, spelling: re.Match[str], sure: Mapping[int, ServiceName]
) -> ServiceName | None:
    """A name as its Latin spelling has it, if that sounds alike; the catalogue's if it has that."""
    id_ = slug(spelling.group(1))
    if value.kind == "unknown-part" or not _sounds_alike(id_, value.id):
        return None
    return sure.get(spelling.start(1)) or replace(value, id=id_, name=spelling.group(1))


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two ids have the same words by their first sounds: tista-wallet, teesta-wallet.

    "আইটিআর পোর্টাল (ITR deadline)" gives a keyword, not a spelling.
    """
    pairs = list(zip_longest(one.split("-"), other.split("-"), fillvalue=""))
    return all(_sound(word)[:_ALIKE] == _sound(like)[:_ALIKE] for word, like in pairs)


def _sound(word: str) -> str:
    """A word without its later vowels, letters that Bangla does not tell apart as one."""
    told = word.translate(_ALIKE_LETTERS)
    return told[:1] + told[1:].translate(_VOWELS)


def _everywhere(
    text: str, found: Sequence[Mention[ServiceName]], explained: Mapping[str, ServiceName]
) -> list[Mention[ServiceName]]:
    """Make each place of a short form a mention of what it stands for."""
    places: dict[int, Mention[ServiceName]] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        for short in (word, *(word[: m.start()] for m in (_ENDING.search(word),) if m)):
            if short in explained:
                value = replace(explained[short], doubtful=False)
                places[match.start()] = Mention(match.start(), match.end(), "service", value)
                break
    kept: list[Mention[ServiceName]] = []
    taken = Taken(text)
    for mention in found:
        place = places.get(mention.start)
        if place is None or place.value.id == mention.value.id or mention.end > place.end:
            kept.append(mention)
            taken.add(mention.start, mention.end)
    kept += [m for m in places.values() if not taken.hits(m.start, m.end)]
    return sorted(kept, key=lambda mention: mention.start)


def is_short_for(short: str, *names: str) -> bool:
    """Whether a short form is made of the first letters of a name's words.

    Args:
        short: folded.
        names: the name in folded Bangla and in English.

    >>> from bibhrat.text import fold
    >>> is_short_for(fold("সিবিএস").text, fold("কোর ব্যাংকিং সিস্টেম").text)
    True
    >>> is_short_for(fold("নোবিপ্রবি").text, fold("নোয়াখালী বিজ্ঞান ও প্রযুক্তি বিশ্ববিদ্যালয়").text)
    True
    >>> is_short_for(fold("মেটা").text, fold("ফেসবুক মেসেঞ্জার").text)
    False
    """
    if not short:
        return False
    named = letters(short)  # behind a name two are no other word: "ব্রিটিশ এয়ারওয়েজ (বিএ)"
    latin = short if short.isascii() else named[0] if named is not None else None
    for name in names:
        words = [word for word in re.split("[ -]+", name) if word not in _CONJUNCTIONS]
        if len(words) < _LEAST:
            continue
        if latin is not None:
            initials = "".join(w[0] for w in slug(name).split("-") if w not in _MINOR)
            if initials.startswith(latin) or initials.endswith(latin):
                return True  # "রূপালী ব্যাংকের কোর ব্যাংকিং সিস্টেম (সিবিএস)"
        if _from_beginnings(short, words):
            return True
    return False


def _from_beginnings(short: str, words: Sequence[str]) -> bool:
    """Whether a word is put together of the beginnings of others, each at least a letter."""
    reached = {0}
    for index, word in enumerate(words):
        following = {
            start + size
            for start in reached
            for size in range(1, len(short) - start + 1)
            if word.startswith(short[start : start + size])
        }
        if not following or (len(short) in following and index + 1 < _LEAST):
            return False
        reached = following
        if len(short) in reached and index + 1 == len(words):
            return True
    return False
