"""What the words of an article say of it, taken one by one: is it a report, and of what kind.

In go the words of folded text; out come probabilities. Words enter by their first letters,
weighed by how rare they are in the corpus (tf-idf, of unit length), so that an article's
length says nothing. A saved model is one JSON file of numbers and words: loading runs nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path

import orjson

from bibhrat.linear import read_model, softmax

_WORD = re.compile(r"[\u0980-\u09ffa-z0-9]+")
_STEM = 5  # letters of a word that count: Bangla endings come behind them
_NEWS_WORDS = 150
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
    """Multinomial logistic regression over a bag of words.

    Attributes:
        classes: names, in the order of the weights.
        bias: the weights of every article, one a class.
        words: for each known word its rarity (inverse document frequency), then one weight a
            class.
    """

    classes: tuple[str, ...]
    bias: Sequence[float]
    words: Mapping[str, Sequence[float]]

    def probabilities(self, told: Sequence[str]) -> dict[str, float]:
        """Probability of every class, summing to 1.

        Args:
            told: `words` of an article.
        """
        counts = Counter(told)
        rows = zip(counts.values(), map(self.words.get, counts), strict=True)
        known = [(count, row) for count, row in rows if row is not None]
        if not known:
            return softmax(self.classes, self.bias)
        rarity, *columns = zip(*(row for _, row in known), strict=True)
        often = [1.0 if count == 1 else 1.0 + math.log(count) for count, _ in known]
        values = [*map(mul, often, rarity)]
        unit = math.sqrt(sum(map(mul, values, values))) or 1.0
        totals = [sum(map(mul, values, column)) for column in columns]
        return softmax(self.classes, [b + t / unit for b, t in zip(self.bias, totals, strict=True)])

    def likeliest(self, name: str, told: Sequence[str]) -> float:
        """The probability of one class by all words or by the first 150, whichever is higher.

        A page has other stories behind the news; what it opens with is not less true for them.
        """
        chance = self.probabilities(told)[name]
        if len(told) <= _NEWS_WORDS:
            return chance
        return max(chance, self.probabilities(told[:_NEWS_WORDS])[name])

    def to_json(self) -> bytes:
        """The file form; words sorted, so that equal models are equal bytes."""
        rows = {word: self.words[word] for word in sorted(self.words)}
        return orjson.dumps({"classes": self.classes, "bias": self.bias, "words": rows})

    @classmethod
    def read(cls, path: Path) -> "Bag":
        """Load a model.

        Raises:
            AssetError: the file is no model.
        """
        return read_model(
            path,
            lambda stored: cls(tuple(stored["classes"]), stored["bias"], stored["words"]),
        )
