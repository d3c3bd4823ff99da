"""Lists and ranges whose last member carries what the others leave out.

৬ ও ৭ মার্চ, ১-৫ জুলাই, ২০২২ ও ২০২৩ সালে, শুক্র ও শনিবার: every member is an expression.
"""

from bibhrat.temporal.dates import day_number
from bibhrat.temporal.hedges import look_behind
from bibhrat.temporal.lexer import COMMA, DASH, SPACE, Token
from bibhrat.temporal.points import point
from bibhrat.temporal.written import Written
from bibhrat.temporal.years import is_year

_LIST_LIMIT = 12
_GENITIVE = "র"
_SUNDAY = 7


class Lists:
    """The part of the scanner that reads lists."""

    text: str
    toks: list[Token]
    found: list[Written]
    no_list: int  # no list of days begins before this token

    def _emit(self, i: int, j: int, w: Written) -> int:
        raise NotImplementedError

    def _day_list(self, i: int) -> int:  # noqa: PLR0912 - one branch a shape
        """৬ ও ৭ মার্চ, ১-৫ জুলাই, ৫, ৬ ও ৭ তারিখ: every number is a date."""
        toks = self.toks
        if i < self.no_list:
            return 0
        heads: list[tuple[int, int, int, bool]] = []
        j = i
        while len(heads) < _LIST_LIMIT:
            found = day_number(toks, j)
            if found is None:
                self.no_list = j
                return 0
            day, k = found
            t = toks[k]
            ranged = t.gap == DASH or (t.kind == "post" and t.value == "থেকে" and t.gap == SPACE)
            if t.gap in (DASH, COMMA) and t.kind in ("num", "ordday"):
                heads.append((j, k, day, ranged))
                j = k
            elif t.gap == SPACE and (ranged or t.kind == "and") and toks[k + 1].gap == SPACE:
                heads.append((j, k, day, ranged))
                j = k + 1
            else:
                break
        if not heads:
            return 0
        found_last = point(self.text, toks, j)
        if found_last is None:
            self.no_list = j
            return 0
        last, end = found_last
        if last.day is None or not (last.month or last.bangla_month or last.day_label):
            return 0
        if toks[j].width == 4 or (last.weekday is not None and last.start != toks[j].start):
            return 0
        last_day = toks[j]
        if last_day.kind not in ("num", "ordday"):
            return 0
        members: list[tuple[Written, bool]] = []
        for at, behind, day, ranged in heads:
            w = Written(toks[at].start, toks[behind - 1].end, day=day)
            w.month, w.bangla_month, w.bangla_year = last.month, last.bangla_month, last.bangla_year
            w.year, w.day_label = last.year, last.day_label
            look_behind(toks, at, w)
            if ranged:
                w.postposition = "থেকে"
            members.append((w, ranged))
        return self._chain(members, j, last, end)

    def _chain(self, members: list[tuple[Written, bool]], j: int, last: Written, end: int) -> int:
        """Emit a list: what stands before the last member, each with whether a range begins."""
        previous: Written | None = None
        was_ranged = False
        for w, ranged in members:
            self._link(previous, w, members[0][0], was_ranged)
            self.found.append(w)
            previous, was_ranged = w, ranged
        self._link(previous, last, members[0][0], was_ranged)
        for w, _ in members:
            w.list_ending = last.ending
        return self._emit(j, end, last)

    @staticmethod
    def _link(previous: Written | None, w: Written, first: Written | None, ranged: bool) -> None:
        if previous is None:
            return
        if ranged:
            previous.range_to, w.range_from = w, previous
        else:
            w.list_head = first

    def _year_list(self, i: int) -> int:
        """২০২২ ও ২০২৩ সালে, ২০২০-২০২৪ সাল."""
        toks = self.toks
        heads: list[tuple[int, bool]] = []
        j = i
        while is_year(toks[j]) and not toks[j].ending and len(heads) < _LIST_LIMIT:
            t = toks[j + 1]
            if t.gap in (COMMA, DASH) and is_year(t):
                heads.append((j, t.gap == DASH))
                j += 1
            elif t.gap == SPACE and t.kind in ("and", "post") and is_year(toks[j + 2]):
                if toks[j + 2].gap != SPACE or (t.kind == "post" and t.value != "থেকে"):
                    return 0
                heads.append((j, t.kind == "post"))
                j += 2
            else:
                break
        short = toks[j + 1]
        if not heads and is_year(toks[j]) and short.gap == DASH and short.width == 2:
            return self._short_year(i)
        if not heads or toks[j + 1].kind != "year" or toks[j + 1].gap != SPACE:
            return 0
        found = point(self.text, toks, j)
        if found is None or found[0].day is not None:
            return 0
        members = [
            (Written(toks[at].start, toks[at].end, year=toks[at].value), ranged)
            for at, ranged in heads
        ]
        return self._chain(members, j, *found)

    def _short_year(self, i: int) -> int:
        """২০২২-২৩ সালে: the second year is the next."""
        toks = self.toks
        first, second, label = toks[i : i + 3]
        if label.kind != "year" or label.gap != SPACE or second.ending:
            return 0
        if second.value <= first.value % 100:
            return 0
        w = Written(first.start, first.end, year=first.value, postposition="থেকে")
        right = Written(second.start, label.end, ending=label.ending)
        right.year = first.value // 100 * 100 + second.value
        w.range_to, right.range_from = right, w
        self.found.append(w)
        return self._emit(i + 1, i + 3, right)

    def _is_weekday(self, i: int) -> bool:
        """Whether a short name is a whole one: বৃহস্পতির বিকেল; not রবির রাত, of the operator."""
        t, n = self.toks[i], self.toks[i + 1]
        owning = t.ending.endswith(_GENITIVE) and t.value != _SUNDAY
        return owning and n.kind == "part" and n.gap == SPACE

    def _short_weekdays(self, i: int) -> int:
        """শুক্র ও শনিবার: the short names only before a full one."""
        toks = self.toks
        heads: list[tuple[int, bool]] = []
        j = i
        while toks[j].kind == "wdshort" and not toks[j].ending and len(heads) < 7:
            t = toks[j + 1]
            if t.gap in (DASH, COMMA):
                heads.append((j, False))
                j += 1
            elif t.gap == SPACE and t.kind in ("and", "post") and toks[j + 2].gap == SPACE:
                heads.append((j, t.kind == "post"))
                j += 2
            else:
                return i
        if toks[j].kind != "weekday" or not heads:
            return i
        found = point(self.text, toks, j)
        if found is None:
            return i
        members = [
            (Written(toks[at].start, toks[at].end, weekday=toks[at].value), ranged)
            for at, ranged in heads
        ]
        return self._chain(members, j, *found)

    def _prefixed_list(self, i: int) -> int:
        """২০০৯ সালের ২৫ ও ২৬ ফেব্রুয়ারি, গত মাসের ৫ ও ৬ তারিখ: the period belongs to all days."""
        toks = self.toks
        t, n, day = toks[i : i + 3]
        if day.kind not in ("num", "ordday") or day.gap != SPACE or n.gap != SPACE:
            return 0
        year = is_year(t) and n.kind == "year"
        period = t.kind == "mod" and n.kind == "unit" and n.value in ("month", "year")
        if not (year or period) or not n.ending.endswith(_GENITIVE):
            return 0
        known = len(self.found)
        j = self._day_list(i + 2)
        if j:
            self.found[known].start = t.start
            for w in self.found[known:]:
                if w.day is not None and year:
                    w.year = w.year or t.value
                elif w.day is not None:
                    w.period, w.period_modifier = n.value, t.value
        return j

    def _modified_list(self, i: int) -> int:
        """আগামী ৪ থেকে ৮ জুলাই, আগামী শুক্র ও শনিবার: the word belongs to the first."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        if n.gap != SPACE or t.value not in ("last", "next"):
            return 0
        known = len(self.found)
        if n.kind in ("num", "ordday"):
            j = self._day_list(i + 1)
        elif n.kind == "wdshort":
            j = self._short_weekdays(i + 1)
            j = 0 if j == i + 1 else j
        else:
            return 0
        if j:
            self.found[known].start = t.start
            for w in self.found[known:]:
                if w.day is not None:
                    w.date_modifier = w.date_modifier or t.value
                else:
                    w.weekday_modifier = w.weekday_modifier or t.value
        return j
