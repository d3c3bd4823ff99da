# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat corpus …`: the corpus checked, converted, built and counted.

Exit codes: 0 clean; 1 problems found by `validate`; 2 (raised as StopError) could not run.
Everything heavy is imported inside the commands, so that `bibhrat --help` stays light.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bibhrat.errors import StopError
from bibhrat.options import input_options

if TYPE_CHECKING:
    from bibhrat.corpus.labels import LabelledArticle

    Writer = Callable[[str, Iterable[LabelledArticle]], int]
    Reader = Callable[[str], Sequence[LabelledArticle]]

OK, PROBLEMS = 0, 1


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `corpus` and its commands; each sets `command`, a function of the options."""
    corpus = subparsers.add_parser("corpus", help="labelled articles: check, convert, count")
    commands = corpus.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Any:
        parser = commands.add_parser(name, help=text, description=text)
        parser.set_defaults(command=run)
        return parser

    validate = command("validate", _validate, "check labelled JSONL; files are splits")
    validate.add_argument("files", nargs="+", metavar="FILE.jsonl")

    build = command("build", _build, "marked text → train, dev and test shards")
    build.add_argument("files", nargs="+", metavar="MARKED.txt")
    build.add_argument("-o", "--output", required=True, metavar="FOLDER")
    build.add_argument("--aliases", metavar="FILE.toml", help='old-id = "catalogue-id"')

    stats = command("stats", _stats, "counts of a corpus as Markdown")
    stats.add_argument("folder", metavar="FOLDER", help="with train.jsonl, dev.jsonl, test.jsonl")
    stats.add_argument("--card", metavar="README.md", help="splice the tables in, print nothing")

    agreement = command("agreement", _agreement, "two labellings of the same articles compared")
    agreement.add_argument("first", metavar="A.jsonl", nargs="+", help="one or more, B.jsonl last")
    agreement.add_argument("second", metavar="B.jsonl")
    agreement.add_argument("--card", metavar="README.md", help="splice the table in, print nothing")

    standoff = command("from-standoff", _from_standoff, "stand-off labels → labelled JSONL")
    standoff.add_argument("articles", nargs="+", metavar="ARTICLES.jsonl")
    standoff.add_argument("labels", metavar="LABELS.txt")
    standoff.add_argument("-o", "--output", required=True, metavar="OUT.jsonl")
    standoff.add_argument("--aliases", metavar="FILE.toml", help='old-id = "catalogue-id"')

    suggest = command(
        "suggest", _suggest, "the articles of an archive that are most worth labelling"
    )
    input_options(suggest)
    suggest.add_argument(
        "-o", "--output", required=True, metavar="OUT.json", help="tasks; OUT.config.xml beside"
    )
    suggest.add_argument("--count", type=int, default=50, metavar="N", help="at most; default: 50")
    suggest.add_argument("--profile", help="TOML file laid over the default profile")

    for name, text in _CONVERSIONS.items():
        parser = command(name, _convert, text)
        parser.add_argument("input", metavar="IN")
        parser.add_argument("output", metavar="OUT")
        parser.set_defaults(conversion=name)


_CONVERSIONS = {
    "to-marked": "labelled JSONL → marked text",
    "to-spacy": "labelled JSONL → spaCy DocBin",
    "to-brat": "labelled JSONL → folder of brat standoff",
    "to-label-studio": "labelled JSONL → Label Studio tasks (OUT.json and OUT.config.xml)",
    "to-timeml": "labelled JSONL → folder of TimeML, temporal labels only",
    "from-marked": "marked text → labelled JSONL",
    "from-spacy": "spaCy DocBin of to-spacy → labelled JSONL",
    "from-brat": "folder of to-brat, perhaps edited → labelled JSONL",
    "from-label-studio": "Label Studio export → labelled JSONL",
}


def _say(text: str) -> None:
    print(text)  # noqa: T201 - the output of a command


def _note(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


def _validate(options: argparse.Namespace) -> int:
    from bibhrat.corpus.validate import validate

    count, problems = validate(options.files)
    for problem in problems:
        _say(str(problem))
    _note(f"{count} articles, {len(problems)} problems")
    return PROBLEMS if problems else OK


def _build(options: argparse.Namespace) -> int:
    from bibhrat.corpus.build import build, read_aliases
    from bibhrat.services import catalogue

    aliases = read_aliases(options.aliases) if options.aliases else {}
    counts = build(options.files, options.output, aliases=aliases, known=catalogue().by_id)
    _note(", ".join(f"{split} {count}" for split, count in counts.items()))
    return OK


def _stats(options: argparse.Namespace) -> int:
    from bibhrat.corpus import stats
    from bibhrat.corpus.card import update
    from bibhrat.corpus.shards import SPLITS, load

    splits = {split: load(split, options.folder) for split in SPLITS}
    files = {split: Path(options.folder) / f"{split}.jsonl" for split in SPLITS}
    hashes = {split: stats.digest(path) for split, path in files.items()}
    text = f"{stats.lengths(splits)}\n\n{stats.markdown(splits, hashes)}"
    if options.card:
        update(options.card, "stats", text)
        update(options.card, "hash", f"Test set: SHA-256 `{hashes['test']}`")
    else:
        _say(text)
    return OK


def _agreement(options: argparse.Namespace) -> int:
    from bibhrat.corpus.agreement import markdown, pairs
    from bibhrat.corpus.card import update
    from bibhrat.corpus.shards import read

    first = [article for path in options.first for article in read(path)]
    text = markdown(pairs(first, read(options.second)))
    if options.card:
        update(options.card, "agreement", text)
    else:
        _say(text)
    return OK


def _from_standoff(options: argparse.Namespace) -> int:
    from bibhrat.corpus.build import read_aliases, rename
    from bibhrat.corpus.marked import read_file
    from bibhrat.corpus.shards import read, write
    from bibhrat.corpus.standoff import parse
    from bibhrat.services import catalogue

    aliases = read_aliases(options.aliases) if options.aliases else {}
    articles = {article.id: article for path in options.articles for article in read(path)}
    found = parse(read_file(options.labels), articles, options.labels)
    labelled = [rename(article, aliases, catalogue().by_id) for article in found]
    _note(f"{write(options.output, labelled)} articles")
    return OK


def _suggest(options: argparse.Namespace) -> int:
    from collections import Counter

    from bibhrat.catalogue_file import read_catalogue
    from bibhrat.corpus import label_studio
    from bibhrat.corpus.suggest import suggest
    from bibhrat.profile import read_profile
    from bibhrat.read import columns, read

    if options.count < 1:
        raise StopError(f"--count: a number from 1 on is needed, got {options.count}")
    profile = read_profile(options.profile)
    own = profile.services.catalogue
    tally: Counter[str] = Counter()
    chosen = suggest(
        read(
            options.inputs,
            kind=options.format,
            columns=columns(options.map) if options.map else None,
            zones=profile.zones,
        ),
        profile,
        options.count,
        known=read_catalogue(own) if own else None,
        tally=tally,
    )
    label_studio.write_json(
        options.output,
        [
            label_studio.to_suggestion(one.article, round(one.score, 3), {"doubts": one.doubts})
            for one in chosen
        ],
    )
    label_studio.write_config(Path(options.output).with_suffix(".config.xml"))
    counts = ", ".join(f"{name} {number:,}" for name, number in sorted(tally.items()))
    _note(f"{len(chosen)} articles to label, of {tally.total():,} ({counts})")
    return OK


def _convert(options: argparse.Namespace) -> int:
    from bibhrat.corpus.shards import read, write

    direction, _, form = options.conversion.partition("-")
    if direction == "to":
        count = _writer(form)(options.output, read(options.input))
    else:
        count = write(options.output, _reader(form)(options.input))
    _note(f"{count} articles")
    return OK


def _writer(form: str) -> "Writer":
    from bibhrat.corpus import brat, label_studio, spacy_docs, timeml

    def studio(path: str, articles: "Iterable[LabelledArticle]") -> int:
        count = label_studio.write_tasks(path, articles)
        label_studio.write_config(Path(path).with_suffix(".config.xml"))
        return count

    writers: dict[str, Writer] = {
        "marked": _write_marked,
        "spacy": spacy_docs.write_docbin,
        "brat": brat.write_folder,
        "label-studio": studio,
        "timeml": timeml.write_folder,
    }
    return writers[form]


def _reader(form: str) -> "Reader":
    from bibhrat.corpus import brat, label_studio, marked, spacy_docs

    readers: dict[str, Reader] = {
        "marked": lambda path: marked.parse(marked.read_file(path), path),
        "spacy": spacy_docs.read_docbin,
        "brat": brat.read_folder,
        "label-studio": label_studio.read_tasks,
    }
    return readers[form]


def _write_marked(path: str, articles: "Iterable[LabelledArticle]") -> int:
    from bibhrat.corpus.marked import format_article
    from bibhrat.write.jsonl import whole_file

    with whole_file(path) as lines:
        for article in articles:
            lines.write(format_article(article).encode())
        return lines.count
