"""Vocabulary as data: TOML files that a Bangla speaker can review, and the one loader for them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import tomli as toml  # compiled: it reads the vocabulary in a fifth of the time of tomllib

from bibhrat.text import WORD, fold

__all__ = ["load", "names", "pattern", "toml", "words"]


@cache
def load(name: str) -> dict[str, Any]:
    """Read one vocabulary file by its path below this folder, without the ending.

    Callers must not change what they get: it is shared.

    >>> "facebook" in load("services/global_social")
    True
    """
    resource = files(__name__).joinpath(*f"{name}.toml".split("/"))
    with resource.open("rb") as stream:
        table: dict[str, Any] = toml.load(stream)
    return table


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names, for `load`, of all vocabulary files in a folder, sorted."""
    entries = files(__name__).joinpath(folder).iterdir()
    return tuple(sorted(f"{folder}/{e.name[:-5]}" for e in entries if e.name.endswith(".toml")))


def words(group: str, name: str) -> re.Pattern[str]:
    """One list of lexicon/patterns.toml as a pattern for folded text.

    >>> bool(words("clause", "negated").search("কাজ করেনি"))
    True
    """
    return re.compile(pattern(load("patterns")[group][name]))


def pattern(entries: Iterable[str]) -> str:
    """Source of a pattern that finds any of some words; "~" opens a side of a word.

    Alternatives only, no repetition: it cannot backtrack beyond one word. Words are sorted by
    their first letter, so that most letters of a text are passed over by one look at them. Of
    one letter the longest word stands first, and neighbours share what must not follow them:
    to compile that again for each word takes longer than all the rest.
    """
    letters: dict[str, dict[bool, list[tuple[str, str]]]] = {}
    for entry in entries:
        word = fold(entry.strip("~")).text
        closing = "" if entry.endswith("~") else f"(?![{WORD}])"
        sides = letters.setdefault(word[0], {False: [], True: []})
        sides[entry.startswith("~")].append((word[1:], closing))
    return f"(?:{'|'.join(_beginning(letter, sides) for letter, sides in letters.items())})"


def _beginning(letter: str, sides: Mapping[bool, Sequence[tuple[str, str]]]) -> str:
    """The words of one first letter: those that begin there, then those open on the left."""
    closed, opened = (_any(sides[side]) for side in (False, True))
    whole = f"(?<![{WORD}]{re.escape(letter)})(?:{closed})" if closed else ""
    return f"{re.escape(letter)}(?:{'|'.join(filter(None, (whole, opened)))})"


def _any(found: Iterable[tuple[str, str]]) -> str:
    """One of some words, each with what must not follow it."""
    ranked = sorted(set(found), key=lambda pair: (-len(pair[0]), pair[1], pair[0]))
    return "|".join(
        f"(?:{'|'.join(re.escape(word) for word, _ in group)}){closing}"
        for closing, group in groupby(ranked, key=lambda pair: pair[1])
    )
