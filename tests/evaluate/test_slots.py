from collections.abc import Callable

import pytest

from bibhrat.evaluate import slots
from bibhrat.evaluate.align import align_events, likeness
from evaluate.build import event

KNOWN: Callable[[str], bool] = {"facebook", "messenger", "instagram", "x"}.__contains__


def test_outcomes_of_one_slot() -> None:
    nine, ten = event(start="2024-03-05T21:00"), event(start="2024-03-05T22:00")
    assert slots.outcome("start", nine, nine) == "correct"
    assert slots.outcome("start", nine, ten) == "wrong"
    assert slots.outcome("start", nine, event()) == "missing"
    assert slots.outcome("start", nine, None) == "missing"
    assert slots.outcome("start", event(), nine) == "spurious"
    assert slots.outcome("start", event(), event()) is None


def test_correct_wrong_missing_and_spurious_are_counted_apart() -> None:
    gold = event(
        "facebook", "messenger", start="2024-03-05T21:00", end="2024-03-05T22:30",
        duration="PT40M", cause="technical_fault", scope=["BD"],
    )  # fmt: skip
    predicted = event(
        "facebook", "x", kind="degradation", start="2024-03-05T21:00", end="2024-03-05T22:00",
        scope=["BD", "IN"],
    )  # fmt: skip
    counts = slots.count((gold,), (predicted,), KNOWN)
    found = {
        slot: tuple(counts.get(f"slot.{slot}.{kind}", 0) for kind in slots.OUTCOMES)
        for slot in (*slots.MICRO, "micro")
    }
    assert found == {
        "services": (1, 0, 1, 1),
        "start": (1, 0, 0, 0),
        "end": (0, 1, 0, 0),
        "duration": (0, 0, 1, 0),
        "type": (0, 1, 0, 0),
        "status": (1, 0, 0, 0),
        "cause": (0, 0, 1, 0),
        "scope": (1, 0, 0, 1),
        "micro": (4, 2, 3, 2),
    }
    assert (counts["slot.micro.gold"], counts["slot.micro.pred"]) == (9, 8)


def test_a_missed_article_misses_everything_and_a_false_alarm_is_all_spurious() -> None:
    one = event("facebook", start="2024-03-05")
    missed, alarm = slots.count((one,), (), KNOWN), slots.count((), (one,), KNOWN)
    # services, start, type, status
    assert missed["slot.micro.missing"] == 4 == alarm["slot.micro.spurious"]
    assert (missed["core.of"], missed["core.right"]) == (1, 0)
    assert "core.of" not in alarm
    assert (alarm["core_precision.of"], alarm["core_precision.right"]) == (1, 0)


def test_events_align_by_what_they_share_not_by_order() -> None:
    news = event("facebook", start="2024-03-05T21:00")
    before = event("facebook", "whatsapp", primary=False, start="2021-10-04", duration="PT6H")
    # The system has the background event right but calls it the news, and the other way round.
    theirs_before = event("facebook", "whatsapp", start="2021-10-04", duration="PT6H")
    theirs_news = event("facebook", primary=False, start="2024-03-05T21:00")
    pairs = align_events([news, before], [theirs_before, theirs_news])
    assert pairs == [(news, theirs_news), (before, theirs_before)]


def test_events_with_nothing_in_common_stay_alone_unless_both_are_the_news() -> None:
    ours, theirs = event("facebook", primary=False), event("x", primary=False)
    assert align_events([ours], [theirs]) == [(ours, None), (None, theirs)]
    assert likeness(event("facebook"), event("x")) > 0


def test_likeness_is_what_the_documentation_says() -> None:
    ours = event("facebook", "x", start="2024-03-05", end="2024-03-06", duration="PT1H")
    theirs = event("facebook", primary=False, kind="shutdown", start="2024-03-05T21:00",
                   end="2024-03-06", duration="PT1H")  # fmt: skip
    # 2 · ½ services + ½ start + ½ end + ½ duration; neither type nor rank.
    assert likeness(ours, theirs) == pytest.approx(1 + 0.5 + 0.5 + 0.5)
    assert likeness(ours, ours) == pytest.approx(2 + 1 + 0.5 + 0.5 + 0.25 + 0.25)


@pytest.mark.parametrize(("minutes", "near"), [(5, (1, 1, 1)), (6, (0, 1, 1)), (60, (0, 0, 1)),
                                               (61, (0, 0, 0))])  # fmt: skip
def test_nearness_of_a_start(minutes: int, near: tuple[int, int, int]) -> None:
    hour, minute = divmod(21 * 60 + minutes, 60)
    counts = slots.count(
        (event("x", start="2024-03-05T21:00"),),
        (event("x", start=f"2024-03-05T{hour}:{minute:02d}"),),
        KNOWN,
    )
    found = tuple(counts.get(f"start.within_{m}.right", 0) for m in slots.TOLERANCES)
    assert found == near
    assert [counts[f"start.within_{m}.of"] for m in slots.TOLERANCES] == [1, 1, 1]


@pytest.mark.parametrize(
    ("gold", "predicted", "finer", "coarser"),
    [
        ("2024-03-05", "2024-03-05T21:00", 1, 0),
        ("2024-03-05TNI", "2024-03-05", 0, 1),
        ("2024-03-05", "2024-03-06", 0, 0),
        ("2024-03", "2024-03-05TNI", 1, 0),
    ],
)
def test_a_value_finer_than_the_text_is_wrong_precision(
    gold: str, predicted: str, finer: int, coarser: int
) -> None:
    counts = slots.count((event("x", start=gold),), (event("x", start=predicted),), KNOWN)
    assert (counts["precision.finer.right"], counts["precision.finer.of"]) == (finer, 1)
    assert counts["precision.coarser.right"] == coarser


def test_interval_over_union() -> None:
    gold = event("x", start="2024-03-05T21:00", end="2024-03-05T22:00")
    half = event("x", start="2024-03-05T21:30", end="2024-03-05T22:30")
    counts = slots.count((gold,), (half,), KNOWN)
    # 30 minutes of 90, each with its last second.
    assert counts["interval.iou.right"] == pytest.approx(1801 / 5401)
    assert slots.count((gold,), (event("x"),), KNOWN)["interval.iou.right"] == 0
    # An end that the text does not give leaves nothing to measure.
    assert "interval.iou.of" not in slots.count((event("x", start="2024"),), (gold,), KNOWN)


def test_core_strict_and_complete() -> None:
    gold = event("facebook", reported=["x"], start="2024-03-05", duration="PT1H", cause="overload")
    pooled = event("facebook", "x", start="2024-03-05", duration="PT60M", cause="overload")
    counts = slots.count((gold,), (pooled,), KNOWN)
    assert [counts[f"{n}.right"] for n in ("core", "core_strict", "complete")] == [1, 0, 1]
    no_cause = event("facebook", reported=["x"], start="2024-03-05", duration="PT1H")
    counts = slots.count((gold,), (no_cause,), KNOWN)
    assert [counts[f"{n}.right"] for n in ("core", "core_strict", "complete")] == [1, 1, 0]
    finer = event("facebook", reported=["x"], start="2024-03-05T21:00", duration="PT1H")
    assert slots.count((gold,), (finer,), KNOWN)["core.right"] == 0


def test_service_sets_in_and_outside_the_catalogue() -> None:
    counts = slots.count(
        (event("facebook", "amar-tikit", reported=["x"]),),
        (event("facebook", "x", "amar-app"),),
        KNOWN,
    )

    def of(name: str) -> tuple[float, float, float]:
        return counts[f"{name}.tp"], counts[f"{name}.gold"], counts[f"{name}.pred"]

    assert of("services") == (2, 3, 3)
    assert of("services.inside") == (2, 2, 2)
    assert of("services.outside") == (0, 1, 1)
    assert of("services.stated") == (1, 2, 3)
    assert of("services.reported") == (0, 1, 0)


def test_background_events_found_and_exact() -> None:
    news = event("facebook")
    gold = (news, event("facebook", primary=False, start="2021-10-04"),
            event("x", primary=False, start="2023-02"))  # fmt: skip
    predicted = (news, event("facebook", primary=False, start="2021-10-04"),
                 event("x", primary=False, start="2023"))  # fmt: skip
    counts = slots.count(gold, predicted, KNOWN)
    assert (counts["background.tp"], counts["background.gold"], counts["background.pred"]) == (
        2,
        2,
        2,
    )
    assert counts["background_exact.tp"] == 1
