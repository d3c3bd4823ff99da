"""Which day a weekday is: by গত, by a date beside it elsewhere, by the plan it stands in."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from bibhrat.temporal import days
from bibhrat.temporal.days import Named, Publication, Value, one_day
from bibhrat.temporal.mind import Mind
from bibhrat.temporal.neighbours import word_before, words_after
from bibhrat.temporal.tense import Clauses
from bibhrat.temporal.verbs import of_words
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_LOOKAHEAD = 12
_SAME_WEEK = 6
_GENITIVE = tuple(fold(e).text for e in ("র", "রও", "রই"))
_FROM = fold("থেকে").text
_COME = fold("আসেন").text
_CLOSERS = (",", ";")
_SINCE = 4  # with no verb, "since that day" is one of the last days
_REACH = 400
_VOTERS = 8  # sentences that are asked
_LEAD = 2  # sentences more than for the other side outvote the first one
#: What গত and আগামী say.
SIDES = {"next": "future", "last": "past"}


class Weekdays:
    """The part of the reader that knows about weekdays."""

    text: str
    items: Sequence[Written]
    pub: Publication
    mind: Mind
    _clauses: Clauses
    _dated: dict[int, date] | None
    places: dict[int, int]
    _title: int

    def tense(self, w: Written) -> str | None:
        """The tense of the clause that the expression stands in."""
        raise NotImplementedError

    def leaning(self, w: Written) -> str | None:
        """The leaning of the sentence that the expression stands in."""
        raise NotImplementedError

    def of(self, w: Written | None) -> Value | None:
        """The value of an expression that was resolved before."""
        raise NotImplementedError

    def _weekday(self, w: Written) -> Named:
        assert w.weekday is not None
        story = days.is_story_relative(w.weekday_modifier) and self.mind.last_named is not None
        base = self.mind.last_named if story else self.pub.day
        if base is None:
            return Named(f"XXXX-WXX-{w.weekday}", rules=["weekday"])
        left = self.of(w.range_from) or self.of(w.list_head)
        if left is not None and left.named is not None and left.named.day is not None:
            ahead = (w.weekday - left.named.day.isoweekday()) % 7
            found = left.named.day + timedelta(days=ahead)
            if w.range_from is not None or self.tense(w) == "future":
                return one_day(found, left.anchor, "weekday-after-neighbour")
        if w.weekday_modifier is not None and w.weekday_modifier != "this":
            named = days.weekday_day(w, base, self.tense(w), story=story)
            if not story and named.day is not None:
                self.mind.weekdays.setdefault(w.weekday, named.day)
            return named
        dated = self._dated_weekdays().get(w.weekday)
        if dated is not None:
            return one_day(dated, "named-day", "weekday-dated-elsewhere")
        until = w.range_to
        if until is not None and until.day is not None and until.month is not None:
            day = days.full_date(until, self.pub, None, None, "").day
            if day is not None:
                back = (day.isoweekday() - w.weekday) % 7
                return one_day(day - timedelta(days=back), "named-day", "weekday-before-range-end")
        begun = self._begun(w)
        if begun is not None:
            ahead = (w.weekday - begun.isoweekday()) % 7
            return one_day(begun + timedelta(days=ahead), "named-day", "weekday-after-neighbour")
        told = self.mind.weekdays.get(w.weekday)
        if told is not None:
            return one_day(told, "named-day", "weekday-told-before")
        tense = self._vote(w) or self._weekday_tense(w)
        named = days.weekday_day(w, base, tense, story=story)
        if named.day is not None:
            self.mind.weekdays[w.weekday] = named.day
        return named

    def _vote(self, w: Written) -> str | None:
        """What most of the sentences that name the same bare weekday say, the genitives aside.

        One sentence may mislead (হরতাল দিয়েছে), and a text seldom has two days of one name.
        """
        others = list(islice(self._bare_weekdays(w), _VOTERS))
        if len(others) < _LEAD:
            return None
        own = self.leaning(w)
        if own in ("future", "past") and len(others) <= _LEAD:
            return None
        votes = [own, *map(self.leaning, others)]
        lead = votes.count("future") - votes.count("past")
        if abs(lead) < _LEAD:
            return None
        return "future" if lead > 0 else "past"

    def _bare_weekdays(self, w: Written) -> Iterator[Written]:
        """The later ones that name the same weekday and nothing to tell which; no genitives."""
        for k in range(self.places.get(id(w), 0) + 1, len(self.items)):
            other = self.items[k]
            if other.weekday != w.weekday or other.weekday_modifier is not None:
                continue
            if not other.ending.endswith(_GENITIVE):
                yield other

    def _begun(self, w: Written) -> date | None:
        """The day since which something lasts until the weekday: শনিবার থেকে … রোববার পর্যন্ত."""
        k = self.places.get(id(w), 0)
        if w.postposition != "পর্যন্ত" or not k:
            return None
        before = self.items[k - 1]
        value = self.of(before)
        if before.postposition not in ("থেকে", "পর") or value is None or value.named is None:
            return None
        apart = self.text[before.end : w.start]
        if len(apart) > _REACH or any(c in apart for c in "\u0964\n?!"):
            return None
        return value.named.day

    def _weekday_tense(self, w: Written) -> str | None:
        """Whether a bare weekday is the one that was or the one that comes."""
        now = self.leaning(w)
        whole = w.hour is None and w.part is None
        of_day = whole and w.ending.endswith(_GENITIVE)
        if now == "past" and of_day and self._clauses.is_called_off(w.end):
            return "future"  # বৃহস্পতিবারের পরীক্ষা স্থগিত করা হয়েছে
        if self._is_deadline(w, now) or words_after(self.text, w.end, 1) == [_COME]:
            return "future"  # ‘সোমবার আসেন’
        told = self._told_before(w)
        if told is not None:
            return told
        if now in ("future", "past"):
            return now
        if w.end <= self._title or now == "ongoing":
            elsewhere = self._tense_elsewhere(w)
            if elsewhere is not None:
                return elsewhere
        if now == "begun":
            return "past"
        assert self.pub.day is not None
        assert w.weekday is not None
        announced = self.mind.last_named is not None and self.mind.last_named > self.pub.day
        # One more day of what is announced; not what has lasted since then (বসে আছেন).
        if now == "verbless" and announced and not self._clauses.lasts(w.end):
            return "future"
        since = w.postposition == "থেকে" and w.range_to is None
        back = (self.pub.day.isoweekday() - w.weekday) % 7
        return "past" if 0 < back <= (_SINCE if since else 1) else "future"

    def _is_deadline(self, w: Written, now: str | None) -> bool:
        """শুক্রবারের আগে বৃষ্টির আশা নেই: what is not yet, or is hoped for, until a day."""
        if w.postposition not in ("আগে", "মধ্যে") or not w.ending.endswith(_GENITIVE):
            return False
        behind = words_after(self.text, w.end, 2)
        if behind[1:] == [_FROM]:
            return False  # মধ্যরাতের আগে থেকে
        return now != "past" or not self._clauses.has_been(w.end)

    def _told_before(self, w: Written) -> str | None:
        """অফিস খুলেছে মঙ্গলবার, লোক আসছে কম: the clause of a day with which it closes."""
        if w.postposition is not None or self.text[w.end : w.end + 1] not in _CLOSERS:
            return None
        last = word_before(self.text, w.start)
        before = word_before(self.text, w.start - len(last) - 1)
        told = of_words([before, last], last=True)
        return told if told in ("past", "future") else None

    def _dated_weekdays(self) -> dict[int, date]:
        """Weekdays to which the text itself gives a date, close to the publication."""
        if self._dated is not None:
            return self._dated
        self._dated = {}
        about = self.pub.day
        for w in self.items:
            if w.weekday is None or about is None:
                continue
            if w.day_offset is not None and not w.has_date:  # আগামীকাল বৃহস্পতিবার
                day = about + timedelta(days=w.day_offset)
                if day.isoweekday() == w.weekday:
                    self._dated.setdefault(w.weekday, day)
                continue
            if w.day is None or w.month is None:
                continue
            named = days.full_date(w, self.pub, None, None, "")
            if named.day is None or abs((named.day - about).days) > _SAME_WEEK:
                continue
            if named.day.isoweekday() == w.weekday:
                self._dated.setdefault(w.weekday, named.day)
        return self._dated

    def _tense_elsewhere(self, w: Written) -> str | None:
        """A headline has no verb: the sentence that names the same weekday again has one."""
        for later in self.items[:_LOOKAHEAD]:
            if later.weekday == w.weekday and later is not w and later.start > w.start:
                if later.weekday_modifier in SIDES:
                    return SIDES[later.weekday_modifier]
                now = self.leaning(later)
                if now in ("future", "past"):
                    return now
        return None
