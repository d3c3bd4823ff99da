"""What configs/train/transformer.toml and configs/train/encoder.toml say, checked once."""

from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bibhrat.errors import StopError, first_wrong
from bibhrat.transformer.bundle import Share, Task
from bibhrat.transformer.normalise import NormaliserName


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Training(_Table):
    """How long and how fast.

    Attributes:
        epochs: at most.
        patience: epochs without gain after which it stops.
        batch_tokens: of a batch, padding included.
        rate: greatest learning rate, reached after the share `warmup` of all steps.
        decay: of weights.
    """

    epochs: int = Field(ge=1)
    patience: int = Field(ge=1)
    batch_tokens: int = Field(ge=16)
    rate: float = Field(gt=0, lt=1)
    warmup: float = Field(ge=0, le=1)
    decay: float = Field(ge=0, lt=1)


class TaskTraining(Training):
    """Training of one task.

    Attributes:
        length: tokens of a window.
        stride: tokens that two windows of one article share.
    """

    length: int = Field(ge=16)
    stride: int = Field(ge=0)


class FineTuning(_Table):
    """`[transformer]`."""

    encoder: str = Field(min_length=1)
    download: bool
    normaliser: Literal["auto", "none", "fold", "banglabert"]
    seed: int
    tasks: list[Task] = Field(min_length=1)
    share: Share
    least_name: float = Field(ge=0, le=1)
    report: TaskTraining
    names: TaskTraining
    roles: TaskTraining

    def of(self, task: Task) -> TaskTraining:
        """The settings of a task."""
        return {"report": self.report, "names": self.names, "roles": self.roles}[task]


class Pretraining(_Table):
    """`[encoder]`."""

    seed: int
    normaliser: NormaliserName
    vocabulary: int = Field(ge=64)
    hidden: int = Field(ge=8)
    layers: int = Field(ge=1)
    heads: int = Field(ge=1)
    intermediate: int = Field(ge=8)
    positions: int = Field(ge=32)
    dropout: float = Field(ge=0, lt=1)
    masked: float = Field(gt=0, lt=1)
    length: int = Field(ge=16)
    held_out: float = Field(gt=0, lt=1)
    training: Training


T = TypeVar("T", FineTuning, Pretraining)


def checked(form: type[T], table: Any, origin: Path, key: str) -> T:
    """One table of a training file.

    Raises:
        StopError: with file, key and the value that is wrong.
    """
    try:
        return form.model_validate(table)
    except ValidationError as error:
        raise StopError(f"{origin}: {first_wrong(error, key)}") from None
