"""Fits the models of an event: type, status, cause, reach and confidence.

They are asked after times and services are decided, so they learn from decisions on
articles that the models of times and services had not seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibhrat import causes, place_roles
from bibhrat.claims import Claims
from bibhrat.confidence import confidence_features
from bibhrat.event_features import (
    SLOTS,
    attribution_features,
    cause_features,
    event_features,
    status_features,
    word_features,
)
from bibhrat.learned import Judge
from bibhrat.linear import Linear
from bibhrat.readings import Reading
from bibhrat.train.examples import Example, Labelled
from bibhrat.train.fit import CORE, fit, held_out, right_parts

#: A judge that had not seen the article, the article, and what the models say of it.
Unseen = Sequence[tuple[Judge, Labelled, Reading]]
#: An article, what the models say of it, what is claimed of its news and what may be its cause.
Reports = Sequence[tuple[Labelled, Reading, Claims, Sequence[causes.Candidate]]]


def fit_all(
    unseen: Unseen, settings: Mapping[str, Any]
) -> tuple[dict[str, Linear], list[list[float]]]:
    """Fit type, status, cause, attribution, place_role and confidence.

    Args:
        unseen: articles with judges and readings of models that had not seen them.
        settings: as for `train`.

    Returns:
        The models, and the calibration of the confidence: points of a rising line, chance →
        share of records with a right core.
    """
    reports = [
        (labelled, reading, news, causes.candidates(news.event.tellings))
        for judge, labelled, reading in unseen
        if labelled.gold["events"]
        for news in [judge.news(reading)]
    ]
    asked = [event_features(r.story, r.whole, news, ranked) for _, r, news, ranked in reports]
    worded = {
        name: [
            word_features(judge.bags[name].probabilities(reading.story.words))
            for judge, labelled, reading in unseen
            if labelled.gold["events"]
        ]
        for name in SLOTS
    }
    statuses = [
        status_features(r.story, one) for (_, r, *_), one in zip(reports, asked, strict=True)
    ]
    data = {}
    for task, plain in (("type", asked), ("status", statuses)):
        answers = [str(_event(labelled)[task]) for labelled, *_ in reports]
        features = [one + told for one, told in zip(plain, worded[task], strict=True)]
        data[task] = list(zip(features, answers, strict=True))
    found = {task: fit(examples, task, settings) for task, examples in data.items()}
    found["attribution"] = fit(list(_attributions(reports)), "attribution", settings)
    likely = held_out(data["type"], "type", settings)
    kinds = [max(chances, key=lambda name: chances[name]) for chances in likely]
    found["cause"] = fit(list(_causes(reports, kinds)), "cause", settings)
    found["place_role"] = fit(list(_places(reports)), "place_role", settings)
    records = list(_records(unseen))
    found["confidence"] = fit(records, "confidence", settings)
    chances = (each["right"] for each in held_out(records, "confidence", settings))
    right = (float(name == "right") for _, name in records)
    return found, levels(list(zip(chances, right, strict=True)))


_FEWEST = 20


def levels(points: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Chance → share, as rising levels of isotonic regression.

    A level of a few records is chance: it is one with its neighbour, and each share is the
    rule of succession (right + 1) / (records + 2).

    Args:
        points: chance, and 1.0 for a right record, 0.0 for a wrong one.
    """
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415

    rising = sorted(points)
    shares = IsotonicRegression().fit_transform([x for x, _ in rising], [y for _, y in rising])
    groups: list[list[tuple[float, float]]] = []
    last = None
    for point, share in zip(rising, shares, strict=True):
        if groups and (share == last or len(groups[-1]) < _FEWEST):
            groups[-1].append(point)
        else:
            groups.append([point])
        last = share
    if len(groups) > 1 and len(groups[-1]) < _FEWEST:
        groups[-2:] = [groups[-2] + groups[-1]]
    corners: list[list[float]] = []
    for group in groups:
        share = round((sum(right for _, right in group) + 1) / (len(group) + 2), 4)
        share = max(share, corners[-1][1] if corners else 0.0)
        corners += [[round(x, 6), share] for x in dict.fromkeys((group[0][0], group[-1][0]))]
    return corners


def _event(labelled: Labelled) -> Mapping[str, Any]:
    event: Mapping[str, Any] = labelled.gold["events"][0]
    return event


def _causes(reports: Reports, kinds: Sequence[str]) -> Iterator[Example]:
    for (labelled, reading, news, ranked), kind in zip(reports, kinds, strict=True):
        answer = _event(labelled)["cause"] or "none"
        yield cause_features(reading.story, news, kind, ranked), answer


def _attributions(reports: Reports) -> Iterator[Example]:
    """For every report whose cause the text names, whose word it is."""
    for labelled, reading, news, ranked in reports:
        event = _event(labelled)
        own = [each for each in ranked if each.cue.value.value == event["cause"]]
        if own and event["attribution"]:
            told = causes.settle(news.event.tellings, own)
            yield attribution_features(reading.story, told), event["attribution"]


def _places(reports: Reports) -> Iterator[Example]:
    for labelled, reading, news, _ in reports:
        story = reading.story
        affected = place_roles.owners(news.affected.values(), story.home)
        wanted = set(_event(labelled)["scope"])
        for group in place_roles.joined(story):
            for index, place in group:
                features = place_roles.place_features(
                    story, index, place, affected, story.home, len(group)
                )
                yield features, "scope" if place.value in wanted else "none"


def _records(unseen: Unseen) -> Iterator[Example]:
    """For every article in which an outage is found, whether its core is right."""
    for judge, labelled, reading in unseen:
        if found := judge.core(reading):
            features = confidence_features(reading, found[0])
            yield features, "right" if right_parts(found[0], labelled) == CORE else "wrong"
