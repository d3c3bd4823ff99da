"""Days counted from the publication: আজ, গতকাল, and কাল, which its verb makes one or the other."""

from datetime import timedelta

from bibhrat.temporal.days import Named, one_day
from bibhrat.temporal.neighbours import words_after
from bibhrat.temporal.which_year import WhichYear
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_EARLY = 2
_SINCE = "থেকে"
_COME = fold("আসেন").text
_DONE = frozenset(fold(w).text for w in ("করছেন", "করছি", "করছে"))
_CLAUSE = 14  # words


class CountedDays(WhichYear):
    """The part of the reader that knows about days counted from the publication."""

    def _counted_day(self, w: Written) -> Named:
        offset = w.day_offset
        rule = "days-from-publication"
        if offset == 0 and w.weekday is None and self._is_of_speech(w):
            assert self.mind.story is not None
            return one_day(self.mind.story, "named-day", "day-of-speech")
        if offset is None:
            offset = w.verb_offset or 0
            now = self.tense(w)
            leaning = self.leaning(w) if now == "past" else now
            if w.weekday is not None and self.pub.day is not None:
                behind = (self.pub.day.isoweekday() - w.weekday) % 7 == offset
                if behind or (w.weekday - self.pub.day.isoweekday()) % 7 == offset:
                    now = leaning = "past" if behind else "future"
            if self._is_ahead(w):
                now = leaning = "future"
            elif leaning == "ongoing" and w.postposition == _SINCE and self._lasts(w):
                leaning = "past"  # কাল থেকে কাজ করছেন
            if leaning == "past":
                offset = -offset
            elif self._is_before_dawn() and now != "past":
                offset -= 1  # ‘কালকের ভোটের পর’, printed soon after midnight
            rule = f"day-by-{now or 'default'}-tense"
        if self.pub.day is None:
            return Named("XXXX-XX-XX", rules=[rule])
        return self._weekday_beside(
            w, one_day(self.pub.day + timedelta(days=offset), "publication", rule)
        )

    def _is_ahead(self, w: Written) -> bool:
        """‘কাল আসেন’; ফ্লাইট কাল, অ্যাপ খুলছে না: what no verb of its own says."""
        bare = w.weekday is None and w.part is None and w.hour is None
        told = bare and self.text.startswith(",", w.end)
        return told or words_after(self.text, w.end, 1) == [_COME]

    def _lasts(self, w: Written) -> bool:
        """Whether somebody has been at something since then; বন্ধ হচ্ছে is to come."""
        return not _DONE.isdisjoint(words_after(self.text, w.end, _CLAUSE))

    def _is_before_dawn(self) -> bool:
        """Whether the text came out so early that its tomorrow is the date that has just begun."""
        return self.pub.moment is not None and self.pub.moment.hour < _EARLY

    def _is_of_speech(self, w: Written) -> bool:
        """আজ in the quoted words of somebody who spoke the day before the publication."""
        story, pub = self.mind.story, self.pub.day
        if story is None or pub is None or self.mind.today_told:
            return False
        return story == pub - timedelta(days=1) and self._clauses.is_quoted(w.start)

    def _weekday_beside(self, w: Written, named: Named) -> Named:
        """আজ মঙ্গলবার: a weekday one day off wins (written before midnight, put online after)."""
        if w.weekday is None or named.day is None:
            return named
        if named.day.isoweekday() == w.weekday:
            named.rules.append("weekday-agrees")
            return named
        warning = f"weekday-clash: {named.value}"
        said_after = self.pub.moment is not None and self.tense(w) == "past"
        for by in (-1,) if w.day_offset == 0 and said_after else (-1, 1):
            other = named.day + timedelta(days=by)
            if other.isoweekday() == w.weekday:
                named = one_day(other, named.anchor, *named.rules, "weekday-over-relative")
                break
        named.warnings.append(warning)
        return named
