"""Ids of services that no catalogue has, made from their Bangla or Latin names.

As the English edition of a Dhaka or Kolkata paper would write them: English words in Bangla
letters go back to English (পোর্টাল portal), ordinary words of a name are translated
(ভর্তি admission), places and the words that brands like have their usual spelling (যশোর jashore,
মহানগর mohanagar), and all other names are transliterated.
"""

import re
from collections.abc import Mapping

from bibhrat.lexicon import load
from bibhrat.text import fold

_ROMAN: Mapping[str, str] = load("roman")["letters"]
_CONSONANTS = frozenset(fold("".join(load("roman")["consonants"])).text)
# English words, translations, and names that have one usual spelling.
_USUAL: Mapping[str, str] = {
    fold(word).text: latin
    for table in ("loanwords", "translations", "names", "places")
    for word, latin in load("roman")[table].items()
}
_ENGLISH = frozenset(
    fold(word).text for table in ("loanwords", "translations") for word in load("roman")[table]
)
_JOINED: Mapping[str, str] = {
    fold(word).text: latin for word, latin in load("roman")["joined"].items()
}
_GLUED = sorted(
    (
        fold(word).text
        for word in (*load("roman")["loanwords"], *load("roman")["ending_names"])
        if len(word) > 1
    ),
    key=len,
    reverse=True,
)
_HASANTA = "\u09cd"
_SIGNS = "\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c7\u09c8\u09cb\u09cc"
_LEAST_FRONT = 2  # letters before a loan word that is written to the name: ঢেউপে, মেঘনাহোস্ট


def slug(name: str) -> str:
    """Kebab-case Latin id of a Bangla or Latin name.

    >>> slug("DhakaPay Plus"), slug("সেঁজুতি পে"), slug("গঙ্গাহোস্ট")
    ('dhakapay-plus', 'senjuti-pay', 'gangahost')
    """
    words = re.split(r"[^a-z0-9\u0980-\u09ff]+", fold(name).text)
    return "-".join(filter(None, map(_romanise, words)))


def is_usual(word: str) -> bool:
    """Whether the glossary says how a word is spelled in Latin letters.

    >>> is_usual(fold("কুমিল্লা").text), is_usual(fold("সেঁজুতি").text)
    (True, False)
    """
    return word in _USUAL


def translated(word: str) -> str | None:
    """English for a word of the glossary, its genitive ending apart; None for any other.

    >>> translated(fold("ইমিগ্রেশনের").text), translated(fold("সেঁজুতি").text)
    ('immigration', None)
    """
    for stem in (word, word.removesuffix("র"), word.removesuffix("ের")):
        if stem in _ENGLISH:
            return _USUAL[stem]
    return None


def _has_vowel(word: str, index: int) -> bool:
    """Whether the inherent vowel of the consonant before `index` is heard.

    It is before another consonant, but not between an open and a voiced syllable (সুরমা surma,
    মেঘদূত meghdut), and it is silent at the word's end.
    """
    if word[index - 1] not in _CONSONANTS or word[index : index + 1] not in _CONSONANTS:
        return False
    follows, before = word[index + 1 : index + 2], word[index - 2 : index - 1]
    return not (follows in _SIGNS and follows and before and before != _HASANTA and index > 1)


def _romanise(word: str) -> str:
    usual = _USUAL.get(word) or translated(word)
    if usual is not None:
        return usual
    for loan in _GLUED:
        front = word.removesuffix(loan)
        if front != word and len(front) >= _LEAST_FRONT:
            return _romanise(front) + _USUAL[loan]
    out: list[str] = []
    index = 0
    while index < len(word):
        cluster = next((c for c in _JOINED if word.startswith(c, index)), None)
        if cluster is not None:
            out.append(_JOINED[cluster])
            index += len(cluster)
            if index == len(word) and cluster[-1] in _CONSONANTS:
                out.append("a")  # no word ends in such a cluster: তথ্য tathya, বঙ্গ banga
        else:
            letter = word[index]
            out.append(_ROMAN.get(letter, letter if letter.isascii() else ""))
            index += 1
        if _has_vowel(word, index):
            out.append("a")
    return "".join(out)
