"""Options that several commands share."""

import argparse

from bibhrat.read.sources import KINDS


def input_options(parser: argparse.ArgumentParser) -> None:
    """What is read: inputs, their format and their columns."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="IN",
        help="files, folders, patterns, addresses of feeds, hf:NAME, or - for standard input; "
        ".gz, .zst, .xz and .bz2 are unpacked",
    )
    parser.add_argument(
        "--format", choices=KINDS, help="of all inputs; default: by their ending, else jsonl"
    )
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN,…",
        help="names of the input's own columns: title=headline,text=body",
    )
