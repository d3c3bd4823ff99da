"""Scores of the three tasks on labelled articles, and those of the linear models beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bibhrat.features import service_features
from bibhrat.learned import Judge, judge
from bibhrat.readings import Reading
from bibhrat.train.examples import SERVICE_ROLES, Labelled, role_answers
from bibhrat.transformer.bundle import Task as TaskName
from bibhrat.transformer.opinions import parts
from bibhrat.transformer.reader import Task, find_names, report_chance, role_chances

Spans = Sequence[tuple[int, int]]
#: The score that training stops by.
DECIDES: Mapping[str, str] = {"report": "f1", "names": "f1", "roles": "macro_f1"}


def of_model(
    name: TaskName, task: Task, articles: Sequence[Labelled], least: float
) -> dict[str, float]:
    """Scores of a model.

    Args:
        name: of the task.
        task: the model with its tokens.
        articles: labelled.
        least: least probability of a name.
    """
    if name == "report":
        return reports(articles, lambda one: report_chance(task, *parts(one.article)) >= 0.5)
    if name == "names":
        return names(articles, lambda one: [
            (n.start, n.end) for n in find_names(task, *parts(one.article), least)
        ])  # fmt: skip

    def likeliest(one: Labelled) -> list[str]:
        spans = [one.article.folded.span(m.start, m.end) for m, _ in role_answers(one)]
        return [max(c, key=lambda r: c[r]) for c in role_chances(task, *parts(one.article), spans)]

    return roles(articles, likeliest)


def of_linear(name: TaskName, articles: Sequence[Labelled]) -> dict[str, float]:
    """The same scores of the models in models/bn_outage; names are those that rules propose."""
    linear = judge()
    if name == "report":
        return reports(articles, lambda one: _is_report(linear, one))
    if name == "names":
        return names(articles, _proposed)

    def likeliest(one: Labelled) -> list[str]:
        model = linear.models["service_role"]
        asked = (
            model.probabilities(service_features(one.story, index, mention))
            for index, telling in enumerate(one.story.tellings)
            for mention in telling.services
        )
        return [max(chances, key=lambda role: chances[role]) for chances in asked]

    return roles(articles, likeliest)


def reports(articles: Sequence[Labelled], said: Callable[[Labelled], bool]) -> dict[str, float]:
    """Precision, recall and F1 of "is this a report"."""
    pairs = [(bool(one.gold["outage"]), said(one)) for one in articles]
    return _scores(
        sum(gold and own for gold, own in pairs),
        sum(own and not gold for gold, own in pairs),
        sum(gold and not own for gold, own in pairs),
    )


def names(articles: Sequence[Labelled], said: Callable[[Labelled], Spans]) -> dict[str, float]:
    """Precision, recall and F1 of names that the catalogue lacks, by shared characters.

    Said names that share a character with one of the catalogue count neither way.
    """
    right = spurious = found = missing = 0
    for one in articles:
        known = _known(one)
        marks = [(m["start"], m["end"], m.get("outside")) for m in one.gold["mentions"]
                 if m["label"] in SERVICE_ROLES]  # fmt: skip
        wanted = [(s, e) for s, e, outside in marks if outside and not _hits((s, e), known)]
        own = [span for span in said(one) if not _hits(span, known)]
        right += sum(_hits(span, wanted) for span in own)
        inside = [(s, e) for s, e, _ in marks]
        spurious += sum(not _hits(span, inside) for span in own)
        found += sum(_hits(span, own) for span in wanted)
        missing += sum(not _hits(span, own) for span in wanted)
    precision, recall = right / (right + spurious or 1), found / (found + missing or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    return {"precision": precision, "recall": recall, "f1": f1, "of": float(found + missing)}


def roles(articles: Sequence[Labelled], said: Callable[[Labelled], list[str]]) -> dict[str, float]:
    """Share of mentions with the right role, and the mean F1 of all labelled roles."""
    pairs = [
        (role, own)
        for one in articles
        for (_, role), own in zip(role_answers(one), said(one), strict=True)
    ]
    every = sorted({role for role, _ in pairs})
    each = [
        _scores(
            sum(r == own == role for r, own in pairs),
            sum(r != role == own for r, own in pairs),
            sum(r == role != own for r, own in pairs),
        )["f1"]
        for role in every
    ]
    accuracy = sum(role == own for role, own in pairs) / (len(pairs) or 1)
    return {"accuracy": accuracy, "macro_f1": sum(each) / (len(each) or 1), "of": float(len(pairs))}


def _scores(right: int, spurious: int, missing: int) -> dict[str, float]:
    precision, recall = right / (right + spurious or 1), right / (right + missing or 1)
    f1 = 2 * right / (2 * right + spurious + missing or 1)
    return {"precision": precision, "recall": recall, "f1": f1, "of": float(right + missing)}


def _is_report(linear: Judge, one: Labelled) -> bool:
    return bool(linear.core(Reading.of(one.story, linear.models, linear.bags["report"])))


def _known(one: Labelled) -> list[tuple[int, int]]:
    """Where names of the catalogue stand; class nouns (অ্যাপ, পোর্টাল) may be part of a name."""
    named = (m for telling in one.story.tellings for m in telling.services if m.value.in_catalogue)
    return [one.article.folded.span(m.start, m.end) for m in named if m.value.kind != "generic"]


def _proposed(one: Labelled) -> list[tuple[int, int]]:
    services: list[Any] = [m for telling in one.story.tellings for m in telling.services]
    return [one.article.folded.span(m.start, m.end) for m in services if not m.value.in_catalogue]


def _hits(span: tuple[int, int], others: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
