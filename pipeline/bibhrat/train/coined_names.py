"""Labelled articles → the model of names that no catalogue has.

Each service of the catalogue that an article names is taken away once, so that the model learns
what names look like that are not known; the words that stay beside it are no names.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bibhrat.article import from_row
from bibhrat.coined import NAME, WORD_, Coined, Word, features, names_apart, spelling, words
from bibhrat.extractor import by_name, no_names
from bibhrat.linear import Linear
from bibhrat.mention import Mention
from bibhrat.train.fit import fit

_ROLES = frozenset(
    {"affected", "reported", "operator", "alternative", "monitor", "source", "unaffected"}
)
_SURE = 10.0
_SPELLED = 4  # articles from which the spelling of a name is learned: else WhatsApp alone is


@dataclass
class Seen:
    """A labelled article as far as names need it.

    Attributes:
        text: folded.
        known: names of the catalogue.
        others: cues, times and places.
        gold: labelled names: start, end and id.
    """

    text: str
    known: Sequence[Mention[Any]]
    others: Sequence[Mention[Any]]
    gold: Sequence[tuple[int, int, str]]
    words: Collection[str] = field(default_factory=frozenset)


def see(gold: Mapping[str, Any]) -> Seen:
    """Read a labelled row."""
    article = from_row(gold)
    found = by_name(article)
    text, known = article.folded.text, found.services
    labels = [
        (article.folded.at(m["start"]), article.folded.at(m["end"]), m["id"])
        for m in gold["mentions"]
        if m["label"] in _ROLES
    ]
    inside = [
        *((m.start, m.end) for m in known if m.value.kind != "generic" and not m.value.doubtful),
        *((start, end) for start, end, _ in labels),
    ]
    return Seen(text, known, no_names(found), labels, frozenset(names_apart(text, inside)))


def fit_names(
    articles: Sequence[Seen], settings: Mapping[str, Any], hidden: Collection[str] = ()
) -> Coined:
    """Fit the model.

    Args:
        articles: what `see` gives.
        settings: the `[fit]` table.
        hidden: ids whose names are not to be learned from.
    """
    often = Counter(word for seen in articles for word in seen.words)
    least = settings["names"]["ordinary"]
    ordinary = frozenset(word for word, count in often.items() if count >= least)
    spelled: Counter[str] = Counter()
    data: list[tuple[list[str], str]] = []
    for seen in articles:
        # A word counts as ordinary by the other articles.
        own = ordinary - {word for word in seen.words if often[word] == least}
        for word, is_name in _asked(seen, own, hidden):
            found = features(word, seen.text)
            if is_name:
                spelled[word.stem] += 1
                if spelled[word.stem] > _SPELLED:
                    own_spelling = set(spelling(word.stem))
                    found = [name for name in found if name not in own_spelling]
            data.append((found, NAME if is_name else WORD_))
    if {answer for _, answer in data} != {NAME, WORD_}:  # too few articles: nothing is a name
        linear = Linear((NAME, WORD_), {"bias": [-_SURE, _SURE]})
    else:
        linear = fit(data, "coined", settings)
    return Coined(linear, ordinary, settings["names"]["least"])


def _asked(
    seen: Seen, ordinary: frozenset[str], hidden: Collection[str]
) -> Iterator[tuple[Word, bool]]:
    """Words, and whether they are names."""
    for word in words(seen.text, seen.others, seen.known, ordinary):
        ids = {i for s, e, i in seen.gold for start, end in word.places if s < end and start < e}
        if not ids & set(hidden):
            yield word, bool(ids)
    for id_ in sorted({m.value.id for m in seen.known if m.value.kind != "generic"}):
        if id_ in hidden:
            continue
        own = [m for m in seen.known if m.value.id == id_]
        if not any(s < m.end and m.start < e for s, e, _ in seen.gold for m in own):
            continue
        rest = [m for m in seen.known if m.value.id != id_]
        for word in words(seen.text, seen.others, rest, ordinary):
            if any(m.overlaps(Mention(s, e, "", None)) for m in own for s, e in word.places):
                yield word, True
