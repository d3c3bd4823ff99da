"""What is written, before anything is resolved: the parts of one expression and its span."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

Amount = Fraction | int | None
#: One term of a duration: least and greatest amount (None is "some"), and the unit.
Term = tuple[Amount, Amount, str]


class Written:
    """One expression as written. Offsets are into the folded text.

    Only what the words say is filled in; the rest stays at the defaults of the class, so that
    making one costs little. `kind` is "point", "duration" or "set".
    """

    start: int
    end: int
    kind: str = "point"
    # a calendar date
    year: int | None = None
    month: int | None = None
    day: int | None = None
    bangla_month: int | None = None
    bangla_year: int | None = None
    day_label: bool = False  # ১২ তারিখ
    date_modifier: str | None = None  # গত ৫ মার্চ
    # other ways to name a day
    weekday: int | None = None
    weekday_modifier: str | None = None
    day_offset: int | None = None  # আজ 0, গতকাল -1
    verb_offset: int | None = None  # কাল 1, পরশু 2: sign by the verb
    story_offset: int | None = None  # ওই দিন 0, পরদিন 1
    named_day: str | dict[str, str] | None = None  # বিজয় দিবসের: its dates, by zone
    feast: str | None = None  # কালীপুজোর, before a part of day
    name_start: int | None = None  # where the name of its day begins: ভোটের রাতে
    this_day: bool = False  # এদিন: the day that the story is at
    all_day: bool = False  # দিনভর, with no day named beside it
    # longer periods
    period: str | None = None  # unit of গত মাসে
    period_modifier: str | None = None
    week_of_month: int | None = None
    same_day: bool = False  # as the publication's, of a year: ১৯৭১ সালের এই দিনে
    same_month: bool = False  # of a year: গত বছরের একই মাসে
    edge: str | None = None  # "first" or "last" day of the month or year
    quarter: int | None = None
    decade: int | None = None
    century: int | None = None  # উনিশ শতক 18
    fiscal: int | None = None
    ago: tuple[Amount, str] | None = None  # ৩ দিন আগে
    past_reference: bool = False
    # time of day
    part: str | None = None
    night_after: bool = False
    hour: float | None = None  # quarters of an hour are exact: 9.75
    minute: int | None = None
    second: int | None = None
    half: str | None = None  # am, pm
    stamp: bool = False  # of a live update, at the begin of its line
    padded: bool = False  # 09:15, 22:00: the 24-hour clock
    zone: str | None = None
    # durations and sets
    terms: Sequence[Term] = ()
    terms_to: Sequence[Term] = ()
    pair: Amount = None  # ৩ ও ১৫ দিন: the amount of the first
    window: str | None = None  # গত in গত ২৪ ঘণ্টায়
    every: str | None = None
    # what stands around
    approximate: bool = False
    mod: str | None = None
    postposition: str | None = None
    range_to: "Written | None" = None
    range_from: "Written | None" = None
    list_head: "Written | None" = None
    corrects: "Written | None" = None  # অর্থাৎ: says the one before again
    after_event: bool = False  # এর, তার before: counted from an event
    ending: str = ""
    list_ending: str = ""  # of the last member of its list

    def __init__(self, start: int, end: int, kind: str = "point", **fields: Any) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        if fields:
            self.__dict__.update(fields)

    @property
    def has_clock(self) -> bool:
        """Whether an hour is written."""
        return self.hour is not None

    @property
    def has_date(self) -> bool:
        """Whether a calendar date or a part of one is written."""
        return (
            self.day is not None
            or self.month is not None
            or self.year is not None
            or self.bangla_month is not None
            or self.bangla_year is not None
            or self.decade is not None
            or self.century is not None
            or self.fiscal is not None
        )

    @property
    def range_begin(self) -> "Written":
        """The first end of the range that it belongs to; itself where it is in none."""
        first = self
        while first.range_from is not None:
            first = first.range_from
        return first

    @property
    def range_end(self) -> "Written":
        """The last end of the range that it belongs to; itself where it is in none."""
        last = self
        while last.range_to is not None:
            last = last.range_to
        return last

    @property
    def names_day(self) -> bool:
        """Whether the words by themselves name a day."""
        return (
            self.day is not None
            or self.weekday is not None
            or self.day_offset is not None
            or self.verb_offset is not None
            or self.story_offset is not None
            or self.named_day is not None
            or self.feast is not None
        )
