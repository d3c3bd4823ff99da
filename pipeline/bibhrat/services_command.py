# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat services`: the catalogue searched, and a user's own file checked.

Exit codes: 0 found, or the file is clean; 1 nothing found, or problems in the file; 2
(raised as StopError) it could not run. The table goes to a terminal; into a pipe go the
same columns with tabs between them, or with --json one object a line.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from bibhrat.errors import StopError

OK, NOTHING = 0, 1
Row = tuple[str, Mapping[str, Any]]


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `services`; imports nothing heavy."""
    parser = subparsers.add_parser(
        "services",
        help="search the services known by name, or check a file of your own",
        description="Search the catalogue: an id, a spelling in Bangla or Latin letters, an "
        "operator, a kind or a country. Spelling variants are found. Without QUERY: all.",
        epilog="Exit codes: 0 found, or the file is clean; 1 nothing found, or problems in the "
        "file; 2 it could not run.",
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help="ফেসবুক, bkash, meta, bank, BD")
    parser.add_argument("--kind", help="only this kind: bank, telecom, social, …")
    parser.add_argument("--country", metavar="CODE", help="only of this country: BD, IN, …")
    parser.add_argument("--operator", metavar="ID", help="only of this operator: meta, google, …")
    parser.add_argument("--catalogue", metavar="EXTRA.toml", help="search your own services, too")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--check", metavar="EXTRA.toml", help="only check a file of your own, and say what is wrong"
    )
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Do what the options say; returns the exit code.

    Raises:
        StopError: a file cannot be read or has mistakes, or an option names nothing known.
    """
    if options.check is not None:
        return _check(options)
    from bibhrat.catalogue_file import merge, read_entries, shipped

    entries = shipped()
    if options.catalogue is not None:
        entries = merge(entries, read_entries(options.catalogue))
    kinds = {entry["kind"] for entry in entries.values()}
    if options.kind is not None and options.kind not in kinds:
        raise StopError(f"--kind {options.kind}: kinds are {', '.join(sorted(kinds))}")
    only = {"kind": options.kind, "country": options.country, "operator": options.operator}
    found = search(entries, " ".join(options.query), **only)
    if not found:
        several = options.query if len(options.query) > 1 else ()
        alone = [word for word in several if search(entries, word, **only)]
        hint = f" all of it; by itself: {', '.join(alone)}" if alone else ""
        _tell(f"no service matches{hint}")
        return NOTHING
    _show(found, as_json=options.json)
    return OK


def search(
    entries: Mapping[str, Mapping[str, Any]],
    query: str = "",
    *,
    kind: str | None = None,
    country: str | None = None,
    operator: str | None = None,
) -> list[Row]:
    """Entries that match, the best first, then by id.

    Args:
        entries: id → entry, as in lexicon/services.
        query: an id, a spelling or a part of one, an operator's id, a kind or a country's
            code; empty for all.
        kind, country, operator: only entries with exactly this.

    >>> from bibhrat.catalogue_file import shipped
    >>> search(shipped(), "হোয়াটস অ্যাপ")[0][0]
    'whatsapp'
    """
    wanted = _bones(query)
    ranked: list[tuple[int, Row]] = []
    for id_, entry in entries.items():
        if kind is not None and entry["kind"] != kind:
            continue
        if country is not None and country.upper() not in entry.get("country", ()):
            continue
        if operator is not None and entry.get("operator") != operator:
            continue
        rank = _rank(id_, entry, query.strip(), wanted)
        if rank is not None:
            ranked.append((rank, (id_, entry)))
    ranked.sort(key=lambda pair: (pair[0], pair[1][0]))
    return [row for _, row in ranked]


def _rank(id_: str, entry: Mapping[str, Any], query: str, wanted: str) -> int | None:
    """0 for the very name, 1 for its beginning, 2 inside it, 3 by what the entry says else."""
    if not query:
        return 0
    names = [_bones(name) for name in (entry["name"], *entry["bn"], *entry.get("latin", ()))]
    lower = query.lower()
    if lower == id_ or wanted in names:
        return 0
    if wanted and any(name.startswith(wanted) for name in names):
        return 1
    if lower in id_ or (wanted and any(wanted in name for name in names)):
        return 2
    says = (entry.get("operator"), entry["kind"], *(c.lower() for c in entry.get("country", ())))
    return 3 if lower in says or lower in entry.get("in_group", ()) else None


def _bones(word: str) -> str:
    """Spelling variants, hyphens and spaces made one: হোয়াটস অ্যাপ is হোয়াটসঅ্যাপ."""
    from bibhrat.matcher import skeleton
    from bibhrat.text import fold

    return skeleton(fold(word).text).text.replace("-", "").replace(" ", "")


def _check(options: argparse.Namespace) -> int:
    from bibhrat.catalogue_file import check

    problems = check(options.check)
    for problem in problems:
        _tell(str(problem))
    _tell(f"{options.check}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return NOTHING if problems else OK


# --- output ---------------------------------------------------------------------------------

_COLUMNS = ("id", "name", "bn", "latin", "kind", "operator", "country")


def _show(found: Sequence[Row], *, as_json: bool) -> None:
    if not as_json and sys.stdout.isatty():
        _table(found)
        return
    from bibhrat.write.jsonl import whole_file

    with whole_file("-") as out:
        if not as_json:
            out.write("\t".join(_COLUMNS).encode())
        for row in found:
            out.write(orjson.dumps(_object(*row)) if as_json else "\t".join(_cells(*row)).encode())


def _object(id_: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": id_,
        "name": entry["name"],
        "bn": list(entry["bn"]),
        "latin": list(entry.get("latin", ())),
        "ambiguous": list(entry.get("ambiguous", ())),
        "kind": entry["kind"],
        "operator": entry.get("operator"),
        "country": list(entry.get("country", ())),
        "in_group": list(entry.get("in_group", ())),
    }


def _cells(id_: str, entry: Mapping[str, Any]) -> list[str]:
    ordinary = entry.get("ambiguous", ())
    marked = {key: [w + "*" * (w in ordinary) for w in entry.get(key, ())] for key in _COLUMNS[2:4]}
    return [
        id_,
        entry["name"] + "*" * (entry["name"] in ordinary),
        ", ".join(marked["bn"]),
        ", ".join(marked["latin"]),
        entry["kind"],
        entry.get("operator", ""),
        " ".join(entry.get("country", ())),
    ]


def _table(found: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        header_style="bold",
        row_styles=["", "on grey7"],
        caption=f"found: {len(found):,}; * an ordinary word, too: a name only in context",
    )
    for column in _COLUMNS:
        grid.add_column(column, overflow="fold", style="bold" if column == "id" else None)
    for row in found:
        # Text, since brackets in a user's own name are no markup.
        grid.add_row(*(Text(cell) for cell in _cells(*row)))
    Console().print(grid)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
