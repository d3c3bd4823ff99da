"""Fits the linear models and chooses their thresholds; deterministic for equal input."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError
from bibhrat.learned import MODELS, Judge
from bibhrat.lexicon import toml
from bibhrat.linear import Linear
from bibhrat.train.examples import Labelled, examples, read

_GRID = {
    "report": (0.3, 0.4, 0.5, 0.6),
    "told": (0.4, 0.5, 0.6, 0.7),
    "affected": (0.3, 0.4, 0.5, 0.6),
    "likeliest": (0.1, 0.2, 0.3, 1.0),
    "start": (0.15, 0.25, 0.35, 0.45),
    "end": (0.15, 0.25, 0.35, 0.45),
    "duration": (0.2, 0.3, 0.4, 0.5),
}


def train(
    config: Path, corpus: Path, target: Path, *, report: Callable[[str], None] = lambda line: None
) -> Mapping[str, float]:
    """Train on the corpus' train split, choose thresholds on dev, write the models.

    Args:
        config: a TOML file: `[fit]` strength of regularisation for each model (`C` of
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
    held_out = read(corpus / "dev.jsonl")
    models = {}
    for task in MODELS:
        models[task] = fit(list(examples(task, fitted)), settings["strength"][task], settings)
        report(f"{task}: {len(models[task].weights):,} features")
    thresholds, scores = _choose(models, held_out)
    target.mkdir(parents=True, exist_ok=True)
    for task, model in models.items():
        (target / f"{task}.json").write_bytes(model.to_json())
    meta = {"thresholds": thresholds, "dev": scores}
    (target / "meta.json").write_bytes(orjson.dumps(meta, option=orjson.OPT_INDENT_2) + b"\n")
    return scores


def fit(
    data: Sequence[tuple[list[str], str]], strength: float, settings: Mapping[str, Any]
) -> Linear:
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
    regression = LogisticRegression(C=strength, max_iter=2000, random_state=settings["seed"])
    regression.fit(matrix, [answer for _, answer in data])
    classes = tuple(str(name) for name in regression.classes_)
    columns = regression.coef_
    if len(classes) == 2:
        columns = [-columns[0] / 2, columns[0] / 2]
    weights = {}
    for number, name in enumerate(vectorizer.get_feature_names_out()):
        row = [round(float(column[number]), 3) for column in columns]
        if max(map(abs, row)) >= settings["smallest"]:
            weights[str(name)] = row
    intercepts = regression.intercept_
    if len(classes) == 2:
        intercepts = [-intercepts[0] / 2, intercepts[0] / 2]
    bias = weights.get("bias", [0.0] * len(classes))
    weights["bias"] = [round(b + float(i), 3) for b, i in zip(bias, intercepts, strict=True)]
    return Linear(classes, weights)


def _choose(
    models: Mapping[str, Linear], held_out: Sequence[Labelled]
) -> tuple[dict[str, float], dict[str, float]]:
    """One threshold after the other, the best for core on dev; two rounds."""
    best = {name: values[len(values) // 2] for name, values in _GRID.items()}
    scores = score(Judge(models, best), held_out)
    for _, name in itertools.product(range(2), _GRID):
        for value in _GRID[name]:
            tried = {**best, name: value}
            found = score(Judge(models, tried), held_out)
            if _merit(found) > _merit(scores):
                best, scores = tried, found
    return best, scores


def _merit(scores: Mapping[str, float]) -> float:
    return scores["core"] + 0.5 * scores["report_f1"] + 0.2 * scores["services_f1"]


def score(judge: Judge, articles: Sequence[Labelled]) -> dict[str, float]:
    """The few scores that thresholds are chosen by, on the primary event."""
    counts = dict.fromkeys(
        ("tp", "fp", "fn", "stp", "sfp", "sfn", "start", "end", "duration", "core", "n"), 0
    )
    for labelled in articles:
        found = judge.claims(labelled.events, labelled.story.published)
        gold = labelled.gold["events"][0] if labelled.gold["events"] else None
        counts["tp" if gold and found else "fn" if gold else "fp" if found else "n"] += 1
        if gold is None:
            continue
        wanted = {*gold["services"], *gold["services_reported"]}
        news = found[0] if found else None
        got = set(news.affected) if news else set()
        counts["stp"] += len(wanted & got)
        counts["sfp"] += len(got - wanted)
        counts["sfn"] += len(wanted - got)
        right = {
            slot: news is not None
            and (getattr(news, slot).mention.value.value if getattr(news, slot) else None)
            == gold[slot]
            for slot in ("start", "end", "duration")
        }
        for slot, good in right.items():
            counts[slot] += good
        counts["core"] += all(right.values()) and wanted == got
    reports = counts["tp"] + counts["fn"] or 1
    return {
        "report_f1": _f1(counts["tp"], counts["fp"], counts["fn"]),
        "services_f1": _f1(counts["stp"], counts["sfp"], counts["sfn"]),
        **{slot: round(counts[slot] / reports, 4) for slot in ("start", "end", "duration", "core")},
    }


def _f1(right: int, spurious: int, missing: int) -> float:
    whole = 2 * right + spurious + missing
    return round(2 * right / whole, 4) if whole else 0.0
