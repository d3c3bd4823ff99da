"""Reads marked-text examples of the rooms, strictly: an unclosed or unknown mark is an error.

One example is a block: `# name`, `@ publication zone` where times matter, `! reason` where
it is known to come out wrong, then the text with its marks, `[[characters|label]]`. Blocks
are parted by an empty line; a line that begins with `= ` is the title.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "marked" / "rooms"


class MarkError(ValueError):
    """A block that does not follow the form."""


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Example:
    name: str
    published_at: str | None
    tz: str
    title: str
    text: str
    marks: tuple[Mark, ...]  # offsets in title, newline, text
    wrong: str | None = None  # why it is known to come out wrong

    def labelled(self) -> list[tuple[str, str]]:
        """The marked characters with their labels, in reading order."""
        body = f"{self.title}\n{self.text}"
        return [(body[m.start : m.end], m.label) for m in self.marks]


def read_marks(marked: str, known: Callable[[str], bool]) -> tuple[str, tuple[Mark, ...]]:
    """Plain text and marks of a marked text; `known` says which labels there are."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = position = 0
    while True:
        begin = marked.find("[[", position)
        plain = marked[position:] if begin < 0 else marked[position:begin]
        if "]]" in plain:
            raise MarkError(f"']]' without '[[' in {marked!r}")
        parts.append(plain)
        length += len(plain)
        if begin < 0:
            return "".join(parts), tuple(marks)
        end = marked.find("]]", begin)
        inner = marked[begin + 2 : end]
        characters, bar, label = inner.rpartition("|")
        if end < 0 or "[[" in inner:
            raise MarkError(f"unclosed mark in {marked!r}")
        if not bar or not characters or not known(label):
            raise MarkError(f"unknown mark {inner!r}")
        marks.append(Mark(length, length + len(characters), label))
        parts.append(characters)
        length += len(characters)
        position = end + 2


def read_block(block: str, known: Callable[[str], bool]) -> Example:
    """One example."""
    name, published_at, tz, title, wrong = "", None, "Asia/Dhaka", "", None
    body: list[str] = []
    for line in block.split("\n"):
        if line.startswith("# ") and not name:
            name = line[2:].strip()
        elif line.startswith("@ ") and published_at is None:
            published_at, tz = line[2:].split()
        elif line.startswith("! ") and wrong is None:
            wrong = line[2:].strip()
        elif line.startswith("= ") and not title and not body:
            title = line[2:]
        else:
            body.append(line)
    if not name or not body:
        raise MarkError(f"a block needs '# name' and a text: {block!r}")
    whole, marks = read_marks(title + "\n" + "\n".join(body), known)
    plain_title, _, text = whole.partition("\n")
    return Example(name, published_at, tz, plain_title, text, marks, wrong)


def read_file(name: str, known: Callable[[str], bool]) -> list[Example]:
    """All examples of a file; names are unique in it."""
    blocks = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")
    examples = [read_block(block.strip("\n"), known) for block in blocks if block.strip()]
    names = [example.name for example in examples]
    for example in examples:
        if names.count(example.name) > 1:
            raise MarkError(f"{name}: {example.name!r} is used twice")
    return examples
