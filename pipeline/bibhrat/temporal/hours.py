"""Clock times and parts of the day on their day: the night, the half of the day, zones.

রাত with 12, 1, 2 or 3 is the night that follows the named day; an hour with no part of the
day is read by its neighbours, its range partner, the publication and the verb.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bibhrat.temporal.days import Named, Value
from bibhrat.temporal.values import (
    CODES,
    SPANS,
    Reading,
    both_halves,
    clock_value,
    part_span,
    read_clock,
)
from bibhrat.temporal.written import Written

if TYPE_CHECKING:
    from bibhrat.temporal.resolve import Resolver

_DAY = timedelta(days=1)
_EVENING = 19
_HALF_DAY = timedelta(hours=12)


class Hours:
    """The part of the resolver that knows about clocks."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver

    def time(self, k: int, w: Written, named: Named | None) -> Value:
        """The value of an expression with a clock or a part of the day."""
        value = Value("TIME", "", named)
        shape = ["date"] if named is not None else []
        if w.part is not None:
            shape.append("daypart")
        if w.hour is not None:
            shape.append("clock")
        value.rules = ["+".join(shape)]
        if named is not None:
            value.rules += [r for r in named.rules if r != "date"]
            value.anchor = named.anchor
            value.warnings = named.warnings
            if named.day is None:
                return self._on_pattern(w, named, value)
        if w.hour is None:
            return self._part(k, w, named, value)
        return self._clock(k, w, named, value)

    # -- clocks ------------------------------------------------------------------------------

    def _clock(self, k: int, w: Written, named: Named | None, value: Value) -> Value:
        left = self.r.of(w.range_from) or self.r.of(w.list_head)
        if named is None and left is not None and left.type == "TIME":
            after = self._after(w, left, value)
            if after is not None:
                return after
        if named is not None and named.day is not None:
            base: date | None = named.day
        else:
            base, value.anchor = self.r.story_day(w, k)
        now = self.r.tense(w)
        reading = self._reading(w, base, value, now)
        if base is None:
            value.value = f"T{clock_value(reading)}"
            value.clock = reading
            value.anchor = None
            return value
        moment = datetime.combine(base, time(reading.hour, reading.minute, reading.second or 0))
        moment = self._night(w, named, base, moment, reading, value, now)
        if named is None:
            moment = self._settle(w, moment, value, now, base)
        value.moment = moment
        self.put(value, self._convert(w, moment, value), seconds=reading.second is not None)
        return value

    def _reading(self, w: Written, base: date | None, value: Value, now: str | None) -> Reading:
        assert w.hour is not None
        reading = read_clock(w.hour, w.minute, w.second, w.part, w.half)
        if reading is not None:
            return reading
        early, late = both_halves(w.hour, w.minute, w.second)
        if w.padded:
            return early
        other = w.range_to
        if other is not None and other.hour is not None:
            end = read_clock(other.hour, other.minute, None, other.part, other.half)
            if end is not None:
                limit = end.hour * 60 + end.minute + (1440 if end.next_day else 0)
                fits = [r for r in (early, late) if r.hour * 60 + r.minute < limit]
                if fits:
                    value.rules.append("hour-before-range-end")
                    return fits[-1]
        near = self._by_neighbour(w, early, late)
        if near is not None:
            value.rules.append("hour-after-neighbour")
            return near
        pub = self.r.pub.moment
        if pub is not None and base == pub.date() and now is not None:
            at = pub.hour * 60 + pub.minute
            fits = [r for r in (early, late) if (r.hour * 60 + r.minute <= at) == (now == "past")]
            if len(fits) == 1:
                value.rules.append("hour-by-publication")
                return fits[0]
        value.rules.append("ambiguous-half-day")
        return early if 6 < early.hour < 12 else late

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

    def _after(self, w: Written, left: Value, value: Value) -> Value | None:
        """The end of a range, the next of a list: the first such hour after the one before."""
        assert w.hour is not None
        reading = read_clock(w.hour, w.minute, w.second, w.part, w.half)
        choices = (reading,) if reading else both_halves(w.hour, w.minute, w.second)
        if reading is None and w.padded:
            choices = choices[:1]
        value.rules.append("after-range-begin" if w.range_from is not None else "after-list-head")
        if left.moment is None:
            if left.clock is None:
                value.rules.pop()
                return None
            start = left.clock.hour * 60 + left.clock.minute
            best = min(choices, key=lambda r: (r.hour * 60 + r.minute - start - 1) % 1440)
            value.value, value.clock = f"T{clock_value(best)}", best
            return value
        moments = [
            datetime.combine(left.moment.date(), time(r.hour, r.minute, r.second or 0)) + by
            for r in choices
            for by in (timedelta(0), _DAY)
        ]
        later = [m for m in moments if m > left.moment]
        value.moment = min(later) if later else max(moments)
        value.anchor = left.anchor
        value.named = left.named
        self.put(value, self._convert(w, value.moment, value), seconds=w.second is not None)
        return value

    def _night(
        self, w: Written, named: Named | None, base: date, moment: datetime, reading: Reading,
        value: Value, now: str | None,
    ) -> datetime:  # fmt: skip
        """Which date the small hours of a night belong to."""
        if not reading.next_day and not (w.night_after and reading.hour < 5):
            return moment
        following = moment + _DAY
        if w.night_after:
            value.rules.append("night-after-openly")
            return following
        pub = self.r.pub.moment
        own = named is not None and w.day_offset == 0
        loose = named is None and value.anchor == "publication"
        if pub is None:
            if (own or loose) and now == "past":
                value.rules.append("night-just-past")
                return moment
        elif moment <= pub < following and now != "future":
            midnight = reading.hour == 0 and w.hour is not None and now is None
            if not (midnight and (own or named is not None)):
                value.rules.append("night-just-past")
                return moment
        value.rules.append(
            "night-after-named-day" if named is not None else "night-after-story-day"
        )
        return following

    def _settle(
        self, w: Written, moment: datetime, value: Value, now: str | None, base: date
    ) -> datetime:
        """An hour without a day: not after a past story's publication, not before a future one."""
        pub = self.r.pub.moment
        last = self.r.mind.last_moment
        if (
            w.part in ("dawn", "morning", None)
            and last is not None
            and last.date() in (base, base + _DAY)
            and last >= datetime.combine(base, time(_EVENING))
            and moment < last
            and (pub is None or moment + _DAY <= pub or now == "future")
        ):
            value.rules.append("morning-after-the-night")
            return moment + _DAY
        if pub is None or w.zone is not None:
            return moment
        past = now == "past" or (now is None and value.anchor == "publication")
        if moment > pub and past and moment.date() == pub.date():
            value.rules.append("before-publication")
            return moment - _DAY
        if now == "future" and moment < pub and value.anchor == "publication":
            value.rules.append("after-publication")
            return moment + _DAY
        return moment

    def _convert(self, w: Written, moment: datetime, value: Value) -> datetime:
        """Another zone's hour in the article's zone."""
        if w.zone is None or w.zone in ("local", self.r.pub.tz):
            return moment
        value.rules.append(f"zone-{w.zone}")
        there = moment.replace(tzinfo=ZoneInfo(w.zone))
        return there.astimezone(self.r.pub.zone).replace(tzinfo=None)

    def put(self, value: Value, moment: datetime, *, seconds: bool = False) -> None:
        """Write a local moment into a value."""
        value.value = moment.isoformat()[: 19 if seconds else 16]
        value.first = value.last = moment.replace(tzinfo=self.r.pub.zone)

    # -- parts of the day -----------------------------------------------------------------------

    def _part(self, k: int, w: Written, named: Named | None, value: Value) -> Value:
        assert w.part is not None
        code = CODES[w.part]
        if named is not None and named.day is not None:
            day: date | None = named.day
        else:
            left = self.r.of(w.range_from)
            if left is not None and left.named is not None and left.named.day is not None:
                day, value.anchor = left.named.day, left.anchor
                part = left.value[-3:]
                if left.moment is not None and SPANS[code][0] <= left.moment.hour:
                    day = left.moment.date() + _DAY
                elif part in SPANS and SPANS[code][0] <= SPANS[part][0]:
                    day = left.named.day + _DAY  # গভীর রাত থেকে ভোর
            else:
                day, value.anchor = self.r.story_day(w, k)
        if day is None:
            value.value, value.anchor = code, None
            return value
        if named is None:
            day = self._part_settled(w, day, code, value)
        value.value = day.isoformat() + code
        value.first, value.last = part_span(day, code, self.r.pub.zone)
        return value

    def _part_settled(self, w: Written, day: date, code: str, value: Value) -> date:
        pub = self.r.pub.moment
        now = self.r.tense(w)
        if pub is None or day != pub.date():
            return day
        begins = SPANS[code][0]
        if now == "future":
            if pub.hour >= begins + 3 and value.anchor == "publication":
                value.rules.append("after-publication")
                return day + _DAY
            return day
        past = now == "past" or value.anchor == "publication"
        if begins > pub.hour + 1 and past:
            value.rules.append("before-publication")
            return day - _DAY
        return day

    def _on_pattern(self, w: Written, named: Named, value: Value) -> Value:
        """A clock on a day that is known only in part: XXXX-03-05T21:00."""
        if named.value.count("-") < 2:  # a month, a week: no day of it
            value.value = named.value
            value.type = "DATE" if w.part is None else "TIME"
            if w.hour is None and w.part is not None:
                value.value = CODES[w.part]
            elif w.hour is not None:
                reading = self._reading(w, None, value, self.r.tense(w))
                value.value = f"T{clock_value(reading)}"
            return value
        if w.hour is None:
            assert w.part is not None
            value.value = named.value + CODES[w.part]
            return value
        reading = self._reading(w, None, value, self.r.tense(w))
        day = named.value
        if reading.next_day or (w.night_after and reading.hour < 5):
            value.rules.append("night-after-openly" if w.night_after else "night-after-named-day")
            day = _next(day)
        value.value = f"{day}T{clock_value(reading)}"
        value.clock = reading
        return value


def _next(pattern: str) -> str:
    """The day after a day that is known only in part."""
    if pattern.startswith("XXXX-WXX-"):
        return f"XXXX-WXX-{int(pattern[-1]) % 7 + 1}"
    if "XX-XX" in pattern[5:] or pattern.endswith("XX") or pattern[5:7] == "XX":
        return pattern if pattern.endswith("XX") else "XXXX-XX-XX"
    following = date(2001, int(pattern[5:7]), min(int(pattern[8:10]), 28)) + _DAY
    if int(pattern[8:10]) > 28:
        try:
            following = date(2001, int(pattern[5:7]), int(pattern[8:10])) + _DAY
        except ValueError:
            following = date(2001, 3, 1)
    return f"XXXX-{following.month:02d}-{following.day:02d}"
