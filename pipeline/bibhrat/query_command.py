# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat query`: the common questions about records, answered as a table, CSV or JSON."""

import argparse
import csv
import io
import re
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import orjson

from bibhrat.article import zone
from bibhrat.errors import StopError

_QUESTIONS = {
    "down": "what was down, in the order in which it failed",
    "longest": "what was down longest",
    "often": "which services were down most often",
}
_SPAN = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "query", help="what was down last week, longest, most often"
    )
    parser.add_argument(
        "store", help=".sqlite, .db, postgresql://…, or records as .jsonl or .parquet"
    )
    parser.add_argument(
        "question",
        choices=sorted(_QUESTIONS),
        help="; ".join(f"{name}: {said}" for name, said in _QUESTIONS.items()),
    )
    parser.add_argument("--last", metavar="7d", help="hours, days or weeks back from --until")
    parser.add_argument("--since", metavar="WHEN", help="ISO date or time")
    parser.add_argument("--until", metavar="WHEN", help="before this; default: no end, or now")
    parser.add_argument("--tz", default="Asia/Dhaka", help="zone of --since and --until")
    parser.add_argument("--service", metavar="ID", help="only this service")
    parser.add_argument("--country", metavar="CC", help="only outages in this country, as BD")
    parser.add_argument(
        "--background", action="store_true", help="also earlier outages told beside the news"
    )
    parser.add_argument(
        "--stated", action="store_true", help="only services that the article itself says failed"
    )
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="default: 20 rows")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    form.add_argument("--csv", action="store_true", help="CSV with a header")
    parser.set_defaults(command=_query)


def _query(options: argparse.Namespace) -> int:
    from bibhrat.query import Filter, ask

    since, until = _window(options)
    country = options.country.upper() if options.country else None
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise StopError(f"--country: two letters are needed, got {options.country!r}")
    if options.limit < 1:
        raise StopError(f"--limit: at least 1, got {options.limit}")
    wanted = Filter(
        since=since,
        until=until,
        service=options.service,
        country=country,
        background=options.background,
        stated=options.stated,
        limit=options.limit,
    )
    rows = ask(options.store, options.question, wanted)
    try:
        _print(rows, options)
        sys.stdout.flush()
    except OSError as error:
        raise StopError(f"standard output: {error.strerror}") from None
    return 0


def _window(options: argparse.Namespace) -> tuple[datetime | None, datetime | None]:
    tz = zone(options.tz)
    if tz is None:
        raise StopError(f"--tz: unknown time zone {options.tz!r}")
    moments: list[datetime | None] = []
    for name in ("since", "until"):
        said = getattr(options, name)
        try:
            moment = datetime.fromisoformat(said) if said else None
        except ValueError:
            raise StopError(f"--{name}: {said!r} is no ISO date or time") from None
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=tz)
        moments.append(moment)
    since, until = moments
    if options.last:
        span = _SPAN.fullmatch(options.last)
        if span is None or since is not None:
            raise StopError("--last: a span as 24h, 7d or 4w is needed, and no --since")
        until = until or datetime.now(timezone.utc)
        since = until - timedelta(**{_UNITS[span[2]]: int(span[1])})
    return since, until


def _print(rows: Sequence[dict[str, Any]], options: argparse.Namespace) -> None:
    out = sys.stdout.buffer
    if options.json:
        out.writelines(orjson.dumps(row) + b"\n" for row in rows)
    elif options.csv:
        text = io.StringIO()
        if rows:
            writer = csv.DictWriter(text, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        out.write(text.getvalue().encode())
    else:
        _table(rows)


_SHORT = ("services", "status", "start", "end", "minutes", "cause", "title", "source")
_OFTEN = ("service", "name", "days", "reports", "longest_minutes", "first", "last")


def _table(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    names = _OFTEN if rows and "reports" in rows[0] else _SHORT
    grid = Table(header_style="bold")
    for name in names:
        grid.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        cells = {**row, "minutes": _length(row)}
        grid.add_row(*("" if cells[n] is None else _short(cells[n]) for n in names))
    console = Console()
    console.width = max(console.width, 118)
    console.print(grid if rows else "no outage")


def _length(row: dict[str, Any]) -> str | None:
    low, high = row.get("minutes_min"), row.get("minutes_max")
    if low is None or high is None:
        return None
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
