"""Sentences and clauses, and what kind of telling each is.

In goes folded text; out come `Clause`s in reading order, each with its tense, polarity
and mode. Rooms below ask the clause, never the text, whether a cue in it counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bibhrat.cues import Cue
from bibhrat.lexicon import load, pattern, words
from bibhrat.mention import Mention
from bibhrat.services import ServiceName
from bibhrat.temporal import Timex
from bibhrat.text import WORD


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of one sentence with at most one finite statement.

    Attributes:
        start, end: half-open span of the folded text.
        sentence, paragraph: running numbers; sentence 0 is the title.
        title: part of the headline.
        opens_paragraph: the first of its paragraph.
        link: a headline of another story ("আরও পড়ুন").
        future: its verb is in the future.
        past: its verb is in the past or perfect, or a narrative present.
        present: its verb is a present or a perfect that still holds.
        negated: its verb is negated.
        conditional: it states a condition ("সমস্যা হলে", "যদি").
        quoted: it stands inside quotation marks.
    """

    start: int
    end: int
    sentence: int
    paragraph: int
    title: bool
    opens_paragraph: bool
    link: bool
    future: bool
    past: bool
    present: bool
    negated: bool
    conditional: bool
    quoted: bool


_SENTENCE_END = re.compile(r"[।?!\n]+[\"')]*")
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
_OPENING = re.compile(rf"(?<![{WORD}0-9])['\"]")
_CLOSING = re.compile(rf"['\"](?![{WORD}0-9])")


def clauses(text: str) -> list[Clause]:
    """Split folded text (title, newline, text) into clauses."""
    found: list[Clause] = []
    sentence = paragraph = position = 0
    links = quoted = False
    while position < len(text):
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
                opened = len(_OPENING.findall(piece))
                inside = quoted or opened > 0
                opens = not found or found[-1].paragraph != paragraph
                link = links and paragraph > 0
                found.append(_clause(piece, left, sentence, paragraph, opens, link, inside))
                quoted = inside and len(_CLOSING.findall(piece)) < max(1, opened)
            sentence += 1
        if match and "\n" in match.group():
            paragraph += 1
            quoted = False
        position = end
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of one sentence, as spans of the text."""
    left = start
    for border in (*(m.end() for m in _CLAUSE_END.finditer(text, start, end)), end):
        if text[left:border].strip():
            yield left, border
        left = border


def _clause(
    piece: str, start: int, sentence: int, paragraph: int, opens: bool, link: bool, quoted: bool
) -> Clause:
    return Clause(
        start=start,
        end=start + len(piece),
        sentence=sentence,
        paragraph=paragraph,
        title=paragraph == 0,
        opens_paragraph=opens,
        link=link,
        quoted=quoted,
        future=_FUTURE.search(piece) is not None,
        past=_PAST.search(piece) is not None,
        present=_PRESENT.search(piece) is not None,
        negated=_NEGATED.search(piece) is not None,
        conditional=_CONDITIONAL.search(piece) is not None,
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """One clause with everything that was found in it, cues already checked for negation.

    Attributes:
        clause: the stretch of text.
        text: its folded characters.
        services, cues, denied, places, times: mentions inside it; `denied` are the cues
            that its words negate ("সচল হয়নি", "সমস্যা নেই").
    """

    clause: Clause
    text: str
    services: tuple[Mention[ServiceName], ...]
    cues: tuple[Mention[Cue], ...]
    denied: tuple[Mention[Cue], ...]
    places: tuple[Mention[str], ...]
    times: tuple[Mention[Timex], ...]

    def has(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds stands here, not denied."""
        return any(cue.value.kind in kinds for cue in self.cues)

    def denies(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds is negated here."""
        return any(cue.value.kind in kinds for cue in self.denied)

    def all(self, *kinds: str) -> list[Mention[Cue]]:
        """The cues of these kinds, not denied."""
        return [cue for cue in self.cues if cue.value.kind in kinds]


# "সচল হয়নি", "সমস্যা নেই", "স্বাভাবিক করা যায়নি": the negation follows within two words.
_PLAIN_NO = re.compile(r"(?: করা| করতে)? (?:না|চেষ্টা)(?![\u0980-\u09ff])")
_DENIAL = re.compile(rf" ?(?:[^ ।,]{{1,14}} ){{0,2}}?{pattern(_LISTS['denial'])}")


def tellings(
    text: str,
    *,
    services: Sequence[Mention[ServiceName]],
    cues: Sequence[Mention[Cue]],
    places: Sequence[Mention[str]],
    times: Sequence[Mention[Timex]],
) -> list[Telling]:
    """Divide the mentions of a folded text among its clauses."""
    found: list[Telling] = []
    sources = [_Cursor(services), _Cursor(cues), _Cursor(places), _Cursor(times)]
    for clause in clauses(text):
        inside = [source.take(clause) for source in sources]
        denied = tuple(cue for cue in inside[1] if _is_denied(text, clause, cue))
        found.append(
            Telling(
                clause,
                text[clause.start : clause.end],
                inside[0],
                tuple(cue for cue in inside[1] if cue not in denied),
                denied,
                inside[2],
                inside[3],
            )
        )
    return found


class _Cursor:
    """Hands out sorted mentions clause by clause; a mention belongs where it begins."""

    def __init__(self, mentions: Sequence[Mention[Any]]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.start)
        self._next = 0

    def take(self, clause: Clause) -> tuple[Mention[Any], ...]:
        first = self._next
        while self._next < len(self._mentions) and self._mentions[self._next].start < clause.end:
            self._next += 1
        return tuple(self._mentions[first : self._next])


def _is_denied(text: str, clause: Clause, cue: Mention[Cue]) -> bool:
    if cue.value.kind not in ("outage", "restoration", "degradation"):
        return False
    if cue.value.kind == "restoration" and _PLAIN_NO.match(text, cue.end, clause.end):
        return True
    return _DENIAL.match(text, cue.end, clause.end) is not None


@dataclass(frozen=True, slots=True)
class Event:
    """The tellings of one event, in reading order; the primary event is the article's news."""

    primary: bool
    tellings: tuple[Telling, ...]


_BACK_TO_NEWS = words("clause", "back_to_news")
#: A disruption told with a time further back than this is an earlier event: shutdowns last
#: for weeks, and a report of their end tells of their beginning.
EARLIER = timedelta(days=60)


def events(found: Sequence[Telling], published: datetime | None) -> list[Event]:
    """Divide an article's tellings into its news and the earlier events it tells.

    Args:
        found: all tellings.
        published: aware publication time, or None; without it only words such as
            "এর আগে" tell background from news.
    """
    news: list[Telling] = []
    past: list[list[Telling]] = []
    current: list[Telling] | None = None
    paragraph = -1
    horizon = _story_start(found, published)
    for sentence in _sentences(found):
        clause = sentence[0].clause
        if clause.link:
            continue
        if clause.paragraph != paragraph:
            paragraph = clause.paragraph
            current = None
        times = [m.value for t in sentence for m in t.times if m.value.latest is not None]
        early = [
            t
            for t in times
            if horizon is not None and t.latest is not None and t.latest < horizon - EARLIER
        ]
        late = [t for t in times if t not in early]
        marked = any(t.has("background") for t in sentence)
        disrupted = any(t.has("outage", "degradation", "shutdown") for t in sentence)
        if not clause.title and disrupted and not late and (early or (marked and times)):
            current = list(sentence)
            past.append(current)
        elif (
            current is not None
            and not late
            and not any(_BACK_TO_NEWS.search(t.text) for t in sentence)
        ):
            current.extend(sentence)
        else:
            current = None
            news.extend(sentence)
    return [Event(True, tuple(news)), *(Event(False, tuple(group)) for group in past)]


def _sentences(found: Sequence[Telling]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    for telling in found:
        if groups and groups[-1][0].clause.sentence == telling.clause.sentence:
            groups[-1].append(telling)
        else:
            groups.append([telling])
    return groups


def _story_start(found: Sequence[Telling], published: datetime | None) -> datetime | None:
    """The first time told with a disruption near the top, else the publication time.

    An anniversary or a follow-up tells of days long before it was published: the story
    is where its first disruption is.
    """
    for telling in found:
        if telling.clause.sentence > 4:
            break
        if telling.has("background") or not telling.has("outage", "degradation", "shutdown"):
            continue
        for mention in telling.times:
            earliest = mention.value.earliest
            if earliest is not None and mention.value.type == "TIME":
                return earliest if published is None else min(earliest, published)
    return published
