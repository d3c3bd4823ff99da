"""Publication times as Bangla pages print them: "প্রকাশ: ০৫ মার্চ ২০২৪, ২২: ১০".

Reading the words is `bibhrat.temporal`'s work; this room decides which line of a page is
its dateline, and whether that says when the article came out or when it was changed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from bibhrat.text import WORD, fold

#: A dateline is short; a sentence of the article that names a date mostly is not.
_LONGEST = 120
#: Words beside the date and the label that a dateline may have: a place, an author.
_MOST_OTHER_WORDS = 4

_LABEL = rf"(?<![{WORD}])(?:%s)(?![{WORD}])"
# In folded text; beside other words of the line, so that "ফল প্রকাশ হবে …" is no label.
_PUBLISHED = re.compile(
    _LABEL % fold("প্রকাশ|প্রকাশিত|প্রকাশকাল|প্রকাশের (?:সময়|তারিখ)|পোস্ট|পোস্টের সময়|published|posted").text
)
_UPDATED = re.compile(
    _LABEL % fold("আপডেট|আপডেটের সময়|হালনাগাদ|সংশোধিত|সংশোধন|updated|modified|edited").text
)
_WORDS = re.compile(f"[{WORD}]+")
_GAP = re.compile(r"(?<=[0-9০-৯]:)[ \u00a0]+(?=[0-9০-৯])")
# "১২০৫ ঘণ্টা": hours and minutes of the 24-hour clock.
_HUNDREDS = re.compile(r"(?<![0-9০-৯])([0-9০-৯]{2})([0-9০-৯]{2}) ?(?:ঘণ্টা|ঘন্টা)")
_DIGIT = re.compile(r"[0-9০-৯]")
_FULL = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_CLOCK = re.compile(r"T\d\d:\d\d(?::\d\d)?")
_RFC_822 = re.compile(r"\s*(?:[A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d")
_ISO_LIKE = re.compile(r"\s*\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A publication time found on a page.

    Attributes:
        value: local ISO date, or date and time.
        says: "published", "updated", or "" where no word says which.
        text: the line.
    """

    value: str
    says: str
    text: str

    @property
    def has_clock(self) -> bool:
        """Whether the time of day is known."""
        return "T" in self.value


def is_iso(text: str) -> bool:
    """Whether a time begins as ISO times do, and needs no reading of words.

    >>> is_iso("2024-03-05 22:10"), is_iso("০৫ মার্চ ২০২৪")
    (True, False)
    """
    return _ISO_LIKE.match(text) is not None


def moment(text: str, tz: str) -> str | None:
    """One publication time in words as an ISO value; None where it is none, or is ISO already.

    >>> DHAKA = "Asia/Dhaka"
    >>> moment("১০:১০ পিএম, ০৫ মার্চ ২০২৪", DHAKA), moment("২২১০ ঘণ্টা, মার্চ ৫, ২০২৪", DHAKA)
    ('2024-03-05T22:10', '2024-03-05T22:10')
    >>> moment("Tue, 05 Mar 2024 16:10:00 GMT", DHAKA)
    '2024-03-05T16:10:00+00:00'
    >>> moment("৫ ঘণ্টা আগে", DHAKA) is moment("2024-03-05T22:10", DHAKA) is None
    True
    """
    if is_iso(text) or len(text) > _LONGEST:
        return None
    if _RFC_822.match(text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except ValueError:
            pass  # a weekday or a zone that is none: read as words
    found = _values(text, tz)
    return _finest(found) if found else None


def _values(text: str, tz: str) -> list[str]:
    """Dates of a line that name year, month and day: of one and the same day, or none.

    A Bangla and a Gregorian date, or a date and a clock behind a bar, stand side by side.
    """
    from bibhrat.temporal import tag  # noqa: PLC0415 - a feed with ISO times never needs it

    if not _DIGIT.search(text):
        return []
    found = [t.value for t in tag(_HUNDREDS.sub(r"\1:\2", _GAP.sub("", text)), tz=tz)]
    days = [value for value in found if _FULL.fullmatch(value)]
    if len({value[:10] for value in days}) != 1:
        return []
    clocks = [value for value in found if _CLOCK.fullmatch(value)]
    if len(clocks) == 1 and not any("T" in value for value in days):
        days.append(days[0] + clocks[0])  # ২২:১০, মঙ্গলবার, ০৫ মার্চ ২০২৪
    return days


def read_line(line: str, tz: str) -> Dateline | None:
    """A line of a page as a dateline; None where it is none.

    >>> read_line("আপডেট: ০৫ মার্চ ২০২৪, ২২: ১০", "Asia/Dhaka").says
    'updated'
    >>> read_line("ঢাকা, মঙ্গলবার ৫ মার্চ ২০২৪", "Asia/Dhaka") is None
    True
    """
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    folded = fold(line).text
    published, updated = _PUBLISHED.search(folded), _UPDATED.search(folded)
    part = line
    if published and updated:
        # Both in one line: what stands behind the word for publication counts.
        before = published.start() < updated.start()
        part = folded[: updated.start()] if before else folded[published.start() :]
    values = _values(part, tz)
    if not values or _other_words(part) > _MOST_OTHER_WORDS:
        return None
    value = _finest(values)
    says = "published" if published else "updated" if updated else ""
    # Without a word for it, a date without a clock is today's date in the page's head.
    return Dateline(value, says, line) if says or "T" in value else None


def _finest(values: list[str]) -> str:
    """The value that says most, to the minute: seconds are never printed by hand."""
    return max(values, key=len)[: len("2024-03-05T22:10")]


def _other_words(line: str) -> int:
    """How many words a line has that are neither a time nor a label."""
    from bibhrat.temporal import tag  # noqa: PLC0415

    rest = _GAP.sub("", line)
    for timex in reversed(tag(rest)):
        rest = rest[: timex.start] + " " + rest[timex.end :]
    rest = _UPDATED.sub(" ", _PUBLISHED.sub(" ", fold(rest).text))
    return len(_WORDS.findall(rest))


def find(lines: Iterable[str], tz: str, example: str | None = None) -> Dateline | None:
    """The dateline of a page.

    Args:
        lines: the page's text, piece by piece in its order.
        tz: zone of the outlet, which the page's clock goes by.
        example: what the outlet's datelines look like; its opening word wins over others.

    Returns:
        The first of the best kind: as the outlet writes it, published, without a word, updated.
    """
    opening = _opening(example) if example else ""
    best: tuple[int, Dateline] | None = None
    for line in lines:
        if not _DIGIT.search(line) or (found := read_line(line.strip(), tz)) is None:
            continue
        own = bool(opening) and _opening(found.text) == opening
        rank = 0 if own and found.says != "updated" else _RANKS[found.says]
        if best is None or rank < best[0]:
            best = rank, found
    return best[1] if best is not None else None


_RANKS = {"published": 1, "": 2, "updated": 3}


def _opening(line: str) -> str:
    """The words before the first digit; a weekday or a month differs from day to day."""
    words = _WORDS.findall(fold(_DIGIT.split(line, maxsplit=1)[0]).text)
    return " ".join(words[:1])
