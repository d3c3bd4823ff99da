"""Labelled articles → training examples: features and the right answer, for each decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bibhrat import extractor
from bibhrat.article import Article, from_row
from bibhrat.assemble import published_moment
from bibhrat.features import Story, article_features, service_features, time_features
from bibhrat.mention import Mention
from bibhrat.places import country_of
from bibhrat.scope import Event, events

Example = tuple[list[str], str]

_TIME_ROLES = frozenset({"start", "end", "duration"})
_SERVICE_ROLES = frozenset(
    {"affected", "reported", "operator", "alternative", "monitor", "source", "unaffected"}
)


@dataclass(frozen=True)
class Labelled:
    """One labelled article, read as far as the features need it.

    Attributes:
        gold: the labelled row.
        article, events, story: what the rooms make of it.
        glance: features of the first look.
    """

    gold: Mapping[str, Any]
    article: Article
    events: Sequence[Event]
    story: Story
    glance: list[str]


def read(path: Path) -> list[Labelled]:
    """Read a shard of the corpus."""
    found = []
    for line in path.read_bytes().splitlines():
        gold = orjson.loads(line)
        article = from_row(gold)
        annotation = extractor.annotate(article)
        told = extractor.told(article, annotation)
        published = published_moment(article)
        divided = events(told, published)
        glance = extractor.glance(article, annotation.seen)
        found.append(
            Labelled(
                gold, article, divided, Story.of(divided, published, country_of(article.tz)), glance
            )
        )
    return found


def examples(task: str, articles: Sequence[Labelled]) -> Iterator[Example]:
    """The examples of one decision.

    Args:
        task: glance, report_words, time_role or service_role.
        articles: what `read` gives.
    """
    for labelled in articles:
        if task == "glance":
            yield labelled.glance, answer(labelled)
        elif task == "report_words":
            yield article_features(labelled.story), answer(labelled)
        else:
            yield from _mentions(task, labelled)


def answer(labelled: Labelled) -> str:
    """Whether the article is a report, as the `report` models name it."""
    return "outage" if labelled.gold["outage"] else "none"


def _mentions(task: str, labelled: Labelled) -> Iterator[Example]:
    roles = _TIME_ROLES if task == "time_role" else _SERVICE_ROLES
    labels = [mention for mention in labelled.gold["mentions"] if mention["label"] in roles]
    for index, telling in enumerate(labelled.story.tellings):
        if task == "time_role":
            for time in telling.times:
                yield time_features(labelled.story, index, time), _answer(labelled, labels, time)
        else:
            for service in telling.services:
                yield (
                    service_features(labelled.story, index, service),
                    _answer(labelled, labels, service),
                )


def _answer(labelled: Labelled, labels: Sequence[Mapping[str, Any]], mention: Mention[Any]) -> str:
    """The label of the first gold mention that shares a character, "none" where none does."""
    start, end = labelled.article.folded.span(mention.start, mention.end)
    for label in labels:
        if label["start"] < end and start < label["end"]:
            event = label.get("event")
            suffix = "" if event is None else "0" if event == 0 else "B"
            return f"{label['label']}{suffix}"
    return "none"
