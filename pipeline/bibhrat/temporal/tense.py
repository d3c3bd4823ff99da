"""Whether the clause behind an expression speaks of the future or of the past.

The first finite verb after the expression decides (বন্ধ থাকবে, শুরু হয়েছে); a look at the rest
of one sentence, of bounded length, is enough.
"""

import re
from functools import lru_cache

from bibhrat.lexicon import load
from bibhrat.text import WORD, fold

_data = load("temporal/tense")
_NOT_FUTURE = frozenset(fold(w).text for w in _data["not_future"]["words"])
_FUTURE_WORDS = frozenset(fold(w).text for w in _data["future"]["words"])
_PAST_WORDS = frozenset(fold(w).text for w in _data["past"]["words"])
_PAST_ENDINGS = tuple(fold(e).text for e in _data["past"]["endings"])
_FUTURE_ENDINGS = tuple(fold(e).text for e in _data["future"]["endings"])
_ADVERBS = tuple(fold(e).text for e in ("ভাবে", "ভাবেই", "হিসেবে", "হিসাবে"))
_WORDS = re.compile(f"[{WORD}-]+|[\u0964?!\n]")
_REACH = 220
_GOING = fold("যাচ্ছ").text
_INFINITIVE = fold("তে").text


@lru_cache(maxsize=50_000)
def _verb(word: str) -> str | None:
    if word in _FUTURE_WORDS:
        return "future"
    if word in _PAST_WORDS:
        return "past"
    if word.endswith(_ADVERBS):
        return None
    if len(word) > 2 and word.endswith(_FUTURE_ENDINGS) and word not in _NOT_FUTURE:
        return "future"
    if len(word) > 3 and word.endswith(_PAST_ENDINGS):
        return "past"
    return None


class Clauses:
    """The tenses of one text, asked for from left to right: no stretch is read twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._from = self._to = -1
        self._found: str | None = None

    def tense(self, end: int) -> str | None:
        """ "future", "past" or None for the clause of the expression that ends at `end`.

        >>> clauses = Clauses("কাল বন্ধ থাকবে। কাল বন্ধ ছিল।")
        >>> clauses.tense(3), clauses.tense(19)
        ('future', 'past')
        """
        if self._from <= end <= self._to:
            return self._found
        text = self.text
        before = ""
        stop = min(len(text), end + _REACH)
        self._from, self._to, self._found = end, max(end, stop - _REACH // 2), None
        for match in _WORDS.finditer(text, end, stop):
            word = match.group()
            if word in "\u0964?!\n":
                self._to = match.start()
                break
            found = _verb(word)
            if found is not None:
                if word.startswith(_GOING) and before.endswith(_INFINITIVE):
                    found = "future"  # হতে যাচ্ছে
                self._found, self._to = found, match.start()
                break
            before = word
        return self._found
