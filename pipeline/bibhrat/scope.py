"""Which event a telling belongs to: the article's news, or something that went before.

In go the tellings of an article; out come `Event`s, the primary first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bibhrat.lexicon import words
from bibhrat.tellings import Telling


@dataclass(frozen=True, slots=True)
class Event:
    """The tellings of one event, in reading order; the primary event is the article's news."""

    primary: bool
    tellings: tuple[Telling, ...]


_BACK_TO_NEWS = words("clause", "back_to_news")
#: A disruption told with a time further back than this is an earlier event: shutdowns last
#: for weeks, and a report of their end tells of their beginning.
EARLIER = timedelta(days=60)


def events(found: Sequence[Telling], published: datetime | None) -> list[Event]:
    """Divide an article's tellings into its news and the earlier events it tells.

    Args:
        found: all tellings.
        published: aware publication time, or None; without it only words such as
            "এর আগে" tell background from news.
    """
    news: list[Telling] = []
    past: list[list[Telling]] = []
    current: list[Telling] | None = None
    paragraph = -1
    horizon = _story_start(found, published)
    for sentence in _sentences(found):
        clause = sentence[0].clause
        if clause.link:
            continue
        if clause.paragraph != paragraph:
            paragraph = clause.paragraph
            current = None
        times = [m.value for t in sentence for m in t.times if m.value.latest is not None]
        early = [
            t
            for t in times
            if horizon is not None and t.latest is not None and t.latest < horizon - EARLIER
        ]
        late = [t for t in times if t not in early]
        marked = any(t.has("background") for t in sentence)
        disrupted = any(t.has("outage", "degradation", "shutdown") for t in sentence)
        if not clause.title and disrupted and not late and (early or (marked and times)):
            current = list(sentence)
            past.append(current)
        elif (
            current is not None
            and not late
            and not any(_BACK_TO_NEWS.search(t.text) for t in sentence)
        ):
            current.extend(sentence)
        else:
            current = None
            news.extend(sentence)
    return [Event(True, tuple(news)), *(Event(False, tuple(group)) for group in past)]


def _sentences(found: Sequence[Telling]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    for telling in found:
        if groups and groups[-1][0].clause.sentence == telling.clause.sentence:
            groups[-1].append(telling)
        else:
            groups.append([telling])
    return groups


def _story_start(found: Sequence[Telling], published: datetime | None) -> datetime | None:
    """The first time told with a disruption near the top, else the publication time.

    An anniversary or a follow-up tells of days long before it was published: the story
    is where its first disruption is.
    """
    for telling in found:
        if telling.clause.sentence > 4:
            break
        if telling.has("background") or not telling.has("outage", "degradation", "shutdown"):
            continue
        for mention in telling.times:
            earliest = mention.value.earliest
            if earliest is not None and mention.value.type == "TIME":
                return earliest if published is None else min(earliest, published)
    return published
