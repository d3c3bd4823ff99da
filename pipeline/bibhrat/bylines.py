"""Bylines, datelines and stamps glued to the body: who wrote it where, and when it was put up.

In goes folded text and where a paragraph begins; out comes where its byline ends. What
stands there is no part of the story: its date is no start, and the lead begins behind it.
"""

import re

from bibhrat.lexicon import load, pattern

_CALENDAR = load("temporal/calendar")
_WORDS = load("patterns")["byline"]
_LONGEST = 110  # characters of a byline with everything in it
_MOST_WORDS = 6  # besides dates and times: "নিজস্ব প্রতিবেদক, ব্রাহ্মণবাড়িয়া"

# Behind a byline: the end of its line, a colon, a bar, a dash with a space or a bracket before it.
_BORDER = re.compile(r"\n+|(?<!\d) ?: |\d ?: (?=\D)|:(?=\n)| ?\| ?| - |(?<=\))- ?|(?<=\d)-(?=\D) ?")
_MONTHS = [*_CALENDAR["months"].values(), *_CALENDAR["bangla_months"].values()]
_MONTH = pattern(word for spellings in _MONTHS for word in spellings)
_DATE = re.compile(rf"\d{{1,2}} ?[^ \d,]{{0,3}} ?{_MONTH}|{_MONTH} \d{{1,2}},|\d{{4}}-\d\d-\d\d")
_OF_DATE = re.compile(rf"{_MONTH}|ই|শে|লা|রা|ঠা|খ্রি")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "Staff Reporter 2 April 2022 9:07 PM IST": a line without a Bangla letter that has a date.
_ENGLISH_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{4}-\d\d-\d\d|\d/\d\d?/\d",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\d\s,.:|()\[\]/-]+")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?(?:এএম|পিএম|am|pm))?\s")  # behind "… 2025 | "
_HEAD = re.compile(rf"\(?{pattern(_WORDS['stamp'])}")
_STAMP = re.compile(rf"(?<!\S){pattern(_WORDS['stamp'])}(?=\s|:)")
_TELLS = re.compile(pattern(_WORDS["tells"]))
_PART = re.compile(pattern(_WORDS["part"]))
_WEEKDAYS = [word for spellings in _CALENDAR["weekdays"].values() for word in spellings]
_DATED = re.compile(pattern([*_WORDS["clock"], *_WEEKDAYS]))


def byline_end(text: str, start: int, *, leading: bool) -> int:
    """Where the byline that opens a paragraph ends; `start` where it has none.

    Args:
        text: folded text.
        start: where the paragraph begins.
        leading: nothing of the story came before it. Elsewhere only a stamp with its own
            word ("আপডেট: ৫ মার্চ ২০২৪, ২২:১০") is one.

    >>> byline_end("ঢাকা, 5 মার্চ: ফেসবুক ডাউন।", 0, leading=True)
    15
    """
    limit = min(len(text), start + _LONGEST)
    line = text[start:limit].partition("\n")[0]
    whole = start + len(line) < limit or limit == len(text)
    if whole and _is_stamp(line):
        return limit - len(text[start + len(line) : limit].lstrip("\n"))
    if not (leading or line.isascii() or _HEAD.match(line.strip())):
        return start
    found = start
    for border in _BORDER.finditer(text, start, limit):
        piece = text[start : border.start()].strip()
        if "।" in piece or "?" in piece:
            break
        whole_line = "\n" in border.group()
        if piece and _is_byline(piece, leading=leading, whole_line=whole_line):
            clock = _CLOCK.match(text, border.end(), limit) if _HEAD.match(piece) else None
            found = clock.end() if clock else border.end()
        if whole_line:
            break
    return found


def _is_stamp(line: str) -> bool:
    """Whether a line is nothing but dates with their year, clocks, weekdays and a stamp's words."""
    if _YEAR.search(line) is None or _DATE.search(line) is None:
        return False
    words = _WORD.findall(_STAMP.sub(" ", line))
    return all(_DATED.fullmatch(word) or _OF_DATE.fullmatch(word) for word in words)


def _is_byline(piece: str, *, leading: bool, whole_line: bool) -> bool:
    dated = _DATE.search(piece)
    if _HEAD.match(piece) and (dated or _YEAR.search(piece)):
        return True
    if whole_line and piece.isascii() and _YEAR.search(piece) and _ENGLISH_DATE.search(piece):
        return True
    if not leading:
        return False
    words = [word for word in _WORD.findall(piece) if not _DATED.fullmatch(word)]
    if len(words) > _MOST_WORDS + 2 or _TELLS.search(piece):
        return False
    if any(_PART.fullmatch(word) for word in words) and len(words) <= _MOST_WORDS + 2 * bool(dated):
        return True
    if dated is None:
        return False
    # "ঢাকা, ৫ মার্চ (রয়টার্স)": the place stands before the date; or nothing but the date.
    place = piece[: dated.start()].strip(" ,")
    behind = _WORD.findall(piece[dated.end() :].partition("(")[0])
    if place:
        return len(place.split()) <= _PLACE_WORDS and not behind and "," in piece[: dated.start()]
    return whole_line and not behind and _YEAR.search(piece) is not None


_PLACE_WORDS = 3
