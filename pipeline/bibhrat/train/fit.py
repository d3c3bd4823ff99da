"""One model from examples, and when the core of a record is right."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibhrat.bag import Bag
from bibhrat.claims import Claims
from bibhrat.errors import StopError
from bibhrat.event_features import SLOTS
from bibhrat.linear import Linear
from bibhrat.train.decisions import gold_ids, services
from bibhrat.train.examples import Example, Labelled, answer, versions


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
    columns, intercepts = _one_a_class(regression)
    weights = {}
    for number, name in enumerate(vectorizer.get_feature_names_out()):
        row = [round(float(column[number]), 3) for column in columns]
        if max(map(abs, row)) >= settings["smallest"]:
            weights[str(name)] = row
    bias = weights.get("bias", [0.0] * len(classes))
    weights["bias"] = [round(b + float(i), 3) for b, i in zip(bias, intercepts, strict=True)]
    return Linear(classes, weights)


def fit_bags(articles: Sequence[Labelled], settings: Mapping[str, Any]) -> dict[str, Bag]:
    """Fit what the words say of "report", and of type and status of a report's news."""
    short = [one for labelled in articles for one in versions(labelled)]
    reports = [labelled for labelled in articles if labelled.gold["events"]]
    data = {"report": [(one.story.words, answer(one)) for one in short]}
    for slot in SLOTS:
        data[slot] = [(one.story.words, one.gold["events"][0][slot]) for one in reports]
    return {name: _fit_bag(rows, settings) for name, rows in data.items()}


def _fit_bag(rows: Sequence[tuple[Sequence[str], str]], settings: Mapping[str, Any]) -> Bag:
    """Fit one bag; a word of a single article says nothing.

    Args:
        rows: the words of an article, and the right answer.

    Raises:
        StopError: scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    except ImportError:
        raise StopError("training needs scikit-learn: pip install 'bibhrat[train]'") from None
    vectorizer = TfidfVectorizer(analyzer=list, min_df=2, sublinear_tf=True)
    matrix = vectorizer.fit_transform([told for told, _ in rows])
    regression = LogisticRegression(
        C=settings["strength"]["bag"], max_iter=2000, random_state=settings["seed"]
    )
    regression.fit(matrix, [name for _, name in rows])
    columns, intercepts = _one_a_class(regression)
    known = {
        str(word): [round(float(rarity), 3), *(round(float(c[number]), 2) for c in columns)]
        for number, (word, rarity) in enumerate(
            zip(vectorizer.get_feature_names_out(), vectorizer.idf_, strict=True)
        )
    }
    return Bag(
        tuple(map(str, regression.classes_)), [round(float(i), 3) for i in intercepts], known
    )


def _one_a_class(regression: Any) -> tuple[Any, Any]:
    """Weights and intercepts, one row a class; scikit-learn has one row for both of two."""
    columns, intercepts = regression.coef_, regression.intercept_
    if len(regression.classes_) > 2:
        return columns, intercepts
    return [-columns[0] / 2, columns[0] / 2], [-intercepts[0] / 2, intercepts[0] / 2]


#: Parts of cross-validation.
FOLDS = 5


def held_out(
    data: Sequence[Example], task: str, settings: Mapping[str, Any]
) -> list[dict[str, float]]:
    """For every example, in order, the probabilities of a model that has not seen it."""
    found: list[dict[str, float]] = [{}] * len(data)
    for fold in range(FOLDS):
        seen = [example for number, example in enumerate(data) if number % FOLDS != fold]
        model = fit(seen, task, settings)
        for number in range(fold, len(data), FOLDS):
            found[number] = model.probabilities(data[number][0])
    return found


CORE = {"services", "start", "end", "duration"}


def named(news: Claims, labelled: Labelled) -> set[str]:
    """Ids of the services of a primary event, those of no catalogue as the label calls them."""
    mentions = {name: [vote.mention for vote in votes] for name, votes in news.affected.items()}
    return gold_ids(labelled, mentions)


def right_parts(news: Claims, labelled: Labelled) -> set[str]:
    """Which parts of the core a primary event has right; none where there is no outage."""
    if not labelled.gold["events"]:
        return set()
    event = labelled.gold["events"][0]
    right = {slot for slot in ("start", "end", "duration") if _value(news, slot) == event[slot]}
    return right | ({"services"} if named(news, labelled) == services(labelled) else set())


def _value(claims: Claims, slot: str) -> str | None:
    vote = getattr(claims, slot)
    return vote.mention.value.value if vote is not None else None
