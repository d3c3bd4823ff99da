"""What is made of the models' chances before anything is decided."""

from dataclasses import replace

import pytest

from bibhrat.article import from_row
from bibhrat.extractor import annotate
from bibhrat.extractor import told as tellings_of
from bibhrat.readings import EARLIER, PRIMARY, Reading, Row, decision_features, is_told
from bibhrat.scope import Event
from bibhrat.story import Story
from rooms import made


def is_a_telling(reading: Reading, least: float, *, sure: float = 0.0, down: float = 0.0) -> bool:
    """Whether a reading tells a disruption."""
    return is_told(reading, decision_features(reading), sure=sure, down=down, least=least)


@pytest.mark.parametrize(
    ("ruled", "likely"),
    [
        ("none", 0.6),  # 0.75 * 0.8
        ("start:best:from", 0.85),  # and 0.25 for the rules' word
        ("start:other:from", 0.6),  # their second choice is no word
        ("end:best:until", 0.6),
    ],
)
def test_trust_is_the_part_of_the_rules(ruled: str, likely: float) -> None:
    row = made.time({"start0": 0.8}, ruled)
    assert row.likely("start", PRIMARY, 0.25) == pytest.approx(likely)


def test_without_trust_only_the_models_count() -> None:
    row = made.time({"start0": 0.8}, "end:best:until")
    assert [row.likely(role, PRIMARY, 0.0) for role in ("start", "end")] == [0.8, 0.0]


def test_with_all_trust_only_the_rules_count() -> None:
    row = made.time({"start0": 0.8}, "end:best:until")
    assert [row.likely(role, PRIMARY, 1.0) for role in ("start", "end")] == [0.0, 1.0]


def test_the_rules_say_nothing_of_an_earlier_event() -> None:
    row = made.time({"startB": 0.8}, "start:best:from")
    assert row.likely("start", EARLIER, 0.25) == 0.8
    assert row.likely("start", PRIMARY, 0.25) == 0.25


def test_down_is_affected_or_reported() -> None:
    row = made.service("facebook", {"affected0": 0.4, "reported0": 0.2}, "affected")
    assert row.down(0.0) == pytest.approx(0.6)
    assert row.down(0.25) == pytest.approx(0.75 * 0.6 + 0.25)


DOWN = {"affected0": 0.5}


def test_nothing_is_told_by_nothing() -> None:
    assert not is_a_telling(made.reading(), 0.5)


@pytest.mark.parametrize("role", ["start", "end", "duration"])
def test_a_likely_time_is_a_telling(role: str) -> None:
    read = made.reading([made.time({}), made.time({f"{role}0": 0.5})])
    assert is_a_telling(read, 0.5)
    assert not is_a_telling(read, 0.51)


def test_a_time_of_an_earlier_event_tells_nothing() -> None:
    assert not is_a_telling(made.reading([made.time({"startB": 1.0})]), 0.5)


def test_the_rules_alone_tell_no_time() -> None:
    assert not is_a_telling(made.reading([made.time({}, "start:best:from")]), 0.5)


def test_one_service_that_fails_in_headline_and_lead_is_a_telling() -> None:
    title = made.service("facebook", DOWN, sentence=0, fails=True)
    lead = made.service("facebook", DOWN, sentence=2, fails=True)
    assert is_a_telling(made.reading(services=[title, lead]), 0.5)
    assert not is_a_telling(made.reading(services=[title]), 0.5)
    assert not is_a_telling(made.reading(services=[lead]), 0.5)


@pytest.mark.parametrize(
    "lead",
    [
        made.service("whatsapp", DOWN, fails=True),
        made.service("facebook", DOWN, fails=False),
        made.service("facebook", {"affected0": 0.49}, fails=True),
        made.service("facebook", DOWN, sentence=3, fails=True),
    ],
    ids=["another-service", "no-loss-told", "not-likely-down", "too-far-below"],
)
def test_what_the_lead_does_not_repeat_is_not_told(lead: Row) -> None:
    title = made.service("facebook", DOWN, sentence=0, fails=True)
    assert not is_a_telling(made.reading(services=[title, lead]), 0.5)


def test_features_of_nothing() -> None:
    assert decision_features(made.reading()) == ["bias"]


def test_features_of_a_small_reading() -> None:
    read = made.reading(
        [made.time({"start0": 0.15, "end0": 0.35, "startB": 0.9}, "start:best:from")],
        [made.service("facebook", {"affected0": 0.3, "reported0": 0.25}, "affected")],
        worded=0.25,
    )
    assert decision_features(read) == [
        *("bias", "words>0.1", "words>0.2"),
        *("time>0.1", "time>0.2", "time>0.3"),
        *("down>0.1", "down>0.2", "down>0.3", "down>0.4", "down>0.5"),
        *("lead:down", "ruled=start", "ruled=affected"),
    ]


def test_a_step_is_passed_not_reached() -> None:
    assert decision_features(made.reading(worded=0.2)) == ["bias", "words>0.1"]


def test_features_of_a_headline_that_the_lead_repeats() -> None:
    rows = [made.service("facebook", DOWN, sentence=n, fails=True) for n in (0, 1)]
    found = decision_features(made.reading([made.time({"start0": 0.5})], rows))
    assert [name for name in found if ">" not in name] == [
        *("bias", "title:down", "title:down+fails", "lead:down", "lead:down+fails"),
        *("headline", "time+down"),
    ]


def test_a_likely_service_far_below_is_down_but_no_lead() -> None:
    row = made.service("facebook", DOWN, sentence=3, fails=True)
    found = decision_features(made.reading([made.time({"start0": 0.5})], [row]))
    assert "time+down" in found
    assert not [name for name in found if name.startswith(("lead", "title", "headline"))]


def test_no_feature_stands_twice() -> None:
    rows = [made.service("facebook", DOWN, "affected", fails=True)] * 3
    found = decision_features(made.reading(services=rows))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("title", "told"), [("আজ সাক্ষ্য দেবেন দুজন", False), ("ফেসবুক অচল", True)])
def test_a_trial_over_an_outage_needs_a_certain_time(title: str, told: bool) -> None:
    article = from_row({"id": "a", "title": title, "text": "২০২৪ সালে ফেসবুক অচল ছিল।"})
    story = Story.of([Event(True, tuple(tellings_of(article, annotate(article))))], None)
    likely = replace(made.reading([made.time({"start0": 0.5})]), story=story)
    assert is_a_telling(likely, 0.3) is told
    certain = replace(likely, times=(made.time({"start0": 0.9}),))
    assert is_a_telling(certain, 0.3)


@pytest.mark.parametrize(
    ("sure", "down", "told"), [(0.9, 0.5, True), (0.89, 0.9, False), (0.95, 0.49, False)]
)
def test_a_sure_report_of_a_failing_service_needs_no_time(
    sure: float, down: float, told: bool
) -> None:
    assert is_a_telling(made.reading(), 0.3, sure=sure, down=down) is told
