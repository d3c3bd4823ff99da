"""Ids of services that no catalogue has, made from their Bangla or Latin names.

As the English edition of a Dhaka or Kolkata paper would write them: English words in Bangla
letters go back to English (পোর্টাল portal), ordinary words of a name are translated
(ভর্তি admission), places and the words that brands like have their usual spelling (যশোর jashore,
মহানগর mohanagar), and all other names are transliterated.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from bibhrat.borrowed import borrowed
from bibhrat.lexicon import load
from bibhrat.romanise import romanise, spelled
from bibhrat.text import fold

# English words, translations, and names that have one usual spelling.
_USUAL: Mapping[str, str] = {
    fold(word).text: latin
    for table in ("loanwords", "translations", "names", "places")
    for word, latin in load("roman")[table].items()
}
_UNTRANSLATED = {
    fold(word).text: latin
    for table in ("loanwords", "names")
    for word, latin in load("roman")[table].items()
}
_ENGLISH = frozenset(
    fold(word).text for table in ("loanwords", "translations") for word in load("roman")[table]
)
_GLUED = tuple(
    sorted(
        (
            fold(word).text
            for word in (*load("roman")["loanwords"], *load("roman")["ending_names"])
            if len(word) > 1
        ),
        key=len,
        reverse=True,
    )
)
_LEAST_PART = 3  # letters of either word that a name is made of
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


@lru_cache(maxsize=1 << 14)
def _romanise(word: str) -> str:
    usual = _USUAL.get(word) or translated(word) or spelled(word) or borrowed(word)
    if usual is not None:
        return usual
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        front, back = _part(word[:cut]), _part(word[cut:])
        if front is not None and back is not None:  # এয়ারটেল, উইচ্যাট
            return front + back
    for loan in _GLUED if word.endswith(_GLUED) else ():
        front = word.removesuffix(loan)
        if front != word and len(front) >= _LEAST_FRONT:
            return _romanise(front) + _USUAL[loan]
    return romanise(word)


def _part(word: str) -> str | None:
    """Of two words in one: what is translated by itself is not translated there (বঙ্গভূমি)."""
    return _UNTRANSLATED.get(word) or borrowed(word)
