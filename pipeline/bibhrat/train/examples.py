"""Labelled articles → training examples: features and the right answer, for each decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson

from bibhrat import extractor
from bibhrat.article import Article, from_row
from bibhrat.assemble import published_moment
from bibhrat.bag import words
from bibhrat.coined import Coined
from bibhrat.errors import StopError
from bibhrat.features import article_features, service_features, time_features
from bibhrat.mention import Mention
from bibhrat.places import country_of
from bibhrat.read.labelled import lines
from bibhrat.scope import Event, events
from bibhrat.story import Story

Example = tuple[list[str], str]

_TIME_ROLES = frozenset({"start", "end", "duration"})
SERVICE_ROLES = frozenset(
    {"affected", "reported", "operator", "alternative", "monitor", "source", "unaffected"}
)


@dataclass(frozen=True)
class Labelled:
    """One labelled article, read as far as the features need it.

    Attributes:
        gold: the labelled row.
        article, events, story: what the rooms make of it.
        opening: its headline and first sentences as a report of their own, or None.
    """

    gold: Mapping[str, Any]
    article: Article
    events: Sequence[Event]
    story: Story
    opening: "Labelled | None" = None


def rows(path: str | Path) -> Iterator[tuple[Article, Mapping[str, Any]]]:
    """The articles of a shard with their labelled rows."""
    for _, line in lines(path):
        gold: Mapping[str, Any] = orjson.loads(line)
        yield from_row(gold), gold


def read(path: str | Path, coined: Coined | None = None) -> list[Labelled]:
    """Read a shard of the corpus, JSON Lines or a Hugging Face dataset.

    Args:
        path: the shard.
        coined: finds names that the catalogue lacks.
    """
    return [_read(gold, coined) for _, gold in rows(path)]


def _read(gold: Mapping[str, Any], coined: Coined | None) -> Labelled:
    whole = _labelled(gold, coined)
    short = _opening(whole)
    return whole if short is None else replace(whole, opening=_labelled(short, coined))


def read_all(
    paths: Sequence[str | Path], held_out: str | Path, coined: Sequence[Coined] = ()
) -> list[Labelled]:
    """Read what is trained on, and see that none of it is what models are tried on.

    Args:
        paths: shards.
        held_out: the shard that models are tried on.
        coined: models of names, each fitted without its part of the articles: the first
            article is in the part of the first, the next in that of the next, and so on.

    Raises:
        StopError: an id is there twice, or an id or incident is held out.
    """
    golds = [gold for path in paths for _, gold in rows(path)]
    models = cycle(coined or (None,))
    found = [_read(gold, model) for gold, model in zip(golds, models, strict=False)]
    held = [gold for _, gold in rows(held_out)]
    seen = {gold["id"] for gold in held}
    incidents = {gold.get("incident") for gold in held} - {None, "none"}
    for one in found:
        identity, incident = one.gold["id"], one.gold.get("incident")
        if identity in seen:
            raise StopError(f"{identity}: labelled twice; {held_out} or another file has it")
        if incident in incidents:
            raise StopError(f"{identity}: its incident {incident!r} is in {held_out}, too")
        seen.add(identity)
    return found


def _labelled(gold: Mapping[str, Any], coined: Coined | None) -> Labelled:
    article = from_row(gold)
    annotation = extractor.annotate(article, coined=coined)
    told = extractor.told(article, annotation)
    published = published_moment(article)
    divided = events(told, published)
    story = Story.of(divided, published, country_of(article.tz), words(article.folded.text))
    return Labelled(gold, article, divided, story)


#: A flash of a live page has no more: long articles alone would teach that a report is long.
_OPENING = 4  # sentences
_CUES = frozenset({"outage", "symptom", "restoration"})


def _opening(whole: Labelled) -> Mapping[str, Any] | None:
    """The row of an article that ends after its first sentences.

    None where it has no more, or where what failed is only told behind them.
    """
    gold, tellings = whole.gold, whole.story.tellings
    behind = [t.clause.start for t in tellings if t.clause.sentence > _OPENING]
    if not behind:
        return None
    cut, _ = whole.article.folded.span(min(behind), min(behind) + 1)
    mentions = [m for m in gold["mentions"] if m["end"] <= cut]
    if gold["outage"]:
        labels = {m["label"] for m in mentions if m["event"] == 0}
        if labels.isdisjoint(("affected", "reported")) or labels.isdisjoint(_CUES):
            return None
    text = gold["text"][: cut - len(gold["title"]) - 1].rstrip()
    return {**gold, "text": text, "mentions": mentions}


def examples(task: str, articles: Sequence[Labelled]) -> Iterator[Example]:
    """The examples of one decision.

    Args:
        task: state, time_role or service_role.
        articles: what `read` gives.
    """
    for labelled in articles:
        if task == "state":
            if labelled.gold["events"]:
                yield article_features(labelled.story), labelled.gold["events"][0]["status"]
        else:
            yield from _mentions(task, labelled)


def versions(labelled: Labelled) -> list[Labelled]:
    """The article, and its opening as a report of its own: for "is this a report"."""
    return [labelled] if labelled.opening is None else [labelled, labelled.opening]


def answer(labelled: Labelled) -> str:
    """Whether the article is a report, as the `report` models name it."""
    return "outage" if labelled.gold["outage"] else "none"


def _mentions(task: str, labelled: Labelled) -> Iterator[Example]:
    roles = _TIME_ROLES if task == "time_role" else SERVICE_ROLES
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


def role_answers(labelled: Labelled) -> Iterator[tuple[Mention[Any], str]]:
    """Every service mention that the rooms found, in the folded body, with its labelled role."""
    labels = [m for m in labelled.gold["mentions"] if m["label"] in SERVICE_ROLES]
    for telling in labelled.story.tellings:
        for service in telling.services:
            yield service, _answer(labelled, labels, service)


def _answer(labelled: Labelled, labels: Sequence[Mapping[str, Any]], mention: Mention[Any]) -> str:
    """The label of the last gold mention that shares a character, "none" where none does.

    Of "ব্যাংকের এটিএম" the last is the part, which is what the mention stands for.
    """
    start, end = labelled.article.folded.span(mention.start, mention.end)
    for label in reversed(labels):
        if label["start"] < end and start < label["end"]:
            event = label.get("event")
            suffix = "" if event is None else "0" if event == 0 else "B"
            return f"{label['label']}{suffix}"
    return "none"
