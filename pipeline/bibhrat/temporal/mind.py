"""What a reader of a text keeps in mind from one expression to the next."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bibhrat.temporal.days import Value


@dataclass(slots=True)
class Mind:
    """What a reader keeps in mind."""

    story: date | None = None  # the day that the story is at
    story_told: bool = False  # something was told to have happened at an hour of it
    story_quoted: bool = False  # somebody said so, in quotes
    aside: tuple[date, int] | None = None  # background day, and where it ends
    aside_told: bool = False  # the background is a story with hours of its own
    aside_recalled: bool = False  # it is told in the pluperfect, sentence by sentence
    last_named: date | None = None
    coming: date | None = None  # the day after the publication that was named last
    loose_year: tuple[int, int] | None = None  # a past year told without a day, and where
    #: Days told by an event that the text does not date, by the event and the side of it.
    events: dict[tuple[str, int], date] = field(default_factory=dict)
    teaser: int = -1  # where the last headline of another article began
    dates: dict[tuple[int | None, int | None], int] = field(default_factory=dict)
    weekdays: dict[int, date] = field(default_factory=dict)
    last_period: date | None = None  # begin of the day or period named last
    last_moment: datetime | None = None
    last_clock_end: int = -1
    last_exact: bool = False  # it was told with its hour
    heard: Value | None = None  # the clock or part of day told last, with no whole day behind it
    today_told: bool = False  # the day of publication was named
    zone: tuple[str, int] | None = None  # another zone, and where it was told
    story_at: int = -1  # where the story's day was told
    own_nights: bool = False  # a date was told with the small hours that it begins with
    dated_stamp: bool = False  # a line of a chronicle began with its own day
    month_hint: int = 0  # the month told with that year
    year_hint: tuple[int, int, bool] | None = None  # a year just written, where, with a day?
