"""What a row of words says of time: its verbs, finite or not, and the plans told without one."""

from collections.abc import Sequence
from functools import lru_cache

from bibhrat.lexicon import load
from bibhrat.text import fold

_data = load("temporal/tense")


def _words(*path: str) -> frozenset[str]:
    node = _data
    for key in path:
        node = node[key]
    return frozenset(fold(w).text for w in node)


_NOT_FUTURE = _words("not_future", "words")
_FUTURE_WORDS = _words("future", "words")
#: জমল is জমলো in Bangladesh.
_PAST_WORDS = _words("past", "words").union(
    w + fold("ো").text for w in _words("past", "words") if w.endswith(fold("ল").text)
)
_PAST_ENDINGS = tuple(_words("past", "endings"))
_FUTURE_ENDINGS = tuple(_words("future", "endings"))
_ONGOING = tuple(_words("ongoing", "endings"))
_NO_VERBS = _words("ongoing", "not_verbs")
_PLANS = _words("plans", "nouns")
_SPANS = _words("plans", "spans")
MOVED = _words("plans", "moved")
_BEGUN = _words("plans", "begun")
_REQUESTS = _words("plans", "requests")
_IMPERATIVES = _words("plans", "imperatives")
_CALLED = _words("plans", "called")
_CALLED_WITH = _words("plans", "called_with")
_CALLS = _words("plans", "calls")
_NO_VERBAL = _words("plans", "no_verbal")
_NO_VERBAL_ENDINGS = tuple(_words("plans", "no_verbal_endings"))
_CLOSING = _words("closing", "words")
_NOT_CLOSING = _words("closing", "not_behind")
_GOES = _words("goes", "words")
_GOES_BEHIND = _words("goes", "behind")
_GOES_ENDINGS = tuple(_words("goes", "endings"))
_NO_GOES = _words("goes", "not_before")
_INCEPTIVE_NOUNS = _words("inceptive", "nouns")
_LIGHT = _words("inceptive", "light")
_INCEPTIVE = _words("inceptive", "verbs")
_CAUSES = tuple(_words("causes", "endings"))
_CAUSE_WORDS = _words("causes", "words")
_START, _R, _FROM, _AFTER, _SHUT = (fold(w).text for w in ("শুরু", "র", "থেকে", "পর", "বন্ধ"))
_VERBAL_GENITIVES = tuple(fold(e).text for e in ("ার", "োর", "বন্ধের"))
_CALL = fold("ডাক").text
_GIVEN = (fold("দে").text, fold("দি").text)
PLUPERFECT = tuple(fold(e).text for e in ("ছিল", "ছিলেন", "ছিলাম"))
_PERFECT = tuple(fold(e).text for e in ("েছে", "েছেন", "েছি"))
_NOT = fold("না").text
_IS = fold("হয়").text
_AS_SOON_AS = fold("তেই").text  # বিক্রি চালু হতেই বিপত্তি
_TALK, _TRY, _DO = fold("কথা").text, fold("চেষ্টা").text, fold("কর").text
_TELLS = frozenset(fold(w).text for w in ("জানায়", "জানান", "বলে", "বলেন"))
_SO_OFTEN = tuple(
    fold(n + "বার").text for n in ("এক", "দু", "দুই", "তিন", "চার", "পাঁচ", "কয়েক", "বার", "বহু", "প্রতি")
)
_SO_SAID = fold("বলে").text
_SAYS = tuple(_words("plans", "says"))
_TO_KNOW = fold("জানতে").text  # জানতে চান asks for nothing to be done
_CAN = fold("যা").text  # গাড়ি ডাকা যাচ্ছে না
_NARRATIVE = frozenset(fold(w).text for w in ("দেয়", "দেন", "নেয়", "নেন"))
_EMPHASIS = tuple(fold(e).text for e in ("ও", "ই"))
_CLUSTER = fold("্বে").text
_ADVERBS = tuple(fold(e).text for e in ("ভাবে", "হিসেবে", "হিসাবে"))
_STRESSED = tuple(fold(e).text for e in ("বেই", "বেও"))
_GOING = frozenset(fold(w).text for w in ("যাচ্ছে", "যাচ্ছেন", "যাচ্ছি"))
#: Words whose neighbours say whether and what they are.
IN_CONTEXT = _GOES | _LIGHT | _GOING
_INFINITIVE = fold("তে").text
_LAST = 6  # words in which the verb of a sentence stands, its subject behind it
_CAUSE_REACH = 6


@lru_cache(maxsize=50_000)
def verb(word: str) -> str | None:
    """ "future" or "past" where a word is a finite verb by itself.

    >>> verb(fold("থাকবে").text), verb(fold("জমল").text), verb(fold("তবে").text)
    ('future', 'past', None)
    """
    if word in _FUTURE_WORDS:
        return "future"
    if word in _PAST_WORDS:
        return "past"
    if word.endswith(_STRESSED):
        return verb(word[:-1])  # সত্ত্বেও is no verb, as সত্ত্বে is none
    if word.endswith(_ADVERBS) or word in _NO_VERBS or word.endswith(_CLUSTER):
        return None
    if len(word) > 2 and word.endswith(_FUTURE_ENDINGS) and word not in _NOT_FUTURE:
        return "future"
    if len(word) > 3 and word.endswith(_PAST_ENDINGS):
        return "past"
    return None


def verb_between(before: str, word: str, after: str = "") -> str | None:
    """The same for a word between two others: হতে যাচ্ছে, শুরু হচ্ছে are of the future.

    >>> verb_between(*(fold(w).text for w in ("শুরু", "হচ্ছে", "সোমবার")))
    'future'
    >>> verb_between(*(fold(w).text for w in ("দিয়ে", "যান", "চলাচল")))
    """
    if word in _GOES:
        plain = before[:-1] if before.endswith(_EMPHASIS) else before  # মারাও যান
        goes = plain in _GOES_BEHIND or plain.endswith(_GOES_ENDINGS)
        return "past" if goes and after not in _NO_GOES else None
    found = verb(word)
    if found == "past" and after != _NOT and is_inceptive(before, word):
        return "future"
    return found


def is_inceptive(before: str, word: str) -> bool:
    """Whether a present continuous tells a beginning that is to come: শুরু হচ্ছে, হতে যাচ্ছে."""
    if word in _GOING and before.endswith(_INFINITIVE):
        return True
    return word in _LIGHT and before in _INCEPTIVE_NOUNS


def closes(words: Sequence[str]) -> bool:
    """Whether one of the last words is a verb that a participle looks like.

    >>> closes([fold(w).text for w in ("তাঁকে", "গ্রেপ্তার", "করে", "ডিবি")])
    True
    """
    first = max(1, len(words) - _LAST)
    return any(
        words[n] in _CLOSING
        and words[n - 1] not in _NOT_CLOSING
        and not words[n - 1][-1:].isdigit()
        for n in range(first, len(words))
    )


def starts(words: Sequence[str]) -> bool:
    """Whether something starts right on the day that is told: সোমবার [থেকে] শুরু."""
    following = words[1:] if words[:1] == [_FROM] else words
    return bool(following) and following[0] in _INCEPTIVE_NOUNS


def has_begun(words: Sequence[str]) -> bool:
    """Whether a sentence without a verb tells what has been: ঝামেলার শুরু, আঘাতের পর থেকে."""
    for n, word in enumerate(words):
        if word in _BEGUN:
            return True
        if word == _START and n and words[n - 1].endswith(_R):
            return True
        if word == _FROM and n and words[n - 1] == _AFTER:
            return True
        if word.endswith(_AS_SOON_AS) and n + 1 < len(words):
            return True
    return False


def tells_why(words: Sequence[str]) -> bool:
    """Whether what is told right here is the cause of something: সোমবার পৌঁছানোয় দেরি."""
    return any(w.endswith(_CAUSES) or w in _CAUSE_WORDS for w in words[:_CAUSE_REACH])


def _is_verbal(word: str) -> bool:
    """Whether a word is a verbal noun in the genitive: নামার, চালানোর; not সমস্যার."""
    if word in _NO_VERBAL or word.endswith(_NO_VERBAL_ENDINGS) or word.endswith(_SO_OFTEN):
        return False
    return word.endswith(_VERBAL_GENITIVES)


def _has_called(before: str, word: str) -> bool:
    """Whether somebody has called people together for the day that is named."""
    return word in _CALLED or (word in _CALLED_WITH and before in _CALLS)


def _is_told_on(words: Sequence[str]) -> bool:
    """Whether the words behind বলে say who says or thinks so; else it is what for."""
    return not words or any(w.startswith(_SAYS) for w in words[:_CAUSE_REACH])


def _is_planned(before: str, word: str, after: str, *, spans: bool) -> bool:
    """Whether a word between two others makes a plan of what is told: ডাক, পরামর্শ, বলা."""
    if word == _CALL:  # রাত দখলের ডাক দেওয়া হয়েছে; ডাক, টেলিযোগাযোগ is a ministry
        return before.endswith(_R) and after.startswith(_GIVEN)
    if (word in _PLANS or (spans and word in _SPANS)) and _is_verbal(before):
        # বৃহস্পতিবার দাম বাড়ানোর কথা জানায়: what was told that day
        if word == _TRY and after.startswith(_DO):
            return False  # ঢোকার চেষ্টা করেন
        return not (word == _TALK and after in _TELLS and not spans)
    if spans and word in _SPANS and before == _SHUT:
        return True
    if word in MOVED:
        return not after.startswith(_CAN)
    # টাকা পাঠাতে বলা হয়: told as a story, where nothing begins or ends then
    narrated = (after == _IS and not spans) or before == _TO_KNOW
    return word in _REQUESTS and before.endswith(_INFINITIVE) and not narrated


def _finite(before: str, word: str, after: str) -> str | None:
    """The tense of a word between two others, before the rest of its row is known."""
    if word in _IMPERATIVES:
        return "future"
    if word in IN_CONTEXT:
        return verb_between(before, word, after)
    return "past" if word in _REQUESTS and before == _TO_KNOW else verb(word)


def of_words(words: Sequence[str], *, last: bool = False, spans: bool = False) -> str | None:
    """The leaning of a row of words: of the first finite verb in it, or of the last."""
    result: str | None = None
    planned = False
    for n, word in enumerate(words):
        before = words[n - 1] if n else ""
        after = words[n + 1] if n + 1 < len(words) else ""
        planned = planned or _is_planned(before, word, after, spans=spans)
        found = _finite(before, word, after)
        if found == "past":
            if word.endswith(PLUPERFECT):
                found = "past"
            elif (planned and not (word in _NARRATIVE and spans)) or _has_called(before, word):
                found = "future"
            elif word.endswith(_ONGOING) and not word.endswith(_PERFECT):
                plan = "future" if word in _INCEPTIVE else "ongoing"  # সোমবার খুলছে
                found = "past" if after == _NOT else plan
        if found == "future" and after == _SO_SAID and not _is_told_on(words[n + 2 :]):
            continue  # খেলবেন বলে বসেছিলেন
        if found is not None:
            result = found
            if not last:
                return result
    return result or ("future" if planned else None)
