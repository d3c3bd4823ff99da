"""Lengths of time: দেড় ঘণ্টা, ১ ঘণ্টা ২০ মিনিট, ৩ থেকে ৪ দিন, ঘণ্টাখানেক, কিছুক্ষণ."""

from collections.abc import Sequence
from fractions import Fraction

from bibhrat.temporal.amounts import amount
from bibhrat.temporal.lexer import CLOSE, COMMA, FAR, GLUED, OPEN, SPACE, Token
from bibhrat.temporal.written import Amount, Term, Written
from bibhrat.text import fold

_ORDER = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "era", "century")
_RANK = {unit: rank for rank, unit in enumerate(_ORDER)}
_VAGUE = {"PTXM": "minute", "PTXH": "hour", "PXD": "day"}
_COUNTABLE = ("hour", "day", "week", "month", "year")
_GENITIVE = ("র", "ের", "এর")
_SOME = "কিছু"
_SEVERAL = fold("কয়েক").text
_MOMENTS = fold("ক্ষণ").text


def _term(toks: Sequence[Token], i: int) -> tuple[Term, int] | None:
    """One amount with its unit."""
    counted = amount(toks, i)
    if counted is None:
        return None
    unit = toks[counted.next]
    if unit.kind == "long" and unit.gap == SPACE and toks[counted.next + 1].gap == SPACE:
        counted = counted._replace(next=counted.next + 1)  # তিন দীর্ঘ বছর
        unit = toks[counted.next]
    if unit.kind == "ta" and unit.gap == GLUED and not unit.ending and counted.low is not None:
        after = toks[counted.next + 1]  # পাঁচটা ঘণ্টা, একটা দিন
        if after.kind == "unit" and after.gap == SPACE and after.value in _COUNTABLE:
            return (counted.low, counted.high, after.value), counted.next + 2
        return None
    if unit.kind == "about" and unit.gap == SPACE and unit.value[0] == 1:
        return (counted.low, counted.high, unit.value[1]), counted.next + 1  # আধা ঘণ্টাখানেক
    closed = unit.gap == CLOSE and toks[counted.next - 1].gap == OPEN  # ৬ (ছয়) ঘণ্টা; not ১) দিনে
    if unit.kind != "unit" or not (closed or unit.gap in (SPACE, GLUED)):
        return None
    return (counted.low, counted.high, unit.value), counted.next + 1


def _unit_first(toks: Sequence[Token], i: int) -> tuple[Term, int] | None:
    """ঘণ্টা দুয়েক, মিনিট চল্লিশেক, and ঘণ্টা দুই before পর or ধরে."""
    unit, about = toks[i], toks[i + 1]
    if unit.kind != "unit" or unit.ending or about.gap != SPACE:
        return None
    if about.kind == "aboutnum":
        return (about.value, about.value, unit.value), i + 2
    counted = unit.gap in (SPACE, GLUED) and toks[i - 1].kind in (
        "num",
        "fracalone",
        "vague",
        "mod",
    )
    if about.kind == "vague" and not counted and about.value == _SEVERAL:
        return (None, None, unit.value), i + 2  # মিনিট কয়েক
    behind = toks[i + 2]
    if (
        about.kind in ("num", "fracalone")
        and not about.width
        and 0 < about.value <= 50
        and (
            (behind.gap == SPACE and behind.kind in ("post", "hedge"))
            or (behind.gap == FAR and unit.value in ("hour", "minute"))
        )
        and not counted
        and unit.value in ("hour", "minute", "day", "month", "year", "week")
    ):
        return (about.value, about.value, unit.value), i + 2
    return None


_UNCOUNTED = ("vaguelong", "about", "long", "vague")


def _vague(toks: Sequence[Token], i: int) -> tuple[Written, int] | None:
    """A length that no number before its unit counts: কিছুক্ষণ, ঘণ্টাখানেক, দীর্ঘ সময়."""
    t = toks[i]
    if t.kind == "vaguelong":
        w = Written(t.start, t.end, "duration", ending=t.ending)
        w.terms = [(None, None, _VAGUE[t.value])]
        return w, i + 1
    if t.kind == "about":
        w = Written(t.start, t.end, "duration", ending=t.ending, approximate=True)
        w.terms = [(t.value[0], t.value[0], t.value[1])]
        return w, i + 1
    if t.kind == "long":
        nxt = toks[i + 1]
        if nxt.gap not in (SPACE, GLUED) or nxt.kind not in ("timeword", "unit"):
            return None
        if nxt.kind == "unit" and nxt.value not in ("day", "hour", "year", "month"):
            return None
        w = Written(t.start, nxt.end, "duration", ending=nxt.ending)
        w.terms = [(None, None, "hour" if nxt.kind == "timeword" else nxt.value)]
        return w, i + 2
    if t.kind == "vague" and toks[i + 1].kind == "timeword":
        nxt = toks[i + 1]
        # কিছু ক্ষণ is কিছুক্ষণ; কিছু সময় says no more than "for a time".
        if nxt.gap in (SPACE, GLUED) and t.value == _SOME and nxt.value == _MOMENTS:
            w = Written(t.start, nxt.end, "duration", ending=nxt.ending)
            w.terms = [(None, None, "minute")]
            return w, i + 2
        return None
    return None


def duration(toks: Sequence[Token], i: int) -> tuple[Written, int] | None:
    """The duration that begins at token `i`, and the index behind it."""
    t = toks[i]
    if t.kind in _UNCOUNTED:
        vague = _vague(toks, i)
        if vague is not None or t.kind != "vague":
            return vague
        if toks[i + 1].kind == "timeword":
            return None
    found = _unit_first(toks, i)
    approximate = found is not None
    if found is None:
        found = _term(toks, i)
    if found is None:
        return None
    term, j = found
    approximate = approximate or toks[j - 1].kind == "about"
    terms = [term]
    while True:
        k = j
        if toks[k].kind == "and" and toks[k].gap == SPACE:
            k += 1
        if toks[k].gap not in (SPACE, COMMA) or toks[j - 1].ending or term[0] is None:
            break
        more = _term(toks, k)
        if more is None or more[0][0] is None or _RANK[more[0][2]] >= _RANK[term[2]]:
            break
        term, j = more
        terms.append(term)
    w = Written(t.start, toks[j - 1].end, "duration", ending=toks[j - 1].ending)
    w.approximate = approximate
    w.terms = terms
    low, high, _ = terms[0]
    both = toks[i + 1].kind == "and" and toks[i + 1].gap == SPACE and toks[i + 1].value == "and"
    if both and len(terms) == 1 and low != high and toks[i + 1].end - toks[i + 1].start == 1:
        w.pair = low  # ৩ ও ১৫ দিন are two lengths, দুই বা তিন দিন is one
    # ৩০ মিনিট থেকে এক ঘণ্টা: a range of amounts is one expression.
    joint = toks[j]
    if joint.gap == SPACE and joint.kind == "post" and joint.value == "থেকে" and not w.ending:
        more = _term(toks, j + 1) if toks[j + 1].gap == SPACE else None
        if more is not None:
            w.terms_to = [more[0]]
            j = more[1]
            w.end = toks[j - 1].end
            w.ending = toks[j - 1].ending
    return w, j


def _number(value: Fraction | int) -> str:
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


_YEARS = {"decade": 10, "era": 12}
_LETTER = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
    "era": "Y",
    "century": "CE",
}


def iso(terms: Sequence[Term], high: bool = False) -> str:
    """ISO 8601 form of a length, "PT1H30M", "P1.5D", "PTXH"."""
    date, clock = "", ""
    for low, top, unit in terms:
        value: Amount = top if high else low
        if value is None:
            if unit in _LETTER:
                date += "X" + _LETTER[unit]
            else:
                clock += "X" + unit[0].upper()
        elif unit in _LETTER:
            date += _number(value * _YEARS.get(unit, 1)) + _LETTER[unit]
        else:
            clock += _clock_term(value, unit)
    return "P" + date + ("T" + clock if clock else "")


def _clock_term(value: Fraction | int, unit: str) -> str:
    letters = {"hour": ("H", "M", 60), "minute": ("M", "S", 60), "second": ("S", "", 1)}
    letter, finer, per = letters[unit]
    whole, rest = divmod(Fraction(value), 1)
    if not rest:
        return f"{whole}{letter}"
    below = rest * per
    if finer and below.denominator == 1:
        return (f"{whole}{letter}" if whole else "") + f"{int(below)}{finer}"
    return _number(value) + letter


def value_of(w: Written) -> str:
    """TIMEX3 value of a duration; a range of amounts has both ends, PT3H/PT4H."""
    if w.terms_to:
        return f"{iso(w.terms)}/{iso(w.terms_to)}"
    low, high = iso(w.terms), iso(w.terms, high=True)
    return low if low == high else f"{low}/{high}"
