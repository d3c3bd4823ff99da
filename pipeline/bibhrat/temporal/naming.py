"""Which day an expression names, as far as the words and the story so far say."""

from collections.abc import Sequence
from datetime import date, timedelta

from bibhrat.temporal import days, periods
from bibhrat.temporal.counted import CountedDays
from bibhrat.temporal.days import Named, Publication, Value, one_day
from bibhrat.temporal.events import event_before, is_of_new_event
from bibhrat.temporal.mind import Mind
from bibhrat.temporal.named_days import feast_day, month_and_day
from bibhrat.temporal.tense import Clauses
from bibhrat.temporal.values import CODES, SPANS
from bibhrat.temporal.written import Written
from bibhrat.text import Folded

_HINT_REACH = 400
_NIGHTS = ("night", "midnight")
_MORNING = 7


class Namer(CountedDays):
    """Names days; the order of calls is the order of the text."""

    def __init__(self, folded: Folded, items: Sequence[Written], pub: Publication) -> None:
        self.text = folded.text
        self.folded = folded
        self.items = items
        self.pub = pub
        self.mind = Mind()
        self.values: dict[int, Value] = {}
        #: The index of each expression, by its id.
        self.places = {id(w): k for k, w in enumerate(items)}
        self._dated: dict[int, date] | None = None
        self._tenses: dict[int, str | None] = {}
        self._leanings: dict[tuple[int, int], str | None] = {}
        self._title = self.text.find("\n")
        self._clauses = Clauses(self.text)

    def tense(self, w: Written) -> str | None:
        """The tense of the clause that the expression stands in; a range has one tense."""
        key = w.range_end.end
        if key not in self._tenses:
            now = self._clauses.tense(key)
            if now == "future" and self._had_been_announced(w):
                now = "past"
            self._tenses[key] = now
        return self._tenses[key]

    def _had_been_announced(self, w: Written) -> bool:
        """Whether words before or behind say that it had been announced for then."""
        clauses = self._clauses
        return clauses.was_to_be(w.range_begin.start) or clauses.was_told(w.range_end.end)

    def leaning(self, w: Written) -> str | None:
        """The leaning of the sentence that the expression stands in."""
        first, last = w.range_begin, w.range_end
        spans = last is not first or first.postposition in ("থেকে", "পর্যন্ত")
        key = (first.start, last.end)
        if key not in self._leanings:
            self._leanings[key] = self._clauses.leaning(
                *key,
                spans=spans,
                until=last.postposition == "পর্যন্ত",
                headline=last.end <= self._title,
            )
        return self._leanings[key]

    def outlook(self, w: Written) -> str | None:
        """The tense; what is planned or asked for is future (রাত ১২টার আগে সেরে নিতে বলা হয়েছে)."""
        now = self.tense(w)
        if now == "future" or self.pub.day is None:
            return now
        planned = self._clauses.is_planned(w.range_begin.start, w.range_end.end)
        return "future" if planned else now

    def was_due(self, end: int) -> bool:
        """Whether the sentence behind an offset tells a plan, not what came of it."""
        return self._clauses.was_due(end)

    def was_before(self, end: int) -> bool:
        """Whether the sentence behind an offset is in the pluperfect (ডেকেছিল)."""
        return self._clauses.is_pluperfect(end)

    def place(self, w: Written) -> int:
        """The index of an expression of the text."""
        return self.places[id(w)]

    def story_day(self, w: Written, k: int) -> tuple[date | None, str | None]:
        """The day on which an expression that names none happens."""
        raise NotImplementedError

    def of(self, w: Written | None) -> Value | None:
        """The value of an expression that was resolved before."""
        return self.values.get(id(w)) if w is not None else None

    def named(self, w: Written) -> Named | None:  # noqa: PLR0911 - one branch a shape
        """The day or period that the words name; None where they name none."""
        pub = self.pub.day
        if w.same_month:
            told = self.mind.last_period or pub
            w.month = told.month if told is not None else None
        owned = self._on_named_day(w)
        if owned is not None:
            return owned
        if w.same_day:
            return self._anniversary(w)
        if w.ago is not None:
            return periods.ago(w.ago[0], w.ago[1], pub)
        if w.decade is not None or w.century is not None:
            return periods.era(w)
        if w.fiscal is not None:
            begins = periods.fiscal_begin(self.pub.tz)
            return periods.fiscal_year(w.fiscal, None, "fiscal-year", begins)
        if w.period is not None:
            base, anchor = self._base(w.period_modifier)
            return periods.period(w, base, anchor, self.pub.tz)
        if w.bangla_year is not None and w.bangla_month is None:
            return periods.bangla_year(w.bangla_year, self.pub.tz)
        if w.day is not None and (w.month is not None or w.bangla_month is not None):
            return self._full_date(w)
        if w.month is not None:
            return self._month(w)
        if w.year is not None:
            return periods.in_year(w, w.year, None, "year")
        if w.day is not None:
            return self._day_label(w)
        return self._relative(w)

    def _on_named_day(self, w: Written) -> Named | None:
        """বিজয় দিবসের সকালে, বড়দিনের আগের রাতে, কালীপুজোর রাতে: in the year that fits."""
        if w.named_day is None:
            about = self.pub.day if w.feast is not None else None
            feast = feast_day(w.feast or "", about, self.pub.tz) if about is not None else None
            if feast is None:
                return None
            return one_day(feast + timedelta(days=w.story_offset or 0), "publication", "feast")
        w.month, w.day = month_and_day(w.named_day, self.pub.tz)
        named = self._full_date(w)
        w.month = w.day = None
        if named.day is None:
            return named
        day = named.day + timedelta(days=w.story_offset or 0)
        return one_day(day, named.anchor, *named.rules, "named-day-of-the-year")

    def _anniversary(self, w: Written) -> Named:
        """১৯৭১ সালের এই দিনে, গত বছরের এই দিনে: the publication's day in that year."""
        pub = self.pub.day
        if pub is None:
            return Named(f"{w.year or 'XXXX'}-XX-XX", rules=["anniversary"])
        w.month, w.day = pub.month, pub.day
        base, anchor = self._base(w.period_modifier)
        named = self._full_date(w) if w.year else periods.period(w, base, anchor, self.pub.tz)
        named.rules.append("anniversary")
        return named

    def _base(self, modifier: str | None) -> tuple[date | None, str]:
        if days.is_story_relative(modifier) and self.mind.last_period is not None:
            return self.mind.last_period, "named-day"
        return self.pub.day, "publication"

    def original(self, w: Written) -> str:
        """The expression as it came in."""
        return self.folded.original[slice(*self.folded.span(w.start, w.end))]

    def _relative(self, w: Written) -> Named | None:
        if w.day_offset is not None or w.verb_offset is not None:
            return self._counted_day(w)
        if w.story_offset is not None and w.weekday_modifier is None:
            return self._beside_story(w)
        return self._weekday(w) if w.weekday is not None else None

    def _beside_story(self, w: Written) -> Named:
        """ওই দিন, পরদিন, আগের রাতে, দিনভর: counted from the day named last or the story's."""
        loose = self.mind.loose_year
        if loose is not None and w.start - loose[1] > _HINT_REACH:
            loose = None
        if loose is not None and not w.this_day and "\n" not in self.text[loose[1] : w.start]:
            return Named(f"{loose[0]}-XX-XX", rules=["day-of-named-period"])
        if w.story_offset:
            beside = self._beside_event(w)
            if beside is not None:
                return beside
        base, anchor = self._story_base(w), "named-day"
        about = self.pub.day
        if w.this_day and about is not None and w.weekday == about.isoweekday():
            base = about  # এদিন, সোমবার
        if base is None:
            base, told = self.story_day(w, self.places[id(w)])
            anchor = told or anchor
        if base is None:
            return Named("XXXX-XX-XX", rules=["story-day"])
        offset = w.story_offset or 0
        rule = ("day-before", "same-day", "day-after")[offset + 1]
        if offset == 0 and w.part in _NIGHTS and not w.this_day and self._is_night_of_before(base):
            offset, rule = -1, "night-before-the-morning"
        return self._weekday_beside(w, one_day(base + timedelta(days=offset), anchor, rule))

    def _is_night_of_before(self, day: date) -> bool:
        """ওই রাতে behind ভোর ৪টায়: the night that ended then, and began the day before."""
        last = self.mind.last_moment
        told = last is not None and self.mind.last_exact and last.date() == day
        return told and last is not None and last.hour < _MORNING

    def _story_base(self, w: Written) -> date | None:
        """The day from which a day of the story is counted, as far as one was named."""
        pub = self.pub.day
        named, coming = self.mind.last_named, self.mind.coming
        future = coming is not None and self.tense(w) == "future"
        if not w.this_day:
            past = named is not None and pub is not None and named <= pub
            return coming if future and past else named or self.mind.story
        if future and named == coming:
            return coming  # বুধবার শুরু হবে। এদিন মিলবে …
        if self.mind.today_told:
            return named if self._is_still_to_come(w) else pub
        if not w.all_day:
            return self.mind.story or pub
        base = self.story_day(w, self.places[id(w)])[0]
        if base is not None and pub is not None and self.tense(w) != "future":
            return min(base, pub)
        return base

    def _beside_event(self, w: Written) -> Named | None:
        """দীপাবলির পরদিন: the day of the news, which the words place beside a feast."""
        event = (event_before(self.text, w.start), w.story_offset or 0)
        day, anchor = self.mind.events.get(event), "named-day"
        if day is None and is_of_new_event(self.text, w.start):
            base, told = self.story_day(w, self.places[id(w)])
            day, anchor = base, told or anchor
            if day is not None:
                self.mind.events[event] = day
        if day is None:
            return None
        return self._weekday_beside(w, one_day(day, anchor, "day-of-the-story"))

    def _is_still_to_come(self, w: Written) -> bool:
        """এ দিন রাতেই মামলা করেন, printed in the afternoon: the night of a day before."""
        moment, named = self.pub.moment, self.mind.last_named
        if moment is None or named is None or w.part is None or named == moment.date():
            return False
        return SPANS[CODES[w.part]][0] > moment.hour and self.tense(w) == "past"
