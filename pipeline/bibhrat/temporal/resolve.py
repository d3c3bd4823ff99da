"""Written expressions in, values out: one reading of the text in order.

The reader keeps what a person keeps in mind: the day that the story is at, the day named
last, the clock time told last. Each value says which of them, or the publication, it was
counted from, and which rules decided.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bibhrat.temporal.days import Named, Publication, Value, is_possible, no_such_date
from bibhrat.temporal.durations import value_of
from bibhrat.temporal.events import is_report, teaser_before
from bibhrat.temporal.hours import Hours
from bibhrat.temporal.naming import Namer
from bibhrat.temporal.sets import set_value
from bibhrat.temporal.values import day_span
from bibhrat.temporal.written import Written
from bibhrat.text import Folded, fold

_COUNTED = ("পর", "আগে")
_NEAR_DAYS = 3  # a date this close to the publication is the story's, not background
_SAME_SENTENCE = 400
_LOOKAHEAD = 12
_PARAGRAPH = 4000
_BRACKET = 40
_GENITIVES = frozenset(fold(e).text for e in ("ের", "র", "এর"))
_SENTENCE_ENDS = "\u0964\n?!"


def _of_all(w: Written) -> str:
    """The ending of the list that an expression begins or is part of: ১১, ১২ ও ১৩ মার্চের."""
    return w.ending or w.list_ending


def _is_night_or_after(value: Value, *, dated: bool) -> bool:
    """Whether a part of day is a night, or the morning that a dated story has come to after one."""
    night = value.type == "TIME" and value.value.endswith("TNI")
    return night or (dated and "morning-after-the-night" in value.rules)


class Resolver(Namer):
    """Resolves the expressions of one text, in order."""

    def __init__(self, folded: Folded, items: Sequence[Written], pub: Publication) -> None:
        super().__init__(folded, items, pub)
        self.hours = Hours(self)

    def resolve(self) -> list[Value]:
        """A value for every expression."""
        return [self._one(k, w) for k, w in enumerate(self.items)]

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two offsets."""
        if end - start > _SAME_SENTENCE:
            return False
        return not any(c in self.text[start:end] for c in _SENTENCE_ENDS)

    # -- one expression -----------------------------------------------------------------

    def _one(self, k: int, w: Written) -> Value:
        if w.kind == "duration":
            rules = ["amount-range" if w.terms_to or w.terms[0][0] != w.terms[0][1] else "amount"]
            value = Value("DURATION", value_of(w), rules=rules)
            if w.after_event and w.postposition in _COUNTED:
                value.anchor = "previous"
        elif w.kind == "set":
            value = Value("SET", set_value(w), rules=["recurring"])
            if w.month is not None and w.day is not None and not is_possible(w.month, w.day):
                value.warnings.append(no_such_date(self.original(w)))
        elif w.past_reference:
            value = Value("DATE", "PAST_REF", rules=["past-reference"])
        else:
            named = self.named(w)
            if w.hour is None and w.part is None:
                value = self._date(w, named)
            else:
                value = self.hours.time(k, w, named)
            # ১৯৭১ সালের এই দিনে is said of today
            if not (w.same_day or self._is_teaser(w)):
                self._remember(w, named, value)
        self.values[id(w)] = value
        self._same_by_home(k, w, value)
        if w.corrects is not None:
            self._correct(w, value)
        return value

    def _date(self, w: Written, named: Named | None) -> Value:
        if named is None:
            return Value("DATE", "XXXX-XX-XX")
        value = Value("DATE", named.value, named, anchor=named.anchor, rules=named.rules)
        value.warnings = named.warnings
        if named.first is not None and named.last is not None:
            value.first, value.last = day_span(named.first, named.last, self.pub.zone)
        return value

    # -- what stays in mind -------------------------------------------------------------------

    def _remember(self, w: Written, named: Named | None, value: Value) -> None:
        if value.type == "TIME":
            self._hear(w, value)
        elif named is not None and named.day is not None:
            self.mind.heard = None
        if w.stamp and named is not None:
            self.mind.dated_stamp = True
        elif "live-update" in value.rules:
            self.mind.story = (value.moment or value.first or datetime.min).date()
            self.mind.story_told, self.mind.aside = True, None
        self._remember_year(w, named)
        about = self.pub.day
        if named is not None and named.first is not None:
            self.mind.last_period = named.first
        if named is None or named.day is None:
            if w.year is not None and about is not None and w.year < about.year:
                self.mind.loose_year = (w.year, w.end)
            return
        self.mind.loose_year = None
        if not self._is_day_of_report(w, named.day, value):
            self.mind.last_named = named.day
        if about is not None and named.day > about:
            self.mind.coming = named.day
        # With its year it is the stamp of the article: এদিন is still the story's day.
        self.mind.today_told = self.mind.today_told or (named.day == about and w.year is None)
        near = about is None or abs((named.day - about).days) <= _NEAR_DAYS
        if self._stays(w, named.day, value, near=near):
            return
        recalled = near and value.type == "DATE" and self._is_recalled(w, named.day)
        near = near and not recalled
        if near:
            self.mind.story_at = w.end
            self.mind.story_quoted = self._clauses.is_quoted(w.start)
            self.mind.story_told = w.hour is not None or w.part is not None
            self.mind.story = named.day
            self.mind.aside = None
            return
        if w.end <= self._title:
            self.mind.story = named.day  # what the headline is about, until a nearer day is told
            return
        self.mind.aside_told = (
            self.mind.aside_told
            and self.mind.aside is not None
            and (self.mind.aside[0].year == named.day.year)
        )
        cut = self.text.find("\u0964" if recalled else "\n", w.end, w.end + _PARAGRAPH)
        self.mind.aside_recalled = recalled
        self.mind.aside = (named.day, cut if cut >= 0 else w.end + _PARAGRAPH)

    def _hear(self, w: Written, value: Value) -> None:
        """Keep the clock or the part of the day that was told."""
        self.mind.heard = value
        if value.moment is not None:
            self.mind.last_moment, self.mind.last_exact = value.moment, True
            self.mind.last_clock_end = w.end
        elif value.first is not None and _is_night_or_after(
            value, dated=self.pub.moment is not None
        ):
            night = value.value.endswith("TNI")
            begin = value.first if night or value.last is None else value.last
            self.mind.last_moment = begin.replace(tzinfo=None)
            self.mind.last_exact = False
            self.mind.last_clock_end = w.end

    def _is_teaser(self, w: Written) -> bool:
        """Whether a date is the stamp behind another article's headline: the first one there."""
        if w.year is None or w.day is None:
            return False
        begin = teaser_before(self.text, w.start)
        if begin < 0 or begin == self.mind.teaser:
            return False
        self.mind.teaser = begin
        return True

    def _stays(self, w: Written, day: date, value: Value, *, near: bool) -> bool:
        """Whether the story stays where it is although a day was named."""
        mind, about = self.mind, self.pub.day
        whole = value.type == "DATE"
        if mind.story_told and whole and _of_all(w) in _GENITIVES:
            return True  # আগের দিনের কপি, ১৭ মার্চের ছুটি
        if not near:
            return False
        coming = mind.story is not None and about is not None and mind.story > about
        coming = coming and not mind.story_quoted
        if mind.story is not None and (mind.story_told or coming):
            begun = self.of(w.range_from)
            if begun is not None and begun.named is not None:
                return True  # the end of a window: the story is still at its begin
            if whole and day != mind.story and is_report(self.text, w.end):
                return True  # the day of a statement about what happened before
        if mind.story_told and whole and w.postposition == "পর্যন্ত":
            return True
        if mind.story_told and whole and w.story_offset == -1 and self._clauses.is_quoted(w.start):
            return True  # যাত্রী বলেন, ‘আগের দিন নদী শান্ত ছিল’
        return whole and w.list_head is not None  # ২৮ ও ২৯ মার্চ: told with the first

    def _is_day_of_report(self, w: Written, day: date, value: Value) -> bool:
        """আজ শুক্রবার জানিয়েছে: who says so then; একই দিন is still the day told of."""
        mind = self.mind
        told = mind.story_told and mind.last_named is not None and day != mind.story
        return told and day == self.pub.day and is_report(self.text, w.end)

    def _is_recalled(self, w: Written, day: date) -> bool:
        """A day before the one that the story is told of, in the pluperfect: what led to it."""
        story = self.mind.story
        return self.mind.story_told and story is not None and day < story and self.was_before(w.end)

    def _remember_year(self, w: Written, named: Named | None) -> None:
        """Keep a year just written for dates without one, until the story leaves it."""
        mind = self.mind
        day = named.day if named is not None else None
        if w.year is not None:
            mind.year_hint = (w.year, w.end, w.day is not None)
            mind.month_hint = w.month or 0
        elif w.period == "year" and named is not None and named.first is not None:
            mind.year_hint = (named.first.year, w.end, day is not None)
        elif day is not None and mind.year_hint is not None:
            same = day.year == mind.year_hint[0]
            mind.year_hint = (day.year, w.end, True) if same else None

    def story_day(self, w: Written, k: int) -> tuple[date | None, str | None]:
        """The day on which an expression that names none happens."""
        if self.mind.aside is not None:
            went_on = self.mind.aside_recalled and self.was_before(w.end)
            if w.start <= self.mind.aside[1] or self.mind.aside_told or went_on:
                self.mind.aside_told = self.mind.aside_told or w.hour is not None
                return self.mind.aside[0], "named-day"
            self.mind.aside = None
        if self.mind.story is not None:
            return self.mind.story, "named-day"
        ahead = self._named_later(k, w)
        if ahead is not None:
            return ahead, "named-day"
        return self.pub.day, "publication"

    def _named_later(self, k: int, w: Written) -> date | None:
        """Before any day is named (a headline): the day that the same hour has further on."""
        if self.pub.day is None:
            return None
        fallback: date | None = None
        for later in self.items[k + 1 : k + 1 + _LOOKAHEAD]:
            if later.kind != "point" or not (later.names_day or later.has_date):
                continue
            if later.story_offset is not None or later.ago is not None:
                continue
            gone = "last" in (later.weekday_modifier, later.date_modifier)
            if gone or self._has_lasted_since(later):
                continue
            same_hour = w.hour is not None and later.hour == w.hour and later.minute == w.minute
            same_part = w.hour is None and later.part == w.part and later.hour is None
            if not (same_hour or same_part or fallback is None):
                continue
            if (
                not (same_hour or same_part)
                and later.day_offset
                and self.same_sentence(w.end, later.start)
            ):
                continue  # রাত ১০টায় বন্ধ হয়ে খুলবে আগামীকাল
            named = self.named(later)
            if named is None or named.day is None:
                continue
            wrong = "past" if named.day > self.pub.day else "future"
            if named.day != self.pub.day and self.tense(w) == wrong:
                continue
            if same_hour or same_part:
                return named.day
            if abs((named.day - self.pub.day).days) <= _NEAR_DAYS:
                fallback = named.day
                night = later.part in ("night", "midnight", "evening")
                if w.part in ("dawn", "morning") and night and self.tense(w) != "future":
                    following = named.day + timedelta(days=1)
                    fallback = min(following, max(self.pub.day, named.day))
        return fallback

    def _has_lasted_since(self, w: Written) -> bool:
        """এমন চলছে রোববার থেকে: a whole day that tells of all since, not of an hour told before."""
        open_end = w.postposition == "থেকে" and w.range_to is None
        return open_end and w.hour is None and w.part is None and self.leaning(w) != "future"

    def _same_by_home(self, k: int, w: Written, value: Value) -> None:
        """স্থানীয় সময় সকাল ১০টায় (বাংলাদেশ সময় বিকেল ৪টা): both are the hour of the outlet."""
        before = self.items[k - 1] if k else w
        first = self.of(before)
        if before.zone in (None, self.pub.tz) or first is None or first.moment is None:
            return
        if value.moment is None or w.zone is None:
            return
        apart = self.text[before.end : w.start]
        if w.zone == self.pub.tz and "(" in apart and ")" not in apart and len(apart) < _BRACKET:
            first.rules.append("same-as-home-time")
            self.hours.put(first, value.moment)

    def _correct(self, w: Written, value: Value) -> None:
        """শনিবার রাত ২টায়, অর্থাৎ শুক্রবার দিবাগত রাতে: the night named second is the right one."""
        first = self.of(w.corrects)
        if first is None or first.moment is None or value.named is None or value.named.day is None:
            return
        night = value.named.day + timedelta(days=1)
        if w.night_after and first.moment.date() == night + timedelta(days=1):
            first.rules.append("corrected-by-namely")
            self.hours.put(first, first.moment - timedelta(days=1))
