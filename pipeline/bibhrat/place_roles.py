"""Where it failed: which of the places an article names are the reach of its outage.

In go the tellings of an event; out come the places, by rule, and named features of each
place mention for the model that decides where there is one. A dateline, a home town, the
seat of a data centre, a place that was spared: all are named and none is the reach.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bibhrat.lexicon import load, pattern, words
from bibhrat.mention import Mention
from bibhrat.story import Story
from bibhrat.tellings import Telling
from bibhrat.votes import ServiceVote

Places = list[tuple[str, tuple[Mention[str], ...]]]

_LISTS = load("patterns")["places"]
_LONGEST_DATELINE = 40  # characters before the place: "নিজস্ব প্রতিবেদক, "
_DATELINE = re.compile(r"(?:, ?[^।\n]{1,32}?| ?\([^)\n]{1,24}\))? ?[-:|](?: |\n|$)")
_DESK = re.compile(rf"[ ,]{{1,2}}{pattern(_LISTS['desk'])}")
_PART_OF_NAME = re.compile(rf" ?{pattern(_LISTS['institutions'])}")
_HOME_OF_ONE = re.compile(rf" (?:[^ ।,]{{1,14}} ){{0,1}}{pattern(_LISTS['people'])}")
_SPARED = words("places", "spared")


def is_dateline(telling: Telling, place: Mention[str]) -> bool:
    """ "ঢাকা, ৫ মার্চ -", "বগুড়া অফিস", "নিজস্ব সংবাদদাতা, শিলিগুড়ি:": where it was written."""
    clause = telling.clause
    local = place.start - clause.start
    if clause.title or not clause.opens_paragraph or local > _LONGEST_DATELINE:
        return False
    after = telling.text[place.end - clause.start :]
    return _DATELINE.match(after) is not None or _DESK.match(after) is not None


def is_part_of_name(telling: Telling, place: Mention[str]) -> bool:
    """ "চট্টগ্রাম স্টক এক্সচেঞ্জ", "ঢাকা ব্যাংক": the place only names who failed.

    An airport is named by its place, too, and stands there.
    """
    named = (name for name in telling.services if name.value.kind != "airport")
    if any(place.overlaps(name) for name in named):
        return True
    return _PART_OF_NAME.match(telling.text, place.end - telling.clause.start) is not None


def is_spared(telling: Telling, place: Mention[str]) -> bool:
    """Whether its clause says that nothing failed there."""
    after = telling.text[place.end - telling.clause.start :]
    return telling.denies("outage", "degradation") or _SPARED.search(after) is not None


def is_named(telling: Telling, place: Mention[str]) -> bool:
    """Whether a mention could be the reach at all."""
    return not (
        telling.clause.link or is_dateline(telling, place) or is_part_of_name(telling, place)
    )


def by_rules(event: Sequence[Telling]) -> Places:
    """Places of the clauses that tell a failure, "global" over all, the smallest units."""
    found: dict[str, list[Mention[str]]] = {}
    for telling in event:
        if telling.fails or telling.has("maintenance"):
            for place in telling.places:
                home = _HOME_OF_ONE.match(telling.text, place.end - telling.clause.start)
                if is_named(telling, place) and home is None and not is_spared(telling, place):
                    found.setdefault(place.value, []).append(place)
    return smallest(found)


def smallest(found: dict[str, list[Mention[str]]]) -> Places:
    """Drop a country that a place inside it stands for, and all but "global" beside that."""
    if "global" in found:
        return [("global", tuple(found["global"]))]
    inside = {place.split(":")[0] for place in found if ":" in place}
    return [(place, tuple(spans)) for place, spans in found.items() if place not in inside]


def reach(chances: Mapping[str, float], least: float) -> list[str]:
    """The places likely enough, the likelier of a whole and its parts.

    Args:
        chances: probability by place.
        least: below it a place is not told.
    """
    kept = {place: chance for place, chance in chances.items() if chance >= least}
    if "global" in kept and sum(":" not in place for place in kept) > 2:
        del kept["global"]  # "ঘানা, নাইজেরিয়াসহ বিভিন্ন দেশে": the countries say it better
    if "global" in kept:
        rest = [chance for place, chance in kept.items() if place != "global"]
        if kept["global"] >= max(rest, default=0.0) - _WORLD_WINS:
            return ["global"]
        del kept["global"]
    for whole in [place for place in kept if ":" not in place]:
        parts = [place for place in kept if place.startswith(f"{whole}:")]
        if parts and kept[whole] >= max(kept[part] for part in parts):
            kept = {place: chance for place, chance in kept.items() if place not in parts}
        elif parts:
            del kept[whole]
    return list(kept)


_WORLD_WINS = 0.2


def owners(affected: Iterable[Sequence[ServiceVote]], home: str | None) -> list[str]:
    """For each failed service, whose it is: home, home-too, away, nowhere, local or generic."""
    found = []
    for votes in affected:
        if votes:
            service = votes[0].service
            if service.kind == "generic":
                found.append("generic")
            elif not service.in_catalogue:
                found.append("local")
            elif not service.country:
                found.append("nowhere")
            elif home in service.country:
                found.append("home" if len(service.country) == 1 else "home-too")
            else:
                found.append("away")
    return found


def country_of_services(affected: Iterable[Sequence[ServiceVote]], home: str | None) -> str | None:
    """The country that most of the failed services are of, None for those of the world.

    What no catalogue knows is local to its newspaper, and so are a noun without a brand
    ("মোবাইল ইন্টারনেট") and a cable that the readers' net runs through.
    """
    local = world = 0
    abroad: Counter[str] = Counter()
    for service in (votes[0].service for votes in affected if votes):
        near = service.kind in ("generic", "cable") or home in service.country
        if near or not service.in_catalogue:
            local += 1
        elif len(service.country) == 1:
            abroad[service.country[0]] += 1
        else:
            world += 1
    away = sum(abroad.values())
    if local and local >= max(world, away):
        return home
    return next(iter(abroad)) if len(abroad) == 1 and away > world else None


# --- features -----------------------------------------------------------------------------


def joined(story: Story) -> list[list[tuple[int, Mention[str]]]]:
    """Every place that could be the reach, with the number of its telling.

    Places joined by commas or "ও" stand in one list: they share one role.
    """
    groups: list[list[tuple[int, Mention[str]]]] = []
    for index, telling in enumerate(story.tellings):
        last: Mention[str] | None = None
        for place in telling.places:
            if telling.clause.link:
                continue
            shift = telling.clause.start
            between = telling.text[last.end - shift : place.start - shift] if last else "।"
            if _JOINT.fullmatch(between):
                groups[-1].append((index, place))
            else:
                groups.append([(index, place)])
            last = place
    return groups


_JOINT = re.compile(r"(?:,|-|/| ও| এবং| আর| বা|, ও) ?")


def place_features(
    story: Story,
    index: int,
    place: Mention[str],
    affected: Sequence[str],
    home: str | None,
    listed: int = 1,
) -> list[str]:
    """Features of one place mention in telling number `index`.

    Args:
        story, index, place: what is asked of.
        affected: whose the failed services are (`owners`).
        home: the outlet's country.
        listed: how many places its list has (`joined`).
    """
    telling = story.tellings[index]
    clause = telling.clause
    start, end = place.start - clause.start, place.end - clause.start
    kind = _kind(place.value, home)
    where = "title" if clause.title else "lead" if clause.sentence <= 2 else "body"
    fails = telling.fails or telling.has("maintenance")
    state = f"{'F' if fails else ''}{'R' if telling.returns else ''}"
    tokens = story.tokens[index]
    left, right = bisect_left(tokens, (start, "")), bisect_left(tokens, (end, ""))
    before = [word for _, word in tokens[max(0, left - 3) : left]]
    after = [word for _, word in tokens[right : right + 4]]
    named = story.places
    broader = [name for name in ("global", place.value.split(":")[0]) if name != place.value]
    broader = ["country" if name != "global" else name for name in broader if name in named]
    found = [
        "bias",
        f"kind={kind}",
        f"at={where}",
        f"state={state}",
        f"{kind}+{state}",
        f"{kind}+{where}",
        f"ending={telling.text[start:end][-2:]}",
        f"count={min(named[place.value], 4)}",
        f"{kind}+count={min(named[place.value], 4)}",
        f"others={min(len({p for p in named if p != place.value}), 5)}",
        f"beside={min(len(telling.places) - 1, 4)}",
        f"{kind}+broader={'+'.join(broader)}",
        f"behind={story.background[index]}",
        f"quoted={clause.quoted}",
    ]
    found += [f"{kind}+down={group}" for group in set(affected)]
    found += [f"b{n}={word}" for n, word in enumerate(reversed(before), start=1)]
    found += [f"a{n}={word}" for n, word in enumerate(after, start=1)]
    found += [f"af={word}" for word in after]
    found += [f"listed={min(listed, 4)}", f"listed={min(listed, 4)}+{state}"]
    if listed > 2:
        found.append(f"{kind}+list")
    for name in _set_apart(telling, place):
        found += [name, *(f"{name}+down={group}" for group in set(affected))]
    if is_spared(telling, place):
        found.append("spared")
    if _HOME_OF_ONE.match(telling.text, end):
        found.append("home-of-one")
    for flag in ("future", "negated", "conditional"):
        if getattr(clause, flag):
            found.append(f"cl={flag}")
    found += [f"cue={c}" for c in sorted(telling.kinds)]
    for step in (-1, 1):
        other = index + step
        if 0 <= other < len(story.tellings):
            near = story.tellings[other].clause.sentence == clause.sentence
            found.append(f"ne{step}={near}{story.failing[other]}{story.returning[other]}")
    return list(dict.fromkeys(found))


def _set_apart(telling: Telling, place: Mention[str]) -> Iterator[str]:
    """What makes it unlikely that a place is the reach by itself."""
    if is_dateline(telling, place):
        yield "dateline"
    if is_part_of_name(telling, place):
        yield "in-name"
    behind = telling.text[place.end - telling.clause.start :]
    if _LOCAL_TIME.match(behind):
        yield "local-time"
    if _SEAT.match(behind):
        yield "seat"
    own = telling.text[place.start - telling.clause.start : place.end - telling.clause.start]
    if _GENITIVE.search(own) and any(
        0 < other.start - place.end <= _NEXT and other.value != place.value
        for other in telling.places
    ):
        yield "holds-next"
    if any(
        0 < place.start - other.end <= _NEXT
        and _GENITIVE.search(telling.text, 0, other.end - telling.clause.start)
        for other in telling.places
    ):
        yield "held"


_SEAT = re.compile(rf" (?:[^ ।,;]{{1,14}} ){{0,1}}?{pattern(_LISTS['seat'])}")
_LOCAL_TIME = re.compile(rf" {pattern(_LISTS['local_time'])}")
_GENITIVE = re.compile(r"(?:র|ের)$")
_NEXT = 12  # characters between a whole and its part: "কক্সবাজারের উখিয়া"


def _kind(place: str, home: str | None) -> str:
    if place == "global":
        return "global"
    country, _, inside = place.partition(":")
    own = "home" if country == home else "away"
    return f"{own}-place" if inside else own
