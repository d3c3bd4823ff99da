"""Fine-tuning: an encoder and labelled articles → a folder with a model for each task."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import orjson

from bibhrat.errors import StopError
from bibhrat.train.examples import Labelled, read
from bibhrat.train.transformer import scores
from bibhrat.train.transformer.batches import bucketed, tensors
from bibhrat.train.transformer.data import IGNORED, dataset, labels_of
from bibhrat.train.transformer.loop import Job, fit
from bibhrat.train.transformer.settings import FineTuning, TaskTraining
from bibhrat.transformer import encoders, libraries
from bibhrat.transformer.backends import Array
from bibhrat.transformer.bundle import FILE, HEADS, Bundle, Task, Window
from bibhrat.transformer.normalise import NORMALISERS, NormaliserName
from bibhrat.transformer.reader import Task as Asked
from bibhrat.transformer.windows import CLOSES, OPENS, Form

Report = Callable[[str], None]


def finetune(settings: FineTuning, corpus: Path, target: Path, report: Report) -> dict[str, float]:
    """Fine-tune every task that the settings name, and write the folder.

    Args:
        settings: `[transformer]` of a training file.
        corpus: folder with train.jsonl and dev.jsonl.
        target: folder for the models; tasks that are finished there are not done again.
        report: told of progress and of the table of scores.

    Returns:
        The deciding score of each task on dev.

    Raises:
        StopError: the encoder or a library is missing, or a file cannot be read.
    """
    folder = encoders.find(settings.encoder, download=settings.download)
    source = _Source(
        folder,
        _normaliser(settings, folder),
        _labelled(corpus / "train.jsonl"),
        _labelled(corpus / "dev.jsonl"),
    )
    found: dict[str, dict[str, float]] = {}
    for task in settings.tasks:
        found[task] = _tune(task, settings, source, target, report)
        Bundle(
            encoder=settings.encoder,
            normaliser=source.normaliser,
            tasks={name: Window(length=settings.of(name).length, stride=settings.of(name).stride)
                   for name in settings.tasks if name in found},
            share=settings.share,
            least_name=settings.least_name,
            dev=found,
        ).write(target)  # fmt: skip
    for line in _table(found, source.dev):
        report(line)
    return {task: own[scores.DECIDES[task]] for task, own in found.items()}


@dataclass(frozen=True)
class _Source:
    """What is fine-tuned, and on what."""

    folder: Path
    normaliser: NormaliserName
    train: Sequence[Labelled]
    dev: Sequence[Labelled]


def _tune(
    task: Task,
    settings: FineTuning,
    source: _Source,
    target: Path,
    report: Report,
) -> dict[str, float]:
    torch, folder = libraries.torch(), source.folder
    own = settings.of(task)
    torch.manual_seed(settings.seed)  # the head starts with weights drawn by chance
    labels = labels_of(task, source.train)
    tokenizer = encoders.tokenizer(folder)
    model = encoders.model(
        folder, HEADS[task],
        id2label=dict(enumerate(labels)), label2id={name: i for i, name in enumerate(labels)},
    )  # fmt: skip
    _check_length(own, encoders.positions(model, folder), folder)
    if task == "roles":
        tokenizer.add_special_tokens({"additional_special_tokens": [OPENS, CLOSES]})
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    form = Form(tokenizer, NORMALISERS[source.normaliser], own.length, own.stride)
    rows = dataset(task, source.train, form, labels)
    report(f"{task}: {len(rows):,} windows, {len(labels)} labels")
    job = Job(
        name=task,
        model=model,
        batches=_batches(rows, own, settings.seed, tokenizer.pad_token_id),
        loss=lambda current, batch: current(**batch).loss,
        measure=lambda current: scores.of_model(
            task, Asked(_Current(current), form, labels), source.dev, settings.least_name
        )[scores.DECIDES[task]],
        identity=_identity(task, settings, folder, rows),
    )
    fit(job, own, settings.seed, target / "checkpoints" / task, report)
    model.save_pretrained(target / task)
    tokenizer.save_pretrained(target / task)
    return scores.of_model(
        task, Asked(_Current(model), form, labels), source.dev, settings.least_name
    )


class _Current:
    """A model that is being trained, asked as the reader asks one from a folder."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __call__(self, batch: Any) -> Array:
        torch = libraries.torch()
        given = {key: torch.from_numpy(value) for key, value in batch.items()}
        with torch.no_grad():
            return self._model(**given).logits.numpy()


def _batches(rows: Any, own: TaskTraining, seed: int, pad: int) -> Callable[[int], Sequence[Any]]:
    lengths = [len(ids) for ids in rows["input_ids"]]
    fill = {"input_ids": pad, "labels": IGNORED}

    def batches(epoch: int) -> Sequence[Any]:
        groups = bucketed(lengths, own.batch_tokens, seed * 10_007 + epoch)
        return _Lazy(rows, groups, fill)

    return batches


class _Lazy(Sequence[Any]):
    """Batches that are made when their turn comes: windows stay in the dataset."""

    def __init__(self, rows: Any, groups: list[list[int]], fill: dict[str, int]) -> None:
        self._rows, self._groups, self._fill = rows, groups, fill

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, index: Any) -> Any:
        torch = libraries.torch()
        columns = self._rows[self._groups[index]]
        count = len(columns["input_ids"])
        single = [key for key, values in columns.items() if not isinstance(values[0], list)]
        rows = [{k: v[n] for k, v in columns.items() if k not in single} for n in range(count)]
        return {
            **tensors(rows, self._fill),
            **{key: torch.tensor(columns[key]) for key in single},
        }


def _normaliser(settings: FineTuning, folder: Path) -> NormaliserName:
    """What the settings say; for auto what the encoder's folder says, or else its name."""
    if settings.normaliser != "auto":
        return settings.normaliser
    beside = folder / FILE
    if beside.is_file():
        try:
            name: Literal["none", "fold", "banglabert"] = orjson.loads(beside.read_bytes())[
                "normaliser"
            ]
        except (ValueError, KeyError, TypeError):
            name = "none"
        if name not in NORMALISERS:
            raise StopError(f"{beside}: normaliser: one of {', '.join(NORMALISERS)} is needed")
        return name
    return "banglabert" if "banglabert" in f"{settings.encoder} {folder.name}".lower() else "none"


def _check_length(own: TaskTraining, most: int, folder: Path) -> None:
    if own.length > most:
        raise StopError(f"length {own.length}: {folder} reads at most {most} tokens")
    if own.stride > own.length // 2:
        raise StopError(f"stride {own.stride}: at most half of length, {own.length // 2}")


def _identity(task: Task, settings: FineTuning, folder: Path, rows: Any) -> str:
    """A hash of all that the weights of a task depend on."""
    told = blake2b(digest_size=12)
    own = settings.of(task).model_dump()
    told.update(orjson.dumps([task, own, settings.seed, settings.least_name]))
    for name in ("input_ids", "labels"):
        told.update(orjson.dumps(list(rows[name])))
    for path in sorted(folder.glob("*.safetensors")):
        told.update(path.read_bytes())
    return told.hexdigest()


def _labelled(path: Path) -> list[Labelled]:
    try:
        return read(path)
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None


def _table(found: dict[str, dict[str, float]], dev: Sequence[Labelled]) -> list[str]:
    """Scores on dev, the linear models' beside them."""
    lines = [f"{'dev':<20}{'transformer':>12}{'linear':>12}"]
    for task, own in found.items():
        linear = scores.of_linear(task, dev)  # type: ignore[arg-type]
        lines += [
            f"{task + ' ' + name:<20}{value:>12.3f}{linear[name]:>12.3f}"
            for name, value in own.items()
            if name != "of"
        ]
    return lines
