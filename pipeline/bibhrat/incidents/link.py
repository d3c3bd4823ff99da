"""Do two records tell of one incident? Points for and against, each with its reason.

The sum is a weight of evidence in the manner of record linkage: agreement on what failed,
when, where and how long speaks for one incident, disagreement against it.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from bibhrat.incidents.view import DAY, HOUR, WEEK, View


class Reason(NamedTuple):
    """Points for (or, below zero, against) one incident, and why.

    Attributes:
        points: how much it weighs.
        form: why, with {} for `of`.
        of: the names in question, or seconds.
    """

    points: int
    form: str
    of: frozenset[str] | int = 0

    def __str__(self) -> str:
        # Put into words on demand: most pairs are weighed and never shown.
        return self.form.format(_length(self.of) if isinstance(self.of, int) else _names(self.of))


#: Two records belong together from this sum on.
ENOUGH = 6


def link(first: View, second: View) -> tuple[Reason, ...]:
    """Evidence about two records; empty where they have nothing in common.

    Symmetric: `link(a, b)` and `link(b, a)` have the same points.
    """
    service = _services(first, second)
    if service is None:
        return ()
    found = [service, *_times(first, second), *_places(first, second), *_rest(first, second)]
    return tuple(reason for reason in found if reason.points)


def points(reasons: tuple[Reason, ...]) -> int:
    """Sum of the evidence; 0 where there is none."""
    return sum(reason.points for reason in reasons)


def _ordered(first: View, second: View) -> bool:
    return first.ordered and second.ordered


def _services(first: View, second: View) -> Reason | None:
    if shared := first.brands & second.brands:
        return Reason(4, "both name {}", shared)
    if shared := first.plain & second.plain:
        return Reason(3, "both name {}", shared)
    if shared := _alike(first.unlisted, second.unlisted):
        return Reason(3, "names alike: {}", shared)
    if shared := (first.operators & second.brands) | (first.brands & second.operators):
        return Reason(3, "{} and a service of it", shared)
    # Two brands of one kind are two services, however alike: one of the words must be plain.
    if shared := (first.plain_kin & second.kin) | (first.kin & second.plain_kin):
        return Reason(2, "one family of services: {}", shared)
    if shared := first.operators & second.operators:
        return Reason(2, "one operator: {}", shared)
    if _ordered(first, second) and first.countries & second.countries and _near(first, second):
        return Reason(2, "shutdowns of one country")
    return None


def _alike(ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Names that both have, one perhaps with a word too many; the shorter form of each."""
    if not ours or not theirs:
        return frozenset()
    return frozenset(min(a, b, key=len) for a in ours for b in theirs if _inside(a, b))


def _inside(first: str, second: str) -> bool:
    """Whether one of two ids has all words of the other, and that at least two.

    An id that is made from what is written may carry a word too many.

    >>> _inside("app-senjuti-pay", "senjuti-pay"), _inside("app-nodi-pay", "app-senjuti-pay")
    (True, False)
    """
    shorter, longer = sorted((set(first.split("-")), set(second.split("-"))), key=len)
    return len(shorter) >= 2 and shorter <= longer


def shortest(names: Collection[str]) -> dict[str, str]:
    """Each of some ids that no catalogue has → the shortest of them that it has inside it.

    >>> shortest({"app-senjuti-pay", "senjuti-pay"})["app-senjuti-pay"]
    'senjuti-pay'
    """
    ordered = sorted(names, key=lambda name: (name.count("-"), name))
    return {
        name: next(other for other in ordered if other == name or _inside(other, name))
        for name in ordered
    }


def _near(first: View, second: View) -> bool:
    """Ordered within a day of each other, as far as said: an election has several orders."""
    return first.start is None or second.start is None or first.start.gap(second.start) <= DAY


def _times(first: View, second: View) -> Iterator[Reason]:
    if first.active is None or second.active is None:
        return
    apart = first.active.gap(second.active)
    if first.start is None or second.start is None:
        if apart == 0:
            yield Reason(2, "down at the same time")
        else:
            yield Reason(0 if apart <= DAY else -6, "{} between them", apart)
        return
    gap = first.start.gap(second.start)
    blur = max(first.start.last, second.start.last) - min(first.start.first, second.start.first)
    if gap == 0 and blur > 9 * DAY:
        month = blur <= 5 * WEEK
        yield Reason(2 if month else 1, f"both began in one {'month' if month else 'year'}")
    elif blur <= HOUR:
        yield Reason(4, "began within {} of each other", blur)
    elif gap <= 3 * HOUR:
        yield Reason(3, "began {} apart" if gap else "began on the same day", gap)
    elif gap <= DAY and apart == 0:
        yield Reason(2, "began {} apart, down at the same time", gap)
    elif gap <= DAY / 2:
        yield Reason(-1, "began {} apart", gap)
    elif apart == 0 and gap <= 10 * DAY and _ordered(first, second):
        yield Reason(3, "orders {} apart, in force at the same time", gap)
    else:
        yield Reason(-3 if apart == 0 else -9, "began {} apart", gap)


def _places(first: View, second: View) -> Iterator[Reason]:
    if not first.countries or not second.countries:
        return
    local = not first.brands & second.brands
    if not first.countries & second.countries:
        yield Reason(-6 if local else -2, "other countries")
    elif any(_within(a, b) or _within(b, a) for a in first.places for b in second.places):
        yield Reason(2, "the same place")
    elif first.places and second.places and local:
        yield Reason(-3, "other places")
    else:
        yield Reason(1, "the same country")


def _within(place: str, other: str) -> bool:
    """Whether a place is another, or named as a part of it.

    >>> _within("BD:সুনামগঞ্জ সদর", "BD:সুনামগঞ্জ"), _within("BD:ঢাকা", "BD:সিলেট")
    (True, False)
    """
    return place == other or place.startswith(f"{other} ")


def _rest(first: View, second: View) -> Iterator[Reason]:
    if "maintenance" in (first.type, second.type) and first.type != second.type:
        yield Reason(-1, "only one is a maintenance")
    if first.cause == second.cause and first.cause not in (None, "technical_fault"):
        yield Reason(1, f"the same cause: {first.cause}")
    if first.stated and second.stated:
        apart = max(first.stated[0] - second.stated[1], second.stated[0] - first.stated[1], 0)
        if apart <= 0.25 * max(first.stated[1], second.stated[1]):
            yield Reason(1, "the same length")
    if first.article == second.article and not _ordered(first, second):
        yield Reason(-4, "two events of one article")


def _names(ids: frozenset[str]) -> str:
    shown = sorted(ids)
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


def _length(seconds: int) -> str:
    """Seconds in words, rounded down.

    >>> _length(600), _length(7200), _length(200_000)
    ('10 minutes', '2 hours', '2 days')
    """
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (60, "minute")):
        if seconds >= unit:
            count = seconds // unit
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "a minute"
