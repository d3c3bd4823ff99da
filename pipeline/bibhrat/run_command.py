# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat run`: many inputs into one folder, resumable."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from bibhrat.options import input_options

if TYPE_CHECKING:
    from bibhrat.run.job import Report

OK, SOME_REJECTED = 0, 3
#: Those that are keys of `Settings`.
_OPTIONS = (
    "format",
    "profile",
    "catalogue",
    "backend",
    "workers",
    "ray_address",
    "ray_cpus",
    "incidents",
    "store",
    "shard_mb",
)


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "run", help="many inputs into one folder, resumable, by several processes"
    )
    input_options(parser)
    parser.add_argument(
        "--out", required=True, metavar="DIR", help="records.jsonl, rejects.jsonl, manifest.json"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="processes; default: 1")
    parser.add_argument(
        "--backend", choices=("local", "ray"), help="ray: N actors of a Ray cluster do the work"
    )
    parser.add_argument(
        "--ray-address", metavar="HOST:PORT", help="of the cluster; default: as Ray finds it"
    )
    parser.add_argument(
        "--ray-cpus", type=float, metavar="CORES", help="that an actor asks for; default: 0.5"
    )
    parser.add_argument("--profile", help="TOML file laid over the default profile")
    parser.add_argument(
        "--catalogue", metavar="EXTRA.toml", help="your own services, over those that are known"
    )
    parser.add_argument(
        "--store", metavar="TARGET", help="also fill .sqlite, .parquet or postgresql://…"
    )
    parser.add_argument(
        "--incidents",
        action="store_true",
        default=None,
        help="also make incidents.jsonl: what all records together tell",
    )
    parser.add_argument(
        "--shard-mb", type=float, metavar="MB", help="most of a file in one part; default: 16"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary")
    parser.epilog = (
        "One input that ends in .toml is a run's settings: inputs, format, map, profile, "
        "catalogue, backend, workers, ray_address, ray_cpus, incidents, store, shard_mb. "
        "Options go over it. Start the same run again and it goes on where it was; add inputs and "
        "only those are read."
    )
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from bibhrat.progress import progress
    from bibhrat.run.job import run_all

    settings = _settings(options)
    report = run_all(
        settings,
        options.out,
        progress=lambda total: progress(total, hidden=options.quiet, every=30.0),
    )
    if not options.quiet:
        print(_summary(report, options.out), file=sys.stderr)  # noqa: T201
    return SOME_REJECTED if report.tally.rejected or report.failed else OK


def _settings(options: argparse.Namespace) -> Any:
    from bibhrat.read import columns
    from bibhrat.run.settings import checked, read_settings

    origin, table = "run", {}
    if len(options.inputs) == 1 and options.inputs[0].endswith(".toml"):
        origin = options.inputs[0]
        table = read_settings(origin)
    else:
        table["inputs"] = options.inputs
    for key in _OPTIONS:
        if getattr(options, key) is not None:
            table[key] = getattr(options, key)
    if options.map:
        table["map"] = columns(options.map)
    return checked(table, origin)


def _summary(report: "Report", out: str) -> str:
    tally, merged = report.tally, report.merged
    rate = f", {tally.articles / report.seconds:,.0f} articles/s" if not report.reused else ""
    lines = [
        f"{tally.articles:,} articles read, {merged.written:,} records in {out} "
        f"({report.shards - report.reused - len(report.failed):,} shards done, "
        f"{report.reused:,} done before; {report.seconds:,.1f} s{rate})"
    ]
    if report.incidents is not None:
        lines.append(f"{report.incidents:,} incidents")
    if merged.identical or merged.revisions:
        lines.append(
            f"told again: {merged.identical:,} identical records left out, "
            f"{merged.revisions:,} revisions kept"
        )
    if tally.repaired:
        lines.append(f"used with a repair (see the records' warnings): {tally.repaired:,}")
    for title, counts in (("no record", tally.dropped), ("rejected", tally.rejected)):
        if counts:
            ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            parts = ", ".join(f"{reason} {count:,}" for reason, count in ranked)
            lines.append(f"{title}: {sum(counts.values()):,} ({parts})")
    lines += [f"unreadable: {one['reason']}" for one in report.failed[:20]]
    if len(report.failed) > 20:
        lines.append(f"unreadable: {len(report.failed) - 20:,} more, see rejects.jsonl")
    return "\n".join(lines)
