"""Fits the model that chooses start, end and duration together (`bibhrat.window`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bibhrat.errors import StopError
from bibhrat.linear import Valued
from bibhrat.readings import TIME_ROLES, Reading
from bibhrat.window import triples


def fit_window(
    read: Iterable[tuple[Mapping[str, Any], Reading]], settings: Mapping[str, Any]
) -> Valued:
    """Fit it by the likelihood of the right triple among all triples of its article.

    Args:
        read: labelled rows with their readings, by models that had not seen them; articles
            without an event, or whose times were not found, say nothing and are left out.
        settings: `window`, the strength of the L2 penalty, and `smallest`.

    Raises:
        StopError: scikit-learn (which brings numpy and scipy) is not installed.
    """
    try:
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import minimize  # noqa: PLC0415
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    except ImportError:
        raise StopError("training needs scikit-learn: pip install 'bibhrat[train]'") from None
    told: list[Mapping[str, float]] = []
    right: list[bool] = []
    begins: list[int] = []
    for gold, reading in read:
        if not gold["events"]:
            continue
        wanted = tuple(gold["events"][0][role] for role in TIME_ROLES)
        own = list(triples(reading))
        if any(values == wanted for values, _ in own):
            begins.append(len(told))
            told += [features for _, features in own]
            right += [values == wanted for values, _ in own]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(told)
    answers, borders = np.array(right), np.array(begins)
    article = np.repeat(np.arange(len(begins)), np.diff([*begins, len(told)]))
    strength = settings["window"]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, borders)[article])
        wanted = np.where(answers, powers, 0.0)
        whole, part = np.add.reduceat(powers, borders), np.add.reduceat(wanted, borders)
        slope = matrix.T @ (powers / whole[article] - wanted / part[article])
        size = float(np.log(whole / part).sum() + strength * (weights @ weights) / 2)
        return size, slope + strength * weights

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    pairs: Sequence[tuple[str, float]] = [
        (str(name), round(float(weight), 3))
        for name, weight in zip(vectorizer.get_feature_names_out(), found.x, strict=True)
    ]
    return Valued({name: weight for name, weight in pairs if abs(weight) >= settings["smallest"]})
