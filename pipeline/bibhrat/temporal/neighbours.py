"""The words that stand right before and behind an expression."""

import re

from bibhrat.lexicon import load
from bibhrat.temporal.words import ENDINGS
from bibhrat.text import fold


def context_words(*path: str) -> frozenset[str]:
    """The words of one list of the context vocabulary, folded."""
    node = load("temporal/context")
    for key in path:
        node = node[key]
    return frozenset(fold(w).text for w in node)


SENTENCE_ENDS = "\u0964?!\n"
_SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
STRIP = "'\"(),.:;-\u0964!?[]"
_ADVERBS = frozenset(fold(w).text for w in ("ঠিক", "মাত্র", "আরও", "ও")).union(
    *(context_words("hedges_before", kind) for kind in load("temporal/context")["hedges_before"])
)


def word_before(text: str, start: int) -> str:
    """The word before `start`, or "" across a sentence end."""
    piece = text[max(0, start - 32) : start].rstrip(" ")
    find = piece.rfind
    cut = max(find(" "), find("\u0964"), find("\n"), find("?"), find("!"))
    return piece[cut + 1 :].strip(STRIP)


def words_after(text: str, end: int, count: int) -> list[str]:
    """Up to `count` words behind `end`, in the same sentence."""
    limit = end + 24 * count
    stop = _SENTENCE_END.search(text, end, limit)
    piece = text[end : stop.start() if stop else limit]
    return [w.strip(STRIP) for w in piece.split(None, count)[:count]]


def before_hedges(text: str, start: int) -> int:
    """Where the hedges and adverbs before an expression begin; `start` where there are none."""
    word = word_before(text, start)
    while word in _ADVERBS:
        start = text.rfind(word, 0, start)
        word = word_before(text, start)
    return start


def under_endings(word: str, words: frozenset[str]) -> bool:
    """Whether the word is one of `words` with or without a case ending (তরুণীকে, শিশুর)."""
    return any(word[:k] in words and word[k:] in ENDINGS for k in range(len(word), 1, -1))
