"""Ray: the bytes of the simple backend, whoever dies, and either goes on with the other's work."""

import importlib.util
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from bibhrat.errors import StopError
from bibhrat.read import Source
from bibhrat.run import on_ray
from bibhrat.run.plan import Shard
from bibhrat.run.settings import checked, code
from run.feeds import go, make, outputs

needs_ray = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("ray") is None, reason="Ray is not installed: bibhrat[ray]"
    ),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at /proc"),
    pytest.mark.filterwarnings("ignore"),  # Ray's own
]


def on_cluster(*marks: Any) -> Any:
    """A test that runs on a cluster."""

    def decorate(test: Any) -> Any:
        for mark in (*needs_ray, *marks):
            test = mark(test)
        return test

    return decorate


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two machines, as far as Ray can tell, of one core each."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    small = {"num_cpus": 1, "object_store_memory": 100 << 20}
    made = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
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


@on_cluster()
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


@on_cluster()
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


@on_cluster()
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


def answer(shard: Shard, code_there: str, **settings: Any) -> dict[str, Any]:
    """What an actor says to one shard, in this process."""
    asked = checked({"inputs": ["x"], **settings}, "test")
    actor = on_ray._Actor(asked, code_there, str(Path.cwd()))
    told: dict[str, Any] = orjson.loads(actor({"index": 0, "shard": pickle.dumps(shard)})["answer"])
    return told


def test_a_machine_that_cannot_give_the_same_bytes_stops_the_run(tmp_path: Path) -> None:
    path = make(tmp_path / "in", 8) / "a.jsonl"
    shard = Shard("key", Source(str(path), "jsonl"), path.stat().st_size)
    assert answer(shard, code())["stop"] is None
    assert "another version of bibhrat" in answer(shard, "other")["stop"]
    wrong = answer(shard, code(), profile=str(tmp_path / "none.toml"))
    assert "none.toml" in wrong["stop"]
    path.unlink()
    assert "need the same path on every machine" in answer(shard, code())["stop"]


def test_an_unreadable_input_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b"no gzip at all")
    told = answer(Shard("key", Source(str(path), "jsonl"), 14), code())
    assert (told["stop"], told["tally"]) == (None, None)
    assert "a.jsonl.gz" in told["reason"]


def test_without_ray_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(StopError, match=r"--backend ray needs ray: .*bibhrat\[ray\]"):
        go(make(tmp_path / "in", 8), tmp_path / "out", backend="ray")


@on_cluster()
def test_an_address_where_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"--ray-address 127\.0\.0\.1:1: "):
        go(make(tmp_path / "in", 8), tmp_path / "out", backend="ray", ray_address="127.0.0.1:1")
