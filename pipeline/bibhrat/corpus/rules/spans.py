"""Offsets: they lie in the body, hold what they say, cover whole words and do not overlap."""

import re
from collections.abc import Iterator

from bibhrat.corpus.labels import CUES, SERVICE_ROLES, TIME_ROLES, LabelledArticle
from bibhrat.corpus.rules import Finding
from bibhrat.errors import shorten
from bibhrat.text import WORD

_LETTER = re.compile(f"[{WORD}A-Z0-9০-৯]")


def check(article: LabelledArticle) -> Iterator[Finding]:
    """Check timexes and mentions."""
    body = article.body
    spans: list[tuple[int, int, str]] = []
    for index, timex in enumerate(article.timexes):
        field = f"timexes[{index}]"
        spans.append((timex.start, timex.end, field))
        if body[timex.start : timex.end] != timex.text:
            there = body[max(0, timex.start) : max(0, timex.end)]
            yield f"{field}.text", f"{shorten(timex.text)}, but the offsets hold {shorten(there)}"
    spans += [(m.start, m.end, f"mentions[{i}]") for i, m in enumerate(article.mentions)]
    inside = []
    for start, end, field in spans:
        if not 0 <= start < end <= len(body):
            yield f"{field}.start", f"{start}–{end} is no span of {len(body)} characters"
        else:
            inside.append((start, end, field))
            yield from _edges(body, start, end, field, len(article.title))
    for name in ("timexes", "mentions"):
        starts = [(s, e) for s, e, field in spans if field.startswith(name)]
        if starts != sorted(starts):
            yield name, "not in text order"
    yield from _overlaps(article, sorted(inside, key=lambda span: span[:2]))


def _edges(body: str, start: int, end: int, field: str, title: int) -> Iterator[Finding]:
    words = shorten(body[start:end])
    if body[start:end] != body[start:end].strip():
        yield f"{field}.start", f"{words} begins or ends with white space"
    elif start <= title < end:
        yield f"{field}.start", f"{words} runs from the title into the text"
    elif _cuts(body, start) or _cuts(body, end):
        yield f"{field}.start", f"{words} cuts a word: {shorten(body[max(0, start - 8) : end + 8])}"


def _cuts(body: str, at: int) -> bool:
    """Whether a border lies inside a word."""
    before, after = body[at - 1 : at] if at else "", body[at : at + 1]
    return bool(_LETTER.match(before) and _LETTER.match(after))


def _overlaps(article: LabelledArticle, spans: list[tuple[int, int, str]]) -> Iterator[Finding]:
    timexes = {(t.start, t.end) for t in article.timexes}
    # Of one span the temporal expression comes first, so the others are held against it.
    seen: dict[tuple[int, int], str] = {}
    last_end, last_field = 0, ""
    for start, end, field in spans:
        same = seen.get((start, end))
        if same is not None:
            if not _may_share(article, same, field):
                yield field, f"on the same characters as {same}"
            continue
        if start < last_end:
            yield field, f"overlaps {last_field}"
        seen[start, end] = field
        if end > last_end:
            last_end, last_field = end, field
    for index, mention in enumerate(article.mentions):
        if mention.label in TIME_ROLES and (mention.start, mention.end) not in timexes:
            yield f"mentions[{index}]", f"a {mention.label} that is no temporal expression"
        if mention in article.mentions[:index]:
            yield f"mentions[{index}]", "the same mention twice"


def _may_share(article: LabelledArticle, first: str, second: str) -> bool:
    """Two roles of one kind may lie on one span, and the role of a time on its expression."""
    kinds = set()
    for field in (first, second):
        kind, index = field.rstrip("]").split("[")
        if kind == "timexes":
            kinds.add("timex")
            continue
        label = article.mentions[int(index)].label
        names = (("time", TIME_ROLES), ("service", SERVICE_ROLES), ("cue", CUES))
        kinds |= {name for name, labels in names if label in labels}
    if first.startswith("timexes") and second.startswith("timexes"):
        return False
    return len(kinds) == 1 or kinds == {"timex", "time"}
