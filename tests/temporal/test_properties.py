"""What is written in any of many ways reads back as what was meant."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bibhrat.temporal import format_timeml, parse, read_timeml, tag
from temporal.writer import bangla, clocks, dates

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
MINUTES = st.integers(60, 24 * 60 - 1)


@given(DAYS, st.data())
@settings(max_examples=300)
def test_a_date_reads_back(day: date, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(dates(day)))
    found = parse(said)
    assert found is not None, said
    assert (found.value, found.type, found.warnings) == (day.isoformat(), "DATE", ())


@given(DAYS, MINUTES, st.data())
@settings(max_examples=500)
def test_a_date_with_a_clock_reads_back(day: date, minute: int, data: st.DataObject) -> None:
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    said = (
        data.draw(st.sampled_from(dates(day)[:7]))
        + " "
        + data.draw(st.sampled_from(clocks(moment)))
    )
    found = parse(said)
    assert found is not None, said
    assert (found.value, found.type) == (moment.isoformat()[:16], "TIME"), said
    assert found.earliest == found.latest
    assert found.earliest is not None
    assert found.earliest.replace(tzinfo=None) == moment


@given(st.integers(1, 99), st.sampled_from(["সেকেন্ড", "মিনিট", "ঘণ্টা", "দিন", "সপ্তাহ", "মাস", "বছর"]))
def test_an_amount_reads_back(number: int, unit: str) -> None:
    letters = {"সেকেন্ড": "T{}S", "মিনিট": "T{}M", "ঘণ্টা": "T{}H", "দিন": "{}D", "সপ্তাহ": "{}W"}
    letter = letters.get(unit) or {"মাস": "{}M", "বছর": "{}Y"}[unit]
    found = parse(f"{bangla(number)} {unit}")
    assert found is not None
    assert found.value == "P" + letter.format(number)


@given(DAYS, st.integers(-200, 150))
def test_a_date_without_its_year_is_the_one_around(published: date, apart: int) -> None:
    day = published + timedelta(days=apart)
    if (day.month, day.day) == (2, 29):
        return
    verb = "বন্ধ ছিল।" if apart <= 0 else "বন্ধ থাকবে।"
    said = dates(day)[0].rsplit(" ", 1)[0]
    (found,) = tag(f"{said} সেবা {verb}", published_at=published)
    assert found.value == day.isoformat()


@given(st.text(alphabet="<>&\"'অআ ৯টায়রাত\n\r\t]", max_size=60))
def test_timeml_goes_there_and_back(text: str) -> None:
    found = tag(text)
    plain, read = read_timeml(format_timeml(text, found))
    assert plain == text
    assert [(t.start, t.end, t.text, t.type, t.value, t.mod) for t in read] == [
        (t.start, t.end, t.text, t.type, t.value, t.mod) for t in found
    ]
