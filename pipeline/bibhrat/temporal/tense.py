"""Whether the clause behind an expression speaks of the future or of the past.

The first finite verb after the expression decides (বন্ধ থাকবে, শুরু হয়েছে); a look at the rest
of one sentence, of bounded length, is enough.
"""

import re
from functools import lru_cache
from itertools import pairwise

from bibhrat.lexicon import load
from bibhrat.text import WORD, fold

_data = load("temporal/tense")
_HEDGES = frozenset(
    fold(w).text for words in load("temporal/context")["hedges_before"].values() for w in words
)
_NOT_FUTURE = frozenset(fold(w).text for w in _data["not_future"]["words"])
_FUTURE_WORDS = frozenset(fold(w).text for w in _data["future"]["words"])
_PAST_WORDS = frozenset(fold(w).text for w in _data["past"]["words"])
_PAST_ENDINGS = tuple(fold(e).text for e in _data["past"]["endings"])
_FUTURE_ENDINGS = tuple(fold(e).text for e in _data["future"]["endings"])
_ONGOING = tuple(fold(e).text for e in _data["ongoing"]["endings"])
_NO_VERBS = frozenset(fold(w).text for w in _data["ongoing"]["not_verbs"])
_PLANS = frozenset(fold(w).text for w in _data["plans"]["nouns"])
_SPANS = frozenset(fold(w).text for w in _data["plans"]["spans"])
_MOVED = frozenset(fold(w).text for w in _data["plans"]["moved"])
_BEGUN = frozenset(fold(w).text for w in _data["plans"]["begun"])
_TOLD = frozenset(fold(w).text for w in _data["plans"]["told"])
_EXTENDED = frozenset(fold(w).text for w in _data["plans"]["extended"])
_REPORTING = frozenset(fold(w).text for w in _data["plans"]["reporting"])
_SENTENCE = 400
_SO_THAT, _START, _R, _FROM, _AFTER, _SHUT = (
    fold(w).text for w in ("যাতে", "শুরু", "র", "থেকে", "পর", "বন্ধ")
)
_REQUESTS = frozenset(fold(w).text for w in _data["plans"]["requests"])
_IMPERATIVES = frozenset(fold(w).text for w in _data["plans"]["imperatives"])
_VERBAL_GENITIVES = tuple(fold(e).text for e in ("ার", "োর", "বন্ধের"))
_NO_VERBAL = frozenset(fold(w).text for w in _data["plans"]["no_verbal"])
_NO_VERBAL_ENDINGS = tuple(fold(w).text for w in _data["plans"]["no_verbal_endings"])
_IS_STILL = frozenset(fold(w).text for w in ("আছে", "আছেন", "আছি", "নেই"))
_TALK = fold("কথা").text
_WAS_DUE = frozenset(fold(w).text for w in ("থাকলেও", "সত্ত্বেও", "ছিল"))
_CALLED_OFF = tuple(fold(w).text for w in _data["plans"]["called_off"])
_CALL = fold("ডাক").text
_GIVEN = (fold("দে").text, fold("দি").text)
_MAY = frozenset(fold(w).text for w in ("পারে", "পারেন"))
_PLUPERFECT = tuple(fold(e).text for e in ("ছিল", "ছিলেন", "ছিলাম"))
_HAD = tuple(fold(e).text for e in ("েছিল", "েছিলেন", "েছিলাম"))
_PERFECT = tuple(fold(e).text for e in ("েছে", "েছেন", "েছি"))
_NOT = fold("না").text
_IS = fold("হয়").text
_NARRATIVE = frozenset(fold(w).text for w in ("দেয়", "দেন", "নেয়", "নেন"))
_CLUSTER = fold("্বে").text
_BREAKS = "\u0964?!\n;"
_CLAUSE = re.compile(f"[{WORD}-]+|[\u0964?!\n;]")
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
    if word.endswith(_ADVERBS) or word in _NO_VERBS or word.endswith(_CLUSTER):
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
        return piece.endswith(_PLUPERFECT)

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
        found = _of_words(after)
        if found is not None:
            return found == "future" and not self.is_quoted(start)
        own = self._before(start, clause=True)
        verbs = [verb for word in own if (verb := _verb(word)) is not None]
        return bool(verbs) and verbs[-1] == "future"

    def is_pluperfect(self, end: int) -> bool:
        """Whether the last verb of the sentence is a pluperfect (নিয়েছিল; not চলছিল)."""
        verbs = [word for word in self._after(end)[0] if _verb(word) is not None]
        return bool(verbs) and verbs[-1].endswith(_HAD)

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
        words: list[str] = []
        for match in _CLAUSE.finditer(self.text, end, stop):
            if match.group() in _BREAKS:
                return words, match.start()
            words.append(match.group())
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
        if until and not _EXTENDED.isdisjoint(after[:3]):
            return "future"
        if after and after[0] in _TOLD:
            return "begun"
        behind = self._before(start)
        if _SO_THAT in behind:
            return "future"
        found = _of_words(after, spans=spans)
        if found == "future" and self.was_to_be(start):
            return "past"
        if behind and behind[-1] in _MOVED:
            return "future"
        if found is None and behind:
            own = self._before(start, clause=True)
            found = _of_words(own, last=True)
            if found is None and (_has_begun(own) or _has_begun(after)):
                return "begun"
        elif found is None and _has_begun(after):
            return "begun"
        if found is None:
            self._bare = (start, bare)
        return found or "verbless"

    def _before(self, start: int, *, clause: bool = False) -> list[str]:
        begin = max(0, start - _REACH)
        piece = self.text[begin:start]
        cut = max(piece.rfind(c) for c in (_BREAKS + ",:" if clause else _BREAKS))
        return [m.group() for m in _WORDS.finditer(piece, cut + 1)]


def _has_begun(words: list[str]) -> bool:
    """Whether a sentence without a verb tells what has been: ঝামেলার শুরু, আঘাতের পর থেকে."""
    for n, word in enumerate(words):
        if word in _BEGUN:
            return True
        if word == _START and n and words[n - 1].endswith(_R):
            return True
        if word == _FROM and n and words[n - 1] == _AFTER:
            return True
    return False


def _is_verbal(word: str) -> bool:
    """Whether a word is a verbal noun in the genitive: নামার, চালানোর; not সমস্যার."""
    if word in _NO_VERBAL or word.endswith(_NO_VERBAL_ENDINGS):
        return False
    return word.endswith(_VERBAL_GENITIVES)


def _of_words(  # noqa: PLR0912 - one branch a sign
    words: list[str], *, last: bool = False, spans: bool = False
) -> str | None:
    """The leaning of a row of words: of the first finite verb in it, or of the last."""
    result: str | None = None
    planned = False
    for n, word in enumerate(words):
        before = words[n - 1] if n else ""
        after = words[n + 1] if n + 1 < len(words) else ""
        if word == _CALL:  # রাত দখলের ডাক দেওয়া হয়েছে; ডাক, টেলিযোগাযোগ is a ministry
            planned = planned or (before.endswith(_R) and after.startswith(_GIVEN))
        elif (word in _PLANS or (spans and word in _SPANS)) and _is_verbal(before):
            planned = True
        if spans and word in _SPANS and before == _SHUT:
            planned = True
        # টাকা পাঠাতে বলা হয়: told as a story, where nothing begins or ends then
        narrated = after == _IS and not spans
        if (word in _REQUESTS and before.endswith(_INFINITIVE) and not narrated) or word in _MOVED:
            planned = True
        found = _verb(word)
        if word in _IMPERATIVES:
            found = "future"
        if found == "past":
            if word.startswith(_GOING) and before.endswith(_INFINITIVE):
                found = "future"
            elif word.endswith(_PLUPERFECT):
                found = "past"
            elif planned and not (word in _NARRATIVE and spans):
                found = "future"
            elif word.endswith(_ONGOING) and not word.endswith(_PERFECT):
                found = "past" if after == _NOT else "ongoing"
        if found is not None:
            result = found
            if not last:
                return result
    return result or ("future" if planned else None)
