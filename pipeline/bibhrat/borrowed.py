"""English words in Bangla letters, as the names of the catalogue spell them.

Most names that no catalogue has are made of words that other names have: "… কমিউনিকেশনস",
"… লাইফ ইন্স্যুরেন্স". In goes a word; out comes the Latin one that stands at its place in the
Latin names of the catalogue and sounds alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from bibhrat.catalogue import catalogue
from bibhrat.romanise import romanise
from bibhrat.text import fold_all

_WORDS = re.compile("[a-z0-9\u0980-\u09ff]+")
_ALIKE = 0.55
_LEAST = 3  # letters
# What one Bangla letter stands for is spelled in many ways: c, k and q; f and ph; s, z and j.
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "j", "v": "b", "w": "o", "y": "i", "e": "i"})


@lru_cache(maxsize=1 << 14)
def borrowed(word: str) -> str | None:
    """Latin spelling of a folded Bangla word; None where no name has it."""
    if len(word) < _LEAST or word not in _beside():
        return None
    own = romanise(word)
    told = {latin: n for latin, n in _beside()[word].items() if _sounds_alike(own, latin)}
    return max(sorted(told), key=told.__getitem__) if told else None


@cache
def _beside() -> Mapping[str, Mapping[str, int]]:
    """For each Bangla word of a name the Latin words that stand at its place, and how often."""
    values = list(catalogue().by_id.values())
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for value, bangla in zip(values, fold_all(value.name_bn for value in values), strict=True):
        words = _WORDS.findall(bangla)
        for latin in (_WORDS.findall(value.name.lower()), value.id.split("-")):
            if len(words) == len(latin):
                for word, other in zip(words, latin, strict=True):
                    told[word][other] += 1
    return told


def _sounds_alike(one: str, other: str) -> bool:
    one, other = one.translate(_SOUNDS), other.replace("ph", "f").translate(_SOUNDS)
    if one[:1] != other[:1] and not (one[:1] in "aio" and other[:1] in "aiou"):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
