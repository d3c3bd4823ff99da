"""Fits the models of an event: type, status, cause, reach and confidence.

They are asked after times and services are decided, so they learn from decisions on
articles that the models of times and services had not seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibhrat import causes, place_roles
from bibhrat.claims import Claims
from bibhrat.confidence import confidence_features
from bibhrat.event_features import cause_features, event_features
from bibhrat.learned import Judge
from bibhrat.linear import Linear
from bibhrat.readings import Reading
from bibhrat.train.examples import Example, Labelled
from bibhrat.train.fit import CORE, fit, right_parts

Unseen = Sequence[tuple[Labelled, Reading]]
_FOLDS = 5


def fit_all(judge: Judge, unseen: Unseen, settings: Mapping[str, Any]) -> dict[str, Linear]:
    """Fit type, status, cause, place_role and confidence.

    Args:
        judge: decides times and services.
        unseen: articles as read by models that had not seen them.
        settings: as for `train`.
    """
    reports = [
        (labelled, reading, judge.news(reading))
        for labelled, reading in unseen
        if labelled.gold["events"]
    ]
    asked = [event_features(r.story, r.whole, news) for _, r, news in reports]
    found = {}
    for task in ("type", "status"):
        answers = [_event(labelled)[task] for labelled, _, _ in reports]
        found[task] = fit(list(zip(asked, answers, strict=True)), task, settings)
    kinds = _crossed_kinds(asked, reports, settings)
    found["cause"] = fit(list(_causes(reports, kinds)), "cause", settings)
    found["place_role"] = fit(list(_places(reports)), "place_role", settings)
    found["confidence"] = fit(list(_records(judge, unseen)), "confidence", settings)
    return found


def calibrate(judge: Judge, unseen: Unseen, settings: Mapping[str, Any]) -> list[list[float]]:
    """Chance → share of records with a right core, by isotonic regression.

    The chances are those of confidence models that had not seen the record.

    Args:
        judge: decides times and services, without a confidence model of its own.
        unseen, settings: as for `fit_all`.

    Returns:
        Points of a rising line.
    """
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415

    examples = list(_records(judge, unseen))
    points: list[tuple[float, float]] = []
    for fold in range(_FOLDS):
        seen = [example for number, example in enumerate(examples) if number % _FOLDS != fold]
        model = fit(seen, "confidence", settings)
        points += [
            (model.probabilities(features)["right"], float(name == "right"))
            for features, name in examples[fold::_FOLDS]
        ]
    points.sort()
    regression = IsotonicRegression(y_min=0.02, y_max=0.98)
    shares = regression.fit_transform([x for x, _ in points], [y for _, y in points])
    corners: list[list[float]] = []
    for (chance, _), share in zip(points, shares, strict=True):
        corner = [round(chance, 6), round(float(share), 4)]
        if len(corners) > 1 and corners[-1][1] == corners[-2][1] == corner[1]:
            corners[-1] = corner  # a level needs its two ends only
        else:
            corners.append(corner)
    return corners


def _event(labelled: Labelled) -> Mapping[str, Any]:
    event: Mapping[str, Any] = labelled.gold["events"][0]
    return event


Reports = Sequence[tuple[Labelled, Reading, Claims]]


def _crossed_kinds(
    asked: Sequence[list[str]], reports: Reports, settings: Mapping[str, Any]
) -> list[str]:
    """The type of every report, by a model that has not seen it."""
    data = [
        (f, _event(labelled)["type"]) for f, (labelled, _, _) in zip(asked, reports, strict=True)
    ]
    kinds = [""] * len(data)
    for fold in range(_FOLDS):
        seen = [example for number, example in enumerate(data) if number % _FOLDS != fold]
        model = fit(seen, "type", settings)
        for number in range(fold, len(data), _FOLDS):
            likely = model.probabilities(data[number][0])
            kinds[number] = max(likely, key=lambda name: likely[name])
    return kinds


def _causes(reports: Reports, kinds: Sequence[str]) -> Iterator[Example]:
    for (labelled, reading, news), kind in zip(reports, kinds, strict=True):
        ranked = causes.candidates(news.event.tellings)
        answer = _event(labelled)["cause"] or "none"
        yield cause_features(reading.story, news, kind, ranked), answer


def _places(reports: Reports) -> Iterator[Example]:
    for labelled, reading, news in reports:
        story = reading.story
        affected = place_roles.owners(news.affected.values(), story.home)
        wanted = set(_event(labelled)["scope"])
        for group in place_roles.joined(story):
            for index, place in group:
                features = place_roles.place_features(story, index, place, affected, story.home)
                yield features, "scope" if place.value in wanted else "none"


def _records(judge: Judge, unseen: Unseen) -> Iterator[Example]:
    """For every article in which an outage is found, whether its core is right."""
    for labelled, reading in unseen:
        if found := judge.core(reading):
            features = confidence_features(
                reading, found[0], judge.sure(reading), judge.thresholds["trust"]
            )
            yield features, "right" if right_parts(found[0], labelled) == CORE else "wrong"
