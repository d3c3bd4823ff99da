"""Examples for what is decided from a reading: is it a report, and which services failed.

In go articles as read by models that have not seen them, fold by fold; a decision fitted on
readings of seen articles would trust them too much.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bibhrat.affected import FAILED, by_service
from bibhrat.affected import decision_features as service_features
from bibhrat.catalogue import catalogue
from bibhrat.mention import Mention
from bibhrat.readings import Reading, decision_features
from bibhrat.services import ServiceName
from bibhrat.train.examples import Example, Labelled, answer

Fold = Sequence[tuple[Labelled, Reading]]
Named = Mapping[str, Sequence[Mention[ServiceName]]]


def report_examples(folds: Iterable[Fold]) -> Iterator[Example]:
    """Features of every reading, and whether the article is a report."""
    for labelled, reading in itertools.chain.from_iterable(folds):
        yield decision_features(reading), answer(labelled)


def service_examples(folds: Iterable[Fold]) -> Iterator[Example]:
    """Features of every service named in a report, and whether it failed in the news."""
    for labelled, reading in itertools.chain.from_iterable(folds):
        if not labelled.gold["events"]:
            continue
        rows = by_service(reading)
        wanted = services(labelled)
        for name, features in service_features(reading, rows).items():
            own = {name: [row.mention for row in rows[name]]}
            yield features, FAILED if gold_ids(labelled, own) & wanted else "not"


def services(labelled: Labelled) -> set[str]:
    """Ids of the services that failed in the article's news."""
    event = labelled.gold["events"][0]
    return {*event["services"], *event["services_reported"]}


def gold_ids(labelled: Labelled, named: Named) -> set[str]:
    """Predicted ids; those of no catalogue as the label calls them where they stand.

    Args:
        labelled: the article.
        named: mentions of each predicted service, by id.
    """
    known = catalogue().by_id
    wanted = services(labelled)
    open_ids = wanted - known.keys() - named.keys()
    marks = [mark for mark in labelled.gold["mentions"] if mark["id"] in open_ids]
    found: set[str] = set()
    for identity, mentions in named.items():
        name = identity
        if identity not in known and identity not in wanted:
            spans = [labelled.article.folded.span(m.start, m.end) for m in mentions]
            for mark in marks:
                same = any(mark["start"] < end and start < mark["end"] for start, end in spans)
                if same and mark["id"] not in found:
                    name = mark["id"]
                    break
        found.add(name)
    return found
