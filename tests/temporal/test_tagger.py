"""The two calls and what is in a result."""

from datetime import date, datetime, timedelta, timezone

import pytest

from bibhrat.temporal import format_timeml, parse, tag
from bibhrat.text import fold
from temporal.writer import MONTHS

PUBLISHED = datetime(2024, 3, 6, 10)


def test_a_clock_is_one_minute_with_its_offset() -> None:
    (found,) = tag("মঙ্গলবার রাত ৯টায় বন্ধ হয়।", published_at=PUBLISHED)
    assert found.earliest == found.latest
    assert found.earliest is not None
    assert found.earliest.isoformat() == "2024-03-05T21:00:00+06:00"
    assert found.anchor == "publication"


def test_a_day_is_all_of_it() -> None:
    (found,) = tag("৫ মার্চ ২০২৪", published_at=None)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest.isoformat() == "2024-03-05T00:00:00+06:00"
    assert found.latest.isoformat() == "2024-03-05T23:59:59+06:00"
    assert found.anchor is None


def test_a_night_runs_into_the_next_date() -> None:
    (found,) = tag("মঙ্গলবার রাতে বন্ধ ছিল।", published_at=PUBLISHED)
    assert found.latest is not None
    assert found.latest.date() == date(2024, 3, 6)


def test_an_aware_publication_is_brought_to_the_zone() -> None:
    utc = datetime(2024, 3, 5, 20, tzinfo=timezone.utc)
    assert [t.value for t in tag("আজ বন্ধ ছিল।", published_at=utc)] == ["2024-03-06"]


def test_a_day_of_publication_gives_nothing_finer() -> None:
    found = tag("আজ বন্ধ ছিল। ২ ঘণ্টা পর চালু হয়।", published_at=date(2024, 3, 6))
    assert [t.value for t in found] == ["2024-03-06", "PT2H"]


def test_a_range_is_linked_both_ways() -> None:
    begin, end = tag("সকাল ১০টা থেকে দুপুর ২টা পর্যন্ত", published_at=PUBLISHED)
    assert (begin.range_end, begin.range_begin, begin.postposition) == (1, None, "থেকে")
    assert (end.range_end, end.range_begin, end.postposition) == (None, 0, "পর্যন্ত")


@pytest.mark.parametrize(
    ("text", "postposition"),
    [
        ("৪০ মিনিট পর সচল হয়", "পর"),
        ("৪০ মিনিট পরে সচল হয়", "পর"),
        ("দুই ঘণ্টা আগে বন্ধ হয়", "আগে"),
        ("দুই ঘণ্টা ধরে বন্ধ", "ধরে"),
        ("রাত ৯টা থেকে বন্ধ", "থেকে"),
        ("রাত ৯টার পর থেকে বন্ধ", "থেকে"),
        ("রাত ৯টা পর্যন্ত বন্ধ", "পর্যন্ত"),
        ("দুই ঘণ্টার মধ্যে চালু", "মধ্যে"),
        ("দুই ঘণ্টা লাগে", None),
    ],
)
def test_postpositions(text: str, postposition: str | None) -> None:
    (found,) = tag(text, published_at=PUBLISHED)
    assert found.postposition == postposition


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("চলতি মাসের শুরুতে", "START"),
        ("চলতি মাসের মাঝামাঝি", "MID"),
        ("চলতি মাসের শেষে", "END"),
        ("এক ঘণ্টার বেশি", "MORE_THAN"),
        ("এক ঘণ্টারও কম", "LESS_THAN"),
        ("অন্তত এক ঘণ্টা", "EQUAL_OR_MORE"),
        ("সর্বোচ্চ এক ঘণ্টা", "EQUAL_OR_LESS"),
        ("প্রায় এক ঘণ্টা", "APPROX"),
    ],
)
def test_modifiers(text: str, mod: str) -> None:
    (found,) = tag(text, published_at=PUBLISHED)
    assert found.mod == mod


def test_no_such_date_is_a_warning() -> None:
    (found,) = tag("৩১ নভেম্বর বন্ধ ছিল।", published_at=PUBLISHED)
    assert found.value == "XXXX-11"
    assert found.warnings == ("no such date: ৩১ নভেম্বর",)


IMPOSSIBLE = [(30, 2), (31, 2), (31, 4), (31, 6), (31, 9), (31, 11)]


@pytest.mark.parametrize("published", [None, date(2024, 2, 1), PUBLISHED])
@pytest.mark.parametrize(("day", "month"), IMPOSSIBLE)
@pytest.mark.parametrize(
    ("form", "year"),
    [
        ("{d} {m}", "XXXX"),
        ("{d} {m} ২০২৪", "2024"),
        ("২০২৪ সালের {d} {m}", "2024"),
        ("{d} {m} রাত ৯টা", "XXXX"),
        ("প্রতিবছর {d} {m}", "XXXX"),
    ],
)
def test_a_day_that_no_year_has_is_no_day(
    form: str, year: str, day: int, month: int, published: date | None
) -> None:
    said = form.format(d=day, m=MONTHS[month - 1])
    (found,) = tag(f"{said} বন্ধ ছিল।", published_at=published)
    assert found.text == said
    assert found.value in (f"{year}-{month:02d}", f"{year}-{month:02d}T21:00", "T21:00")
    assert found.warnings == (f"no such date: {said}",)
    assert (found.earliest, found.latest) == (None, None)


@pytest.mark.parametrize(
    "text", ["২৫:১০", "২৪:৩০", "রাত ৯:৭৫", "বাংলাদেশ সময়: ২৫১০ ঘণ্টা, মার্চ ৩১, ২০২৪"]
)
def test_an_hour_that_no_clock_has_is_no_hour(text: str) -> None:
    assert not any(t.type == "TIME" and ":" in t.value for t in tag(text))


def test_a_weekday_that_clashes_is_a_warning() -> None:
    (found,) = tag("সোমবার (৫ মার্চ ২০২৪) বন্ধ ছিল।", published_at=PUBLISHED)
    assert found.value == "2024-03-05"
    assert found.warnings[0].startswith("weekday-clash: 2024-03-05")


def test_an_hour_that_can_be_either_half_says_so() -> None:
    (found,) = tag("৯টায় বন্ধ ছিল।", published_at=None)
    assert "ambiguous-half-day" in found.rules


def test_a_folded_text_may_be_handed_over() -> None:
    text = "রাত ৯টায়"
    assert tag(text, folded=fold(text)) == tag(text)


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown time zone 'Asia/Nowhere'"):
        tag("আজ", tz="Asia/Nowhere")


@pytest.mark.parametrize("text", ["", "কিছু নেই", "সকাল ৯টা থেকে ১০টা", "আজ ভালো"])
def test_what_is_no_single_expression_parses_to_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("রাত ৯টার দিকে", "T21:00"),
        ("প্রায় দুই ঘণ্টা ধরে", "PT2H"),
        ("রাত ৯টার কিছু আগে", "T21:00"),
        ("৯টা", "T09:00"),
    ],
)
def test_parse_takes_hedges_and_postpositions(text: str, value: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.value == value


def test_parse_counts_from_the_reference() -> None:
    found = parse("গতকাল রাত সাড়ে ৯টা", PUBLISHED)
    assert found is not None
    assert found.value == "2024-03-05T21:30"
    assert found.earliest is not None
    assert found.earliest.utcoffset() == timedelta(hours=6)


def test_timeml_names_the_document_time() -> None:
    document = format_timeml("আজ", tag("আজ", published_at=PUBLISHED), PUBLISHED)
    assert 'functionInDocument="CREATION_TIME"' in document
    assert 'type="DATE" value="2024-03-06"' in document


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("গতকাল বন্ধ ছিল।", ["publication"]),
        ("গত মাসে বন্ধ ছিল।", ["publication"]),
        ("৩ দিন আগে বন্ধ হয়।", ["publication"]),
        ("৫ মার্চ বন্ধ ছিল।", ["publication"]),
        ("৫ মার্চ ২০২৪ বন্ধ ছিল।", [None]),
        ("২০২৩ সালে বন্ধ ছিল।", [None]),
        ("৫ মার্চ ২০২৪ বন্ধ ছিল। পরদিন চালু হয়।", [None, "named-day"]),
        ("সোমবার বন্ধ ছিল। একই দিন রাতে চালু হয়।", ["publication", "named-day"]),
        ("সোমবার রাত ৯টায় বন্ধ হয়। রাত ১০টায় চালু হয়।", ["publication", "named-day"]),
        ("রাত ৯টায় বন্ধ হয়। এর আধা ঘণ্টা পর চালু হয়।", ["publication", "previous"]),
        ("ঘোষণার দুই ঘণ্টা পর চালু হয়।", ["previous"]),
        ("দুই ঘণ্টা বন্ধ ছিল।", [None]),
        ("প্রতিদিন বন্ধ থাকে।", [None]),
    ],
)
def test_the_anchor_says_what_it_was_counted_from(text: str, anchors: list[str | None]) -> None:
    assert [t.anchor for t in tag(text, published_at=PUBLISHED)] == anchors


@pytest.mark.parametrize(
    "text",
    [
        "গতকাল রাত ৯টায়", "৫ মার্চ", "মঙ্গলবার", "গত মাসে", "৩ দিন আগে", "১২ তারিখ", "পরদিন", "১লা বৈশাখ",
        "কাল সকালে",
    ],
)  # fmt: skip
def test_without_a_publication_nothing_is_guessed(text: str) -> None:
    (found,) = tag(f"{text} বন্ধ ছিল।")
    assert "X" in found.value
    assert (found.earliest, found.latest, found.anchor) == (None, None, None)


@pytest.mark.parametrize("published", [datetime(1, 1, 1), date(1, 1, 1), datetime.max])
def test_a_date_of_a_feed_without_dates_is_none(published: date) -> None:
    assert tag("গতকাল রাত ৯টায়", published_at=published) == tag("গতকাল রাত ৯টায়")
