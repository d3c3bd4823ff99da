"""Stories of the kind that started the project: plain reports, read without a mistake.

tests/stories/ holds them in marked text, with the labels of the corpus guide: plain.txt what
is read rightly, hard.txt what is not yet.
"""

import pytest

import bibhrat
from bibhrat.corpus.labels import LabelledArticle
from bibhrat.corpus.marked import parse, read_file
from support import ROOT


def _stories(name: str) -> dict[str, LabelledArticle]:
    file = ROOT / "tests/stories" / name
    return {story.id: story for story in parse(read_file(file), str(file))}


PLAIN, HARD = _stories("plain.txt"), _stories("hard.txt")
MISSED = {
    "hard-15": "every part of a list belongs to the bank that is named before the first",
    "hard-20": "how long one man has not heard of his brother is taken for its duration",
    "hard-25": "the internet that slows down is counted with its cable, not as an event of its own",
    "hard-26": "a part that leads its bank's list is a little less likely to have failed than not",
    "hard-27": "broadband that came back before the mobile net is counted with it",
    "hard-28": "the last app of a list is a little less likely than not to have failed",
}


def test_there_are_more_than_twenty() -> None:
    assert len(PLAIN) + len(HARD) > 20


def test_every_hard_story_says_why() -> None:
    assert set(MISSED) == set(HARD)


@pytest.mark.parametrize("identity", PLAIN)
def test_a_plain_story_gives_its_record(identity: str) -> None:
    check(PLAIN[identity])


@pytest.mark.parametrize(
    "identity",
    [
        pytest.param(i, marks=pytest.mark.xfail(strict=True, reason=why))
        for i, why in MISSED.items()
    ],
)
def test_a_hard_story_gives_its_record(identity: str) -> None:
    check(HARD[identity])


def check(story: LabelledArticle) -> None:
    """The primary record has the services and times of the first event."""
    event = story.events[0]
    fields = ("id", "title", "text", "source", "published_at", "tz")
    records = bibhrat.extract({name: getattr(story, name) for name in fields})
    (record,) = [record for record in records if record.primary]
    services = {service.id for service in record.services}
    assert services == {*event.services, *event.services_reported}
    assert (record.start.value if record.start else None) == event.start
    assert (record.end.value if record.end else None) == event.end
    assert (record.duration.stated if record.duration else None) == event.duration
