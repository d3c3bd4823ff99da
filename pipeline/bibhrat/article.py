"""What comes in: one news article, checked at the border.

A row of any reader goes in; an `Article` comes out, or a `SkipError` that names the
field. What can be repaired without guessing is repaired and noted in `notes`; the
publication time is never replaced by the wall clock.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bibhrat import outlets
from bibhrat.errors import SkipError, shorten
from bibhrat.text import Folded, fold, mask_markup

DEFAULT_ZONE = "Asia/Dhaka"

_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name, or None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return None


def read_iso(text: str) -> datetime:
    """An ISO 8601 day or time; Python 3.10 by itself reads no "Z".

    Raises:
        ValueError: it is neither.
    """
    return datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)


@dataclass(frozen=True)
class Article:
    """One article.

    Attributes:
        id: unique within a run.
        title, text: as they came in; at least one of the two is not blank.
        url, source: None where unknown.
        published_at: local time of `tz`; a `date` where the input gives no clock time;
            None where it is missing or unreadable.
        tz: IANA name of the outlet's time zone.
        notes: what was repaired on the way in, for the record's warnings.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    source: str | None = None
    published_at: datetime | date | None = None
    tz: str = DEFAULT_ZONE
    notes: tuple[str, ...] = field(default=())

    @property
    def body(self) -> str:
        """Title, newline, text: the string that every room reads and counts offsets in."""
        return f"{self.title}\n{self.text}"

    @cached_property
    def folded(self) -> Folded:
        """The body folded for matching, markup blanked out."""
        return fold(mask_markup(self.body))


def from_row(
    row: object, *, default_id: str | None = None, zones: Mapping[str, str] | None = None
) -> Article:
    """Check one input row.

    Args:
        row: a mapping with `id`, `title`, `text` and, optional, `url`, `source`,
            `published_at`, `tz`; other keys are ignored.
        default_id: the id where the row has none; without it a missing id is an error.
        zones: outlet → IANA zone, over configs/sources.toml, with "*" for all others (the
            profile's table).

    Raises:
        SkipError: when the row is no object, or `id`, `title` or `text` cannot be used.

    >>> from_row({"id": 7, "title": "", "text": "ফেসবুক ডাউন"}).id
    '7'
    """
    if not isinstance(row, Mapping):
        raise SkipError("not_an_object", f"expected a JSON object, got {shorten(row)}")
    notes: list[str] = []
    identity = row.get("id", default_id)
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if not isinstance(identity, str) or not identity.strip():
        raise SkipError(
            "bad_id", f"id: a non-empty string is needed, got {shorten(identity)}", field="id"
        )
    title = _string(row, "title", notes, missing="")
    text = _string(row, "text", notes, missing="" if title.strip() else None)
    if not text.strip() and not title.strip():
        raise SkipError("empty_text", "text: empty, and so is title", field="text")
    source = _string(row, "source", notes, missing="") or None
    url = _string(row, "url", notes, missing="") or None
    tz = _zone_name(row.get("tz"), source, url, zones or {}, notes)
    return Article(
        id=_clean(identity, "id", notes),
        title=title,
        text=text,
        url=url,
        source=source,
        published_at=_published(row.get("published_at"), tz, notes),
        tz=tz,
        notes=tuple(notes),
    )


def _string(row: Mapping[str, Any], key: str, notes: list[str], *, missing: str | None) -> str:
    value = row.get(key)
    if value is None:
        if missing is None:
            raise SkipError("missing_text", f"{key}: missing", field=key)
        return missing
    if not isinstance(value, str):
        raise SkipError("bad_type", f"{key}: expected a string, got {shorten(value)}", field=key)
    return _clean(value, key, notes)


def _clean(value: str, key: str, notes: list[str]) -> str:
    """Lone surrogates cannot be written as UTF-8; one for one, so that offsets hold."""
    try:
        value.encode("utf-16")  # by far the fastest way to know
    except UnicodeEncodeError:
        pass
    else:
        return value
    notes.append(f"{key}: lone surrogates replaced by U+FFFD")
    return _SURROGATE.sub("\ufffd", value)


def _zone_name(
    value: object,
    source: str | None,
    url: str | None,
    zones: Mapping[str, str],
    notes: list[str],
) -> str:
    if value and isinstance(value, str) and zone(value) is not None:
        return value
    fallback = zones.get(source or "")
    if fallback is None:
        outlet = outlets.find(source, url)
        fallback = outlet.zone if outlet is not None else zones.get("*", DEFAULT_ZONE)
    if value is None or value == "":
        return fallback
    notes.append(f"tz: unknown time zone {shorten(value)}, {fallback} used")
    return fallback


def _published(value: object, tz: str, notes: list[str]) -> datetime | date | None:
    if value is None or value == "":
        notes.append("published_at: missing, relative times stay unresolved")
        return None
    if isinstance(value, datetime):
        return _local(value, tz)
    if isinstance(value, date):
        return value
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if match is None:
            raise ValueError(value)
        year, month, day, hour, minute, second, offset = match.groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
        if offset:
            sign = offset.replace("Z", "+00:00")
            sign = sign if ":" in sign else f"{sign[:3]}:{sign[3:]}"
            moment = datetime.fromisoformat(moment.isoformat() + sign)
        return _local(moment, tz)
    except ValueError:
        notes.append(
            f"published_at: {shorten(value)} is no ISO date or time, relative times stay unresolved"
        )
        return None


def _local(moment: datetime, tz: str) -> datetime:
    """Naive local time of the article's zone."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone(tz)).replace(tzinfo=None)
