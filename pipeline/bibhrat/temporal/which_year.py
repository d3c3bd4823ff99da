"""Which year a date or a month is in that names none.

A year told beside it, other days of the month, the verb and the publication say.
"""

from datetime import timedelta

from bibhrat.temporal import days, periods
from bibhrat.temporal.days import Named, one_day
from bibhrat.temporal.events import is_report
from bibhrat.temporal.values import month_days
from bibhrat.temporal.weekdays import SIDES, Weekdays
from bibhrat.temporal.written import Written

_HINT_REACH = 400
_NEWS = 14  # days
_AHEAD = 12  # expressions behind a headline's


class WhichYear(Weekdays):
    """The part of the reader that fills up calendar dates."""

    def outlook(self, w: Written) -> str | None:
        """The tense of the clause; what is planned is future."""
        raise NotImplementedError

    def original(self, w: Written) -> str:
        """The expression as it came in."""
        raise NotImplementedError

    def _full_date(self, w: Written) -> Named:
        hint = None
        if w.year is None and w.bangla_month is None:
            told = self.mind.dates.get((w.month, w.day))
            free = w.date_modifier is None and w.weekday is None and w.day_offset is None
            hint = told if told is not None and free else self._hint(w)
        original = self.original(w)
        open_ = w.year is None and w.bangla_year is None and hint is None
        now = self.tense(w) if open_ and self.pub.day is not None else None
        free = w.date_modifier is None and w.weekday is None and w.day_offset is None
        if open_ and now != "future" and free:
            hint = self._year_of_month(w) or self._year_told_later(w)
        named = days.full_date(w, self.pub, now, hint, original)
        if named.day is not None and w.bangla_month is None:
            self.mind.dates[w.month, w.day] = named.day.year
        return named

    def _year_of_month(self, w: Written) -> int | None:
        """The one year in which other days of the same month were told."""
        years = {year for (month, _), year in self.mind.dates.items() if month == w.month}
        return years.pop() if len(years) == 1 and w.month is not None else None

    def _year_told_later(self, w: Written) -> int | None:
        """Of a headline's date: the year that the text tells with the same date."""
        if w.end > self._title:
            return None
        for later in self.items[self.places[id(w)] + 1 :][:_AHEAD]:
            if (later.month, later.day) == (w.month, w.day) and later.kind == "point":
                return later.year
        return None

    def _hint(self, w: Written) -> int | None:
        """A year written a little before, where the story has not left it."""
        year = self._year_of_partner(w)
        if year is not None or w.date_modifier in ("last", "next"):
            return year
        if self.mind.year_hint is None or w.weekday is not None or w.day_offset is not None:
            return None
        year, position, dated = self.mind.year_hint
        apart = any(c in self.text[position : w.start] for c in "\u0964\n?!")
        # ২০১৭ সালের আগস্টে … । সেপ্টেম্বরে …: the months go on in the same year.
        went_on = w.month is not None and 0 < self.mind.month_hint < w.month and w.quarter is None
        dated = dated or (went_on and self.tense(w) == "past")
        ahead = self.pub.day is not None and year > self.pub.day.year
        if apart and not dated:
            return None
        if apart and not ahead and self.leaning(w) in ("future", "ongoing"):
            return None
        if w.start - position > _HINT_REACH or "\n" in self.text[position : w.start]:
            return None
        return None if self._is_of_now(w, year, dated=dated) else year

    def _is_of_now(self, w: Written, year: int, *, dated: bool) -> bool:
        """Whether a date is near the publication, and the year told before of something else."""
        about = self.pub.day
        if about is None:
            return False
        now = self.outlook(w)
        if year == about.year or (year < about.year and now == "future"):
            return True  # ১৯৩১ সালে নির্মিত সেতুটি দিয়ে সেপ্টেম্বরে ট্রেন চালানোর পরিকল্পনা
        if year > about.year and now == "past" and self.leaning(w) != "ongoing":
            return True  # ৮ ফেব্রুয়ারি ২০২৬ ভোট। সেপ্টেম্বরে ক্ষমতা নেন তিনি
        if w.day is None or (dated and not is_report(self.text, w.end)):
            return False
        # A day to come that a past verb tells is the anniversary of one in that year.
        ahead = 0 if now == "past" else _NEWS
        found = (days.gregorian(w, about.year + by, self.pub.tz) for by in (-1, 0, 1))
        return any(-_NEWS <= (day - about).days <= ahead for day in found if day is not None)

    def _year_of_partner(self, w: Written) -> int | None:
        """The year that the other end of a range or the head of a list has."""
        if w.date_modifier in ("last", "next"):
            return None
        for partner in (w.range_from, w.list_head):
            value = self.of(partner)
            if value is not None and partner is not None and partner.year is not None:
                year = partner.year
                if value.named is not None and value.named.day is not None and w.month is not None:
                    year += w.month < value.named.day.month and w.range_from is not None
                return year
        head = self.of(w.list_head)
        if head is not None and head.named is not None and head.named.day is not None:
            day = head.named.day  # ৫ জুন, ৫ জুলাই, ৩০ নভেম্বর: a list goes on in its year
            if w.month is not None and w.day is not None and w.month >= day.month:
                return day.year
        if w.range_to is not None and w.range_to.year is not None and w.month is not None:
            other = w.range_to
            return other.year - (other.month is not None and w.month > other.month)  # type: ignore[operator]
        return None

    def _month(self, w: Written) -> Named:
        assert w.month is not None
        year = w.year
        anchor, rule = None, "month"
        if year is None:
            year = self._hint(w)
            anchor = "named-day" if year is not None else "publication"
        if year is None and self.pub.day is not None:
            about = self.pub.day
            if w.date_modifier == "this" or (w.month == about.month and w.date_modifier is None):
                year = about.year
            else:
                best = days.nearest(
                    lambda y: days.gregorian(w, y, self.pub.tz),
                    about.replace(day=1),
                    None if self._clauses.was_due(w.end) else self.tense(w),
                    None,
                    w.date_modifier,
                    whole=True,
                )
                year = best[0].year if best else None
        if year is None:
            return Named(f"XXXX-{w.month:02d}", rules=[rule])
        return periods.in_year(w, year, anchor, rule)

    def _side(self, w: Written) -> str | None:
        """Whether a day of no month is past or to come: by গত, আগামী or the verb."""
        if w.date_modifier in SIDES:
            return SIDES[w.date_modifier]
        now = self.tense(w)
        return "future" if now == "past" and self.leaning(w) in ("future", "ongoing") else now

    def _day_label(self, w: Written) -> Named:
        """১২ তারিখ, alone or at the end of a list that names the month."""
        assert w.day is not None
        value = self.of(w.list_head) or self.of(w.range_from)
        about, anchor = self.pub.day, "publication"
        if value is not None and value.named is not None and value.named.day is not None:
            about, anchor = value.named.day, "named-day"
            first, last = month_days(about.year, about.month)
            if w.day <= last.day:
                return one_day(first + timedelta(days=w.day - 1), anchor, "day-of-named-month")
        if about is None:
            return Named(f"XXXX-XX-{w.day:02d}", rules=["day-of-month"])
        found = days.day_of_month(w, about, self._side(w))
        if found is None:
            return Named(f"XXXX-XX-{w.day:02d}", rules=["day-of-month"])
        return one_day(found, anchor, "day-of-month")
