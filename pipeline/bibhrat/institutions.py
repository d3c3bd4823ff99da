"""Institutions that no catalogue has, by their last words: "আগরতলা ইমিগ্রেশন".

In go folded text and the names found in it; out come mentions of owners, under ids made of
the proper name and the English of the last words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bibhrat.catalogue import ServiceName
from bibhrat.endings import CASE
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.shapes import is_plain
from bibhrat.slugs import is_usual, slug
from bibhrat.text import WORD, fold

_PARTS = load("context")["parts"]
_INSTITUTIONS: Mapping[str, str] = {
    fold(word).text: id_ for word, id_ in _PARTS["institutions"].items()
}
_WORDS = frozenset(word for name in _INSTITUTIONS for word in name.split())
_LAST = "|".join(sorted(_INSTITUTIONS, key=len, reverse=True))
_INSTITUTION = re.compile(
    rf"(?<![{WORD}0-9-])((?:[{WORD}0-9]{{2,}} ){{1,3}}?)({_LAST})"
    rf"{CASE}?(?![{WORD}])"
)
_NEEDED = re.compile(f" (?:{_LAST})")  # most texts have none, and this is seen at once
_RANKS = frozenset(fold(word).text for word in _PARTS["ranks"])
_FILLER = re.compile(f"{pattern(_PARTS['fillers'])}$")


def is_institution(word: str) -> bool:
    """Whether a word of folded text says of what kind an institution is, and names none."""
    return word in _WORDS


def _possessor(word: str) -> str:
    """A word without its genitive ending; -র alone goes only from a place of the glossary."""
    place = word.removesuffix("র")
    return place if is_usual(place) else word.removesuffix("ের")


def institutions(
    text: str, at: Callable[[int, int], Sequence[Mention[ServiceName]]]
) -> Iterator[Mention[ServiceName]]:
    """Owners by their last word alone, "বঙ্গভূমি বিশ্ববিদ্যালয়"; they are no services.

    Args:
        text: folded text.
        at: the names of the catalogue that share a character with a span.
    """
    for match in _INSTITUTION.finditer(text) if _NEEDED.search(text) else ():
        start = match.start(1)
        proper: list[str] = []
        for word in re.finditer("[^ ]+", match.group(1)):
            if _FILLER.match(word.group()):
                continue
            if word.group() not in _RANKS:
                proper.append(word.group())
            whose = _possessor(word.group())
            filler = _FILLER.match(text[match.start(1) + word.end() + 1 : match.end(1) - 1])
            if whose != word.group() and filler:  # "মনসুরাবাদের বিভাগীয় পাসপোর্ট অফিস"
                proper = [whose]
            elif word.group() in _RANKS and not proper:
                proper.append(word.group())
            elif is_plain(word.group()) or word.group().endswith("ের"):
                start = match.start(1) + word.end() + 1
                proper.clear()
        end = match.end(2)
        if not proper or any(
            m.value.kind not in ("unknown-coined", "unknown-guessed")
            and (
                m.start < match.start(2)
                or (m.end > end and m.value.kind not in ("unknown-headed", "generic", "government"))
            )
            for m in at(start, match.end())
        ):
            continue
        name = text[start:end]
        id_ = f"{slug(' '.join(proper))}-{_INSTITUTIONS[match.group(2)]}"
        value = ServiceName(id_, name, name, "unknown-owner", in_catalogue=False)
        yield Mention(start, match.end(), "", value)
