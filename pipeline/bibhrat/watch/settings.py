"""What to watch and whom to tell: a TOML file, checked."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bibhrat.errors import StopError, first_wrong, shorten
from bibhrat.fetch import Limits
from bibhrat.lexicon import toml

#: What a sink is told of.
Topic = Literal["records", "incidents"]
TOPICS: tuple[Topic, ...] = ("records", "incidents")
Pages = Literal["auto", "always", "never"]
_MB = 1 << 20


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Feed(_Table):
    """One feed.

    Attributes:
        url: of RSS or Atom.
        interval: seconds between two looks, over that of all.
        pages: whether articles' own pages are fetched: "auto" where the feed has only a summary.
    """

    url: str
    interval: float | None = Field(default=None, ge=1)
    pages: Pages = "auto"


class LimitsTable(_Table):
    """What an answer may cost: seconds and megabytes, packed and unpacked alike."""

    connect: float = Field(default=10.0, gt=0)
    read: float = Field(default=20.0, gt=0)
    whole: float = Field(default=60.0, gt=0)
    feed_mb: float = Field(default=8.0, gt=0, le=64)
    page_mb: float = Field(default=4.0, gt=0, le=64)

    def of(self, megabytes: float) -> Limits:
        """As the fetcher takes them."""
        return Limits(int(megabytes * _MB), self.connect, self.read, self.whole)


class Stdout(_Table):
    """Standard output, one line of JSON an event."""

    kind: Literal["stdout"]
    topics: list[Topic] = Field(default=list(TOPICS), min_length=1)

    @property
    def name(self) -> str:
        """By which the store knows it."""
        return "stdout"


class File(_Table):
    """A file that grows by one line of JSON an event."""

    kind: Literal["file"]
    path: str
    topics: list[Topic] = Field(default=list(TOPICS), min_length=1)

    @property
    def name(self) -> str:
        """By which the store knows it."""
        return f"file {self.path}"


class Webhook(_Table):
    """An address that every event is posted to, signed.

    Attributes:
        secret_env: environment variable with the secret ("whsec_…" in base64, or any text).
    """

    kind: Literal["webhook"]
    url: str
    secret_env: str | None = None
    topics: list[Topic] = Field(default=list(TOPICS), min_length=1)

    @property
    def name(self) -> str:
        """By which the store knows it."""
        return f"webhook {self.url}"

    def secret(self) -> str | None:
        """The secret, None where none is asked for.

        Raises:
            StopError: the variable is not set.
        """
        if self.secret_env is None:
            return None
        if not (found := os.environ.get(self.secret_env)):
            raise StopError(f"{self.url}: the environment variable {self.secret_env} is not set")
        return found


Sink = Annotated[Stdout | File | Webhook, Field(discriminator="kind")]


class Settings(_Table):
    """A watch, as its TOML file has it; relative paths count from the file's own folder.

    Attributes:
        store: .sqlite or postgresql://…, for records, incidents and how far the watch is.
        interval, longest: seconds between two looks at a feed, and at most after failures.
        workers: hosts that are asked at the same time.
        page_tries: how often a page is asked for; the last time is about four hours after the
            first. Meanwhile its summary does.
        private: hosts, without ports, that may have private addresses.
        profile, catalogue: as of `bibhrat extract`.
    """

    store: str
    feeds: list[Feed] = Field(min_length=1)
    sinks: list[Sink] = Field(default_factory=list)
    interval: float = Field(default=900.0, ge=1)
    longest: float = Field(default=21_600.0, ge=1)
    workers: int = Field(default=8, ge=1, le=256)
    page_tries: int = Field(default=8, ge=1)
    private: list[str] = Field(default_factory=list)
    limits: LimitsTable = Field(default_factory=LimitsTable)
    profile: str | None = None
    catalogue: str | None = None


def read_settings(path: str) -> Settings:
    """A watch's TOML file.

    Raises:
        StopError: no such file, no TOML, an unknown key, a wrong value or one given twice.
    """
    try:
        table: dict[str, Any] = toml.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StopError(f"{path}: {error}") from None
    return checked(table, path, Path(path).parent)


def checked(table: dict[str, Any], origin: str, beside: Path) -> Settings:
    """Settings from a table.

    Raises:
        StopError: an unknown key, a wrong value or one given twice, with its path.
    """
    for key in ("profile", "catalogue", "store"):
        table = {**table, key: _beside(table[key], beside)} if key in table else table
    if isinstance(table.get("sinks"), list):
        table["sinks"] = [
            {**sink, "path": _beside(sink["path"], beside)}
            if isinstance(sink, dict) and "path" in sink
            else sink
            for sink in table["sinks"]
        ]
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise StopError(f"{origin}: {first_wrong(error)}") from None
    urls = [feed.url for feed in settings.feeds]
    for number, url in enumerate(urls):
        _check_url(url, f"{origin}: feeds.{number}.url")
    names = [sink.name for sink in settings.sinks]
    for key, given in (("feeds", urls), ("sinks", names)):
        if twice := next((one for one in given if given.count(one) > 1), None):
            raise StopError(f"{origin}: {key}: {twice!r} is given twice")
    for number, sink in enumerate(settings.sinks):
        if isinstance(sink, Webhook):
            _check_url(sink.url, f"{origin}: sinks.{number}.url")
    return settings


def _beside(value: Any, folder: Path) -> Any:
    return str(folder / value) if isinstance(value, str) and "://" not in value else value


def _check_url(url: str, place: str) -> None:
    try:
        good = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        good = False
    if not good:
        raise StopError(f"{place}: an address with http or https is needed (got {shorten(url)})")
