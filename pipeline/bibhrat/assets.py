"""Where configs/ and models/ are: beside pipeline/ in a checkout, inside the package in a wheel."""

from pathlib import Path

from bibhrat.errors import AssetError

_PACKAGE = Path(__file__).resolve().parent


def roots() -> tuple[Path, ...]:
    """The folders that may hold configs/ and models/, the wheel's first."""
    return (_PACKAGE, _PACKAGE.parent.parent)


def asset(relative: str) -> Path:
    """The path of a file or folder below configs/ or models/.

    Raises:
        AssetError: when no place has it; the message lists the places.
    """
    candidates = [root / relative for root in roots()]
    for candidate in candidates:
        if candidate.exists():
            return candidate
    looked = ", ".join(str(candidate) for candidate in candidates)
    raise AssetError(f"{relative} not found; looked for {looked}")
