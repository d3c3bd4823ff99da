"""The learned judge: is this a report, which role has each mention, what kind and status.

In go an article's events as the rules see them; out come `Claims` of the same form as the
rules give, the primary first. The models are those of models/bn_outage, linear and small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import orjson

from bibhrat import event_judge
from bibhrat.affected import FAILED, by_service, causes, groups, houses, share_lists
from bibhrat.affected import decision_features as service_features
from bibhrat.assets import asset
from bibhrat.bag import Bag
from bibhrat.claims import Claims, best_times, keep, redundant
from bibhrat.confidence import Table, calibrated, confidence_features, doubts, earlier
from bibhrat.errors import AssetError
from bibhrat.event_features import SLOTS
from bibhrat.linear import Linear, Valued
from bibhrat.readings import (
    EARLIER,
    NO_OPINION,
    PRIMARY,
    Opinion,
    Reading,
    Row,
    decision_features,
    is_told,
)  # fmt: skip
from bibhrat.scope import Event
from bibhrat.services import BYSTANDER_KINDS
from bibhrat.story import Story
from bibhrat.tellings import Telling
from bibhrat.time_roles import tells_no_time
from bibhrat.votes import AFFECTED, REPORTED, ServiceVote, TimeVote
from bibhrat.window import Window, choose

MODELS = (
    "report", "state", "time_role", "service_role", "service", "type", "status", "cause",
    "attribution", "place_role", "confidence",
)  # fmt: skip
BAGS = ("report", *SLOTS)


# A mention this likely to tell of the failure is evidence of it.
_SPEAKS = 0.3

# A time this likely to be of an earlier event needs no word of loss beside it.
_PLAIN = 0.4

# A service that failed more likely than not.
_LIKELY = 0.5

# A report this sure stands although no name of what failed was found, none is likely to have, or
# the headline names none. Of dev two articles in three are a report, of a feed one in 500.
_NAMELESS = 0.5
_HEADED = "title:down+fails"

# And this sure where only guessed words are its names: an actor's, a mosquito's.
_GUESSED = 0.8
_GUESSES = frozenset({"unknown-coined", "unknown-guessed"})


@dataclass(frozen=True, slots=True)
class Judge:
    """The models, and how sure each must be.

    Attributes:
        models: by name.
        bags: what the words of an article say: of "report", "type" and "status".
        window: chooses start, end and duration of the news together.
        thresholds: least probability of report, affected and, where none reaches it, of the
            likeliest service; of start, end and duration of an earlier event; `trust` is the
            rules' part in who says so.
        calibration: raw chance → share of right records (`confidence.calibrated`).
    """

    models: Mapping[str, Linear]
    bags: Mapping[str, Bag]
    window: Valued
    thresholds: Mapping[str, float]
    calibration: Table = ()

    def claims(
        self,
        events: Sequence[Event],
        published: datetime | None,
        told: Sequence[str],
        home: str | None = None,
        opinion: Opinion = NO_OPINION,
        worded: float | None = None,
    ) -> list[Claims]:
        """What is claimed of an article's events; empty where it reports no outage.

        Args:
            events: what it tells.
            published: aware publication time, or None.
            told: all its words (`bag.words`).
            home: ISO code of the outlet's country, or None.
            opinion: what a further model says of it.
            worded: what `worded` says of it, where it was asked before.
        """
        return self.decide(self._reading(events, published, told, home, opinion, worded))

    def chance(
        self,
        events: Sequence[Event],
        published: datetime | None,
        told: Sequence[str],
        home: str | None = None,
    ) -> float:
        """How likely an article is a report, 0 to 1, whatever the threshold says; as `claims`."""
        reading = self._reading(events, published, told, home)
        return self.models["report"].probabilities(decision_features(reading)).get("outage", 0.0)

    def _reading(
        self,
        events: Sequence[Event],
        published: datetime | None,
        told: Sequence[str],
        home: str | None,
        opinion: Opinion = NO_OPINION,
        worded: float | None = None,
    ) -> Reading:
        story = Story.of(events, published, home, told)
        return Reading.of(story, self.models, self.bags["report"], opinion, worded)

    def worded(self, told: Sequence[str]) -> float:
        """How likely an article is a report by its words alone, 0 to 1."""
        return self.bags["report"].likeliest("outage", told)

    def is_promising(self, worded: float) -> bool:
        """Whether the words of an article leave room for a report."""
        return worded >= self.thresholds["glance"]

    def decide(self, reading: Reading) -> list[Claims]:
        """Settle what a reading leaves open; empty where it is no report."""
        kept = self.core(reading)
        if kept:
            self._weigh(reading, kept)
            story = reading.story
            news = event_judge.settle(story, reading.whole, kept[0], self.models, self.bags)
            kept[0].slots = news
            for claims in kept[1:]:
                claims.slots = event_judge.beside(claims, news, story.published, story.home)
        return kept

    def news(self, reading: Reading) -> Claims:
        """Services and times of the news, if it is a report."""
        return self._primary(reading, choose(reading, self.window))

    def core(self, reading: Reading) -> list[Claims]:
        """Services and times of all events; empty where it is no report.

        How sure they are is for now how likely the article is a report.
        """
        features = decision_features(reading)
        sure = self.models["report"].probabilities(features).get("outage", 0.0)
        sure = reading.opinion.of_report(sure)
        if sure < self.thresholds["report"]:
            return []
        window = choose(reading, self.window)
        news = self._primary(reading, window)
        down = max(news.chances.values(), default=0.0)
        if not is_told(reading, features, sure=sure, down=down, least=self.thresholds["told"]):
            return []
        if sure < _needed(news, headed=_HEADED in features):
            return []
        kept = keep([news, *self._earlier(reading, window)])
        for claims in kept:
            claims.sure = sure
        return kept

    def _weigh(self, reading: Reading, kept: Sequence[Claims]) -> None:
        """Say how sure each event is, and what of the news is doubtful."""
        news = kept[0]
        if news.affected:
            chance = self.models["confidence"].probabilities(confidence_features(reading, news))
            news.sure = calibrated(chance["right"], self.calibration)
            news.doubts = doubts(reading, news)
        else:  # a record that does not know what failed is not right
            news.sure = 0.0
            news.doubts = ("services: what failed has no name that was recognised",)
        for claims in kept[1:]:
            claims.sure = round(min(earlier(claims), news.sure), 2)

    def _primary(self, reading: Reading, window: Window) -> Claims:
        trust = self.thresholds["trust"]
        rows = by_service(reading)
        affected: dict[str, list[ServiceVote]] = {}
        others: dict[str, list[ServiceVote]] = {}
        likely = self._chances(reading, rows)
        failed = self._failed(likely, rows)
        for identity, own in rows.items():
            if identity in failed:
                down = [row for row in own if row.down(0.0) >= _SPEAKS] or _surest(own)
                affected[identity] = [row.service_vote(_certainty(row, trust)) for row in down]
            else:
                others[identity] = [row.service_vote(row.bystander()) for row in own]
        for identity in redundant(affected):
            others[identity] = affected.pop(identity)
        event = Event(True, reading.story.tellings)
        times = (window.start, window.end, window.duration)
        claims = Claims(event, affected, others, *times, chances=likely, timely=window.chance)
        claims.published = reading.story.published
        return claims

    def _chances(self, reading: Reading, rows: Mapping[str, Sequence[Row]]) -> dict[str, float]:
        """How likely each named service failed in the news."""
        likely = {
            name: self.models["service"].probabilities(features).get(FAILED, 0.0)
            for name, features in service_features(reading, rows).items()
        }
        share_lists(likely, reading, rows)
        return likely

    def _failed(self, likely: Mapping[str, float], rows: Mapping[str, Sequence[Row]]) -> set[str]:
        """Ids of the services that failed; where none is likely enough, the likeliest."""
        failed = {name for name, chance in likely.items() if chance >= self.thresholds["affected"]}
        if not failed and likely:
            best = max(likely, key=lambda name: likely[name])
            failed = {best} if likely[best] >= self.thresholds["likeliest"] else set()
        return failed - groups(failed, rows) - houses(failed, rows) - causes(failed, rows)

    def _earlier(self, reading: Reading, window: Window) -> list[Claims]:
        """Background events: runs of neighbouring sentences whose times are not of the news."""
        news = (window.start, window.end, window.duration)
        taken = {vote.mention.start for vote in news if vote is not None}
        tellings = reading.story.tellings
        votes: dict[int, list[TimeVote]] = {}
        for row in reading.times:
            if row.mention.start in taken or tells_no_time(row.telling, row.mention):
                continue
            if found := list(row.earlier_votes(self.thresholds)):
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
        return [
            self._background(reading, run, votes)
            for run in runs
            if _has_loss(tellings, run) or _is_plain(run, votes)
        ]

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
        if not affected:
            affected = _named(reading, sentences)
        own = [vote for index in run for vote in votes[index]]
        tellings = tuple(telling for telling in told if telling.clause.sentence in sentences)
        return Claims(Event(False, tellings), affected, {}, *best_times(own))


def _named(reading: Reading, sentences: set[int]) -> dict[str, list[ServiceVote]]:
    """What an earlier event's own words say failed: the names in its clauses that tell a loss.

    Without it the news would lend it its services, whoever the sentence is about.
    """
    found: dict[str, list[ServiceVote]] = {}
    for row in reading.services:
        service = row.mention.value
        told = row.telling.clause.sentence in sentences and row.telling.fails
        bystander = service.doubtful or service.kind in ("generic", *BYSTANDER_KINDS)
        if told and not bystander and row.ruled == AFFECTED:
            found.setdefault(service.id, []).append(row.service_vote(AFFECTED))
    return found


def _needed(news: Claims, *, headed: bool) -> float:
    """How sure a report must be, by what is known of what failed.

    Args:
        news: what is claimed.
        headed: the headline says that a service failed: then whatever the threshold asks.
    """
    if not news.affected:
        return _NAMELESS
    if all(votes[0].service.kind in _GUESSES for votes in news.affected.values()):
        return _GUESSED
    best = max(news.chances.get(name, 0.0) for name in news.affected)
    return 0.0 if headed and best >= _LIKELY else _NAMELESS


def _has_loss(tellings: Sequence[Telling], run: Sequence[int]) -> bool:
    """Whether something fails in the sentences of a run: a time alone is no event."""
    told = {tellings[index].clause.sentence for index in run}
    own = (telling for telling in tellings if telling.clause.sentence in told)
    return any(t.fails or t.has("outage", "maintenance", "shutdown") for t in own)


def _is_plain(run: Sequence[int], votes: Mapping[int, Sequence[TimeVote]]) -> bool:
    """Whether its times alone leave little doubt: "দ্বিতীয় ধাপ: রাত দেড়টা থেকে সাড়ে ৫টা"."""
    return max(vote.score for index in run for vote in votes[index]) >= _PLAIN


def _surest(rows: Sequence[Row]) -> list[Row]:
    """The row that says most clearly that its service failed."""
    return [max(rows, key=lambda row: row.down(0.0))]


def _certainty(row: Row, trust: float) -> str:
    reported = row.likely(REPORTED, PRIMARY, trust)
    return REPORTED if reported > row.likely(AFFECTED, PRIMARY, trust) else AFFECTED


@cache
def judge(models_folder: str = "") -> Judge:
    """The judge of a folder that `bibhrat train` wrote, by default that of models/bn_outage.

    Raises:
        AssetError: a model is missing or broken.
    """
    folder = Path(models_folder) if models_folder else asset("models/bn_outage")
    try:
        meta = orjson.loads((folder / "meta.json").read_bytes())
        thresholds, calibration = meta["thresholds"], meta["calibration"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssetError(f"{folder / 'meta.json'}: no description of models: {error}") from None
    models = {name: Linear.read(folder / f"{name}.json") for name in MODELS}
    bags = {name: Bag.read(folder / f"{name}_words.json") for name in BAGS}
    return Judge(models, bags, Valued.read(folder / "window.json"), thresholds, calibration)
