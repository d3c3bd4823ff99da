"""Start, end and duration are chosen together: with weights by hand, every choice is known."""

from collections.abc import Mapping

import pytest

from bibhrat.article import from_row
from bibhrat.assemble import published_moment
from bibhrat.extractor import annotate, told
from bibhrat.linear import Valued
from bibhrat.readings import Reading, Row
from bibhrat.scope import Event
from bibhrat.story import Story
from bibhrat.window import choose, fit, options, pair, triples

TEXT = (
    "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। রাত ৯টা ২০ মিনিটে অভিযোগ চূড়ায় ওঠে। "
    "রাত ১০টায় সেবা ফেরে। এক ঘণ্টা পর সব স্বাভাবিক হয়। পরে তিন ঘণ্টার বৈঠক হয়।"
)
NINE, PEAK, TEN = "2024-03-05T21:00", "2024-03-05T21:20", "2024-03-05T22:00"
#: A slot is open unless its likeliest value is likelier than not.
ODDS = {f"{role}:odds": 3.0 for role in ("start", "end", "duration")}

Chances = Mapping[str, Mapping[str, float]]


def reading(chances: Chances, text: str = TEXT) -> Reading:
    """What the models say of the times in a text, by their values; of the rest, nothing."""
    row = {"id": "a", "title": "ফেসবুক", "text": text, "published_at": "2024-03-06T10:00"}
    article = from_row(row)
    tellings = tuple(told(article, annotate(article)))
    rows = tuple(
        Row(index, telling, mention, chances.get(mention.value.value, {}), "none")
        for index, telling in enumerate(tellings)
        for mention in telling.times
    )
    return Reading(
        Story.of([Event(True, tellings)], published_moment(article)), [], 0.0, {}, rows, ()
    )


def chosen(chances: Chances, **weights: float) -> tuple[str | None, ...]:
    named = {name.replace("__", ":").replace("_", "-"): value for name, value in weights.items()}
    window = choose(reading(chances), Valued({**ODDS, **named}))
    votes = (window.start, window.end, window.duration)
    return tuple(vote.mention.value.value if vote else None for vote in votes)


def test_each_alone_takes_its_likeliest() -> None:
    chances = {NINE: {"start0": 0.9}, TEN: {"end0": 0.9}, "PT1H": {"duration0": 0.9}}
    assert chosen(chances) == (NINE, TEN, "PT1H")


def test_what_nobody_claims_stays_open() -> None:
    assert chosen({NINE: {"start0": 0.9}, TEN: {"end0": 0.1}}) == (NINE, None, None)


def test_one_time_is_not_both() -> None:
    chances = {NINE: {"start0": 0.9, "end0": 0.8}, TEN: {"end0": 0.7}}
    assert chosen(chances)[:2] == (NINE, NINE)
    assert chosen(chances, pair__same=-5.0)[:2] == (NINE, TEN)


def test_an_end_does_not_lie_before_its_start() -> None:
    chances = {TEN: {"start0": 0.6}, NINE: {"end0": 0.9, "start0": 0.55}}
    assert chosen(chances)[:2] == (TEN, NINE)
    assert chosen(chances, pair__backward=-9.0, pair__same=-9.0)[:2] == (None, NINE)


def test_a_told_length_decides_between_two_starts() -> None:
    chances = {PEAK: {"start0": 0.7}, NINE: {"start0": 0.6}, TEN: {"end0": 0.9}}
    chances["PT1H"] = {"duration0": 0.9}
    assert chosen(chances)[0] == PEAK
    assert chosen(chances, **{"fit__clock=False": -2.0}) == (NINE, TEN, "PT1H")


def test_the_times_decide_between_two_lengths() -> None:
    chances = {NINE: {"start0": 0.9}, TEN: {"end0": 0.9}}
    chances |= {"PT1H": {"duration0": 0.6}, "PT3H": {"duration0": 0.7}}
    assert chosen(chances)[2] == "PT3H"
    assert chosen(chances, **{"fit__clock=True": 2.0})[2] == "PT1H"


def test_the_chance_is_that_of_the_whole() -> None:
    window = choose(reading({}), Valued({}))
    ways = len(list(triples(reading({}))))
    assert window.chance == pytest.approx(1 / ways)
    assert ways == 4 * 4 * 3  # three points or none, twice; two lengths or none


def test_triples_have_the_features_that_choosing_weighs() -> None:
    read = reading({NINE: {"start0": 0.9}, TEN: {"end0": 0.9}})
    whole = dict(triples(read))[(NINE, TEN, "PT1H")]
    start, end, length = (
        next(o for o in options(read, role) if o.value == value)
        for role, value in (("start", NINE), ("end", TEN), ("duration", "PT1H"))
    )
    parts = (start.features, end.features, length.features)
    together = {**pair(start, end), **fit(start, end, length, None)}
    assert whole == {**parts[0], **parts[1], **parts[2], **together}
    assert together["pair:forward"] == together["fit:clock=True"] == 1.0


def test_an_hour_is_finer_than_its_night() -> None:
    text = "মঙ্গলবার রাতে ফেসবুক অচল হয়ে পড়ে। রাত ৯টায় প্রথম অভিযোগ আসে।"
    read = reading({"2024-03-05TNI": {"start0": 0.9}, NINE: {"start0": 0.8}}, text)
    night, hour = options(read, "start")[1:]
    assert night.value == "2024-03-05TNI"
    assert "start:finer" in night.features
    assert "start:vaguer" in hour.features


def test_an_ongoing_one_has_run_so_far() -> None:
    text = "মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল। ১৩ ঘণ্টা ধরে ভোগান্তি চলছে। আগে একবার দুই ঘণ্টা বন্ধ ছিল।"
    read = reading({}, text)
    now = read.story.published
    start = next(o for o in options(read, "start") if o.value == NINE)
    (nothing, *lengths) = options(read, "duration")
    so_far = {o.value: fit(start, nothing, o, now).get("fit:so-far") for o in lengths}
    assert so_far == {"PT13H": 1.0, "PT2H": 0.0}


def test_a_length_told_with_the_end_may_contradict_the_times() -> None:
    text = "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। ৪০ মিনিট পর রাত সাড়ে ১০টায় সেবা ফেরে। পরে তিন ঘণ্টা বৈঠক হয়।"
    half_past = "2024-03-05T22:30"
    chances = {NINE: {"start0": 0.9}, half_past: {"end0": 0.9}}
    chances |= {"PT40M": {"duration0": 0.8}, "PT3H": {"duration0": 0.7}}
    read = reading(chances, text)
    said = {o.value: o for role in ("start", "end", "duration") for o in options(read, role)}
    began = next(o for o in options(read, "start") if o.value == NINE)
    ended = next(o for o in options(read, "end") if o.value == half_past)
    published = read.story.published
    with_end, apart = said["PT40M"], said["PT3H"]
    assert fit(began, ended, with_end, published) == {"fit:clock=False+with-end": 1.0}
    assert fit(began, ended, apart, published) == {"fit:clock=False": 1.0}
