"""One word in, what it is in the grammar out: vocabulary lookup under Bangla case endings.

The vocabulary is TOML; endings (রাতে, ৯টার, মঙ্গলবারই) and glued compounds (দেড়টা,
দু'দিন, প্রতিদিন, ঘণ্টাখানেক) are read here by a small suffix grammar, so that no list has to
spell them out.
"""

from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from bibhrat.lexicon import load
from bibhrat.text import fold


class Lexeme(NamedTuple):
    """A piece of a word: where in the word, which class, its value, the ending behind it."""

    start: int
    end: int
    kind: str
    value: Any
    ending: str


# Case, classifier and emphasis, in the order in which they attach.
_CASES = (
    "", "ে", "এ", "ের", "র", "এর", "য়ের", "তে", "েতে", "কে", "েকে", "য়", "য়ে", "ই", "টা", "টি",
    "টার", "টির", "টায়", "টাতে", "টিতে", "টাকে", "টিকে", "গুলো", "গুলোতে", "গুলোর", "গুলি", "গুলিতে",
    "গুলির", "রই", "মাত্র", "েরই", "টুকু", "সহ", "মেয়াদি", "মেয়াদী", "ব্যাপী", "ব্যাপি", "ভর", "ভিত্তিক",
    "জুড়ে",
)  # fmt: skip
_CLITICS = ("", "ও", "ই", "ইও", "এ")
ENDINGS = frozenset(fold(a + b).text for a, b in product(_CASES, _CLITICS))
_OCLOCK_ENDINGS = frozenset(
    fold(a + b).text for a, b in product(("", "য়", "র", "তে", "রে", "কে"), ("", "ও", "ই", "ইও"))
)
_NUMBER_ENDINGS = frozenset(fold(e).text for e in ("", "র", "ের", "য়ের", "এর", "ই", "ও"))
_BARE = frozenset(("", "ই", "ও"))
_NONE = frozenset(("",))
_BARE_OR_OF = _BARE | {"র"}  # ১৮ মের

#: Which endings a class takes; the others take all.
_ENDINGS_OF: dict[str, frozenset[str]] = {
    "ta": _OCLOCK_ENDINGS,
    "num": _NUMBER_ENDINGS,
    "scale": _BARE,
    "frac": _NONE,
    "fracalone": _BARE,
    "vague": frozenset(("", "ের")),
    "and": _NONE,
    "mod": _BARE,
    "of": _BARE,
    "every": _NONE,
    "qualifier": _NONE,
    "slightly": _NONE,
    "dayend": _NONE,
    "namely": _NONE,
    "decimal": _NONE,
    "dayword": _NUMBER_ENDINGS | frozenset(("কে", "কের", "কেই", "েই", "কেও")),
    "verbday": frozenset(("", "ই", "ও", "কে", "কের", "র")),
    "post": frozenset(("", "ই", "ও", "র", "ে", "েই", "কার", "েও")),
    "hedge": frozenset(("", "ই", "ও", "রও", "ও", "টা", "ভাগে")),
    "before": _BARE,
    "minuteshort": _NONE,
    "ampm": frozenset(("", "এ", "ে", "ের", "র")),
    "to": _NONE,
    "past": _NONE,
    "daily": frozenset(("", "ই", "ও", "ের")),
    "ord": _NONE,
    "yearname": _NONE,
    "centuryord": _NONE,
    "then": _BARE,
    "month": ENDINGS,
}


def _add(table: dict[str, tuple[str, Any]], kind: str, value: Any, words: list[str]) -> None:
    for word in words:
        table.setdefault(fold(word).text, (kind, value))


def _build() -> dict[str, tuple[str, Any]]:  # noqa: PLR0912 - one branch a shape
    table: dict[str, tuple[str, Any]] = {}
    numerals, calendar, relative = (
        load(f"temporal/{n}") for n in ("numerals", "calendar", "relative")
    )
    clock, units, context, zones = (
        load(f"temporal/{n}") for n in ("clock", "units", "context", "zones")
    )
    for number, words in calendar["day_words"].items():
        _add(table, "ordday", int(number), words)
    for kind, name in (("month", "months"), ("bmonth", "bangla_months"), ("weekday", "weekdays")):
        for number, words in calendar[name].items():
            _add(table, kind, int(number), words)
    for number, words in calendar["weekdays_short"].items():
        _add(table, "wdshort", int(number), words)
    for label, words in calendar["labels"].items():
        _add(table, label, label, words)
    for number, words in calendar["ordinals"].items():
        _add(table, "ord", int(number), words)
    for number, words in calendar["century_ordinals"].items():
        _add(table, "centuryord", int(number), words)
    for number, words in calendar["named_years"].items():
        _add(table, "yearname", int(number), words)
    for number, words in relative["days"].items():
        _add(table, "dayword", int(number), words)
    for number, words in relative["days_by_verb"].items():
        _add(table, "verbday", int(number), words)
    for number, words in relative["story_days"].items():
        _add(table, "storyday", int(number), words)
    _add(table, "storyday", None, relative["this_day"]["words"])
    for name, words in relative["modifiers"].items():
        _add(table, "every" if name == "every" else "mod", name, words)
    _add(table, "past", "PAST_REF", relative["past_reference"]["words"])
    _add(table, "daily", "P1D", relative["daily"]["words"])
    for name, entry in clock["dayparts"].items():
        _add(table, "part", name, entry["words"])
    _add(table, "nightafter", True, clock["night_after"]["words"])
    _add(table, "hours", True, clock["first_hour"]["words"])
    for name in ("ta", "to", "strikes"):
        _add(table, name, name, clock["o_clock"][name])
    _add(table, "minuteshort", "minute", clock["o_clock"]["minute"])
    for name in ("am", "pm"):
        _add(table, "ampm", name, clock["o_clock"][name])
    for name, entry in units.items():
        if name == "vague":
            for value, words in entry.items():
                _add(table, "vaguelong", value, words)
        else:
            _add(table, "unit", name, entry["words"])
    for value, words in context["postpositions"].items():
        _add(table, "post", value, words)
    for value, words in context["hedges_before"].items():
        _add(table, "before", value, words)
    for value, words in context["hedges_after"].items():
        _add(table, "hedge", value, words)
    _add(table, "and", "and", context["joints"]["and"])
    _add(table, "slightly", "slightly", context["slightly"]["words"])
    _add(table, "namely", True, context["namely"]["words"])
    _add(table, "then", True, context["then"]["words"])
    _add(table, "of", True, context["of"]["words"])
    _add(table, "decimal", True, context["decimal"]["words"])
    for zone, words in zones["with_time"].items():
        _add(table, "zonename", zone, words)
    for zone, words in zones["alone"].items():
        _add(table, "zone", zone, words)
    for word in zones["time_words"]["words"]:
        _add(table, "timeword", fold(word).text, [word])
    for number, words in numerals["cardinals"].items():
        _add(table, "num", int(number), words)
    for number, words in numerals["scales"].items():
        _add(table, "scale", int(number), words)
    for number, words in numerals["fractions"]["before"].items():
        _add(table, "frac", Fraction(number), words)
    for number, words in numerals["fractions"]["alone"].items():
        _add(table, "fracalone", Fraction(number), words)
    for word in numerals["vague"]["few"]:
        _add(table, "vague", fold(word).text, [word])
    for number, words in numerals["about"].items():
        value = int(number) if number.isdigit() else Fraction(number)
        _add(table, "aboutnum", value, [w for w in words if len(w) > 2 and w.endswith("ক")])
    _add(table, "long", "X", numerals["vague"]["long"])
    _add(table, "qualifier", True, clock["qualifiers"]["words"])
    _add(table, "dayend", True, calendar["day_endings"]["words"])
    return table


TABLE = _build()
_ABOUT: dict[str, Fraction | int] = {
    fold(word).text: int(number) if number.isdigit() else Fraction(number)
    for number, words in load("temporal/numerals")["about"].items()
    for word in words
}
_ABOUT_TAIL = {w: n for w, n in _ABOUT.items() if len(w) > 2 and w.endswith("ক")}
_LONGEST = max(map(len, TABLE)) + 24
# মে takes no ending that makes another word of it (মেয়ে, মেতে).
_SHORT = 2
_FULL_WORDS = frozenset(("month", "mod", "storyday", "part"))

# What may stand glued in front of what: দেড়টা, তিনদিন, কয়েকঘণ্টা, প্রতিদিন, গতরাত, সাড়েনয়টা.
_HEADS: dict[str, frozenset[str]] = {
    "num": frozenset(("ta", "unit", "scale", "date")),
    "fracalone": frozenset(("ta", "unit", "scale")),
    "frac": frozenset(("num",)),
    "vague": frozenset(("unit", "timeword")),
    "long": frozenset(("unit", "timeword")),
    "every": frozenset(("unit", "weekday", "part")),
    "mod": frozenset(("unit", "part", "weekday")),
    "scale": frozenset(("unit",)),
    "dayword": frozenset(("part",)),
    "part": frozenset(("num",)),
    "qualifier": frozenset(("part", "unit")),
}
_GLUING_MODS = frozenset(("last", "this", "same"))
# এদিন is the story's day; the others of "এ" + unit are periods.
# Most words begin like no word of the vocabulary, and are seen off at once.
_OPENINGS = frozenset(w[:3] for w in TABLE if len(w) > 2)
_PAIRS = frozenset(w for w in TABLE if len(w) == 2)
_LETTERS = frozenset(w for w in TABLE if len(w) == 1)
_ALL_ENDINGS = ENDINGS.union(*_ENDINGS_OF.values())
_memo: dict[str, tuple[Lexeme, ...] | None] = {}
_MEMO_LIMIT = 100_000


def _plain(word: str) -> Lexeme | None:
    """The longest vocabulary word that `word` begins with, if the rest is an ending."""
    for k in range(len(word), 0, -1):
        entry = TABLE.get(word[:k])
        if entry is None:
            continue
        ending = word[k:]
        if not ending or (
            ending in _ENDINGS_OF.get(entry[0], ENDINGS)
            and (k > _SHORT or entry[0] not in _FULL_WORDS or ending in _BARE_OR_OF)
        ):
            return Lexeme(0, k, entry[0], entry[1], ending)
    return None


def _about(word: str) -> tuple[Lexeme, ...] | None:
    """ঘণ্টাখানেক, ঘণ্টাদুয়েক: a unit with its number behind it."""
    for k in range(len(word) - 2, 1, -1):
        entry = TABLE.get(word[:k])
        if entry is None or entry[0] != "unit":
            continue
        for tail, number in _ABOUT_TAIL.items():
            if word.startswith(tail, k) and word[k + len(tail) :] in ENDINGS:
                return (Lexeme(0, len(word), "about", (number, entry[1]), word[k + len(tail) :]),)
    return None


def _compound(word: str) -> tuple[Lexeme, ...] | None:
    for k in range(len(word) - 1, 0, -1):
        head = TABLE.get(word[:k])
        if head is None:
            continue
        kind, value = head
        allowed = _HEADS.get(kind)
        if allowed is None or (kind == "mod" and value not in _GLUING_MODS):
            continue
        rest = _plain(word[k:])
        if rest is None or rest.kind not in allowed:
            tail = _compound(word[k:]) if kind in ("frac", "num") else None
            if tail is None or tail[0].kind not in ("num", "scale"):
                continue
            moved = tuple(t._replace(start=t.start + k, end=t.end + k) for t in tail)
            return (Lexeme(0, k, kind, value, ""), *moved)
        if kind == "part" and rest.ending:
            continue
        return (
            Lexeme(0, k, kind, value, ""),
            rest._replace(start=rest.start + k, end=rest.end + k),
        )
    return None


def is_foreign(word: str) -> bool:
    """Whether a word begins like no word of the vocabulary, so that it is none of them.

    >>> is_foreign(fold("নেটওয়ার্ক").text), is_foreign(fold("নয়টায়").text)
    (True, False)
    """
    if word[:3] in _OPENINGS or word[:2] in _PAIRS:
        return False
    if word[:1] not in _LETTERS:
        return True
    rest = word[1:]
    if rest in _ALL_ENDINGS or rest[:1] in _LETTERS:
        return False
    return rest[:3] not in _OPENINGS and rest[:2] not in _PAIRS


def analyse(word: str) -> tuple[Lexeme, ...] | None:
    """What a folded word is in the grammar, or None.

    >>> [(p.kind, p.value) for p in analyse(fold("দেড়টায়").text)]
    [('fracalone', Fraction(3, 2)), ('ta', 'ta')]
    """
    try:
        return _memo[word]
    except KeyError:
        pass
    found: tuple[Lexeme, ...] | None = None
    if len(word) <= _LONGEST and not is_foreign(word):
        plain = _plain(word)
        found = (plain,) if plain is not None else _about(word) or _compound(word)
    if len(_memo) >= _MEMO_LIMIT:
        _memo.clear()
    _memo[word] = found
    return found
