"""The one strict validator: labelled JSON Lines in, every problem out, with its place.

Rules about one article are in `bibhrat.corpus.rules`; here are those about files: ids that
repeat, and incidents that two splits share.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibhrat.article import zone
from bibhrat.corpus.labels import (
    STYLES,
    TOPICS,
    LabelError,
    LabelledArticle,
    flaws,
    from_row,
)
from bibhrat.corpus.rules import Finding, events, services, spans, times
from bibhrat.corpus.shards import rows
from bibhrat.errors import shorten
from bibhrat.services import catalogue

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, in which field, and what."""

    file: str
    line: int
    article: str
    field: str
    message: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {self.article}: {field}{self.message}"


def check(article: LabelledArticle, known: Container[str] | None = None) -> Iterator[Finding]:
    """All that is wrong with one article: pairs of field and message.

    Args:
        article: with its labels.
        known: ids of the catalogue; by default the one that bibhrat ships.
    """
    known = catalogue().by_id if known is None else known
    yield from _article(article)
    yield from spans.check(article)
    yield from times.check(article)
    yield from events.check(article)
    yield from services.check(article, known)


def _article(article: LabelledArticle) -> Iterator[Finding]:
    if not _ID.fullmatch(article.id):
        yield "id", f"{shorten(article.id)}: letters, digits, dot, dash and underscore only"
    if zone(article.tz) is None:
        yield "tz", f"unknown time zone {shorten(article.tz)}"
    if times.published_moment(article.published_at) is None:
        yield "published_at", f"{shorten(article.published_at)} is no local YYYY-MM-DDTHH:MM"
    if not article.title.strip() or article.title != article.title.strip():
        yield "title", "blank, or white space around it"
    if "\n" in article.title:
        yield "title", "more than one line"
    if not article.text.strip() or article.text != article.text.rstrip():
        yield "text", "blank, or white space behind it"
    for key, allowed in (("topic", TOPICS), ("style", STYLES)):
        if getattr(article, key) not in allowed:
            yield key, f"{shorten(getattr(article, key))} is none of {', '.join(allowed)}"
    for key in ("source", "incident"):
        if not (getattr(article, key) or "").strip():
            yield key, "missing"


def validate(
    paths: Sequence[str | Path], known: Container[str] | None = None
) -> tuple[int, list[Problem]]:
    """Check files of labelled articles, each a split of its own.

    Args:
        paths: JSON Lines files.
        known: ids of the catalogue; by default the one that bibhrat ships.

    Returns:
        How many articles were read, and the problems in order of file and line.

    Raises:
        StopError: a file cannot be read.
    """
    known = catalogue().by_id if known is None else known
    problems: list[Problem] = []
    ids: dict[str, str] = {}
    incidents: dict[str, str] = {}
    count = 0
    for path in map(str, paths):
        for place, row in _lines(path, problems):
            count += 1
            found = _check_row(row, known)
            identity = row.get("id") if isinstance(row, dict) else None
            name = identity if isinstance(identity, str) else "?"
            if name != "?":
                here = f"{path}:{place}"
                if name in ids:
                    found.append(("id", f"seen before, at {ids[name]}"))
                ids.setdefault(name, here)
                incident = row.get("incident") if isinstance(row, dict) else None
                if isinstance(incident, str) and incident != "none":
                    other = incidents.setdefault(incident, path)
                    if other != path:
                        found.append(("incident", f"{incident} is in {other}, too"))
            problems += [Problem(path, place, name, field, text) for field, text in found]
    return count, problems


def _lines(path: str, problems: list[Problem]) -> Iterator[tuple[int, object]]:
    try:
        yield from rows(path)
    except LabelError as error:
        line = str(error).removeprefix(f"{path}:").partition(":")
        problems.append(Problem(path, int(line[0]), "?", "", line[2].strip()))


def _check_row(row: object, known: Container[str]) -> list[Finding]:
    found = list(flaws(row))
    return found or list(check(from_row(row), known))
