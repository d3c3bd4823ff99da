"""A run that goes on where it was: plan, do what has no result yet, merge, say what was done.

Killed at any moment and started again, it ends with the bytes of an undisturbed run: a
result is there whole or not at all, outputs are made from all results in the order of the
inputs, and every file takes its name when it is whole.
"""

import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson

from bibhrat._version import __version__
from bibhrat.errors import SkipError
from bibhrat.profile import read_profile
from bibhrat.read import find, reject
from bibhrat.run.merge import INCIDENTS, RECORDS, REJECTS, Merged, merge
from bibhrat.run.plan import Shard, plan
from bibhrat.run.settings import Settings, code, fingerprint
from bibhrat.run.shard import Tally, done
from bibhrat.run.simple import OnProgress
from bibhrat.run.workers import Done, perform
from bibhrat.write.locked import locked
from bibhrat.write.whole import PART, failure, whole

MANIFEST = "manifest.json"
_RESULTS = "shards"
_LOCK = ".lock"
_LIBRARIES = ("ahocorasick-rs", "orjson", "pydantic", "spacy")


@dataclass
class Report:
    """What a run did.

    Attributes:
        tally: counts over all shards, those of earlier starts too.
        merged: what the outputs hold.
        incidents: made of the records; None where they were not asked for.
        shards, reused: all, and those that had a result already.
        failed: inputs of which nothing could be read, with reasons.
        seconds: by the clock.
    """

    tally: Tally = field(default_factory=Tally)
    merged: Merged = field(default_factory=Merged)
    incidents: int | None = None
    shards: int = 0
    reused: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def run_all(
    settings: Settings,
    out: str,
    *,
    progress: Callable[[int], Any],
) -> Report:
    """Do a run, or go on with it.

    Args:
        settings: what to do.
        out: the run's folder; made where it is missing.
        progress: gets the bytes to be read, gives a context with an `OnProgress`.

    Raises:
        StopError: settings or outputs cannot be used, or another run is at work there.
    """
    begin, started = time.monotonic(), datetime.now(timezone.utc)
    profile = read_profile(settings.profile)
    print_of = fingerprint(settings, profile)
    sources = find(settings.inputs, settings.format)
    shards = plan(sources, print_of, int(settings.shard_mb * (1 << 20)))
    folder = Path(out)
    results = folder / _RESULTS
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure(out, error) from None
    with locked(folder / _LOCK, f"{folder}: another run is at work here"):
        _clean(results, folder)
        tallies = {shard.key: done(shard, results) for shard in shards}
        waiting = [shard for shard in shards if tallies[shard.key] is None]
        report = Report(shards=len(shards), reused=len(shards) - len(waiting))
        with progress(sum(shard.size for shard in waiting)) as on_progress:
            _perform(waiting, settings, results, on_progress, tallies, report)
        whole_shards = [shard for shard in shards if tallies[shard.key] is not None]
        for shard in whole_shards:
            report.tally.add(tallies[shard.key] or Tally())
        lines = [_dead_letter(one) for one in report.failed]
        report.merged = merge(whole_shards, results, folder, settings.store, lines)
        report.incidents = _incidents(folder, settings)
        _drop_others(results, {shard.key for shard in shards})
        report.seconds = time.monotonic() - begin
        _write_manifest(folder, settings, print_of, len(sources), shards, started, report)
    return report


def _perform(
    waiting: list[Shard],
    settings: Settings,
    results: Path,
    on_progress: OnProgress,
    tallies: dict[str, Tally | None],
    report: Report,
) -> None:
    ended: dict[str, Done] = {}
    for one in _backend(settings)(waiting, settings, results, on_progress):
        ended[one.shard.key] = one
        tallies[one.shard.key] = one.tally
    # In the order of the inputs, whoever was first.
    for shard in waiting:
        if (reason := ended[shard.key].reason) is not None:
            report.failed.append({"file": shard.source.name, "reason": reason})


def _backend(settings: Settings) -> Callable[..., Iterator[Done]]:
    if settings.backend == "ray":
        from bibhrat.run import on_ray  # noqa: PLC0415 - only where it is asked for

        return on_ray.perform
    return perform


def _incidents(folder: Path, settings: Settings) -> int | None:
    if settings.incidents:
        from bibhrat.run.incidents import write_incidents  # noqa: PLC0415 - most runs need it not

        return write_incidents(folder)
    (folder / INCIDENTS).unlink(missing_ok=True)  # of an earlier start, and of other records
    return None


def _dead_letter(failed: dict[str, str]) -> bytes:
    return reject(failed["file"], 0, b"", SkipError("unreadable", failed["reason"])).to_json()


def _clean(*folders: Path) -> None:
    """Remove what a killed run left half."""
    for folder in folders:
        for path in folder.glob(f".*{PART}"):
            path.unlink(missing_ok=True)


def _drop_others(results: Path, keys: set[str]) -> None:
    """Remove results of inputs, settings or versions that are no more."""
    for path in results.iterdir():
        if path.name not in keys:
            path.unlink(missing_ok=True)


def _write_manifest(
    folder: Path,
    settings: Settings,
    print_of: str,
    inputs: int,
    shards: list[Shard],
    started: datetime,
    report: Report,
) -> None:
    told = {
        "schema": "bibhrat.run/1",
        "bibhrat": __version__,
        "code": code(),
        "settings_hash": print_of,
        "settings": settings.model_dump(),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(report.seconds, 3),
        "inputs": {"files": inputs, "bytes": sum(shard.size for shard in shards)},
        "shards": {
            "all": report.shards,
            "reused": report.reused,
            "failed": len(report.failed),
        },
        "counts": {
            **asdict(report.tally),
            **asdict(report.merged),
            "incidents": report.incidents,
        },
        "failed": report.failed,
        "outputs": [RECORDS, REJECTS, *([INCIDENTS] if settings.incidents else [])],
    }
    with whole(folder / MANIFEST) as stream:
        stream.write(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
