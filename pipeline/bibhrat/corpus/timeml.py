"""Temporal labels ⇄ TimeML, one document an article: the text with TIMEX3 tags in it.

The form has no place for services, cues and events; a control character, which XML cannot
hold, comes back as U+FFFD.
"""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from bibhrat.corpus.folders import get, listed, prepare, put
from bibhrat.corpus.labels import LabelError, LabelledArticle, TimexLabel
from bibhrat.corpus.rules.times import published_moment
from bibhrat.temporal import Timex, format_timeml, read_timeml


def format_document(article: LabelledArticle) -> str:
    """One article as TimeML."""
    found = [Timex(t.start, t.end, t.text, t.type, t.value) for t in article.timexes]
    return format_timeml(article.body, found, published_moment(article.published_at))


def read_document(document: str) -> tuple[str, list[TimexLabel]]:
    """The body of an article and its temporal expressions.

    Raises:
        LabelError: it is no TimeML.
    """
    try:
        body, found = read_timeml(document)
    except (ElementTree.ParseError, ValueError) as error:
        raise LabelError(f"not TimeML: {error}") from None
    return body, [TimexLabel(t.text, t.start, t.end, t.type, t.value) for t in found]


def write_folder(folder: str | Path, articles: Iterable[LabelledArticle]) -> int:
    """Write ID.tml for every article; returns how many.

    Raises:
        LabelError: an id that cannot be a file name.
        StopError: a file cannot be written.
    """
    base = prepare(folder)
    count = 0
    for article in articles:
        count += 1
        put(base, article.id, ".tml", format_document(article))
    return count


def read_folder(folder: str | Path) -> dict[str, tuple[str, list[TimexLabel]]]:
    """Article id → body and temporal expressions.

    Raises:
        StopError: no .tml files, or one that cannot be read.
        LabelError: a file is no TimeML; the message names it.
    """
    found = {}
    for path in listed(folder, ".tml"):
        try:
            found[path.stem] = read_document(get(path))
        except LabelError as error:
            raise LabelError(f"{path}: {error}") from None
    return found
