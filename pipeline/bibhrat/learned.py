"""The learned judge: is this a report, which role has each mention, what kind and status.

In go an article's events as the rules see them; out come `Claims` of the same form as the
rules give, the primary first. The models are those of models/bn_outage, linear and small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import orjson

from bibhrat import event_judge
from bibhrat.assets import asset
from bibhrat.claims import Claims, best_times, keep, redundant
from bibhrat.confidence import Table, calibrated, confidence_features, doubts, earlier, raw
from bibhrat.errors import AssetError
from bibhrat.features import Story
from bibhrat.linear import Linear
from bibhrat.readings import EARLIER, PRIMARY, Reading, Row, decision_features, is_told
from bibhrat.scope import Event
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote, TimeVote

MODELS = ("glance", "report_words", "report", "time_role", "service_role", "type", "status")
#: Decisions that are left to the rules where their model has not been trained.
OPTIONAL = ("cause", "place_role", "confidence")


_HEADLINE = "title:outage:strong+name"

# Below this the words of an article alone rule a report out, and its mentions are not asked.
_LEAST_WORDS = 0.15


@dataclass(frozen=True, slots=True)
class Judge:
    """The models, and how sure each must be.

    Attributes:
        models: by name.
        thresholds: least probability of report, affected, start, end, duration and, where
            none reaches it, of the likeliest service; `trust` is the rules' part in all.
        calibration: raw chance → share of right records (`confidence.calibrated`).
    """

    models: Mapping[str, Linear]
    thresholds: Mapping[str, float]
    calibration: Table = ()

    def claims(
        self, events: Sequence[Event], published: datetime | None, home: str | None = None
    ) -> list[Claims]:
        """What is claimed of an article's events; empty where it reports no outage."""
        if not any(telling.fails for event in events for telling in event.tellings):
            return []
        reading = Reading.of(Story.of(events, published, home), self.models, least=_LEAST_WORDS)
        return [] if reading is None else self.decide(reading)

    def is_promising(self, glance: Sequence[str]) -> bool:
        """Whether a first look leaves room for a report (`features.glance_features`).

        A headline in which a named service is down is always read in full.
        """
        if _HEADLINE in glance:
            return True
        likely = self.models["glance"].probabilities(glance)
        return likely.get("outage", 0.0) >= self.thresholds["glance"]

    def decide(self, reading: Reading) -> list[Claims]:
        """Settle what a reading leaves open; empty where it is no report."""
        kept = self.core(reading)
        if kept:
            kept[0].slots = event_judge.settle(reading.story, reading.whole, kept[0], self.models)
        return kept

    def sure(self, reading: Reading) -> float:
        """Probability that the article is a report."""
        return self.models["report"].probabilities(decision_features(reading)).get("outage", 0.0)

    def news(self, reading: Reading) -> Claims:
        """Services and times of the news, if it is a report."""
        return self._primary(reading)

    def core(self, reading: Reading) -> list[Claims]:
        """Services and times of all events, and how sure they are; empty where it is no report."""
        sure = self.sure(reading)
        if sure < self.thresholds["report"] or not is_told(reading, self.thresholds["told"]):
            return []
        kept = keep([self._primary(reading), *self._earlier(reading)])
        if kept:
            self._weigh(reading, kept, sure)
        return kept

    def _weigh(self, reading: Reading, kept: Sequence[Claims], sure: float) -> None:
        """Say how sure each event is, and what of the news is doubtful."""
        news, trust = kept[0], self.thresholds["trust"]
        news.sure = calibrated(self.chance(reading, news, sure), self.calibration)
        news.doubts = doubts(reading, news, trust)
        for claims in kept[1:]:
            claims.sure = round(min(earlier(claims, sure), news.sure), 2)

    def chance(self, reading: Reading, news: Claims, sure: float) -> float:
        """Chance that the core of the news is right, not yet calibrated."""
        trust = self.thresholds["trust"]
        if "confidence" not in self.models:
            return raw(reading, news, sure, trust)
        asked = confidence_features(reading, news, sure, trust)
        return self.models["confidence"].probabilities(asked)["right"]

    def _primary(self, reading: Reading) -> Claims:
        trust = self.thresholds["trust"]
        affected: dict[str, list[ServiceVote]] = {}
        others: dict[str, list[ServiceVote]] = {}
        by_id: dict[str, list[Row]] = {}
        for row in reading.services:
            by_id.setdefault(row.mention.value.id, []).append(row)
        for identity, rows in by_id.items():
            down = [row for row in rows if row.down(trust) >= self.thresholds["affected"]]
            if down:
                affected[identity] = [row.service_vote(_certainty(row, trust)) for row in down]
            else:
                others[identity] = [row.service_vote(row.bystander()) for row in rows]
        if not affected and reading.services:
            # The article tells a disruption for certain: the likeliest name is what failed.
            best = max(reading.services, key=lambda row: row.down(trust))
            if best.down(trust) >= self.thresholds["likeliest"]:
                identity = best.mention.value.id
                others.pop(identity)
                affected[identity] = [best.service_vote(_certainty(best, trust))]
        for identity in redundant(affected):
            others[identity] = affected.pop(identity)
        votes = [vote for row in reading.times for vote in row.time_votes(PRIMARY, self.thresholds)]
        return Claims(Event(True, reading.story.tellings), affected, others, *best_times(votes))

    def _earlier(self, reading: Reading) -> list[Claims]:
        """Background events: runs of neighbouring sentences whose times are not of the news."""
        tellings = reading.story.tellings
        votes: dict[int, list[TimeVote]] = {}
        for row in reading.times:
            if found := list(row.time_votes(EARLIER, self.thresholds)):
                votes.setdefault(row.index, []).extend(found)
        runs: list[list[int]] = []
        started = False
        for index in sorted(votes):
            begins = any(vote.role == "start" for vote in votes[index])
            sentence = tellings[index].clause.sentence
            near = bool(runs) and sentence - tellings[runs[-1][-1]].clause.sentence <= 1
            if near and not (begins and started):
                runs[-1].append(index)
                started = started or begins
            else:
                runs.append([index])
                started = begins
        return [self._background(reading, run, votes) for run in runs]

    def _background(
        self, reading: Reading, run: Sequence[int], votes: Mapping[int, Sequence[TimeVote]]
    ) -> Claims:
        told = reading.story.tellings
        sentences = {told[index].clause.sentence for index in run}
        affected: dict[str, list[ServiceVote]] = {}
        for row in reading.services:
            earlier = row.likely(AFFECTED, EARLIER, 0.0) + row.likely(REPORTED, EARLIER, 0.0)
            near = row.telling.clause.sentence in sentences
            if near and earlier >= self.thresholds["affected"]:
                affected.setdefault(row.mention.value.id, []).append(row.service_vote(AFFECTED))
        own = [vote for index in run for vote in votes[index]]
        tellings = tuple(telling for telling in told if telling.clause.sentence in sentences)
        return Claims(Event(False, tellings), affected, {}, *best_times(own))


def _certainty(row: Row, trust: float) -> str:
    reported = row.likely(REPORTED, PRIMARY, trust)
    return REPORTED if reported > row.likely(AFFECTED, PRIMARY, trust) else AFFECTED


@cache
def judge() -> Judge:
    """The judge of models/bn_outage.

    Raises:
        AssetError: a model is missing or broken.
    """
    folder = asset("models/bn_outage")
    try:
        meta = orjson.loads((folder / "meta.json").read_bytes())
        thresholds, calibration = meta["thresholds"], meta["calibration"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssetError(f"{folder / 'meta.json'}: no description of models: {error}") from None
    models = {name: Linear.read(folder / f"{name}.json") for name in MODELS}
    for name in OPTIONAL:
        if (folder / f"{name}.json").exists():
            models[name] = Linear.read(folder / f"{name}.json")
    return Judge(models, thresholds, calibration)
