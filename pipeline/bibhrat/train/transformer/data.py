"""Labelled articles → windows of tokens with what a model should say of them, as datasets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibhrat.extras import need
from bibhrat.train.examples import SERVICE_ROLES, Labelled, answer, role_answers, versions
from bibhrat.transformer.bundle import Task
from bibhrat.transformer.opinions import parts
from bibhrat.transformer.reader import BEGINS, INSIDE, NEWS, OUTSIDE, REPORT
from bibhrat.transformer.windows import Form

#: Of a token that is not compared with anything.
IGNORED = -100
#: Labels that are the same whatever the data; those of roles are read from the labels.
FIXED: Mapping[str, tuple[str, ...]] = {
    "report": ("none", REPORT),
    "names": (OUTSIDE, BEGINS, INSIDE),
}


def labels_of(task: Task, articles: Sequence[Labelled]) -> tuple[str, ...]:
    """The labels of a task, in the order of the model's outputs."""
    if task in FIXED:
        return FIXED[task]
    return tuple(sorted({role for one in articles for _, role in role_answers(one)}))


def dataset(task: Task, articles: Sequence[Labelled], form: Form, labels: Sequence[str]) -> Any:
    """The windows of a task, each with `labels`: a number, or one for each token.

    Args:
        task: which.
        articles: what `bibhrat.train.examples.read` gives.
        form: how the encoder reads text.
        labels: of the task; a role that is not among them is left out.

    Raises:
        StopError: the library datasets is not installed.
    """
    sources = {"report": _reports, "names": _names, "roles": _roles}
    rows = list(sources[task](articles, form, {name: i for i, name in enumerate(labels)}))
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    return need("datasets", "transformers", "training a transformer").Dataset.from_dict(columns)


def _reports(
    articles: Sequence[Labelled], form: Form, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for one in (version for labelled in articles for version in versions(labelled)):
        title, text = parts(one.article)
        for window in form.windows(title, text[:NEWS]):
            yield {**window.row, "labels": numbers[answer(one)]}


def _names(
    articles: Sequence[Labelled], form: Form, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Every labelled service is a name, in the catalogue or not: what is in it is known later."""
    for labelled in articles:
        spans = [(m["start"], m["end"]) for m in labelled.gold["mentions"]
                 if m["label"] in SERVICE_ROLES]  # fmt: skip
        starts: dict[int, tuple[int, int]] = {at: s for s in spans for at in range(*s)}
        for window in form.windows(*parts(labelled.article)):
            yield {**window.row, "labels": _tags(window.spans, starts, numbers)}


def _tags(
    spans: Sequence[tuple[int, int] | None],
    names: Mapping[int, tuple[int, int]],
    numbers: Mapping[str, int],
) -> list[int]:
    """B for the first token of a name, I for its others, O for the rest."""
    tags: list[int] = []
    inside: tuple[int, int] | None = None
    for span in spans:
        if span is None:
            tags.append(IGNORED)
            continue
        name = names.get(span[0]) or names.get(span[1] - 1)
        tags.append(numbers[OUTSIDE if name is None else INSIDE if name == inside else BEGINS])
        inside = name
    return tags


def _roles(
    articles: Sequence[Labelled], form: Form, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for labelled in articles:
        title, text = parts(labelled.article)
        for mention, role in role_answers(labelled):
            if role in numbers:
                start, end = labelled.article.folded.span(mention.start, mention.end)
                yield {**form.marked(title, text, start, end), "labels": numbers[role]}
