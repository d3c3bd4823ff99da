import random

import pytest

from bibhrat.evaluate import spans, timexes
from bibhrat.evaluate.align import span_pairs
from bibhrat.evaluate.labels import Mark, TimexMark


def test_timexes_are_counted_as_in_tempeval_3() -> None:
    gold = [
        TimexMark(0, 10, "DATE", "2024-03-05"),
        TimexMark(20, 30, "TIME", "2024-03-05T21:00"),
        TimexMark(40, 50, "DURATION", "PT40M"),
        TimexMark(60, 70, "DATE", "2024"),
    ]
    predicted = [
        TimexMark(0, 10, "DATE", "2024-03-05"),  # all right
        TimexMark(20, 30, "TIME", "2024-03-05T09:00"),  # span and type right, value wrong
        TimexMark(45, 55, "DURATION", "PT40M"),  # type and value right, span only overlaps
        TimexMark(80, 90, "DATE", "2023"),  # spurious
        TimexMark(90, 99, "DATE", "2023"),  # spurious
    ]
    counts = timexes.count(gold, predicted)
    right = {kind: counts[f"timex.{kind}.tp"] for kind in timexes.KINDS}
    assert right == {"strict": 2, "relaxed": 3, "type": 3, "value": 2, "value_strict": 1}
    assert {counts[f"timex.{kind}.gold"] for kind in timexes.KINDS} == {4}
    assert {counts[f"timex.{kind}.pred"] for kind in timexes.KINDS} == {5}


def test_matching_is_optimal_where_greedy_order_loses_one() -> None:
    gold = [Mark(0, 10, "x"), Mark(10, 20, "x")]
    predicted = [Mark(8, 12, "x"), Mark(0, 4, "x")]
    # Taken in order, the first prediction would use up the first label.
    assert span_pairs(gold, predicted) == [(0, 1), (1, 0)]


def test_each_label_is_used_once_and_the_closest_span_wins() -> None:
    gold = [Mark(0, 10, "x")]
    predicted = [Mark(0, 2, "x"), Mark(0, 9, "x"), Mark(9, 12, "x")]
    assert span_pairs(gold, predicted) == [(0, 1)]
    # Neighbours that touch don't overlap.
    assert span_pairs([Mark(0, 10, "x")], [Mark(10, 12, "x")]) == []


def test_names_and_roles() -> None:
    gold = [
        Mark(0, 6, "affected", "facebook", 0),
        Mark(10, 13, "unaffected", "x"),
        Mark(20, 25, "operator", "meta"),
        Mark(30, 35, "outage", None, 0),
    ]
    names = spans.count_names(
        gold,
        [Mark(0, 6, "name", "facebook"), Mark(10, 15, "name", "x"), Mark(20, 25, "name", "xai")],
    )
    assert [names[f"names.{k}.tp"] for k in ("strict", "relaxed", "id")] == [1, 3, 2]
    assert (names["names.strict.gold"], names["names.strict.pred"]) == (3, 3)
    evidence = spans.count_evidence(
        gold,
        [
            Mark(0, 6, "affected", "facebook", 0),
            Mark(0, 6, "affected", "facebook", 1),  # the same span for a second event
            Mark(10, 13, "alternative", "x"),  # not affected, but another role
            Mark(20, 25, "affected", "meta", 0),  # the operator taken for a service that fell
            Mark(28, 35, "outage", None, 0),
            Mark(40, 45, "start", None, 0),
        ],
    )
    assert (evidence["roles.right"], evidence["roles.of"]) == (1, 3)
    assert evidence["roles.affected.right"] == 2
    assert evidence["evidence.event.tp"] == 1
    assert (evidence["evidence.start.gold"], evidence["evidence.start.pred"]) == (0, 1)


def test_strict_and_relaxed_agree_with_nervaluate_on_random_spans() -> None:
    nervaluate = pytest.importorskip("nervaluate", reason="the second opinion isn't installed")
    random.seed(7)
    for _ in range(60):
        gold, predicted = _random_spans(), _random_spans()
        counts = timexes.count(gold, predicted)
        # Its ends are inclusive, and 1 % of overlap is its least.
        as_dicts = [
            [{"label": "T", "start": m.start, "end": m.end - 1} for m in marks]
            for marks in (gold, predicted)
        ]
        result = nervaluate.Evaluator(
            [as_dicts[0]], [as_dicts[1]], tags=["T"], loader="dict"
        ).evaluate()["overall"]
        assert counts["timex.strict.tp"] == result["exact"].correct
        partial = result["partial"]
        # It matches greedily, so it can only find fewer overlaps than there are.
        assert counts["timex.relaxed.tp"] >= partial.correct + partial.partial


def _random_spans() -> list[TimexMark]:
    borders = sorted(random.sample(range(60), 10))
    pairs = zip(borders[::2], borders[1::2], strict=True)
    return [TimexMark(a, b, "DATE", "2024") for a, b in pairs]
