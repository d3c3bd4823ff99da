"""Counts of the corpus for its card, computed from labels and text, as Markdown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from statistics import median

from bibhrat.corpus.card import table
from bibhrat.corpus.labels import STYLES, TIMEX_TYPES, TOPICS, LabelledArticle
from bibhrat.corpus.traits import TRAITS

_Splits = Mapping[str, Sequence[LabelledArticle]]


def traits(article: LabelledArticle) -> frozenset[str]:
    """Names of the traits that an article has; see `bibhrat.corpus.traits`."""
    return frozenset(name for name, holds in TRAITS.items() if holds(article))


def markdown(splits: _Splits, hashes: Mapping[str, str]) -> str:
    """Tables of counts by split.

    Args:
        splits: name → articles.
        hashes: split → SHA-256 of its shard.
    """
    found = {name: [traits(article) for article in articles] for name, articles in splits.items()}
    parts = [
        _table("Size", splits, _sizes(splits)),
        _table(
            "Articles that have …",
            splits,
            [
                (name, [sum(name in has for has in found[split]) for split in splits])
                for name in TRAITS
            ],
        ),
        _by(splits, "Topic", lambda a: a.topic or "?", TOPICS),
        _by(
            splits, "Topic of articles without an outage", _quiet(lambda a: a.topic or "?"), TOPICS
        ),
        _by(splits, "Style", lambda a: a.style or "?", STYLES),
        _by(
            splits, "Style of articles without an outage", _quiet(lambda a: a.style or "?"), STYLES
        ),
        _by(splits, "Desk (time zone)", lambda a: a.tz, ()),
        _by(splits, "Year of publication", lambda a: a.published_at[:4], ()),
    ]
    lines = [f"`{split}.jsonl` SHA-256 `{digest}`  " for split, digest in hashes.items()]
    return "\n\n".join([*parts, "\n".join(lines)])


def _quiet(
    key: Callable[[LabelledArticle], str],
) -> Callable[[LabelledArticle], str | None]:
    return lambda article: None if article.outage else key(article)


def _table(title: str, splits: _Splits, rows: Iterable[tuple[str, list[int]]]) -> str:
    cells = [[name, *map(str, counts), str(sum(counts))] for name, counts in rows]
    return table([title, *splits, "all"], cells)


def _sizes(splits: _Splits) -> list[tuple[str, list[int]]]:
    def count(of: Callable[[LabelledArticle], int]) -> list[int]:
        return [sum(of(article) for article in articles) for articles in splits.values()]

    rows = [
        ("articles", count(lambda a: 1)),
        ("incidents", [len({a.incident for a in articles}) for articles in splits.values()]),
        ("– that three reports or more tell", [_well_told(a) for a in splits.values()]),
        ("words", count(lambda a: len(a.body.split()))),
        ("events", count(lambda a: len(a.events))),
        ("service mentions", count(lambda a: sum(m.id is not None for m in a.mentions))),
        ("temporal expressions", count(lambda a: len(a.timexes))),
    ]
    for type_ in TIMEX_TYPES:
        rows.append(
            (f"– {type_}", count(lambda a, t=type_: sum(x.type == t for x in a.timexes)))  # type: ignore[misc]
        )
    return rows


def _well_told(articles: Iterable[LabelledArticle]) -> int:
    told = Counter(article.incident for article in articles if article.outage)
    return sum(reports >= 3 for reports in told.values())


def _by(
    splits: _Splits,
    title: str,
    key: Callable[[LabelledArticle], str | None],
    order: Sequence[str],
) -> str:
    keys = {key(article) for articles in splits.values() for article in articles}
    named = {k for k in keys if k is not None}
    rows = [
        (k, [sum(key(article) == k for article in articles) for articles in splits.values()])
        for k in (*(k for k in order if k in named), *sorted(named - set(order)))
    ]
    return _table(title, splits, rows)


def lengths(splits: _Splits) -> str:
    """One line: shortest, median and longest article in words."""
    words = sorted(len(a.body.split()) for articles in splits.values() for a in articles)
    if not words:
        return "No articles."
    return f"Words an article: {words[0]} to {words[-1]}, median {median(words):.0f}."


def digest(path: str | Path) -> str:
    """SHA-256 of a shard's bytes."""
    return sha256(Path(path).read_bytes()).hexdigest()
