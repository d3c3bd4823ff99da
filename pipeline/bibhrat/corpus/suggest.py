"""An archive → the few articles that are most worth labelling, each as bibhrat reads it.

The archive is read once and nothing of it is kept but what is chosen. An article is worth a
labeller's time where the models hesitate, the record is unsure of itself, or rules and models
disagree; and ten articles about one incident teach little more than one of them.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bibhrat.article import Article
from bibhrat.catalogue import BYSTANDER_KINDS, Catalogue
from bibhrat.corpus.labels import LabelledArticle
from bibhrat.corpus.predicted import labelled
from bibhrat.extractor import Annotation, Extraction, extract, report_chance
from bibhrat.learned import judge
from bibhrat.profile import Profile
from bibhrat.read import Rejection
from bibhrat.record import OutageRecord

#: What a doubt counts at most.
WEIGHTS = {"report": 1.0, "confidence": 0.8, "rules": 1.0}
_NEAR = 0.35  # a chance this far from the threshold is no doubt
_POOL = 20  # candidates remembered for each that is wanted
_DAYS = 3  # two articles this near about one service tell of one incident
_ALIKE = 0.5  # share of words that two articles may have in common
_WORD = re.compile(r"[\u0980-\u09ffa-z0-9]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One article to label.

    Attributes:
        article: with the labels that bibhrat would give it.
        doubts: what makes it uncertain, each from 0 to its weight.
        names: ids of what it is about.
        words: those of its body.
    """

    article: LabelledArticle
    doubts: dict[str, float]
    names: frozenset[str]
    words: frozenset[str] = field(repr=False)

    @property
    def score(self) -> float:
        """The sum of its doubts; the higher, the less certain."""
        return sum(self.doubts.values())

    def same_incident(self, other: "Suggestion") -> bool:
        """Whether two articles tell of one incident, or are copies of each other."""
        apart = abs((_day(self.article) - _day(other.article)).days)
        if apart <= _DAYS and not self.names.isdisjoint(other.names):
            return True
        either = len(self.words | other.words)
        return either > 0 and len(self.words & other.words) / either >= _ALIKE


def _day(article: LabelledArticle) -> date:
    return datetime.fromisoformat(article.published_at).date()


def suggest(
    articles: Iterable[Article | Rejection],
    profile: Profile,
    count: int,
    *,
    known: Catalogue | None = None,
    tally: Counter[str] | None = None,
) -> list[Suggestion]:
    """Choose the least certain articles, no two about one incident, the least certain first.

    Args:
        articles: an archive, in any order; its order changes nothing but ties.
        profile: how it is read.
        count: how many are wanted at most.
        known: the services known by name; by default those that bibhrat ships.
        tally: counts articles by what came of them: rejected, undated, certain, uncertain.
    """
    counted = Counter[str]() if tally is None else tally
    pool: list[tuple[float, int, Suggestion]] = []
    for number, found in enumerate(_uncertain(articles, profile, known, counted)):
        entry = (found.score, -number, found)
        if len(pool) < count * _POOL:
            heapq.heappush(pool, entry)
        else:
            heapq.heappushpop(pool, entry)
    chosen: list[Suggestion] = []
    for _, _, candidate in sorted(pool, key=lambda entry: entry[:2], reverse=True):
        if len(chosen) == count:
            break
        if not any(candidate.same_incident(other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _uncertain(
    articles: Iterable[Article | Rejection],
    profile: Profile,
    known: Catalogue | None,
    tally: Counter[str],
) -> Iterator[Suggestion]:
    for item in articles:
        if isinstance(item, Rejection):
            tally["rejected"] += 1
        elif item.published_at is None:
            tally["undated"] += 1
        elif (found := weigh(item, profile, known)) is None:
            tally["certain"] += 1
        else:
            tally["uncertain"] += 1
            yield found


def weigh(article: Article, profile: Profile, known: Catalogue | None = None) -> Suggestion | None:
    """How uncertain one dated article is; None where nothing is in doubt.

    What a gate shuts out is certain: it was not read.
    """
    article = replace(article, title=article.title.replace("\n", " "))
    # Labels count in the text as it is, so a cleaner would only be in the way.
    profile = profile.model_copy(update={"text": profile.text.model_copy(update={"cleaner": ""})})
    result = extract(article, profile, known)
    annotation = result.annotation
    if annotation is None:
        return None
    doubts = {
        name: round(WEIGHTS[name] * value, 3)
        for name, value in _doubts(article, annotation, result, profile, known)
        if value > 0
    }
    if not doubts:
        return None
    words = frozenset(_WORD.findall(article.folded.text))
    about = _about(article, annotation, result.records)
    return Suggestion(labelled(article, annotation, result.records), doubts, about, words)


def _doubts(
    article: Article,
    annotation: Annotation,
    result: Extraction,
    profile: Profile,
    known: Catalogue | None,
) -> Iterator[tuple[str, float]]:
    least = judge(profile.learned.models).thresholds["report"]
    chance = report_chance(article, annotation, profile)
    yield "report", max(0.0, 1 - abs(chance - least) / _NEAR)
    if result.records:
        yield "confidence", 1 - result.records[0].confidence
    ruled = profile.model_copy(
        update={"learned": profile.learned.model_copy(update={"enabled": False})}
    )
    by_rules = extract(article, ruled, known, annotation).records
    ours, theirs = _affected(result.records), _affected(by_rules)
    if bool(result.records) != bool(by_rules):
        yield "rules", 1.0
    elif ours != theirs:
        yield "rules", 1 - len(ours & theirs) / len(ours | theirs)


def _affected(records: Sequence[OutageRecord]) -> frozenset[str]:
    return frozenset(service.id for record in records[:1] for service in record.services)


def _about(
    article: Article, annotation: Annotation, records: Sequence[OutageRecord]
) -> frozenset[str]:
    """What failed; where nothing did, what the headline names."""
    headline = article.folded.at(len(article.title))
    return _affected(records) or frozenset(
        mention.value.id
        for mention in annotation.services
        if mention.start < headline and mention.value.kind not in BYSTANDER_KINDS
    )
