"""Shared fixtures: articles, and the command as a user calls it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from support import OUTAGE

# The suite tries the same examples each time, so that a red commit is red because of itself;
# `make fuzz` tries others.
settings.register_profile("suite", derandomize=True, max_examples=500, deadline=None)
settings.register_profile("fuzz", max_examples=5_000, deadline=None)
settings.load_profile("suite")


@pytest.fixture
def outage() -> dict[str, Any]:
    """An article with an outage in it, to be changed at will."""
    return dict(OUTAGE)


@pytest.fixture
def feed(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows (dicts, or bytes as they are) to a JSON Lines file."""

    def write(*rows: dict[str, Any] | bytes, name: str = "in.jsonl") -> Path:
        path = tmp_path / name
        lines = [
            r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in rows
        ]
        path.write_bytes(b"\n".join(lines) + b"\n" if lines else b"")
        return path

    return write


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m bibhrat …` as a user would run the command."""

    def call(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "bibhrat", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            check=False,
        )

    return call
