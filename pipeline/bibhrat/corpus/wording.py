"""What the words of a temporal expression name beyond doubt: weekdays, dates, clocks, parts.

Only forms that leave no choice are read (a digit before a month, before টা), so that a label
can be held against its own words. This is no tagger and knows nothing of the tagger's grammar.
"""

import re
from functools import cache
from typing import NamedTuple

from bibhrat.lexicon import load
from bibhrat.text import WORD, fold

_BEFORE, _AFTER = 110, 30  # characters in which a zone word counts as near

# Said of the hours of another place, beside the names of zones in the lexicon.
_ELSEWHERE = ("সেখানকার", "ওখানকার", "প্রশান্ত", "গ্রীষ্মকালীন", "শীতকালীন")
_TIME_THERE = ("তখন", "হিসাবে", "হিসেবে", "ঘড়িতে")


class Clock(NamedTuple):
    """An hour and minute as written, the half of the day unknown below 13."""

    hour: int
    minute: int

    def fits(self, hour: int, minute: int) -> bool:
        """Whether a time of the 24-hour clock can be meant."""
        same = hour == self.hour % 24 if self.hour > 12 else hour % 12 == self.hour % 12
        return same and minute == self.minute


def _words(*lists: list[str]) -> str:
    words = {fold(word).text for words in lists for word in words}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _calendar(table: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for the words of a numbered table, and word → number."""
    entries = load("temporal/calendar")[table]
    numbers = {fold(w).text: int(number) for number, words in entries.items() for w in words}
    return re.compile(f"(?<![{WORD}])({_words(*entries.values())})"), numbers


def weekdays(folded: str) -> set[int]:
    """Weekdays that a folded text names in full, Monday is 1.

    >>> weekdays(fold("বৃহস্পতিবার (৮ এপ্রিল) রাত").text)
    {4}
    """
    pattern, numbers = _calendar("weekdays")
    return {numbers[match.group(1)] for match in pattern.finditer(folded)}


@cache
def _dated() -> re.Pattern[str]:
    months = _words(*load("temporal/calendar")["months"].values())
    endings = _words(load("temporal/calendar")["day_endings"]["words"])
    return re.compile(
        rf"(?<![0-9:.])([0-9]{{1,2}})(?:{endings})?,? ?(?<![{WORD}])({months})"
        rf"|(?<![{WORD}])({months}),? ?([0-9]{{1,2}})(?![0-9{WORD}:.]| ?টা)"
    )


def dates(folded: str) -> set[tuple[int, int]]:
    """Pairs of month and day that a folded text names with a number beside a month.

    >>> dates(fold("মঙ্গলবার (৫ মার্চ) রাত").text)
    {(3, 5)}
    """
    _, numbers = _calendar("months")
    found = set()
    for match in _dated().finditer(folded):
        day, month, month_first, day_after = match.groups()
        found.add((numbers[month or month_first], int(day or day_after)))
    return found


@cache
def _clock_patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    numerals, clock = load("temporal/numerals"), load("temporal/clock")
    months = _words(*load("temporal/calendar")["months"].values())
    fractions = numerals["fractions"]["before"]
    minutes = {"1/2": 30, "1/4": 15, "-1/4": -15}
    shift = {fold(w).text: minutes[key] for key, words in fractions.items() for w in words}
    hour = _words(clock["o_clock"]["ta"])
    past = _words(clock["o_clock"]["to"])
    spoken = re.compile(
        rf"(?<![0-9.:/-])(?:({'|'.join(shift)}) ?)?([0-9]{{1,2}}) ?(?:{hour})[{WORD}]*"
        rf"(?: (?:{past}))?(?: ?([0-9]{{1,2}})(?![0-9.:]| ?(?:{hour}|{months})))?"
    )
    dotted = _words(clock["o_clock"]["ta"], clock["o_clock"]["am"], clock["o_clock"]["pm"])
    figures = re.compile(
        rf"(?<![0-9.:/-])([0-9]{{1,2}}) ?(?:[:\u0983] ?([0-9]{{2}})(?![0-9])"
        rf"|\.([0-9]{{2}}) ?(?={dotted}))"
        rf"|(?:{'|'.join(_parts()[1])})[{WORD}]* ([0-9]{{1,2}})\.([0-9]{{2}})(?![0-9.])"
    )
    return spoken, figures, shift


@cache
def _hour_words() -> re.Pattern[str]:
    o_clock = load("temporal/clock")["o_clock"]
    return re.compile(f"[0-9]|{_words(o_clock['ta'], o_clock['strikes'])}")


def has_clock(folded: str) -> bool:
    """Whether a folded text has a digit, টা or বাজে: without one it names no clock.

    >>> has_clock("মাঝরাতে"), has_clock("আড়াইটায়")
    (False, True)
    """
    return _hour_words().search(folded) is not None


def clocks(folded: str) -> list[Clock]:
    """Clock times that a folded text names in digits.

    >>> clocks(fold("রাত পৌনে ১০টার").text), clocks(fold("৯ঃ৪০").text)
    ([Clock(hour=9, minute=45)], [Clock(hour=9, minute=40)])
    """
    spoken, figures, shift = _clock_patterns()
    found = []
    for match in figures.finditer(folded):
        found.append(Clock(int(match[1] or match[4]), int(match[2] or match[3] or match[5])))
    for match in spoken.finditer(folded):
        minutes = int(match[2]) * 60 + int(match[3] or 0) + shift.get(match[1] or "", 0)
        found.append(Clock(minutes // 60, minutes % 60))
    return [clock for clock in found if clock.hour <= 24 and clock.minute < 60]


@cache
def _parts() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {
        fold(word).text: entry["code"][1:]
        for name, entry in load("temporal/clock")["dayparts"].items()
        if name != "forenoon"  # বেলা is said from nine to five
        for word in entry["words"]
    }
    return re.compile(rf"(?<![{WORD}])({_words(list(codes))})"), codes


def parts(folded: str) -> set[str]:
    """Codes of the parts of the day that a folded text names."""
    pattern, codes = _parts()
    return {codes[match.group(1)] for match in pattern.finditer(folded)}


@cache
def _lengths() -> tuple[re.Pattern[str], dict[str, str]]:
    letters = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "mo", "year": "Y"}
    units = {
        fold(word).text: letter
        for name, letter in letters.items()
        for word in load("temporal/units")[name]["words"]
    }
    return re.compile(
        rf"(?<![0-9.,])([0-9]+(?:,[0-9]{{2,3}})*(?:\.[0-9]+)?) ?({_words(list(units))})"
    ), units


def lengths(folded: str) -> set[str]:
    """Numbers with their units, as `values.amounts` has them: "40M" of ৪০ মিনিট."""
    pattern, units = _lengths()
    return {match[1].replace(",", "") + units[match[2]] for match in pattern.finditer(folded)}


@cache
def _zones() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("temporal/zones")
    of = {fold(w).text: zone for zone, words in table["with_time"].items() for w in words}
    of |= {fold(word).text: "elsewhere" for word in _ELSEWHERE}
    alone = {fold(w).text: zone for zone, words in table["alone"].items() for w in words}
    time_words = _words(table["time_words"]["words"], list(_TIME_THERE))
    pattern = re.compile(
        rf"(?<![{WORD}])(?:({_words(list(of))})[{WORD}]*(?: [{WORD}]+)?[ -](?:{time_words})"
        rf"|({_words(list(alone))})(?![{WORD}]))"
    )
    return pattern, {**alone, **of}


def zones(folded: str) -> set[str]:
    """Zones that a folded text names: IANA names, "local" or "elsewhere".

    >>> zones(fold("নিউইয়র্কে তখন বুধবার সন্ধ্যা").text)
    {'America/New_York'}
    """
    pattern, names = _zones()
    return {names[match[1] or match[2]] for match in pattern.finditer(folded)}


def foreign_zone_near(body: str, start: int, end: int, tz: str) -> bool:
    """Whether a zone other than the article's is named in or beside a span, on its line."""
    before = body[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = body[end : end + _AFTER].partition("\n")[0]
    return bool(zones(fold(before + body[start:end] + after).text) - {tz})
