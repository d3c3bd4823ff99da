"""What is written in any of many ways reads back as what was meant."""

from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from bibhrat.temporal import format_timeml, parse, read_timeml, tag
from bibhrat.temporal.bangla_calendar import from_gregorian
from temporal import writer, writer_amounts
from temporal.writer import MONTHS, WEEKDAYS, bangla, before_a_clock, clocks, dates

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
MINUTES = st.integers(60, 24 * 60 - 1)
UNITS = st.sampled_from(list(writer_amounts.UNITS))


def at(day: date, minute: int) -> datetime:
    """A minute of a day."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


@given(DAYS, st.data())
def test_a_date_reads_back(day: date, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(dates(day)))
    found = parse(said)
    assert found is not None, said
    assert (found.value, found.type, found.warnings) == (day.isoformat(), "DATE", ())


@given(DAYS, st.sampled_from(["Asia/Dhaka", "Asia/Kolkata"]), st.data())
def test_a_bangla_date_reads_back(day: date, tz: str, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(writer.bangla_dates(*from_gregorian(day, tz))))
    found = parse(said, tz=tz)
    assert found is not None, said
    assert (found.value, found.type, found.warnings) == (day.isoformat(), "DATE", ()), said


@given(DAYS, MINUTES, st.data())
def test_a_date_with_a_clock_reads_back(day: date, minute: int, data: st.DataObject) -> None:
    moment = at(day, minute)
    named = data.draw(st.sampled_from(before_a_clock(day)))
    said = named + " " + data.draw(st.sampled_from(clocks(moment)))
    found = parse(said)
    assert found is not None, said
    assert (found.value, found.type) == (moment.isoformat()[:16], "TIME"), said
    assert found.earliest == found.latest
    assert found.earliest is not None
    assert found.earliest.replace(tzinfo=None) == moment


@given(DAYS, st.integers(0, 4 * 60 - 1), st.data())
def test_a_night_belongs_to_the_day_before(day: date, minute: int, data: st.DataObject) -> None:
    moment = at(day, minute)
    said = data.draw(st.sampled_from(writer.nights(moment)))
    found = parse(said)
    assert found is not None, said
    assert found.value == moment.isoformat()[:16], said


@given(DAYS, MINUTES, st.integers(1, 11 * 60), st.data())
def test_a_window_reads_back(day: date, minute: int, length: int, data: st.DataObject) -> None:
    begin = at(day, minute)
    end = begin + timedelta(minutes=length)
    assume(not 0 <= end.hour < 1)  # রাত ১২টা and its quarters have tests of their own
    said = data.draw(st.sampled_from(writer.windows(begin, end)))
    found = tag(f"{said} সেবা বন্ধ থাকবে।", published_at=day)
    assert [t.value for t in found] == [m.isoformat()[:16] for m in (begin, end)], said
    assert (found[0].range_end, found[1].range_begin) == (1, 0)


@given(st.integers(1, 99), UNITS, st.data())
def test_an_amount_reads_back(number: int, unit: str, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(writer_amounts.amounts(number, unit)))
    found = parse(said)
    assert found is not None, said
    assert (found.value, found.approximate) == (writer_amounts.value(number, unit), False), said


@given(st.sampled_from(list(writer_amounts.ABOUT)), UNITS, st.data())
def test_about_so_many_reads_back(number: int, unit: str, data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(writer_amounts.loose(number, unit)))
    (found,) = tag(f"{said} পর চালু হয়।")
    assert (found.value, found.approximate) == (writer_amounts.value(number, unit), True), said


@given(st.integers(1, 5939), st.sampled_from(list(writer_amounts.AROUND)), st.data())
def test_a_length_reads_back(minutes: int, around: str, data: st.DataObject) -> None:
    said = around.format(data.draw(st.sampled_from(writer_amounts.lengths(minutes))))
    hours, rest = divmod(minutes, 60)
    found = parse(said)
    assert found is not None, said
    meant = "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
    assert found.value == meant, said
    assert (found.mod, found.approximate) == writer_amounts.AROUND[around], said


@given(st.integers(1, 60), st.integers(1, 30), UNITS, st.data())
def test_from_so_many_to_so_many_reads_back(
    low: int, more: int, unit: str, data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(writer_amounts.between(low, low + more, unit)))
    found = parse(said)
    assert found is not None, said
    ends = (writer_amounts.value(low, unit), writer_amounts.value(low + more, unit))
    assert found.value == "/".join(ends), said


@given(DAYS, st.integers(-200, 150))
def test_a_date_without_its_year_is_the_one_around(published: date, apart: int) -> None:
    day = published + timedelta(days=apart)
    if (day.month, day.day) == (2, 29):
        return
    verb = "বন্ধ ছিল।" if apart <= 0 else "বন্ধ থাকবে।"
    said = dates(day)[0].rsplit(" ", 1)[0]
    (found,) = tag(f"{said} সেবা {verb}", published_at=published)
    assert (found.value, found.anchor) == (day.isoformat(), "publication")


@given(DAYS, st.integers(-7, 7))
def test_a_weekday_is_the_one_around(published: date, apart: int) -> None:
    day = published + timedelta(days=apart)
    name = WEEKDAYS[day.weekday()]
    said = f"গত {name} বন্ধ ছিল।" if apart < 0 else f"আগামী {name} বন্ধ থাকবে।"
    assume(apart)
    (found,) = tag(said, published_at=published)
    assert (found.value, found.anchor) == (day.isoformat(), "publication")
    if abs(apart) == 7:
        return
    bare = f"{name} বন্ধ ছিল।" if apart < 0 else f"{name} বন্ধ থাকবে।"
    (found,) = tag(bare, published_at=published)
    assert (found.value, found.anchor) == (day.isoformat(), "publication")


@given(DAYS, st.integers(2, 60))
def test_days_ago_are_counted_back(published: date, number: int) -> None:
    for said in (f"{bangla(number)} দিন আগে", f"{writer.word(number)} দিন আগে"):
        found = parse(said, published)
        assert found is not None
        assert found.value == (published - timedelta(days=number)).isoformat()


@given(DAYS)
def test_days_by_name_are_counted_from_the_publication(published: date) -> None:
    names = {"আজ": 0, "গতকাল": -1, "আগামীকাল": 1, "গত পরশু": -2, "আগামী পরশু": 2}
    for said, by in names.items():
        found = parse(said, published)
        assert found is not None, said
        assert found.value == (published + timedelta(days=by)).isoformat()
    for said, by in {"কাল": 1, "পরশু": 2}.items():
        for verb, way in {"বন্ধ ছিল": -1, "বন্ধ থাকবে": 1}.items():
            (found,) = tag(f"{said} সেবা {verb}।", published_at=published)
            assert found.value == (published + timedelta(days=by * way)).isoformat()


@given(DAYS)
def test_months_and_years_are_no_finer_than_the_words(day: date) -> None:
    year, month = bangla(day.year), MONTHS[day.month - 1]
    wanted = {
        f"{month} {year}": f"{day.year}-{day.month:02d}",
        f"{year} সালের {month}": f"{day.year}-{day.month:02d}",
        f"{year} সালের {month} মাস": f"{day.year}-{day.month:02d}",
        f"{year} সাল": f"{day.year}",
        f"{year} খ্রিষ্টাব্দ": f"{day.year}",
        f"{year} সালের প্রথম প্রান্তিক": f"{day.year}-Q1",
    }
    for said, meant in wanted.items():
        found = parse(said)
        assert found is not None, said
        assert found.value == meant, said
        assert found.earliest is not None


@given(DAYS, st.integers(1, 3), st.integers(1, 20), st.data())
def test_days_in_a_list_or_a_range_are_each_a_date(
    first: date, apart: int, length: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    one = f"{bangla(first.day)} {MONTHS[first.month - 1]}"
    two = f"{bangla(last.day)} {MONTHS[last.month - 1]} {bangla(last.year)}"
    said = {
        f"{one} {bangla(first.year)} থেকে {two}": True,
        f"{one} {bangla(first.year)} ও {two}": False,
    }
    if first.month == last.month:
        said[f"{bangla(first.day)} থেকে {two}"] = True
        said[f"{bangla(first.day)}-{two}"] = True
        said[f"{bangla(first.day)} ও {two}"] = False
    text = data.draw(st.sampled_from(list(said)))
    found = tag(f"{text} সেবা বন্ধ।")
    assert [t.value for t in found] == [first.isoformat(), last.isoformat()], text
    assert (found[0].range_end == 1) is said[text]


@given(st.integers(1, 11), st.sampled_from(["সকাল", "রাত"]), st.sampled_from(WEEKDAYS))
def test_what_recurs_has_the_hour_and_no_date(hour: int, part: str, weekday: str) -> None:
    assume(part == "সকাল" or hour > 4)
    clock = f"{hour + (12 if part == 'রাত' else 0):02d}:00"
    on = f"XXXX-WXX-{WEEKDAYS.index(weekday) + 1}"
    wanted = {
        f"প্রতিদিন {part} {bangla(hour)}টায়": f"XXXX-XX-XXT{clock}",
        f"রোজ {part} {bangla(hour)}টা": f"XXXX-XX-XXT{clock}",
        f"প্রতি {weekday} {part} {bangla(hour)}টায়": f"{on}T{clock}",
    }
    for said, meant in wanted.items():
        found = parse(said)
        assert found is not None, said
        assert (found.type, found.value) == ("SET", meant), said


# Since 2010 none of these has moved its clocks; from 10:00 on it is no night in any of them.
@given(st.dates(date(2010, 1, 2), date(2040, 12, 31)), st.integers(600, 22 * 60))
def test_an_hour_elsewhere_is_the_same_instant(day: date, minute: int) -> None:
    here = at(day, minute)
    zones = {"ভারতীয়": 30, "নেপালের": 15, "জিএমটি": 360, "থাইল্যান্ডের": -60}
    for zone, behind in zones.items():
        there = here - timedelta(minutes=behind)
        said = f"{zone} সময় {before_a_clock(there.date())[0]} {clocks(there)[0]}"
        (found,) = tag(f"{said} থেকে বন্ধ।", published_at=day)
        assert found.value == here.isoformat()[:16], said
        assert found.earliest is not None
        assert found.earliest.utcoffset() == timedelta(hours=6)


@given(st.text(alphabet="<>&\"'অআ ৯টায়রাত\n\r\t]", max_size=60))
def test_timeml_goes_there_and_back(text: str) -> None:
    found = tag(text)
    plain, read = read_timeml(format_timeml(text, found))
    assert plain == text
    assert [(t.start, t.end, t.text, t.type, t.value, t.mod) for t in read] == [
        (t.start, t.end, t.text, t.type, t.value, t.mod) for t in found
    ]
