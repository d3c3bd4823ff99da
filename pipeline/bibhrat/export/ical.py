"""iCalendar (RFC 5545) events for maintenance, in Bangla.

Times to the minute are written in UTC, so that the file needs no VTIMEZONE; a start that
is a day or a part of a day makes an all-day event of the article's calendar. A start that
is no finer than a week makes none. Lines are folded at 75 octets between characters
(section 3.1), text is escaped (3.3.11). DTSTAMP is the article's publication, else the
start, never the clock: the same records give the same bytes.
"""

import re
from datetime import date, datetime, timedelta, timezone

from bibhrat._version import __version__
from bibhrat.export import known, loss
from bibhrat.export.bangla import CAUSES, SOURCES, STATES, length
from bibhrat.export.instants import instant, local_day, precision, published
from bibhrat.export.loss import Converted, Loss
from bibhrat.record import Moment, OutageRecord

NEVER = ("evidence", "rules", "confidence", "warnings", "summary_en")
WIDEST = 75  # octets of a line without its end
ENDING = b"\r"  # the writer adds the line feed

# RFC 5545, 3.3.6: no years or months; hours, minutes and seconds without a gap.
_CLOCK_LENGTH = re.compile(r"P(?:\d+D)?T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)")
_DAY_LENGTH = re.compile(r"P\d+[DW]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f\"<>\\^`{|}]+")


def fold(line: str) -> list[bytes]:
    """A content line as lines of at most 75 octets; continuations begin with a space.

    >>> [len(part) for part in fold("SUMMARY:" + "ক" * 40)]
    [74, 55]
    """
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > WIDEST:
            parts.append(part)
            part = b" "
        part += octets
    return [*parts, part]


def text(value: str) -> str:
    """A value of type TEXT, escaped; control characters are dropped.

    >>> print(text("এক, দুই; C:\\\\x\\nতিন"))
    এক\\, দুই\\; C:\\\\x\\nতিন
    """
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in "\\;,":
        value = value.replace(character, "\\" + character)
    return value.replace("\n", "\\n")


def convert(record: OutageRecord) -> Converted:
    """One VEVENT, or nothing for what is no maintenance or has no day to stand on."""
    if not _is_maintenance(record):
        return loss.left_out("not_maintenance", record.event.type)
    if record.start is None:
        return loss.left_out("no_start", record.event.summary_bn)
    if local_day(record.start) is None:
        return loss.left_out("coarse_start", record.start.value)
    times, lost = _times(record, record.start)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{text(record.id)}@bibhrat",
        f"DTSTAMP:{_stamp(published(record) or instant(record.start.earliest))}",
        *times,
        f"SUMMARY:{text(record.event.summary_bn)}",
        f"DESCRIPTION:{text(_description(record))}",
    ]
    if record.scope:
        lines.append(f"LOCATION:{text(', '.join(known.place_bn(p.id) for p in record.scope))}")
    url = record.article.url
    if url is not None:
        if _URI.fullmatch(url):
            lines.append(f"URL:{url}")
        else:
            lost.append(Loss("url.no_uri", url))
    lines += ["CATEGORIES:MAINTENANCE", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "END:VEVENT"]
    folded = tuple(part for line in lines for part in fold(line))
    return Converted(folded, tuple(_lost(record) + lost))


def _is_maintenance(record: OutageRecord) -> bool:
    """By its type, or announced with maintenance as its cause ("চার ঘণ্টা বন্ধ থাকবে")."""
    if record.event.type == "maintenance":
        return True
    cause = record.cause.category if record.cause is not None else None
    return record.event.status == "scheduled" and cause == "maintenance"


OPENING = tuple(
    part
    for line in (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//bibhrat//bibhrat {__version__}//BN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{text('নির্ধারিত রক্ষণাবেক্ষণ')}",
    )
    for part in fold(line)
)
CLOSING = (b"END:VCALENDAR",)


# --- times ----------------------------------------------------------------------------------


def _stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def _times(record: OutageRecord, start: Moment) -> tuple[list[str], list[Loss]]:
    """DTSTART with DTEND or DURATION, and what they do not say."""
    if precision(start) == "clock":
        return _clock_times(record, start)
    day = date.fromisoformat(start.value[:10])
    lost = [] if precision(start) == "day" else [Loss("start.part_of_day", start.value)]
    lines = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}"]
    stated = record.duration.stated if record.duration is not None else None
    if record.end is not None:
        until = local_day(record.end)
        if until is None:
            lost.append(Loss("end.coarse", record.end.value))
        elif until < day:
            lost.append(Loss("end.before_start", record.end.value))
        else:
            # The end of all-day events is the day after the last.
            lines.append(f"DTEND;VALUE=DATE:{until + timedelta(days=1):%Y%m%d}")
            if precision(record.end) != "day":
                lost.append(Loss("end.day_only", record.end.value))
    elif stated is not None and _DAY_LENGTH.fullmatch(stated):
        lines.append(f"DURATION:{stated}")
        return lines, lost
    return lines, lost


def _clock_times(record: OutageRecord, start: Moment) -> tuple[list[str], list[Loss]]:
    began = instant(start.earliest)
    lines = [f"DTSTART:{_stamp(began)}"]
    stated = record.duration.stated if record.duration is not None else None
    end = record.end
    if end is not None and precision(end) == "clock":
        until = instant(end.earliest)
        if until <= began:
            return lines, [Loss("end.before_start", end.value)]
        return [*lines, f"DTEND:{_stamp(until)}"], []
    lost = [] if end is None else [Loss("end.coarse", end.value)]
    if stated is not None and (_CLOCK_LENGTH.fullmatch(stated) or _DAY_LENGTH.fullmatch(stated)):
        lines.append(f"DURATION:{stated}")
    return lines, lost


# --- words ----------------------------------------------------------------------------------


def _description(record: OutageRecord) -> str:
    lines = []
    if record.services:
        lines.append("সেবা: " + ", ".join(service.name_bn for service in record.services))
    hedged = [
        name
        for name, moment in (("শুরু", record.start), ("শেষ", record.end))
        if moment is not None and moment.approximate
    ]
    if hedged:
        lines.append(f"আনুমানিক সময়: {', '.join(hedged)}")
    if record.duration is not None and record.duration.stated is not None:
        told = length(record.duration.stated)
        if told is not None:
            about = "প্রায় " if record.duration.approximate else ""
            lines.append(f"স্থায়িত্ব: {about}{told}")
    if record.cause is not None:
        cause = record.cause
        lines.append(f"কারণ: {CAUSES[cause.category]} ({SOURCES[cause.attribution]})")
    lines.append(f"অবস্থা: {STATES[record.event.status]}")
    source = f" ({record.article.source})" if record.article.source else ""
    if record.article.title or source:
        lines.append(f"সূত্র: {record.article.title}{source}")
    return "\n".join(lines)


def _lost(record: OutageRecord) -> list[Loss]:
    lost = loss.background(record) + loss.symptoms(record)
    told = record.duration
    if told is not None and told.stated is not None and length(told.stated) is None:
        lost.append(Loss("duration.vague", told.stated))
    return lost + loss.certainty(record) + loss.not_affected(record)
