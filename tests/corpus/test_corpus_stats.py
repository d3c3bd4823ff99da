"""Counts of the card: each trait against articles made to have it or not."""

from dataclasses import replace
from pathlib import Path

import pytest

from bibhrat.corpus import LabelledArticle, TimexLabel
from bibhrat.corpus.card import splice, update
from bibhrat.corpus.marked import parse, read_file
from bibhrat.corpus.stats import lengths, markdown, traits
from bibhrat.corpus.traits import TRAITS
from bibhrat.errors import StopError

FIRST, SECOND, THIRD = parse(read_file(Path(__file__).parent / "sample.txt"))
ROOT = Path(__file__).resolve().parents[2]


def with_times(article: LabelledArticle, *times: tuple[str, str, str]) -> LabelledArticle:
    """The article with a text of nothing but some temporal expressions."""
    title, labels, body = article.title, [], article.title + "\n"
    for text, type_, value in times:
        labels.append(TimexLabel(text, len(body), len(body) + len(text), type_, value))
        body += text + " "
    return replace(article, text=body[len(title) + 1 :], timexes=tuple(labels), mentions=())


def test_traits_of_the_sample() -> None:
    assert traits(FIRST) == {
        "reports an outage",
        "several events",
        "stated duration against start–end, hedged, a range or vague",
        "outage, a service named as not affected",
        "outage, a service named as not affected or as an alternative",
    }
    assert traits(SECOND) == {
        "reports an outage",
        "several events",
        "several windows, or services with times of their own",
        "only relative dates",
        "scheduled",
        "service in no catalogue",
        "outage, a service named as not affected or as an alternative",
        "night hours across midnight",
    }
    assert traits(THIRD) == {"reports none", "Kolkata desk", "foreign time zone"}


def test_every_trait_has_an_example_or_a_test_below() -> None:
    seen = traits(FIRST) | traits(SECOND) | traits(THIRD)
    assert set(TRAITS) - seen == {
        "stated duration against start–end",
        "Bangla calendar, or numerals in words",
        "no start stated",
    }


@pytest.mark.parametrize(
    ("duration", "end", "disagrees"),
    [
        ("PT1H30M", "2024-03-05T22:30", False),
        ("PT40M", "2024-03-05T22:30", True),
        ("PT1H/PT2H", "2024-03-05T22:30", False),
        ("PTXH", "2024-03-05T22:30", False),
        ("PT40M", "2024-03-05TNI", False),
        ("PT40M", None, False),
    ],
)
def test_a_duration_against_start_and_end(duration: str, end: str | None, disagrees: bool) -> None:
    event = replace(FIRST.events[0], duration=duration, end=end)
    article = replace(FIRST, events=(event,))
    assert ("stated duration against start–end" in traits(article)) == disagrees


@pytest.mark.parametrize(
    ("words", "value", "relative"),
    [
        ("মঙ্গলবার রাত ৯টায়", "2024-03-05T21:00", True),
        ("গতকাল", "2024-03-05", True),
        ("৫ মার্চ", "2024-03-05", False),
        ("একুশে ফেব্রুয়ারি", "2024-02-21", False),
        ("০৫/০৩/২০২৪", "2024-03-05", False),
        ("২০২১", "2021", False),
        ("২ বৈশাখ", "2024-04-15", False),
    ],
)
def test_relative_dates(words: str, value: str, relative: bool) -> None:
    kind = "TIME" if "T" in value else "DATE"
    article = with_times(FIRST, (words, kind, value))
    assert ("only relative dates" in traits(article)) == relative


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("২ বৈশাখ", True),
        ("রাত নয়টায়", True),
        ("আড়াইটা", True),
        ("চল্লিশ মিনিট", True),
        ("দুই ঘণ্টা", False),
        ("রাত ৯টায়", False),
    ],
)
def test_numerals_in_words(words: str, found: bool) -> None:
    article = with_times(FIRST, (words, "TIME", "2024-03-05T21:00"))
    assert ("Bangla calendar, or numerals in words" in traits(article)) == found


def test_no_start() -> None:
    article = replace(FIRST, events=(replace(FIRST.events[0], start=None),))
    assert "no start stated" in traits(article)


def test_counts_add_up() -> None:
    text = markdown({"train": [FIRST, SECOND], "dev": [THIRD], "test": []}, {"test": "abc"})
    assert "| Size | train | dev | test | all |" in text
    assert "| articles | 2 | 1 | 0 | 3 |" in text
    assert "| scheduled | 1 | 0 | 0 | 1 |" in text
    assert "| Asia/Kolkata | 0 | 1 | 0 | 1 |" in text
    assert "| 2024 | 1 | 0 | 0 | 1 |" in text
    assert "| banking | 1 | 0 | 0 | 1 |" in text
    assert "SHA-256 `abc`" in text
    words = sorted(len(a.body.split()) for a in (FIRST, SECOND, THIRD))
    assert lengths({"train": [FIRST, SECOND, THIRD]}) == (
        f"Words an article: {words[0]} to {words[2]}, median {words[1]}."
    )
    assert lengths({"train": []}) == "No articles."


def test_the_card_has_a_place_for_what_is_computed() -> None:
    card = (ROOT / "corpora" / "outages" / "README.md").read_text(encoding="utf-8")
    for name in ("stats", "hash", "agreement"):
        once = splice(card, name, "new")
        assert splice(once, name, "new") == once


@pytest.mark.parametrize(
    "card",
    [
        "nothing",
        "<!-- begin:x -->",
        "<!-- end:x --> <!-- begin:x -->",
        "<!-- begin:x --> <!-- end:x --> <!-- begin:x --> <!-- end:x -->",
    ],
)
def test_a_card_without_its_markers(tmp_path: Path, card: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(card)
    with pytest.raises(StopError, match="needed once each"):
        update(path, "x", "new")
    assert path.read_text() == card
    with pytest.raises(StopError):
        update(tmp_path / "none.md", "x", "new")


def test_incidents_that_three_reports_tell_are_counted() -> None:
    thrice = [replace(FIRST, id=f"x-{number}") for number in range(3)]
    twice = [replace(SECOND, id="y-1"), SECOND, replace(THIRD, incident=SECOND.incident)]
    text = markdown({"train": [*thrice, *twice], "dev": [], "test": [THIRD] * 3}, {})
    assert "| – that three reports or more tell | 1 | 0 | 0 | 1 |" in text
