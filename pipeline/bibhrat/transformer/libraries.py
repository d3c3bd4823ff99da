"""The heavy libraries, imported where they are used; a missing one says what to install.

They are untyped for mypy on purpose: the checks are the same with and without them.
"""

from typing import Any

from bibhrat.extras import need

_WHAT = "a transformer model"


def torch() -> Any:
    """The module torch.

    Raises:
        StopError: it is not installed.
    """
    return need("torch", "transformers", _WHAT)


def transformers() -> Any:
    """The module transformers, which says nothing but errors.

    Raises:
        StopError: it is not installed, or torch is not.
    """
    torch()
    module = need("transformers", "transformers", _WHAT)
    module.utils.logging.set_verbosity_error()
    module.utils.logging.disable_progress_bar()
    return module


def safetensors() -> Any:
    """The module safetensors.torch.

    Raises:
        StopError: it is not installed.
    """
    return need("safetensors.torch", "transformers", _WHAT)


def onnxruntime() -> Any:
    """The module onnxruntime.

    Raises:
        StopError: it is not installed.
    """
    return need("onnxruntime", "onnx", "a model in ONNX")
