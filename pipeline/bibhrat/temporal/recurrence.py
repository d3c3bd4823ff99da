"""Signs that an expression recurs: rates, habits, hours that are kept, পরপর and অন্তর."""

from bibhrat.temporal.events import NO_GENITIVES
from bibhrat.temporal.neighbours import (
    SENTENCE_ENDS,
    STRIP,
    context_words,
    under_endings,
    word_before,
    words_after,
)
from bibhrat.temporal.words import analyse
from bibhrat.text import fold

_MATCH = context_words("match_minutes", "words")
_MINUTE = fold("মিনিট").text
_APART = frozenset(fold(w).text for w in ("ব্যবধানে", "বিরতি", "বিরতির", "বিরতিতে"))
_AGAIN = frozenset(fold(w).text for w in ("পরপর", "পরপরই", "অন্তর", "অন্তর-অন্তর"))
_COUNTED = tuple(fold(e).text for e in ("বার", "টি", "টা", "জন", "টির", "জনের", "বারের"))
_OWNERS = context_words("rates", "owners")
_SEVERAL = context_words("rates", "several")
_GENITIVE = fold("র").text
_DISTANCES = tuple(context_words("rates", "distances"))
_NO_RATE_BEFORE = context_words("rates", "not_before")
_NO_RATE_AFTER = context_words("rates", "not_after")
_WHENEVER = [fold("বাজলেই").text]
_HABITS = context_words("habits", "before")
_USED_TO = context_words("habits", "used_to")
_FASTS = context_words("habits", "months")
_KEEPERS = context_words("habits", "keepers")
_HEADLINE = 300
_MARK = 5  # characters of a list mark
_FINITE = tuple(
    fold(e).text for e in ("েছে", "েছেন", "েছিল", "ছিল", "ছিলেন", "বে", "বেন", "চ্ছে", "চ্ছেন")
)


def is_rate(text: str, start: int, end: int) -> bool:
    """Whether মাসে, দিনে, ঘণ্টায় is followed by how much or how often, and no speed."""
    apart = text[max(0, start - 2) : start].strip(" ")[-1:] in (",", ";", ":", "-")
    apart = apart or _is_list_mark(text, start)  # ৪. সপ্তাহে অন্তত একবার
    before = "" if apart else word_before(text, start)
    owned = before.endswith(_GENITIVE) and not before.endswith(NO_GENITIVES)
    owned = owned and before not in _OWNERS
    if before in _NO_RATE_BEFORE or owned or before[:1].isdigit():
        return False
    if text.startswith(_MINUTE, start) and is_played(text, start, end):
        return False  # ১০৫তম মিনিটে
    following = words_after(text, end, 7)
    if any(word.startswith(_DISTANCES) for word in following[:5]):
        return False
    for word in following[:5]:
        if word[:1].isdigit() or word in _SEVERAL:
            return True
        stem = next((word[: -len(e)] for e in _COUNTED if word.endswith(e)), "") or word
        stem = stem.partition("-")[0].strip("'")
        pieces = analyse(stem) if stem else None
        if pieces is not None and pieces[0].kind in ("num", "frac", "fracalone", "scale"):
            return True
        if word in _NO_RATE_AFTER:
            return False
    return False


def _is_list_mark(text: str, start: int) -> bool:
    """Whether ৪. or ১) at the begin of the line stands right before an offset."""
    piece = text[max(0, start - _MARK) : start]
    line = piece[piece.rfind("\n") + 1 :].strip(" ")
    return line[-1:] in (".", ")") and line[:-1].isdigit()


def is_habit(text: str, start: int, end: int) -> bool:
    """Whether an hour is said to come again and again: সাধারণত রাত ১১টায়, ৯টা বাজলেই."""
    if words_after(text, end, 1) == _WHENEVER:
        return True
    piece = text[max(0, start - 48) : start]
    cut = max(piece.rfind("\u0964"), piece.rfind("\n"))
    return any(word.strip(STRIP) in _HABITS for word in piece[cut + 1 :].split())


def used_to_be(text: str, start: int, end: int) -> bool:
    """Whether a verb beside says that it used to be so: ৬টা থেকে আড্ডা বসত, শুরু হত ১১টায়."""
    if word_before(text, start) in _USED_TO:
        return True
    for word in words_after(text, end, 8):
        if word in _USED_TO:
            return True
        if word.endswith(_FINITE):
            return False
    return False


def keeps_hours(text: str) -> bool:
    """Whether the headline is about the hours that offices keep in a month of fasting."""
    cut = text.find("\n", 0, _HEADLINE)
    words = [word.strip(STRIP) for word in text[: max(cut, 0)].split()]
    kept = any(under_endings(word, _KEEPERS) for word in words)
    return kept and not _FASTS.isdisjoint(words)


def recurs(text: str, end: int) -> bool:
    """১৫ মিনিট পরপর, দশ মিনিট অন্তর: a length that comes again and again."""
    following = words_after(text, end, 1)
    return bool(following) and following[0] in _AGAIN


def is_played(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a minute is about a ball."""
    before = text[max(0, start - 120) : start]
    cut = max(before.rfind(c) for c in SENTENCE_ENDS)
    following = words_after(text, end, 6)
    if following and following[0] in _APART:
        return False  # ছয় মিনিটের ব্যবধানে, ৪৫ মিনিটের বিরতি
    words = [w.strip(STRIP) for w in before[cut + 1 :].split()] + following
    return any(under_endings(word, _MATCH) for word in words)
