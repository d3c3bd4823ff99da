"""Labelled articles ⇄ brat standoff: ID.txt and ID.ann for the tool, ID.json for the head.

In brat, spans, types, values and event numbers can be edited; what has no place in its form
(publication, events and their slots) stays in ID.json. A value or a service id is the note of
its span, an event number is an attribute.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from bibhrat.corpus.folders import get, listed, prepare, put
from bibhrat.corpus.labels import (
    CUES,
    SERVICE_ROLES,
    TIME_ROLES,
    TIMEX_TYPES,
    LabelError,
    LabelledArticle,
    MentionLabel,
    TimexLabel,
    from_row,
)
from bibhrat.errors import shorten

_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d+) (\d+)\t(.*)")
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) (T\d+) (\d+)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")
_EVENTS = "|".join(map(str, range(1, 10)))

CONFIG = "\n".join(
    [
        "[entities]",
        *TIMEX_TYPES,
        *(f"service_{role}" for role in SERVICE_ROLES),
        *(f"cue_{kind}" for kind in CUES),
        "[relations]",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "[events]",
        "[attributes]",
        f"event\tArg:<ENTITY>, Value:{_EVENTS}",
        *(f"{role}_of\tArg:{'|'.join(TIMEX_TYPES)}, Value:{_EVENTS}" for role in TIME_ROLES),
        "",
    ]
)


def write_folder(folder: str | Path, articles: Iterable[LabelledArticle]) -> int:
    """Write a folder that brat can open; returns how many articles.

    Raises:
        LabelError: an id that cannot be a file name, or a span over two lines.
        StopError: a file cannot be written.
    """
    base = prepare(folder)
    put(base, "annotation", ".conf", CONFIG)
    count = 0
    for article in articles:
        count += 1
        put(base, article.id, ".txt", article.body)
        put(base, article.id, ".ann", format_ann(article))
        head = {k: v for k, v in article.to_row().items() if k not in _IN_ANN}
        put(base, article.id, ".json", orjson.dumps(head, option=orjson.OPT_INDENT_2).decode())
    return count


_IN_ANN = ("title", "text", "timexes", "mentions")


def format_ann(article: LabelledArticle) -> str:
    """The .ann file of an article.

    Raises:
        LabelError: a span over two lines, which brat has no way to write.
    """
    entities: list[str] = []
    details: list[tuple[str, str]] = []
    at: dict[tuple[int, int], str] = {}

    def entity(name: str, start: int, end: int) -> str:
        words = article.body[start:end]
        if "\n" in words:
            raise LabelError(f"{article.id}: {start}–{end}: a span over two lines")
        key = f"T{len(entities) + 1}"
        entities.append(f"{key}\t{name} {start} {end}\t{words}")
        return key

    for timex in article.timexes:
        key = at[timex.start, timex.end] = entity(timex.type, timex.start, timex.end)
        details.append(("note", f"{key}\t{timex.value}"))
    for mention in article.mentions:
        number = "" if mention.event is None else str(mention.event + 1)
        if mention.label in TIME_ROLES:
            key = at.get((mention.start, mention.end), "")
            if not key:
                raise LabelError(f"{article.id}: {mention.start}: {mention.label} without a timex")
            details.append(("attribute", f"{mention.label}_of {key} {number}"))
            continue
        kind = "service" if mention.label in SERVICE_ROLES else "cue"
        key = entity(f"{kind}_{mention.label}", mention.start, mention.end)
        if mention.id is not None:
            details.append(("note", f"{key}\t{mention.id}{'!' if mention.outside else ''}"))
        if number:
            details.append(("attribute", f"event {key} {number}"))
    notes = [text for kind, text in details if kind == "note"]
    attributes = [text for kind, text in details if kind == "attribute"]
    lines = entities
    lines += [f"A{n}\t{text}" for n, text in enumerate(attributes, start=1)]
    lines += [f"#{n}\tAnnotatorNotes {text}" for n, text in enumerate(notes, start=1)]
    return "".join(f"{line}\n" for line in lines)


def read_folder(folder: str | Path) -> list[LabelledArticle]:
    """Read a folder that `write_folder` made, with what was changed in brat since.

    Raises:
        StopError: no articles, or a file that cannot be read.
        LabelError: a line of an .ann file that is not of the form.
    """
    articles = []
    for path in listed(folder, ".ann"):
        head = orjson.loads(get(path.with_suffix(".json")))
        body = get(path.with_suffix(".txt"))
        title, _, text = body.partition("\n")
        base = from_row({**head, "title": title, "text": text, "timexes": [], "mentions": []})
        timexes, mentions = _labels(_read_ann(get(path), str(path), body), str(path), body)
        articles.append(replace(base, timexes=timexes, mentions=mentions))
    return articles


@dataclass
class _Ann:
    """The lines of an .ann file: entities, attributes (name, entity, number), notes."""

    entities: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    attributes: list[tuple[str, str, int]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def _read_ann(ann: str, name: str, body: str) -> _Ann:
    read = _Ann()
    for number, line in enumerate(ann.split("\n"), start=1):
        if match := _ENTITY.fullmatch(line):
            start, end = int(match[3]), int(match[4])
            if body[start:end] != match[5]:
                raise LabelError(f"{name}:{number}: {shorten(match[5])} is not at {start}–{end}")
            read.entities[match[1]] = (match[2], start, end)
        elif match := _ATTRIBUTE.fullmatch(line):
            read.attributes.append((match[1], match[2], int(match[3])))
        elif match := _NOTE.fullmatch(line):
            read.notes[match[1]] = match[2].strip()
        elif line.strip():
            raise LabelError(f"{name}:{number}: unknown line {shorten(line)}")
    return read


def _labels(
    ann: _Ann, name: str, body: str
) -> tuple[tuple[TimexLabel, ...], tuple[MentionLabel, ...]]:
    numbers = {key: value - 1 for kind, key, value in ann.attributes if kind == "event"}
    timexes: list[TimexLabel] = []
    mentions: list[MentionLabel] = []
    for key, (kind, start, end) in ann.entities.items():
        group, _, label = kind.partition("_")
        note, event = ann.notes.get(key, ""), numbers.get(key)
        if kind in TIMEX_TYPES:
            timexes.append(TimexLabel(body[start:end], start, end, kind, note))
        elif group == "service" and label in SERVICE_ROLES:
            outside = note.endswith("!")
            mentions.append(MentionLabel(start, end, label, note.removesuffix("!"), event, outside))
        elif group == "cue" and label in CUES:
            mentions.append(MentionLabel(start, end, label, None, event))
        else:
            raise LabelError(f"{name}: {key}: unknown type {shorten(kind)}")
    for attribute, key, value in ann.attributes:
        label = attribute.removesuffix("_of")
        if label in TIME_ROLES and key in ann.entities:
            _, start, end = ann.entities[key]
            mentions.append(MentionLabel(start, end, label, None, value - 1))
    timexes.sort(key=lambda timex: (timex.start, timex.end))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return tuple(timexes), tuple(mentions)
