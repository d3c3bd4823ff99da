"""Clock times on their day: which moment an hour is, after its half of the day, night and zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bibhrat.temporal.dayparts import Dayparts
from bibhrat.temporal.days import Named, Value
from bibhrat.temporal.halves import Halves
from bibhrat.temporal.local_time import local_zone
from bibhrat.temporal.values import CODES, both_halves, clock_value, read_clock
from bibhrat.temporal.written import Written
from bibhrat.text import fold

if TYPE_CHECKING:
    from bibhrat.temporal.resolve import Resolver

_DAY = timedelta(days=1)
_EVENING = 19
_SOON = timedelta(hours=3)
_HOME = tuple(fold(w).text for w in ("বাংলাদেশ", "অর্থাৎ", "ঢাকা", "ভারত", "এখান", "দেশে", "আমাদের", "মানে"))
_SLACK = timedelta(minutes=5)


class Hours(Halves, Dayparts):
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
        if pub is None or w.zone not in (None, self.r.pub.tz):
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
