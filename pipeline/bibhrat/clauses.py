"""Sentences and clauses, with tense, polarity and mode.

In goes folded text; out come `Clause`s in reading order. Rooms that follow ask the clause,
never the text, whether what stands in it counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bibhrat.bylines import byline_end
from bibhrat.lexicon import load, pattern, words
from bibhrat.text import WORD


@dataclass(frozen=True)
class Clause:
    """A stretch of one sentence with at most one finite statement.

    Attributes:
        start, end: half-open span of the folded text.
        text: its characters.
        sentence, paragraph: running numbers; sentence 0 is the title, and a byline has -1.
        title: part of the headline.
        opens_paragraph: the first of its paragraph.
        link: a headline of another story ("আরও পড়ুন"), or a byline.
        quoted: it stands inside quotation marks.
    """

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    title: bool
    opens_paragraph: bool
    link: bool
    quoted: bool

    @property
    def byline(self) -> bool:
        """Who wrote it and when it was put up, glued to the body: no part of the story."""
        return self.sentence < 0

    # Most clauses are never asked, so tense and mode are looked up when they are.

    @cached_property
    def future(self) -> bool:
        """Whether its verb is in the future."""
        return _FUTURE.search(self.text) is not None

    @cached_property
    def past(self) -> bool:
        """Whether its verb is in the past or perfect, or a narrative present."""
        return _PAST.search(self.text) is not None

    @cached_property
    def present(self) -> bool:
        """Whether its verb is a present or a perfect that still holds."""
        return _PRESENT.search(self.text) is not None

    @cached_property
    def negated(self) -> bool:
        """Whether its verb is negated."""
        return _NEGATED.search(self.text) is not None

    @cached_property
    def conditional(self) -> bool:
        """Whether it states a condition ("সমস্যা হলে", "যদি")."""
        return _CONDITIONAL.search(self.text) is not None


_SENTENCE_END = re.compile(r"[।?!]+[\"')]*\n*|\n+")
_READ_MORE = words("clause", "read_more")
_FUTURE = words("clause", "future")
_PAST = words("clause", "past")
_PRESENT = words("clause", "present")
_NEGATED = words("clause", "negated")
_CONDITIONAL = words("clause", "conditional")
_LISTS = load("patterns")["clause"]
# A clause ends before a contrasting conjunction, behind a concessive participle, and
# behind a finite verb that a comma or a conjunction follows.
_CLAUSE_END = re.compile(
    rf"; ?| (?={pattern(_LISTS['contrast'])} )|{pattern(_LISTS['concessive'])},? "
    rf"|{pattern(_LISTS['finite'])}(?:, | এবং | আর )"
)
_OPENING = re.compile(rf"['\"](?<![{WORD}0-9].)")
_CLOSING = re.compile(rf"['\"](?![{WORD}0-9])")


def clauses(text: str) -> list[Clause]:
    """Split folded text (title, newline, text) into clauses."""
    found: list[Clause] = []
    sentence = paragraph = position = 0
    links = quoted = False
    leading = True  # nothing of the story came yet, but for the title
    while position < len(text):
        if paragraph > 0 and text[position - 1] == "\n":
            border = byline_end(text, position, leading=leading)
            if border > position:
                found.append(_byline(text, position, border, paragraph))
                paragraph += "\n" in text[position:border]
                position = border
                continue
        leading = leading and paragraph == 0
        match = _SENTENCE_END.search(text, position)
        end = match.end() if match else len(text)
        body = text[position:end]
        if body.strip():
            whole_line = (position == 0 or text[position - 1] == "\n") and "।" not in body
            if _READ_MORE.search(body):
                links = True
            elif links and not (whole_line and ("\n" in body or end == len(text))):
                links = False
            for left, right in _pieces(text, position, end):
                piece = text[left:right]
                marked = "'" in piece or '"' in piece
                opened = len(_OPENING.findall(piece)) if marked else 0
                inside = quoted or opened > 0
                opens = not found or found[-1].byline or found[-1].paragraph != paragraph
                link = links and paragraph > 0
                found.append(
                    Clause(
                        start=left,
                        end=right,
                        text=piece,
                        sentence=sentence,
                        paragraph=paragraph,
                        title=paragraph == 0,
                        opens_paragraph=opens,
                        link=link,
                        quoted=inside,
                    )
                )
                closed = len(_CLOSING.findall(piece)) if marked else 0
                quoted = inside and closed < max(1, opened)
            sentence += 1
        if match and "\n" in match.group():
            paragraph += 1
            quoted = False
        position = end
    return found


def _byline(text: str, start: int, end: int, paragraph: int) -> Clause:
    return Clause(
        start=start,
        end=end,
        text=text[start:end],
        sentence=-1,
        paragraph=paragraph,
        title=False,
        opens_paragraph=True,
        link=True,
        quoted=False,
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of one sentence, as spans of the text."""
    left = start
    for border in (*(m.end() for m in _CLAUSE_END.finditer(text, start, end)), end):
        if text[left:border].strip():
            yield left, border
        left = border
