"""What a run is asked to do: from a TOML file, from options, or both.

Everything that can change a record goes into one fingerprint, and so into the names of the
shards: what was done with other settings, other models or another bibhrat is done again.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bibhrat._version import __version__
from bibhrat.assets import asset
from bibhrat.errors import StopError, first_wrong
from bibhrat.lexicon import toml
from bibhrat.profile import Profile
from bibhrat.read.sources import KINDS, is_path
from bibhrat.transformer.bundle import files

_PACKAGE = Path(__file__).resolve().parent.parent
#: Parts of the package that no record depends on; a new chart makes no run stale.
_BESIDE = (
    "configs", "corpus", "evaluate", "export", "fetch", "incidents", "models", "run", "train",
    "watch", "write",
)  # fmt: skip


class Settings(BaseModel):
    """A run's settings, as its TOML file has them.

    Attributes:
        inputs: files, folders, patterns; relative ones count from the file's own folder.
        format, map: as the options of `bibhrat extract`.
        profile, catalogue: TOML files.
        backend: who does the shards: processes of this machine, or actors of a Ray cluster.
        workers: processes or actors.
        ray_address: of a cluster; None leaves the choice to Ray.
        ray_cpus: cores that an actor asks for. Less than one, so that actors on all cores
            leave Ray's own tasks something to run on.
        incidents: whether incidents are made of all records.
        store: .sqlite, .parquet or an address; filled when all shards are done.
        shard_mb: largest part into which plain JSON Lines files are cut.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    inputs: list[str] = Field(min_length=1)
    format: str | None = None
    map: dict[str, str] = Field(default_factory=dict)
    profile: str | None = None
    catalogue: str | None = None
    backend: Literal["local", "ray"] = "local"
    workers: int = Field(default=1, ge=1, le=1024)
    ray_address: str | None = None
    ray_cpus: float = Field(default=0.5, gt=0)
    incidents: bool = False
    store: str | None = None
    shard_mb: float = Field(default=16.0, gt=0)


def read_settings(path: str) -> dict[str, Any]:
    """A run's TOML file; its relative paths made to count from its folder.

    Raises:
        StopError: no such file, or not TOML.
    """
    try:
        table: dict[str, Any] = toml.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StopError(f"{path}: {error}") from None
    beside = Path(path).parent
    if isinstance(table.get("inputs"), list):
        table["inputs"] = [
            str(beside / name) if isinstance(name, str) and is_path(name) else name
            for name in table["inputs"]
        ]
    for key in ("profile", "catalogue", "store"):
        value = table.get(key)
        if isinstance(value, str) and "://" not in value:
            table[key] = str(beside / value)
    return table


def checked(table: Mapping[str, Any], origin: str) -> Settings:
    """Settings from a table.

    Raises:
        StopError: an unknown key or a wrong value, with its path.
    """
    try:
        settings = Settings.model_validate(dict(table))
    except ValidationError as error:
        raise StopError(f"{origin}: {first_wrong(error)}") from None
    if settings.format is not None and settings.format not in KINDS:
        raise StopError(f"{origin}: format: one of {', '.join(KINDS)}, got {settings.format!r}")
    return settings


def fingerprint(settings: Settings, profile: Profile) -> str:
    """A short hash of all that records depend on beside the inputs.

    Raises:
        StopError: the catalogue cannot be read.
    """
    told = blake2b(digest_size=12)
    told.update(orjson.dumps([__version__, code(), settings.format, sorted(settings.map.items())]))
    told.update(orjson.dumps(profile.model_dump(), option=orjson.OPT_SORT_KEYS))
    for path in filter(None, {settings.catalogue, profile.services.catalogue}):
        try:
            told.update(Path(path).read_bytes())
        except OSError as error:
            raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    if profile.learned.transformer:
        told.update(orjson.dumps(files(Path(profile.learned.transformer))))
    return told.hexdigest()


@cache
def code() -> str:
    """A hash of the rules, the words and the models that decide on records."""
    told = blake2b(digest_size=12)
    for path in _files():
        told.update(path.name.encode() + b"\x00" + path.read_bytes())
    return told.hexdigest()


def _files() -> Iterator[Path]:
    for path in sorted(_PACKAGE.rglob("*")):
        inner = path.relative_to(_PACKAGE)
        if path.suffix in (".py", ".toml") and inner.parts[0] not in (
            *_BESIDE,
            "configs",
            "models",
        ):
            yield path
    yield asset("configs/sources.toml")
    yield from sorted(asset("models/bn_outage").glob("*.json"))
