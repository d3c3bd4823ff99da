"""What the tagger gives: a `Timex`, one temporal expression with its place, value and reasons."""

from dataclasses import dataclass
from datetime import date, datetime

#: What a caller may know about publication: the minute, or only the day.
PublishedAt = datetime | date | None


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression.

    Attributes:
        start, end: half-open span of the text as given, in code points (before folding).
        text: the characters of that span.
        type: "DATE", "TIME", "DURATION" or "SET".
        value: TIMEX3 value, never finer than the words. What is not known stays X:
            "XXXX-03-05T21:00"; a clock with no day at all is "T21:00".
        earliest, latest: the first and the last instant, with offset, that the value
            covers, both inclusive to the second: a day is 00:00:00 to 23:59:59, a clock
            time is the same minute twice. None for durations, sets and unresolved values.
        approximate: hedged by its neighbours (প্রায়, দিকে, নাগাদ) or itself (ঘণ্টাখানেক).
        mod: TIMEX3 modifier (START, MID, END, MORE_THAN, LESS_THAN, EQUAL_OR_MORE,
            EQUAL_OR_LESS, APPROX) or None.
        anchor: what the value was counted from: "publication", "named-day" (a day named
            before in the text), "previous" (a length counted from the event or the hour told
            before: এর আধা ঘণ্টা পর), or None.
        rules: names of the rules that decided, in the order they ran.
        range_end: index, in the list `tag` returned, of the expression that ends the range
            which this one begins.
        range_begin: the reverse.
        postposition: canonical form of the postposition that follows: "পর", "আগে", "ধরে",
            "থেকে", "পর্যন্ত", "মধ্যে", or None.
        warnings: what is wrong with the words: "no such date: ৩১ নভেম্বর".
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    earliest: datetime | None = None
    latest: datetime | None = None
    approximate: bool = False
    mod: str | None = None
    anchor: str | None = None
    rules: tuple[str, ...] = ()
    range_end: int | None = None
    range_begin: int | None = None
    postposition: str | None = None
    warnings: tuple[str, ...] = ()
