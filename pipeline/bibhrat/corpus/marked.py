"""Marked text, the form in which articles are labelled, to and from labelled articles.

The reader is strict: what it does not know is an error with file, line and article. The
writer reads back what it wrote, so nothing is ever lost in silence.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from itertools import groupby
from pathlib import Path

from bibhrat.corpus.heads import FormError, format_head, join, read_head
from bibhrat.corpus.labels import LabelError, LabelledArticle, MentionLabel, TimexLabel
from bibhrat.corpus.marks import format_label, read_label
from bibhrat.errors import StopError, shorten

_NEEDED = ("tz", "published_at", "outage")
_BRACKETS = re.compile(r"\[\[|\]\]")


class MarkedError(LabelError):
    """Marked text that is not of the form.

    Attributes:
        problems: one message for each article at fault, "file:line: id: what is wrong".
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Block:
    """The lines of one article, numbered; `body` is None until its `---` is seen."""

    id: str
    line: int
    head: list[tuple[int, str]] = field(default_factory=list)
    body: list[tuple[int, str]] | None = None


def blocks(text: str, name: str) -> list[Block]:
    """Cut a file into articles at its `=== ID` lines.

    Raises:
        MarkedError: text before the first article, or an id that is empty or holds a space.
    """
    found: list[Block] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("===") and (line == "===" or line[3] == " "):
            identity = line[3:].strip()
            if not identity or len(identity.split()) > 1:
                raise MarkedError([f"{name}:{number}: === needs one id, got {shorten(identity)}"])
            found.append(Block(identity, number))
        elif not found:
            if line.strip():
                raise MarkedError([f"{name}:{number}: text before the first ==="])
        elif found[-1].body is not None:
            found[-1].body.append((number, line))
        elif line.rstrip("\r") == "---":
            found[-1].body = []
        else:
            found[-1].head.append((number, line))
    return found


def read_file(path: str | Path) -> str:
    """The text of a UTF-8 file, line ends as they are.

    Raises:
        StopError: it cannot be read or is no UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise StopError(f"{path}: not UTF-8 at byte {error.start}") from None


def parse(text: str, name: str = "marked text") -> list[LabelledArticle]:
    """Read marked text.

    Args:
        text: any number of articles.
        name: of the file, for messages.

    Raises:
        MarkedError: with the first problem of each article at fault.
    """
    return each(text, name, _article, twice="duplicate id")


def each(
    text: str, name: str, read: Callable[[Block], LabelledArticle], *, twice: str
) -> list[LabelledArticle]:
    """Read every block of a text, and name the first problem of each that is at fault.

    Args:
        text, name: as `parse` has them.
        read: makes an article of a block; a `FormError` says what is wrong.
        twice: what to say of an id that comes again.

    Raises:
        MarkedError: with the first problem of each article at fault.
    """
    articles: list[LabelledArticle] = []
    problems: list[str] = []
    seen: set[str] = set()
    for block in blocks(text, name):
        try:
            if block.id in seen:
                raise FormError(twice)
            seen.add(block.id)
            articles.append(read(block))
        except FormError as error:
            problems.append(f"{name}:{error.line or block.line}: {block.id}: {error}")
    if problems:
        raise MarkedError(problems)
    return articles


def _article(block: Block) -> LabelledArticle:
    if block.body is None:
        raise FormError("no --- line")
    head = read_head(block.head, _NEEDED)
    lines = block.body
    while lines and not lines[-1][1]:
        lines = lines[:-1]
    while lines and not lines[0][1]:
        lines = lines[1:]
    if not lines or not lines[0][1].strip():
        raise FormError("no title")
    for number, line in lines:
        if "\r" in line:
            raise FormError("a carriage return; line ends must be LF", number)
    body, timexes, mentions = _scan("\n".join(line for _, line in lines), lines[0][0])
    title, _, text = body.partition("\n")
    known = head.fields
    base = LabelledArticle(
        id=block.id,
        url=known.get("url"),
        source=known.get("source"),
        tz=known["tz"],
        published_at=known["published_at"],
        title=title,
        text=text,
        topic=known.get("topic"),
        style=known.get("style"),
        incident=known.get("incident"),
        outage=False,
    )
    return join(base, head, timexes, mentions)


def _scan(marked: str, line: int) -> tuple[str, list[TimexLabel], list[MentionLabel]]:
    """Take the marks out of a text; `line` is the number of its first line."""
    parts: list[str] = []
    timexes: list[TimexLabel] = []
    mentions: list[MentionLabel] = []
    length = position = 0
    opened: int | None = None
    for bracket in _BRACKETS.finditer(marked):
        at = line + marked.count("\n", 0, bracket.start())
        near = shorten(marked[bracket.start() : bracket.start() + 30])
        if bracket.group() == "[[":
            if opened is not None:
                raise FormError(f"a mark inside a mark, or an unclosed one before {near}", at)
            parts.append(marked[position : bracket.start()])
            length += len(parts[-1])
            opened = bracket.end()
            continue
        if opened is None:
            raise FormError(f"]] without [[ before {near}", at)
        inner, bar, label = marked[opened : bracket.start()].rpartition("|")
        if not bar or not inner or inner != inner.strip():
            raise FormError(
                f"expected [[characters|label]], got {shorten(inner + bar + label)}", at
            )
        try:
            timex, roles = read_label(label, length, length + len(inner), inner)
        except FormError as error:
            raise FormError(str(error), at) from None
        timexes += [timex] if timex else []
        mentions += roles
        parts.append(inner)
        length += len(inner)
        position, opened = bracket.end(), None
    if opened is not None:
        raise FormError(
            f"unclosed mark {shorten(marked[opened : opened + 30])}",
            line + marked.count("\n", 0, opened),
        )
    parts.append(marked[position:])
    return "".join(parts), timexes, mentions


def format_article(article: LabelledArticle) -> str:
    """Write one article as marked text.

    Raises:
        LabelError: the form cannot hold it: labels that overlap or are out of order, a text
            with [[ or a newline at its end, and so on; the message names the field.
    """
    try:
        marked = _format(article)
        (again,) = parse(marked)
    except (LabelError, ValueError) as error:
        raise LabelError(f"{article.id}: no marked text: {error}") from None
    for key in fields(article):
        if getattr(again, key.name) != getattr(article, key.name):
            raise LabelError(f"{article.id}: no marked text: {key.name} would come back changed")
    return marked


def _format(article: LabelledArticle) -> str:
    body = article.body
    spans: list[tuple[int, int, TimexLabel | MentionLabel]]
    spans = [(t.start, t.end, t) for t in article.timexes]
    spans += [(m.start, m.end, m) for m in article.mentions]
    spans.sort(key=lambda span: span[:2])
    parts: list[str] = []
    position = 0
    for (start, end), group in groupby(spans, key=lambda span: span[:2]):
        labels = [label for _, _, label in group]
        timexes = [label for label in labels if isinstance(label, TimexLabel)]
        mentions = [label for label in labels if isinstance(label, MentionLabel)]
        if start < position or len(timexes) > 1:
            raise LabelError(f"{start}–{end}: overlaps the mark before it")
        label = format_label(timexes[0] if timexes else None, mentions)
        parts += [body[position:start], f"[[{body[start:end]}|{label}]]"]
        position = end
    parts.append(body[position:])
    return "\n".join([f"=== {article.id}", *format_head(article), "---", "".join(parts)]) + "\n"


def format_articles(articles: Iterable[LabelledArticle]) -> str:
    """Write articles as one marked text, a blank line between them.

    Raises:
        LabelError: see `format_article`.
    """
    return "\n".join(format_article(article) for article in articles)
