"""What configs/sources.toml knows of an outlet: its zone, its dateline, its boilerplate.

In goes what an article says of its source, or its address; out comes an `Outlet`. The file
is read when the first article needs it, so a feed that states its zones never pays for it.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from bibhrat.assets import asset
from bibhrat.errors import AssetError
from bibhrat.lexicon import toml

_COMMON = "*"
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@]*@)?([^/:?#]+)(?::\d+)?(/[^?#]*)?", re.I)
_PREFIXES = ("www.", "m.", "amp.")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One news outlet.

    Attributes:
        id: the key of its table.
        name, bn: as it writes itself in English and in Bangla.
        domains: hosts, a path behind them where a host has several languages.
        country: ISO 3166-1.
        zone: IANA name.
        dateline: how its pages print 5 March 2024, 22:10; None where they print no clock.
        aliases: other ids.
        boilerplate: openings of lines that are no part of an article.
    """

    id: str
    name: str
    bn: str
    domains: tuple[str, ...]
    country: str
    zone: str
    dateline: str | None
    aliases: tuple[str, ...]
    boilerplate: tuple[str, ...]


@cache
def known() -> tuple[Outlet, ...]:
    """All outlets, in the order of the file.

    Raises:
        AssetError: configs/sources.toml is missing or is no TOML.
    """
    path = asset("configs/sources.toml")
    try:
        tables = toml.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AssetError(f"{path}: {error}") from None
    common = tuple(tables[_COMMON]["boilerplate"])
    return tuple(
        Outlet(
            id=identity,
            name=table["name"],
            bn=table["bn"],
            domains=tuple(table["domains"]),
            country=table["country"],
            zone=table["zone"],
            dateline=table.get("dateline"),
            aliases=tuple(table.get("aliases", ())),
            boilerplate=(*common, *table.get("boilerplate", ())),
        )
        for identity, table in tables.items()
        if identity != _COMMON
    )


@cache
def common_boilerplate() -> tuple[str, ...]:
    """Openings of lines that are no part of an article, whoever printed it."""
    path = asset("configs/sources.toml")
    return tuple(toml.loads(path.read_text(encoding="utf-8"))[_COMMON]["boilerplate"])


@cache
def _by_name() -> dict[str, Outlet]:
    names: dict[str, Outlet] = {}
    for outlet in known():
        for name in (outlet.id, *outlet.aliases, outlet.name, outlet.bn, *outlet.domains):
            names.setdefault(name.casefold(), outlet)
    return names


@cache
def _by_domain() -> dict[str, list[tuple[str, Outlet]]]:
    """Host → paths and their outlets, the longest path first."""
    hosts: dict[str, list[tuple[str, Outlet]]] = {}
    for outlet in known():
        for domain in outlet.domains:
            host, _, path = domain.partition("/")
            hosts.setdefault(host, []).append((path, outlet))
    return {host: sorted(pairs, key=lambda pair: -len(pair[0])) for host, pairs in hosts.items()}


def find(source: str | None, url: str | None) -> Outlet | None:
    """The outlet of an article.

    Args:
        source: id, alias, name in either script, or domain; wins over the address.
        url: address of the article or of its feed.

    >>> find("Prothom Alo", None).zone, find(None, "https://www.anandabazar.com/x").zone
    ('Asia/Dhaka', 'Asia/Kolkata')
    >>> find(None, "https://www.bbc.com/news/1") is None
    True
    """
    if source and (outlet := _by_name().get(source.strip().casefold())) is not None:
        return outlet
    match = _HOST.match(url.strip()) if url else None
    return _of_host(match[1].lower(), _section(match[2])) if match else None


def _section(path: str | None) -> str:
    """The first part of a path, which is all that a domain in the file may have."""
    return (path or "").strip("/").partition("/")[0].lower()


@lru_cache(maxsize=4096)
def _of_host(host: str, section: str) -> Outlet | None:
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    while "." in host:
        for path, outlet in _by_domain().get(host, ()):
            if path in ("", section):
                return outlet
        host = host.partition(".")[2]
    return None
