"""The three questions asked of an article: is it a report, where are names, which roles.

In go title and text; out come probabilities, and spans of the body as it came in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import orjson

from bibhrat.errors import StopError
from bibhrat.text import fold, is_word_end, is_word_start
from bibhrat.transformer import encoders
from bibhrat.transformer.backends import Array, Backend, logits, open_model, softmax
from bibhrat.transformer.bundle import Bundle, Runtime
from bibhrat.transformer.bundle import Task as TaskName
from bibhrat.transformer.normalise import NORMALISERS
from bibhrat.transformer.windows import Form, Window

#: Characters of a text that decide whether it is a report; behind them a page has other things.
NEWS = 5000
REPORT = "outage"
BEGINS, INSIDE, OUTSIDE = "B", "I", "O"


class Name(NamedTuple):
    """A stretch of the body that is named as a service, and how likely."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True)
class Task:
    """A model with its tokens and labels."""

    model: Backend
    form: Form
    labels: tuple[str, ...]

    def __call__(self, rows: Sequence[Mapping[str, list[int]]], *, by_token: bool) -> list[Array]:
        """Logits of each row."""
        return logits(self.model, rows, self.form.tokenizer.pad_token_id, by_token=by_token)


class Reader:
    """The fine-tuned models of a folder; each is loaded when it is first asked."""

    def __init__(self, folder: Path, runtime: Runtime = "torch") -> None:
        self.folder = folder
        self.runtime: Runtime = runtime
        self.bundle = Bundle.read(folder)

    def has(self, task: str) -> bool:
        """Whether there is a model of a task."""
        return task in self.bundle.tasks

    def share(self, task: str) -> float:
        """Its part in a decision that it makes with the linear models."""
        return {"report": self.bundle.share.report, "roles": self.bundle.share.roles}[task]

    @cached_property
    def _report(self) -> Task:
        return self._open("report")

    @cached_property
    def _names(self) -> Task:
        return self._open("names")

    @cached_property
    def _roles(self) -> Task:
        return self._open("roles")

    def _open(self, task: TaskName) -> Task:
        folder = self.folder / task
        try:
            table = orjson.loads((folder / "config.json").read_bytes())["id2label"]
            labels = tuple(table[str(number)] for number in range(len(table)))
        except (OSError, ValueError, KeyError, TypeError):
            raise StopError(f"{folder / 'config.json'}: id2label: missing or broken") from None
        window = self.bundle.tasks[task]
        form = Form(
            encoders.tokenizer(folder), NORMALISERS[self.bundle.normaliser],
            window.length, window.stride,
        )  # fmt: skip
        return Task(open_model(folder, task, self.runtime), form, labels)

    def report(self, title: str, text: str) -> float:
        """How likely an article reports an outage."""
        return report_chance(self._report, title, text)

    def names(self, title: str, text: str) -> list[Name]:
        """Names of services, whether or not a catalogue has them, in reading order."""
        return find_names(self._names, title, text, self.bundle.least_name)

    def roles(
        self, title: str, text: str, spans: Sequence[tuple[int, int]]
    ) -> list[dict[str, float]]:
        """For each span of the body, a mention of a service, the probability of each role."""
        return role_chances(self._roles, title, text, spans)


def report_chance(task: Task, title: str, text: str) -> float:
    """How likely an article reports an outage: what its windows say on average."""
    windows = task.form.windows(title, text[:NEWS])
    said = task([window.row for window in windows], by_token=False)
    mean = sum(said) / len(said)
    return float(softmax(mean)[task.labels.index(REPORT)])


def role_chances(
    task: Task, title: str, text: str, spans: Sequence[tuple[int, int]]
) -> list[dict[str, float]]:
    """The probability of each role, for each span."""
    if not spans:
        return []
    rows = [task.form.marked(title, text, start, end) for start, end in spans]
    return [
        dict(zip(task.labels, map(float, softmax(own)), strict=True))
        for own in task(rows, by_token=False)
    ]


def find_names(task: Task, title: str, text: str, least: float) -> list[Name]:
    """Names: tokens that are likelier inside one than not, widened to whole words."""
    windows = task.form.windows(title, text)
    said = task([window.row for window in windows], by_token=True)
    tokens = _merged(windows, [softmax(own) for own in said])
    begins, outside = task.labels.index(BEGINS), task.labels.index(OUTSIDE)
    body = f"{title}\n{text}"
    folded = fold(body)
    found: list[Name] = []
    for start, end, own in tokens:
        chance = 1.0 - float(own[outside])
        if chance < least or not any(map(str.isalnum, body[start:end])):
            continue
        left, right = _whole_words(folded.text, folded.at(start), folded.at(end))
        start, end = folded.span(left, right)  # noqa: PLW2901 - whole words from here on
        first = float(own[begins]) > chance / 2
        if found and start < found[-1].end:  # a further piece of the same word
            found[-1] = found[-1]._replace(end=max(end, found[-1].end))
        elif found and not first and _touch(body, found[-1].end, start):
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Name(start, end, chance))
    return found


def _touch(body: str, end: int, start: int) -> bool:
    """Whether two words stand side by side on one line."""
    between = body[end:start]
    return len(between) <= 2 and "\n" not in between and not between.strip(" -'’")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while not is_word_start(text, start):
        start -= 1
    while not is_word_end(text, end):
        end += 1
    return start, end


def _merged(windows: Sequence[Window], said: Sequence[Array]) -> list[tuple[int, int, Array]]:
    """Each token of the article once, its probabilities averaged over the windows that have it.

    Tokens that share their characters (XLM-R writes য় as two) are told apart by their order.
    """
    sums: dict[tuple[int, int, int], Array] = {}
    counts: dict[tuple[int, int, int], int] = {}
    for window, chances in zip(windows, said, strict=True):
        previous: tuple[int, int] | None = None
        again = 0
        for span, own in zip(window.spans, chances, strict=True):
            if span is None:
                continue
            again = again + 1 if span == previous else 0
            previous = span
            key = (*span, again)
            sums[key] = sums[key] + own if key in sums else own
            counts[key] = counts.get(key, 0) + 1
    return [(start, end, total / counts[start, end, n]) for (start, end, n), total in sorted(
        sums.items(), key=lambda item: item[0]
    )]  # fmt: skip
