"""Values of temporal expressions: of the form of their type, real, and what their words say."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bibhrat.corpus import values, wording
from bibhrat.corpus.labels import TIMEX_TYPES, LabelledArticle, TimexLabel
from bibhrat.corpus.rules import Finding
from bibhrat.errors import shorten
from bibhrat.text import fold

_EARLIEST, _YEARS_AHEAD = 1000, 60
_NIGHT_ENDS = 5


def check(article: LabelledArticle) -> Iterator[Finding]:
    """Check every temporal expression."""
    published = published_moment(article.published_at)
    for index, timex in enumerate(article.timexes):
        field = f"timexes[{index}]"
        for key, message in _value(timex):
            yield f"{field}.{key}", f"{message} ({shorten(timex.text)})"
        if values.well_formed(timex.value, timex.type) and not values.missing_part(timex.value):
            for message in _words(article, timex):
                yield f"{field}.value", f"{timex.value}: {message} ({shorten(timex.text)})"
            span = values.covered(timex.value)
            if published and span and not _in_sight(span[0], published):
                yield (
                    f"{field}.value",
                    f"{timex.value} is out of all proportion to {published.year}",
                )


def published_moment(value: str) -> datetime | None:
    """Local time of publication; None where it is not "YYYY-MM-DDTHH:MM" or no such time."""
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M")
    except ValueError:
        return None
    # strptime takes one digit for two
    return moment if moment.isoformat(timespec="minutes") == value else None


def _in_sight(moment: datetime, published: datetime) -> bool:
    return _EARLIEST <= moment.year <= published.year + _YEARS_AHEAD


def _value(timex: TimexLabel) -> Iterator[Finding]:
    if timex.type not in TIMEX_TYPES:
        yield "type", f"{shorten(timex.type)} is none of {', '.join(TIMEX_TYPES)}"
    elif not values.well_formed(timex.value, timex.type):
        of = values.type_of(timex.value)
        if values.well_formed(timex.value, of):
            yield "type", f"{timex.type}, but {timex.value} is a {of}"
        else:
            yield "value", f"{shorten(timex.value)} is no TIMEX3 value of a {timex.type}"
    elif timex.type in ("DATE", "TIME") and values.type_of(timex.value) != timex.type:
        yield "type", f"{timex.type}, but {timex.value} is a {values.type_of(timex.value)}"
    elif missing := values.missing_part(timex.value):
        yield "value", f"{timex.value}: there is no such {missing}"


def _words(article: LabelledArticle, timex: TimexLabel) -> Iterator[str]:
    folded = fold(timex.text).text
    if timex.type == "DURATION":
        yield from _length(folded, timex.value)
        return
    if timex.type == "SET" or wording.foreign_zone_near(
        article.body, timex.start, timex.end, article.tz
    ):
        return
    day, clock = values.day_of(timex.value), values.clock_of(timex.value)
    named = wording.parts(folded)
    if day is not None:
        yield from _day(folded, _days_meant(day, clock, named))
    read = wording.clocks(folded)
    if read and clock is None:
        yield "the words name a clock, the value has none"
    elif clock is not None:
        if not wording.has_clock(folded):
            yield "finer than the words, which name no clock"
        if read and not any(r.fits(*clock) for r in read):
            yield f"the words say {read[0].hour}:{read[0].minute:02d}"
        if named and not any(_in_part(clock[0], part) for part in named):
            yield f"not in the part of the day that the words name (T{'/T'.join(sorted(named))})"
    elif (part := values.part_of(timex.value)) and named and part not in named:
        yield f"the words name T{'/T'.join(sorted(named))}"


def _days_meant(day: date, clock: tuple[int, int] | None, named: set[str]) -> list[date]:
    """The days that words may name for a value: small hours belong to the night before, too."""
    small = clock is not None and clock[0] < _NIGHT_ENDS and (named & {"NI"} or clock[0] == 0)
    return [day, day - timedelta(days=1)] if small else [day]


def _day(folded: str, meant: list[date]) -> Iterator[str]:
    weekdays = wording.weekdays(folded)
    if weekdays and not weekdays & {day.isoweekday() for day in meant}:
        yield f"a {meant[0]:%A}, not the weekday of the words"
    dates = wording.dates(folded)
    if dates and not dates & {(day.month, day.day) for day in meant}:
        month, number = min(dates)
        yield f"the words say day {number} of month {month}"


def _length(folded: str, value: str) -> Iterator[str]:
    for amount in sorted(wording.lengths(folded) - values.amounts(value)):
        yield f"the words say {amount}"


def _in_part(hour: int, part: str) -> bool:
    first, length = values.PARTS[part]
    return first <= hour < first + length or hour + 24 < first + length
