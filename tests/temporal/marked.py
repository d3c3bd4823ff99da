"""Reads marked-text examples, strictly: an unclosed or unknown mark is an error.

One example is a block: `# name`, `@ publication zone` (publication `-` for none), then the
text with its marks, `[[characters|T:VALUE]]` or `[[characters|SET:VALUE]]`; a `~` behind the
value says hedged. `! rule` lines name rules that must be among those that decided.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "marked" / "temporal"
_CLOCK_OR_PART = re.compile(r"T(\d\d:\d\d|DW|MO|MI|AF|EV|NI)")


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    type: str
    value: str
    approximate: bool


@dataclass(frozen=True)
class Example:
    name: str
    published_at: datetime | date | None
    tz: str
    text: str
    marks: tuple[Mark, ...]
    rules: tuple[str, ...]


class MarkError(ValueError):
    """A block that does not follow the form."""


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Plain text and marks of a marked text."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    position = 0
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
        if end < 0:
            raise MarkError(f"unclosed mark in {marked!r}")
        inner = marked[begin + 2 : end]
        if "[[" in inner:
            raise MarkError(f"mark inside a mark in {marked!r}")
        words, bar, label = inner.rpartition("|")
        kind, colon, value = label.partition(":")
        if not bar or not colon or kind not in ("T", "SET") or not words or not value:
            raise MarkError(f"unknown mark {inner!r}")
        approximate = value.endswith("~")
        value = value.removesuffix("~")
        marks.append(Mark(length, length + len(words), _type(kind, value), value, approximate))
        parts.append(words)
        length += len(words)
        position = end + 2


def _type(kind: str, value: str) -> str:
    if kind == "SET":
        return "SET"
    if value.startswith("P") and value != "PAST_REF":
        return "DURATION"
    return "TIME" if _CLOCK_OR_PART.search(value) else "DATE"


def _published(word: str) -> datetime | date | None:
    if word == "-":
        return None
    return datetime.fromisoformat(word) if "T" in word else date.fromisoformat(word)


def read_block(block: str) -> Example:
    """One example."""
    name, published_at, tz = "", None, ""
    rules: list[str] = []
    body: list[str] = []
    for line in block.split("\n"):
        if line.startswith("# ") and not name:
            name = line[2:].strip()
        elif line.startswith("@ ") and not tz:
            when, tz = line[2:].split()
            published_at = _published(when)
        elif line.startswith("! "):
            rules.append(line[2:].strip())
        else:
            body.append(line)
    if not name or not tz or not body:
        raise MarkError(f"a block needs '# name', '@ publication zone' and a text: {block!r}")
    text, marks = read_marks("\n".join(body))
    return Example(name, published_at, tz, text, marks, tuple(rules))


def read_file(path: Path) -> list[Example]:
    """All examples of a file; names are unique in it."""
    blocks = [b.strip("\n") for b in path.read_text(encoding="utf-8").split("\n\n")]
    examples = [read_block(b) for b in blocks if b.strip()]
    names = [e.name for e in examples]
    for name in names:
        if names.count(name) > 1:
            raise MarkError(f"{path.name}: {name!r} is used twice")
    return examples


def read_all() -> dict[str, Example]:
    """Every example by its id, file/name."""
    return {
        f"{path.stem}/{example.name}": example
        for path in sorted(FOLDER.glob("*.txt"))
        for example in read_file(path)
    }
