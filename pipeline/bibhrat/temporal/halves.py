"""Which half of the day an hour with no part of it means.

Its neighbours, its range partner, the publication and the verb decide, or nothing does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bibhrat.temporal.days import Value
from bibhrat.temporal.values import Reading, both_halves, read_clock
from bibhrat.temporal.written import Written

if TYPE_CHECKING:
    from bibhrat.temporal.resolve import Resolver

_DAY = timedelta(days=1)
_EVENING = 19
_SOON = timedelta(hours=3)
_RECENT = timedelta(hours=3)
_SMALL_HOURS = 4
_HALF_DAY = timedelta(hours=12)
_AHEAD = 12
_NOON = 12


class Halves:
    """The part of the resolver that reads hours with no part of the day."""

    r: Resolver

    def _reading(self, w: Written, base: date | None, value: Value) -> Reading:  # noqa: PLR0911 - one branch a reason
        assert w.hour is not None
        reading = read_clock(w.hour, w.minute, w.second, w.part, w.half)
        if reading is not None:
            return reading
        now = self.r.tense(w)
        early, late = both_halves(w.hour, w.minute, w.second)
        if w.padded:
            return early
        stamp = self._of_publication(base, early, late)
        if stamp is not None:
            value.rules.append("hour-by-publication")
            return stamp
        first = self._before_end(w, early, late)
        if first is not None:
            value.rules.append("hour-before-range-end")
            return first
        near = self._by_neighbour(w, early, late)
        if near is not None:
            value.rules.append("hour-after-neighbour")
            return near
        pub = self.r.pub.moment
        if now is None and self.r.outlook(w) == "future":
            now = "future"
        if pub is not None and base == pub.date() and now is not None:
            at = pub.hour * 60 + pub.minute
            fits = [r for r in (early, late) if (r.hour * 60 + r.minute <= at) == (now == "past")]
            if len(fits) == 1:
                value.rules.append("hour-by-publication")
                return fits[0]
        same = self._same_hour(w)
        if same is not None:
            value.rules.append("hour-told-elsewhere")
            there = read_clock(w.hour, w.minute, None, same.part, None)
            return early if there is not None and there.hour == early.hour else late
        told = self._by_story(base, early, late)
        if told is not None:
            value.rules.append("hour-of-the-story")
            return told
        near = self._by_part(base, early, late, now)
        if near is not None:
            value.rules.append("hour-after-part")
            return near
        if now == "past" and self._is_recent(base, late):
            value.rules.append("hour-by-publication")
            return late
        value.rules.append("ambiguous-half-day")
        return early if 6 < early.hour < 12 else late

    def _of_publication(self, base: date | None, early: Reading, late: Reading) -> Reading | None:
        """The reading that is the minute in which the text came out: its stamp."""
        pub = self.r.pub.moment
        if pub is None or base != pub.date():
            return None
        for r in (early, late):
            if (r.hour, r.minute) == (pub.hour, pub.minute):
                return r
        return None

    def _by_neighbour(self, w: Written, early: Reading, late: Reading) -> Reading | None:
        """The first such hour after the clock that the same sentence told before."""
        last = self.r.mind.last_moment
        if last is None or not self.r.same_sentence(self.r.mind.last_clock_end, w.start):
            return None
        for r in (early, late):
            moment = last.replace(hour=r.hour, minute=r.minute)
            if last < moment <= last + _HALF_DAY:
                return r
        return None

    @staticmethod
    def _before_end(w: Written, early: Reading, late: Reading) -> Reading | None:
        """The reading that the end of the range allows."""
        other = w.range_to
        if other is None or other.hour is None:
            return None
        end = read_clock(other.hour, other.minute, None, other.part, other.half)
        if end is None:
            return None
        limit = end.hour * 60 + end.minute + (1440 if end.next_day else 0)
        fits = [r for r in (early, late) if r.hour * 60 + r.minute < limit]
        return fits[-1] if fits else None

    def _same_hour(self, w: Written) -> Written | None:
        """The same hour with its part of the day, told a little further on: a headline's."""
        k = self.r.place(w) + 1
        for later in self.r.items[k : k + _AHEAD]:
            if later.part is None or (later.hour, later.minute) != (w.hour, w.minute):
                continue
            reading = read_clock(w.hour or 0, w.minute, None, later.part, None)
            return None if reading is None or reading.next_day else later
        return None

    def _by_story(self, base: date | None, early: Reading, late: Reading) -> Reading | None:
        """The reading that is close to the clock told last on the same day."""
        last = self.r.mind.last_moment
        mind = self.r.mind
        if last is None or base is None or mind.last_clock_end < mind.story_at:
            return None
        if not mind.last_exact:
            return None
        for r in (early, late):
            for by in (timedelta(0), _DAY):
                moment = datetime.combine(base, time(r.hour, r.minute)) + by
                if timedelta(0) <= moment - last <= _SOON:
                    return replace(r, next_day=True) if by else r
        return None

    def _is_recent(self, base: date | None, late: Reading) -> bool:
        """Whether an hour of the evening is just past in a text that came out at night."""
        pub = self.r.pub.moment
        if pub is None or base is None or not (pub.hour >= _EVENING or pub.hour < _SMALL_HOURS):
            return False
        return timedelta(0) <= pub - datetime.combine(base, time(late.hour, late.minute)) <= _RECENT

    def _by_part(
        self, base: date | None, early: Reading, late: Reading, now: str | None
    ) -> Reading | None:
        """The reading that goes on from the part of day or the clock told last on that day.

        বিকেলে ছাড়ার কথা ছিল, ছাড়ে ৯টায়: a story goes forward, so that what lies behind counts double.
        """
        last, pub = self._heard(), self.r.pub.moment
        if last is None or base is None or last.date() != base:
            return None
        if last.hour < _NOON:
            return early if last.hour <= early.hour < _NOON else None
        best, least = None, _HALF_DAY
        for r in (early, late):
            moment = datetime.combine(base, time(r.hour, r.minute))
            if now != "future" and pub is not None and last <= pub < moment:
                continue
            apart = moment - last if moment >= last else 2 * (last - moment)
            if apart < least:
                best, least = r, apart
        return best

    def _heard(self) -> datetime | None:
        """The clock told last, or where the part of the day told last begins.

        A night is told of two dates (রাতে চালানো হালনাগাদে ভুল ছিল), so that it says nothing.
        """
        told = self.r.mind.heard
        if told is None:
            return None
        if told.moment is not None:
            return told.moment
        if told.first is None or told.value.endswith("TNI"):
            return None
        return told.first.replace(tzinfo=None)
