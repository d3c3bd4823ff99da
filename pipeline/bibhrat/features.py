"""What a reader looks at, as named features: the input of the learned decisions.

In go the tellings of an article; out come lists of strings for each temporal expression,
each service mention and the article as a whole. Words enter by their first letters, so
that Bangla endings do not multiply them; every list is bounded, so cost stays linear.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from bibhrat.mention import Mention
from bibhrat.service_roles import is_hearsay
from bibhrat.services import ServiceName
from bibhrat.story import Story
from bibhrat.tellings import Telling
from bibhrat.temporal import Timex
from bibhrat.time_roles import is_statement, precision, said_behind

_WINDOW = 5  # words on each side that count
# Of a service, words further off say what they say wherever they stand: less is learned by heart.
_NEAR = (1, 2)  # words before and behind that count by position


def steps(name: str, value: float, at: Sequence[float]) -> list[str]:
    """A number as features: one for each step that it passes; the steps rise."""
    return _named(name, tuple(at))[: bisect_left(at, value)]


@cache
def _named(name: str, at: Sequence[float]) -> list[str]:
    return [f"{name}>{step}" for step in at]


def time_features(story: Story, index: int, mention: Mention[Timex]) -> list[str]:
    """Features of one temporal expression in telling number `index`."""
    timex = mention.value
    found = ["bias", f"type={timex.type}", f"post={timex.postposition}", f"mod={timex.mod}"]
    if timex.type == "DURATION":
        found.append(f"unit={timex.value[-1]}")
    else:
        found.append(f"prec={precision(timex.value)}")
    found.append(f"range={timex.range_end is not None}{timex.range_begin is not None}")
    if timex.type != "DURATION":
        found.append(f"post={timex.postposition}+age={age(timex, story.published)}")
    found.append(f"approx={timex.approximate}")
    clause = story.tellings[index].clause
    found.append(f"tail={clause.text[: mention.end - clause.start][-2:]}")
    if said_behind(clause.text[mention.end - clause.start :]):
        found.append("said")
    if is_statement(story.tellings[index], mention):
        found.append("statement")
    found.append(f"age={age(timex, story.published)}")
    found += _same_time(story, mention)
    found += _mention_features(story, index, mention)
    found.append(f"ru={story.said.get(('timex', mention.start), 'none')}")
    state = f"{story.failing[index]}{story.returning[index]}"
    found.append(f"post={timex.postposition}+{state}")
    found.append(f"prec={precision(timex.value)}+{state}")
    found += [f"{state}|{name}" for name in found if name[:3] in ("a1=", "a2=", "nea")]
    kind = timex.type[:2]
    return found + [f"{kind}|{name}" for name in found if name.startswith(_OF_A_KIND)]


def service_features(story: Story, index: int, mention: Mention[ServiceName]) -> list[str]:
    """Features of one service mention in telling number `index`."""
    service = mention.value
    title = service.id in story.titled
    count = story.counts[service.id]
    found = [
        "bias",
        f"kind={service.kind}",
        f"known={service.in_catalogue}",
        f"doubtful={service.doubtful}",
        f"in-title={title}",
        f"count={min(count, 5)}",
    ]
    if service.doubtful:  # লাইন is hardly ever the app, রকেট mostly is
        found.append(f"doubtful={service.id}")
    ending = story.tellings[index].text[: mention.end - story.tellings[index].clause.start][-2:]
    found.append(f"ending={ending}")
    found += _mention_features(story, index, mention, _NEAR)
    found += _told_when(story, index)
    rules = story.said.get(("service", mention.start), "none")
    found.append(f"ru={rules}")
    if is_hearsay(story.tellings[index]):
        also = ending.endswith("ও")
        found += ["heard", f"heard+ru={rules}", f"heard+also={also}", f"heard+title={title}"]
        found.append(f"heard+fail={story.failing[index]}+also={also}+title={title}")
    return found + [f"{service.kind}|{name}" for name in found if name.startswith(_OF_A_KIND)]


#: Features that say another thing of another kind of mention.
_OF_A_KIND = ("a1", "a2", "b1", "cl", "ru")


def _told_when(story: Story, index: int) -> Iterator[str]:
    """Whether telling number `index` is of an earlier event, and how old the days of its sentence.

    "গত সপ্তাহেই ১৮ নভেম্বর থমকে যায় এক্স" tells of another outage than the news.
    """
    fails = story.failing[index]
    behind = story.background[index]
    yield f"back={behind}"
    yield f"back={behind}+fail={fails}"
    sentence = story.tellings[index].clause.sentence
    ages = {
        age(time.value, story.published)
        for telling in story.tellings[max(0, index - _CLAUSES) : index + _CLAUSES + 1]
        if telling.clause.sentence == sentence
        for time in telling.times
        if time.value.type != "DURATION"
    }
    for told in sorted(ages) or ("none",):
        yield f"age={told}"
        yield f"age={told}+fail={fails}"


_CLAUSES = 4  # of one sentence on each side

_NEWS = 5000  # characters that a report has; behind them a page has other things


def article_features(story: Story) -> list[str]:
    """Features of the whole article, for "is this an outage report" and its kind."""
    told: list[str] = []
    for index, telling in enumerate(story.tellings):
        if telling.clause.start >= _NEWS:
            break
        told += _telling_features(story, index)
        if telling.clause.title or telling.clause.sentence <= 2:
            place = section(telling)
            words = [word for _, word in story.tokens[index]]
            told += [f"{place}:w={word}" for word in words]
            told += [f"{place}:w={left}_{right}" for left, right in pairwise(words)]
    counts = Counter(told)
    failing = zip(story.tellings, story.failing, strict=True)
    down = {m.value.id for telling, fails_here in failing if fails_here for m in telling.services}
    found = ["bias", f"down={min(len(down), 4)}"]
    roles = [role.split(":")[0] for role in story.said.values()]
    for role in ("affected", "reported", "start", "end", "duration"):
        found.append(f"votes:{role}={min(roles.count(role), 4)}")
    found += counts
    found += [f"{name}>1" for name, count in counts.items() if count > 1]
    found += [f"{name}>3" for name, count in counts.items() if count > 3]
    return found


def _telling_features(story: Story, index: int) -> Iterator[str]:
    """What one clause says, by where it stands."""
    telling = story.tellings[index]
    place = section(telling)
    kinds = {mention.value.kind for mention in telling.services}
    yield from (f"{place}:cue={cue.value.kind}:{cue.value.value}" for cue in telling.cues)
    yield from (f"{place}:kind={kind}" for kind in kinds)
    if story.returning[index]:
        yield f"{place}:return"
    if story.failing[index]:
        yield f"{place}:fail"
        yield from (f"{place}:fail+{kind}" for kind in kinds)
        if telling.times:
            yield f"{place}:fail+time"
        for flag in ("future", "past", "present", "negated", "conditional"):
            if getattr(telling.clause, flag):
                yield f"{place}:fail+{flag}"


def section(telling: Telling) -> str:
    """Where a telling stands: link, title, lead (its first two sentences) or body."""
    if telling.clause.link:
        return "link"
    if telling.clause.title:
        return "title"
    return "lead" if telling.clause.sentence <= 2 else "body"


def _mention_features(
    story: Story, index: int, mention: Mention[Any], near: tuple[int, int] = (_WINDOW, _WINDOW)
) -> list[str]:
    """Words, cues and flags around a mention, shared by times and services.

    Args:
        near: how many words before and behind it count by position.
    """
    telling = story.tellings[index]
    clause = telling.clause
    local = mention.start - clause.start
    tokens = story.tokens[index]
    left = bisect_left(tokens, (local, ""))
    right = bisect_left(tokens, (mention.end - clause.start, ""))
    before = [word for _, word in tokens[max(0, left - _WINDOW) : left]]
    after = [word for _, word in tokens[right : right + _WINDOW]]
    found = [f"b{n}={word}" for n, word in enumerate(before[: -near[0] - 1 : -1], start=1)]
    found += [f"a{n}={word}" for n, word in enumerate(after[: near[1]], start=1)]
    found += [f"af={word}" for word in after]
    found += [f"bf={word}" for word in before]
    for cue in telling.cues:
        side = "after" if cue.start >= mention.end else "before"
        found.append(f"cue-{side}={cue.value.kind}:{cue.value.value}")
    found.append(f"nearest={nearest(telling, mention)}")
    found += [f"with-kind={other.value.kind}" for other in telling.services if other is not mention]
    return found + _clause_features(story, index)


def _clause_features(story: Story, index: int) -> list[str]:
    """What every mention in a telling has around it; asked again and again, so kept."""
    if index not in story.around:
        telling = story.tellings[index]
        clause = telling.clause
        found = [
            f"place={section(telling)}",
            f"sent={min(clause.sentence, 8)}",
            f"quote={clause.quoted}",
        ]
        found += [f"last={word}" for _, word in story.tokens[index][-3:]]
        found += [f"cl={flag}" for flag in _FLAGS if getattr(clause, flag)]
        found.append(f"cl=fail{story.failing[index]}{story.returning[index]}")
        found += [f"denied={cue.value.kind}" for cue in telling.denied]
        found += _neighbours(story, index)
        story.around[index] = found
    return story.around[index]


_FLAGS = ("future", "past", "present", "negated", "conditional", "link", "opens_paragraph")


def nearest(telling: Telling, mention: Mention[Any]) -> str:
    """Kind of the first telling cue behind the mention, or else the last before it."""
    kinds = ("outage", "degradation", "shutdown", "symptom", "restoration", "maintenance")
    cues = [cue for cue in telling.cues if cue.value.kind in kinds]
    behind = [cue.value.kind for cue in cues if cue.start >= mention.end]
    if behind:
        return f">{behind[0]}"
    return f"<{cues[-1].value.kind}" if cues else "none"


def _neighbours(story: Story, index: int) -> Iterator[str]:
    """What the tellings before and behind say, within the same paragraph or the next sentence."""
    own = story.tellings[index].clause
    for step in (-2, -1, 1, 2):
        other = index + step
        if not 0 <= other < len(story.tellings):
            continue
        clause = story.tellings[other].clause
        if abs(clause.sentence - own.sentence) > 1:
            continue
        same = "same" if clause.sentence == own.sentence else "next"
        state = ("F" if story.failing[other] else "") + ("R" if story.returning[other] else "")
        yield f"ne{step}={same}:{state}"
        for kind in ("background", "report", "unaffected", "alternative", "maintenance"):
            if story.tellings[other].has(kind):
                yield f"ne{step}={kind}"


def age(timex: Timex, published: datetime | None) -> str:
    """How long before publication the value is, in coarse steps."""
    if timex.earliest is None or published is None:
        return "?"
    hours = (published - timex.earliest).total_seconds() / 3600
    for limit, name in (
        (-1, "future"),
        (2, "2h"),
        (6, "6h"),
        (16, "16h"),
        (40, "40h"),
        (100, "4d"),
        (400, "2w"),
        (2000, "3m"),
    ):
        if hours < limit:
            return name
    return "old"


def _same_time(story: Story, mention: Mention[Timex]) -> list[str]:
    """Where it stands among the expressions of its type, and whether its day is told again."""
    same = story.times[mention.value.type]
    order = next(n for n, m in enumerate(same) if m is mention)
    found = [f"order={min(order, 6)}", f"of={min(len(same), 6)}"]
    if order == len(same) - 1:
        found.append("order=last")
    points = [m.value.earliest for m in same if m.value.earliest is not None]
    if mention.value.earliest is not None and points:
        if mention.value.earliest == min(points):
            found.append("earliest")
        if mention.value.earliest == max(points):
            found.append("latest")
    again = sum(m.value.value == mention.value.value for m in same)
    found.append(f"again={min(again, 3)}")
    finer = any(
        m.value.value != mention.value.value
        and m.value.value.startswith(mention.value.value[:10])
        and len(m.value.value) > len(mention.value.value)
        for m in same
    )
    found.append(f"finer={finer}")
    return found
