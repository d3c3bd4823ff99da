"""What stands around an expression: hedges, postpositions, and the words that make it none.

Every reason to drop an expression has a name, so that a reader can ask why.
"""

from collections.abc import Sequence

from bibhrat.lexicon import load
from bibhrat.temporal.lexer import DASH, GLUED, SPACE, Token
from bibhrat.temporal.values import CODES
from bibhrat.temporal.words import ENDINGS, analyse
from bibhrat.temporal.written import Written
from bibhrat.text import fold


def _words(*path: str) -> frozenset[str]:
    node = load("temporal/context")
    for key in path:
        node = node[key]
    return frozenset(fold(w).text for w in node)


_AGE_AFTER = _words("ages", "after")
_AGE_THROUGH = _words("ages", "through")
_THINGS = tuple(_words("ages", "things"))
_PRONOUN = 4  # তার is his as well as a wire
_AGE_BEFORE = _words("ages", "before")
_MATCH = _words("match_minutes", "words")
_AT_MINUTE = frozenset(fold(e).text for e in ("ে", "ের", "েই", "েও", "েরই"))
_MINUTE = fold("মিনিট").text
_APART = frozenset(fold(w).text for w in ("ব্যবধানে", "বিরতি", "বিরতির", "বিরতিতে"))
_AGAIN = frozenset(fold(w).text for w in ("পরপর", "পরপরই", "অন্তর", "অন্তর-অন্তর"))
_LOCATIVES = frozenset(fold(e).text for e in ("ে", "েই", "েও", "য়"))
_PART_AFTER = _words("dayparts_generic", "after")
_MONTH_AFTER = _words("month_names", "after")
_MONTH_BEFORE = _words("month_names", "before")
_NUMBERS_OF = _words("numbers_of", "before")
_EDITIONS = _words("editions", "before")
_PLURAL = tuple(fold(e).text for e in ("গুলো", "গুলি"))
_REPORTS = tuple(_words("reports", "words"))
_TOLD_REACH = 4000
_STEM = 5  # letters that an event keeps under its endings
_OWNERS = tuple(fold(e).text for e in ("ের", "র"))
_EID = fold("ঈদের").text
_ONLY = fold("মাত্র").text
_STOPS = (",", "\u0964", ";")
_ALL = fold("সারা").text
_SENTENCE_ENDS = "\u0964?!\n"
_STRIP = "'\"(),.:;-\u0964!?[]"
_GENITIVES = tuple(fold(e).text for e in ("ের", "ার", "ির", "ুর", "ীর", "োর"))
# দের is the object; the others end so by themselves.
_NO_GENITIVES = tuple(
    fold(e).text for e in ("দের", "আবার", "এবার", "বার", "সরকার", "হাজার", "প্রচার", "বাজার", "ঢাকার", "কুমার")
)
_ADVERBS = frozenset(fold(w).text for w in ("ঠিক", "মাত্র", "আরও", "ও")).union(
    *(_words("hedges_before", kind) for kind in load("temporal/context")["hedges_before"])
)
_ANY = frozenset(fold(w).text for w in ("যেকোনো", "কোনো", "যেকোন", "কোন"))
_NEWSPAPERS = frozenset(fold(w).text for w in ("বিডি", "বাংলাদেশ", "দৈনিক"))
_COUNTED = tuple(fold(e).text for e in ("বার", "টি", "টা", "জন"))
_GENITIVE = fold("র").text
_DISTANCES = tuple(_words("rates", "distances"))
_NO_RATE_BEFORE = _words("rates", "not_before")
_NO_RATE_AFTER = _words("rates", "not_after")
_HOW_MANY = fold("কয় ").text
_AS_MANY = frozenset(fold(w).text for w in ("যে", "সেই", "আর", "যতো"))
_THROUGH = fold("ভর").text
_WHENEVER = [fold("বাজলেই").text]
_HABITS = _words("habits", "before")
_BECOMES = frozenset(fold(w).text for w in ("হবে", "হয়", "হয়ে", "হয়েছে", "পেরিয়ে", "গড়িয়ে", "নেমে"))
_INFINITIVE = fold("তে").text
_USED_TO = _words("habits", "used_to")
_FASTS = _words("habits", "months")
_KEEPERS = _words("habits", "keepers")
_HEADLINE = 300
_FINITE = tuple(
    fold(e).text for e in ("েছে", "েছেন", "েছিল", "ছিল", "ছিলেন", "বে", "বেন", "চ্ছে", "চ্ছেন")
)
_WHEN = fold("বেলা").text
_AGES_LONG = _words("fates", "before")
_DOOMS = _words("fates", "after")
_NOWADAYS = tuple(fold(w).text for w in ("আজকের দিনে", "আজকের যুগে", "আজকের সময়ে", "আজকের এই দিনে"))
_READ_MORE = fold("আরও পড়ুন").text
_TEASER_REACH = 160
_EVENT = frozenset(fold(w).text for w in ("এর", "তার", "তাঁর", "যার", "এরও", "তারও"))


def word_before(text: str, start: int) -> str:
    """The word before `start`, or "" across a sentence end."""
    piece = text[max(0, start - 32) : start].rstrip(" ")
    find = piece.rfind
    cut = max(find(" "), find("\u0964"), find("\n"), find("?"), find("!"))
    return piece[cut + 1 :].strip(_STRIP)


def words_after(text: str, end: int, count: int) -> list[str]:
    """Up to `count` words behind `end`, in the same sentence."""
    piece = text[end : end + 24 * count]
    for k, c in enumerate(piece):
        if c in _SENTENCE_ENDS:
            piece = piece[:k]
            break
    return [w.strip(_STRIP) for w in piece.split()[:count]]


def look_behind(toks: Sequence[Token], i: int, w: Written) -> None:
    """Take up a hedge before the expression (প্রায়, অন্তত)."""
    t = toks[i - 1] if i else None
    if t is None or toks[i].gap != SPACE or t.kind != "before":
        return
    if t.value == "APPROX":
        w.approximate = True
        w.mod = w.mod or "APPROX"
    elif w.kind == "duration":
        w.mod = t.value


def look_ahead(text: str, toks: Sequence[Token], j: int, w: Written) -> None:
    """Take up hedges and the postposition behind the expression."""
    limit = j + 4
    while j < limit:
        t = toks[j]
        if t.gap != SPACE:
            return
        if t.kind == "ord" and w.kind == "point" and t.value in (1, 4):
            n = toks[j + 1]
            if n.kind != "hedge" or n.value != "APPROX" or w.has_clock:
                return
            w.mod = "START" if t.value == 1 else "END"
            j += 1
        elif t.kind == "hedge":
            _hedge(w, t, toks[j + 1])
        elif t.kind in ("slightly", "vague"):
            n = toks[j + 1]
            if n.kind != "post" or n.gap != SPACE or n.value not in ("পর", "আগে"):
                return
            w.approximate, w.mod = True, "APPROX"
        elif t.kind == "post":
            n = toks[j + 1]
            follows = t.value == "পর" and n.kind == "post" and n.value == "থেকে" and n.gap == SPACE
            w.postposition = "থেকে" if follows else t.value
            return
        elif t.kind == "mod" and t.value in ("following", "preceding"):
            w.postposition = "পর" if t.value == "following" else "আগে"
            return
        elif t.kind != "timeword" or w.kind != "duration":
            return
        j += 1


def _hedge(w: Written, t: Token, after: Token) -> None:
    value = t.value
    timed = w.hour is not None or w.part is not None
    if value == "LIKE":
        if not w.has_clock and w.kind != "duration":
            return  # মঙ্গলবারের মতো: like Tuesday
        value = "APPROX"
    if value == "APPROX":
        w.approximate = True
        w.mod = w.mod or "APPROX"
    elif value in ("MORE_THAN", "LESS_THAN"):
        if w.kind == "duration" or timed:
            w.mod = value
    elif not timed and w.kind == "point":
        w.mod = value
        if after.kind == "hedge" and after.value == "APPROX" and after.gap == SPACE:
            w.approximate = True


def is_report(text: str, end: int) -> bool:
    """Whether the clause says when something was stated (এক বিবৃতিতে জানায়), not when it was."""
    return any(word.startswith(_REPORTS) for word in words_after(text, end, 12))


def teaser_before(text: str, start: int) -> int:
    """Where আরও পড়ুন stands before a date in one sentence: আরও পড়ুন…২৭ মে ২০২৫; -1 if nowhere."""
    begin = max(0, start - _TEASER_REACH)
    cut = max(text.rfind("\u0964", begin, start), text.rfind("\n", begin, start), begin - 1)
    return text.rfind(_READ_MORE, cut + 1, start)


def before_hedges(text: str, start: int) -> int:
    """Where the hedges and adverbs before an expression begin; `start` where there are none."""
    word = word_before(text, start)
    while word in _ADVERBS:
        start = text.rfind(word, 0, start)
        word = word_before(text, start)
    return start


def after_event(text: str, start: int) -> bool:
    """Whether the amount is counted from an event: এর তিন দিন আগে, নির্বাচনের দুই মাস আগে."""
    word = word_before(text, before_hedges(text, start))
    if word in _EVENT or word == _EID:
        return True
    return word.endswith(_GENITIVES) and not word.endswith(_NO_GENITIVES)


def event_before(text: str, start: int) -> str:
    """The genitive that পরদিন or আগের রাতে is told beside, or "": কালীপুজোর ঠিক পরের দিন."""
    word = word_before(text, before_hedges(text, start))
    if word == _EID:
        return word
    if word in _EVENT or not word.endswith(_GENITIVES) or word.endswith(_NO_GENITIVES):
        return ""
    return word


def is_of_new_event(text: str, start: int) -> bool:
    """Whether পরদিন, আগের রাতে is told of an event that the text has not spoken of before."""
    word = event_before(text, start)
    if not word:
        return False
    stem = next(word[: -len(e)] for e in _OWNERS if word.endswith(e))[:_STEM]
    told = text.rfind(word, 0, start)
    return stem not in text[max(0, told - _TOLD_REACH) : max(0, told)]


def is_rate(text: str, start: int, end: int) -> bool:
    """Whether মাসে, দিনে, ঘণ্টায় is followed by how much or how often, and no speed."""
    apart = text[max(0, start - 2) : start].strip(" ")[-1:] in (",", ";", ":", "-")
    before = "" if apart else word_before(text, start)
    owned = before.endswith(_GENITIVE) and not before.endswith(_NO_GENITIVES)
    if before in _NO_RATE_BEFORE or owned or before[:1].isdigit():
        return False
    if text.startswith(_MINUTE, start) and _is_played(text, start, end):
        return False  # ১০৫তম মিনিটে
    following = words_after(text, end, 7)
    if any(word.startswith(_DISTANCES) for word in following[:5]):
        return False
    for word in following[:5]:
        if word[:1].isdigit():
            return True
        stem = next((word[: -len(e)] for e in _COUNTED if word.endswith(e)), "") or word
        pieces = analyse(stem) if stem else None
        if pieces is not None and pieces[0].kind in ("num", "frac", "fracalone", "scale"):
            return True
        if word in _NO_RATE_AFTER:
            return False
    return False


def is_habit(text: str, start: int, end: int) -> bool:
    """Whether an hour is said to come again and again: সাধারণত রাত ১১টায়, ৯টা বাজলেই."""
    if words_after(text, end, 1) == _WHENEVER:
        return True
    piece = text[max(0, start - 48) : start]
    cut = max(piece.rfind("\u0964"), piece.rfind("\n"))
    return any(word.strip(_STRIP) in _HABITS for word in piece[cut + 1 :].split())


def used_to_be(text: str, end: int) -> bool:
    """Whether the verb behind says that it used to be so: সন্ধে ৬টা থেকে আড্ডা বসত."""
    for word in words_after(text, end, 8):
        if word in _USED_TO:
            return True
        if word.endswith(_FINITE):
            return False
    return False


def keeps_hours(text: str) -> bool:
    """Whether the headline is about the hours that offices keep in a month of fasting."""
    cut = text.find("\n", 0, _HEADLINE)
    words = [word.strip(_STRIP) for word in text[: max(cut, 0)].split()]
    kept = any(_under_endings(word, _KEEPERS) for word in words)
    return kept and not _FASTS.isdisjoint(words)


def is_newspaper(text: str, start: int) -> bool:
    """বাংলাদেশ প্রতিদিন: "every day" in a newspaper's name."""
    return word_before(text, start) in _NEWSPAPERS


def false_duration(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    """Why a duration is none: an age, a match minute."""
    unit = w.terms[-1][2]
    if text.startswith(_HOW_MANY, w.start) and word_before(text, w.start) in _AS_MANY:
        return "as-many-as"  # যে কয় দিনের জন্য
    if unit in ("year", "month", "day") and w.window is None and _can_be_age(w):
        back = text[max(0, w.start - 48) : w.start]
        cut = max(back.rfind("\u0964"), back.rfind("\n"), back.rfind("?"), back.rfind("!"))
        words = [word.strip(_STRIP) for word in back[cut + 1 :].split()][-7:]
        for n in range(len(words) - 1, 0 if len(words) == 7 else -1, -1):
            if words[n] in _AGE_BEFORE:
                owner = words[n - 1] if n else ""
                return None if len(owner) > _PRONOUN and owner.startswith(_THINGS) else "age"
        if words and words[-1] == _ONLY and w.ending and text[w.end : w.end + 1] in _STOPS:
            return "age"  # তিনি ছিলেন মাত্র ১৭ বছরের।
        others = 0
        for word in words_after(text, w.end, 5):
            if _under_endings(word, _AGE_AFTER):
                if w.ending or word.startswith((_AGED, _ABOVE)):
                    return "age"
            elif word not in _AGE_THROUGH:
                others += 1
            if others > 1:
                break
    after = toks[j]
    single = unit == "minute" and len(w.terms) == 1 and w.terms[0][0] is not None
    if single and not (after.gap == SPACE and after.kind == "post"):
        played = w.ending in _AT_MINUTE and _is_played(text, w.start, w.end)
        return "match-minute" if played else None
    return None


def _can_be_age(w: Written) -> bool:
    """২৫ বছরের তরুণ, ২৫ বছর বয়সী; গত এক বছরে and the like are no ages."""
    return w.ending not in _LOCATIVES


def recurs(text: str, end: int) -> bool:
    """১৫ মিনিট পরপর, দশ মিনিট অন্তর: a length that comes again and again."""
    following = words_after(text, end, 1)
    return bool(following) and following[0] in _AGAIN


def _under_endings(word: str, words: frozenset[str]) -> bool:
    """Whether the word is one of `words` with or without a case ending (তরুণীকে, শিশুর)."""
    return any(word[:k] in words and word[k:] in ENDINGS for k in range(len(word), 1, -1))


_AGED = fold("বয়").text
_ABOVE = fold("তদূর্ধ্ব").text


def _is_played(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a minute is about a ball."""
    before = text[max(0, start - 120) : start]
    cut = max(before.rfind(c) for c in _SENTENCE_ENDS)
    following = words_after(text, end, 6)
    if following and following[0] in _APART:
        return False  # ছয় মিনিটের ব্যবধানে, ৪৫ মিনিটের বিরতি
    words = [w.strip(_STRIP) for w in before[cut + 1 :].split()] + following
    return any(_under_endings(word, _MATCH) for word in words)


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
    edition = w.year is not None and w.month is None and text[w.start + 4 : w.start + 5] == "-"
    return "edition" if edition and word_before(text, w.start) in _EDITIONS else None


_COUNTS = ("num", "count", "vague")
_NO_TIME_ENDINGS = ("ের", "র", "েরও", "ও", "ই", "টা", "টি", "ভর", "গুলো", "টার")


def _false_part(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    if w.part == "forenoon" or used_to_be(text, w.end):
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
    if not whole and following and following[0] in _PART_AFTER:
        return "part-generic"
    if whole or _is_told(text, w, following):
        return None
    supported = nxt.gap == SPACE and (
        nxt.kind in ("post", "hedge")
        or (nxt.kind in ("vague", "slightly") and toks[j + 1].kind == "post")
    )
    plain = not w.ending or w.ending in _NO_TIME_ENDINGS
    return "part-bare" if plain and not supported else None


def _is_told(text: str, w: Written, following: list[str]) -> bool:
    """Whether a bare part of the day is one that came: সকালবেলা, রাতভর, হতে রাত হয়ে যায়."""
    if not w.ending and text[w.start : w.end].endswith(_WHEN):
        return True
    if w.ending == _THROUGH and CODES[w.part or "night"] == "TNI":
        return True
    comes = bool(following) and following[0] in _BECOMES
    return comes and word_before(text, before_hedges(text, w.start)).endswith(_INFINITIVE)


def names_more(text: str, end: int) -> bool:
    """Whether a month that ends at `end` begins the name of something: জুলাই বিপ্লব."""
    following = words_after(text, end, 1)
    return bool(following) and _under_endings(following[0], _MONTH_AFTER)


def _false_month(text: str, toks: Sequence[Token], i: int, j: int, w: Written) -> str | None:
    following = words_after(text, w.end, 1)
    nxt = toks[j]
    if nxt.kind == "month" and nxt.gap == DASH:  # জুলাই-আগস্ট হত্যাকাণ্ড
        following = words_after(text, nxt.end, 1)
    if following and _under_endings(following[0], _MONTH_AFTER):
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
