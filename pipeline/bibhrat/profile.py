"""A run profile: configs/profiles/default.toml with a user's partial file laid over it.

Out comes a `Profile` that is checked once; an unknown key is refused with its path.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bibhrat.article import zone
from bibhrat.assets import asset
from bibhrat.errors import ProfileError, first_wrong
from bibhrat.lexicon import toml


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class GateTable(_Table):
    """`[gate]`: the look at the raw text before any language processing."""

    enabled: bool
    min_bangla: float = Field(ge=0, le=1, description="share of Bangla among letters")


class RecordTable(_Table):
    """`[records]`: which records are written."""

    background: bool
    min_confidence: float = Field(ge=0, le=1)


class LearnedTable(_Table):
    """`[learned]`: models in place of rules alone."""

    enabled: bool
    models: str = Field(
        description="a folder that `bibhrat train` wrote; empty: models/bn_outage; in a file given "
        "with --profile a relative path is relative to that file"
    )
    transformer: str = Field(
        description="a folder of fine-tuned models that decide with them; empty: none; relative "
        "as `models` is"
    )
    runtime: Literal["torch", "onnx", "onnx-int8"]


class ServicesTable(_Table):
    """`[services]`: the services known by name."""

    catalogue: str = Field(
        description="a user's own services over the shipped ones; empty: none; in a file given "
        "with --profile a relative path is relative to that file"
    )
    recogniser: str = Field(
        description="a tagger of bnlp for names that the catalogue lacks; empty: their shapes; "
        "relative as `catalogue` is"
    )


class TextTable(_Table):
    """`[text]`: what is done to a text before it is read."""

    cleaner: Literal["", "bnlp"]


class Profile(_Table):
    """A whole profile."""

    gate: GateTable
    learned: LearnedTable
    records: RecordTable
    services: ServicesTable
    text: TextTable
    zones: dict[str, str] = Field(description="outlet → IANA zone; '*' for all others")


def read_profile(path: str | Path | None = None) -> Profile:
    """Read a profile over the defaults.

    Args:
        path: a TOML file with any part of the default profile, or None for the defaults.

    Raises:
        ProfileError: file missing, not TOML, unknown key, wrong type, or unknown zone.
    """
    settings = _load(asset("configs/profiles/default.toml"))
    origin = "default profile"
    if path is not None:
        origin = str(path)
        settings = _overlay(settings, _load(Path(path)))
    try:
        profile = Profile.model_validate(settings)
    except ValidationError as error:
        raise ProfileError(f"{origin}: {first_wrong(error)}") from None
    if path is not None:
        profile = _beside(profile, Path(path).parent)
    for outlet, name in profile.zones.items():
        if zone(name) is None:
            raise ProfileError(f"{origin}: zones.{outlet}: unknown time zone {name!r}")
    return profile


def _beside(profile: Profile, folder: Path) -> Profile:
    """The profile with its relative paths counted from the folder of its file."""

    def here(path: str) -> str:
        return str(folder / path) if path else ""

    own, learned = profile.services, profile.learned
    services = ServicesTable(catalogue=here(own.catalogue), recogniser=here(own.recogniser))
    folders = {"models": here(learned.models), "transformer": here(learned.transformer)}
    update = {"services": services, "learned": learned.model_copy(update=folders)}
    return profile.model_copy(update=update)


def _load(path: Path) -> dict[str, Any]:
    try:
        table: dict[str, Any] = toml.loads(path.read_text(encoding="utf-8"))
        return table
    except (OSError, ValueError) as error:
        raise ProfileError(f"{path}: {error}") from None


def _overlay(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in extra.items():
        below = merged.get(key)
        merged[key] = (
            _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
        )
    return merged
