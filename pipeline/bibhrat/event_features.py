"""What is decided of an event, as named features: the input of type, status and cause.

In go the article's own features and the claims made for its news; out come lists of
strings. Cues tell what kind of thing happened, times against the publication how it stands.
Single words enter by what all of them together say of a slot, since each by itself is what
one story is about, and another is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from bibhrat import slots
from bibhrat.causes import Candidate
from bibhrat.claims import Claims
from bibhrat.features import Story, steps
from bibhrat.lexicon import words
from bibhrat.temporal import Timex
from bibhrat.votes import TimeVote

_UNEXPLAINED = words("slots", "unexplained")
_STILL = words("slots", "still")
_PARTLY = words("slots", "partly")
_MOST_CANDIDATES = 8


def event_features(
    story: Story, whole: Sequence[str], news: Claims, ranked: Sequence[Candidate]
) -> list[str]:
    """Features of the news of an article, once its times and services are decided.

    Args:
        story, whole: the article and its features.
        news: what is claimed.
        ranked: what may be the cause (`causes.candidates`).
    """
    tellings = news.event.tellings
    start, end = _timex(news.start), _timex(news.end)
    ruled = slots.status(tellings, start=start, end=end, published=story.published)
    found = [name for name in whole if ":w=" not in name]
    found += [f"rule-status={ruled}", f"rule-type={slots.event_type(tellings, None)}"]
    timing = [
        f"start={_against(news.start, story.published)}",
        f"end={_against(news.end, story.published)}",
        f"duration={news.duration is not None}",
    ]
    found += timing
    found.append("+".join(timing[:2]))
    found += [f"{ruled}+{name}" for name in timing]
    found += list(_last_word(story))
    found += list(_cause_words(ranked))
    kinds = {votes[0].service.kind for votes in news.affected.values()}
    found += [f"down-kind={kind}" for kind in kinds]
    return list(dict.fromkeys(found))


#: The slots of which the words of an article speak, too.
SLOTS = ("type", "status")
_STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def word_features(likely: Mapping[str, float]) -> list[str]:
    """Features from what the bag of an article's words makes of a slot."""
    best = max(likely, key=lambda name: likely[name])
    found = [f"words={best}"]
    for name, chance in likely.items():
        found += steps(f"words:{name}", chance, _STEPS)
    return found


def cause_features(story: Story, news: Claims, kind: str, ranked: Sequence[Candidate]) -> list[str]:
    """Features for the cause: what the rules rank first, what else is named, how it is told."""
    found = ["bias", f"type={kind}"]
    found += list(_cause_words(ranked))
    found += [f"{kind}+{name}" for name in _cause_words(ranked[:2])]
    unexplained = any(_UNEXPLAINED.search(telling.text) for telling in story.tellings)
    found.append(f"unexplained={unexplained}")
    if ranked:
        best = ranked[0]
        index = next((n for n, t in enumerate(story.tellings) if t is best.telling), None)
        if index is not None:
            found.append(f"behind={story.background[index]}")
        found.append(f"unexplained={unexplained}+{best.cue.value.value}+{best.plain}")
    found += [f"down-kind={votes[0].service.kind}" for votes in news.affected.values()]
    return list(dict.fromkeys(found))


def _cause_words(ranked: Sequence[Candidate]) -> Iterator[str]:
    if not ranked:
        yield "cause=none"
        return
    best = ranked[0]
    yield f"cause={best.cue.value.value}"
    yield f"cause={best.cue.value.value}:{'plain' if best.plain else 'told'}"
    yield f"cost={max(-2, min(best.cost // 3, 4))}"
    yield f"cause={best.cue.value.value}:cost={max(-2, min(best.cost // 3, 4))}"
    second = next((c for c in ranked if c.cue.value.value != best.cue.value.value), None)
    yield f"second={second.cue.value.value if second else 'none'}"
    if second is not None:
        yield f"cause={best.cue.value.value}+{second.cue.value.value}"
        yield f"ahead={min((second.cost - best.cost) // 2, 4)}"
    for each in ranked[:_MOST_CANDIDATES]:
        place = "title" if each.telling.clause.title else "body"
        yield f"named={each.cue.value.value}:{place}"


def _timex(vote: TimeVote | None) -> Timex | None:
    return vote.mention.value if vote is not None else None


def _against(vote: TimeVote | None, published: datetime | None) -> str:
    """Where a decided time lies: none, past, now (the interval holds the publication), future."""
    if vote is None:
        return "none"
    timex = vote.mention.value
    if published is None or timex.earliest is None or timex.latest is None:
        return "?"
    if timex.earliest > published:
        return "future"
    return "past" if timex.latest <= published else "now"


def _last_word(story: Story) -> Iterator[str]:
    """The last clause that tells of a loss or a return, and how the title tells it."""
    last = title = ""
    for index, telling in enumerate(story.tellings):
        if telling.clause.link or story.background[index]:
            continue
        state = ("F" if story.failing[index] else "") + ("R" if story.returning[index] else "")
        if telling.denies("restoration"):
            state += "D"
        if _STILL.search(telling.text):
            state += "S"
            yield f"still:{state}"
        if _PARTLY.search(telling.text):
            state += "P"
            yield f"partly:{state}"
        if telling.clause.future:
            state += "f"
        if state:
            last = state
            if telling.clause.title:
                title = title or state
    yield f"last={last}"
    yield f"title={title}"
    yield f"title+last={title}+{last}"
    tail = [word for _, word in story.tokens[-1][-6:]] if story.tokens else []
    yield from (f"tail={a}_{b}" for a, b in pairwise(tail))
