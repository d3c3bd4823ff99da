# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat incidents`: records, or incidents of an earlier run, in; incidents out.

Exit codes: 0 every line was read; 3 some were rejected; 2 (raised as StopError) it could
not run.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from bibhrat.errors import SkipError, StopError

if TYPE_CHECKING:
    from bibhrat.evaluate.incidents import Score
    from bibhrat.read.rows import Rejection
    from bibhrat.record import OutageRecord

OK, SOME_REJECTED = 0, 3


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `incidents`; imports nothing heavy."""
    parser = subparsers.add_parser(
        "incidents",
        help="records of many articles → incidents, with revisions and conflicts",
        description="Records, or incidents of an earlier run, in any order → incidents.",
        epilog="Exit codes: 0 every line was read; 3 some were rejected; 2 it could not run. "
        "To go on with what is there, name it as well: incidents new.jsonl old.jsonl -o old.jsonl",
    )
    parser.add_argument(
        "input",
        nargs="*",
        metavar="RECORDS.jsonl",
        help="of `bibhrat extract` or `bibhrat incidents`; .gz is read; - is stdin",
    )
    parser.add_argument("-o", "--output", default="-", metavar="OUT.jsonl", help="default: stdout")
    parser.add_argument(
        "--score",
        nargs="+",
        metavar="GOLD.jsonl",
        help="score against labelled articles instead of writing; without RECORDS both the "
        "labels' own records and extracted ones are grouped and scored",
    )
    parser.add_argument("--profile", help="of the extraction that --score runs")
    parser.add_argument("--quiet", action="store_true", help="nothing on standard error")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Do what the options say; returns the exit code.

    Raises:
        StopError: a file cannot be read or written, or nothing is given to read.
    """
    if not options.input and not options.score:
        raise StopError("incidents: name a file of records, or - for standard input")
    tell = (lambda line: None) if options.quiet else _tell
    rejected: list[Rejection] = []

    def reject(rejection: "Rejection") -> None:
        rejected.append(rejection)
        tell(f"rejected: {rejection}")

    if options.score:
        _score(options, reject)
    else:
        _write(options, reject, tell)
    return SOME_REJECTED if rejected else OK


def _write(
    options: argparse.Namespace, reject: "Callable[[Rejection], None]", tell: Callable[[str], None]
) -> None:
    from bibhrat.incidents import Incidents
    from bibhrat.write.jsonl import whole_file

    known = Incidents(_records(options.input, reject))
    found = known.incidents()
    with whole_file(options.output) as out:
        for incident in found:
            out.write(incident.to_json())
    place = "standard output" if options.output == "-" else options.output
    tell(f"{len(known):,} records, {len(found):,} incidents written to {place}")


def _records(
    paths: Sequence[str], reject: "Callable[[Rejection], None]"
) -> "Iterator[OutageRecord]":
    from bibhrat.read.streams import label, opened

    for path in paths:
        with opened(path) as stream:
            yield from read(stream, label(path), reject)


def read(
    stream: IO[bytes], name: str, reject: "Callable[[Rejection], None]"
) -> "Iterator[OutageRecord]":
    """Records of a stream whose lines are records or incidents; blank lines are passed over.

    Args:
        stream: binary, at its beginning.
        name: of the file, for messages.
        reject: told of every line that is neither.

    Raises:
        StopError: the file is UTF-16 or its compression is broken.
    """
    from bibhrat.export.read import to_record
    from bibhrat.read.jsonl import lines, parse
    from bibhrat.read.rows import reject as rejection

    for number, raw, line in lines(stream, name):
        try:
            found = [to_record(row) for row in _rows(parse(line))]
        except SkipError as error:
            reject(rejection(name, number, raw, error))
        else:
            yield from found


def _rows(row: Any) -> list[Any]:
    """The records inside a line: itself, or those of an incident's revisions."""
    from bibhrat.incidents import SCHEMA

    if not isinstance(row, dict) or row.get("schema") != SCHEMA:
        return [row]
    revisions = row.get("revisions")
    if not isinstance(revisions, list) or not all(isinstance(r, dict) for r in revisions):
        raise SkipError("bad_incident", "revisions: a list of objects is needed", field="revisions")
    return [revision.get("record") for revision in revisions]


def _score(options: argparse.Namespace, reject: "Callable[[Rejection], None]") -> None:
    from bibhrat.evaluate.gold import read_gold
    from bibhrat.evaluate.incidents import extracted_records, gold_records, score

    gold = read_gold(options.score)
    scores = {}
    if options.input:
        scores["records"] = score(gold, _records(options.input, reject))
    else:
        scores["labels"] = score(gold, gold_records(gold))
        scores["extracted"] = score(gold, extracted_records(gold, options.profile))
    for line in _table(scores):
        print(line)  # noqa: T201 - the output of a command


def _table(scores: "dict[str, Score]") -> Iterator[str]:
    heads = ("B³ P", "R", "F1", "CEAF-e P", "R", "F1", "articles", "incidents", "of ≥3")
    yield f"{'':12}" + "".join(f"{head:>10}" for head in heads)
    for name, found in scores.items():
        values = [
            f"{value:.3f}"
            for part in (found.b_cubed, found.ceaf_e)
            for value in (part.precision, part.recall, part.f1)
        ]
        values += [str(found.articles), str(found.incidents), str(found.well_told)]
        yield f"{name:12}" + "".join(f"{value:>10}" for value in values)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
