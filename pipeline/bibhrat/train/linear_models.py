"""Fits the linear models and chooses their thresholds; deterministic for equal input."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from bibhrat.claims import Claims
from bibhrat.errors import StopError
from bibhrat.learned import Judge
from bibhrat.lexicon import toml
from bibhrat.linear import Linear, Valued
from bibhrat.readings import Reading
from bibhrat.train.decisions import Fold, gold_ids, report_examples, service_examples, services
from bibhrat.train.examples import Example, Labelled, examples, read, versions
from bibhrat.train.windows import fit_window

_TASKS = ("glance", "report_words", "time_role", "service_role", "type", "status")
_FOLDS = 5
# Narrow on purpose: dev is small, and a false record costs more than a missed one.
_GRID = {
    "report": (0.4, 0.5, 0.6),
    "told": (0.3, 0.4, 0.5),
    "trust": (0.0, 0.15, 0.3),
    "affected": (0.4, 0.45, 0.5, 0.55),
    "likeliest": (0.1, 0.15, 0.25),
}


def train(
    config: Path, corpus: Path, target: Path, *, report: Callable[[str], None] = lambda line: None
) -> Mapping[str, float]:
    """Train on the corpus' train split, choose thresholds on dev, write the models.

    Args:
        config: a TOML file: `[fit]` with strength of regularisation for each model (`C` of
            scikit-learn), `smallest` weight that is kept, `seed`.
        corpus: folder with train.jsonl and dev.jsonl.
        target: folder for the models.
        report: told of progress, a line at a time.

    Returns:
        Scores on dev: report_f1, services_f1, start, end, duration, core.

    Raises:
        StopError: scikit-learn is not installed, or a file is missing.
    """
    settings = toml.loads(config.read_text(encoding="utf-8"))["fit"]
    fitted = read(corpus / "train.jsonl")
    models = _fit_all(fitted, settings)
    folds = _crossed(fitted, settings)
    models["report"] = fit(list(report_examples(folds)), "report", settings)
    whole = {id(labelled) for labelled in fitted}
    folds = [[pair for pair in fold if id(pair[0]) in whole] for fold in folds]
    models["service"] = fit(list(service_examples(folds)), "service", settings)
    for task, model in sorted(models.items()):
        report(f"{task}: {len(model.weights):,} features")
    window = fit_window(
        ((labelled.gold, reading) for fold in folds for labelled, reading in fold), settings
    )
    report(f"window: {len(window.weights):,} features")
    fixed = {**settings["earlier"], "glance": settings["glance"]}
    thresholds, scores = _choose(models, window, fixed, read(corpus / "dev.jsonl"))
    target.mkdir(parents=True, exist_ok=True)
    (target / "window.json").write_bytes(window.to_json())
    for task, model in models.items():
        (target / f"{task}.json").write_bytes(model.to_json())
    unseen = _unseen(models, window, thresholds, folds, settings)
    meta = {"thresholds": thresholds, "calibration": calibrate(unseen), "dev": scores}
    (target / "meta.json").write_bytes(orjson.dumps(meta, option=orjson.OPT_INDENT_2) + b"\n")
    return scores


def _fit_all(articles: Sequence[Labelled], settings: Mapping[str, Any]) -> dict[str, Linear]:
    return {task: fit(list(examples(task, articles)), task, settings) for task in _TASKS}


def _crossed(articles: Sequence[Labelled], settings: Mapping[str, Any]) -> list[Fold]:
    """Every article, and its opening, as read by models that have not seen it, fold by fold."""
    found: list[Fold] = []
    for fold in range(_FOLDS):
        seen = [article for number, article in enumerate(articles) if number % _FOLDS != fold]
        models = _fit_all(seen, settings)
        own = itertools.chain.from_iterable(map(versions, articles[fold::_FOLDS]))
        read = ((labelled, Reading.of(labelled.story, models)) for labelled in own)
        found.append([(labelled, reading) for labelled, reading in read if reading is not None])
    return found


def _unseen(
    models: Mapping[str, Linear],
    window: Valued,
    thresholds: Mapping[str, float],
    folds: Sequence[Fold],
    settings: Mapping[str, Any],
) -> Iterator[tuple[Judge, Fold]]:
    """The folds, each with a judge whose decision on services was fitted without it."""
    for number, fold in enumerate(folds):
        others = [other for index, other in enumerate(folds) if index != number]
        service = fit(list(service_examples(others)), "service", settings)
        yield Judge({**models, "service": service}, window, thresholds), fold


def calibrate(unseen: Iterable[tuple[Judge, Fold]]) -> list[list[float]]:
    """Raw chance → share of records with a right core, by isotonic regression.

    Args:
        unseen: articles as read by models that had not seen them, each fold with its judge,
            which has no calibration of its own.

    Returns:
        Points of a rising line.
    """
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415

    points = []
    for judge, fold in unseen:
        for labelled, reading in fold:
            if found := judge.decide(reading):
                points.append((found[0].sure, float(_right(found[0], labelled) == _CORE)))
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


def fit(data: Sequence[Example], task: str, settings: Mapping[str, Any]) -> Linear:
    """Fit one model and drop the weights that say nothing.

    Raises:
        StopError: scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    except ImportError:
        raise StopError("training needs scikit-learn: pip install 'bibhrat[train]'") from None
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(features, 1.0) for features, _ in data])
    regression = LogisticRegression(
        C=settings["strength"][task], max_iter=2000, random_state=settings["seed"]
    )
    names = [name for _, name in data]
    regression.fit(matrix, names, [settings["weight"].get(name, 1.0) for name in names])
    classes = tuple(str(name) for name in regression.classes_)
    columns, intercepts = regression.coef_, regression.intercept_
    if len(classes) == 2:  # one column stands for both classes
        columns, intercepts = (
            [-columns[0] / 2, columns[0] / 2],
            [-intercepts[0] / 2, intercepts[0] / 2],
        )
    weights = {}
    for number, name in enumerate(vectorizer.get_feature_names_out()):
        row = [round(float(column[number]), 3) for column in columns]
        if max(map(abs, row)) >= settings["smallest"]:
            weights[str(name)] = row
    bias = weights.get("bias", [0.0] * len(classes))
    weights["bias"] = [round(b + float(i), 3) for b, i in zip(bias, intercepts, strict=True)]
    return Linear(classes, weights)


def _choose(
    models: Mapping[str, Linear],
    window: Valued,
    fixed: Mapping[str, float],
    held_out: Sequence[Labelled],
) -> tuple[dict[str, float], dict[str, float]]:
    """One threshold after the other, the best for core on held-out articles; two rounds."""
    asked = ((labelled, Reading.of(labelled.story, models)) for labelled in held_out)
    readings = [(labelled, reading) for labelled, reading in asked if reading is not None]
    best = {**fixed, **{name: values[len(values) // 2] for name, values in _GRID.items()}}
    scores = score(Judge(models, window, best), readings)
    for _, name in itertools.product(range(2), _GRID):
        for value in _GRID[name]:
            tried = {**best, name: value}
            found = score(Judge(models, window, tried), readings)
            if _merit(found) > _merit(scores):
                best, scores = tried, found
    return best, scores


def _merit(scores: Mapping[str, float]) -> float:
    slots = sum(scores[slot] for slot in ("start", "end", "duration"))
    return scores["core"] + scores["report_f1"] + scores["services_f1"] + 0.3 * slots


def score(judge: Judge, readings: Sequence[tuple[Labelled, Reading]]) -> dict[str, float]:
    """The few scores that thresholds are chosen by, on the primary event."""
    names = ("tp", "fp", "fn", "stp", "sfp", "sfn", "start", "end", "duration", "core", "none")
    counts = dict.fromkeys(names, 0)
    for labelled, reading in readings:
        found = judge.decide(reading)
        gold = labelled.gold["events"][0] if labelled.gold["events"] else None
        counts["tp" if gold and found else "fn" if gold else "fp" if found else "none"] += 1
        if gold is None:
            continue
        wanted, got = services(labelled), _named(found[0], labelled) if found else set()
        counts["stp"] += len(wanted & got)
        counts["sfp"] += len(got - wanted)
        counts["sfn"] += len(wanted - got)
        right = _right(found[0], labelled) if found else set()
        for slot in right & {"start", "end", "duration"}:
            counts[slot] += 1
        counts["core"] += right == _CORE
    reports = counts["tp"] + counts["fn"] or 1
    return {
        "report_f1": _f1(counts["tp"], counts["fp"], counts["fn"]),
        "services_f1": _f1(counts["stp"], counts["sfp"], counts["sfn"]),
        **{slot: round(counts[slot] / reports, 4) for slot in ("start", "end", "duration", "core")},
    }


_CORE = {"services", "start", "end", "duration"}


def _named(news: Claims, labelled: Labelled) -> set[str]:
    mentions = {name: [vote.mention for vote in votes] for name, votes in news.affected.items()}
    return gold_ids(labelled, mentions)


def _right(news: Claims, labelled: Labelled) -> set[str]:
    """Which parts of the core a primary event has right; none where there is no outage."""
    if not labelled.gold["events"]:
        return set()
    event = labelled.gold["events"][0]
    right = {slot for slot in ("start", "end", "duration") if _value(news, slot) == event[slot]}
    return right | ({"services"} if _named(news, labelled) == services(labelled) else set())


def _value(claims: Claims, slot: str) -> str | None:
    vote = getattr(claims, slot)
    return vote.mention.value.value if vote is not None else None


def _f1(right: int, spurious: int, missing: int) -> float:
    whole = 2 * right + spurious + missing
    return round(2 * right / whole, 4) if whole else 0.0
