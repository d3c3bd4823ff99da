"""Clock times and parts of the day on their day: the night, the half of the day, zones.

রাত with 12, 1, 2 or 3 is the night that follows the named day; an hour with no part of the
day is read by its neighbours, its range partner, the publication and the verb.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bibhrat.temporal.days import Named, Value
from bibhrat.temporal.events import is_report
from bibhrat.temporal.local_time import local_zone
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
from bibhrat.text import fold

if TYPE_CHECKING:
    from bibhrat.temporal.resolve import Resolver

_DAY = timedelta(days=1)
_EVENING = 19
_DAWN = 5
_SOON = timedelta(hours=3)
_RECENT = timedelta(hours=3)
_HOME = tuple(fold(w).text for w in ("বাংলাদেশ", "অর্থাৎ", "ঢাকা", "ভারত", "এখান", "দেশে", "আমাদের", "মানে"))
_SMALL_HOURS = 4
_NOON = 12
_SLACK = timedelta(minutes=5)
_NIGHTS = ("night", "midnight", "evening")
_MORNINGS = ("dawn", "morning")
_EARLY = ("dawn", "morning", "forenoon")
_HALF_DAY = timedelta(hours=12)
_AHEAD = 12


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
            base, value.anchor = self._told_by(w, k)
        stamped = w.stamp and named is None and self._stamped(w, value)
        if stamped:
            return value
        self._hear_zone(w)
        reading = self._reading(w, base, value)
        if base is None:
            value.value = f"T{clock_value(reading)}"
            value.clock = reading
            value.anchor = None
            return value
        moment = datetime.combine(base, time(reading.hour, reading.minute, reading.second or 0))
        moment = self._night(w, named, base, moment, reading, value)
        if named is None:
            moment = self._settle(w, moment, value, base)
        elif w.day_offset == 0:
            moment = self._printed_after_midnight(w, moment, value)
        value.moment = moment
        self.put(value, self._convert(w, moment, value), seconds=reading.second is not None)
        return value

    def _hear_zone(self, w: Written) -> None:
        """The zone of a clock: its own, or the one told before in the sentence."""
        if w.zone == "local":
            w.zone = local_zone(self.r.text, w.start, w.end, self.r.pub.tz) or "local"
        if w.zone is not None:
            self.r.mind.zone = (w.zone, w.end)
        elif self.r.mind.zone is not None:
            zone, told = self.r.mind.zone
            same = self.r.same_sentence(told, w.start)
            if same and not any(h in self.r.text[told : w.start] for h in _HOME):
                w.zone = zone
            else:
                self.r.mind.zone = None

    def _told_by(self, w: Written, k: int) -> tuple[date | None, str | None]:
        """The day of the story, but nothing that has happened is on a coming day."""
        day, anchor = self.r.story_day(w, k)
        about = self.r.pub.day
        if day is None or about is None or day <= about:
            return day, anchor
        if self.r.outlook(w) == "past" or self.r.leaning(w) == "past":
            return about, "publication"
        return day, anchor

    def _stamped(self, w: Written, value: Value) -> bool:
        """A live update's time: the last such hour before the publication."""
        pub = self.r.pub.moment
        if pub is None or w.hour is None or self.r.mind.dated_stamp or w.zone is not None:
            return False
        reading = read_clock(w.hour, w.minute, w.second, w.part, w.half)
        choices = (reading,) if reading is not None else both_halves(w.hour, w.minute, w.second)
        if reading is None and w.padded:
            choices = choices[:1]
        moments = [
            datetime.combine(pub.date(), time(r.hour, r.minute, r.second or 0)) - by
            for r in choices
            for by in (timedelta(0), _DAY)
        ]
        value.moment = max(m for m in moments if m <= pub + _SLACK)
        value.anchor = "publication"
        value.rules.append("live-update")
        self.put(value, value.moment, seconds=w.second is not None)
        return True

    def _reading(self, w: Written, base: date | None, value: Value) -> Reading:
        assert w.hour is not None
        reading = read_clock(w.hour, w.minute, w.second, w.part, w.half)
        if reading is not None:
            return reading
        now = self.r.tense(w)
        early, late = both_halves(w.hour, w.minute, w.second)
        if w.padded:
            return early
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
            return early if same.part in _EARLY else late
        told = self._by_story(base, early, late)
        if told is not None:
            value.rules.append("hour-of-the-story")
            return told
        if pub is not None and base is not None and now == "past":
            ago = pub - datetime.combine(base, time(late.hour, late.minute))
            dark = pub.hour >= _EVENING or pub.hour < _SMALL_HOURS
            if dark and timedelta(0) <= ago <= _RECENT:
                value.rules.append("hour-by-publication")
                return late
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
            day = left.value.partition("T")[0]  # "" where not even its month is known
            if day and best.hour * 60 + best.minute <= start:
                day = _next(day)
            value.value, value.clock = f"{day}T{clock_value(best)}", best
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
        value: Value,
    ) -> datetime:  # fmt: skip
        """Which date the small hours of a night belong to."""
        if not reading.next_day and not (w.night_after and reading.hour < 5):
            return moment
        following = moment + _DAY
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
            tonight = now is None and pub.hour >= _EVENING - 1
            if not (midnight and (own or named is not None)) and not tonight:
                value.rules.append("night-just-past")
                return moment
        value.rules.append(
            "night-after-named-day" if named is not None else "night-after-story-day"
        )
        return following

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

    def _settle(self, w: Written, moment: datetime, value: Value, base: date) -> datetime:
        """An hour without a day: not after a past story's publication, not before a future one."""
        pub = self.r.pub.moment
        last = self.r.mind.last_moment
        now = self.r.outlook(w)
        same = self._same_hour(w) if now is None and w.part is None else None
        now = self.r.outlook(same) if same is not None else now
        if (
            last is not None
            and last.date() in (base, base + _DAY)
            and last >= datetime.combine(base, time(_EVENING))
            and moment < last
            and self.r.mind.last_clock_end >= self.r.mind.story_at
            and (self._is_morning(w, moment) or self._day_went_on(w, base, last))
            and (pub is None or moment + _DAY <= pub or now == "future")
        ):
            value.rules.append("morning-after-the-night")
            return moment + _DAY
        if pub is None or w.zone is not None:
            return moment
        past = now == "past" or (now is None and value.anchor == "publication")
        due = moment - pub <= _SOON and self.r.was_due(w.end)
        if past and moment > pub and (due or self.r.leaning(w) == "ongoing"):
            past = False
        if moment > pub and past and moment.date() == pub.date():
            value.rules.append("before-publication")
            return moment - _DAY
        today = value.anchor == "named-day" and base == pub.date()  # সোমবার … সকাল ১০টায় আসবেন
        recent = not today and (value.anchor == "publication" or base >= pub.date() - _DAY)
        if now == "future" and moment < pub and recent:
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
            if left is not None and left.named is None and left.first is not None:
                day, value.anchor = left.first.date(), left.anchor
                part = left.value[-3:]
                if part in SPANS and SPANS[code][0] <= SPANS[part][0]:
                    day += _DAY
            elif left is not None and left.named is not None and left.named.day is not None:
                day, value.anchor = left.named.day, left.anchor
                part = left.value[-3:]
                if left.moment is not None and SPANS[code][0] <= left.moment.hour:
                    day = left.moment.date() + _DAY
                elif part in SPANS and SPANS[code][0] <= SPANS[part][0]:
                    day = left.named.day + _DAY  # গভীর রাত থেকে ভোর
            elif w.stamp and self.r.pub.moment is not None and not self.r.mind.dated_stamp:
                late = SPANS[code][0] > self.r.pub.moment.hour
                day, value.anchor = self.r.pub.moment.date() - late * _DAY, "publication"
                value.rules.append("live-update")
            else:
                day, value.anchor = self._told_by(w, k)
        if day is None:
            value.value, value.anchor = code, None
            return value
        if named is None and w.range_from is None:
            day = self._part_settled(w, day, code, value)
        elif named is not None and w.day_offset == 0:
            begin = datetime.combine(day, time(SPANS[code][0]))
            day = self._printed_after_midnight(w, begin, value).date()
        value.value = day.isoformat() + code
        value.first, value.last = part_span(day, code, self.r.pub.zone)
        return value

    def _part_settled(self, w: Written, day: date, code: str, value: Value) -> date:
        pub = self.r.pub.moment
        now = self.r.outlook(w)
        begins = SPANS[code][0]
        if w.part in _MORNINGS and self._after_night(day):
            moment = datetime.combine(day + _DAY, time(begins))
            if pub is None or moment <= pub or now == "future":
                value.rules.append("morning-after-the-night")
                return day + _DAY
        last = self.r.mind.last_moment
        if pub is not None and last is not None and day == pub.date() - _DAY and now != "future":
            went_on = self._day_went_on(w, day, last) and last.date() == pub.date()
            reported = self._after_night(day) and is_report(self.r.text, w.end)
            if pub.hour > begins and w.part not in ("night", "midnight") and (went_on or reported):
                value.rules.append("later-than-the-night")
                return pub.date()
        ahead = value.anchor == "named-day" and now == "future"
        if pub is not None and ahead and day == pub.date() - _DAY and begins + 2 > pub.hour:
            value.rules.append("after-publication")
            return pub.date()
        if pub is None or day != pub.date():
            return day
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

    @staticmethod
    def _is_morning(w: Written, moment: datetime) -> bool:
        return w.part in _MORNINGS or (w.part is None and moment.hour < _NOON)

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

    def _on_pattern(self, w: Written, named: Named, value: Value) -> Value:
        """A clock on a day that is known only in part: XXXX-03-05T21:00."""
        if named.value.count("-") < 2:  # a month, a week: no day of it
            value.value = named.value
            value.type = "DATE" if w.part is None else "TIME"
            if w.hour is None and w.part is not None:
                value.value = CODES[w.part]
            elif w.hour is not None:
                reading = self._reading(w, None, value)
                value.value = f"T{clock_value(reading)}"
            return value
        if w.hour is None:
            assert w.part is not None
            value.value = named.value + CODES[w.part]
            return value
        reading = self._reading(w, None, value)
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
