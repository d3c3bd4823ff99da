"""`bibhrat evaluate`: labelled articles and systems in; tables, a report and a verdict out.

Exit codes: 0 done; 2 it could not run; 4 the gate is shut (a score below its floor, or
another corpus than the floors were set on).
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from bibhrat.errors import StopError
from bibhrat.write.jsonl import whole_file

if TYPE_CHECKING:
    from bibhrat.evaluate.evaluation import Evaluation
    from bibhrat.evaluate.labels import Gold
    from bibhrat.evaluate.systems import System

OK, SHUT = 0, 4
OWN = "bibhrat"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `evaluate` with the command's subparsers; imports nothing heavy."""
    parser = commands.add_parser(
        "evaluate",
        help="score against labelled articles",
        description="Score bibhrat, the records of any system, or a baseline against labels.",
        epilog="Exit codes: 0 done; 4 the gate is shut; 2 it could not run.",
    )
    parser.add_argument(
        "gold", nargs="+", metavar="GOLD.jsonl", help="labelled articles; several files are one"
    )
    parser.add_argument(
        "--records", metavar="R.jsonl", help="records to score; without it bibhrat runs itself"
    )
    parser.add_argument(
        "--timexes", metavar="T.jsonl", help="temporal expressions, as `bibhrat tag` writes them"
    )
    parser.add_argument(
        "--system",
        action="append",
        metavar="NAME",
        default=[],
        help="a column: bibhrat, baseline:keyword, baseline:catalogue, baseline:dateparser; with "
        "--records any other name is theirs; repeat for columns side by side, the first is judged",
    )
    parser.add_argument("--profile", help="TOML file laid over the default profile of bibhrat")
    parser.add_argument("--report", metavar="OUT.html", help="one self-contained page")
    parser.add_argument("--json", metavar="OUT.json", help="everything, for machines")
    parser.add_argument("--markdown", metavar="OUT.md", help="tables for a pull request")
    parser.add_argument(
        "--slices", action="store_true", help="add topic, style, year and zone to the Markdown"
    )
    parser.add_argument("--floors", metavar="FLOORS.json", help="exit 4 where a score fell below")
    parser.add_argument(
        "--update-floors", action="store_true", help="write what is reached now as the floors"
    )
    parser.add_argument(
        "--allow-lower", action="store_true", help="let --update-floors lower a floor"
    )
    parser.add_argument(
        "--compare", metavar="R.jsonl", help="records of another system, for a paired test"
    )
    parser.add_argument(
        "--bootstrap", type=_samples, default=1000, metavar="N", help="samples; 0: no intervals"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap")
    parser.add_argument("--quiet", action="store_true", help="no table on standard output")
    parser.set_defaults(command=run)


def _samples(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"a number of samples, not {text}")
    return number


def run(options: argparse.Namespace) -> int:
    """Do what the options say; returns the exit code.

    Raises:
        StopError: an option, a file or a library is not what is needed.
    """
    from bibhrat.evaluate.evaluation import evaluate  # noqa: PLC0415 - --help stays instant
    from bibhrat.evaluate.gold import read_gold  # noqa: PLC0415

    _check(options)
    gold = read_gold(options.gold)
    evaluation = evaluate(
        gold, _systems(options, gold), samples=options.bootstrap, seed=options.seed
    )
    _write(options, evaluation)
    return _gate(options, evaluation) if options.floors else OK


def _check(options: argparse.Namespace) -> None:
    if options.update_floors and not options.floors:
        raise StopError("--update-floors needs --floors FILE")
    if options.allow_lower and not options.update_floors:
        raise StopError("--allow-lower needs --update-floors")
    if options.seed < 0:
        raise StopError(f"--seed: a number from 0 on is needed, got {options.seed}")


def _systems(options: argparse.Namespace, gold: "Gold") -> "list[System]":
    """The columns, in the order they were asked for; files come first where not named."""
    from bibhrat.evaluate.baselines import PREFIX, baseline  # noqa: PLC0415
    from bibhrat.evaluate.systems import read_system, run_bibhrat  # noqa: PLC0415

    from_files = options.records or options.timexes
    names: list[str] = list(dict.fromkeys(options.system))
    own = [name for name in names if not name.startswith(PREFIX)]
    if not own:
        # Baselines alone are scored alone, unless there are files to score.
        if from_files:
            names.insert(0, Path(from_files).stem)
        elif not names:
            names = [OWN]
    elif len(own) > 1 if from_files else own != [OWN]:
        wrong = own[-1] if from_files else next(name for name in own if name != OWN)
        raise StopError(f"--system {wrong}: only one name, that of --records, is free")
    found: list[System] = []
    for name in names:
        if name.startswith(PREFIX):
            found.append(baseline(name, gold))
        elif from_files:
            found.append(read_system(name, gold, options.records, options.timexes))
        else:
            found.append(run_bibhrat(gold, name, options.profile))
    if options.compare:
        stem = Path(options.compare).stem
        taken = any(system.name == stem for system in found)
        name = f"{stem} (compared)" if taken else stem
        found.append(read_system(name, gold, options.compare, None))
    return found


def _write(options: argparse.Namespace, evaluation: "Evaluation") -> None:
    from bibhrat.evaluate import table  # noqa: PLC0415

    if options.json:
        form = orjson.OPT_INDENT_2 if options.json != "-" else 0
        _file(options.json, orjson.dumps(table.to_json(evaluation), option=form))
    if options.markdown:
        _file(options.markdown, table.to_markdown(evaluation, slices=options.slices).encode())
    if options.report:
        from bibhrat.evaluate.report import to_html  # noqa: PLC0415

        _file(options.report, to_html(evaluation).encode())
    if not options.quiet and "-" not in (options.json, options.markdown, options.report):
        _file("-", table.headlines(evaluation).encode())


def _file(path: str, content: bytes) -> None:
    with whole_file(path) as out:
        out.write(content.rstrip(b"\n"))


def _gate(options: argparse.Namespace, evaluation: "Evaluation") -> int:
    from bibhrat.evaluate import gate  # noqa: PLC0415

    gold, scores = evaluation.gold, evaluation.columns[0].scores
    old = None
    if not options.update_floors or Path(options.floors).exists():
        old = gate.read_floors(options.floors)
    if options.update_floors:
        floors, failures = gate.update(old, gold, scores, allow_lower=options.allow_lower)
        hint = " (--allow-lower lets it)"
        if not failures:
            gate.write_floors(options.floors, floors)
            _tell(f"floors written to {options.floors}")
    else:
        assert old is not None
        failures, hint = gate.check(old, gold, scores), ""
    for failure in failures:
        _tell(f"floor: {failure}{hint}")
    if not failures and not options.update_floors:
        _tell(f"all floors of {options.floors} hold")
    return SHUT if failures else OK


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
