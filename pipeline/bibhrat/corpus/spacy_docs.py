"""Labelled articles ⇄ spaCy's DocBin, for `spacy train`.

Spans lie in `doc.spans`: "timex" (label type, kb_id value), "services" (label role, kb_id
service), "cues" (label kind) and "time_roles" (label start, end or duration), each with the
number of its event as `span_id`; `doc.cats["outage"]` is 1 or 0. Tokens that a label cuts are
covered whole; the exact labels travel in `doc.user_data["bibhrat"]`, which the reader uses.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import orjson

from bibhrat.corpus.labels import (
    SERVICE_ROLES,
    TIME_ROLES,
    LabelError,
    LabelledArticle,
    MentionLabel,
    TimexLabel,
    from_row,
)
from bibhrat.errors import StopError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

USER_DATA = "bibhrat"


def to_docs(articles: Iterable[LabelledArticle]) -> Iterator["Doc"]:
    """Articles as documents, tokenized by spaCy's Bangla rules.

    Raises:
        LabelError: a label lies on no token.
    """
    import spacy  # noqa: PLC0415 - reading shards must not import spaCy

    nlp = spacy.blank("bn")
    for article in articles:
        doc = nlp.make_doc(article.body)
        groups: dict[str, list[Span]] = {"timex": [], "services": [], "cues": [], "time_roles": []}
        for timex in article.timexes:
            groups["timex"].append(_span(doc, article.id, timex, timex.type, timex.value))
        for mention in article.mentions:
            groups[_group(mention)].append(
                _span(doc, article.id, mention, mention.label, mention.id or "", mention.event)
            )
        for key, spans in groups.items():
            doc.spans[key] = spans
        doc.cats = {"outage": float(article.outage)}
        doc.user_data[USER_DATA] = orjson.dumps(article.to_row()).decode()
        yield doc


def _group(mention: MentionLabel) -> str:
    if mention.label in SERVICE_ROLES:
        return "services"
    return "time_roles" if mention.label in TIME_ROLES else "cues"


def _span(
    doc: "Doc",
    article: str,
    at: TimexLabel | MentionLabel,
    label: str,
    value: str,
    event: int | None = None,
) -> "Span":
    number = "" if event is None else str(event + 1)
    span: Span | None = doc.char_span(
        at.start, at.end, label=label, kb_id=value, span_id=number, alignment_mode="expand"
    )
    if span is None:
        raise LabelError(f"{article}: {at.start}–{at.end}: no token there")
    return span


def write_docbin(path: str, articles: Iterable[LabelledArticle]) -> int:
    """Write a .spacy file; returns how many articles.

    Raises:
        StopError: it cannot be written.
    """
    from spacy.tokens import DocBin  # noqa: PLC0415

    binary = DocBin(store_user_data=True)
    for doc in to_docs(articles):
        binary.add(doc)
    try:
        binary.to_disk(path)
    except OSError as error:
        raise StopError(f"{path}: cannot be written: {error.strerror or error}") from None
    return len(binary)


def read_docbin(path: str) -> list[LabelledArticle]:
    """Read back what `write_docbin` wrote.

    Raises:
        StopError: it cannot be read.
        LabelError: a document has no labels of this form.
    """
    import spacy  # noqa: PLC0415
    from spacy.tokens import DocBin  # noqa: PLC0415

    try:
        binary = DocBin(store_user_data=True).from_disk(path)
    except (OSError, ValueError) as error:
        raise StopError(f"{path}: no DocBin: {error}") from None
    articles = []
    for doc in binary.get_docs(spacy.blank("bn").vocab):
        row = doc.user_data.get(USER_DATA)
        if not isinstance(row, str):
            raise LabelError(f"{path}: a document without doc.user_data[{USER_DATA!r}]")
        articles.append(from_row(orjson.loads(row)))
    return articles
