"""Libraries that only some inputs and outputs need, imported where they are used."""

from importlib import import_module
from typing import Any

from bibhrat.errors import StopError


def need(module: str, extra: str, what: str) -> Any:
    """Import a module of an extra.

    Args:
        module: dotted name.
        extra: the extra of bibhrat that has it ("feeds").
        what: what asks for it, for the message ("reading .parquet").

    Raises:
        StopError: it is not installed; the message has the line that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = error.name or module
        raise StopError(
            f"{what} needs {missing}: python -m pip install 'bibhrat[{extra}]'"
        ) from None
