"""Service ids: kebab-case, known or marked as outside, in the lists that their roles say."""

import re
from collections.abc import Container, Iterator

from bibhrat.corpus.labels import OTHERS, SERVICE_ROLES, LabelledArticle
from bibhrat.corpus.rules import Finding
from bibhrat.errors import shorten

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(article: LabelledArticle, known: Container[str]) -> Iterator[Finding]:
    """Check ids and roles; `known` are the ids of the catalogue."""
    yield from _mentions(article, known)
    lists = {"not_affected": article.not_affected}
    for index, event in enumerate(article.events):
        lists[f"events[{index}].services"] = event.services
        lists[f"events[{index}].services_reported"] = event.services_reported
        for name in sorted(set(event.services) & set(event.services_reported)):
            yield f"events[{index}].services_reported", f"{name} is in services, too"
    outside = article.outside
    for field, names in lists.items():
        for name in names:
            if not _ID.fullmatch(name):
                yield field, f"{shorten(name)} is no kebab-case id"
            elif name not in known and name not in outside:
                yield field, f"{name} is in no catalogue and not marked as outside"
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield field, f"{name} is listed twice"
    yield from _roles(article)


def _mentions(article: LabelledArticle, known: Container[str]) -> Iterator[Finding]:
    inside = {m.id for m in article.mentions if m.id is not None and not m.outside}
    for index, mention in enumerate(article.mentions):
        field, name = f"mentions[{index}]", mention.id
        if mention.label not in SERVICE_ROLES:
            if name is not None or mention.outside:
                yield f"{field}.id", f"a {mention.label} has no id"
        elif name is None:
            yield f"{field}.id", "a service needs an id"
        elif not _ID.fullmatch(name):
            yield f"{field}.id", f"{shorten(name)} is no kebab-case id"
        elif mention.outside and name in known:
            yield f"{field}.outside", f"{name} is in the catalogue"
        elif mention.outside and name in inside:
            yield f"{field}.outside", f"{name} is not marked as outside elsewhere"
        elif not mention.outside and name not in known:
            yield f"{field}.id", f"{name} is in no catalogue and not marked as outside"


def _roles(article: LabelledArticle) -> Iterator[Finding]:
    affected = {name for event in article.events for name in event.affected}
    others = {m.id: m.label for m in article.mentions if m.label in OTHERS}
    for name in sorted(set(article.not_affected) - set(others)):
        why = "is affected" if name in affected else "has no mention with such a role"
        yield "not_affected", f"{name} {why}"
    for name in sorted(n for n in set(others) - affected - set(article.not_affected) if n):
        yield "not_affected", f"{name} is marked {others[name]} and not listed"
