"""The learned judge: is this a report, which role has each mention, what kind and status.

In go an article's events as the rules see them; out come `Claims` of the same form as the
rules give, the primary first. The models are those of models/bn_outage, linear and small.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import orjson

from bibhrat.assets import asset
from bibhrat.claims import Claims, best_times, keep, redundant
from bibhrat.features import Story, article_features, service_features, time_features
from bibhrat.linear import Linear
from bibhrat.mention import Mention
from bibhrat.scope import Event
from bibhrat.service_roles import coordinated
from bibhrat.tellings import Telling
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote, TimeVote

MODELS = ("report", "time_role", "service_role", "type", "status")
PRIMARY, EARLIER = "0", "B"


@dataclass(frozen=True, slots=True)
class Judge:
    """The models, and how sure each must be.

    Attributes:
        models: by name.
        thresholds: report, affected, start, end, duration: least probability.
    """

    models: Mapping[str, Linear]
    thresholds: Mapping[str, float]

    def claims(self, events: Sequence[Event], published: datetime | None) -> list[Claims]:
        """What is claimed of an article's events; empty where it reports no outage."""
        if not any(t.fails for event in events for t in event.tellings):
            return []
        story = Story.of(events, published)
        whole = article_features(story)
        sure = self.models["report"].probabilities(whole).get("outage", 0.0)
        if sure < self.thresholds["report"]:
            return []
        times = list(self._time_rows(story))
        services = list(self._service_rows(story))
        if not _is_told(story, services, times, self.thresholds["told"]):
            return []
        news = self._primary(story, services, times)
        news.sure = sure
        news.kind = self._most_likely("type", whole)
        news.status = self._most_likely("status", whole)
        return keep([news, *self._earlier(story, services, times)])

    def _most_likely(self, model: str, features: Sequence[str]) -> str:
        likely = self.models[model].probabilities(features)
        return max(likely, key=lambda name: likely[name])

    def _service_rows(self, story: Story) -> Iterable["_Row"]:
        model = self.models["service_role"]
        for index, telling in enumerate(story.tellings):
            for group in coordinated(telling):
                chances = [model.probabilities(service_features(story, index, m)) for m in group]
                # Names joined by commas or "ও" share one role: their chances are averaged.
                shared = {
                    role: sum(chance[role] for chance in chances) / len(chances)
                    for role in model.classes
                }
                for mention in group:
                    yield _Row(index, telling, mention, shared)

    def _time_rows(self, story: Story) -> Iterable["_Row"]:
        for index, telling in enumerate(story.tellings):
            for mention in telling.times:
                if mention.value.type == "SET":
                    continue
                features = time_features(story, index, mention)
                yield _Row(
                    index, telling, mention, self.models["time_role"].probabilities(features)
                )

    def _primary(self, story: Story, services: "Sequence[_Row]", times: "Sequence[_Row]") -> Claims:
        affected: dict[str, list[ServiceVote]] = {}
        others: dict[str, list[ServiceVote]] = {}
        by_id: dict[str, list[_Row]] = {}
        for row in services:
            by_id.setdefault(row.mention.value.id, []).append(row)
        for identity, rows in by_id.items():
            down = [row for row in rows if row.down >= self.thresholds["affected"]]
            if down:
                affected[identity] = [row.service_vote(row.certainty) for row in down]
            else:
                others[identity] = [row.service_vote(row.bystander) for row in rows]
        if not affected and services:
            # The article tells a disruption for certain: the likeliest name is what failed.
            best = max(services, key=lambda row: row.down)
            if best.down >= self.thresholds["likeliest"]:
                identity = best.mention.value.id
                others.pop(identity)
                affected[identity] = [best.service_vote(best.certainty)]
        for identity in redundant(affected):
            others[identity] = affected.pop(identity)
        votes = [vote for row in times for vote in row.time_votes(PRIMARY, self.thresholds)]
        event = Event(True, story.tellings)
        return Claims(event, affected, others, *best_times(votes))

    def _earlier(
        self, story: Story, services: "Sequence[_Row]", times: "Sequence[_Row]"
    ) -> list[Claims]:
        """Background events: runs of neighbouring sentences whose times are not of the news."""
        runs: list[list[int]] = []
        votes = {row.index: [] for row in times}  # type: dict[int, list[TimeVote]]
        for row in times:
            votes[row.index] += row.time_votes(EARLIER, self.thresholds)
        starts_in_run = False
        for index in sorted(index for index, found in votes.items() if found):
            sentence = story.tellings[index].clause.sentence
            begins = any(vote.role == "start" for vote in votes[index])
            near = runs and sentence - story.tellings[runs[-1][-1]].clause.sentence <= 1
            if near and not (begins and starts_in_run):
                runs[-1].append(index)
                starts_in_run = starts_in_run or begins
            else:
                runs.append([index])
                starts_in_run = begins
        return [self._background(story, run, services, votes) for run in runs]

    def _background(
        self,
        story: Story,
        run: Sequence[int],
        services: "Sequence[_Row]",
        votes: Mapping[int, Sequence[TimeVote]],
    ) -> Claims:
        sentences = {story.tellings[index].clause.sentence for index in run}
        tellings = tuple(t for t in story.tellings if t.clause.sentence in sentences)
        affected: dict[str, list[ServiceVote]] = {}
        for row in services:
            earlier = row.chance.get(AFFECTED + EARLIER, 0.0) + row.chance.get(
                REPORTED + EARLIER, 0.0
            )
            if row.telling.clause.sentence in sentences and earlier >= self.thresholds["affected"]:
                affected.setdefault(row.mention.value.id, []).append(row.service_vote(AFFECTED))
        own = [vote for index in run for vote in votes[index]]
        return Claims(Event(False, tellings), affected, {}, *best_times(own))


@dataclass(frozen=True, slots=True)
class _Row:
    """A mention with the probabilities of its roles."""

    index: int
    telling: Telling
    mention: Mention[Any]
    chance: Mapping[str, float]

    @property
    def down(self) -> float:
        """Probability that the service went down in the news."""
        return self.chance.get(AFFECTED + PRIMARY, 0.0) + self.chance.get(REPORTED + PRIMARY, 0.0)

    @property
    def certainty(self) -> str:
        """affected or reported, whichever is likelier."""
        reported = self.chance.get(REPORTED + PRIMARY, 0.0)
        return REPORTED if reported > self.chance.get(AFFECTED + PRIMARY, 0.0) else AFFECTED

    @property
    def bystander(self) -> str:
        """The likeliest of the other roles."""
        roles = {
            "alternative": "alternative",
            "monitor": "monitor",
            "operator": "operator",
            "source": "source",
            "unaffected": "up",
        }
        return roles[max(roles, key=lambda role: self.chance.get(role, 0.0))]

    def service_vote(self, role: str) -> ServiceVote:
        """This row's say for a role."""
        return ServiceVote(self.mention.value, role, self.mention, self.telling, self.down)

    def time_votes(self, event: str, thresholds: Mapping[str, float]) -> list[TimeVote]:
        """This row's claims for one event, those that are likely enough."""
        if self.mention.value.type != "DURATION" and self.mention.value.earliest is None:
            return []
        return [
            TimeVote(role, self.chance[role + event], self.mention, self.telling, "learned")
            for role in ("start", "end", "duration")
            if self.chance.get(role + event, 0.0) >= thresholds[role]
            and (role == "duration") == (self.mention.value.type == "DURATION")
        ]


def _is_told(story: Story, services: Sequence[_Row], times: Sequence[_Row], least: float) -> bool:
    """Whether a disruption is told, not only talked of: it has a time, or it is the headline.

    Opinion, court reports and how-tos share every word with outage reports; what they lack
    is a time of the loss, and the same service failing in headline and lead.
    """
    timely = max(
        (
            row.chance.get(role + PRIMARY, 0.0)
            for row in times
            for role in ("start", "end", "duration")
        ),
        default=0.0,
    )
    if timely >= least:
        return True
    places: dict[str, set[bool]] = {}
    for row in services:
        if row.down >= least and row.telling.clause.sentence <= 2 and story.failing[row.index]:
            places.setdefault(row.mention.value.id, set()).add(row.telling.clause.title)
    return any(found == {True, False} for found in places.values())


@cache
def judge() -> Judge:
    """The judge of models/bn_outage.

    Raises:
        AssetError: a model is missing or broken.
    """
    folder = asset("models/bn_outage")
    meta = orjson.loads((folder / "meta.json").read_bytes())
    return Judge(
        {name: Linear.read(folder / f"{name}.json") for name in MODELS}, meta["thresholds"]
    )
