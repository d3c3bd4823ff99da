"""Expressions as written in, those that recur marked as sets: hours told after প্রতিদিন.

A habit is told once and then taken for granted, so the sentence, and the other places where
the same hour stands, decide.
"""

from bibhrat.temporal.kept_hours import hold_daily
from bibhrat.temporal.neighbours import context_words, words_after
from bibhrat.temporal.opening_hours import is_kept_open, sentence_around
from bibhrat.temporal.recurrence import keeps_hours, used_to_be
from bibhrat.temporal.tense import Clauses
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_ENDS = "\u0964?!\n"
_WEEKLY = tuple(
    fold(w).text for w in ("সাপ্তাহিক ছুটি", "সাপ্তাহিক ছুটি:", "সাপ্তাহিক ছুটির দিন", "সাপ্তাহিক বন্ধ")
)
_CLOSERS = (*_ENDS, ",", ";", "'", "")
_WEEKEND = 24
_PARAGRAPH = 200
_NEAR = 6  # expressions of one sentence
_SINCE = "থেকে"
_EXCEPT = context_words("habits", "except")
_EVERY = context_words("habits", "every")
_LIKE = tuple(fold(w).text for w in (" মতো", " মত"))


def mark_habits(text: str, found: list[Written]) -> None:
    """Turn the hours and weekdays into sets that a text says recur."""
    _after_daily(text, found)
    _before_daily(text, found)
    _kept_hours(text, found)
    _opening_hours(text, found)
    _weekends(text, found)
    _exceptions(text, found)
    _told_elsewhere(text, found)


def _after_daily(text: str, found: list[Written]) -> None:
    """Hours and weekdays told after প্রতিদিন in the same sentence recur like it."""
    end = -1  # of what was told last in a sentence with প্রতিদিন
    for w in found:
        if w.kind == "set":
            recurs = w.every in ("day", "week") and not text.startswith(_LIKE, w.end)
            end = w.end if recurs else -1
            continue
        if end < 0:
            continue
        apart = text[end : w.start]
        if any(c in apart for c in _ENDS) and not _goes_on(text, apart, w):
            end = -1
            continue
        end = w.end
        timed = w.hour is not None or w.part is not None or w.weekday is not None
        if w.kind != "point" or w.has_date or not timed or w.weekday_modifier is not None:
            continue
        if w.weekday is not None and w.hour is None and Clauses(text).tense(w.end) == "past":
            end = -1  # দিনে হতো ১২০টি, সোমবার হয়েছে ৩৮টি
        elif w.day_offset is None and w.verb_offset is None and w.story_offset is None:
            w.kind, w.every = "set", "day" if w.weekday is None else "week"
        else:
            end = -1  # প্রতিদিনের মতো আজ


def _before_daily(text: str, found: list[Written]) -> None:
    """ভোর ৪টা থেকে লাইন দিচ্ছেন রোজ: the hours of a clause that daily closes."""
    for k, w in enumerate(found):
        if w.kind != "set" or w.every != "day" or w.hour is not None or w.part is not None:
            continue
        if text[w.end : w.end + 1] not in _CLOSERS or not k:
            continue
        before = found[k - 1]
        clock = before.kind == "point" and before.hour is not None and _is_undated(before)
        if clock and not any(c in text[before.end : w.start] for c in _ENDS + ",;"):
            for end in (before.range_begin, before):
                end.kind, end.every = "set", "day"


def _goes_on(text: str, apart: str, w: Written) -> bool:
    """Whether a later sentence still tells the hours of every day: রাত ৮টার পর ঢোকা যাবে না."""
    if "\n" in apart or len(apart) > _PARAGRAPH or w.hour is None or not _is_undated(w):
        return False
    clauses, end = Clauses(text), w.range_end.end
    return clauses.tense(end) == "future" or clauses.is_planned(w.range_begin.start, end)


def _kept_hours(text: str, found: list[Written]) -> None:
    """Hours that used to be, and those of offices in a month of fasting."""
    kept = keeps_hours(text)
    for w in found:
        if w.kind != "point" or w.hour is None or not _is_undated(w):
            continue
        left = w.range_from
        if left is not None and left.kind == "point":
            continue  # the end of a range recurs when its begin does
        if left is not None or kept or used_to_be(text, w.start, w.range_end.end):
            w.kind, w.every = "set", "day"


def _opening_hours(text: str, found: list[Written]) -> None:
    """Hours, and ranges of weekdays beside them, at which something is kept open."""
    for k, w in enumerate(found):
        if w.kind != "point" or w.hour is None or not _is_undated(w) or w.range_from is not None:
            continue
        last = w.range_end
        ranged = last is not w and last.hour is not None
        near = _is_day_near(text, found, k)
        if not (
            is_kept_open(text, w.start, last.end)
            or hold_daily(text, w.start, last.end, ranged=ranged, day_near=near)
        ):
            continue
        begin, end = sentence_around(text, w.start, last.end)
        others = [o for o in found[max(0, k - _NEAR) : k + _NEAR] if begin <= o.start < end]
        if any(o.kind == "point" and not _is_undated(o) and not _is_span(o) for o in others):
            continue  # মঙ্গলবার দোকান খোলা থাকে …
        for o in others:
            if o.kind == "point" and (o.hour is not None or o.weekday is not None):
                o.kind, o.every = "set", "day" if o.weekday is None else "week"


def _is_day_near(text: str, found: list[Written], k: int) -> bool:
    """Whether the paragraph named a day shortly before, and not as the begin of a new rule."""
    start = found[k].start
    for w in found[max(0, k - _NEAR) : k]:
        if start - w.end > _PARAGRAPH or "\n" in text[w.end : start]:
            continue
        if w.kind == "point" and (w.names_day or w.has_date) and w.postposition != _SINCE:
            return True
    return False


def _is_span(w: Written) -> bool:
    """Whether a weekday is the end of a row of them: শনি থেকে বুধবার."""
    ranged = w.range_to is not None or w.range_from is not None
    bare = w.weekday is not None and w.weekday_modifier is None and not w.has_date
    return ranged and bare and w.hour is None and w.part is None


def _weekends(text: str, found: list[Written]) -> None:
    """সাপ্তাহিক ছুটি শুক্র ও শনিবার: the days of every week."""
    for w in found:
        if w.kind != "point" or w.weekday is None or w.has_date or w.weekday_modifier is not None:
            continue
        head = w.list_head or w
        weekly = text[max(0, head.start - _WEEKEND) : head.start].rstrip(" ").endswith(_WEEKLY)
        if weekly and w.hour is None and w.part is None and w.day_offset is None:
            w.kind, w.every = "set", "week"


def _exceptions(text: str, found: list[Written]) -> None:
    """সোমবার বাদে রোজ, শুক্রবার ছাড়া প্রতিদিন: the days of every week."""
    for w in found:
        following = words_after(text, w.end, 3) if w.kind == "point" and _is_bare_weekday(w) else []
        if _EXCEPT.intersection(following[:1]) and _EVERY.intersection(following[1:]):
            w.kind, w.every = "set", "week"


def _is_bare_weekday(w: Written) -> bool:
    """Whether nothing but a weekday is named."""
    bare = w.weekday is not None and w.weekday_modifier is None and not w.has_date
    return bare and w.hour is None and w.part is None and w.day_offset is None


def _told_elsewhere(text: str, found: list[Written]) -> None:
    """The hours that a headline takes from a text that says that they recur."""
    clocks = {(w.hour, w.minute, w.part) for w in found if w.kind == "set" and w.hour is not None}
    if not clocks:
        return
    for w in found:
        if w.kind != "point" or (w.hour, w.minute, w.part) not in clocks or not _is_undated(w):
            continue
        if Clauses(text).tense((w.range_to or w).end) is not None:
            continue  # প্রধানমন্ত্রী বেলা দুইটায় মেলার উদ্বোধন করবেন
        for end in (w.range_from, w, w.range_to):
            if end is not None and _is_undated(end):
                end.kind, end.every = "set", "day"


def _is_undated(w: Written) -> bool:
    return not (w.names_day or w.has_date or w.period is not None or w.stamp)
