# ruff: noqa: PLC0415 - commands import what they use, so that `bibhrat --help` stays instant
"""`bibhrat transformer`: safe weights of pickled ones, ONNX graphs of fine-tuned models."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Add the command's parsers."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "transformer", help="convert an encoder's weights, export fine-tuned models to ONNX"
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    convert = actions.add_parser("convert", help="pytorch_model.bin → model.safetensors")
    convert.add_argument("folder", help="of an encoder, as 'hf download' makes it")
    convert.set_defaults(command=_convert)
    export = actions.add_parser("export", help="fine-tuned models → ONNX, whole and with int8")
    export.add_argument("folder", help="that 'bibhrat train configs/train/transformer.toml' wrote")
    export.set_defaults(command=_export)


def _convert(options: argparse.Namespace) -> int:
    from bibhrat.transformer.encoders import convert

    _say(f"{convert(Path(options.folder))} written")
    return 0


def _export(options: argparse.Namespace) -> int:
    from bibhrat.transformer.onnx import export

    export(Path(options.folder), _say)
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
