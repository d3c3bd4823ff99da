"""Parts of the day on their day: রাতে, সকালে, মধ্যরাতে."""

from datetime import date, datetime, time, timedelta

from bibhrat.temporal.days import Named, Value
from bibhrat.temporal.events import is_report
from bibhrat.temporal.nights import MORNINGS, Nights
from bibhrat.temporal.values import CODES, SPANS, part_span
from bibhrat.temporal.written import Written

_DAY = timedelta(days=1)


class Dayparts(Nights):
    """The part of the resolver that knows about parts of the day."""

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
        if w.part in MORNINGS and self._after_night(day):
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
