"""Agreement, against figures worked out by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from bibhrat.corpus import EventLabel, LabelError, LabelledArticle, MentionLabel, TimexLabel
from bibhrat.corpus.agreement import align, f1, kappa, markdown, measure, overlapping, pairs
from bibhrat.corpus.marked import parse, read_file

ARTICLES = parse(read_file(Path(__file__).parent / "sample.txt"))


def test_kappa_by_hand() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed .7; chance .5*.6 + .5*.4 = .5
    table = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(table) == pytest.approx(0.4)
    # three classes: observed 6/8; chance (3*2 + 3*3 + 2*3)/64 = 21/64
    three = [*zip("aaabbbcc", "aabbbccc", strict=True)]
    assert kappa(three) == pytest.approx((6 / 8 - 21 / 64) / (1 - 21 / 64))
    assert kappa([]) is None
    assert kappa([("y", "y")] * 3) == 1.0
    assert kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1.0)


def test_f1_by_hand() -> None:
    assert f1(2, 3, 5) == pytest.approx(0.5)
    assert f1(0, 0, 4) == 0.0
    assert f1(0, 0, 0) is None


def test_overlaps_are_paired_one_to_one() -> None:
    assert overlapping([(0, 4), (5, 9)], [(0, 9)]) == 1
    assert overlapping([(0, 4), (5, 9)], [(3, 6), (8, 12)]) == 2
    assert overlapping([(0, 4)], [(4, 8)]) == 0
    assert overlapping([], [(0, 4)]) == 0


def event(services: str, start: str | None = None, **slots: object) -> EventLabel:
    base = EventLabel(True, tuple(services.split()), (), "outage", "resolved", start=start)
    return replace(base, **slots)  # type: ignore[arg-type]


def test_events_are_paired_by_what_they_share() -> None:
    one = [event("facebook", "2024-03-05"), event("bkash", "2024-01-01")]
    other = [event("bkash", "2024-01-01"), event("facebook", "2024-03-05"), event("x")]
    assert align(one, other) == [(one[0], other[1]), (one[1], other[0]), (None, other[2])]
    assert align([event("a")], [event("b")]) == [(event("a"), event("b"))]
    assert align([], [event("b")]) == [(None, event("b"))]
    assert align([event("a"), event("b")], [])[1] == (event("b"), None)


BODY = "ফেসবুক বন্ধ"
BASE = LabelledArticle(
    "a", "s", "Asia/Dhaka", "2024-03-06T10:00", BODY, "আজ রাতে মেটা", "social", "wire", "i", True
)


def test_all_measures_by_hand() -> None:
    """Two articles, differences counted by hand."""
    timexes = (
        TimexLabel("আজ", 12, 14, "DATE", "2024-03-06"),
        TimexLabel("রাতে", 15, 19, "TIME", "2024-03-06TNI"),
    )
    mentions = (
        MentionLabel(0, 6, "affected", "facebook", 0),
        MentionLabel(7, 11, "outage", None, 0),
        MentionLabel(20, 24, "operator", "meta"),
    )
    one = replace(
        BASE,
        events=(event("facebook", "2024-03-06", duration="PT1H"),),
        timexes=timexes,
        mentions=mentions,
    )
    other = replace(
        BASE,
        events=(
            event("facebook", "2024-03-06", duration="PT2H"),
            event("meta", primary=False),
        ),
        # the first expression shorter, the second with another value
        timexes=(replace(timexes[0], end=13), replace(timexes[1], value="2024-03-05TNI")),
        mentions=(mentions[0], replace(mentions[2], label="affected", event=1)),
    )
    quiet = replace(BASE, id="b", outage=False)
    found = {
        (m.name, m.kind): m.value
        for m in measure(pairs([one, quiet], [quiet, replace(other, id="a")]))
    }
    expected = {
        ("article reports an outage", "κ"): 1.0,
        # affected/affected and operator/affected: observed 1/2, chance 1/2
        ("role of a service mention", "κ"): 0.0,
        ("temporal expressions, same characters", "F1"): 0.5,
        ("temporal expressions, overlapping", "F1"): 1.0,
        ("type and value of a temporal expression", "exact"): 0.0,
        ("service mentions, same characters", "F1"): 1.0,
        ("start", "exact"): 1.0,
        ("end", "exact"): None,
        ("duration", "exact"): 0.0,
        ("services", "exact"): pytest.approx(2 / 3),
        ("core: services, start, end, duration", "exact"): 0.0,
        ("whole record", "exact"): 0.0,
    }
    assert {key: found[key] for key in expected} == expected


def test_a_labelling_agrees_with_itself() -> None:
    for figure in measure(pairs(ARTICLES, ARTICLES)):
        assert figure.value in (1.0, None), figure


def test_the_whole_record_counts_hedges() -> None:
    first = ARTICLES[0]
    changed = replace(
        first, events=(replace(first.events[0], start_approx=False), *first.events[1:])
    )
    figures = {m.name: m.value for m in measure(pairs([first], [changed]))}
    assert figures["core: services, start, end, duration"] == 1.0
    assert figures["whole record"] == 0.5


def test_figures_are_symmetric() -> None:
    changed = [replace(a, timexes=a.timexes[:1], events=a.events[:1]) for a in ARTICLES]
    there, back = measure(pairs(ARTICLES, changed)), measure(pairs(changed, ARTICLES))
    assert [m.value for m in there] == [m.value for m in back]


def test_articles_must_be_the_same() -> None:
    with pytest.raises(LabelError, match="different texts"):
        pairs(ARTICLES, [replace(ARTICLES[0], text="অন্য")])
    with pytest.raises(LabelError, match="no article in common"):
        pairs(ARTICLES, [replace(ARTICLES[0], id="z")])


def test_the_table_for_the_card() -> None:
    text = markdown(pairs(ARTICLES, ARTICLES))
    assert text.startswith("3 articles labelled twice, 2 of them outage reports.")
    assert "| article reports an outage | κ | 1.000 | 3 |" in text
