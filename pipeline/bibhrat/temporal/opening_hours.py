"""Whether a sentence tells at which hours something is kept open, day after day."""

from bibhrat.temporal.neighbours import SENTENCE_ENDS, STRIP, context_words
from bibhrat.temporal.verbs import of_words

_OPEN = context_words("habits", "open")
_BARE_OPEN = context_words("habits", "bare_open")
_OPENS = context_words("habits", "opens")
_SHUTS = context_words("habits", "shuts")
_DAYS = context_words("habits", "days")
_TIMES = context_words("habits", "times")
_PREDICATES = _BARE_OPEN | _TIMES
#: Without one of these, or a predicate at its end, no sentence tells hours that are kept.
_SIGNS = frozenset(phrase.split()[0] for phrase in (*_OPEN, *_BARE_OPEN, *_OPENS, *_SHUTS, *_DAYS))
_BEHIND = 120
_AHEAD = 160


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends, as far as it is looked at."""
    low = max(0, start - _BEHIND)
    begin = max(low, *(text.rfind(c, low, start) + 1 for c in SENTENCE_ENDS))
    stops = [k for c in SENTENCE_ENDS if (k := text.find(c, end, end + _AHEAD)) >= 0]
    return begin, min(stops, default=min(len(text), end + _AHEAD))


def is_kept_open(text: str, start: int, end: int) -> bool:
    """Whether the hours from `start` to `end` are those at which something is open.

    >>> text = "পাঠাগারটি সকাল ৯টা থেকে বিকেল ৫টা পর্যন্ত খোলা থাকে।"
    >>> is_kept_open(text, text.index("সকাল"), text.index(" পর্যন্ত"))
    True
    """
    begin, stop = sentence_around(text, start, end)
    words = text[begin:stop].split()
    predicate = bool(words) and words[-1].strip(STRIP) in _PREDICATES
    if not predicate and _SIGNS.isdisjoint(words):
        return False
    words = [stripped for word in words if (stripped := word.strip(STRIP))]
    sentence = f" {' '.join(words)} "
    lead = f" {' '.join(w.strip(STRIP) for w in text[begin:start].split())} "
    if has_phrase(sentence, _OPEN) or has_phrase(lead, _DAYS):
        return True
    if has_phrase(sentence, _OPENS) and has_phrase(sentence, _SHUTS):
        return True
    before = text[begin:start].split()
    opened = bool(before) and before[-1] in _BARE_OPEN
    return (opened or predicate) and of_words(words) is None


def has_phrase(sentence: str, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands in a row of words with a space at both ends."""
    return any(f" {phrase} " in sentence for phrase in phrases)
