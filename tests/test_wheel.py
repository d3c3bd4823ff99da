"""What the wheel holds, and whether it works where nothing else is installed."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from support import OUTAGE, ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


def _tracked(folder: str) -> set[str]:
    """Files below a folder of the checkout that belong into a wheel."""
    base = ROOT / folder
    return {
        str(path.relative_to(base))
        for path in base.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.parts[-2:-1] != ("build",)
    }


def test_the_wheel_holds_what_the_checkout_holds(wheel: Path) -> None:
    held = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    expected = {f"bibhrat/{name}" for name in _tracked("pipeline/bibhrat")}
    expected |= {f"bibhrat/configs/{name}" for name in _tracked("configs")}
    expected |= {
        f"bibhrat/models/{name}" for name in _tracked("models") if not name.startswith("build")
    }
    assert held == expected
    assert "bibhrat/py.typed" in held
    assert "bibhrat/configs/profiles/default.toml" in held


def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    subprocess.run([str(part) for part in install], check=True, capture_output=True)
    feed, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    feed.write_text(json.dumps(OUTAGE, ensure_ascii=False), encoding="utf-8")
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [str(part) for part in (home / "bin" / "bibhrat", "extract", feed, "-o", out)]
    subprocess.run(command, check=True, cwd=tmp_path, env=clean, capture_output=True)
    record = json.loads(out.read_text(encoding="utf-8"))
    assert [service["id"] for service in record["services"]] == ["facebook", "messenger"]
    listed = subprocess.run(
        [python, "-m", "pip", "list"], check=True, capture_output=True, text=True, env=clean
    ).stdout
    assert "torch" not in listed
