"""A corpus of four articles, every expected number worked out by hand in the comments."""

from pathlib import Path

import numpy as np
import pytest

from bibhrat.errors import StopError
from bibhrat.evaluate.bootstrap import Interval, weights
from bibhrat.evaluate.evaluation import evaluate
from bibhrat.evaluate.findings import find
from bibhrat.evaluate.labels import Gold, GoldArticle
from bibhrat.evaluate.sheet import Sheet, average_precision, score
from bibhrat.evaluate.systems import System, read_system
from evaluate.build import article, event, gold, record, write

NEWS = event("facebook", start="2024-03-05T21:00", duration="PT40M")
WRONG = event("facebook", start="2024-03-05T22:00", duration="PT40M")


@pytest.fixture
def labelled(tmp_path: Path) -> Gold:
    return gold(
        tmp_path / "gold.jsonl",
        article("right", NEWS, topic="social"),
        article("wrong", NEWS, topic="social"),
        article("missed", NEWS, topic="banking"),
        article("quiet", topic="banking"),
        article("alarm"),
    )


@pytest.fixture
def system(tmp_path: Path, labelled: Gold) -> System:
    records = write(
        tmp_path / "r.jsonl",
        [record("right", NEWS, 0.9), record("wrong", WRONG, 0.9), record("alarm", NEWS, 0.6)],
    )
    return read_system("r", labelled, records, None)


@pytest.fixture
def sheet(labelled: Gold, system: System) -> Sheet:
    return score(labelled, system)


def test_the_scores(sheet: Sheet) -> None:
    scores = sheet.scores()
    # Written: right, wrong, alarm; reports: right, wrong, missed.
    assert scores["detection.precision"] == pytest.approx(2 / 3)
    assert scores["detection.recall"] == pytest.approx(2 / 3)
    # By confidence: 0.9 (2 of 2), 0.6 (2 of 3), 0 (3 of 5): 2/3 · 1 + 1/3 · 3/5.
    assert scores["detection.average_precision"] == pytest.approx(2 / 3 + 1 / 5)
    assert scores["core"] == pytest.approx(1 / 3)
    assert scores["complete"] == pytest.approx(1 / 3)
    assert scores["core_precision"] == pytest.approx(1 / 3)
    assert scores["services.f1"] == pytest.approx(2 * 2 / (3 + 3))
    # Start: one right, one wrong, one missing, one spurious.
    assert scores["slot.start.f1"] == pytest.approx(2 * 1 / (3 + 3))
    assert scores["start.within_60"] == pytest.approx(2 / 3)
    assert scores["start.within_15"] == pytest.approx(1 / 3)
    # Five slots are filled each time (services, start, duration, type, status); 5 + 4 right.
    assert scores["slot.micro.precision"] == pytest.approx(9 / 15)
    assert scores["slot.micro.recall"] == pytest.approx(9 / 15)
    # Nothing to count: no gold background event, no gold end.
    assert scores["background.f1"] is scores["end.within_5"] is None
    # The file has no temporal expressions and no labels of mentions.
    assert "timex.strict.f1" not in scores
    assert scores["roles"] is None


def test_average_precision_of_many_samples_is_that_of_scikit_learn() -> None:
    theirs = pytest.importorskip("sklearn.metrics").average_precision_score
    generator = np.random.default_rng(11)
    outage = generator.integers(0, 2, 40).astype(float)
    confidence = generator.integers(0, 5, 40) / 4  # with many ties
    drawn = weights(40, 25, seed=2)
    assert average_precision(outage, confidence, drawn) == pytest.approx(
        [theirs(outage, confidence, sample_weight=row) for row in drawn]
    )
    nothing = average_precision(np.zeros(4), np.ones(4), np.ones((2, 4)))
    assert np.isnan(nothing).all()


def test_calibration(sheet: Sheet) -> None:
    bins = sheet.reliability()
    assert bins is not None
    filled = [b for b in bins if b.records]
    assert [(b.low, b.records, b.right) for b in filled] == [(0.6, 1, 0.0), (0.9, 2, 0.5)]
    assert [b.confidence for b in filled] == [pytest.approx(0.6), pytest.approx(0.9)]
    scores = sheet.scores()
    # (|0 − 0.6| + |1 − 1.8|) / 3
    assert scores["calibration.ece"] == pytest.approx(1.4 / 3)
    # (0.6² + 0.1² + 0.9²) / 3
    assert scores["calibration.brier"] == pytest.approx((0.36 + 0.01 + 0.81) / 3)


def test_slices(labelled: Gold, system: System) -> None:
    (column,) = evaluate(labelled, [system], samples=0).columns
    topics = {s.value: s for s in column.slices if s.dimension == "topic"}
    assert set(topics) == {"banking", "social", "unknown"}
    assert (topics["social"].articles, topics["social"].outages) == (2, 2)
    assert topics["social"].scores["core"] == pytest.approx(1 / 2)
    assert topics["banking"].scores["core"] == 0
    assert topics["banking"].scores["detection.f1"] == 0
    assert topics["unknown"].scores["core"] is None
    years = [s.value for s in column.slices if s.dimension == "year"]
    assert years == ["2024"]
    assert column.intervals == {}


def test_bystanders_taken_for_affected(tmp_path: Path) -> None:
    row = article("a", NEWS, not_affected=["x", "meta", "downdetector"])
    labelled = gold(tmp_path / "b.jsonl", row, article("b", not_affected=["x"]))
    records = [record("a", event("facebook", "x", "meta")), record("b", event("facebook"))]
    found = read_system("r", labelled, write(tmp_path / "r.jsonl", records), None)
    # x and meta of the four names that did not fail.
    assert score(labelled, found).scores()["services.bystanders"] == pytest.approx(2 / 4)


def test_evidence_is_found_in_the_body_of_title_and_text(tmp_path: Path) -> None:
    # Title ফেসবুক ডাউন; the text has ফেসবুক again and then এক্স, which did not fail.
    row = article("a", NEWS)
    body = f"{row['title']}\n{row['text']}"
    second, other = body.index("ফেসবুক", 5), body.index("এক্স")
    row["mentions"] = [
        {"start": 0, "end": 6, "label": "affected", "id": "facebook", "event": 0},
        {"start": second, "end": second + 6, "label": "affected", "id": "facebook", "event": 0},
        {"start": other, "end": other + 4, "label": "alternative", "id": "x"},
    ]
    labelled = gold(tmp_path / "e.jsonl", row)
    shift = len(row["title"]) + 1

    def span(start: int, words: str) -> dict[str, object]:
        return {"field": "text", "start": start, "end": start + len(words), "text": words}

    title = {"field": "title", "start": 0, "end": 6, "text": "ফেসবুক"}
    spared = {"id": "x", "role": "unaffected", "evidence": [span(other - shift, "এক্স")]}
    found = record(
        "a", NEWS, evidence={"facebook": [title, span(second - shift, "ফেসবুক")]},
        not_affected=[spared],
    )  # fmt: skip
    system = read_system("r", labelled, write(tmp_path / "r.jsonl", [found]), None)
    scores = score(labelled, system).scores()
    assert scores["roles"] == pytest.approx(2 / 3)
    assert scores["roles.affected"] == 1


def test_what_is_wrong_with_an_article(labelled: Gold, system: System, tmp_path: Path) -> None:
    def errors(item: GoldArticle, found: System) -> tuple[str, ...]:
        return find(item, found.of(item), found.tasks).errors

    assert {item.id: errors(item, system) for item in labelled.articles} == {
        "right": (), "wrong": ("start",), "missed": ("missed",), "quiet": (),
        "alarm": ("false_alarm",),
    }  # fmt: skip
    before = event("x", primary=False, start="2021-10-04")
    two = gold(tmp_path / "two.jsonl", article("right", NEWS, before))
    records = write(tmp_path / "one.jsonl", [record("right", NEWS)])
    assert errors(two.articles[0], read_system("r", two, records, None)) == ("background",)


def test_intervals_of_a_slice_come_from_its_own_articles(labelled: Gold, system: System) -> None:
    (column,) = evaluate(labelled, [system], samples=200, seed=1).columns
    topics = {s.value: s for s in column.slices if s.dimension == "topic"}
    # Both articles on banking are dealt with in one way each, whatever else is drawn.
    assert topics["banking"].intervals["core"] == Interval(0, 0)
    social = topics["social"].intervals["detection.f1"]
    assert social == Interval(1, 1)


def test_timexes_from_a_file_and_a_second_reader_in_the_form_of_the_labels(
    tmp_path: Path, labelled: Gold
) -> None:
    marks = [{"text": "মঙ্গলবার", "type": "DATE", "value": "2024-03-05"}]
    times = write(tmp_path / "t.jsonl", [{"id": "right", "timexes": marks}])
    only_times = read_system("t", labelled, None, times)
    assert only_times.tasks == {"timexes"}
    assert [m.value for m in only_times.predictions["right"].timexes] == ["2024-03-05"]
    rows = [article("right", NEWS, mentions=[], timexes=marks), article("quiet")]
    second = read_system("second", labelled, write(tmp_path / "s.jsonl", rows), None)
    scores = score(labelled, second).scores()
    assert scores["core"] == pytest.approx(1 / 3)
    assert "calibration.ece" not in scores


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (record("nobody", NEWS), r"r\.jsonl:1: article\.id: 'nobody' is no article"),
        ({**record("right", NEWS), "extra": 1}, r"r\.jsonl:1: extra: Extra inputs"),
        ({**record("right", NEWS), "confidence": 7}, r"r\.jsonl:1: confidence: .*got 7"),
        ({"id": "right", "title": "ক", "outage": False}, r"r\.jsonl:1: events: expected a list"),
    ],
)
def test_a_bad_record_is_named_by_file_line_and_field(
    tmp_path: Path, labelled: Gold, row: dict[str, object], message: str
) -> None:
    with pytest.raises(StopError, match=message):
        read_system("r", labelled, write(tmp_path / "r.jsonl", [row]), None)
