"""Whether a clause tells hours that hold day after day: লেনদেন চলে সকাল ১০টা থেকে দুপুর ২টা.

Only the clause around the hours is looked at: who says so, outside the quotes, said it once.
"""

from bibhrat.temporal.neighbours import STRIP, context_words, under_endings
from bibhrat.temporal.opening_hours import has_phrase, sentence_around
from bibhrat.temporal.verbs import of_words
from bibhrat.text import fold

_TIMES = context_words("habits", "times")
_TIMES_OF = context_words("habits", "times_of")
_FROM_NOW = context_words("habits", "from_now")
_GOES_ON = context_words("habits", "goes_on")
_WILL_GO_ON = context_words("habits", "will_go_on")
_REGULAR = context_words("habits", "regular")
_NUMBERS = context_words("habits", "numbers")
_OPENS = context_words("habits", "opens_or_shuts")
_ONLY = context_words("habits", "only")
_BEHIND_RANGE = frozenset(fold(w).text for w in ("পর্যন্ত", "অবধি", "মধ্যে", "টানা"))
_STAYS = frozenset(fold(w).text for w in ("থাকে", "থাকেন"))
_SHUT = fold("বন্ধ").text
_NOW = fold("এখন").text
_DENIED = frozenset(fold(w).text for w in ("না", "বন্ধ"))
_EDGES = "'\":;"


def hold_daily(text: str, start: int, end: int, *, ranged: bool, day_near: bool) -> bool:
    """Whether the clause says that its hours, from `start` to `end`, are those of every day.

    Args:
        text: folded.
        start, end: of the hours; of a range, from its begin to its end.
        ranged: they are a range.
        day_near: a day is named in the sentences before, whose hours they may be.

    >>> text = fold("এখন লেনদেন চলে সকাল ১০টা থেকে দুপুর ২টা").text
    >>> hold_daily(text, text.index("সকাল"), len(text), ranged=True, day_near=True)
    True
    """
    begin, stop = sentence_around(text, start, end)
    begin = max(begin, *(text.rfind(c, begin, start) + 1 for c in _EDGES if c != ":"))
    stops = [k for c in _EDGES if (k := text.find(c, end, stop)) >= 0]
    stop = min(stops, default=stop)
    before, after = _words(text[begin:start]), _words(text[end:stop])
    told = before[:-1] if before[-1:] == [_NOW] else before  # এখন রাত ৯টা
    if has_phrase(f" {' '.join(told)} ", _FROM_NOW):
        return of_words(after) != "past"
    if not ranged:
        opens = not day_near and bool(before) and before[-1] in _OPENS and _is_of_regular(before)
        return not after and (opens or _is_time_of(before))
    if has_phrase(f" {' '.join(after)} ", _FROM_NOW):
        return of_words(after) is None
    comma = text.find(",", end, stop)
    if comma >= 0:
        after = _words(text[end:comma])
    while after and after[0] in _BEHIND_RANGE:
        del after[0]
    if after and after[-1] in _STAYS:
        return after[-2:-1] != [_SHUT] or not day_near
    if after:
        return not day_near and _are_regular(before, after)
    return _leads(before, day_near=day_near)


def _leads(before: list[str], *, day_near: bool) -> bool:
    """Whether the words right before a range that ends its clause make it one of every day."""
    if before[-1:] and before[-1] in _ONLY:
        before = before[:-1]
    if not before:
        return False
    if before[-1] in _NUMBERS or _is_time_of(before) or _ends(before, _GOES_ON):
        return True
    if before[-1] not in _TIMES and (day_near or not _ends(before, _WILL_GO_ON)):
        return False
    return _is_of_regular(before)


def _are_regular(before: list[str], after: list[str]) -> bool:
    """সকাল ৬টা থেকে রাত ১১টা পর্যন্ত [মিলবে পরিষেবা]."""
    will = " ".join(after[:1]) in _WILL_GO_ON or " ".join(after[:2]) in _WILL_GO_ON
    denied = not _DENIED.isdisjoint(after)
    return will and not denied and _is_of_regular(before + after)


def _is_of_regular(words: list[str]) -> bool:
    """Whether one of the words is a thing that keeps hours: কাউন্টার, ট্রেন, পরিষেবা."""
    return any(under_endings(word, _REGULAR) for word in words)


def _is_time_of(before: list[str]) -> bool:
    """শুনানির সময় [সকাল সাড়ে ১০টা]."""
    return len(before) > 1 and before[-1] in _TIMES and before[-2] in _TIMES_OF


def _ends(words: list[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[-n:]) in phrases for n in (1, 2))


def _words(piece: str) -> list[str]:
    return [stripped for word in piece.split() if (stripped := word.strip(STRIP))]
