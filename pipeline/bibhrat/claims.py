"""The winning claim for every slot of an event, out of all the votes.

In go events; out come `Claims`, the primary first, background events that say nothing of
their own left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bibhrat.mention import Mention
from bibhrat.scope import Event
from bibhrat.service_roles import service_votes
from bibhrat.services import BYSTANDER_KINDS
from bibhrat.slots import Slots
from bibhrat.temporal import Timex
from bibhrat.time_roles import time_votes
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote, TimeVote


@dataclass
class Claims:
    """What is claimed of one event.

    Attributes:
        event: its tellings.
        affected, others: votes by service id, of what went down and of what did not.
        start, end, duration: the best vote, or None where none claims it.
        sure: chance that services, start, end and duration are all right, 0 to 1.
        slots: type, status, cause and scope where the judge decides them, else None.
        doubts: which parts are the least certain, in words.
        chances: how likely each named service failed, where the judge decides it.
        timely: chance of start, end and duration together, where the judge decides them.
        published: when the article was, or None where that is not known.
    """

    event: Event
    affected: dict[str, list[ServiceVote]]
    others: dict[str, list[ServiceVote]]
    start: TimeVote | None
    end: TimeVote | None
    duration: TimeVote | None
    sure: float = 0.5
    slots: Slots | None = None
    doubts: tuple[str, ...] = ()
    chances: Mapping[str, float] = field(default_factory=dict)
    timely: float = 1.0
    published: datetime | None = None


def by_rules(events: Sequence[Event]) -> list[Claims]:
    """Settle every event by rule; empty where nothing digital failed."""
    found = [_settle(event) for event in events]
    for claims in found:
        claims.sure = _plainness(claims)
    return keep(found) if found and found[0].affected else []


def _plainness(claims: Claims) -> float:
    """Stand-in for a chance where rules alone decide: how many slots plain words fill."""
    plain = claims.start is not None and claims.start.score >= 5
    repeated = any(len(votes) > 1 for votes in claims.affected.values())
    lasted = claims.end is not None or claims.duration is not None
    return round(0.3 + 0.15 * plain + 0.15 * repeated + 0.1 * lasted, 2)


def keep(found: Sequence[Claims]) -> list[Claims]:
    """Drop earlier events that say nothing of their own or the news again.

    The rest are given what they leave unsaid.
    """
    news = found[0]
    kept = [news]
    for earlier in found[1:]:
        if _is_same(earlier, news):
            news.start = earlier.start
            continue
        if _repeats(earlier, news) or _goes_on(earlier, news):
            continue
        if any(_is_vaguer(earlier, other) for other in kept):
            continue
        if not earlier.affected and earlier.start is not None:
            earlier.affected = dict(news.affected)
        if earlier.affected and (earlier.start is not None or earlier.duration is not None):
            kept.append(earlier)
    return kept


#: "এর আগে রাত ৯টায় …" in a report of the return is the beginning of the same outage.
_SAME_WITHIN = timedelta(days=20)


def _is_same(earlier: "Claims", news: "Claims") -> bool:
    """Whether an earlier disruption is the beginning of the one whose end is the news."""
    if news.start is not None or earlier.start is None or earlier.end is not None:
        return False
    if earlier.affected and not set(earlier.affected) & set(news.affected):
        return False
    ended, began = news.end, earlier.start.mention.value.latest
    if ended is None or ended.mention.value.earliest is None or began is None:
        return False
    return timedelta(0) <= ended.mention.value.earliest - began <= _SAME_WITHIN


def _repeats(earlier: "Claims", news: "Claims") -> bool:
    """Whether an earlier event only tells the news again: same services, same times.

    "সকাল থেকে বন্ধ … শুক্রবার সারা দেশে বন্ধ হয়ে গেল": the day holds the hour.
    """
    if earlier.affected and not set(earlier.affected) & set(news.affected):
        return False
    if earlier.end is not None and _value(earlier.end) != _value(news.end):
        return False
    if earlier.start is None:
        return earlier.duration is not None and _value(earlier.duration) == _value(news.duration)
    one, other = sorted((_value(earlier.start), _value(news.start)), key=len)
    return one == other or (len(one) == _DAY and other.startswith(one))


_DAY = len("2024-03-05")


def _goes_on(earlier: "Claims", news: "Claims") -> bool:
    """Whether it is only another date of the news: on its day or behind, before the article.

    "সন্ধ্যা ৬টায়ও খোলেনি": the story of the same services goes on; it names no others.
    """
    if earlier.affected.keys() - news.affected.keys():
        return False
    if earlier.start is None or news.start is None:
        return False
    begins, began = earlier.start.mention.value.earliest, news.start.mention.value.earliest
    published = news.published
    if begins is None or began is None or published is None or began > published:
        return False
    return began.date() <= begins.date() and begins <= published


def _is_vaguer(earlier: "Claims", other: "Claims") -> bool:
    """Whether it says less exactly what an event that is kept says: its month, its year."""
    if earlier.affected and not set(earlier.affected) & set(other.affected):
        return False
    own, finer = _value(earlier.start), _value(other.start)
    return 0 < len(own) < _DAY and finer.startswith(own)


def _value(vote: TimeVote | None) -> str:
    return vote.mention.value.value if vote is not None else ""


def _settle(event: Event) -> Claims:
    named = [m.value for t in event.tellings if t.fails or t.returns for m in t.services]
    digital = any(service.kind not in BYSTANDER_KINDS for service in named)
    votes = service_votes(event.tellings, digital_subject=digital)
    affected, others = _settle_services(votes)
    start, end, duration = best_times(time_votes(event.tellings))
    return Claims(event, affected, others, start, end, duration)


def _settle_services(
    votes: Sequence[ServiceVote],
) -> tuple[dict[str, list[ServiceVote]], dict[str, list[ServiceVote]]]:
    """Votes by service: those that say it went down, and those of services that did not."""
    by_id: dict[str, list[ServiceVote]] = {}
    for vote in votes:
        by_id.setdefault(vote.service.id, []).append(vote)
    affected: dict[str, list[ServiceVote]] = {}
    others: dict[str, list[ServiceVote]] = {}
    for identity, own in by_id.items():
        down = [vote for vote in own if vote.role in (AFFECTED, REPORTED)]
        up = [vote for vote in own if vote.role in ("up", "alternative")]
        if down and len(down) >= len(up):
            affected[identity] = down
        else:
            others[identity] = up or own
    for identity in redundant(affected):
        others[identity] = affected.pop(identity)
    return affected, others


# What a wider noun covers: "ইন্টারনেট" beside "মোবাইল ইন্টারনেট" names the same loss.
_COVERS = {"internet": {"mobile-internet", "broadband-internet"}, "social-media": set[str]()}


def redundant(affected: dict[str, list[ServiceVote]]) -> list[str]:
    """Nouns without a brand that only describe the loss of a named service."""
    named = [votes for votes in affected.values() if votes[0].service.kind != "generic"]
    found = []
    for identity, votes in affected.items():
        if votes[0].service.kind != "generic":
            continue
        covered = _COVERS.get(identity, set()) & affected.keys()
        in_title = any(vote.telling.clause.title for vote in votes)
        if covered or (named and not in_title):
            found.append(identity)
    return found


def best_times(
    votes: Sequence[TimeVote],
) -> tuple[TimeVote | None, TimeVote | None, TimeVote | None]:
    """The best claim for start, end and duration; an end before its start gives way."""
    start = _refined(_best(votes, "start"), votes)
    ends = [vote for vote in votes if vote.role == "end"]
    if start is not None:
        ends = [vote for vote in ends if _can_end(vote.mention, start.mention)]
        partner = start.mention.value.range_end
        if partner is not None:
            ends.sort(key=lambda vote: vote.mention.start < start.mention.start)
    return start, _refined(_best(ends, "end"), ends), _best(votes, "duration")


def _refined(best: TimeVote | None, votes: Sequence[TimeVote]) -> TimeVote | None:
    """The first claim of the same role that says more exactly what a vague one says.

    "মঙ্গলবার রাতে ফেসবুক অচল হয়ে পড়ে। … রাত ৯টার দিকে …": the clock time, not the night.
    """
    if best is None or ":" in best.mention.value.value:
        return best
    finer = [
        vote
        for vote in votes
        if vote.role == best.role
        and ":" in vote.mention.value.value
        and _within(vote.mention.value, best.mention.value)
    ]
    return min(finer, key=_instant, default=best)


#: "দুপুরে … বেলা পৌনে ১২টা": parts of the day are named loosely.
_LOOSE = timedelta(hours=1)


def _within(inner: Timex, outer: Timex) -> bool:
    bounds = (inner.earliest, inner.latest, outer.earliest, outer.latest)
    if any(bound is None for bound in bounds):
        return False
    begins, ends = outer.earliest - _LOOSE, outer.latest + _LOOSE  # type: ignore[operator]
    return begins <= inner.earliest and inner.latest <= ends  # type: ignore[operator]


def _instant(vote: TimeVote) -> float:
    earliest = vote.mention.value.earliest
    return earliest.timestamp() if earliest is not None else float("inf")


def _best(votes: Iterable[TimeVote], role: str) -> TimeVote | None:
    own = [vote for vote in votes if vote.role == role]
    return max(own, key=lambda vote: (vote.score, -vote.mention.start), default=None)


def _can_end(end: Mention[Timex], start: Mention[Timex]) -> bool:
    """An end is another expression than the start, of another time, and not before it."""
    same = end.start == start.start or end.value.value == start.value.value
    return not same and not _before(end.value, start.value)


def _before(first: Timex, second: Timex) -> bool:
    return (
        first.latest is not None and second.earliest is not None and first.latest < second.earliest
    )
