"""Which services failed: one decision for each, over everything that the article says of it.

In go the rows of a reading; out come, for each service, named features for a linear model. A
mention by itself says too little: a name in the headline, three times in passing and once in
a clause that fails is one service, and services of one list or one owner fail together.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from bibhrat.features import nearest, steps
from bibhrat.readings import PRIMARY, Reading, Row
from bibhrat.services import ServiceName
from bibhrat.votes import AFFECTED, REPORTED

#: The class of the model that says yes.
FAILED = "failed"
_STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_FEW_STEPS = (0.2, 0.4, 0.6, 0.8)
_HOUSES = frozenset(
    {"airline", "airport", "education", "government", "health", "regulator", "transport"}
)
_PARTS = 5  # of the chance that a word's head is asked with
_BESIDE = 0.4  # chance of failing from which a service counts as one that stands beside
_LIKELY = 0.5  # chance of failing from which a headline's service takes the story
_MANY = 8  # services named in one article
_LEAD = 2  # sentences behind the headline
_OTHER = ("operator", "alternative", "unaffected", "source", "monitor", "none")


def by_service(reading: Reading) -> dict[str, list[Row]]:
    """The rows of a reading by service id, each in reading order."""
    found: dict[str, list[Row]] = {}
    for row in reading.services:
        found.setdefault(row.mention.value.id, []).append(row)
    return found


def decision_features(reading: Reading, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    """Features of every named service, by id, for "did it fail in the news".

    Args:
        reading: of the article.
        rows: what `by_service` gives for it.
    """
    downs = {name: max(row.down(0.0) for row in own) for name, own in rows.items()}
    values = {name: own[0].mention.value for name, own in rows.items()}
    mates = _list_mates(reading, downs)
    titled = {name for name, own in rows.items() if any(row.telling.clause.title for row in own)}
    headline = any(t.fails for t in reading.story.tellings if t.clause.title)
    return {
        name: [
            *_features(name, own, downs, values, mates.get(name, -1.0)),
            *_headed(name, values[name], downs, titled, fails=headline),
            *_clearest(own),
        ]
        for name, own in rows.items()
    }


def share_lists(
    likely: dict[str, float], reading: Reading, rows: Mapping[str, Sequence[Row]]
) -> None:
    """Give services of one list, of which nothing else is said, the mean of their chances."""
    for names in reading.lists:
        only = [name for name in dict.fromkeys(names) if len(rows[name]) == 1]
        if len(only) > 1:
            mean = sum(likely[name] for name in only) / len(only)
            likely.update(dict.fromkeys(only, mean))


def groups(failed: Collection[str], rows: Mapping[str, Sequence[Row]]) -> set[str]:
    """Groups that failed whose members are named as failed, too: "গুগলের একাধিক সেবা"."""
    values = [rows[name][0].mention.value for name in failed]
    named = {group for value in values for group in value.group if group != value.id}
    return {value.id for value in values if value.id in value.group and value.id in named}


def houses(failed: Collection[str], rows: Mapping[str, Sequence[Row]]) -> set[str]:
    """Organisations that are no service themselves, of which a part failed: an airport's server."""
    values = [rows[name][0].mention.value for name in failed]
    owners = {value.operator for value in values if value.operator is not None}
    return {value.id for value in values if value.kind in _HOUSES and value.id in owners}


def causes(failed: Collection[str], rows: Mapping[str, Sequence[Row]]) -> set[str]:
    """The power, where something else failed and no headline names it: it is only why."""
    power = {name for name in failed if rows[name][0].mention.value.kind == "power"}
    if len(power) == len(failed):
        return set()
    return {name for name in power if not any(row.telling.clause.title for row in rows[name])}


def _features(
    name: str,
    rows: Sequence[Row],
    downs: Mapping[str, float],
    values: Mapping[str, ServiceName],
    mates: float,
) -> Iterator[str]:
    value = values[name]
    kind = _kind(value)
    yield "bias"
    yield f"kind={value.kind}"
    yield f"doubtful={value.doubtful}"
    if value.doubtful:
        yield f"doubtful={name}"
    yield f"count={min(len(rows), 5)}"
    chances = [row.down(0.0) for row in rows]
    best = downs[name]
    for step in steps("max", best, _STEPS):
        yield step
        yield f"{kind}|{step}"
    yield from steps("any", 1.0 - math.prod(1.0 - chance for chance in chances), _STEPS)
    yield from steps("mean", sum(chances) / len(chances), _FEW_STEPS)
    yield from steps(
        "reported", max(row.chance.get(REPORTED + PRIMARY, 0.0) for row in rows), _FEW_STEPS
    )
    yield from steps(
        "earlier", max(row.chance.get(AFFECTED + "B", 0.0) for row in rows), _FEW_STEPS
    )
    for role in _OTHER:
        yield from steps(role, max(row.chance.get(role, 0.0) for row in rows), _FEW_STEPS)
    title = [row for row in rows if row.telling.clause.title]
    lead = [
        row for row in rows if not row.telling.clause.title and row.telling.clause.sentence <= _LEAD
    ]
    for place, own in (("title", title), ("lead", lead)):
        yield f"{place}={bool(own)}"
        if own:
            yield from steps(f"{place}-max", max(row.down(0.0) for row in own), _FEW_STEPS)
            yield f"{place}-fails={any(row.telling.fails for row in own)}"
            yield from (f"{place}-ruled={row.ruled}" for row in own)
    yield f"fails={sum(row.telling.fails for row in rows) > 0}"
    ruled = [row.ruled for row in rows]
    yield from (f"ruled={role}" for role in set(ruled))
    yield f"first={ruled[0]}"
    agreed = sum(role in (AFFECTED, REPORTED) for role in ruled)
    yield f"ruled-down={min(agreed, 3)}"
    if agreed == len(ruled):
        yield "ruled-always"
    if not value.in_catalogue:
        yield from _named_by_shape(name, best, downs, values)
    yield from _beside(name, best, downs, values)
    if mates >= 0.0:
        yield "listed"
        yield from steps("mates", mates, _FEW_STEPS)


def _named_by_shape(
    name: str, best: float, downs: Mapping[str, float], values: Mapping[str, ServiceName]
) -> Iterator[str]:
    """Of a name that no catalogue has: what it is called, and how the others stand to it.

    A portal that nobody knows fails more often than a server, which is mostly why.
    """
    words = name.split("-")
    yield f"head={words[-1]}"
    yield f"head={words[-1]}|{int(best * _PARTS)}"
    yield f"words={min(len(words), 4)}"
    yield f"owned={values[name].operator is not None}"
    others = [down for other, down in downs.items()
              if other != name and not values[other].in_catalogue]  # fmt: skip
    yield f"unknown={min(len(others), 4)}"
    yield f"unknown-ahead={max(others, default=0.0) > best}"
    known = max(
        (down for other, down in downs.items()
         if values[other].in_catalogue and values[other].kind != "generic"), default=0.0,
    )  # fmt: skip
    yield from steps("known", known, _FEW_STEPS)


def _headed(
    name: str,
    value: ServiceName,
    downs: Mapping[str, float],
    titled: Collection[str],
    *,
    fails: bool,
) -> Iterator[str]:
    """What the headline says: of it, of another that failed, or of a failure alone."""
    named = name in titled
    yield f"titled={named}|fails={fails}|some={bool(titled)}"
    other = any(downs[one] > _LIKELY for one in titled if one != name)
    yield f"titled={named}|other={other}|{_kind(value)}"


def _clearest(rows: Sequence[Row]) -> Iterator[str]:
    """Where and how its clearest mention tells the failure, and how its first one does."""
    value = rows[0].mention.value
    best, first = max(rows, key=lambda row: row.down(0.0)), rows[0]
    cue = nearest(best.telling, best.mention)
    yield f"clearest-sentence={min(best.telling.clause.sentence, 6)}"
    yield f"clearest={cue}"
    yield f"clearest={cue}|{_kind(value)}"
    yield f"first-sentence={min(first.telling.clause.sentence, 8)}"
    yield f"first={first.ruled}|fails={first.telling.fails}"


def _kind(value: ServiceName) -> str:
    return value.kind if value.in_catalogue else "unknown"


def _beside(
    name: str, best: float, downs: Mapping[str, float], values: Mapping[str, ServiceName]
) -> Iterator[str]:
    """How it stands among the other services of the article."""
    value = values[name]
    others = {other: down for other, down in downs.items() if other != name}
    yield f"alone={not others}"
    yield f"of={min(len(downs), _MANY)}"
    higher = sum(down > best for down in others.values())
    yield f"rank={min(higher, 4)}"
    top = max(others.values(), default=0.0)
    yield from steps("others", top, _FEW_STEPS)
    named = max(
        (down for other, down in others.items() if values[other].kind != "generic"), default=0.0
    )
    if others:
        rival = values[max(others, key=lambda other: others[other])]
        kinds = f"{value.kind}|{rival.kind}"
        yield f"rival={kinds}"
        yield f"rival={kinds}|ahead={top > best}"
    generic = value.kind == "generic"
    # "সাবমেরিন কেবল কাটা, ইন্টারনেট ধীর": what a generic service does beside a named one of a kind.
    beside = {values[o].kind for o, down in others.items() if down > _BESIDE}
    for kind in beside - {"generic"}:
        yield f"{name if generic else value.kind}|beside={kind}"
    for step in steps("named", named, _FEW_STEPS):
        yield f"generic={generic}|{step}"
        if generic:
            yield f"{name}|{step}"
    for relation, related in (
        ("same-kind", [o for o in others if values[o].kind == value.kind]),
        (
            "same-owner",
            [o for o in others if value.operator and values[o].operator == value.operator],
        ),
        ("owned", [o for o in others if values[o].operator == name]),
        ("owner", [o for o in others if o == value.operator]),
        ("members", [o for o in others if name in values[o].group]),
        ("group", [o for o in others if o in value.group]),
    ):
        if related:
            yield relation
            yield from steps(relation, max(others[other] for other in related), _FEW_STEPS)


def _list_mates(reading: Reading, downs: Mapping[str, float]) -> dict[str, float]:
    """For each service of a list the highest chance of the others in it, over all lists."""
    found: dict[str, float] = {}
    for names in reading.lists:
        for name in names:
            others = [downs[other] for other in names if other != name]
            if others:
                found[name] = max(found.get(name, 0.0), *others)
    return found
