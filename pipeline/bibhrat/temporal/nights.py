"""Which date the hours of a night belong to.

রাত with 12, 1, 2 or 3 is the night that follows the named day, unless it is just past.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bibhrat.temporal.days import Named, Value
from bibhrat.temporal.values import Reading
from bibhrat.temporal.written import Written

if TYPE_CHECKING:
    from bibhrat.temporal.resolve import Resolver

_DAY = timedelta(days=1)
_HALF_DAY = timedelta(hours=12)
_EVENING = 19
_DAWN = 5
_SMALL_HOURS = 4
_NOON = 12
_AFTERNOON = 15
_NIGHTS = ("night", "midnight", "evening")
#: Parts of the day that a night ends with.
MORNINGS = ("dawn", "morning")


class Nights:
    """The part of the resolver that knows about nights."""

    r: Resolver

    def _told_by(self, w: Written, k: int) -> tuple[date | None, str | None]:
        """The day of the story, but nothing that has happened is on a coming day."""
        day, anchor = self.r.story_day(w, k)
        about = self.r.pub.day
        if day is None or about is None or day <= about:
            return day, anchor
        leaning = self.r.leaning(w)
        if leaning == "past" or (leaning != "ongoing" and self.r.outlook(w) == "past"):
            return about, "publication"
        return day, anchor

    def _night(
        self, w: Written, named: Named | None, base: date, moment: datetime, reading: Reading,
        value: Value,
    ) -> datetime:  # fmt: skip
        """Which date the small hours of a night belong to."""
        if not reading.next_day and not (w.night_after and reading.hour < 5):
            return moment
        following = moment + _DAY
        if not w.night_after and self._is_of_its_date(w, moment, reading):
            value.rules.append("night-of-the-date")
            self.r.mind.own_nights = True
            return moment
        if w.night_after:
            value.rules.append("night-after-openly")
            return following
        now = self.r.outlook(w)
        pub = self.r.pub.moment
        own = named is not None and w.day_offset == 0
        loose = named is None and value.anchor == "publication"
        if pub is None:
            if (own or loose) and now == "past":
                value.rules.append("night-just-past")
                return moment
        elif moment <= pub < following and now != "future" and not self._planned(w):
            midnight = reading.hour == 0 and w.hour is not None and now is None
            last = self.r.mind.last_moment
            ahead = last is not None and last > pub  # after hours that are still to come
            tonight = now is None and (pub.hour >= _EVENING - 1 or ahead)
            if not (midnight and (own or named is not None)) and not tonight:
                value.rules.append("night-just-past")
                return moment
        alike = self.r.mind.own_nights and w.day is not None and w.weekday is None
        if alike or self._is_coming_date(w, base, now):
            self.r.mind.own_nights = True
            value.rules.append("night-before-coming-date")
            return moment
        value.rules.append(
            "night-after-named-day" if named is not None else "night-after-story-day"
        )
        return following

    def _is_of_its_date(self, w: Written, moment: datetime, reading: Reading) -> bool:
        """Whether small hours are those of the date itself, by how they are written.

        রাত ০০.০০টা, ৭ মে রাত ১০টা থেকে ৮ মে রাত ১টা, রাত ২টা থেকে দুপুর ১২টা.
        """
        if w.hour == 0 or (reading.hour and _until_noon(w)):
            return True
        left = self.r.of(w.range_from)
        begun = left.moment if left is not None else None
        named = w.names_day or w.has_date
        return named and begun is not None and begun < moment <= begun + _HALF_DAY

    def _is_coming_date(self, w: Written, base: date, now: str | None) -> bool:
        """৩১ জানুয়ারি রাত ১২টা ১৫, announced the evening before: this coming night."""
        pub = self.r.pub.moment
        if pub is None or w.day is None or w.month is None or w.weekday is not None:
            return False
        eve = base - _DAY == pub.date() and pub.hour >= _AFTERNOON
        return eve and w.day_offset is None and (now == "future" or self._planned(w))

    def _printed_after_midnight(self, w: Written, moment: datetime, value: Value) -> datetime:
        """আজ রাতে in what came out soon after midnight is the night that is not over.

        So is every hour of আজ that has been, for a reader of that day, but has still to come.
        """
        pub = self.r.pub.moment
        if pub is None or pub.hour >= _SMALL_HOURS:
            return moment
        now = self.r.tense(w)
        if now == "future" or (w.part not in _NIGHTS and (now != "past" or moment <= pub)):
            return moment
        if moment.date() == pub.date() and (moment.hour >= _NOON or w.part not in _NIGHTS):
            value.rules.append("before-publication")
            if value.named is not None:
                value.named.day = moment.date() - _DAY
            return moment - _DAY
        return moment

    def _planned(self, w: Written) -> bool:
        """রাত ১টা থেকে ৫টা পর্যন্ত বন্ধ থাকছে: a window that no past verb closes."""
        if w.range_to is None and w.range_from is None:
            return False
        return self.r.leaning(w) in ("future", "ongoing", "verbless")

    @staticmethod
    def _is_morning(w: Written, moment: datetime) -> bool:
        return w.part in MORNINGS or (w.part is None and moment.hour < _NOON)

    @staticmethod
    def _day_went_on(w: Written, base: date, last: datetime) -> bool:
        """Whether the story has come to the daylight of the next date."""
        if last.date() == base or w.part not in ("forenoon", "noon", "afternoon", "evening"):
            return False
        return last.hour >= _DAWN

    def _after_night(self, day: date) -> bool:
        """Whether the night of a day was told already."""
        last = self.r.mind.last_moment
        begin = datetime.combine(day, time(_EVENING))
        told = self.r.mind.last_clock_end >= self.r.mind.story_at
        return told and last is not None and begin <= last < begin + timedelta(hours=11)


def _until_noon(w: Written) -> bool:
    """Whether a range goes on to noon or later, so that all of it is of one date."""
    last = w.range_to
    return last is not None and not last.names_day and last.part in ("noon", "afternoon", "evening")
