"""What can go wrong, in two kinds: an article that is skipped, and a run that cannot go on.

Messages name the place (file and line) and the field or key, and carry the value that
was wrong, cut to a length that fits a terminal.
"""

from typing import Any


class BibhratError(Exception):
    """Base of all errors that bibhrat raises on purpose."""


class StopError(BibhratError):
    """The run cannot go on: a missing profile, an unreadable input, a full disk."""


class ProfileError(StopError):
    """A run profile with an unknown key or a value of the wrong type."""


class AssetError(StopError):
    """configs/ or models/ is not where a checkout or a wheel has it."""


class SkipError(BibhratError):
    """One article cannot be used; the rest of the run is not touched.

    Attributes:
        code: short stable name of the reason, used in counts ("bad_json", "empty_text").
        field: the input field at fault, or None when the whole line is.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


def shorten(value: object, limit: int = 60) -> str:
    """`repr` of a value, cut for an error message."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def first_wrong(error: Any, *under: str) -> str:
    """The first thing that pydantic found wrong: its path, what is wrong, and what was given.

    Args:
        error: a `pydantic.ValidationError`; not named, so that errors need no pydantic.
        under: keys above the table that was checked.
    """
    first = error.errors()[0]
    key = ".".join((*under, *map(str, first["loc"])))
    return f"{key}: {first['msg']} (got {shorten(first['input'])})"
