"""Shards done by actors of a Ray cluster, with the bytes that the simple backend gives.

Shards go out as rows of a Ray dataset, results come back as bytes, and this process writes
them: the machines of a cluster share the inputs' paths and nothing else, and a worker that
dies in the middle leaves nothing behind. Ray puts another in its place and gives it the
shard, by its own rules. An actor loads words and models once.
"""

import logging
import os
import pickle
import platform
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.run.plan import Shard
from bibhrat.run.settings import Settings, code
from bibhrat.run.shard import InputError, Tally, fill, open_source
from bibhrat.run.simple import OnProgress
from bibhrat.run.workers import Done, work_of
from bibhrat.write.whole import whole

#: One shard a block, so that it goes to whoever is free; a block costs this process about a
#: millisecond, so a very large run has several shards in each.
_MOST_BLOCKS = 10_000
#: Seconds within which a cluster's address has to answer.
_REACH = 10.0


def perform(
    shards: Sequence[Shard], settings: Settings, folder: Path, on_progress: OnProgress
) -> Iterator[Done]:
    """Do shards, in any order; as `bibhrat.run.workers.perform`.

    A cluster that this process is connected to already is used and left as it is; else
    `ray_address` or Ray's own choice (RAY_ADDRESS, a cluster of this machine, a new one).

    Raises:
        StopError: Ray is not installed, cannot be reached or gives up; a machine has another
            bibhrat or lacks an input; a result cannot be written.
    """
    if not shards:
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray = need("ray", "ray", "--backend ray")
    need("ray.data", "ray", "--backend ray")
    ours = not ray.is_initialized()
    if ours:
        _connect(ray, settings.ray_address)
    try:
        for row in _rows(ray, shards, settings):
            answer = orjson.loads(row["answer"])
            if answer["stop"] is not None:
                raise StopError(answer["stop"])
            yield _done(shards[answer["index"]], answer, row["result"], folder, on_progress)
    except ray.exceptions.RayError as error:
        said = str(error).strip().partition("\n")[0]
        raise StopError(
            f"Ray gave up: {type(error).__name__}: {said}; start the run again to go on"
        ) from None
    finally:
        if ours:
            ray.shutdown()


def _connect(ray: Any, address: str | None) -> None:
    try:
        if address is not None and ":" in address:
            # Ray itself goes on trying for many minutes.
            host, _, port = address.removeprefix("ray://").rpartition(":")
            socket.create_connection((host, int(port)), timeout=_REACH).close()
        ray.init(address=address, logging_level="warning")
    except (OSError, RuntimeError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error).strip().partition("\n")[0]
        raise StopError(f"--ray-address {address or 'not given'}: {said}") from None


def _rows(ray: Any, shards: Sequence[Shard], settings: Settings) -> Iterator[dict[str, Any]]:
    """Answers, in the order in which they come."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False  # a run has its own
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    told = [{"index": n, "shard": pickle.dumps(shard)} for n, shard in enumerate(shards)]
    dataset = ray.data.from_items(told, override_num_blocks=min(len(told), _MOST_BLOCKS))
    answers = dataset.map(
        _Actor,
        fn_constructor_args=(settings, code(), str(Path.cwd())),
        compute=ray.data.ActorPoolStrategy(size=min(settings.workers, len(told))),
        num_cpus=settings.ray_cpus,
    )
    rows: Iterator[dict[str, Any]] = answers.iter_rows()
    return rows


def _done(
    shard: Shard, answer: dict[str, Any], result: bytes, folder: Path, on_progress: OnProgress
) -> Done:
    if answer["reason"] is not None:
        return Done(shard, None, answer["reason"])
    with whole(folder / shard.key, sync=False) as stream:
        stream.write(result)
    tally = Tally(**answer["tally"])
    on_progress(tally.articles + sum(tally.rejected.values()), shard.size)
    return Done(shard, tally)


class _Actor:
    """A worker: ready once, then one row a shard.

    A row of its answers has `answer`, JSON with index, tally, reason (why the shard cannot
    be done) and stop (why the run cannot go on), and `result`, bytes.
    """

    def __init__(self, settings: Settings, code_there: str, folder: str) -> None:
        self._stop: str | None = None
        with suppress(OSError):
            os.chdir(folder)  # relative paths count from where the run was started
        try:
            work, zones = work_of(settings)
        except StopError as error:
            self._stop = _here(str(error))
            return
        self._work, self._open = work, open_source(settings.map, zones)
        if code() != code_there:
            self._stop = _here("another version of bibhrat; install the same one everywhere")

    def __call__(self, row: dict[str, Any]) -> dict[str, bytes]:
        shard: Shard = pickle.loads(row["shard"])
        answer: dict[str, Any] = {"index": row["index"], "tally": None, "reason": None}
        stream = BytesIO()
        if self._stop is None:
            try:
                answer["tally"] = asdict(
                    fill(shard, stream, self._work, self._open, lambda articles, size: None)
                )
            except InputError as error:
                answer["reason"] = str(error)
                if not Path(shard.source.path).exists():
                    self._stop = _here(f"{error}; inputs need the same path on every machine")
        answer["stop"] = self._stop
        return {"answer": orjson.dumps(answer), "result": stream.getvalue()}


def _here(message: str) -> str:
    return f"on {platform.node()}: {message}"
