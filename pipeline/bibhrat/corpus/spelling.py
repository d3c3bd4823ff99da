"""The two ways to store য়, ড় and ঢ়, and articles rewritten from one to the other.

Feeds mix single code points and base + nukta; the corpus holds both, chosen by a hash of the
article's id, with all offsets counted anew.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from bibhrat.corpus.labels import LabelledArticle

_PAIRS = (("\u09df", "\u09af\u09bc"), ("\u09dc", "\u09a1\u09bc"), ("\u09dd", "\u09a2\u09bc"))
_SINGLE_IN = 4  # one article in four has single code points


def single(text: str) -> str:
    """য়, ড়, ঢ় as one code point each."""
    for one, two in _PAIRS:
        text = text.replace(two, one)
    return text


def double(text: str) -> str:
    """য়, ড়, ঢ় as base and nukta, as NFC has them."""
    for one, two in _PAIRS:
        text = text.replace(one, two)
    return text


def either(text: str) -> re.Pattern[str]:
    """A pattern that finds a text in either spelling."""
    source = re.escape(double(text))
    for one, two in _PAIRS:
        source = source.replace(re.escape(two), f"(?:{two}|{one})")
    return re.compile(source)


def stored_single(identity: str) -> bool:
    """Whether the article of an id is stored with single code points."""
    return int(sha256(identity.encode()).hexdigest(), 16) % _SINGLE_IN == 0


def respell(article: LabelledArticle, spell: Callable[[str], str]) -> LabelledArticle:
    """Rewrite title, text and the texts of labels, and move all offsets with them.

    Args:
        article: with its labels.
        spell: `single` or `double`.
    """
    body = article.body
    cuts = {0, len(article.title), len(article.title) + 1, len(body)}
    cuts |= {at for timex in article.timexes for at in (timex.start, timex.end)}
    cuts |= {at for mention in article.mentions for at in (mention.start, mention.end)}
    borders = sorted(cuts)
    moved: dict[int, int] = {0: 0}
    parts: list[str] = []
    for start, end in pairwise(borders):
        parts.append(spell(body[start:end]))
        moved[end] = moved[start] + len(parts[-1])
    split = bisect_left(borders, len(article.title))
    title = "".join(parts[:split])
    spelled = "".join(parts)
    return replace(
        article,
        title=title,
        text=spelled[len(title) + 1 :],
        timexes=tuple(
            replace(
                t,
                text=spelled[moved[t.start] : moved[t.end]],
                start=moved[t.start],
                end=moved[t.end],
            )
            for t in article.timexes
        ),
        mentions=tuple(
            replace(m, start=moved[m.start], end=moved[m.end]) for m in article.mentions
        ),
    )
