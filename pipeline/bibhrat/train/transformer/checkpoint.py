"""The state of a training that can go on: weights and moments as safetensors, the rest as JSON.

Nothing is pickled. A checkpoint is written beside the old one and then takes its place, so that
a killed run leaves the last whole one.
"""

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError
from bibhrat.transformer import libraries


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        task: a hash of everything that the training depends on.
        epoch: epochs that are done.
        step: steps that are done.
        best: the best measure so far, and `best_epoch` when it was.
        finished: whether nothing is left to do.
    """

    task: str
    epoch: int = 0
    step: int = 0
    best: float = float("-inf")
    best_epoch: int = 0
    finished: bool = False


def save(
    folder: Path, progress: Progress, model: Any, optimizer: Any, best: Mapping[str, Any]
) -> None:
    """Write a checkpoint in place of the one that is there.

    Args:
        folder: of the checkpoint.
        progress: how far the training is.
        model, optimizer: their states are stored.
        best: weights of the best epoch.
    """
    tensors = libraries.safetensors()
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tensors.save_file(weights(model), fresh / "model.safetensors")
    tensors.save_file(dict(best), fresh / "best.safetensors")
    tensors.save_file(_moments(optimizer), fresh / "optimizer.safetensors")
    (fresh / "state.json").write_bytes(orjson.dumps(asdict(progress), option=orjson.OPT_INDENT_2))
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def weights(model: Any) -> dict[str, Any]:
    """The weights of a model, copied: tied ones share no memory in a file."""
    return {name: value.detach().clone().contiguous() for name, value in model.state_dict().items()}


def _moments(optimizer: Any) -> dict[str, Any]:
    state = optimizer.state_dict()["state"]
    return {
        f"{number}.{name}": value.detach().clone().contiguous()
        for number, own in state.items()
        for name, value in own.items()
    }


def load(
    folder: Path, task: str, model: Any, optimizer: Any
) -> tuple[Progress, dict[str, Any]] | None:
    """Put model and optimizer into the state of a checkpoint; None where there is none.

    A checkpoint of other settings, labels or encoder is not touched but not used either: the
    training begins anew and replaces it.

    Raises:
        StopError: it is damaged.
    """
    tensors = libraries.safetensors()
    if not (folder / "state.json").is_file():
        return None
    try:
        told = orjson.loads((folder / "state.json").read_bytes())
        if told["best"] is None:
            told["best"] = float("-inf")
        progress = Progress(**told)
        if progress.task != task:
            return None
        model.load_state_dict(tensors.load_file(folder / "model.safetensors"))
        best = tensors.load_file(folder / "best.safetensors")
        state: dict[int, dict[str, Any]] = {}
        for key, value in tensors.load_file(folder / "optimizer.safetensors").items():
            number, _, name = key.partition(".")
            state.setdefault(int(number), {})[name] = value
        groups = optimizer.state_dict()["param_groups"]
        optimizer.load_state_dict({"state": state, "param_groups": groups})
    except Exception as error:
        # safetensors, torch and JSON each raise their own.
        raise StopError(
            f"{folder}: damaged checkpoint ({type(error).__name__}); remove it to begin anew"
        ) from None
    return progress, best
