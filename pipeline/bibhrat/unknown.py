"""Names that no catalogue has, taken from their shape.

In go folded text and the names found so far; out come these and the candidates: what
stands in quotes, what ends like a brand (… নেট, … পে, … ব্যাংক), what a head noun makes a
name of (ভর্তি পোর্টাল). Candidates are many; a judge decides which of them failed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from bibhrat.catalogue import ServiceName
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.text import WORD, fold

_SHAPE = load("context")["shape"]
_LETTERS = f"[{WORD}0-9+]"
_NAME = rf"{_LETTERS}+(?:[- .]{_LETTERS}+){{0,2}}"
_QUOTED = re.compile(rf"(?<![{WORD}])['\"]({_NAME})['\"](?![{WORD}]{{3}})")
_NEXT = 2  # characters: a space and a quotation mark
_NOT_A_NAME = re.compile(pattern(_SHAPE["never"]) + "$")
_ONE = f"{_LETTERS}{{2,}}"
_END = rf"(?:(?:টি|গুলো)?(?:এর|ের|র|কে|তে|ে|\u09df)?(?:ই|ও)?)(?![{WORD}])"


def _any(words: Iterable[str]) -> str:
    return (
        "(?:"
        + "|".join(re.escape(fold(w).text) for w in sorted(words, key=len, reverse=True))
        + ")"
    )


_BRAND = re.compile(rf"(?<![{WORD}0-9-])({_ONE}(?: {_ONE})?) ({_any(_SHAPE['brand_words'])}){_END}")
_BRAND_ENDING = re.compile(
    rf"(?<![{WORD}0-9-])({_LETTERS}{{3,}}{_any(_SHAPE['brand_endings'])}){_END}"
)
_HEADED = re.compile(rf"(?<![{WORD}0-9-])({_ONE}) ({_any(_SHAPE['head_words'])}){_END}")


def with_unknown(text: str, known: list[Mention[ServiceName]]) -> list[Mention[ServiceName]]:
    """Add the candidates to the known names, in reading order, none overlapping another."""
    found = list(known)
    for start, stem_end, end, shape in _candidates(text):
        if shape == "headed" and any(0 <= other.start - end <= _NEXT for other in known):
            continue  # "ভাষা শেখার অ্যাপ ডুয়োলিঙ্গো": the head noun belongs to the name behind it
        if not any(other.start < end and start < other.end for other in found):
            service = unknown_service(text[start:stem_end], shape)
            found.append(Mention(start, end, "service", service))
    found += _again(text, found)
    return sorted(found, key=lambda mention: mention.start)


def _candidates(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Start of a candidate, end of its stem, end with its endings, and its shape."""
    for match in _QUOTED.finditer(text):
        if _NOT_A_NAME.match(match.group(1)) is None and not match.group(1).isdigit():
            yield match.start(1), match.end(1), match.end(1), "quoted"
    for shape, expression in (("brand", _BRAND), ("headed", _HEADED)):
        for match in expression.finditer(text):
            start = _after_common(text, match.start(1), match.end(1))
            if start < match.end(1):
                yield start, match.end(2), match.end(), shape
    for match in _BRAND_ENDING.finditer(text):
        yield match.start(1), match.end(1), match.end(), "brand"


def _after_common(text: str, start: int, end: int) -> int:
    """Where a name begins behind words that never belong to one (এই, নতুন, দেশের)."""
    while start < end:
        stop = text.find(" ", start, end)
        stop = end if stop < 0 else stop
        if _NOT_A_NAME.match(text[start:stop]) is None:
            return start
        start = stop + 1
    return end


def _again(text: str, found: list[Mention[ServiceName]]) -> list[Mention[ServiceName]]:
    """Later mentions of a name that was first seen in quotes, without them and with endings."""
    more: list[Mention[ServiceName]] = []
    for service, name in {
        m.value: text[m.start : m.end] for m in found if m.value.kind == "unknown-quoted"
    }.items():
        if len(name) < 4:
            continue
        for match in re.finditer(rf"(?<![{WORD}0-9]){re.escape(name)}[{WORD}]{{0,5}}", text):
            start, end = match.span()
            if not any(other.start < end and start < other.end for other in (*found, *more)):
                more.append(Mention(start, end, "service", service))
    return more


def unknown_service(name: str, shape: str = "quoted") -> ServiceName:
    """A service that no catalogue has; the id is made from its name.

    >>> unknown_service("মহানগর চ্যাট").id
    'mahanagar-chat'
    """
    return ServiceName(
        id=slug(name) or "unknown",
        name=name,
        name_bn=name,
        kind=f"unknown-{shape}",
        in_catalogue=False,
    )


_ROMAN: Mapping[str, str] = load("roman")["letters"]
_CONSONANTS = frozenset(fold("".join(load("roman")["consonants"])).text)
_LOANS: Mapping[str, str] = {
    fold(word).text: latin for word, latin in load("roman")["loanwords"].items()
}
_YA_PHALA = "\u09cd\u09af\u09be"  # ্যা is heard as a


def slug(name: str) -> str:
    """Kebab-case Latin id of a Bangla or Latin name.

    >>> slug("DhakaPay Plus"), slug("সেঁজুতি পে")
    ('dhakapay-plus', 'senjuti-pay')
    """
    return "-".join(filter(None, (_romanise(word) for word in _words(fold(name).text))))


def _words(name: str) -> Iterable[str]:
    return re.split(r"[^a-z0-9\u0980-\u09ff]+", name)


def _romanise(word: str) -> str:
    if word in _LOANS:
        return _LOANS[word]
    for loan, latin in _LOANS.items():
        if len(loan) > 3 and word.endswith(loan):
            return _romanise(word.removesuffix(loan)) + latin
    out: list[str] = []
    word = word.replace(_YA_PHALA, "া")
    for index, letter in enumerate(word):
        out.append(_ROMAN.get(letter, letter if letter.isascii() else ""))
        following = word[index + 1 : index + 2]
        # The inherent vowel is heard before another consonant, and silent at the word's end.
        if letter in _CONSONANTS and following in _CONSONANTS:
            out.append("a")
    return "".join(out)
