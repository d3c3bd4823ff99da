"""Stretches of text that are shaped like a name: the candidates for what no catalogue has.

In goes folded text; out come `Candidate`s, the surest shapes first: what a head noun stands
beside (অ্যাপ ‘…’, … নামের সাইট), what stands in quotes, what ends like a brand (… নেট, … পে,
… ব্যাংক), what a head noun makes a name of (ভর্তি পোর্টাল). Numerals, verbs and words of time
and place are never part of one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bibhrat.endings import CASE, CLITIC
from bibhrat.lexicon import load, pattern
from bibhrat.text import WORD, fold

_SHAPE = load("context")["shape"]
_LETTERS = f"[{WORD}0-9+]"
_NAME = rf"{_LETTERS}+(?:[- .]{_LETTERS}+){{0,2}}"
_QUOTED = re.compile(rf"['\"](?<![{WORD}].)({_NAME})['\"](?![{WORD}]{{3}})")
_INFINITIVE = re.compile(rf"(?:^| ){pattern(_SHAPE['infinitives'])}[ইও]?$")
_HASHTAG = re.compile("[a-z]{3,}(?:down|outage|shutdown)$")  # #facebookdown
_NEVER = re.compile(pattern(_SHAPE["never"]) + "$")
_MANY = ("গুলো", "গুলি", "গুলোর", "গুলোতে", "গুলির", "গুলিতে")  # অ্যাপগুলো is no name
_PLURALS = ("রা", "দের")
_PLURAL = re.compile("(?:েরা|রা|দের|েদের)$")
_PLAIN_ENDING = re.compile(
    f"(?:{'|'.join(fold(e).text for e in _SHAPE['plain_endings'])})$"
    f"|^(?:{'|'.join(fold(w).text for w in _SHAPE['counted'])})(?:টি|টা|টির|টার)$"
)
_SPOKEN = re.compile(
    f"(?:{'|'.join(fold(e).text for e in _SHAPE['spoken_endings'])}"
    f"|(?:^| )(?:{'|'.join(fold(w).text for w in _SHAPE['spoken_words'])}))$"
)
_ONE = f"{_LETTERS}{{2,}}"
_PROPER = rf"{CASE}?{CLITIC}?(?![{WORD}])"  # no name has -টি or -গুলো behind it
_SINGULAR = rf"(?:টি|টা)?{CASE}?{CLITIC}?(?![{WORD}])"
_END = rf"(?:গুলো|গুলি)?{_SINGULAR}"
_BORDER = rf"(?<![{WORD}0-9-])"


def any_of(words: Iterable[str]) -> str:
    """Source of a pattern for one of some words, the longest first."""
    folded = sorted({fold(word).text for word in words}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, folded))})"


_HEAD = any_of(_SHAPE["head_words"])
_MAKERS = (*_SHAPE["head_words"], *_SHAPE["maker_words"])
_MAKER = any_of(_MAKERS)
_BRAND = re.compile(rf"{_BORDER}({_ONE}(?: {_ONE})?) ({any_of(_SHAPE['brand_words'])}){_PROPER}")
_GENERIC_BRAND = re.compile(
    rf"{_BORDER}({_ONE}(?: {_ONE})??)[ -]({any_of(_SHAPE['generic_brand_words'])})"
    rf"{CASE}?{CLITIC}?(?![{WORD}])"
)
_WEAK_BRAND = re.compile(
    rf"{_BORDER}({_ONE}(?: {_ONE})?) ({any_of(_SHAPE['weak_brand_words'])}){_PROPER}"
)
_BRAND_ENDING = re.compile(rf"{_BORDER}({_LETTERS}{{3,}}{any_of(_SHAPE['brand_endings'])}){_END}")
_HEADED = re.compile(rf"{_BORDER}({_ONE}) ({_HEAD}){_END}")
_HEAD_BEFORE = re.compile(rf"(?<![{WORD}]){_MAKER}(?:টি|টা)?(?:র|ের)?(?: নাম)?,? ?['\"]?$")
_HEAD_AFTER = re.compile(rf"['\"]?{CASE}? ?(?:{any_of(_SHAPE['named'])}|{_HEAD}{_END})")
_APPOSED = re.compile(rf"{pattern(f'{word}~' for word in _MAKERS)} (?=({_ONE}(?: {_ONE}){{0,2}}))")
_NAMED = re.compile(
    rf"{_BORDER}({_ONE}(?: {_ONE})?) {any_of(_SHAPE['named'])} (?:[^ ।,]{{1,14}} ){{0,2}}{_MAKER}"
)
_CLASS_WORDS = ("brand_words", "weak_brand_words", "generic_brand_words")
_CABLES = ("কেবল", "কেব্ল")  # told with or without that word: "তাইমা-২ কেব্‌ল"
# Behind a name: "মেঘদূত অনলাইনের গ্রাহক"; not "… অনলাইন সেবা", which says what it is.
_CLASS_WORD = re.compile(
    rf"[ -]({any_of({w for table in _CLASS_WORDS for w in _SHAPE[table]}.difference(_CABLES))})"
    rf"(?:{CASE}{CLITIC}?(?![{WORD}])|{CLITIC}?(?=[,।)'\"\n]| ও | এবং |$))"
)
_BRANDED = re.compile(f" {any_of([*_SHAPE['brand_words'], *_SHAPE['generic_brand_words']])}$")
# These try every word of a text; each needs one of these behind it.
_NEEDS = {
    _BRAND_ENDING: re.compile(any_of(_SHAPE["brand_endings"])),
    _HEADED: re.compile(f" {_HEAD}"),
    _GENERIC_BRAND: re.compile(f"[ -]{any_of(_SHAPE['generic_brand_words'])}"),
    _BRAND: re.compile(f" {any_of(_SHAPE['brand_words'])}"),
    _WEAK_BRAND: re.compile(f" {any_of(_SHAPE['weak_brand_words'])}"),
    _NAMED: re.compile(f" {any_of(_SHAPE['named'])}"),
}
_STARTS_AS_HEAD = re.compile(_MAKER)
# গ্রুপে, ব্যাকআপে, বাসস্টপে, শিল্পে are locatives; in পকেটপে and ঢেউপে the ending is the word "pay".
_LOCATIVE = re.compile(r"[\u0986\u09be-\u09cc\u0981]পে$|[্টড]পে$")
_ENDING = re.compile(f"{CASE}?{CLITIC}?$")
_GENITIVE = re.compile(f"-?(?:এর|ের){CLITIC}?$")
_PAY = re.compile(f"{any_of(e for e in _SHAPE['brand_endings'] if e.endswith('ে'))}$")
_MAKER_NEAR = re.compile(rf"(?<![{WORD}]){_MAKER}(?: |, | [^ ।]{{2,14}} ){{1,2}}$")
# "উপকূল নেটের ব্রডব্যান্ড সংযোগ": what a name sells.
_SELLS = re.compile(f"{CASE}? {any_of(_SHAPE['sold'])}")
_REACH = 40  # characters before a name in which its head noun may stand
#: Letters of a name that is looked for again without its quotes.
LONG = 4


class Candidate(NamedTuple):
    """A stretch that may be a name: its stem, where it ends with its endings, and its shape."""

    start: int
    stem_end: int
    end: int
    shape: str


def with_class_word(text: str, found: Candidate) -> Candidate:
    """A name with what it is a name of, where that stands behind it: "মেঘবাড়ি ক্লাউডের"."""
    if found.end != found.stem_end:
        return found
    match = _CLASS_WORD.match(text, found.end)
    if match is None:
        return found
    return found._replace(stem_end=match.end(1), end=match.end())


_WORD_OF = re.compile(f"{_LETTERS}+")
_MOST_WORDS = 3
_JOINTS = frozenset(" -.")
_OPENING = 2  # letters by which a run is looked up
_FEW = 64  # places that are quicker looked at than put into an index of all runs
Span = tuple[int, int]


class Places:
    """Where the runs of up to three words stand in a text, with and without their endings.

    Most runs that are asked for begin like nothing else in the text; where many begin alike,
    all are indexed once, so that the cost stays linear.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, run: str) -> Sequence[Span]:
        """Half-open spans of a run, its endings included, in reading order."""
        starts = self._starts.get(run[:_OPENING], ())
        if len(run) < _OPENING or len(starts) > _FEW:
            return self._index.get(run, ())
        text = self._text
        alike = [start for start in starts if text.startswith(run, start)]
        return [
            (start, right)
            for start in alike
            for right in self._ends(start)
            if start + len(run) in (right, bare_end(text, start, right))
        ]

    def _ends(self, start: int) -> Iterator[int]:
        """Where the runs of one, two and three words end that begin here."""
        for _ in range(_MOST_WORDS):
            word = _WORD_OF.match(self._text, start)
            if word is None:
                return
            yield word.end()
            if self._text[word.end() : word.end() + 1] not in _JOINTS:
                return
            start = word.end() + 1

    @cached_property
    def _starts(self) -> Mapping[str, Sequence[int]]:
        """Where words begin, by the next letters of the text."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for match in _WORD_OF.finditer(self._text):
            start = match.start()
            found[self._text[start : start + _OPENING]].append(start)
        return found

    @cached_property
    def _index(self) -> Mapping[str, Sequence[Span]]:
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for start in sorted(chain.from_iterable(self._starts.values())):
            for right in self._ends(start):
                for stop in {right, bare_end(self._text, start, right)}:
                    found[self._text[start:stop]].append((start, right))
        return found


def candidates(text: str, places: Places) -> Iterator[Candidate]:
    """All stretches that are shaped like a name; they may overlap each other and known names.

    Args:
        text: folded text.
        places: of the same text.
    """
    yield from _quoted(text)
    yield from _apposed(text, places)
    for match in _matches(_GENERIC_BRAND, text):
        start = _name_start(text, places, match.start(1), match.end(1), match.end(2))
        owned = text[start : match.end(1)].endswith("ের")  # "নেপালের ইন্টারনেট"
        if start < match.end(1) and not owned and _is_backed(text, places, start, match.end(2)):
            yield Candidate(start, match.end(2), match.end(), "net")
    for match in _matches(_BRAND, text):
        start = _name_start(text, places, match.start(1), match.end(1), match.end(2))
        if start < match.end(1) and not match.group().endswith(" পেতে"):
            yield Candidate(start, match.end(2), match.end(), "brand")
    for match in _matches(_WEAK_BRAND, text):
        start = _name_start(text, places, match.start(1), match.end(1), match.end(2))
        owned = text[start : match.end(1)].endswith("ের")  # "শাখার লিঙ্ক", "দোকানের অনলাইন"
        if start < match.end(1) and not owned and _is_backed(text, places, start, match.end(2)):
            yield Candidate(start, match.end(2), match.end(), "brand")
    for match in _matches(_BRAND_ENDING, text):
        name = match.group(1)
        if not _LOCATIVE.search(name) and not _NEVER.match(name[:-1]):
            yield Candidate(match.start(1), match.end(1), match.end(), "brand")
    for match in _matches(_HEADED, text):
        if not is_plain(match.group(1)):
            yield Candidate(match.start(1), match.end(2), match.end(), "headed")


def _matches(shape: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return shape.finditer(text) if _NEEDS[shape].search(text) else iter(())


def _quoted(text: str) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(text):
        name, start, end = match.group(1), match.start(1), match.end(1)
        if name.isdigit() or _NEVER.match(name) or _is_speech(name):
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        headed = _HEAD_BEFORE.search(before) or _HEAD_AFTER.match(text, match.end())
        bare = bare_end(text, start, end)
        stem_end = bare if _BRANDED.search(text, start, bare) else end  # 'দ্বীপ নেটের'
        yield Candidate(start, stem_end, end, "named" if headed else "quoted")


def _apposed(text: str, places: Places) -> Iterator[Candidate]:
    """Behind a bare head noun ("হোস্টিং প্রতিষ্ঠান মেঘনাহোস্ট") or before "নামের"."""
    for match in _APPOSED.finditer(text):
        start, found = match.end(), match.group(1).split(" ")
        if is_plain(found[0], endings=False) or _STARTS_AS_HEAD.match(found[0]):
            continue
        if any(_INFINITIVE.search(word) for word in found):
            continue  # "অ্যাপ অ্যাকসেস করতে": what is done with it
        for count in range(len(found), 0, -1):
            end = start + len(" ".join(found[:count]))
            if _is_speech(text[start:end]):
                continue
            stem_end = _stem_end(text, places, start, end)
            if stem_end is not None and not _NEVER.match(text, start, stem_end):
                yield Candidate(start, stem_end, end, "apposed")
                break
    for match in _matches(_NAMED, text):
        start = _name_start(text, places, match.start(1), match.end(1), match.end(1))
        if start < match.end(1):
            yield Candidate(start, match.end(1), match.end(1), "named")


def stem_end(text: str, places: Places, start: int, end: int) -> int:
    """Where a stretch that is known to be a name ends before its endings.

    As the article has it elsewhere; else without -এর and -ের, which few names end in.
    """
    found = _stem_end(text, places, start, end)
    if found is not None:
        return found
    ending = _GENITIVE.search(text, start, end)
    return end if ending is None or ending.start() - start < LONG else ending.start()


def _stem_end(text: str, places: Places, start: int, end: int) -> int | None:
    """Where a name ends before its endings, if the article has it a second time."""
    if end - start < LONG:
        return None
    bare = bare_end(text, start, end)
    most, stop = max((len(places.of(text[start:stop])), -stop) for stop in (bare, end))
    return -stop if most > 1 and -stop - start >= LONG else None


def bare_end(text: str, start: int, end: int) -> int:
    """Where a word ends before its case ending; the ে of ঢেউপে is no ending."""
    ending = _ENDING.search(text, start, end)
    bare = ending.start() if ending is not None else end
    return bare + 1 if _PAY.search(text, start, bare + 1) else bare


def _name_start(text: str, places: Places, start: int, end: int, whole: int) -> int:
    """Where a name begins behind words that never belong to one (এই, নতুন, দেশের, পর্যন্ত).

    Of "নগদ সেঁজুতি পে" and "সেঁজুতি পে" the shorter one, where the article has it by itself.
    """
    while start < end:
        stop = text.find(" ", start, end)
        if stop < 0:
            return end if is_plain(text[start:end]) else start
        if not is_plain(text[start:stop]):
            if is_plain(text[stop + 1 : end]):
                return end
            short, long = text[stop + 1 : whole], text[start:whole]
            alone = len(places.of(short)) > len(places.of(long))
            return stop + 1 if alone else start
        start = stop + 1
    return end


def _is_backed(text: str, places: Places, start: int, end: int) -> bool:
    """Whether something says that "… নেট" is a name: a head noun before it, or that it recurs."""
    before = text[max(0, start - _REACH) : start]
    if _SELLS.match(text, end):
        return True
    return len(places.of(text[start:end])) > 1 or _MAKER_NEAR.search(before) is not None


def is_plain(word: str, *, endings: bool = True) -> bool:
    """Whether a word of folded text is no part of a name, by its list or its endings.

    >>> is_plain(fold("চারটি").text), is_plain(fold("তাতেই").text), is_plain(fold("ভর্তি").text)
    (True, True, False)
    """
    if _NEVER.match(word) or (word[:1].isdigit() and not word.isascii()) or word.isdigit():
        return True
    if word.endswith(_MANY) or _INFINITIVE.search(word) or _HASHTAG.match(word):
        return True
    if word.endswith(_PLURALS) and _NEVER.match(_PLURAL.sub("", word)):  # গ্রাহকরা
        return True
    stem = word.removesuffix("র")
    if stem != word and (_NEVER.match(stem) or _NEVER.match(stem.removesuffix("ে"))):
        return True
    return endings and _PLAIN_ENDING.search(word) is not None


def _is_speech(name: str) -> bool:
    """Whether what stands in quotes is something said, not a name: its last word is a verb."""
    return _SPOKEN.search(name) is not None
