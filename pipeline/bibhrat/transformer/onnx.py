"""Fine-tuned models as ONNX graphs, whole and with 8-bit weights, checked against torch.

In goes a folder of fine-tuned models; each task's model.onnx and model.int8.onnx come out
beside its weights. A graph that does not say what torch says is not kept.
"""

import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.transformer import encoders, libraries
from bibhrat.transformer.backends import GRAPHS, Array, OnnxModel, Row, TorchModel, padded
from bibhrat.transformer.bundle import HEADS, Bundle, Task
from bibhrat.transformer.normalise import NORMALISERS
from bibhrat.transformer.windows import Form

_OPSET = 18
#: How far logits of the whole graph may be from torch's.
_CLOSE = 1e-3
#: Texts that a new graph is checked on: padded, of several lengths.
_PROBES = (("ফেসবুক ডাউন", "রাত ৯টা থেকে ফেসবুকে ঢোকা যাচ্ছে না।"), ("বৃষ্টি", "আজ বৃষ্টি হবে।" * 9))


def export(folder: Path, report: Callable[[str], None]) -> list[Path]:
    """Write the graphs of every task.

    Args:
        folder: of fine-tuned models.
        report: told of each graph.

    Returns:
        The files.

    Raises:
        StopError: a library is missing, or a graph does not agree with torch.
    """
    bundle = Bundle.read(folder)
    found: list[Path] = []
    for task, window in bundle.tasks.items():
        form = Form(
            encoders.tokenizer(folder / task),
            NORMALISERS[bundle.normaliser],
            window.length,
            window.stride,
        )
        rows = [w.row for title, text in _PROBES for w in form.windows(title, text)]
        batch = padded(rows, {"input_ids": form.tokenizer.pad_token_id})
        whole, small = folder / task / GRAPHS["onnx"], folder / task / GRAPHS["onnx-int8"]
        _export(folder / task, task, batch, whole)
        far = _distance(folder / task, task, rows, batch)
        if far > _CLOSE:
            whole.unlink()
            raise StopError(f"{whole}: not kept, its logits are up to {far:.4f} from torch's")
        _quantise(whole, small)
        report(f"{task}: {_size(whole)} and {_size(small)} with 8 bits, {far:.1e} from torch")
        found += [whole, small]
    return found


def _export(folder: Path, task: Task, batch: dict[str, Array], target: Path) -> None:
    torch = libraries.torch()
    need("onnxscript", "onnx", "an export to ONNX")
    model = encoders.model(folder, HEADS[task])
    names = list(batch)
    # Two rows at least: a size of one would become a constant of the graph.
    examples = {name: torch.from_numpy(values[:2]) for name, values in batch.items()}
    rows, length = torch.export.Dim("rows"), torch.export.Dim("length", min=2, max=4096)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's own, about its own code
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # wants torchvision
        torch.onnx.export(
            _logits_of(model, names),
            tuple(examples.values()),
            str(target),
            input_names=names,
            output_names=["logits"],
            dynamic_shapes=(({0: rows, 1: length},) * len(names),),
            opset_version=_OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def _logits_of(model: Any, names: Sequence[str]) -> Any:
    """The model with tensors in and its logits out, which a graph can be made of."""
    torch = libraries.torch()

    def forward(self: Any, *tensors: Any) -> Any:
        return self.model(**dict(zip(names, tensors, strict=True))).logits

    kind = type("Logits", (torch.nn.Module,), {"forward": forward})
    module = kind()
    module.model = model
    return module.eval()


def _distance(folder: Path, task: Task, rows: Sequence[Row], batch: dict[str, Array]) -> float:
    """The greatest difference of a logit, padding aside."""
    one, other = TorchModel(folder, task)(batch), OnnxModel(folder, "onnx")(batch)
    if one.ndim == 3:
        lengths = [len(row["input_ids"]) for row in rows]
        pairs = [(a[:n], b[:n]) for a, b, n in zip(one, other, lengths, strict=True)]
        return max(float(np.abs(a - b).max()) for a, b in pairs)
    return float(np.abs(one - other).max())


def _quantise(whole: Path, small: Path) -> None:
    """Weights as 8-bit integers, a scale for each row; activations are scaled as they come."""
    quantization = need("onnxruntime.quantization", "onnx", "an export to ONNX")
    graph = need("onnx", "onnx", "an export to ONNX").load(whole)
    del graph.graph.value_info[:]  # older quantizers take its shapes for those of new tensors
    quantization.quantize_dynamic(
        graph, small, weight_type=quantization.QuantType.QInt8, per_channel=True,
        extra_options={"DefaultTensorType": 1},
    )  # fmt: skip


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.1f} MB"
