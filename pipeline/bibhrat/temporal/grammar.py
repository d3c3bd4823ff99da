"""A text in, its temporal expressions as written out: the walk over the tokens.

At each token that can begin an expression the readers are tried in a fixed order, longest
shape first. Every reader looks a bounded number of tokens ahead, so the walk is linear.
"""

from bibhrat.temporal.clock import clock_at, is_minutes_clock
from bibhrat.temporal.edges import Edges
from bibhrat.temporal.false_positives import false_point
from bibhrat.temporal.habits import mark_habits
from bibhrat.temporal.lengths import DURATION_BEGINS, EACH, LOCATIVES, Lengths
from bibhrat.temporal.lexer import (
    COLON,
    COMMA,
    DASH,
    DOT,
    FAR,
    OPEN,
    SLASH,
    SPACE,
    Token,
    lex,
)
from bibhrat.temporal.links import Links
from bibhrat.temporal.lists import Lists
from bibhrat.temporal.named_days import is_feast, named_day_before, undated_day_before
from bibhrat.temporal.neighbours import context_words, word_before
from bibhrat.temporal.points import BEGINS, after_time_words, decade, point
from bibhrat.temporal.recurrence import is_habit
from bibhrat.temporal.stamps import is_stamp
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_STARTS = BEGINS | DURATION_BEGINS | {"wdshort", "post", "zonename", "zone", "namely", "of"}
# These say nothing unless something stands directly behind them.
_NOT_ALONE = frozenset(
    ("num", "frac", "fracalone", "vague", "mod", "every", "ord", "ordday", "qualifier",
     "nightafter", "wdshort", "long", "scale", "unit", "of", "post")
)  # fmt: skip


class Scanner(Links, Edges, Lengths, Lists):
    """One walk over one folded text."""

    def __init__(self, text: str, *, whole: bool = False) -> None:
        self.text = text
        self.whole = whole  # the text is one expression: nothing else is considered
        tokens = lex(text)
        self.count = len(tokens)
        self.toks: list[Token] = tokens
        self.found: list[Written] = []
        self.dropped: list[str] = []
        self.no_list = 0  # no list of days begins before this token
        end = Token("end", None, len(text), len(text), len(text), "", FAR)
        tokens += [end] * 16

    def scan(self) -> list[Written]:
        """All expressions, in order."""
        toks = self.toks
        i = 0
        zone: tuple[str, int] | None = None
        namely = -1
        while i < self.count:
            t = toks[i]
            kind = t.kind
            n = toks[i + 1]
            # A stamp or a year with no space before it: …লেন২৩ অক্টোবর ২০২৫, …উইকেট১৯৯৭ সালে
            named = "year" if t.width == 4 else "month"
            if kind == "glued" and n.gap == SPACE and n.kind == named:
                t.kind = kind = "num"
            if (
                kind not in _STARTS
                or (
                    kind in _NOT_ALONE
                    and n.gap == FAR
                    and not (t.width == 4 and t.ending)
                    and not (kind == "unit" and (t.ending in LOCATIVES or t.ending == _THROUGH))
                    and not (kind == "unit" and self.text.endswith(EACH, 0, t.start))
                )
                or (t.width and n.width and self._row_of_numbers(i))
            ):
                i += 1
                continue
            if kind in ("zonename", "zone"):
                k = self._zone_end(i)
                if k:
                    zone = (t.value, self._behind_hedge(k))
                i = k or i + 1
                continue
            if kind == "namely":
                namely = self._behind_hedge(i + 1)
                i += 1
                continue
            j = self._at(i, zone)
            if j > i:
                if namely == i and len(self.found) > 1:
                    self.found[-1].corrects = self.found[-2]
                i = j
            else:
                i += 1
        mark_habits(self.text, self.found)
        return self.found

    def _behind_hedge(self, i: int) -> int:
        """The index behind a hedge: জিএমটি আনুমানিক দুপুর ২টা."""
        t = self.toks[i]
        return i + 1 if t.kind == "before" and t.gap == SPACE else i

    def _zone_end(self, i: int) -> int:
        """The index behind the zone that begins at token `i`; 0 where it is only a name."""
        toks = self.toks
        t, n = toks[i], toks[i + 1]
        if t.kind == "zone":
            return after_time_words(toks, i + 1)
        k = after_time_words(toks, i + 1)
        if k > i + 1:
            return k
        if n.kind == "then" and n.gap == SPACE and t.ending:
            return i + 2  # নিউইয়র্কে তখন
        if n.kind == "zonename" and n.value == "local" and toks[i + 2].kind == "timeword":
            return i + 3  # জাপানের স্থানীয় সময়
        return 0

    def _at(self, i: int, zone: tuple[str, int] | None) -> int:  # noqa: PLR0911, PLR0912 - one branch a shape
        """Read one expression, with its range or list, at token `i`."""
        toks = self.toks
        t = toks[i]
        kind = t.kind
        if t.width and i and t.gap in (DOT, SLASH, COLON) and toks[i - 1].width:
            return i  # the middle of something numeric
        if t.width and t.gap == DASH and i and toks[i - 1].width and self._tight(i):
            return i
        if kind == "post":
            return self._next_day(i)
        if kind == "unit":
            j = self._again(i)
            if j > i:
                return j
        if kind == "unit" and t.ending in LOCATIVES:
            j = self._rate(i)
            if j > i:
                return j
        if kind == "unit" and t.ending == _GENITIVE:
            j = self._edge(i)
            if j > i:
                return j
        if kind in ("unit", "qualifier"):
            j = self._day_long(i)
            if j > i:
                return j
        if kind == "wdshort":
            if not self._is_weekday(i):
                return self._short_weekdays(i)
            t.kind = kind = "weekday"
        if kind in ("every", "daily"):
            j = self._set(i)
            if j > i:
                return j
        if kind == "mod" or t.width == 4:
            j = self._prefixed_list(i)
            if j:
                return j
        if kind == "mod":
            j = self._window(i) or self._modified_list(i)
            if j > i:
                return j
        behind = toks[i + 2]
        oclock = toks[i + 1].kind == "ta" and not (behind.kind == "unit" and behind.gap == SPACE)
        if kind in ("num", "ordday", "centuryord") and not oclock:
            j = self._day_list(i) or self._year_list(i)
            if j:
                return j
            found = decade(toks, i)
            if found is not None:
                return self._point(i, found)
        no_length = oclock or (kind == "num" and toks[i + 1].kind == "month")
        no_length = no_length or (kind == "num" and is_minutes_clock(toks, i))
        if kind in DURATION_BEGINS and not no_length and not (t.width == 4 and self._dateline(i)):
            j = self._duration(i, None)
            if j > i:
                return j
        if kind in BEGINS:
            found = point(self.text, toks, i, sure=self.whole)
            if found is not None:
                if zone is not None and self._zone_reaches(i, zone):
                    found[0].zone = found[0].zone or zone[0]
                return self._point(i, found)
        return i

    def _row_of_numbers(self, i: int) -> bool:
        """Numbers in a row, which begin nothing: "১ ১ ১", and a list found to have no month."""
        if self.toks[i].width == 4 and self.toks[i].ending:
            return False  # ২০১৯-এর ৫ আগস্ট
        gap = self.toks[i + 1].gap
        return gap == SPACE or (gap == COMMA and i < self.no_list)

    def _dateline(self, i: int) -> bool:
        """১৪৫৯ ঘণ্টা, মার্চ ৩১, ২০২৪ is a clock."""
        unit = self.toks[i + 1]
        if unit.kind != "unit" or unit.value != "hour":
            return False
        return clock_at(self.text, self.toks, i, Written(0, 0), sure=False) > i

    def _tight(self, i: int) -> bool:
        t = self.toks[i]
        return t.start - self.toks[i - 1].end == 1

    def _zone_reaches(self, i: int, zone: tuple[str, int]) -> bool:
        if zone[1] != i:
            return False
        between = self.text[self.toks[i - 1].end : self.toks[i].start].strip(" :,")
        return len(between) < 10 and "\u0964" not in between and "\n" not in between

    # -- points ---------------------------------------------------------------------

    def _point(self, i: int, found: tuple[Written, int]) -> int:
        w, j = found
        after = self.toks[j]
        if w.hour is not None and w.zone is None and after.gap in (OPEN, SPACE):
            n = self.toks[j + 1]
            named = after.kind == "zonename" and n.kind == "timeword" and n.gap == SPACE
            if named or after.kind == "zone":
                close = n.end if named else after.end
                if after.gap == OPEN and self.text[close : close + 1] == ")":
                    w.zone = after.value  # রাত ৯টায় (বাংলাদেশ সময়)
                elif after.gap == SPACE and after.kind == "zone":
                    w.zone = after.value
        if (w.hour is not None or w.part is not None) and is_stamp(self.text, w.start, w.end):
            w.stamp = True
        reason = None if self.whole else false_point(self.text, self.toks, i, j, w)
        if reason == "part-generic" and w.ending and self._is_every_day(w):
            reason = None  # প্রতিদিন সকালে গিয়ে সন্ধ্যায় ফিরতেন
        if self.toks[i].kind == "ord" and w.story_offset == 0 and self._is_told(w):
            reason = "day-told-before"  # বৃহস্পতিবার ছিল প্রথম দিন
        if reason is not None:
            self.dropped.append(reason)
            return j if reason in _SWALLOWED else i
        if self.text.endswith(_OWNED, 0, w.start):
            self._name_day(w)
        bare = w.hour is not None and not w.names_day and not w.has_date and w.period is None
        if bare and is_habit(self.text, w.start, w.end):
            w.kind, w.every = "set", "day"
        return self._emit(i, j, w)

    def _name_day(self, w: Written) -> None:
        """Take up the name of the day that owns a part of it: বিজয় দিবসের সকালে."""
        beside = w.story_offset and w.weekday is None and not w.this_day
        if w.has_date or w.period is not None or not (beside or (w.part and not w.names_day)):
            return
        found = named_day_before(self.text, w.start)
        if found is not None:
            w.start, w.named_day = found
        elif w.part is not None:
            w.name_start = undated_day_before(self.text, w.start)
            name = word_before(self.text, w.start)
            w.feast = name if is_feast(name) else None
        begin = w.start if w.name_start is None else w.name_start
        if word_before(self.text, begin) in _ABOUT:
            w.approximate, w.mod = True, "APPROX"

    def _is_told(self, w: Written) -> bool:
        """Whether the sentence named a day before."""
        last = self.found[-1] if self.found else None
        named = last is not None and (last.names_day or last.has_date)
        return named and self._in_one_sentence(w)

    def _is_every_day(self, w: Written) -> bool:
        """Whether the sentence told something of every day before."""
        daily = bool(self.found) and self.found[-1].kind == "set" and self.found[-1].every == "day"
        return daily and self._in_one_sentence(w)

    def _in_one_sentence(self, w: Written) -> bool:
        """Whether no sentence ends between the expression found last and this one."""
        return not any(c in self.text[self.found[-1].end : w.start] for c in "\u0964?!\n")


_ABOUT = context_words("hedges_before", "APPROX")
_GENITIVE = fold("ের").text
_THROUGH = fold("ভর").text
_OWNED = fold("র ").text
_SWALLOWED = ("month-in-name", "part-pair", "part-whole")
