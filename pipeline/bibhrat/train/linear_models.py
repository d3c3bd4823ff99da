"""Fits the linear models and chooses their thresholds; deterministic for equal input."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from bibhrat.coined import Coined
from bibhrat.learned import Judge
from bibhrat.lexicon import toml
from bibhrat.linear import Linear
from bibhrat.read.labelled import split_of
from bibhrat.readings import Reading
from bibhrat.train import event_models
from bibhrat.train.coined_names import fit_names, see
from bibhrat.train.decisions import Fold, report_examples, service_examples, services
from bibhrat.train.examples import Labelled, examples, read, read_all, rows, versions
from bibhrat.train.fit import CORE, FOLDS, fit, fit_bags, named, right_parts
from bibhrat.train.windows import fit_window

_TASKS = ("state", "time_role", "service_role")
_FIXED = ("glance", "affected", "likeliest")  # thresholds of the settings
# Narrow on purpose: dev is small, and a false record costs more than a missed one.
_GRID = {
    "report": (0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
    "told": (0.3, 0.4, 0.5),
    "trust": (0.0, 0.15, 0.3),
}


def train(
    config: Path,
    corpus: Path,
    target: Path,
    *,
    extra: Sequence[str | Path] = (),
    report: Callable[[str], None] = lambda line: None,
) -> Mapping[str, float]:
    """Train on the corpus' train split, choose thresholds on dev, write the models.

    Args:
        config: a TOML file: `[fit]` with strength of regularisation for each model (`C` of
            scikit-learn), `smallest` weight that is kept, `seed`.
        corpus: folder with train.jsonl and dev.jsonl, or a Hugging Face dataset with these
            splits (`bibhrat.read.labelled.split_of`).
        target: folder for the models.
        extra: more labelled articles to train on.
        report: told of progress, a line at a time.

    Returns:
        Scores on dev: report_f1, services_f1, start, end, duration, core.

    Raises:
        StopError: scikit-learn is not installed, or a file is missing.
    """
    settings = toml.loads(config.read_text(encoding="utf-8"))["fit"]
    shards = [split_of(corpus, "train"), *extra]
    coined, unseen_coined = _coined(shards, settings)
    report(f"coined: {len(coined.linear.weights):,} features")
    fitted = read_all(shards, split_of(corpus, "dev"), unseen_coined)
    models, bags = _fit_all(fitted, settings), fit_bags(fitted, settings)
    folds = _crossed(fitted, settings)
    models["report"] = fit(list(report_examples(folds)), "report", settings)
    whole = {id(labelled) for labelled in fitted}
    folds = [[pair for pair in fold if id(pair[0]) in whole] for fold in folds]
    models["service"] = fit(list(service_examples(folds)), "service", settings)
    window = fit_window(
        ((labelled.gold, reading) for fold in folds for labelled, reading in fold), settings
    )
    report(f"window: {len(window.weights):,} features")
    fixed = {**settings["earlier"], **{name: settings[name] for name in _FIXED}}
    judge = Judge(models, bags, window, fixed)
    thresholds, scores = _choose(judge, read(split_of(corpus, "dev"), coined))
    judge = replace(judge, thresholds=thresholds)
    unseen = list(_unseen(judge, folds, settings))
    told, calibration = event_models.fit_all(unseen, settings)
    models |= told
    for task, model in sorted(models.items()):
        report(f"{task}: {len(model.weights):,} features")
    target.mkdir(parents=True, exist_ok=True)
    for name, bag in bags.items():
        (target / f"{name}_words.json").write_bytes(bag.to_json())
    (target / "coined.json").write_bytes(coined.to_json())
    (target / "window.json").write_bytes(window.to_json())
    for task, model in models.items():
        (target / f"{task}.json").write_bytes(model.to_json())
    meta = {"thresholds": thresholds, "calibration": calibration, "dev": scores}
    (target / "meta.json").write_bytes(orjson.dumps(meta, option=orjson.OPT_INDENT_2) + b"\n")
    return scores


def _coined(
    shards: Sequence[str | Path], settings: Mapping[str, Any]
) -> tuple[Coined, list[Coined]]:
    """The model of names, and for each fold one that has not seen it."""
    seen = [see(gold) for path in shards for _, gold in rows(path)]
    parts = (
        [one for number, one in enumerate(seen) if number % FOLDS != fold] for fold in range(FOLDS)
    )
    return fit_names(seen, settings), [fit_names(part, settings) for part in parts]


def _fit_all(articles: Sequence[Labelled], settings: Mapping[str, Any]) -> dict[str, Linear]:
    return {task: fit(list(examples(task, articles)), task, settings) for task in _TASKS}


def _crossed(articles: Sequence[Labelled], settings: Mapping[str, Any]) -> list[Fold]:
    """Every article, and its opening, as read by models that have not seen it, fold by fold."""
    found: list[Fold] = []
    for fold in range(FOLDS):
        seen = [article for number, article in enumerate(articles) if number % FOLDS != fold]
        models, bag = _fit_all(seen, settings), fit_bags(seen, settings)["report"]
        own = itertools.chain.from_iterable(map(versions, articles[fold::FOLDS]))
        found.append([(labelled, Reading.of(labelled.story, models, bag)) for labelled in own])
    return found


def _unseen(
    judge: Judge, folds: Sequence[Fold], settings: Mapping[str, Any]
) -> Iterator[tuple[Judge, Labelled, Reading]]:
    """Every article with a judge whose decision on services was fitted without it."""
    for number, fold in enumerate(folds):
        others = [other for index, other in enumerate(folds) if index != number]
        service = fit(list(service_examples(others)), "service", settings)
        bags = fit_bags([labelled for other in others for labelled, _ in other], settings)
        own = replace(judge, models={**judge.models, "service": service}, bags=bags)
        yield from ((own, labelled, reading) for labelled, reading in fold)


def _choose(
    judge: Judge, held_out: Sequence[Labelled]
) -> tuple[dict[str, float], dict[str, float]]:
    """One threshold after the other, the best for core on held-out articles; two rounds."""
    bag = judge.bags["report"]
    readings = [(each, Reading.of(each.story, judge.models, bag)) for each in held_out]
    middle = {name: values[len(values) // 2] for name, values in _GRID.items()}
    best = {**judge.thresholds, **middle}
    scores = score(replace(judge, thresholds=best), readings)
    for _, name in itertools.product(range(2), _GRID):
        for value in _GRID[name]:
            tried = {**best, name: value}
            found = score(replace(judge, thresholds=tried), readings)
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
        found = judge.core(reading)
        gold = labelled.gold["events"][0] if labelled.gold["events"] else None
        counts["tp" if gold and found else "fn" if gold else "fp" if found else "none"] += 1
        if gold is None:
            continue
        wanted, got = services(labelled), named(found[0], labelled) if found else set()
        counts["stp"] += len(wanted & got)
        counts["sfp"] += len(got - wanted)
        counts["sfn"] += len(wanted - got)
        right = right_parts(found[0], labelled) if found else set()
        for slot in right & {"start", "end", "duration"}:
            counts[slot] += 1
        counts["core"] += right == CORE
    reports = counts["tp"] + counts["fn"] or 1
    return {
        "report_f1": _f1(counts["tp"], counts["fp"], counts["fn"]),
        "services_f1": _f1(counts["stp"], counts["sfp"], counts["sfn"]),
        **{slot: round(counts[slot] / reports, 4) for slot in ("start", "end", "duration", "core")},
    }


def _f1(right: int, spurious: int, missing: int) -> float:
    whole = 2 * right + spurious + missing
    return round(2 * right / whole, 4) if whole else 0.0
