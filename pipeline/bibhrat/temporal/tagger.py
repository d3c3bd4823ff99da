"""The two calls: `tag` finds every expression in a text, `parse` reads one."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bibhrat.temporal.days import Publication, Value
from bibhrat.temporal.grammar import Scanner
from bibhrat.temporal.model import PublishedAt, Timex
from bibhrat.temporal.resolve import Resolver
from bibhrat.temporal.words import analyse
from bibhrat.temporal.written import Written
from bibhrat.text import Folded, fold


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone {name!r}") from error


# A feed that knows no date says the year 1; beyond these years nothing was published.
_FIRST_YEAR, _LAST_YEAR = 1500, 2500


def _publication(published_at: PublishedAt, tz: str) -> Publication:
    zone = _zone(tz)
    if published_at is not None and not _FIRST_YEAR < published_at.year < _LAST_YEAR:
        published_at = None
    if isinstance(published_at, datetime):
        if published_at.tzinfo is not None:
            published_at = published_at.astimezone(zone)
        moment = published_at.replace(tzinfo=None)
        return Publication(moment.date(), moment, zone, tz)
    if isinstance(published_at, date):
        return Publication(published_at, None, zone, tz)
    return Publication(None, None, zone, tz)


def _without_generic_parts(items: list[Written]) -> list[Written]:
    """A text that names no day and no hour at all speaks of mornings and nights in general."""
    for w in items:
        if w.kind == "point" and (w.names_day or w.has_clock or w.has_date) and not w.all_day:
            return items
    return [w for w in items if not _is_bare_part(w)]


def _is_bare_part(w: Written) -> bool:
    begins = w.postposition == "থেকে" and w.range_to is None  # মধ্যরাত থেকে বন্ধ
    bare = w.part is not None and w.period is None and not begins
    return w.kind == "point" and (bare or w.all_day)


def tag(
    text: str,
    *,
    published_at: PublishedAt = None,
    tz: str = "Asia/Dhaka",
    folded: Folded | None = None,
) -> list[Timex]:
    """Find and resolve the temporal expressions of a text, in order.

    Args:
        text: any text; of an article the title, a newline and the body.
        published_at: when it came out. Naive means local to `tz`. A plain `date` says only
            the day, and then nothing finer than a day comes from it. None: nothing is
            guessed, the values keep X for what the words do not say; a year that cannot be
            (the 0001-01-01 of a feed without dates) is the same as None.
        tz: zone of the outlet; values are local to it, and it chooses the Bangla calendar.
        folded: the folded form of `text`, where the caller has it already.
    """
    folded = folded if folded is not None else fold(text)
    items = Scanner(folded.text).scan()
    if not items:
        return []
    items = _without_generic_parts(items)
    return _timexes(folded, items, _publication(published_at, tz))


def _timexes(folded: Folded, items: Sequence[Written], pub: Publication) -> list[Timex]:
    resolver = Resolver(folded, items, pub)
    found = []
    for w, value in zip(items, resolver.resolve(), strict=True):
        start, end = folded.span(w.start if w.name_start is None else w.name_start, w.end)
        found.append(_timex(folded.original, start, end, w, value, resolver.places))
    return found


def _timex(
    original: str, start: int, end: int, w: Written, value: Value, places: dict[int, int]
) -> Timex:
    return Timex(
        start=start,
        end=end,
        text=original[start:end],
        type=value.type,
        value=value.value,
        earliest=value.first,
        latest=value.last,
        approximate=w.approximate,
        mod=w.mod,
        anchor=value.anchor,
        rules=tuple(value.rules),
        range_end=places.get(id(w.range_to)) if w.range_to is not None else None,
        range_begin=places.get(id(w.range_from)) if w.range_from is not None else None,
        postposition=w.postposition,
        warnings=tuple(value.warnings),
    )


_AROUND = ("before", "hedge", "post", "slightly", "vague", "timeword", "zonename", "zone")


def parse(expression: str, reference: PublishedAt = None, tz: str = "Asia/Dhaka") -> Timex | None:
    """Read a string that is one temporal expression as a whole; None when it is not.

    Hedges, postpositions and a zone may stand around it (প্রায়, দিকে, পর্যন্ত).

    >>> parse("৫ মার্চ ২০২৪ রাত সাড়ে ৯টা").value
    '2024-03-05T21:30'
    """
    folded = fold(expression)
    items = Scanner(folded.text, whole=True).scan()
    if len(items) != 1:
        return None
    outside = folded.text[: items[0].start] + " " + folded.text[items[0].end :]
    for word in outside.replace("\u0964", " ").split():
        pieces = analyse(word.strip(".,()"))
        if word.strip(".,()") and (pieces is None or pieces[0].kind not in _AROUND):
            return None
    return _timexes(folded, items, _publication(reference, tz))[0]
