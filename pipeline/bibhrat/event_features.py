"""What is decided of an event, as named features: the input of type, status and cause.

In go the article's own features and the claims made for its news; out come lists of
strings. Cues tell what kind of thing happened, times against the publication how it stands.
Single words enter by what all of them together say of a slot, since each by itself is what
one story is about, and another is not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from bibhrat import slots
from bibhrat.causes import Candidate, CauseFound
from bibhrat.claims import Claims
from bibhrat.cues import Cue
from bibhrat.features import section, steps
from bibhrat.lexicon import words
from bibhrat.mention import Mention
from bibhrat.story import Story
from bibhrat.temporal import Timex
from bibhrat.votes import TimeVote

_UNEXPLAINED = words("slots", "unexplained")
_STILL = words("slots", "still")
_PARTLY = words("slots", "partly")
_MAY = words("slots", "may")
_SLOW = words("slots", "slow")
_WHOLLY = words("slots", "wholly")
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
    found += list(_how_badly(story))
    return list(dict.fromkeys(found))


def _how_badly(story: Story) -> Iterator[str]:
    """Whether it works slowly and for some, or not at all, by where that is told."""
    counts: Counter[str] = Counter()
    for index, telling in enumerate(story.tellings[:_TOLD]):
        if telling.clause.link or story.background[index]:
            continue
        place = section(telling)
        for name, spoken in (("slow", _SLOW), ("wholly", _WHOLLY)):
            if spoken.search(telling.text):
                counts.update((f"{name}:{place}", name))
    yield from (f"{name}={min(count, 3)}" for name, count in counts.items())
    more = counts["slow"] - counts["wholly"]
    yield f"slow-wholly={max(-3, min(more, 3))}"


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


_TOLD = 60  # clauses that a report has; behind them a page has other things


def status_features(story: Story, found: Sequence[str]) -> list[str]:
    """Features of how the outage stands, from `event_features` and from how clauses end.

    A Bangla clause ends in its verb, and the verb tells what still holds: "খোলা যাচ্ছে না",
    "খোলা যাচ্ছিল না", "খোলা যায়".
    """
    ends: list[str] = [f"future-only={is_future_only(story)}"]
    for index, telling in enumerate(story.tellings[:_TOLD]):
        if telling.clause.link:
            continue
        state = ("F" if story.failing[index] else "") + ("R" if story.returning[index] else "")
        state += "M" if telling.has("maintenance") else ""
        ending = [word.strip(_MARKS) for word in telling.text.split()[-_ENDING:]]
        ends += [f"v={word}" for word in ending]
        if state:
            behind = "b" if story.background[index] else ""
            ends += [f"v={state}{behind}:{word}" for word in ending]
            ends += [f"vv={left}_{right}" for left, right in pairwise(ending)]
    return list(dict.fromkeys((*found, *ends)))


_ENDING = 3  # words that a verb group has
_MARKS = "।,;:?!-'\"()"


def is_future_only(story: Story) -> bool:
    """Whether every loss that the news tells is still to come, or only may come."""
    told = [
        telling.clause
        for index, telling in enumerate(story.tellings)
        if not (telling.clause.link or telling.clause.title or story.background[index])
        and (story.failing[index] or telling.has("maintenance"))
    ]
    return bool(told) and all(
        clause.future or _MAY.search(clause.text) is not None for clause in told
    )


def attribution_features(story: Story, found: CauseFound) -> list[str]:
    """Features for whose word a cause is: who speaks in its clause, and in those beside it."""
    cue = found.evidence[0]
    index = next(
        (n for n, t in enumerate(story.tellings) if t.clause.start <= cue.start < t.clause.end), 0
    )
    telling = story.tellings[index]
    names = ["bias", f"ruled={found.attribution}", f"cause={found.category}"]
    names.append(f"{found.category}+{found.attribution}")
    names.append(f"quoted={telling.clause.quoted}")
    names.append(f"title={telling.clause.title}")
    names += _near_words(story, index, cue)
    for step in (-1, 0, 1):
        other = index + step
        if not 0 <= other < len(story.tellings):
            continue
        beside = story.tellings[other]
        if beside.clause.link or abs(beside.clause.sentence - telling.clause.sentence) > 1:
            continue
        same = "same" if beside.clause.sentence == telling.clause.sentence else "next"
        names += [f"{step}{same}:{who}" for who, say in _WHO.items() if say.search(beside.text)]
        names += [f"{step}{same}:kind={m.value.kind}" for m in beside.services]
        if step == 0 or same == "same":
            names += [f"w={word}" for _, word in story.tokens[other]]
            names += [f"last={word}" for _, word in story.tokens[other][-4:]]
    return list(dict.fromkeys(names))


_WHO = {
    "operator": words("slots", "operator_says"),
    "authority": words("slots", "authority_says"),
    "unsure": words("slots", "unconfirmed"),
    "speaks": words("roles", "speaks"),
    "users": words("roles", "users"),
    "staff": words("roles", "staff"),
}


def _near_words(story: Story, index: int, cue: Mention[Cue]) -> Iterator[str]:
    """The words right before and behind a phrase."""
    start = story.tellings[index].clause.start
    tokens = story.tokens[index]
    before = [word for at, word in tokens if at < cue.start - start][-3:]
    after = [word for at, word in tokens if at >= cue.end - start][:4]
    yield from (f"b={word}" for word in before)
    yield from (f"a={word}" for word in after)


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
    for each in ranked[:_ASKED]:
        found += list(_candidate_words(story, each))
    found += [f"down-kind={votes[0].service.kind}" for votes in news.affected.values()]
    return list(dict.fromkeys(found))


_ASKED = 4  # candidates whose own words are asked


def _candidate_words(story: Story, each: Candidate) -> Iterator[str]:
    """How one phrase is told: its neighbours, and whether its clause tells the loss."""
    category = each.cue.value.value
    index = next((n for n, t in enumerate(story.tellings) if t is each.telling), None)
    if index is None:
        return
    yield from (f"{category}|{name}" for name in _near_words(story, index, each.cue))
    yield f"{category}|plain={each.plain}"
    yield f"{category}|behind={story.background[index]}"
    yield f"{category}|fails={story.failing[index]}"


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
