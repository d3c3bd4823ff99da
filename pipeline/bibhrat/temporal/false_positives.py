"""Words that make an expression none: ages, match minutes, names with a month, parts of the day.

Every reason to drop one has a name, so that a reader can ask why.
"""

from collections.abc import Sequence

from bibhrat.lexicon import load
from bibhrat.temporal.lexer import DASH, GLUED, SPACE, Token
from bibhrat.temporal.neighbours import (
    STRIP,
    before_hedges,
    context_words,
    under_endings,
    word_before,
    words_after,
)
from bibhrat.temporal.recurrence import is_played, used_to_be
from bibhrat.temporal.values import CODES
from bibhrat.temporal.written import Written
from bibhrat.text import fold

_AGE_AFTER = context_words("ages", "after")
_AGE_THROUGH = context_words("ages", "through")
_THINGS = tuple(context_words("ages", "things"))
_PRONOUN = 4  # তার is his as well as a wire
_AGE_BEFORE = context_words("ages", "before")
_AT_MINUTE = frozenset(fold(e).text for e in ("ে", "ের", "েই", "েও", "েরই"))
_LOCATIVES = frozenset(fold(e).text for e in ("ে", "েই", "েও", "য়"))
_PART_AFTER = context_words("dayparts_generic", "after")
_MONTH_AFTER = context_words("month_names", "after")
_MONTH_BEFORE = context_words("month_names", "before")
_NUMBERS_OF = context_words("numbers_of", "before")
_EDITIONS = context_words("editions", "before")
_PLURAL = tuple(fold(e).text for e in ("গুলো", "গুলি"))
_GENITIVES = (fold("ের").text, fold("র").text)
_DEFINITE = tuple(fold(e).text for e in ("টি", "টির", "টিতে", "গুলো", "গুলি", "গুলোর", "গুলির"))
_CALENDAR = load("temporal/calendar")["years_of_events"]
_YEAR_NAMES = tuple(fold(w).text for w in _CALENDAR["words"])
_EVENTS = frozenset(fold(w).text for w in _CALENDAR["after"])
_ONLY = fold("মাত্র").text
_STOPS = (",", "\u0964", ";")
_ALL = fold("সারা").text
_ANY = frozenset(fold(w).text for w in ("যেকোনো", "কোনো", "যেকোন", "কোন"))
_LABOUR = fold(" কাজ").text  # একশো দিনের কাজ, the scheme
_HOW_MANY = fold("কয় ").text
_AS_MANY = frozenset(fold(w).text for w in ("যে", "সেই", "আর", "যতো"))
_THROUGH = fold("ভর").text
_BECOMES = frozenset(fold(w).text for w in ("হবে", "হয়", "হয়ে", "হয়েছে", "পেরিয়ে", "গড়িয়ে", "নেমে"))
_PASSES = frozenset(
    fold(w).text
    for w in (
        "গড়াতে",
        "গড়াতেই",
        "গড়ায়",
        "গড়াল",
        "গড়াবে",
        "গড়িয়ে",
        "নামতেই",
        "নামতে",
        "পেরিয়ে",
        "পেরোতেই",
        "পেরোল",
        "কেটেছে",
    )
)
_INFINITIVE = fold("তে").text
_WHEN = fold("বেলা").text
_AGES_LONG = context_words("fates", "before")
_DOOMS = context_words("fates", "after")
_NOWADAYS = tuple(fold(w).text for w in ("আজকের দিনে", "আজকের যুগে", "আজকের সময়ে", "আজকের এই দিনে"))


def false_duration(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    """Why a duration is none: an age, a match minute."""
    unit = w.terms[-1][2]
    if text.startswith(_HOW_MANY, w.start) and word_before(text, w.start) in _AS_MANY:
        return "as-many-as"  # যে কয় দিনের জন্য
    if text.startswith(_LABOUR, w.end) and w.terms == [(100, 100, "day")]:
        return "labour-scheme"
    if unit in ("year", "month", "week", "day") and w.window is None and _can_be_age(w):
        back = text[max(0, w.start - 48) : w.start]
        cut = max(back.rfind("\u0964"), back.rfind("\n"), back.rfind("?"), back.rfind("!"))
        words = [word.strip(STRIP) for word in back[cut + 1 :].split()][-7:]
        for n in range(len(words) - 1, 0 if len(words) == 7 else -1, -1):
            if words[n] in _AGE_BEFORE:
                owner = words[n - 1] if n else ""
                return None if len(owner) > _PRONOUN and owner.startswith(_THINGS) else "age"
        if words and words[-1] == _ONLY and w.ending and text[w.end : w.end + 1] in _STOPS:
            return "age"  # তিনি ছিলেন মাত্র ১৭ বছরের।
        others = 0
        for word in words_after(text, w.end, 5):
            if under_endings(word.partition("-")[0], _AGE_AFTER):
                if w.ending or word.startswith((_AGED, _ABOVE)):
                    return "age"
            elif word not in _AGE_THROUGH:
                others += 1
            if others > 1:
                break
    after = toks[j]
    single = unit == "minute" and len(w.terms) == 1 and w.terms[0][0] is not None
    if single and not (after.gap == SPACE and after.kind == "post"):
        played = w.ending in _AT_MINUTE and is_played(text, w.start, w.end)
        return "match-minute" if played else None
    return None


def _can_be_age(w: Written) -> bool:
    """২৫ বছরের তরুণ, ২৫ বছর বয়সী; গত এক বছরে and the like are no ages."""
    return w.ending not in _LOCATIVES


_AGED = fold("বয়").text
_ABOVE = fold("তদূর্ধ্ব").text


def false_point(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    """Why a point is none: মার্চ as marching, রাতের খাবার, জুলাই সনদ."""
    only_part = w.part is not None and not w.has_clock and not w.names_day and not w.has_date
    if only_part and w.period is None:
        return _false_part(text, toks, i, j, w)
    named = _false_name(text, w)
    if named is not None:
        return named
    if w.weekday is not None and not w.has_date and word_before(text, w.start) in _ANY:
        return "any"
    bare_month = w.month is not None and w.day is None and w.year is None and w.part is None
    if bare_month and not w.date_modifier and w.period is None:
        return _false_month(text, toks, i, j, w)
    bare_clock = w.hour is not None and not w.part and not w.names_day and not w.has_date
    if (bare_clock or w.day_label) and word_before(text, w.start) in _NUMBERS_OF:
        return "numbered"
    if w.verb_offset == 1 and not w.ending and w.part is None and w.weekday is None:
        if word_before(text, w.start) in _AGES_LONG:
            return "age-long"
        following = words_after(text, w.end, 1)
        if following and following[0] in _DOOMS and w.hour is None:
            return "doom"
    if w.day_offset == 0 and w.ending and text.startswith(_NOWADAYS, w.start):
        return "nowadays"
    return None


def _false_name(text: str, w: Written) -> str | None:
    """Why a day or a year is none: ওই দিবসগুলো, বইমেলা ২০২৪-এ."""
    if (w.period is not None or w.story_offset is not None) and w.ending.startswith(_PLURAL):
        return "plural"
    if w.year is not None and text.startswith(_YEAR_NAMES, w.start):
        following = words_after(text, w.end, 1)
        known = bool(following) and under_endings(following[0].partition("-")[0], _EVENTS)
        return None if known else "count"
    if w.year is None or w.month is not None or text[w.start + 4 : w.start + 5] != "-":
        return None
    glued = text[w.start - 1 : w.start] == "-" and text[w.start - 2 : w.start - 1].strip() != ""
    return "edition" if glued or word_before(text, w.start) in _EDITIONS else None


_COUNTS = ("num", "count", "vague")
_NO_TIME_ENDINGS = ("ের", "র", "েরও", "ও", "ই", "টা", "টি", "ভর", "গুলো", "টার")


def _false_part(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:  # noqa: PLR0911 - one branch a shape
    if w.part == "forenoon" or used_to_be(text, w.start, w.end):
        return "part-of-nothing" if w.part == "forenoon" else "part-generic"
    if w.stamp and not w.ending:
        return None
    before = toks[i - 1] if i else None
    gap = toks[i].gap
    if before is not None and gap in (SPACE, DASH, GLUED):
        kinds = ("num", "count", "vague", "part", "unit") if gap == DASH else _COUNTS
        if before.kind in kinds:
            return "part-counted"
    nxt = toks[j]
    if nxt.gap == DASH and nxt.kind in ("unit", "part"):
        return "part-pair"
    again = nxt.gap == SPACE and nxt.kind == "post" and toks[j + 1].gap == SPACE
    if again and toks[j + 1].kind == "part" and toks[j + 1].value == w.part:
        return "part-pair"  # রাতের পর রাত
    following = words_after(text, w.end, 1)
    whole = text.startswith(_ALL, w.start)  # সারা রাত
    if not whole and following and following[0] in _PART_AFTER - _PASSES:
        return "part-generic"
    if whole or _is_told(text, w, following):
        return None
    supported = nxt.gap == SPACE and (
        nxt.kind in ("post", "hedge")
        or (nxt.kind in ("vague", "slightly") and toks[j + 1].kind == "post")
    )
    plain = not w.ending or w.ending in _NO_TIME_ENDINGS
    if w.ending in _GENITIVES and nxt.gap == SPACE and nxt.kind in ("num", "count"):
        return None  # সকালের ১৬টি ট্রেন
    if w.ending in _GENITIVES and following and following[0].endswith(_DEFINITE):
        return None  # দুপুরের বৈঠকটি, রাতের উড়ানগুলি
    return "part-bare" if plain and not supported else None


def _is_told(text: str, w: Written, following: list[str]) -> bool:
    """Whether a bare part of the day is one that came: সকালবেলা, রাতভর, হতে রাত হয়ে যায়."""
    if not w.ending and text[w.start : w.end].endswith(_WHEN):
        return True
    if w.ending == _THROUGH and CODES[w.part or "night"] == "TNI":
        return True
    if following and following[0] in _PASSES:
        return True  # হাতে পেতে মধ্যরাত পেরিয়ে যায়, সন্ধে গড়াতে
    comes = bool(following) and following[0] in _BECOMES
    return comes and word_before(text, before_hedges(text, w.start)).endswith(_INFINITIVE)


def names_more(text: str, end: int) -> bool:
    """Whether a month that ends at `end` begins the name of something: জুলাই বিপ্লব."""
    following = words_after(text, end, 1)
    return bool(following) and under_endings(following[0], _MONTH_AFTER)


def _false_month(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    following = words_after(text, w.end, 1)
    nxt = toks[j]
    if nxt.kind == "month" and nxt.gap == DASH:  # জুলাই-আগস্ট হত্যাকাণ্ড
        following = words_after(text, nxt.end, 1)
    if following and under_endings(following[0], _MONTH_AFTER):
        return "month-in-name"
    if word_before(text, w.start) in _MONTH_BEFORE:
        return "month-in-name"
    if w.ending and not w.ending.startswith(("টা", "টি", "ও", "ই", "কে", "েকে")):
        return None
    last = toks[j - 1]
    if last.kind == "unit" or w.week_of_month:
        return None
    if nxt.gap == SPACE and nxt.kind in ("post", "hedge"):
        return None
    joins = nxt.gap in (DASH, SPACE) and (
        nxt.kind == "month" or (nxt.kind == "and" and toks[j + 1].kind == "month")
    )
    before, joint = (toks[i - 2], toks[i - 1]) if i > 1 else (toks[i], toks[i])
    after_joint = (toks[i].gap == DASH and joint.kind == "month") or (
        joint.kind in ("and", "post")
        and before.kind == "month"
        and joint.gap == SPACE
        and toks[i].gap == SPACE
    )
    if (joins or after_joint) and last.kind == "month":
        return None
    return "month-bare"
