"""Ray: the bytes of the simple backend, whoever dies, and either goes on with the other's work."""

import importlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from run.feeds import go, make, outputs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("ray") is None, reason="Ray is not installed: bibhrat[ray]"
    ),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at /proc"),
    pytest.mark.filterwarnings("ignore"),  # Ray's own
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two machines, as far as Ray can tell, of one core each."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    small = {"num_cpus": 1, "object_store_memory": 100 << 20}
    utils: Any = importlib.import_module("ray.cluster_utils")
    made = utils.Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
    made.add_node(**small)
    session = made.head_node.get_session_dir_path()
    yield made
    made.shutdown()
    shutil.rmtree(session, ignore_errors=True)


@pytest.fixture(scope="module")
def simple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inputs in `in`, and in `out` what the simple backend makes of them."""
    folder = tmp_path_factory.mktemp("simple")
    go(make(folder / "in", 2000), folder / "out", shard_mb=0.01)
    return folder


def start(simple: Path, out: Path, cluster: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bibhrat", "run", simple / "in", "--out", out]
    command += ["--shard-mb", "0.01", "--backend", "ray", "--ray-address", cluster.address]
    command += ["--workers", "2"]
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def results(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "shards").glob("[!.]*")}


def until_results(out: Path, count: int) -> int:
    limit = time.monotonic() + 60
    while len(found := list((out / "shards").glob("[!.]*"))) < count:
        assert time.monotonic() < limit
        time.sleep(0.01)
    return len(found)


def actors(cluster: Any) -> list[int]:
    """Processes of the cluster that do shards."""
    parents = {
        process.process.pid
        for node in (cluster.head_node, *cluster.worker_nodes)
        for process in node.all_processes["raylet"]
    }
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            title = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        if parent in parents and title.startswith(b"ray::") and b"_Actor" in title:
            found.append(int(stat.parent.name))
    return found


def test_a_worker_is_killed_in_the_middle_of_a_run(
    tmp_path: Path, cluster: Any, simple: Path
) -> None:
    expected = results(simple / "out")
    process = start(simple, tmp_path / "out", cluster)
    at_kill = until_results(tmp_path / "out", 3)
    (victim, _) = actors(cluster)
    os.kill(victim, signal.SIGKILL)
    said = process.communicate(timeout=100)[1].decode()
    assert process.returncode == 3, said  # some rows are bad
    assert at_kill < len(expected)
    assert outputs(tmp_path / "out") == outputs(simple / "out")
    assert results(tmp_path / "out") == expected
    assert "2,000 articles read" in said


def test_the_simple_backend_goes_on_with_what_a_killed_run_on_ray_left(
    tmp_path: Path, cluster: Any, simple: Path
) -> None:
    process = start(simple, tmp_path / "out", cluster)
    until_results(tmp_path / "out", 3)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    report = go(simple / "in", tmp_path / "out", shard_mb=0.01)
    assert 3 <= report.reused < report.shards
    assert outputs(tmp_path / "out") == outputs(simple / "out")
    assert results(tmp_path / "out") == results(simple / "out")


def test_ray_goes_on_with_what_the_simple_backend_left(
    tmp_path: Path, cluster: Any, simple: Path
) -> None:
    shutil.copytree(simple / "out", tmp_path / "out")
    for number, path in enumerate(sorted((tmp_path / "out" / "shards").iterdir())):
        if number % 2:
            path.unlink()
    left = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out/shards").iterdir()}
    process = start(simple, tmp_path / "out", cluster)
    said = process.communicate(timeout=100)[1].decode()
    assert f"{len(left)} done before" in said
    assert outputs(tmp_path / "out") == outputs(simple / "out")
    assert results(tmp_path / "out") == results(simple / "out")
    for name, changed in left.items():
        assert (tmp_path / "out" / "shards" / name).stat().st_mtime_ns == changed


def test_an_address_where_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"--ray-address 127\.0\.0\.1:1: "):
        go(make(tmp_path / "in", 8), tmp_path / "out", backend="ray", ray_address="127.0.0.1:1")
