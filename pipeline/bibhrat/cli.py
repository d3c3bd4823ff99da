"""The command `bibhrat`: files in, files out; progress and summaries go to standard error.

Exit codes: 0 everything was read; 3 some lines were rejected; 2 the run could not go on.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import orjson

from bibhrat._version import __version__
from bibhrat.article import Article
from bibhrat.catalogue import Catalogue
from bibhrat.errors import BibhratError, StopError
from bibhrat.options import input_options
from bibhrat.profile import Profile, read_profile
from bibhrat.run import Outcome, Summary, Work, run

if TYPE_CHECKING:
    from bibhrat.temporal import Timex

OK, CANNOT_RUN, SOME_REJECTED = 0, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except BibhratError as error:
        print(f"bibhrat: {error}", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    except KeyboardInterrupt:
        print("bibhrat: interrupted, output as it was before", file=sys.stderr)  # noqa: T201
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bibhrat",
        description="Bangla outage reports as data: what went down, when, which services.",
        epilog="Exit codes: 0 all read; 3 some lines rejected; 2 the run could not go on; "
        "1 problems found (corpus validate); 4 a score below its floor (evaluate).",
    )
    parser.add_argument("--version", action="version", version=f"bibhrat {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="articles → outage records")
    _batch_options(extract)
    extract.add_argument(
        "--explain", action="store_true", help="print every drop and decision, with its rule"
    )
    extract.add_argument(
        "--min-confidence",
        type=float,
        metavar="SHARE",
        help="leave out records below this confidence, 0 to 1 (over the profile's)",
    )
    extract.add_argument("--table", action="store_true", help="print the records as a table, too")
    _catalogue_option(extract)
    extract.set_defaults(command=_extract)

    tag = commands.add_parser(
        "tag", help="articles → their temporal expressions, one article a line"
    )
    _batch_options(tag)
    tag.add_argument(
        "--full", action="store_true", help="bounds, anchor, rules and all that is known, too"
    )
    tag.set_defaults(command=_tag)

    show = commands.add_parser(
        "show", help="one article in the terminal, evidence coloured by kind"
    )
    show.add_argument(
        "article", help="a .jsonl file (its first article, or --id), a .txt file, or -"
    )
    show.add_argument("--id", help="which article of the file")
    show.add_argument("--profile", help="TOML file laid over the default profile")
    _catalogue_option(show)
    show.set_defaults(command=_show)

    from bibhrat import (
        incidents_command,
        query_command,
        run_command,
        services_command,
        transformer_command,
        watch_command,
    )
    from bibhrat.corpus import command as corpus
    from bibhrat.evaluate import command as evaluate
    from bibhrat.export import command as export

    run_command.add(commands)
    query_command.add(commands)
    export.add(commands)
    incidents_command.add(commands)
    services_command.add(commands)
    watch_command.add(commands)
    transformer_command.add(commands)
    evaluate.add(commands)
    _train_options(commands.add_parser("train", help="labelled articles → models"))
    corpus.add(commands)

    schema = commands.add_parser("schema", help="JSON Schema of a record or an incident")
    schema.add_argument("of", nargs="?", choices=("outage", "incident"), default="outage")
    schema.set_defaults(command=_schema)
    return parser


def _train_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("config", metavar="CONFIG.toml", help="such as configs/train/linear.toml")
    parser.add_argument(
        "--extra", action="append", default=[], metavar="FILE.jsonl", help="train on these, too"
    )
    parser.add_argument("--corpus", default="corpora/outages", help="folder with train and dev")
    parser.add_argument("-o", "--output", default="models/build", help="folder for the models")
    parser.add_argument(
        "--encoder", metavar="NAME", help="folder or hub name, over the one of [transformer]"
    )
    parser.add_argument(
        "--text", nargs="+", default=[], metavar="FILE", help="further text, for [encoder]"
    )
    parser.set_defaults(command=_train)


def _batch_options(parser: argparse.ArgumentParser) -> None:
    input_options(parser)
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT",
        help="OUT.jsonl, and for records .parquet, .sqlite, postgresql://…; default: standard "
        "output",
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="write rejected rows here, each with its reason"
    )
    parser.add_argument("--profile", help="TOML file laid over the default profile")
    parser.add_argument(
        "--quiet", action="store_true", help="no progress, no summary, no list of rejections"
    )


def _catalogue_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--catalogue", metavar="EXTRA.toml", help="your own services, over those that are known"
    )


def _known(options: argparse.Namespace, profile: Profile) -> Catalogue | None:
    """The catalogue that --catalogue or else the profile asks for; None for the shipped one."""
    from bibhrat.catalogue_file import read_catalogue

    path = options.catalogue or profile.services.catalogue
    return read_catalogue(path) if path else None


def _extract(options: argparse.Namespace) -> int:
    from bibhrat import terminal
    from bibhrat.extractor import extract

    shown: list[dict[str, object]] = []

    def work(article: Article) -> Outcome:
        result = extract(article, profile, known)
        if options.explain:
            terminal.explain(article, result)
        if options.table:
            shown.extend(record.to_dict() for record in result.records)
        return Outcome(tuple(record.to_json() for record in result.records), result.dropped)

    profile = _least(read_profile(options.profile), options.min_confidence)
    known = _known(options, profile)
    summary = _batch(options, profile, work)
    if options.table:
        terminal.table(shown)
    if not options.quiet:
        terminal.summary(summary, "records", options.output)
    return _code(summary)


def _brief(timex: "Timex") -> dict[str, object]:
    """The five fields that readers of `bibhrat tag` count on."""
    return {key: getattr(timex, key) for key in ("text", "start", "end", "type", "value")}


def _least(profile: Profile, confidence: float | None) -> Profile:
    """The profile with another least confidence, where one is asked for."""
    if confidence is None:
        return profile
    if not 0 <= confidence <= 1:
        raise StopError(f"--min-confidence {confidence}: must be between 0 and 1")
    records = profile.records.model_copy(update={"min_confidence": confidence})
    return profile.model_copy(update={"records": records})


def _tag(options: argparse.Namespace) -> int:
    from bibhrat import terminal
    from bibhrat.temporal import tag
    from bibhrat.write import not_lines

    def work(article: Article) -> Outcome:
        timexes = tag(article.body, published_at=article.published_at, tz=article.tz)
        found = timexes if options.full else [_brief(timex) for timex in timexes]
        return Outcome((orjson.dumps({"id": article.id, "timexes": found}),))

    if not_lines(options.output):
        raise StopError(f"{options.output}: tag writes JSON Lines only")
    summary = _batch(options, read_profile(options.profile), work)
    if not options.quiet:
        terminal.summary(summary, "lines", options.output)
    return _code(summary)


def _batch(options: argparse.Namespace, profile: Profile, work: Work) -> Summary:
    from bibhrat import terminal
    from bibhrat.progress import progress, size_of
    from bibhrat.read import columns

    total = size_of(options.inputs)
    with progress(total, hidden=options.quiet) as on_progress:
        return run(
            options.inputs,
            options.output,
            work,
            zones=profile.zones,
            kind=options.format,
            columns=columns(options.map) if options.map else None,
            rejects=options.rejects,
            on_rejection=(lambda rejection: None) if options.quiet else terminal.rejection,
            on_progress=on_progress,
        )


def _code(summary: Summary) -> int:
    return SOME_REJECTED if summary.rejected else OK


def _train(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bibhrat.corpus import shards
    from bibhrat.train import train

    for path in options.extra:  # a user's own labels: what is wrong is said before hours of work
        shards.read(path)

    def report(line: str) -> None:
        print(line, file=sys.stderr)  # noqa: T201

    scores = train(
        Path(options.config),
        Path(options.corpus),
        Path(options.output),
        extra=options.extra,
        encoder=options.encoder,
        text=[Path(name) for name in options.text],
        report=report,
    )
    report("on dev: " + ", ".join(f"{name} {value:.3f}" for name, value in scores.items()))
    return OK


def _show(options: argparse.Namespace) -> int:
    from bibhrat import terminal
    from bibhrat.extractor import extract

    profile = read_profile(options.profile)
    article = terminal.pick(options.article, options.id, profile.zones)
    terminal.show(article, extract(article, profile, _known(options, profile)))
    return OK


def _schema(options: argparse.Namespace) -> int:
    from bibhrat import incidents, record

    schema = record.json_schema() if options.of == "outage" else incidents.json_schema()
    try:
        sys.stdout.buffer.write(orjson.dumps(schema, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.flush()
    except OSError as error:
        raise StopError(f"standard output: {error.strerror}") from None
    return OK
