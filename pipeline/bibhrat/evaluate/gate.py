"""The gate: scores against written floors, on exactly the corpus that they were set on.

floors.json pins the gold file by its hash and its number of articles, states the epsilon by
which a score may fall, and a floor for each score (a ceiling for an error rate).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError, shorten
from bibhrat.evaluate.labels import Gold
from bibhrat.evaluate.metrics import BY_NAME
from bibhrat.evaluate.sheet import Scores
from bibhrat.write.jsonl import whole_file

EPSILON = 0.005
#: What a new floors file holds floors for.
GATED = (
    "detection.precision",
    "detection.recall",
    "detection.f1",
    "timex.strict.f1",
    "timex.relaxed.f1",
    "timex.value.f1",
    "services.f1",
    "slot.micro.f1",
    "slot.start.f1",
    "slot.end.f1",
    "slot.duration.f1",
    "slot.type.f1",
    "slot.status.f1",
    "slot.cause.f1",
    "slot.scope.f1",
    "precision.finer",
    "core",
    "complete",
)


@dataclass(frozen=True, slots=True)
class Floors:
    """The written floors: of which corpus, with which slack, by metric."""

    corpus: str
    sha256: str
    articles: int
    epsilon: float
    floors: Mapping[str, float]


def read_floors(path: str | Path) -> Floors:
    """Read a floors file.

    Raises:
        StopError: it cannot be read, or a key is missing, unknown or of the wrong type.
    """
    try:
        table = orjson.loads(Path(path).read_bytes())
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    except orjson.JSONDecodeError as error:
        raise StopError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    top = _keys(path, "", table, {"corpus", "epsilon", "floors"})
    corpus = _keys(path, "corpus.", top["corpus"], {"name", "sha256", "articles"})
    for key, kind in (("name", str), ("sha256", str), ("articles", int)):
        if type(corpus[key]) is not kind:
            raise StopError(f"{path}: corpus.{key}: expected {kind.__name__}, "
                            f"got {shorten(corpus[key])}")  # fmt: skip
    floors = top["floors"]
    if not isinstance(floors, dict) or not floors:
        raise StopError(f"{path}: floors: expected floors by metric, got {shorten(floors)}")
    for name, value in floors.items():
        if name not in BY_NAME:
            raise StopError(f"{path}: floors.{name}: no such metric")
        _share(path, f"floors.{name}", value)
    return Floors(
        corpus["name"],
        corpus["sha256"],
        corpus["articles"],
        _share(path, "epsilon", top["epsilon"]),
        {name: float(value) for name, value in floors.items()},
    )


def _keys(path: str | Path, where: str, table: object, wanted: set[str]) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise StopError(f"{path}: {where.rstrip('.') or 'file'}: expected an object")
    for key in sorted(wanted ^ set(table)):
        raise StopError(f"{path}: {where}{key}: {'missing' if key in wanted else 'unknown key'}")
    return table


def _share(path: str | Path, where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise StopError(f"{path}: {where}: expected a number from 0 to 1, got {shorten(value)}")
    return float(value)


def check(floors: Floors, gold: Gold, scores: Scores) -> list[str]:
    """What keeps the gate shut, one line each; empty when it is open."""
    failures: list[str] = []
    if floors.sha256 != gold.sha256:
        failures.append(
            f"corpus: {gold.name} has sha256 {gold.sha256[:16]}…, the floors were set on "
            f"{floors.corpus} with {floors.sha256[:16]}…"
        )
    if floors.articles != len(gold.articles):
        failures.append(f"corpus: {len(gold.articles)} articles, not {floors.articles}")
    for name, floor in floors.floors.items():
        failure = _failure(name, floor, scores.get(name), floors.epsilon)
        if failure is not None:
            failures.append(failure)
    return failures


def _failure(name: str, floor: float, value: float | None, epsilon: float) -> str | None:
    if value is None:
        return f"{name}: no score, the floor is {floor:.4f}"
    if BY_NAME[name].lower_is_better:
        if value > floor + epsilon:
            return f"{name}: {value:.4f} is above its ceiling {floor:.4f} + {epsilon}"
    elif value < floor - epsilon:
        return f"{name}: {value:.4f} is below its floor {floor:.4f} − {epsilon}"
    return None


def update(
    old: Floors | None, gold: Gold, scores: Scores, *, allow_lower: bool
) -> tuple[Floors, list[str]]:
    """New floors from what is reached now.

    Args:
        old: the floors so far; None makes a file of the metrics in `GATED`.
        gold: the corpus that will be pinned.
        scores: of the system that is judged.
        allow_lower: whether a floor may fall (or a ceiling rise).

    Returns:
        The new floors, and what they would loosen without leave; nothing may be written
        when that is not empty. Within epsilon an old floor just stays.
    """
    names = tuple(old.floors) if old is not None else GATED
    floors: dict[str, float] = {}
    refused: list[str] = []
    for name in names:
        value = scores.get(name)
        if value is None:
            if old is not None and not allow_lower:
                refused.append(f"{name}: no score any more, the floor is {old.floors[name]:.4f}")
            continue
        before = old.floors[name] if old is not None else None
        new = _rounded(name, value)
        looser = before is not None and (
            new > before if BY_NAME[name].lower_is_better else new < before
        )
        if looser and before is not None and not allow_lower:
            failure = _failure(name, before, value, old.epsilon if old is not None else EPSILON)
            if failure is not None:
                refused.append(failure)
            new = before
        floors[name] = new
    epsilon = old.epsilon if old is not None else EPSILON
    return Floors(gold.name, gold.sha256, len(gold.articles), epsilon, floors), refused


def _rounded(name: str, value: float) -> float:
    """Four digits, away from the score, so that rounding never shuts the gate."""
    up = BY_NAME[name].lower_is_better
    return (math.ceil(value * 1e4 - 1e-9) if up else math.floor(value * 1e4 + 1e-9)) / 1e4


def write_floors(path: str | Path, floors: Floors) -> None:
    """Write a floors file, whole or not at all.

    Raises:
        StopError: it cannot be written.
    """
    table = {
        "corpus": {"name": floors.corpus, "sha256": floors.sha256, "articles": floors.articles},
        "epsilon": floors.epsilon,
        "floors": dict(floors.floors),
    }
    with whole_file(str(path)) as out:
        out.write(orjson.dumps(table, option=orjson.OPT_INDENT_2))
