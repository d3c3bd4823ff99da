"""All export formats by name."""

from collections.abc import Callable
from dataclasses import dataclass

from bibhrat.export import flat, ical, markdown, radar, statuspage, stop
from bibhrat.export.loss import Converted
from bibhrat.record import OutageRecord


@dataclass(frozen=True, slots=True)
class Format:
    """How records become a file.

    Attributes:
        convert: a record → its lines and what they lose.
        opening, closing: lines before and after all records.
        separator: stands at the end of each record but the last.
        ending: stands at the end of every line, before the line feed.
        never: what this form carries of no record.
        spreadsheet: whether a byte-order mark may open the file.
    """

    convert: Callable[[OutageRecord], Converted]
    opening: tuple[bytes, ...] = ()
    closing: tuple[bytes, ...] = ()
    separator: bytes = b""
    ending: bytes = b""
    never: tuple[str, ...] = ()
    spreadsheet: bool = False


FORMATS = {
    "radar": Format(radar.convert, radar.OPENING, radar.CLOSING, separator=b",", never=radar.NEVER),
    "stop": Format(stop.convert, stop.OPENING, never=stop.NEVER, spreadsheet=True),
    "statuspage": Format(
        statuspage.convert,
        statuspage.OPENING,
        statuspage.CLOSING,
        separator=b",",
        never=statuspage.NEVER,
    ),
    "ical": Format(ical.convert, ical.OPENING, ical.CLOSING, ending=ical.ENDING, never=ical.NEVER),
    "csv": Format(flat.convert, flat.OPENING, never=flat.NEVER, spreadsheet=True),
    "markdown": Format(markdown.convert, markdown.OPENING, never=markdown.NEVER),
}
