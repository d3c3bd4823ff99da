"""One Bangla word in Latin letters, by its letters alone.

In goes a folded word; out comes how the English edition of a paper would spell it: the names of
Latin letters are these letters (এনপিএসবি npsb), what sounds borrowed from English is spelled as
English spells it (ক্যানভা canva), and all else is transliterated (মেঘদূত meghdut).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bibhrat.lexicon import load
from bibhrat.text import fold

_ROMAN = load("roman")


def _folded(table: str) -> dict[str, str]:
    found = {fold(word).text: latin for word, latin in _ROMAN[table].items()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


_LETTERS: Mapping[str, str] = _ROMAN["letters"]
_CONSONANTS = frozenset(fold("".join(_ROMAN["consonants"])).text)
_JOINED = _folded("joined")
_SPELLED = _folded("spelled")
_BORROWED = _folded("borrowed")
_BORROWED_ENDINGS = _folded("borrowed_endings")
_SOUNDS_BORROWED = re.compile("|".join(fold(sign).text for sign in _ROMAN["sounds_borrowed"]))
_HASANTA = "\u09cd"
_SIGNS = "\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c7\u09c8\u09cb\u09cc"
_LEAST_SPELLED = 3  # letters: এই and ওই are words
_LEAST_LETTERS = 2


def romanise(word: str) -> str:
    """Latin spelling of a folded word; empty where it has no letters.

    >>> from bibhrat.text import fold
    >>> [romanise(fold(word).text) for word in ("এনপিএসবি", "ক্যানভা", "মেঘদূত")]
    ['npsb', 'canva', 'meghdut']
    """
    return spelled(word) or _by_sound(word)


def spelled(word: str) -> str | None:
    """The Latin letters whose names a word is made of, if it is: বিটিআরসি btrc.

    Two letters are a word too often (এই, ওই, টিকে), unless one of them has a name of two
    sounds (এলজি lg).
    """
    found = letters(word)
    return (
        found[0] if found is not None and max(len(found[0]), found[1]) >= _LEAST_SPELLED else None
    )


@cache
def letters(word: str) -> tuple[str, int] | None:
    """Two Latin letters or more whose names a word is made of, and the longest of the names."""
    best: list[tuple[str, int] | None] = [("", 0)] + [None] * len(word)
    for index in range(len(word)):
        reached = best[index]
        if reached is None:
            continue
        for name, latin in _SPELLED.items():
            if word.startswith(name, index):
                end = index + len(name)
                longer = reached[0] + latin
                if best[end] is None:
                    best[end] = (longer, max(reached[1], len(name)))
    found = best[-1]
    return found if found is not None and len(found[0]) >= _LEAST_LETTERS else None


def sounds_borrowed(word: str) -> bool:
    """Whether a folded word has the sounds of English, not of Bangla."""
    return _SOUNDS_BORROWED.search(word) is not None


def _by_sound(word: str) -> str:
    if not sounds_borrowed(word):
        return _transliterated(word)
    for sign, latin in _BORROWED_ENDINGS.items():
        if word.endswith(sign) and len(word) > len(sign) + 1:
            return _respelled(word.removesuffix(sign)) + latin
    return _respelled(word)


def _pieces(word: str, *tables: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Clusters of the tables, else letters: where each ends, and its Latin spelling."""
    index = 0
    while index < len(word):
        for table in tables:
            cluster = next((c for c in table if word.startswith(c, index)), None)
            if cluster is not None:
                index += len(cluster)
                yield index, table[cluster]
                break
        else:
            letter = word[index]
            index += 1
            yield index, _LETTERS.get(letter, letter if letter.isascii() else "")


def _transliterated(word: str) -> str:
    out: list[str] = []
    for index, latin in _pieces(word, _JOINED):
        out.append(latin)
        if index == len(word) and any(word.endswith(cluster) for cluster in _OPEN):
            out.append("a")  # no word ends in such a cluster: তথ্য tathya, বঙ্গ banga
        if _has_vowel(word, index):
            out.append("a")
    return "".join(out)


_OPEN = frozenset(cluster for cluster in _JOINED if cluster[-1] in _CONSONANTS)


def _has_vowel(word: str, index: int) -> bool:
    """Whether the inherent vowel of the consonant before `index` is heard.

    It is before another consonant, but not between an open and a voiced syllable (সুরমা surma,
    মেঘদূত meghdut), and it is silent at the word's end.
    """
    if word[index - 1] not in _CONSONANTS or word[index : index + 1] not in _CONSONANTS:
        return False
    follows, before = word[index + 1 : index + 2], word[index - 2 : index - 1]
    return not (follows in _SIGNS and follows and before and before != _HASANTA and index > 1)


def _respelled(word: str) -> str:
    """A borrowed word: consonants behind a vowel close its syllable (ডক|টাইম doctime)."""
    out: list[str] = []
    joined = closes = sounded = False
    for index, latin in _pieces(word, _BORROWED, _JOINED):
        out.append(latin)
        if word[index - 1] == _HASANTA:
            joined = True
            continue
        if word[index - 1] not in _CONSONANTS:
            joined, sounded = False, True
            continue
        closes, joined = closes if joined else sounded, False
        if word[index : index + 1] in _CONSONANTS and word[index:]:
            sounded = not closes
            out.append("" if closes else "o")
    return "".join(out)
