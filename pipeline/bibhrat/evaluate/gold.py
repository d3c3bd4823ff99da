"""Labelled articles, read strictly: every error names file, line and field.

Only `id`, `title`, `text`, `outage` and `events` have to be there. What a file lacks
(`timexes`, `mentions`, `topic` …) is None or empty, and the scores that need it leave the
article out.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from bibhrat.article import from_row
from bibhrat.errors import SkipError, StopError, shorten
from bibhrat.evaluate.labels import (
    CUE_LABELS,
    SERVICE_LABELS,
    TIME_LABELS,
    Event,
    Gold,
    GoldArticle,
    Mark,
    TimexMark,
)
from bibhrat.evaluate.values import read as read_value
from bibhrat.read.jsonl import parse
from bibhrat.read.labelled import lines
from bibhrat.record import Cause, EventType, Status

_LABELS = SERVICE_LABELS | CUE_LABELS | TIME_LABELS
_TIMEX_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})


def read_gold(paths: Sequence[str | Path]) -> Gold:
    """Read labelled articles.

    Args:
        paths: JSON Lines files or Hugging Face datasets (`bibhrat.read.labelled.lines`), read
            as one; blank lines are passed over.

    Raises:
        StopError: a file cannot be read, is empty, or has a label that is wrong.
    """
    digest = sha256()
    articles: list[GoldArticle] = []
    seen: set[str] = set()
    for path in paths:
        for number, line in lines(path):
            digest.update(line)
            if not line.strip():
                continue
            place = f"{path}:{number}"
            try:
                article = gold_article(parse(line))
            except SkipError as error:
                raise StopError(f"{place}: {error}") from None
            if article.id in seen:
                raise StopError(f"{place}: id: {article.id!r} was seen before")
            seen.add(article.id)
            articles.append(article)
    if not articles:
        raise StopError(f"{', '.join(map(str, paths))}: no labelled articles")
    name = " ".join(Path(path).name for path in paths)
    return Gold(name, tuple(articles), digest.hexdigest())


def gold_article(row: object) -> GoldArticle:
    """Check one labelled article.

    Raises:
        SkipError: with the field at fault.
    """
    article = from_row(row)
    if not isinstance(row, Mapping):
        raise _wrong("", "an object", row)
    outage = row.get("outage")
    if not isinstance(outage, bool):
        raise _wrong("outage", "true or false", outage)
    events = tuple(
        _event(value, f"events[{index}]") for index, value in enumerate(_list(row, "events"))
    )
    if outage != bool(events):
        raise SkipError(
            "bad_gold", f"outage: {str(outage).lower()} with {len(events)} events", field="outage"
        )
    if events and sum(event.primary for event in events) != 1:
        raise SkipError("bad_gold", "events: exactly one must be primary", field="events")
    body = article.body
    return GoldArticle(
        article=article,
        outage=outage,
        events=events,
        not_affected=_names(row, "not_affected", ""),
        timexes=read_timexes(row["timexes"], body) if row.get("timexes") is not None else None,
        mentions=(
            _mentions(row["mentions"], body, len(events))
            if row.get("mentions") is not None
            else None
        ),
        topic=_optional(row, "topic", "topic"),
        style=_optional(row, "style", "style"),
        incident=_optional(row, "incident", "incident"),
    )


def _event(value: object, where: str) -> Event:
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    primary = value.get("primary")
    if not isinstance(primary, bool):
        raise _wrong(f"{where}.primary", "true or false", primary)
    cause = _optional(value, "cause", f"{where}.cause")
    if cause is not None:
        _one_of(cause, get_args(Cause), f"{where}.cause")
    return Event(
        primary=primary,
        services=_names(value, "services", where),
        reported=_names(value, "services_reported", where),
        type=_one_of(value.get("type"), get_args(EventType), f"{where}.type"),
        status=_one_of(value.get("status"), get_args(Status), f"{where}.status"),
        cause=cause,
        attribution=_optional(value, "attribution", f"{where}.attribution"),
        scope=_names(value, "scope", where),
        start=_time(value, "start", where),
        end=_time(value, "end", where),
        duration=_optional(value, "duration", f"{where}.duration"),
    )


def _time(value: Mapping[str, Any], key: str, where: str) -> str | None:
    text = _optional(value, key, f"{where}.{key}")
    if text is not None and read_value(text) is None:
        raise _wrong(f"{where}.{key}", "a TIMEX3 date or time", text)
    return text


def read_timexes(value: object, body: str) -> tuple[TimexMark, ...]:
    """Check a list of temporal expressions; those without offsets are looked up in order.

    Raises:
        SkipError: a field is wrong, or a text is not where its offsets say.
    """
    if not isinstance(value, list):
        raise _wrong("timexes", "a list", value)
    found: list[TimexMark] = []
    cursor = 0
    for index, item in enumerate(value):
        where = f"timexes[{index}]"
        if not isinstance(item, Mapping):
            raise _wrong(where, "an object", item)
        kind = _one_of(item.get("type"), _TIMEX_TYPES, f"{where}.type")
        norm, text = item.get("value"), item.get("text")
        if not isinstance(norm, str):
            raise _wrong(f"{where}.value", "a string", norm)
        if item.get("start") is not None:
            start, end = _offsets(item, body, where)
        elif not isinstance(text, str) or not text:
            raise _wrong(f"{where}.text", "the expression as written", text)
        else:
            start = body.find(text, cursor)
            if start < 0:
                raise _wrong(f"{where}.text", "text that stands in the article, in order", text)
            end = cursor = start + len(text)
        if text is not None and body[start:end] != text:
            raise SkipError(
                "bad_offset",
                f"{where}.start: the article has {shorten(body[start:end])} at {start}–{end}, "
                f"the label says {shorten(text)}",
                field=where,
            )
        found.append(TimexMark(start, end, kind, norm))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))


def _mentions(value: object, body: str, events: int) -> tuple[Mark, ...]:
    if not isinstance(value, list):
        raise _wrong("mentions", "a list", value)
    found: list[Mark] = []
    for index, item in enumerate(value):
        where = f"mentions[{index}]"
        if not isinstance(item, Mapping):
            raise _wrong(where, "an object", item)
        start, end = _offsets(item, body, where)
        label = _one_of(item.get("label"), _LABELS, f"{where}.label")
        identity = _optional(item, "id", f"{where}.id")
        if label in SERVICE_LABELS and identity is None:
            raise _wrong(f"{where}.id", "the id of the service", None)
        event = item.get("event")
        if event is not None and (type(event) is not int or not 0 <= event < events):
            raise _wrong(f"{where}.event", f"an index into {events} events", event)
        found.append(Mark(start, end, label, identity, event))
    return tuple(found)


def _offsets(item: Mapping[str, Any], body: str, where: str) -> tuple[int, int]:
    start, end = item.get("start"), item.get("end")
    for key, offset in (("start", start), ("end", end)):
        if type(offset) is not int:
            raise _wrong(f"{where}.{key}", "an offset", offset)
    if not 0 <= int(start or 0) < int(end or 0) <= len(body):
        raise _wrong(f"{where}.start", f"0 ≤ start < end ≤ {len(body)}", (start, end))
    return int(start or 0), int(end or 0)


def _list(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    if not isinstance(value, list):
        raise _wrong(key, "a list", value)
    return value


def _names(value: Mapping[str, Any], key: str, where: str) -> frozenset[str]:
    names = value.get(key)
    if names is None:
        return frozenset()
    if not isinstance(names, list) or not all(isinstance(n, str) and n for n in names):
        raise _wrong(f"{where}.{key}".lstrip("."), "a list of ids", names)
    return frozenset(names)


def _optional(row: Mapping[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise _wrong(where, "a string or null", value)
    return value


def _one_of(value: object, allowed: Iterable[str], where: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise _wrong(where, f"one of {', '.join(sorted(allowed))}", value)
    return value


def _wrong(where: str, expected: str, value: object) -> SkipError:
    return SkipError("bad_gold", f"{where}: expected {expected}, got {shorten(value)}", field=where)
