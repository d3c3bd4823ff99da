"""What the models say of every mention of an article, before anything is decided.

In go an article's events as the rules see them; out comes a `Reading`: probabilities of
roles for each temporal expression and each service mention, and for the article as a whole.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bibhrat.bag import Bag
from bibhrat.features import article_features, service_features, steps, time_features
from bibhrat.lexicon import load, pattern
from bibhrat.linear import Linear
from bibhrat.mention import Mention
from bibhrat.service_roles import coordinated
from bibhrat.story import Story
from bibhrat.tellings import Telling
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote, TimeVote

PRIMARY, EARLIER = "0", "B"
_AFFECTED_NOW, _REPORTED_NOW = AFFECTED + PRIMARY, REPORTED + PRIMARY
TIME_ROLES = ("start", "end", "duration")
_BYSTANDERS = {
    "alternative": "alternative",
    "monitor": "monitor",
    "operator": "operator",
    "source": "source",
    "unaffected": "up",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mention with the probabilities of its roles.

    Attributes:
        index, telling, mention: where it stands.
        chance: probability by role; a digit or B behind a role names the event.
        ruled: what the rules make of it, such as "affected" or "start:best:until".
    """

    index: int
    telling: Telling
    mention: Mention[Any]
    chance: Mapping[str, float]
    ruled: str

    def likely(self, role: str, event: str, trust: float) -> float:
        """Probability of a role in an event; `trust` of it is the rules' word, for the news."""
        learned = self.chance.get(role + event, 0.0)
        if event != PRIMARY:
            return learned
        agreed = self.ruled == role or self.ruled.startswith(f"{role}:best")
        return (1 - trust) * learned + trust * agreed

    def down(self, trust: float) -> float:
        """Probability that the service failed in the news."""
        if not trust:
            return self.chance.get(_AFFECTED_NOW, 0.0) + self.chance.get(_REPORTED_NOW, 0.0)
        return self.likely(AFFECTED, PRIMARY, trust) + self.likely(REPORTED, PRIMARY, trust)

    def service_vote(self, role: str) -> ServiceVote:
        """This row's say for a role."""
        return ServiceVote(self.mention.value, role, self.mention, self.telling, self.down(0.0))

    def bystander(self) -> str:
        """The likeliest role of a service that did not fail."""
        return _BYSTANDERS[max(_BYSTANDERS, key=lambda role: self.chance.get(role, 0.0))]

    def earlier_votes(self, thresholds: Mapping[str, float]) -> Iterator[TimeVote]:
        """This row's claims in an event told as background, those that are likely enough."""
        timex = self.mention.value
        if timex.type != "DURATION" and timex.earliest is None:
            return
        for role in TIME_ROLES:
            if (role == "duration") != (timex.type == "DURATION"):
                continue
            likely = self.likely(role, EARLIER, 0.0)
            if likely >= thresholds[role]:
                yield TimeVote(role, likely, self.mention, self.telling, "learned")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a further model says of an article, and what its word counts.

    Attributes:
        report: probability of a report; None where it was not asked.
        report_share: its part in that decision, 0 to 1.
        roles: probabilities of roles, by where a mention starts; none where it was not asked.
        roles_share: their part.
    """

    report: float | None = None
    report_share: float = 0.0
    roles: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    roles_share: float = 0.0

    def of_report(self, linear: float) -> float:
        """The probability of a report, with that of the linear models."""
        if self.report is None:
            return linear
        return (1 - self.report_share) * linear + self.report_share * self.report

    def of_roles(self, start: int, linear: Mapping[str, float]) -> Mapping[str, float]:
        """The probabilities of a mention's roles, with those of the linear model."""
        own = self.roles.get(start)
        if own is None:
            return linear
        part = self.roles_share
        return {
            role: (1 - part) * chance + part * own.get(role, 0.0) for role, chance in linear.items()
        }


NO_OPINION = Opinion()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the models say of one article.

    Attributes:
        story: the article.
        whole: features of the article.
        worded: probability of a report by its words alone.
        state: probability of each status, by the words of the article.
        times, services: rows in reading order.
        lists: ids of services that are named in one list (ফেসবুক, মেসেঞ্জার ও ইনস্টাগ্রাম).
        opinion: what a further model says of the article.
    """

    story: Story
    whole: list[str]
    worded: float
    state: Mapping[str, float]
    times: tuple[Row, ...]
    services: tuple[Row, ...]
    lists: tuple[tuple[str, ...], ...] = ()
    opinion: Opinion = NO_OPINION

    @classmethod
    def of(
        cls,
        story: Story,
        models: Mapping[str, Linear],
        bag: Bag,
        opinion: Opinion = NO_OPINION,
        worded: float | None = None,
    ) -> "Reading":
        """Ask the models about every mention of an article, and the bag about its words.

        Args:
            story, models, bag: the article, and who is asked.
            opinion: what a further model says of it.
            worded: what the bag says, where it was asked before.
        """
        if worded is None:
            worded = bag.likeliest("outage", story.words)
        whole = article_features(story)
        near = _near_events(story)
        times = tuple(_time_rows(story, models["time_role"], near))
        services = tuple(_service_rows(story, models["service_role"], near, opinion))
        lists = tuple(
            tuple(mention.value.id for mention in group)
            for index in near
            for group in coordinated(story.tellings[index])
            if len(group) > 1
        )
        state = models["state"].probabilities(whole)
        return cls(story, whole, worded, state, times, services, lists, opinion)


_REACH = 4  # sentences


def _near_events(story: Story) -> list[int]:
    """Tellings within four sentences of a loss or a return: nothing else bears on an event."""
    told = {
        telling.clause.sentence
        for telling in story.tellings
        if telling.fails or telling.returns or telling.has("maintenance")
    }
    reached = {sentence + step for sentence in told for step in range(-_REACH, _REACH + 1)}
    return [i for i, telling in enumerate(story.tellings) if telling.clause.sentence in reached]


def _time_rows(story: Story, model: Linear, near: Sequence[int]) -> Iterator[Row]:
    for index in near:
        telling = story.tellings[index]
        for mention in telling.times:
            if mention.value.type != "SET":
                chance = model.probabilities(time_features(story, index, mention))
                ruled = story.said.get(("timex", mention.start), "none")
                yield Row(index, telling, mention, chance, ruled)


def _service_rows(
    story: Story, model: Linear, near: Sequence[int], opinion: Opinion
) -> Iterator[Row]:
    for index in near:
        telling = story.tellings[index]
        for group in coordinated(telling):
            chances = [
                opinion.of_roles(m.start, model.probabilities(service_features(story, index, m)))
                for m in group
            ]
            # Names joined by commas or "ও" share one role: their chances are averaged.
            shared = {
                role: sum(chance[role] for chance in chances) / len(chances)
                for role in model.classes
            }
            for mention in group:
                ruled = story.said.get(("service", mention.start), "none")
                yield Row(index, telling, mention, shared, ruled)


_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def is_told(
    reading: Reading, features: Sequence[str], *, sure: float, down: float, least: float
) -> bool:
    """Whether a disruption is told, not only talked of.

    It has a time, or it is the headline, or all else speaks for it ("৬০৯টি টাওয়ার বন্ধ"). A
    trial about it has all of these, long after: there a time must be likely indeed.

    Args:
        reading: of the article.
        features: its `decision_features`.
        sure: probability that the article is a report.
        down: the highest probability of a service to have failed.
        least: probability that a time needs.
    """
    times = (row.chance.get(r + PRIMARY, 0.0) for row in reading.times for r in TIME_ROLES)
    likeliest = max(times, default=0.0)
    if _is_refuted(reading.story.tellings):
        return False
    if _is_trial(reading.story.tellings):
        return likeliest >= max(least, _IN_A_TRIAL)
    if likeliest >= least or "headline" in features:
        return True
    return sure >= _WITHOUT_TIME and down >= 0.5


_WITHOUT_TIME = 0.9
_IN_A_TRIAL = 0.6


_LISTS = load("patterns")["clause"]
_REFUTED = re.compile(
    rf"{pattern(_LISTS['news'])} (?:[^ ।,]{{1,14}} ){{0,3}}?{pattern(_LISTS['refuted'])}"
)
_LOST = ("outage", "shutdown", "degradation", "maintenance")
_OF = re.compile(r"[^,;:।]{0,30}")  # "বন্ধ হয়ে যাওয়ার খবর"


def _is_refuted(tellings: Sequence[Telling]) -> bool:
    """Whether the headline calls the outage itself false: "ইন্টারনেট বন্ধের খবর ভুয়া"."""
    for telling in tellings:
        if not telling.clause.title:
            continue
        for match in _REFUTED.finditer(telling.text):
            for cue in telling.cues:
                if cue.value.kind in _LOST:
                    local = cue.end - telling.clause.start
                    if _OF.fullmatch(telling.text, local, match.start()):
                        return True
    return False


def _is_trial(tellings: Sequence[Telling]) -> bool:
    """Whether the headline or the first sentence tells of a court."""
    told = {
        telling.clause.title
        for telling in tellings
        if 0 <= telling.clause.sentence <= 1
        for cue in telling.all("otherwise")
        if cue.value.value == "court"
    }
    return bool(told)


def decision_features(reading: Reading) -> list[str]:
    """Features for "is this a report" from what is said of the mentions.

    Opinion, court reports and how-tos share every word with outage reports; what they lack
    is a time of the loss, and one service failing in headline and lead.
    """
    times = [
        max(row.chance.get(role + PRIMARY, 0.0) for role in TIME_ROLES) for row in reading.times
    ]
    downs = [(row.down(0.0), row) for row in reading.services]
    found = ["bias"]
    found += steps("words", reading.worded, _STEPS)
    found += steps("time", max(times, default=0.0), _STEPS)
    found += steps("down", max((down for down, _ in downs), default=0.0), _STEPS)
    places: dict[str, set[bool]] = {}
    for down, row in downs:
        if down >= 0.5 and row.telling.clause.sentence <= 2:
            place = "title" if row.telling.clause.title else "lead"
            found.append(f"{place}:down")
            if row.telling.fails:
                found.append(f"{place}:down+fails")
                places.setdefault(row.mention.value.id, set()).add(row.telling.clause.title)
    if any(seen == {True, False} for seen in places.values()):
        found.append("headline")
    if max(times, default=0.0) >= 0.5 and any(down >= 0.5 for down, _ in downs):
        found.append("time+down")
    found += [
        f"ruled={row.ruled.split(':')[0]}"
        for row in (*reading.times, *reading.services)
        if row.ruled != "none"
    ]
    return list(dict.fromkeys(found))
