"""Libraries of the `[evaluate]` extra, imported where they are used."""

from importlib import import_module
from typing import Any

from bibhrat.errors import StopError


def need(module: str, install: str = "bibhrat[evaluate]") -> Any:
    """Import a module of an extra.

    Args:
        module: dotted name.
        install: what pip is to install where it is missing.

    Raises:
        StopError: it is not installed; the message has the line that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or module).split(".")[0]
        raise StopError(
            f"bibhrat evaluate needs {missing}: python -m pip install '{install}'"
        ) from None
