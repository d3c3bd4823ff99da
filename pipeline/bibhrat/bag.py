"""Is this an outage report? A first answer, from the words of an article alone.

In goes folded text; out comes a probability. Words enter by their first letters, weighed by
how rare they are in the corpus (tf-idf, of unit length), so that an article's length says
nothing. A saved model is one JSON file of numbers and words, so loading it runs nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from bibhrat.errors import AssetError

_WORD = re.compile(r"[\u0980-\u09ffa-z0-9]+")
_STEM = 5  # letters of a word that count: Bangla endings come behind them
_NEWS = 5000  # characters that a report has; behind them a page has other things


def words(text: str) -> list[str]:
    """The words of folded text by their first letters, any number as "0".

    >>> words("৪০ মিনিট ফেসবুকে 10 টায়")
    ['0', 'মিনিট', 'ফেসবু', '0', 'টায়']
    """
    found = _WORD.findall(text[:_NEWS].lower())
    return ["0" if word.isdigit() else word[:_STEM] for word in found]


@dataclass(frozen=True, slots=True)
class Bag:
    """Logistic regression over a bag of words.

    Attributes:
        words: for each known word its rarity (inverse document frequency) and its weight.
        bias: the weight of every article.
    """

    words: Mapping[str, tuple[float, float]]
    bias: float

    def chance(self, text: str) -> float:
        """Probability, 0 to 1, that folded text is a report."""
        total = length = 0.0
        for word, count in Counter(words(text)).items():
            known = self.words.get(word)
            if known is not None:
                rarity, weight = known
                value = (1.0 + math.log(count)) * rarity
                total += value * weight
                length += value * value
        score = self.bias + (total / math.sqrt(length) if length else 0.0)
        return 1.0 / (1.0 + math.exp(-score))

    def to_json(self) -> bytes:
        """The file form; words sorted, so that equal models are equal bytes."""
        rows = {word: self.words[word] for word in sorted(self.words)}
        return orjson.dumps({"bias": self.bias, "words": rows})

    @classmethod
    def read(cls, path: Path) -> "Bag":
        """Load a model.

        Raises:
            AssetError: the file is no model.
        """
        try:
            stored = orjson.loads(path.read_bytes())
            return cls(stored["words"], stored["bias"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise AssetError(f"{path}: no model: {error}") from None
