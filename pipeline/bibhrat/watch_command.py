# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat watch`: feeds, asked again and again, into a store and to whom it may concern.

Exit codes: 0 it ended as asked; 3 a feed, page or sink failed in the one round of --once; 2
(raised as StopError) it could not go on.
"""

import argparse
import signal
import sys
from typing import Any

OK, SOME_FAILED = 0, 3


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "watch", help="feeds, asked again and again → new records and changed incidents"
    )
    parser.add_argument(
        "settings", metavar="FEEDS.toml", help="feeds, store, sinks; see docs/watching.md"
    )
    parser.add_argument(
        "--once", action="store_true", help="one round: every feed once, and all that comes of it"
    )
    parser.add_argument("--quiet", action="store_true", help="nothing on standard error")
    parser.epilog = (
        "Ends on SIGTERM or Ctrl-C with all that was answered in the store, and goes on there "
        "the next time. Exit codes: 0 ended as asked; 3 something failed in a round of --once; "
        "2 it could not go on."
    )
    parser.set_defaults(command=_watch)


def _watch(options: argparse.Namespace) -> int:
    from bibhrat.extras import need

    for module in ("httpcore", "feedparser", "trafilatura", "courlan", "datasketch"):
        need(module, "watch", "watching feeds")
    from bibhrat.watch import Watch, read_settings

    watch = Watch(
        read_settings(options.settings), tell=(lambda line: None) if options.quiet else _tell
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: watch.stop())
    report = watch.run(once=options.once)
    if not options.quiet:
        _tell(str(report))
    return SOME_FAILED if options.once and report.failures else OK


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201
