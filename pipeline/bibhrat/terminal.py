# ruff: noqa: PLC0415 - rich is imported where something is drawn: a batch run draws nothing
"""What a person sees in the terminal: summary, table, explanation, a coloured article.

Everything goes to standard error but the article of `bibhrat show`.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bibhrat.article import Article, from_row
from bibhrat.errors import StopError
from bibhrat.read import Rejection, read
from bibhrat.read.streams import opened
from bibhrat.record import OutageRecord, Span
from bibhrat.run import Summary
from bibhrat.summary import clock_bn

if TYPE_CHECKING:
    from rich.text import Text

    from bibhrat.extractor import Extraction

COLOURS = {
    "start": "bold black on green3",
    "end": "bold black on deep_sky_blue1",
    "duration": "bold black on turquoise2",
    "service": "bold black on gold1",
    "reported": "black on light_goldenrod1",
    "not affected": "black on grey70",
    "cause": "bold white on purple",
    "scope": "bold white on grey42",
    "event": "bold white on red3",
}


def rejection(item: Rejection) -> None:
    """Print one rejected line's place and reason."""
    print(f"rejected: {item}", file=sys.stderr)  # noqa: T201


def summary(done: Summary, what: str, target: str) -> None:
    """Print what a run did."""
    place = "standard output" if target == "-" else target
    lines = [f"{done.articles:,} articles read, {done.lines:,} {what} written to {place}"]
    if done.repaired:
        lines.append(f"used with a repair (see the records' warnings): {done.repaired:,}")
    for title, counts in (("no record", done.dropped), ("rejected", done.rejected)):
        if counts:
            parts = ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common())
            lines.append(f"{title}: {counts.total():,} ({parts})")
    print("\n".join(lines), file=sys.stderr)  # noqa: T201


def table(records: Sequence[Mapping[str, Any]]) -> None:
    """Print records as a table: title, event, start, end, duration, services, confidence."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(title="বিভ্রাট", title_style="bold", header_style="bold", show_lines=True)
    grid.add_column("title", ratio=6, overflow="fold")
    grid.add_column("event", no_wrap=True)
    grid.add_column("start", ratio=3, overflow="fold")
    grid.add_column("end", ratio=3, overflow="fold")
    grid.add_column("lasted", no_wrap=True)
    grid.add_column("services", ratio=5, overflow="fold")
    grid.add_column("conf.", justify="right", no_wrap=True)
    for row in records:
        grid.add_row(*_cells(row))
    console = Console(stderr=True)
    console.width = max(console.width, _TABLE_WIDTH)
    console.print(grid)


_TABLE_WIDTH = 118


def _cells(row: Mapping[str, Any]) -> "list[Text | str]":
    from rich.text import Text

    duration = row["duration"] or {}
    lasted = length(duration.get("stated") or duration.get("computed") or "")
    title = row["article"]["title"] if row["primary"] else "  ↳ told as background"
    services = [
        service["name_bn"] + ("?" if service["certainty"] == "reported" else "")
        for service in row["services"]
    ]
    state = row["event"]["status"]
    return [
        title,
        Text(f"{row['event']['type']}\n{state}", style=_STATES.get(state, "")),
        _when(row["start"]),
        _when(row["end"]),
        ("~" if duration.get("approximate") else "")
        + lasted
        + (" ⚠" if duration.get("agrees") is False else ""),
        ", ".join(services),
        f"{row['confidence']:.2f}",
    ]


_STATES = {"ongoing": "red", "partial": "yellow", "resolved": "green", "scheduled": "cyan"}
_UNITS = {"Y": "y", "M": "mo", "W": "w", "D": "d", "H": "h", "m": "min", "S": "s"}


def length(value: str) -> str:
    """An ISO 8601 duration for a narrow column.

    >>> length("PT1H30M"), length("PT3H/PT4H"), length("PXD")
    ('1 h 30 min', '3 h – 4 h', 'some d')
    """
    return " – ".join(_length(part) for part in value.split("/"))


def _length(value: str) -> str:
    days, _, clock = value.removeprefix("P").partition("T")
    parts = re.findall(r"([\d.]+|X)([A-Za-z])", days + clock.replace("M", "m"))
    return " ".join(f"{'some' if n == 'X' else n} {_UNITS[unit]}" for n, unit in parts)


def _when(moment: Mapping[str, Any] | None) -> str:
    if moment is None:
        return "—"
    day, _, clock = moment["value"].partition("T")
    hedge = "~" if moment["approximate"] else ""
    if ":" in clock:
        return f"{hedge}{day}\n{clock_bn(clock)}"
    return f"{hedge}{day}" + (f" {clock}" if clock else "")


def explain(article: Article, result: "Extraction") -> None:
    """Print why an article gave what it gave: every drop, every decision with its rule."""
    lines = [f"{article.id}: {article.title or '(no title)'}"]
    lines += [f"  note: {note}" for note in article.notes]
    if result.dropped is not None:
        lines.append(f"  dropped: {result.dropped}")
    for record in result.records:
        lines += _explained(record)
    print("\n".join(lines), file=sys.stderr)  # noqa: T201


def _explained(record: OutageRecord) -> list[str]:
    role = "primary" if record.primary else "background"
    lines = [f"  {role}: {record.event.type}, {record.event.status}"]
    for name, moment in (("start", record.start), ("end", record.end)):
        if moment is not None:
            by = " → ".join(moment.rule)
            lines.append(f"    {name}: {moment.value} by {by} {_quotes(moment.evidence)}")
    if record.duration is not None:
        length = record.duration.stated or f"{record.duration.computed} (computed)"
        lines.append(f"    duration: {length} {_quotes(record.duration.evidence)}")
    for service in record.services:
        quotes = _quotes(service.evidence)
        lines.append(f"    affected ({service.certainty}): {service.id} {quotes}")
    for other in record.not_affected:
        lines.append(f"    {other.role}: {other.id} {_quotes(other.evidence)}")
    if (why := record.cause) is not None:
        lines.append(f"    cause: {why.category} ({why.attribution}) {_quotes(why.evidence)}")
    for place in record.scope:
        lines.append(f"    scope: {place.id} {_quotes(place.evidence)}")
    lines += [f"    warning: {warning}" for warning in record.warnings]
    return lines


def _quotes(evidence: Sequence[Span]) -> str:
    return " ".join(f"“{span.text}”@{span.field}:{span.start}" for span in evidence)


def pick(path: str, identity: str | None, zones: Mapping[str, str]) -> Article:
    """The article that `bibhrat show` was asked for.

    Raises:
        StopError: no such file, or no such article in it.
    """
    if path.endswith(".txt"):
        with opened(path) as stream:
            title, _, text = stream.read().decode("utf-8", errors="replace").partition("\n")
        return from_row({"id": path, "title": title, "text": text}, zones=zones)
    for item in read(path, zones=zones):
        if isinstance(item, Rejection):
            if identity is None:
                raise StopError(str(item))
        elif identity in (None, item.id):
            return item
    raise StopError(f"{path}: no article" + (f" with id {identity!r}" if identity else ""))


def show(article: Article, result: "Extraction") -> None:
    """Print an article with the evidence of its primary record coloured, and a legend."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    title, text = Text(article.title, style="bold underline"), Text(article.text)
    if result.records:
        record = result.records[0]
        for kind, spans in _evidence(record):
            for span in spans:
                (title if span.field == "title" else text).stylize(
                    COLOURS[kind], span.start, span.end
                )
    console.print(title)
    console.print(text)
    console.print()
    if not result.records:
        console.print(f"no record: {result.dropped}", style="bold red")
        return
    console.print(
        Text("  ").join(Text(f" {kind} ", style=style) for kind, style in COLOURS.items())
    )
    for record in result.records:
        console.print(record.event.summary_bn, style="bold")
        console.print(record.event.summary_en)
        console.print("\n".join(_explained(record)), style="dim", highlight=False)


def _evidence(record: OutageRecord) -> Iterator[tuple[str, Sequence[Span]]]:
    yield "event", record.event.evidence
    for other in record.not_affected:
        yield "not affected", other.evidence
    for place in record.scope:
        yield "scope", place.evidence
    if record.cause is not None:
        yield "cause", record.cause.evidence
    for service in record.services:
        yield "reported" if service.certainty == "reported" else "service", service.evidence
    if record.duration is not None:
        yield "duration", record.duration.evidence
    if record.start is not None:
        yield "start", record.start.evidence
    if record.end is not None:
        yield "end", record.end.evidence
