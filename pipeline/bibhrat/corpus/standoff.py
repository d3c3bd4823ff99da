"""Second labels in stand-off form, put onto the articles that they are about.

The labels name their characters in text order, so each is looked up behind the one before;
where a string also lies inside a longer word, the reading with most whole words is taken.
"""

from collections.abc import Mapping
from functools import cache

from bibhrat.corpus.heads import FormError, join, read_head
from bibhrat.corpus.labels import LabelledArticle, MentionLabel, TimexLabel
from bibhrat.corpus.marked import Block, each
from bibhrat.corpus.marks import read_label
from bibhrat.corpus.spelling import either
from bibhrat.errors import shorten
from bibhrat.text import is_word_end, is_word_start

_Line = tuple[int, str, str]  # number, characters, label


def parse(
    text: str, articles: Mapping[str, LabelledArticle], name: str = "labels"
) -> list[LabelledArticle]:
    """Read stand-off labels.

    Args:
        text: `=== ID`, head lines, `---`, then a line for each mark: characters, TAB, label.
        articles: id → article; its own labels are not looked at.
        name: of the file, for messages.

    Returns:
        The articles that are labelled, in the order of the labels.

    Raises:
        MarkedError: with the first problem of each article at fault.
    """

    def read(block: Block) -> LabelledArticle:
        if block.id not in articles:
            raise FormError("no article of this id")
        return _article(block, articles[block.id])

    return each(text, name, read, twice="labelled twice")


def _article(block: Block, article: LabelledArticle) -> LabelledArticle:
    if block.body is None:
        raise FormError("no --- line")
    head = read_head(block.head, ("outage",))
    lines: list[_Line] = []
    for number, line in block.body:
        if line.strip():
            words, tab, label = line.rstrip("\r").partition("\t")
            if not tab or not words.strip():
                raise FormError(f"expected characters, TAB, label, got {shorten(line)}", number)
            lines.append((number, words.strip(), label.strip()))
    body = article.body
    timexes: list[TimexLabel] = []
    mentions: list[MentionLabel] = []
    for (number, _, label), (start, end) in zip(lines, _places(body, lines), strict=True):
        try:
            timex, roles = read_label(label, start, end, body[start:end])
        except FormError as error:
            raise FormError(str(error), number) from None
        timexes += [timex] if timex else []
        mentions += roles
    return join(article, head, timexes, mentions, strict=False)


def _places(body: str, lines: list[_Line]) -> list[tuple[int, int]]:
    """A span for each line, in order and apart; as many whole words as can be, then leftmost."""
    spans = [[m.span() for m in either(words).finditer(body)] for _, words, _ in lines]
    position = 0
    for (number, words, _), candidates in zip(lines, spans, strict=True):
        first = next((span for span in candidates if span[0] >= position), None)
        if first is None:
            raise FormError(f"{shorten(words)} is not in the text behind the mark before", number)
        position = first[1]

    @cache
    def best(index: int, position: int) -> tuple[int, int]:
        """Whole words from a line on, and the candidate that gives them; (-1, -1): none fits."""
        if index == len(spans):
            return 0, -1
        top = (-1, -1)
        for number, (start, end) in enumerate(spans[index]):
            if start < position:
                continue
            rest, _ = best(index + 1, end)
            whole = is_word_start(body, start) and is_word_end(body, end)
            if rest >= 0 and rest + whole > top[0]:
                top = (rest + whole, number)
        return top

    for index in range(len(spans), -1, -1):  # from the end, so that recursion stays shallow
        for end in {0, *(end for _, end in (spans[index - 1] if index else ()))}:
            best(index, end)
    chosen: list[tuple[int, int]] = []
    for index, candidates in enumerate(spans):
        _, number = best(index, chosen[-1][1] if chosen else 0)
        chosen.append(candidates[number])
    return chosen
