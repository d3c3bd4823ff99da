"""What computes logits: torch from safetensors, or onnxruntime from an exported graph."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bibhrat.errors import StopError
from bibhrat.transformer import encoders, libraries
from bibhrat.transformer.bundle import HEADS, Runtime, Task

#: The exported graph of a runtime, in the folder of its task.
GRAPHS: Mapping[Runtime, str] = {"onnx": "model.onnx", "onnx-int8": "model.int8.onnx"}
_MOST_TOKENS = 4096  # of a padded batch

Row = Mapping[str, list[int]]
Array = Any  # numpy's arrays of integers and floats


class Backend(Protocol):
    """Rows of tokens in, logits out: one array a row, without the padding."""

    def __call__(self, batch: Mapping[str, Array]) -> Array:
        """Logits of a padded batch."""


class TorchModel:
    """A model of transformers."""

    def __init__(self, folder: Path, task: Task) -> None:
        self._torch = libraries.torch()
        self._model = encoders.model(folder, HEADS[task])

    def __call__(self, batch: Mapping[str, Array]) -> Array:
        """Logits of a padded batch."""
        tensors = {key: self._torch.from_numpy(value) for key, value in batch.items()}
        with self._torch.inference_mode():
            return self._model(**tensors).logits.numpy()


class OnnxModel:
    """An exported graph."""

    def __init__(self, folder: Path, runtime: Runtime) -> None:
        runtimes = libraries.onnxruntime()
        graph = folder / GRAPHS[runtime]
        if not graph.is_file():
            raise StopError(
                f"{graph}: not found; 'bibhrat transformer export {folder.parent}' makes it"
            )
        options = runtimes.SessionOptions()
        options.log_severity_level = 3
        try:
            self._session = runtimes.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            # onnxruntime has no common class of its errors.
            raise StopError(f"{graph}: cannot be read ({type(error).__name__})") from None
        self._inputs = {one.name for one in self._session.get_inputs()}

    def __call__(self, batch: Mapping[str, Array]) -> Array:
        """Logits of a padded batch."""
        given = {key: value for key, value in batch.items() if key in self._inputs}
        return self._session.run(["logits"], given)[0]


def open_model(folder: Path, task: Task, runtime: Runtime) -> Backend:
    """The model of a task.

    Raises:
        StopError: it cannot be read, or a library is missing.
    """
    return TorchModel(folder, task) if runtime == "torch" else OnnxModel(folder, runtime)


def padded(rows: Sequence[Row], fill: Mapping[str, int]) -> dict[str, Array]:
    """Rows of tokens as one array a key, the shorter ones filled up on the right."""
    longest = max(len(row["input_ids"]) for row in rows)
    return {
        key: np.array([row[key] + [fill.get(key, 0)] * (longest - len(row[key])) for row in rows])
        for key in rows[0]
    }


def logits(model: Backend, rows: Sequence[Row], pad: int, *, by_token: bool = False) -> list[Array]:
    """Logits of each row, asked in batches of rows that are about as long.

    Args:
        model: what is asked.
        rows: of one task.
        pad: id of the padding token.
        by_token: whether the model says something of each token.
    """
    found: list[Array] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: -len(rows[i]["input_ids"]))
    begin = 0
    while begin < len(order):
        longest = len(rows[order[begin]]["input_ids"])
        batch = order[begin : begin + max(1, _MOST_TOKENS // longest)]
        said = model(padded([rows[i] for i in batch], {"input_ids": pad}))
        for index, own in zip(batch, said, strict=True):
            found[index] = own[: len(rows[index]["input_ids"])] if by_token else own
        begin += len(batch)
    return found


def softmax(values: Array) -> Array:
    """Probabilities along the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
