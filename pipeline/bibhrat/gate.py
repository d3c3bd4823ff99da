"""Is this worth a look? Automaton scans over the raw text, before any language processing.

In goes an article's raw body; out comes None to go on, or the reason to drop it. The
vocabulary is lexicon/gate.toml: words of trouble and words of digital services, each in
the encodings that feeds use. An article passes when a word of each kind stand near each
other, early in the text or often. It is built to lose few reports; the rooms behind it
decide what is one.
"""

import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from ahocorasick_rs import BytesAhoCorasick, Implementation

from bibhrat.lexicon import load, names

#: Furthest distance, in code points, between trouble and service: about one sentence.
NEAR = 100
#: A report says what failed within so many code points, or says it this often.
EARLY, MANY = 600, 8

# Named all over the news without being what went down; the rooms behind the gate know better.
_NOT_SERVICES = frozenset(
    ["media", "monitor", "company", "regulator", "device", "bank", "airline", "airport",
     "broadcaster", "education", "health", "shopping", "food", "transport", "government", "power"]
)  # fmt: skip
_SHORTEST = 5
#: Classes of words.
TROUBLE, SERVICE, BOTH = 1, 2, 3
_LATIN = string.ascii_letters.encode()

# The nukta letters stand decomposed in vocabulary files; feeds have both forms.
_ENCODINGS = (("\u09af\u09bc", "\u09df"), ("\u09a1\u09bc", "\u09dc"), ("\u09a2\u09bc", "\u09dd"))


#: A code point takes four bytes at most.
_WIDEST = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """The gate's vocabulary, ready to be found in UTF-8.

    Attributes:
        trouble: words of trouble alone: few, so that this scan is the fast one.
        all: words of both kinds.
        classes: for each pattern of `all` the class of its word.
        reach: bytes on each side of a word of trouble in which a service may be near it.
    """

    trouble: BytesAhoCorasick
    all: BytesAhoCorasick
    classes: tuple[int, ...]
    reach: int


def vocabulary(own_names: frozenset[str] = frozenset()) -> dict[str, int]:
    """Every spelling that the gate knows, with the class of its word.

    Args:
        own_names: spellings of services that a user adds to the catalogue.
    """
    classes: dict[str, int] = {}
    for bit, table in ((TROUBLE, "trouble"), (SERVICE, "service"), (BOTH, "both")):
        for word in load("gate")[table]["words"]:
            for spelling in encodings(word):
                classes[spelling] = classes.get(spelling, 0) | bit
    for spelling in _service_names():
        classes.setdefault(spelling, SERVICE)
    for name in sorted(own_names):
        if len(name) >= _SHORTEST:
            for spelling in encodings(name):
                classes.setdefault(spelling, SERVICE)
    return classes


@cache
def _words(own_names: frozenset[str] = frozenset()) -> _Words:
    classes = vocabulary(own_names)
    patterns = [word.encode() for word in classes]
    trouble = [word.encode() for word, kind in classes.items() if kind & TROUBLE]
    # Words may overlap each other, and only one of them is then seen: twice the longest more.
    reach = _WIDEST * NEAR + 2 * max(map(len, patterns))
    return _Words(
        BytesAhoCorasick(trouble, implementation=Implementation.DFA),
        BytesAhoCorasick(patterns),
        tuple(classes.values()),
        reach,
    )


def _service_names() -> Iterator[str]:
    """Spellings of the catalogue's services, but for short and ordinary words and bystanders."""
    for file in names("services"):
        for entry in load(file).values():
            if entry["kind"] in _NOT_SERVICES:
                continue
            for word in (*entry["bn"], entry["name"]):
                if word not in entry.get("ambiguous", ()) and len(word) >= _SHORTEST:
                    yield from encodings(word)


def encodings(word: str) -> list[str]:
    """A word in every mix of the two encodings of য়, ড় and ঢ়, one choice for each letter."""
    present = [pair for pair in _ENCODINGS if pair[0] in word]
    if not present:
        return [word]
    spelled = []
    for choice in product((0, 1), repeat=len(present)):
        text = word
        for pair, pick in zip(present, choice, strict=True):
            text = text.replace(pair[0], pair[pick])
        spelled.append(text)
    return spelled


def is_candidate(body: str, own_names: frozenset[str] = frozenset()) -> bool:
    """Whether words of trouble and of a digital service stand near each other.

    Args:
        body: raw text, `unhidden`.
        own_names: spellings of services that a user adds to the catalogue.

    >>> is_candidate("ফেসবুকের সার্ভার ডাউন"), is_candidate("আজ বৃষ্টি হতে পারে")
    (True, False)
    """
    words = _words(own_names)
    raw = body.encode()
    return _may_pass(raw, words) and _passes(raw, words)


def _may_pass(raw: bytes, words: _Words) -> bool:
    """Whether a service stands near trouble, early or with enough words beside it: few articles.

    It asks less than `_passes` and never says no where that says yes.
    """
    near = 0
    for left, right in _around_trouble(raw, words):
        found = words.all.find_matches_as_indexes(raw[left:right], overlapping=True)
        if any(words.classes[word] & SERVICE for word, _, _ in found):
            near += len(found)
            if left < _WIDEST * EARLY or near >= MANY:
                return True
    return False


def _around_trouble(raw: bytes, words: _Words) -> Iterator[tuple[int, int]]:
    """The stretches in which a service would be near a word of trouble."""
    left = right = 0
    for _, start, end in words.trouble.find_matches_as_indexes(raw):
        if start - words.reach > right:
            if right:
                yield left, right
            left = start - words.reach
        right = end + words.reach
    if right:
        yield left, right


def _passes(raw: bytes, words: _Words) -> bool:
    """Whether the two kinds stand near each other, early or often."""
    last = [-NEAR - 1, -NEAR - 1]
    pairs = read = length = 0  # `length` code points in the first `read` bytes
    for pattern, begins, ends in words.all.find_matches_as_indexes(raw):
        start = length + len(raw[read:begins].decode())
        read, length = ends, start + len(raw[begins:ends].decode())
        bits = words.classes[pattern]
        if bits == BOTH or start - last[bits & 1] <= NEAR:
            pairs += 1
            if start < EARLY or pairs == MANY:
                return True
        if bits == BOTH:
            last = [length, length]
        else:
            last[bits >> 1] = length
    return False


# What hides a word from a scan of raw text: joiners (some editors put one behind every hasanta)
# and vowel signs in halves. Folding knows more of it, but costs more than this gate.
_HIDING = (
    ("\u200c", ""),
    ("\u200d", ""),
    ("\u200b", ""),
    ("\u09c7\u09be", "\u09cb"),
    ("\u09c7\u09d7", "\u09cc"),
)


def unhidden(body: str) -> str:
    """Raw text as `is_candidate` can read it; most texts need no change."""
    for typed, plain in _HIDING:
        if typed in body:
            body = body.replace(typed, plain)
    return body


def bangla_share(text: str, sample: int = 160) -> float:
    """Share of Bangla among Bangla and Latin letters at the beginning of a text, 0 to 1."""
    head = text[:sample].encode("utf-8", errors="ignore")
    # Bangla letters are E0 A6 xx and E0 A7 xx; counting bytes is ten times faster than letters.
    bangla = head.count(b"\xe0\xa6") + head.count(b"\xe0\xa7")
    latin = len(head) - len(head.translate(None, _LATIN))
    return bangla / (bangla + latin) if bangla or latin else 0.0
