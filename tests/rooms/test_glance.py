"""The first look at an article: cues and names by where they stand."""

import pytest

from bibhrat import extractor
from bibhrat.features import glance_features
from rooms import made
from rooms.house import article


def glance(text: str, title: str) -> list[str]:
    read = article(text, title=title)
    return extractor.glance(read, extractor.look(read))


def test_nothing_to_see() -> None:
    assert glance_features(0, [], []) == ["bias"]


@pytest.mark.parametrize(
    ("start", "place"),
    [(0, "title"), (19, "title"), (20, "lead"), (499, "lead"), (500, "body"), (4999, "body")],
)
def test_a_place(start: int, place: str) -> None:
    assert glance_features(20, [made.cue(start)], []) == ["bias", f"{place}:outage:strong"]
    assert glance_features(20, [], [made.name(start=start)]) == ["bias", f"{place}:name=social"]


def test_what_a_page_has_behind_the_report_is_not_looked_at() -> None:
    assert glance_features(20, [made.cue(5000)], [made.name(start=5000)]) == ["bias"]


def test_a_long_headline_is_no_lead() -> None:
    assert glance_features(600, [made.cue(550)], []) == ["bias", "title:outage:strong"]


# A cue at 1000 to 1004: 80 characters before its beginning, 80 behind its end.
@pytest.mark.parametrize(
    ("start", "beside"), [(919, False), (920, True), (1010, True), (1084, True), (1085, False)]
)
def test_a_name_within_eighty_characters(start: int, beside: bool) -> None:
    found = glance_features(0, [made.cue(1000)], [made.name(start=start)])
    assert ("body:outage:strong+name" in found) is beside


def test_a_near_name_behind_a_far_one_is_seen() -> None:
    names = [made.name(start=start) for start in (10, 1050, 2000)]
    assert "body:outage:strong+name" in glance_features(0, [made.cue(1000)], names)
    assert "body:outage:strong+name" not in glance_features(0, [made.cue(1000)], names[::2])


def test_the_place_of_a_pair_is_that_of_its_cue() -> None:
    found = glance_features(20, [made.cue(30)], [made.name(start=5)])
    assert found == ["bias", "lead:outage:strong", "title:name=social", "lead:outage:strong+name"]


@pytest.mark.parametrize(
    ("kind", "paired"),
    [
        ("outage", True),
        ("degradation", True),
        ("shutdown", True),
        ("symptom", True),
        ("restoration", True),
        ("cause", False),
        ("report", False),
        ("background", False),
    ],
)
def test_only_what_tells_of_a_loss_or_a_return_is_paired(kind: str, paired: bool) -> None:
    found = glance_features(0, [made.cue(0, kind, "")], [made.name(start=10)])
    assert (f"lead:{kind}:+name" in found) is paired


def test_an_ordinary_word_is_no_name() -> None:
    found = glance_features(0, [made.cue(0)], [made.name(start=10, doubtful=True)])
    assert found == ["bias", "lead:outage:strong"]


@pytest.mark.parametrize(("count", "more"), [(1, []), (2, [">1"]), (3, [">1"]), (4, [">1", ">3"])])
def test_more_than_one_and_more_than_three(count: int, more: list[str]) -> None:
    found = glance_features(0, [made.cue(n) for n in range(count)], [])
    feature = "lead:outage:strong"
    assert found == ["bias", feature, *(feature + many for many in more)]


def test_title_lead_and_body_of_an_article() -> None:
    found = glance("হোয়াটসঅ্যাপ সচল। " + "ঢাকায় আজ বৃষ্টি। " * 40 + "বিভ্রাট।", "ফেসবুক ডাউন")
    assert {
        *("title:outage:strong", "title:name=social", "title:outage:strong+name"),
        *("lead:name=messaging", "lead:restoration:", "lead:restoration:+name"),
        "body:outage:strong",
    } <= set(found)
    assert "body:outage:strong+name" not in found


def test_the_headline_ends_where_its_folded_form_does() -> None:
    found = glance("ফেসবুক।", "খ" + "\u200c" * 20 + "বর")
    assert found == ["bias", "lead:name=social"]


def test_names_that_no_catalogue_has_are_not_looked_at() -> None:
    assert glance("সেঁজুতি পে বিভ্রাট।", "খবর") == ["bias", "lead:outage:strong"]
