"""What the transformer models say of an article, in the form that the judge takes."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from bibhrat.article import Article
from bibhrat.readings import NO_OPINION, Opinion
from bibhrat.scope import Event
from bibhrat.transformer.bundle import Runtime


class Reader(Hashable, Protocol):
    """The models of a folder (`bibhrat.transformer.reader.Reader`, which imports numpy)."""

    def has(self, task: str) -> bool:
        """Whether there is a model of a task."""

    def share(self, task: str) -> float:
        """Its part in a decision that it makes with the linear models."""

    def report(self, title: str, text: str) -> float:
        """How likely an article reports an outage."""

    def names(self, title: str, text: str) -> Sequence[tuple[int, int, float]]:
        """Names of services in the body: start, end, chance."""

    def roles(
        self, title: str, text: str, spans: Sequence[tuple[int, int]]
    ) -> Sequence[Mapping[str, float]]:
        """For each mention the probability of each role."""


@cache
def open_reader(folder: str, runtime: Runtime) -> Reader:
    """The reader of a folder, opened once a process.

    Raises:
        StopError: the folder cannot be used, or a library is missing.
    """
    from bibhrat.transformer.reader import Reader as Models  # noqa: PLC0415 - imports numpy

    return Models(Path(folder), runtime)


def names(reader: Reader, article: Article) -> list[tuple[int, int]]:
    """Names of services as spans of the folded body; none where no model looks for them."""
    if not reader.has("names"):
        return []
    folded = article.folded
    return [(folded.at(start), folded.at(end)) for start, end, _ in reader.names(*parts(article))]


def of(reader: Reader, article: Article, events: Sequence[Event]) -> Opinion:
    """Whether the article is a report, and the role of each service, by the models there are.

    Where nothing fails nothing is asked: the linear models decide alone.
    """
    tellings = [telling for event in events for telling in event.tellings]
    if not any(telling.fails for telling in tellings):
        return NO_OPINION
    title, text = parts(article)
    report = reader.report(title, text) if reader.has("report") else None
    mentions = [m for telling in tellings for m in telling.services] if reader.has("roles") else []
    spans = [article.folded.span(m.start, m.end) for m in mentions]
    roles = reader.roles(title, text, spans) if mentions else []
    return Opinion(
        report=report,
        report_share=reader.share("report"),
        roles={m.start: chances for m, chances in zip(mentions, roles, strict=True)},
        roles_share=reader.share("roles"),
    )


def parts(article: Article) -> tuple[str, str]:
    """Title and text without markup; offsets of their body are those of the article's."""
    masked, at = article.folded.original, len(article.title)
    return masked[:at], masked[at + 1 :]
