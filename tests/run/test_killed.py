"""kill -9 at any moment, then the same command again: the bytes of an undisturbed run."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bibhrat.run.workers import _Meter
from run.feeds import make, outputs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at /proc"),
]


def start(folder: Path, out: Path, workers: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bibhrat", "run", folder, "--out", out]
    command += ["--workers", workers, "--shard-mb", "0.004"]
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: "subprocess.Popen[bytes]", within: float | None = None) -> bytes | None:
    """What it said on standard error; None where it is still at work."""
    try:
        return process.communicate(timeout=within)[1]
    except subprocess.TimeoutExpired:
        return None


def children(identity: int) -> list[int]:
    tasks = Path(f"/proc/{identity}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def alive(identity: int) -> bool:
    try:
        state = Path(f"/proc/{identity}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(identities: list[int], within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while any(alive(identity) for identity in identities):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def done(out: Path) -> list[Path]:
    """The results that stand whole."""
    return list((out / "shards").glob("[!.]*"))


def results(process: "subprocess.Popen[bytes]", out: Path, wanted: int) -> bytes | None:
    """None once so many results are there; what it said where it came to its end before."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if len(done(out)) >= wanted:
            return None
        time.sleep(0.002)
    return ended(process)


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_ten_random_points(tmp_path: Path, workers: int) -> None:
    folder = make(tmp_path / "in", 160)
    begin = time.monotonic()
    assert ended(start(folder, tmp_path / "whole", workers)) is not None
    length = time.monotonic() - begin
    expected = outputs(tmp_path / "whole")
    moments = random.Random(workers)
    kills, cycle, reused = 0, 0, 0
    while kills < 10:
        out = tmp_path / f"out{cycle}"
        process = start(folder, out, workers)
        if kills % 2:  # by the clock, from loading to merging; else by its results
            point = ended(process, within=moments.uniform(0.05, 1.0) * length)
        else:
            point = results(process, out, len(done(out)) + moments.randint(1, 4))
        if point is None:
            left = children(process.pid)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            assert gone(left)
            reused += len(done(out))
        else:  # it came to its end before: compare, and begin anew
            assert outputs(out) == expected
            cycle += 1
    said = ended(start(folder, tmp_path / f"out{cycle}", workers))
    assert said is not None
    assert outputs(tmp_path / f"out{cycle}") == expected
    assert reused > 0  # some kills came when results were there
    assert not list(tmp_path.rglob("*.part"))


def test_a_killed_worker_stops_the_run_and_the_next_goes_on(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", 160)
    assert ended(start(folder, tmp_path / "whole", 1)) is not None
    out = tmp_path / "out"
    process = start(folder, out, 2)
    until = time.monotonic() + 60
    while not done(out) and time.monotonic() < until:
        time.sleep(0.01)
    victim = next(child for child in children(process.pid) if _is_worker(child))
    os.kill(victim, signal.SIGKILL)
    said = ended(process, within=60)
    if process.returncode == 2:  # else the worker had done its last shard
        assert said is not None
        assert b"a worker was killed" in said
        assert b"Traceback" not in said
    assert ended(start(folder, out, 2)) is not None
    assert outputs(out) == outputs(tmp_path / "whole")


def _is_worker(identity: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{identity}/cmdline").read_bytes()


def test_interrupted_it_ends_its_workers_and_says_how_to_go_on(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", 8_000)
    process = start(folder, tmp_path / "out", 2)
    until = time.monotonic() + 60
    while not done(tmp_path / "out") and time.monotonic() < until:
        time.sleep(0.01)
    left = children(process.pid)
    process.send_signal(signal.SIGINT)
    said = ended(process, within=30)
    assert process.returncode == 130
    assert said is not None
    assert b"Traceback" not in said
    assert gone(left)


def test_the_counts_are_read_though_a_killed_worker_holds_their_lock() -> None:
    meter = _Meter(multiprocessing.get_context("spawn"))
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with meter._counts.get_lock():
            held.set()
            over.wait(60)

    threading.Thread(target=hold, daemon=True).start()
    assert held.wait(10)
    reader = threading.Thread(target=meter.since, daemon=True)
    reader.start()
    reader.join(5)
    stuck = reader.is_alive()
    over.set()
    assert not stuck
