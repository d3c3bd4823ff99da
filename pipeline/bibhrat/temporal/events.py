"""Whether an expression is counted from an event, or told of a statement or another article."""

from bibhrat.temporal.neighbours import before_hedges, context_words, word_before, words_after
from bibhrat.text import fold

_REPORTS = tuple(context_words("reports", "words"))
_TOLD_REACH = 4000
_STEM = 5  # letters that an event keeps under its endings
_OWNERS = tuple(fold(e).text for e in ("ের", "র"))
_EID = fold("ঈদের").text
_GENITIVES = tuple(fold(e).text for e in ("ের", "ার", "ির", "ুর", "ীর", "োর"))
# দের is the object; the others end so by themselves.
NO_GENITIVES = tuple(
    fold(e).text for e in ("দের", "আবার", "এবার", "বার", "সরকার", "হাজার", "প্রচার", "বাজার", "ঢাকার", "কুমার")
)
_NEWSPAPERS = frozenset(
    fold(w).text for w in ("বিডি", "বাংলাদেশ", "দৈনিক", "সংবাদ", "বাংলা", "বাঙলা", "খবর", "আমাদের")
)
_READ_MORE = fold("আরও পড়ুন").text
_TEASER_REACH = 160
_EVENT = frozenset(fold(w).text for w in ("এর", "তার", "তাঁর", "যার", "এরও", "তারও"))


def is_report(text: str, end: int) -> bool:
    """Whether the clause says when something was stated (এক বিবৃতিতে জানায়), not when it was."""
    return any(word.startswith(_REPORTS) for word in words_after(text, end, 12))


def teaser_before(text: str, start: int) -> int:
    """Where আরও পড়ুন stands before a date in one sentence: আরও পড়ুন…২৭ মে ২০২৫; -1 if nowhere."""
    begin = max(0, start - _TEASER_REACH)
    cut = max(text.rfind("\u0964", begin, start), text.rfind("\n", begin, start), begin - 1)
    return text.rfind(_READ_MORE, cut + 1, start)


def after_event(text: str, start: int) -> bool:
    """Whether the amount is counted from an event: এর তিন দিন আগে, নির্বাচনের দুই মাস আগে."""
    word = word_before(text, before_hedges(text, start))
    if word in _EVENT or word == _EID:
        return True
    return word.endswith(_GENITIVES) and not word.endswith(NO_GENITIVES)


def event_before(text: str, start: int) -> str:
    """The genitive that পরদিন or আগের রাতে is told beside, or "": কালীপুজোর ঠিক পরের দিন."""
    word = word_before(text, before_hedges(text, start))
    if word == _EID:
        return word
    if word in _EVENT or not word.endswith(_GENITIVES) or word.endswith(NO_GENITIVES):
        return ""
    return word


def is_of_new_event(text: str, start: int) -> bool:
    """Whether পরদিন, আগের রাতে is told of an event that the text has not spoken of before."""
    word = event_before(text, start)
    if not word:
        return False
    stem = next(word[: -len(e)] for e in _OWNERS if word.endswith(e))[:_STEM]
    told = text.rfind(word, 0, start)
    return stem not in text[max(0, told - _TOLD_REACH) : max(0, told)]


def is_newspaper(text: str, start: int) -> bool:
    """বাংলাদেশ প্রতিদিন: "every day" in a newspaper's name."""
    return word_before(text, start) in _NEWSPAPERS
