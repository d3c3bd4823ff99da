"""Marked text → the shards of the corpus: one deterministic step, nothing decided by hand.

Service ids go through the alias table, a "!" is taken off where the catalogue has the id, the
spelling of য়/ড়/ঢ় varies by a hash of the article's id, and whole incidents go into splits by
a hash of theirs.
"""

import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bibhrat.corpus import marked
from bibhrat.corpus.labels import EventLabel, LabelError, LabelledArticle
from bibhrat.corpus.shards import SPLITS, write
from bibhrat.corpus.spelling import double, respell, single, stored_single
from bibhrat.errors import StopError
from bibhrat.lexicon import toml

_TEST_BELOW, _DEV_BELOW, _OF = 260, 400, 1000


def split_of(incident: str) -> str:
    """The split of an incident; articles of one incident are never apart.

    >>> split_of("meta-2024-03-05")
    'train'
    """
    place = int(sha256(incident.encode()).hexdigest(), 16) % _OF
    return "test" if place < _TEST_BELOW else "dev" if place < _DEV_BELOW else "train"


def read_aliases(path: str | Path) -> dict[str, str]:
    """Read a TOML table of old id = "catalogue id".

    Raises:
        StopError: the file cannot be read or is not such a table.
        LabelError: an alias of an alias.
    """
    try:
        table: dict[str, str] = toml.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise StopError(f"{path}: not TOML: {error}") from None
    for old, new in table.items():
        if not isinstance(new, str):
            raise StopError(f"{path}: {old}: expected an id, got {new!r}")
        if new in table:
            raise LabelError(f"{path}: {old}: {new} is an alias itself")
    return table


def rename(
    article: LabelledArticle, aliases: Mapping[str, str], known: Container[str]
) -> LabelledArticle:
    """The article with catalogue ids, "outside" only where the catalogue lacks the id.

    Args:
        article: as labelled.
        aliases: old id → catalogue id.
        known: ids of the catalogue.
    """
    mentions = []
    for mention in article.mentions:
        name = mention.id
        if name is not None:
            name = aliases.get(name, name)
        mentions.append(replace(mention, id=name, outside=mention.outside and name not in known))
    others = dict.fromkeys(aliases.get(name, name) for name in article.not_affected)
    return replace(
        article,
        events=tuple(_event(event, aliases) for event in article.events),
        not_affected=tuple(others),
        mentions=tuple(mentions),
    )


def finish(
    article: LabelledArticle, aliases: Mapping[str, str], known: Container[str]
) -> LabelledArticle:
    """One article as the corpus stores it: renamed, respelled, its incident named."""
    incident = article.incident
    if incident in (None, "none"):
        incident = f"none-{article.id}"
    renamed = replace(rename(article, aliases, known), incident=incident)
    return respell(renamed, single if stored_single(article.id) else double)


def _event(event: EventLabel, aliases: Mapping[str, str]) -> EventLabel:
    stated = tuple(dict.fromkeys(aliases.get(name, name) for name in event.services))
    reported = tuple(dict.fromkeys(aliases.get(name, name) for name in event.services_reported))
    scope = tuple(unicodedata.normalize("NFC", place) for place in event.scope)
    return replace(event, services=stated, services_reported=reported, scope=scope)


def build(
    files: Sequence[str | Path],
    folder: str | Path,
    *,
    aliases: Mapping[str, str],
    known: Container[str],
) -> dict[str, int]:
    """Convert files of marked text into train.jsonl, dev.jsonl and test.jsonl.

    Args:
        files: marked text; their order does not matter.
        folder: where the shards go.
        aliases: old id → catalogue id.
        known: ids of the catalogue.

    Returns:
        How many articles each split has.

    Raises:
        MarkedError: what is wrong in any of the files.
        LabelError: an id in two files.
        StopError: a file cannot be read or written.
    """
    articles: dict[str, LabelledArticle] = {}
    for article in _read(files):
        if article.id in articles:
            raise LabelError(f"{article.id}: in two files")
        articles[article.id] = finish(article, aliases, known)
    splits: dict[str, list[LabelledArticle]] = {split: [] for split in SPLITS}
    for _, article in sorted(articles.items()):
        splits[split_of(article.incident or "")].append(article)
    return {
        split: write(Path(folder) / f"{split}.jsonl", members) for split, members in splits.items()
    }


def _read(files: Iterable[str | Path]) -> list[LabelledArticle]:
    articles: list[LabelledArticle] = []
    problems: list[str] = []
    for path in files:
        try:
            articles += marked.parse(marked.read_file(path), str(path))
        except marked.MarkedError as error:
            problems += error.problems
    if problems:
        raise marked.MarkedError(problems)
    return articles
