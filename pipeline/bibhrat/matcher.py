"""Finds vocabulary in Bangla text, whatever its case endings and spelling variants.

In go phrases with payloads, once; then a text, many times; out come matches in reading
order. One automaton scan finds candidates; word borders and case endings are then
checked by hand, so the cost is linear in the text. The decision hidden here is the
*skeleton*: spellings that Bangla writers do not keep apart (ন/ণ, স/শ/ষ, ি/ী, ু/ূ, জ/য,
with or without hasanta) are one.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from bibhrat.text import fold_all, is_word_end, is_word_start

P = TypeVar("P")

HASANTA = "\u09cd"
_SAME = dict(zip("ণশষীূঈঊযঙ", "নসসিুইউজং", strict=True))

# Case endings, plural and classifier suffixes and clitics, in skeleton spelling; they
# stack (মেসেঞ্জার-গুলো-তে-ও), so one is taken after another, the longest first.
_PLURALS = ("রা", "েরা", "দের", "েদের", "টি", "টা", "গুলো", "গুলি", "গুলা", "সহ")
_CASES = ("র", "এর", "ের", "\u09dfের", "কে", "তে", "ে", "\u09df", "\u09dfে", "এ", "এতে")
_CLITICS = ("ই", "ও", "ো")
_ENDINGS = sorted((*_PLURALS, *_CASES, *_CLITICS), key=len, reverse=True)
_BY_LETTER = {
    letter: [ending for ending in _ENDINGS if ending[0] == letter]
    for letter in {ending[0] for ending in _ENDINGS}
}
_CLITIC_BY_LETTER = {clitic[0]: [clitic] for clitic in _CLITICS}
_INNER_VOWEL = frozenset("অআএ")
_MOST_ENDINGS = 4
_MOST_JOINTS = 4


@dataclass(frozen=True)
class Skeleton:
    """Folded text with spelling variants made one; `at` maps an index back to folded text."""

    text: str
    _dropped: list[int]

    def at(self, index: int) -> int:
        """Index in the folded text; at the end of a span a closing hasanta is inside."""
        return index + bisect_right(self._dropped, index)


def skeleton(folded_text: str) -> Skeleton:
    """Make one of the spellings that writers do not keep apart.

    >>> skeleton("ইন্সটাগ্রাম").text == skeleton("ইনস্টাগ্রাম").text
    True
    """
    dropped: list[int] = []
    index = folded_text.find(HASANTA)
    while index >= 0:
        dropped.append(index - len(dropped))
        index = folded_text.find(HASANTA, index + 1)
    text = folded_text.replace(HASANTA, "") if dropped else folded_text
    text = text.replace("দফতর", "দপতর")  # অধিদপ্তর, অধিদফতর
    for letter, same in _SAME.items():  # many times faster than one `translate`
        text = text.replace(letter, same)
    return Skeleton(text, dropped)


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """A phrase found: half-open span of the folded text, endings included.

    Attributes:
        stem_end: where the phrase itself ends, before its endings.
        ending: the endings as written (skeleton spelling), "" when there are none.
    """

    start: int
    end: int
    stem_end: int
    ending: str
    payload: P


class Matcher(Generic[P]):
    """A set of phrases, ready to be found.

    A phrase has one of three forms: `বিভ্রাট` (endings may follow), `থমক~` (a stem: the
    rest of the word is free) and `যায়নি.` (exactly this). Phrases that `glued` accepts are
    found at the end of a line without a word border before them, too: photo credits are
    glued to their captions (… সচল হয়েছেরয়টার্স).
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, P]],
        *,
        glued: Callable[[P], bool] = lambda payload: False,
    ) -> None:
        self._glued = glued
        self._entries: list[tuple[P, str]] = []
        self._patterns: list[str] = []
        seen: dict[str, int] = {}
        self._by_pattern: list[list[int]] = []
        told = list(phrases)
        forms = [phrase[-1] if phrase[-1] in "~." else "" for phrase, _ in told]
        plain = (phrase.removesuffix(form) for (phrase, _), form in zip(told, forms, strict=True))
        for (_, payload), form, bones in zip(told, forms, skeletons(plain), strict=True):
            entry = len(self._entries)
            self._entries.append((payload, form))
            for pattern in spellings(bones):
                slot = seen.setdefault(pattern, len(self._patterns))
                if slot == len(self._patterns):
                    self._patterns.append(pattern)
                    self._by_pattern.append([])
                if all(
                    self._entries[known] != self._entries[entry] for known in self._by_pattern[slot]
                ):
                    self._by_pattern[slot].append(entry)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._patterns)

    def find(self, text: Skeleton) -> list[Match[P]]:
        """All matches that stand at word borders, overlapping ones too, in reading order."""
        found: list[Match[P]] = []
        bones, at = text.text, text.at
        hits = self._automaton.find_matches_as_indexes(bones, overlapping=True)
        for slot, start, stem_end in hits:
            begins = is_word_start(bones, start)
            if not begins and bones[stem_end : stem_end + 1] not in ("", "\n"):
                continue
            end = -2
            for entry in self._by_pattern[slot]:
                payload, form = self._entries[entry]
                if not begins and not self._glued(payload):
                    continue
                if form == "~":
                    stop = _word_end(bones, stem_end)
                elif form == ".":
                    stop = stem_end if is_word_end(bones, stem_end) else -1
                else:
                    if end == -2:
                        end = _after_endings(bones, stem_end)
                    stop = end
                if stop >= 0:
                    ending = bones[stem_end:stop]
                    stem_stop = at(stem_end)
                    whole = at(stop) if ending else stem_stop
                    found.append(Match(at(start), whole, stem_stop, ending, payload))
        found.sort(key=lambda match: (match.start, -match.stem_end))
        return found


def longest(matches: list[Match[P]]) -> list[Match[P]]:
    """Drop every match that begins inside an earlier, longer one."""
    kept: list[Match[P]] = []
    border = 0
    for match in matches:
        if match.start >= border:
            kept.append(match)
            border = match.end
        elif match.start == kept[-1].start and match.stem_end == kept[-1].stem_end:
            kept.append(match)  # one spelling, two owners: the caller decides
    return kept


def skeletons(phrases: Iterable[str]) -> list[str]:
    """The skeleton of each phrase.

    >>> skeletons(["ফেসবুক্", "গুগল পে"])
    ['ফেসবুক', 'গুগল পে']
    """
    return skeleton("\n".join(fold_all(phrases))).text.split("\n")


def spellings(bones: str) -> set[str]:
    """Spellings of a phrase's skeleton: as it stands, its parts joined, hyphenated or spaced.

    >>> sorted(spellings("গুগল পে")) == ["গুগল পে", "গুগল-পে", "গুগলপে"]
    True
    """
    parts = bones.replace("-", " ").split()
    # Two parts are also written as one; more parts only take turns with space and hyphen.
    if len(parts) == 2:
        return {bones, *(joint.join(parts) for joint in (" ", "-", ""))}
    if len(parts) > 1:
        return {bones, *_joined(parts)}
    forms = {bones, *parts}
    if _INNER_VOWEL.isdisjoint(bones):
        return forms
    # হোয়াটসঅ্যাপ, হোয়াটস অ্যাপ: a vowel letter inside a word opens a second part.
    for index, letter in enumerate(bones):
        if letter in _INNER_VOWEL and index > 1 and bones[index - 1] not in " -":
            forms |= {f"{bones[:index]} {bones[index:]}", f"{bones[:index]}-{bones[index:]}"}
    return forms


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Parts with a space or a hyphen at each joint; of many parts only with spaces."""
    if len(parts) > _MOST_JOINTS:
        yield " ".join(parts)
        return
    for joints in product((" ", "-"), repeat=len(parts) - 1):
        yield parts[0] + "".join(map("".join, zip(joints, parts[1:], strict=True)))


def _after_endings(bones: str, index: int) -> int:
    """Where the word ends after any endings, or −1 when something else follows."""
    if is_word_end(bones, index):
        # এক্স-এর, এক্স'র: an ending behind a hyphen or an apostrophe belongs to the word.
        if bones[index : index + 1] in ("-", "'"):
            joined = _after_endings_once(bones, index + 1)
            if joined > index + 1:
                return joined
        return index
    stop = _after_endings_once(bones, index)
    return stop if is_word_end(bones, stop) else -1


def _after_endings_once(bones: str, index: int) -> int:
    allowed = _BY_LETTER
    for _ in range(_MOST_ENDINGS):
        for ending in allowed.get(bones[index : index + 1], ()):
            if bones.startswith(ending, index):
                index += len(ending)
                # Behind a case only -ই and -ও may stand: এক্স-রে is no এক্স + র + ে.
                allowed = allowed if ending in _PLURALS else _CLITIC_BY_LETTER
                break
        else:
            break
        if is_word_end(bones, index):
            return index
    return index if is_word_end(bones, index) else -1


def _word_end(bones: str, index: int) -> int:
    while not is_word_end(bones, index):
        index += 1
    return index
