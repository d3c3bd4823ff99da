"""What is special about a labelled article, read from its labels and its text.

Each trait is one question with a yes or no; `TRAITS` lists them with the words of the card.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from bibhrat import durations
from bibhrat.corpus import values, wording
from bibhrat.corpus.labels import EventLabel, LabelledArticle, TimexLabel
from bibhrat.lexicon import load
from bibhrat.text import WORD, fold

_NUMERIC_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}")
_SMALL_HOURS = 4
_OWN_STORY = timedelta(days=3)
_LARGE_WORD = 10


@cache
def _words_of(file: str, table: str, least: int = 0) -> re.Pattern[str]:
    entries = load(f"temporal/{file}")[table]
    words = {fold(w).text for key, ws in entries.items() if int(key) >= least for w in ws}
    source = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(f"(?<![{WORD}])(?:{source})")


@cache
def _clock_in_words() -> re.Pattern[str]:
    numerals = load("temporal/numerals")
    entries = [*numerals["cardinals"].values(), *numerals["fractions"]["alone"].values()]
    words = {fold(word).text for words in entries for word in words}
    source = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(f"(?<![{WORD}])(?:{source})'?(?:টা|টো|টে)")


def _folded(article: LabelledArticle) -> list[tuple[TimexLabel, str]]:
    return [(timex, fold(timex.text).text) for timex in article.timexes]


def only_relative(article: LabelledArticle) -> bool:
    """An outage report with times, none of which names a day and a month or a year."""
    points = [text for timex, text in _folded(article) if timex.type in ("DATE", "TIME")]
    months = _words_of("calendar", "months"), _words_of("calendar", "bangla_months")
    dated = any(
        _NUMERIC_DATE.search(text)
        or re.search(r"[0-9]{4}", text)
        or (any(month.search(text) for month in months) and len(text.split()) > 1)
        for text in points
    )
    return article.outage and bool(points) and not dated


def scheduled(article: LabelledArticle) -> bool:
    """An event announced and not begun."""
    return any(event.status == "scheduled" for event in article.events)


def disagreeing(article: LabelledArticle) -> bool:
    """A stated duration that start and end do not bear out."""
    return any(_disagrees(event) for event in article.events)


def _disagrees(event: EventLabel) -> bool:
    if not (event.start and event.end and event.duration):
        return False
    if values.clock_of(event.start) is None or values.clock_of(event.end) is None:
        return False
    start, end = values.covered(event.start), values.covered(event.end)
    if start is None or end is None:
        return False
    stated, length = durations.bounds(event.duration), (end[0] - start[0]).total_seconds()
    return stated is not None and not stated[0] <= length <= stated[1]


def careful_duration(article: LabelledArticle) -> bool:
    """A stated duration that is hedged, a range or vague, or that start and end do not bear out."""
    return disagreeing(article) or any(
        event.duration is not None
        and (event.duration_approx or "/" in event.duration or "X" in event.duration)
        for event in article.events
    )


def outside_catalogue(article: LabelledArticle) -> bool:
    """A service that no catalogue has."""
    return bool(article.outside)


def bystander(article: LabelledArticle, roles: tuple[str, ...] = ("unaffected",)) -> bool:
    """An outage report that names a service as working (or in another of some roles)."""
    return article.outage and any(m.label in roles for m in article.mentions)


def after_midnight(article: LabelledArticle) -> bool:
    """A time of 00:00 to 03:59 that the words call night: which date is it?"""
    for timex, text in _folded(article):
        clock = values.clock_of(timex.value)
        if (
            timex.type == "TIME"
            and clock
            and clock[0] < _SMALL_HOURS
            and "NI" in wording.parts(text)
        ):
            return True
    return False


def foreign_zone(article: LabelledArticle) -> bool:
    """A time zone named that is not the article's own."""
    return bool(wording.zones(fold(article.body).text) - {article.tz})


def in_words(article: LabelledArticle) -> bool:
    """A date of the Bangla calendar, a clock time in words, or a number from ten up in words."""
    patterns = (
        _words_of("calendar", "bangla_months"),
        _words_of("numerals", "cardinals", _LARGE_WORD),
        _clock_in_words(),
    )
    return any(pattern.search(text) for _, text in _folded(article) for pattern in patterns)


def several_windows(article: LabelledArticle) -> bool:
    """Two events of one story, each with a time of its own."""
    starts = [_moment(event) for event in article.events]
    near = [m for m in starts if m is not None and starts[0] and abs(m - starts[0]) <= _OWN_STORY]
    times = {(event.start, event.end) for event in article.events if event.start or event.end}
    return len(near) > 1 and len(times) > 1


def _moment(event: EventLabel) -> datetime | None:
    span = values.covered(event.start or event.end or "")
    return span[0] if span else None


TRAITS: dict[str, Callable[[LabelledArticle], bool]] = {
    "reports an outage": lambda article: article.outage,
    "reports none": lambda article: not article.outage,
    "several events": lambda article: len(article.events) > 1,
    "several windows, or services with times of their own": several_windows,
    "only relative dates": only_relative,
    "scheduled": scheduled,
    "Kolkata desk": lambda article: article.tz == "Asia/Kolkata",
    "stated duration against start–end": disagreeing,
    "stated duration against start–end, hedged, a range or vague": careful_duration,
    "service in no catalogue": outside_catalogue,
    "outage, a service named as not affected": bystander,
    "outage, a service named as not affected or as an alternative": lambda article: bystander(
        article, ("unaffected", "alternative")
    ),
    "night hours across midnight": after_midnight,
    "foreign time zone": foreign_zone,
    "Bangla calendar, or numerals in words": in_words,
    "no start stated": lambda a: a.outage and any(e.start is None for e in a.events),
}
