"""A folder of fine-tuned models: one model of transformers a task, and bibhrat.json beside them.

FOLDER/bibhrat.json       which tasks, how text is read, what a model's word counts
FOLDER/report/            config.json, model.safetensors, tokenizer; model.onnx once exported
FOLDER/names/
FOLDER/roles/
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bibhrat.errors import StopError, shorten
from bibhrat.transformer.normalise import NormaliserName

Task = Literal["report", "names", "roles"]
#: What computes a model.
Runtime = Literal["torch", "onnx", "onnx-int8"]
FILE = "bibhrat.json"
#: Which head of transformers each task has.
HEADS: Mapping[Task, str] = {
    "report": "AutoModelForSequenceClassification",
    "names": "AutoModelForTokenClassification",
    "roles": "AutoModelForSequenceClassification",
}


class Window(BaseModel):
    """How a task reads a text: tokens of a window, and tokens that two of them share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    length: int = Field(ge=16)
    stride: int = Field(ge=0)


class Share(BaseModel):
    """Part of the models, 0 to 1, in decisions that they make with the linear ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: float = Field(ge=0, le=1)
    roles: float = Field(ge=0, le=1)


class Bundle(BaseModel):
    """What bibhrat.json says.

    Attributes:
        format: of this file.
        encoder: that the models were fine-tuned from, for people.
        normaliser: how text is read (`bibhrat.transformer.normalise`).
        tasks: those that have a model.
        share: what the models count beside the linear ones.
        least_name: least probability of a name.
        dev: scores on the dev split, by task.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["bibhrat.transformer/1"] = "bibhrat.transformer/1"
    encoder: str
    normaliser: NormaliserName
    tasks: dict[Task, Window]
    share: Share
    least_name: float = Field(ge=0, le=1)
    dev: dict[str, dict[str, float]] = {}

    def write(self, folder: Path) -> None:
        """Write FOLDER/bibhrat.json."""
        told = orjson.dumps(self.model_dump(), option=orjson.OPT_INDENT_2)
        (folder / FILE).write_bytes(told + b"\n")

    @classmethod
    def read(cls, folder: Path) -> "Bundle":
        """Read FOLDER/bibhrat.json.

        Raises:
            StopError: there is no such folder, or the file is missing or broken.
        """
        path = folder / FILE
        try:
            return cls.model_validate(orjson.loads(path.read_bytes()))
        except OSError:
            raise StopError(
                f"{path}: not found; a folder that 'bibhrat train configs/train/transformer.toml "
                "-o FOLDER' wrote is needed"
            ) from None
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(map(str, first["loc"]))
            raise StopError(
                f"{path}: {key}: {first['msg']} (got {shorten(first['input'])})"
            ) from None
        except ValueError as error:
            raise StopError(f"{path}: {error}") from None


def files(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Names, sizes and times of a bundle's files: what a run's fingerprint has of it."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and "checkpoints" not in p.parts)
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in found
    }
