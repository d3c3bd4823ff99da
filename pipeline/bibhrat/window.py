"""The window of an outage: its start, end and duration, chosen together.

In go the rows of an article's temporal expressions, each with the chances of its roles; out
comes the likeliest triple. A report has one start and at most one end, the end lies behind
the start, and what is told of the length fits both: so one expression is judged by the
others. Every triple is a sum of features, weighed by a log-linear model over all triples.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from bibhrat.durations import bounds
from bibhrat.features import age
from bibhrat.linear import Valued
from bibhrat.readings import PRIMARY, TIME_ROLES, Reading, Row
from bibhrat.story import Story
from bibhrat.temporal import Timex
from bibhrat.time_roles import may_last, precision, tells_no_time
from bibhrat.votes import TimeVote

_MOST = 7  # values of one slot that are weighed against each other
_LOOSE = timedelta(hours=1)  # parts of the day are named loosely
_SCALE = 3.0  # log-odds are divided by it, so that they weigh like the other features

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a slot may have, or None for a slot that the article leaves open.

    Attributes:
        row: the mention that says it best.
        features: what speaks for it and against it, by itself.
    """

    row: Row | None
    features: Features

    @property
    def value(self) -> str | None:
        """The TIMEX3 value."""
        return None if self.row is None else str(self.row.mention.value.value)


@dataclass(frozen=True, slots=True)
class Window:
    """The chosen triple.

    Attributes:
        start, end, duration: the claims, or None.
        chance: of the whole triple among all, 0 to 1.
    """

    start: TimeVote | None
    end: TimeVote | None
    duration: TimeVote | None
    chance: float


def choose(reading: Reading, model: Valued) -> Window:
    """The likeliest start, end and duration of the article's news."""
    slots = [options(reading, role) for role in TIME_ROLES]
    alone = [[model.score(option.features) for option in slot] for slot in slots]
    starts, ends, durations = (
        [*zip(slot, scores, strict=True)] for slot, scores in zip(slots, alone, strict=True)
    )
    published = reading.story.published
    scored = []
    for (start, first), (end, second) in product(starts, ends):
        both = first + second + model.score(pair(start, end))
        for duration, third in durations:
            score = both + third + model.score(fit(start, end, duration, published))
            scored.append((score, (start, end, duration)))
    highest, best = max(scored, key=lambda row: row[0])
    chance = 1 / sum(math.exp(score - highest) for score, _ in scored)
    began, ended, lasted = (
        _vote(role, option, chance) for role, option in zip(TIME_ROLES, best, strict=True)
    )
    return Window(began, ended, lasted, chance)


def _vote(role: str, option: Option, chance: float) -> TimeVote | None:
    row = option.row
    return None if row is None else TimeVote(role, chance, row.mention, row.telling, "learned")


def triples(reading: Reading) -> Iterator[tuple[tuple[str | None, ...], Features]]:
    """Every triple of values with its features: what the model is fitted on."""
    slots = [options(reading, role) for role in TIME_ROLES]
    for start, end, duration in product(*slots):
        whole: Features = {}
        together = pair(start, end), fit(start, end, duration, reading.story.published)
        for part in (start.features, end.features, duration.features, *together):
            for name, weight in part.items():
                whole[name] = whole.get(name, 0.0) + weight
        yield (start.value, end.value, duration.value), whole


# --- one slot -----------------------------------------------------------------------------


def options(reading: Reading, role: str) -> list[Option]:
    """The values that a slot may have, the open slot first, then the likeliest."""
    told: dict[str, list[Row]] = {}
    for row in reading.times:
        timex = row.mention.value
        if (timex.type == "DURATION") != (role == "duration"):
            continue
        if role == "duration" and not may_last(row.telling, row.mention):
            continue
        if role != "duration" and tells_no_time(row.telling, row.mention):
            continue
        if timex.type == "DURATION" or None not in (timex.earliest, timex.latest):
            told.setdefault(timex.value, []).append(row)
    ranked = sorted(told.values(), key=lambda rows: -_chance(rows, role))[:_MOST]
    best = _chance(ranked[0], role) if ranked else 0.0
    found = [Option(None, _open(reading, role, best))]
    for rank, rows in enumerate(ranked):
        strongest = max(rows, key=lambda row: row.chance.get(role + PRIMARY, 0.0))
        features = _alone(reading, role, rows, rank, best)
        if role != "duration":
            others = [other for other in ranked if other is not rows]
            features |= _beside(role, rows, others)
        found.append(Option(strongest, features))
    return found


def _beside(role: str, rows: Sequence[Row], others: Sequence[Sequence[Row]]) -> Features:
    """How a point stands to the others: said more exactly, or more vaguely, elsewhere."""
    own = rows[0].mention.value
    finer = [other for other in others if _holds(own, other[0].mention.value)]
    vaguer = [other for other in others if _holds(other[0].mention.value, own)]
    found: Features = {}
    if finer:
        found = {"finer": 1.0, "finer-odds": max(_log_odds(_chance(o, role)) for o in finer)}
    if vaguer:
        found["vaguer"] = 1.0
        found["vaguer-odds"] = max(_log_odds(_chance(o, role)) for o in vaguer)
    return {f"{role}:{name}": weight for name, weight in found.items()}


def _holds(outer: Timex, inner: Timex) -> bool:
    """Whether one expression says less exactly what the other says: a night and its hour."""
    if len(outer.value) >= len(inner.value) and precision(outer.value) == precision(inner.value):
        return False
    if precision(outer.value) == "minute":
        return False
    (begins, ends), (first, last) = _span(outer), _span(inner)
    return begins - _LOOSE <= first and last <= ends + _LOOSE


def _span(point: Timex) -> tuple[datetime, datetime]:
    """The interval that a point stands for; points without one are no options."""
    if point.earliest is None or point.latest is None:
        raise ValueError(f"{point.value}: no place on the time line")
    return point.earliest, point.latest


def _chance(rows: Sequence[Row], role: str, event: str = PRIMARY) -> float:
    return max(row.chance.get(role + event, 0.0) for row in rows)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance)) / _SCALE


def _alone(reading: Reading, role: str, rows: Sequence[Row], rank: int, best: float) -> Features:
    """What the mentions of one value say for it."""
    timex = rows[0].mention.value
    odds = _log_odds(_chance(rows, role))
    found = {
        "some": 1.0,
        "odds": odds,
        "behind": odds - _log_odds(best),
        "sum": min(1.5, sum(row.chance.get(role + PRIMARY, 0.0) for row in rows)),
        "earlier": _chance(rows, role, "B"),
        "mentions": min(len(rows), 3) / 3,
        "sentence": min(6, rows[0].telling.clause.sentence) / 6,
    }
    if rank == 0:
        found |= {"first": 1.0, "first-odds": odds}
    if any(row.telling.clause.title for row in rows):
        found["title"] = 1.0
    for row in rows:
        found["ruled=" + ":".join(row.ruled.split(":")[:2])] = 1.0
        if _is_behind(reading.story, row.index):
            found["background"] = 1.0
    if role != "duration":
        found[f"age={age(timex, reading.story.published)}"] = 1.0
        found["precision=" + precision(timex.value)] = 1.0
        other = "end" if role == "start" else "start"
        found["other"] = _chance(rows, other)
        published = reading.story.published
        if published is not None and timex.earliest is not None:
            found["future" if timex.earliest > published else "past"] = 1.0
    return {f"{role}:{name}": weight for name, weight in found.items()}


def _is_behind(story: Story, index: int) -> bool:
    """Whether a clause is told as background, or follows words such as "এর আগে"."""
    sentence = story.tellings[index].clause.sentence
    while index >= 0 and sentence - story.tellings[index].clause.sentence <= 1:
        if story.background[index] or story.tellings[index].has("background"):
            return True
        index -= 1
    return False


def _open(reading: Reading, role: str, best: float) -> Features:
    """What speaks for leaving a slot open."""
    found = {"open": 1.0, "open-odds": _log_odds(best)}
    if role != "start":
        found |= {f"open+{state}": chance for state, chance in reading.state.items()}
        tellings = reading.story.tellings
        if any(telling.returns for telling in tellings):
            found["open+returns"] = 1.0
        if any(telling.returns and telling.clause.title for telling in tellings):
            found["open+returns-title"] = 1.0
        if any(telling.denies("restoration") for telling in tellings):
            found["open+denied"] = 1.0
    return {f"{role}:{name}": weight for name, weight in found.items()}


# --- slots together -----------------------------------------------------------------------


def pair(start: Option, end: Option) -> Features:
    """What speaks for a start and an end together."""
    if start.row is None or end.row is None:
        kind = f"{'start' if start.row else 'none'}+{'end' if end.row else 'none'}"
        return {f"pair:{kind}": 1.0}
    began, ended = start.row.mention, end.row.mention
    one, other = began.value, ended.value
    if one.value == other.value:
        return {"pair:same": 1.0}
    if _span(other)[1] < _span(one)[0]:
        return {"pair:backward": 1.0}
    hours = (_span(other)[0] - _span(one)[0]).total_seconds() / 3600
    limits = ((0, "negative"), (1, "1h"), (6, "6h"), (24, "1d"), (100, "4d"))
    gap = next((name for limit, name in limits if hours < limit), "long")
    found = {
        "pair:forward": 1.0,
        "pair:told-in-order": 1.0 if began.start < ended.start else -1.0,
        f"pair:gap={gap}": 1.0,
    }
    if precision(one.value) == precision(other.value):
        found["pair:equally-fine"] = 1.0
    if start.row.index == end.row.index:
        found["pair:one-clause"] = 1.0
    if one.range_end is not None and other.range_begin is not None and began.start < ended.start:
        found["pair:range"] = 1.0
    elif one.range_end is not None or other.range_begin is not None:
        found["pair:half-range"] = 1.0
    return found


#: A told length is rounded, and so are the times; hedged words say less still.
_SLACK = 0.25


def fit(start: Option, end: Option, duration: Option, published: datetime | None) -> Features:
    """Whether the told length fits the times, or, where no end is told, the time up to now."""
    if duration.row is None:
        return {"fit:open" if start.row is None or end.row is None else "fit:told-times": 1.0}
    if start.row is None:
        return {"fit:no-start": 1.0}
    length = bounds(duration.row.mention.value.value)
    if length is None:
        return {"fit:vague": 1.0}
    began = start.row.mention.value
    low, high = length[0] * (1 - _SLACK), length[1] * (1 + _SLACK)
    first, last = _span(began)
    if end.row is None:
        if published is None or first > published:
            return {"fit:no-end": 1.0}
        shortest = (published - last).total_seconds()
        longest = (published - first).total_seconds()
        return {"fit:no-end": 1.0, "fit:so-far": float(low <= longest and shortest <= high)}
    ended = end.row.mention.value
    shortest = (_span(ended)[0] - last).total_seconds()
    longest = (_span(ended)[1] - first).total_seconds()
    step = "clock" if ":" in began.value and ":" in ended.value else "coarse"
    if low <= longest and shortest <= high:
        return {f"fit:{step}=True": 1.0}
    # "প্রায় ৪০ মিনিট পর রাত সাড়ে ১০টায় সচল হয়": articles contradict themselves, and a length
    # told in one breath with the end is of this outage all the same.
    beside = "+with-end" if end.row.index == duration.row.index else ""
    return {f"fit:{step}=False{beside}": 1.0}
