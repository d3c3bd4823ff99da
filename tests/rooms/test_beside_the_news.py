"""What is told beside the news: its second windows, refuted reports, laws and seats of cables."""

from dataclasses import replace

import pytest

from bibhrat import event_judge, place_roles
from bibhrat.assemble import published_moment
from bibhrat.readings import Reading, decision_features, is_told
from bibhrat.scope import Event
from bibhrat.slots import Slots
from bibhrat.story import Story
from bibhrat.time_roles import names_a_law
from rooms import made
from rooms.house import article, claimed, events, tellings

PUBLISHED = published_moment(article("মঙ্গলবার"))


def beside(text: str, kind: str, told_at: str) -> tuple[str, str | None]:
    """Type and cause of an event told beside news of a kind."""
    (found,) = claimed(text, published_at=told_at)
    found.event = Event(primary=False, tellings=found.event.tellings)
    news = Slots(kind, "ongoing", None, ())
    slots = event_judge.beside(found, news, PUBLISHED, "BD")
    return slots.kind, slots.cause.category if slots.cause else None


@pytest.mark.parametrize(
    ("text", "news", "told"),
    [
        # A second window of the same works.
        (
            "৮ মার্চ রাত ২টা থেকে ভোর ৫টা পর্যন্ত নগদ অ্যাপ বন্ধ থাকবে।",
            "maintenance",
            ("maintenance", "maintenance"),
        ),
        # Works that are over: of the same kind, but why is not told.
        ("৪ মার্চ রাত ২টা থেকে নগদ অ্যাপ বন্ধ ছিল।", "maintenance", ("maintenance", None)),
        # A further service shut by the same order.
        ("৪ মার্চ রাত থেকে ফেসবুক বন্ধ।", "shutdown", ("shutdown", "government_order")),
        # An order of years ago is not told with its reason.
        ("২০২১ সালের ৪ মার্চ ফেসবুক বন্ধ ছিল।", "shutdown", ("shutdown", None)),
        # Its own cause says what it was.
        (
            "৪ মার্চ রাতে বিদ্যুৎ বিভ্রাটের কারণে নগদ অ্যাপ বন্ধ ছিল।",
            "maintenance",
            ("outage", "power_failure"),
        ),
        # It was only slow.
        ("৪ মার্চ রাতে ফেসবুকে ধীরগতি ছিল।", "shutdown", ("degradation", None)),
        # Outages happen one by one.
        ("৪ মার্চ রাত থেকে ফেসবুক বন্ধ।", "outage", ("outage", None)),
    ],
)
def test_an_event_beside_works_and_orders(
    text: str, news: str, told: tuple[str, str | None]
) -> None:
    told_at = "2021-03-06T10:00" if "২০২১" in text else "2024-03-06T10:00"
    assert beside(text, news, told_at) == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("ইন্টারনেট বন্ধের খবর ভুয়া", False),
        ("ইন্টারনেট বন্ধ হওয়ার খবরটি সঠিক নয়: বিটিআরসি", False),
        ("ফেসবুক বন্ধের দাবি একেবারেই ভিত্তিহীন", False),
        ("গুজব ঠেকাতে বন্ধ ইন্টারনেট", True),
        ("ইন্টারনেট বন্ধ, হ্যাকের খবর ভিত্তিহীন বলল সরকার", True),
        ("ইন্টারনেট বন্ধের খবর জানাল বিটিআরসি", True),
    ],
)
def test_a_headline_that_refutes_the_outage(title: str, *, told: bool) -> None:
    story = Story.of(events("মঙ্গলবার রাত ৯টায়।", title=title), PUBLISHED)
    read: Reading = replace(made.reading([made.time({"start0": 0.9})]), story=story)
    found = is_told(read, decision_features(read), sure=0.9, down=0.9, least=0.5)
    assert found == told


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("নাগরিকত্ব আইন, ২০১৯-এর বিরুদ্ধে বিক্ষোভে নেট বন্ধ।", True),
        ("সাইবার সুরক্ষা অধ্যাদেশ, ২০২৫-এর খসড়ায় নেট বন্ধের কথা নেই।", True),
        ("২০১৯ সালে আইন হয়।", False),
        ("আইন মেনে ২০১৯ সালে নেট বন্ধ হয়।", False),
    ],
)
def test_the_year_of_a_law_is_no_time(text: str, *, law: bool) -> None:
    found = [(telling, time) for telling in tellings(text) for time in telling.times]
    assert [names_a_law(telling, time) for telling, time in found] == [law]


def place_names(text: str, *, listed: int = 1) -> list[str]:
    """Features of the first place of a text."""
    story = Story.of(events(text), PUBLISHED)
    for index, told in enumerate(story.tellings):
        for place in told.places:
            return place_roles.place_features(story, index, place, ["local"], "BD", listed)
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("বাংলাদেশ সময় রাত ৯টায় ফেসবুক অচল হয়।", "local-time"),
        ("ইন্দোনেশিয়ার জলসীমায় কেবল কাটা পড়েছে।", "seat"),
        ("কুয়াকাটা ল্যান্ডিং স্টেশনের সংযোগ বন্ধ।", "seat"),
        ("কক্সবাজারের উখিয়া ও টেকনাফে নেট বন্ধ।", "holds-next"),
        ("বগুড়া: সকাল থেকে ফেসবুক অচল হয়ে পড়েছে।", "dateline"),
        ("চট্টগ্রাম স্টক এক্সচেঞ্জে লেনদেন বন্ধ।", "in-name"),
    ],
)
def test_what_sets_a_place_apart(text: str, feature: str) -> None:
    found = place_names(text)
    assert feature in found
    plain = place_names("ঢাকায় ফেসবুক অচল হয়।")
    assert feature not in plain


def test_a_part_is_held_by_its_whole() -> None:
    story = Story.of(events("কক্সবাজারের উখিয়ায় নেট বন্ধ।"), PUBLISHED)
    (told,) = (telling for telling in story.tellings if telling.places)
    whole, part = told.places
    index = story.tellings.index(told)
    features = [place_roles.place_features(story, index, p, [], "BD") for p in (whole, part)]
    assert ["held" in each for each in features] == [False, True]


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ({"global": 0.9, "GH": 0.6, "NG": 0.8}, ["GH", "NG"]),
        ({"global": 0.9, "NG": 0.8}, ["global"]),
    ],
)
def test_several_countries_are_said_better_by_their_names(
    chances: dict[str, float], kept: list[str]
) -> None:
    assert place_roles.reach(chances, 0.5) == kept
