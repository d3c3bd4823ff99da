# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat export`: records in, another system's file out; what it lost on standard error.

Exit codes: 0 every line was a record; 3 some were rejected; 2 (raised as StopError) it
could not run.
"""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bibhrat.errors import StopError

if TYPE_CHECKING:
    from bibhrat.export.run import Tally

OK, SOME_REJECTED = 0, 3

NAMES = {
    "radar": "Cloudflare Radar annotations, JSON",
    "stop": "Access Now STOP columns, CSV; ordered shutdowns only",
    "statuspage": "Statuspage incidents, JSON",
    "ical": "iCalendar, maintenance only",
    "csv": "a flat table, one row a record",
    "markdown": "a table to read",
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export`; imports nothing heavy."""
    parser = subparsers.add_parser(
        "export",
        help="records → Radar, STOP, Statuspage, iCalendar, CSV or Markdown",
        description="Write records in another form, and say what it could not carry.",
        epilog="Exit codes: 0 every line was a record; 3 some were rejected; 2 it could not run. "
        + "Formats: "
        + "; ".join(f"{name}: {text}" for name, text in NAMES.items())
        + ".",
    )
    parser.add_argument("format", metavar="FORMAT", choices=tuple(NAMES), help=", ".join(NAMES))
    parser.add_argument(
        "input", metavar="RECORDS.jsonl", help="of `bibhrat extract`; .gz is read; - is stdin"
    )
    parser.add_argument("-o", "--output", default="-", metavar="OUT", help="default: stdout")
    parser.add_argument(
        "--lost", metavar="FILE", help="write what was not carried here, one JSON line a record"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="write lines that are no record here, with the reason"
    )
    parser.add_argument(
        "--bom", action="store_true", help="csv, stop: byte-order mark, for Bangla in Excel"
    )
    parser.add_argument("--quiet", action="store_true", help="nothing on standard error")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Do what the options say; returns the exit code.

    Raises:
        StopError: a file cannot be read or written, or an option does not fit.
    """
    from bibhrat.export.formats import FORMATS
    from bibhrat.export.run import export

    form = FORMATS[options.format]
    _check(options, spreadsheet=form.spreadsheet)
    tally = export(
        options.input,
        options.output,
        form,
        lost=options.lost,
        rejects=options.rejects,
        byte_order_mark=options.bom,
        on_rejection=(lambda rejection: None)
        if options.quiet
        else (lambda rejection: _tell(f"rejected: {rejection}")),
    )
    if not options.quiet:
        _report(tally, options.format, options.output, form.never)
    return SOME_REJECTED if tally.rejected else OK


def _check(options: argparse.Namespace, *, spreadsheet: bool) -> None:
    if options.bom and not spreadsheet:
        raise StopError(f"--bom is for csv and stop, not for {options.format}")
    targets = {"-o": options.output, "--lost": options.lost, "--rejects": options.rejects}
    seen: dict[str, str] = {}
    if options.input != "-":
        seen[os.path.realpath(options.input)] = "RECORDS.jsonl"
    for name, path in targets.items():
        if path is None:
            continue
        key = path if path == "-" else os.path.realpath(path)
        if key in seen:
            raise StopError(f"{name} {path}: the same file as {seen[key]}")
        seen[key] = name


def _report(tally: "Tally", name: str, target: str, never: tuple[str, ...]) -> None:
    place = "standard output" if target == "-" else target
    _tell(f"{tally.read:,} records read, {tally.written:,} written to {place}")
    for title, counts in (
        ("left out", tally.left_out),
        ("not carried, by records", tally.lost),
        ("rejected", tally.rejected),
    ):
        if counts:
            ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            _tell(f"{title}: " + ", ".join(f"{reason} {count:,}" for reason, count in ordered))
    _tell(f"{name} never has: {', '.join(never)}")


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
