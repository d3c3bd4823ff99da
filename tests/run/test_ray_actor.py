"""An actor of the Ray backend without a cluster: what it says when it cannot go on."""

import pickle
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from bibhrat.errors import StopError
from bibhrat.read import Source
from bibhrat.run import on_ray
from bibhrat.run.plan import Shard
from bibhrat.run.settings import checked, code
from run.feeds import go, make


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
