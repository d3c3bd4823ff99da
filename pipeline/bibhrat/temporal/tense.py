"""Whether the clause behind an expression speaks of the future or of the past.

The first finite verb after the expression decides (বন্ধ থাকবে, শুরু হয়েছে); a look at the rest
of one sentence, of bounded length, is enough.
"""

import re
from itertools import pairwise

from bibhrat.lexicon import load
from bibhrat.temporal.verbs import (
    IN_CONTEXT,
    MOVED,
    PLUPERFECT,
    closes,
    has_begun,
    of_words,
    starts,
    tells_why,
    verb,
    verb_between,
)
from bibhrat.text import WORD, fold

_data = load("temporal/tense")
_HEDGES = frozenset(
    fold(w).text for words in load("temporal/context")["hedges_before"].values() for w in words
)
_TOLD = frozenset(fold(w).text for w in _data["plans"]["told"])
_EXTENDED = frozenset(fold(w).text for w in _data["plans"]["extended"])
_REPORTING = frozenset(fold(w).text for w in _data["plans"]["reporting"])
_SENTENCE = 400
_SO_THAT = fold("যাতে").text
_FOR_THAT = fold("জন্য").text  # গুজব যাতে না ছড়ায়, তার জন্য
_IS_STILL = frozenset(fold(w).text for w in ("আছে", "আছেন", "আছি", "নেই"))
_TALK = fold("কথা").text
_WAS_DUE = frozenset(fold(w).text for w in ("থাকলেও", "সত্ত্বেও", "ছিল"))
_CALLED_OFF = tuple(fold(w).text for w in _data["plans"]["called_off"])
_MAY = frozenset(fold(w).text for w in ("পারে", "পারেন"))
_WAS = tuple(fold(e).text for e in ("ল", "লেন", "েনি", "য়নি", "হয়", "যায়"))
_SAID = tuple(fold(w).text for w in ("জানি", "বল", "ঘোষণা"))
_BE = frozenset(fold(w).text for w in ("হতে", "লাগতে", "থাকতে"))
_HAD = tuple(fold(e).text for e in ("েছিল", "েছিলেন", "েছিলাম"))
_BREAKS = "\u0964?!\n;"
_BREAK = re.compile(f"[{_BREAKS}]")
_WORD = re.compile(f"[{WORD}-]+")
_WORDS = re.compile(f"[{WORD}-]+|[\u0964?!\n]")
_REACH = 220
_WORD_REACH = 24


class Clauses:
    """The tenses of one text, asked for from left to right: no stretch is read twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._from = self._to = -1
        self._bare = (-1, -1)  # a stretch in which no verb was found
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
        stop = min(len(text), end + _REACH)
        self._from, self._to, self._found = end, max(end, stop - _REACH // 2), None
        before = ""
        for match in _WORDS.finditer(text, end, stop):
            word = match.group()
            if word in "\u0964?!\n":
                self._to = match.start()
                if closes(_WORD.findall(text, end, match.start())):
                    self._found = "past"
                break
            found = verb(word)
            if word in IN_CONTEXT:
                found = verb_between(before, word, self._word(match.end()))
            elif word in _MAY and before in _BE:
                found = "future"  # ভালো হতে পারে বলে আশা
            if found is not None:
                self._found, self._to = found, match.start()
                break
            before = word
        return self._found

    def _word(self, end: int) -> str:
        """The word behind an offset, in the same sentence."""
        match = _WORDS.search(self.text, end, end + _WORD_REACH)
        return match.group() if match is not None else ""

    def was_to_be(self, start: int) -> bool:
        """Whether the words before say that what follows had been announced.

        >>> Clauses("বলা হয়েছিল, রোববার খুলবে।").was_to_be(13)
        True

        A hedge before the expression (কথা ছিল প্রায় ৯টায় খুলবে) is not in the way.
        """
        piece = self.text[max(0, start - 36) : start].rstrip(" ,'\"-")
        head, _, last = piece.rpartition(" ")
        if last in _HEDGES:
            piece = head.rstrip(" ,'\"-")
        return piece.endswith(PLUPERFECT)

    def is_planned(self, start: int, end: int) -> bool:
        """Whether a sentence with no future verb behind an expression still looks ahead.

        >>> text = "তাই চলবে ভোর ৫টা পর্যন্ত।"
        >>> Clauses(text).is_planned(9, 16)
        True
        """
        if self.was_to_be(start):
            return False
        after = [word for word in self._after(end)[0] if word not in _MAY]
        if not _WAS_DUE.isdisjoint(after):
            return False  # ছাড়ার কথা থাকলেও
        found = of_words(after)
        if found is not None:
            return found == "future" and not self.is_quoted(start)
        own = self._before(start, clause=True)
        verbs = [found for word in own if (found := verb(word)) is not None]
        return bool(verbs) and verbs[-1] == "future"

    def was_told(self, end: int) -> bool:
        """Whether the sentence behind says that it had been told (মিলবে না বলে জানিয়েছিল)."""
        return _had_been_told(self._after(end)[0])

    def is_pluperfect(self, end: int) -> bool:
        """Whether the last verb of the sentence is a pluperfect (নিয়েছিল; not চলছিল)."""
        verbs = [word for word in self._after(end)[0] if verb(word) is not None]
        return bool(verbs) and verbs[-1].endswith(_HAD)

    def has_been(self, end: int) -> bool:
        """Whether the sentence behind ends in a verb of what was (ছিল, করেছে; not নেই, ফিরছে না)."""
        verbs = [word for word in self._after(end)[0] if verb(word) == "past"]
        return bool(verbs) and verbs[-1].endswith(PLUPERFECT + _WAS)

    def was_due(self, end: int) -> bool:
        """Whether the sentence behind says what had been planned (খোলার কথা ছিল)."""
        words = self._after(end)[0]
        return any(a == _TALK and b in _WAS_DUE for a, b in pairwise(words))

    def is_called_off(self, end: int) -> bool:
        """Whether the sentence behind says that something will not be (স্থগিত, বাতিল)."""
        return any(word.startswith(_CALLED_OFF) for word in self._after(end)[0])

    def lasts(self, end: int) -> bool:
        """Whether the sentence behind says that something still is (বসে আছেন, নেই)."""
        return not _IS_STILL.isdisjoint(self._after(end)[0])

    def _after(self, end: int) -> tuple[list[str], int]:
        """The words behind an expression in its sentence, and where nothing is read further."""
        stop = min(len(self.text), end + _SENTENCE)
        cut = _BREAK.search(self.text, end, stop)
        if cut is not None:
            return _WORD.findall(self.text, end, cut.start()), cut.start()
        words = _WORD.findall(self.text, end, stop)
        return words, max(end, stop - _SENTENCE // 2)

    def is_quoted(self, start: int) -> bool:
        """Whether the words stand in quoted speech, which was said some time before."""
        piece = self.text[max(0, start - _REACH) : start]
        cut = max(piece.rfind(c) for c in _BREAKS)
        return any(piece.count(mark, cut + 1) % 2 for mark in "\"'")

    def leaning(
        self, start: int, end: int, *, spans: bool = False, until: bool = False,
        headline: bool = False,
    ) -> str | None:  # fmt: skip
        """What the whole sentence around an expression makes of it.

        "future" and "past" by its verb or by a plan in it (রাস্তায় নামার ডাক দিয়েছে), "ongoing"
        for a present continuous, "begun" and "verbless" where there is no finite verb. `spans`
        says that something begins or ends then, `until` that it ends; in a `headline` the
        verb that says who told it is none of the news.

        >>> text = "রোববার রাস্তায় নামার ডাক দিয়েছেন তাঁরা।"
        >>> Clauses(text).leaning(0, 6)
        'future'
        """
        if self._bare[0] <= start and end <= self._bare[1]:
            return "verbless"
        after, bare = self._after(end)
        if headline:
            after = [word for word in after if word not in _REPORTING]
            if starts(after) and of_words(self._clause_after(end)) is None:
                return "future"  # মঙ্গলবার শুরু পরীক্ষা, বেড়েছে ছাত্রী
        if until and not _EXTENDED.isdisjoint(after[:3]):
            return "future"
        if after and after[0] in _TOLD and of_words(after[1:2]) != "future":
            return "begun"  # সোমবার পাঠানো চিঠি; not সোমবার পাঠানো হবে
        behind = self._before(start)
        if _SO_THAT in behind and _FOR_THAT not in behind:
            return "future"
        found = of_words(after, spans=spans)
        if found == "future" and self.was_to_be(start):
            return "past"
        if behind and behind[-1] in MOVED:
            return "future"
        if found is None and behind:
            own = self._before(start, clause=True)
            found = of_words(own, last=True) or _without_verb(after, own)
        elif found is None:
            found = _without_verb(after, [])
        if found == "future" and _had_been_told([*behind, *after]):
            return "past"
        if found is None:
            self._bare = (start, bare)
        return found or "verbless"

    def _clause_after(self, end: int) -> list[str]:
        """The words behind an expression as far as the next comma."""
        words, _ = self._after(end)
        comma = self.text.find(",", end, end + _SENTENCE)
        return words if comma < 0 else words[: len(_WORD.findall(self.text, end, comma))]

    def _before(self, start: int, *, clause: bool = False) -> list[str]:
        begin = max(0, start - _REACH)
        piece = self.text[begin:start]
        cut = max(piece.rfind(c) for c in (_BREAKS + ",:" if clause else _BREAKS))
        return _WORD.findall(piece, cut + 1)


def _had_been_told(words: list[str]) -> bool:
    """Whether a sentence says what had been announced: জানিয়েছিল, খুলবে; মিলবে না বলে জানিয়েছিল."""
    return any(word.startswith(_SAID) and word.endswith(PLUPERFECT) for word in words)


def _without_verb(after: list[str], before: list[str]) -> str | None:
    """What a sentence without a plain finite verb makes of an expression between its words."""
    if has_begun(before) or has_begun(after):
        return "begun"
    if closes(after):
        return "past"
    return "begun" if tells_why(after) else None
