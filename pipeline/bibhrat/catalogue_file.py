"""A user's own services: EXTRA.toml, in the form of lexicon/services, over the catalogue.

In goes a TOML file; out comes a `Catalogue` that knows the shipped services and these, or
a `CatalogueError` with every mistake and its place. A new id is a new service and needs
`name` and `kind`. An id that the catalogue has is overlaid: its lists (`bn`, `latin`,
`ambiguous`, `country`, `in_group`) get the file's entries behind their own, and `name`,
`kind` and `operator` are replaced. A spelling that another service owns is a mistake,
since only one of the two could ever be found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from bibhrat.catalogue import Catalogue
from bibhrat.errors import StopError, shorten
from bibhrat.lexicon import load, names, toml
from bibhrat.matcher import skeleton
from bibhrat.text import fold

Entries = dict[str, Mapping[str, Any]]

LISTS = ("bn", "latin", "ambiguous", "country", "in_group")
TEXTS = ("name", "kind", "operator")
LONGEST_SPELLING = 80  # characters
MOST_SHOWN = 20  # problems in an error's message

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_BANGLA = re.compile("[\u0980-\u09ff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a catalogue file.

    Attributes:
        file: as the user named it.
        line: counts from 1; None where it cannot be told.
        id, key: the entry and its key; None when it is the whole file or entry.
        message: what is wrong, with the value.
    """

    file: str
    line: int | None
    id: str | None
    key: str | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        entry = "" if self.id is None else f"[{self.id}] "
        key = "" if self.key is None else f"{self.key}: "
        return f"{place}: {entry}{key}{self.message}"


class CatalogueError(StopError):
    """A catalogue file with mistakes.

    Attributes:
        problems: all of them, in the order of the file.
    """

    def __init__(self, problems: list[Problem]) -> None:
        shown = [str(problem) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"… and {len(problems) - MOST_SHOWN} more")
        super().__init__("\n".join(shown))
        self.problems = problems


class MergedCatalogue(Catalogue):
    """The shipped catalogue with a user's file over it.

    Attributes:
        own_names: spellings of the file that are no ordinary words, for the gate.
    """

    def __init__(self, entries: Entries, own_names: frozenset[str]) -> None:
        super().__init__(entries)
        self.own_names = own_names


def shipped() -> Entries:
    """The entries of lexicon/services/*.toml by id, as they stand there."""
    entries: Entries = {}
    for file in names("services"):
        entries.update(load(file))
    return entries


def read_catalogue(path: str | Path) -> MergedCatalogue:
    """The shipped catalogue with a file over it.

    Args:
        path: a TOML file in the form of lexicon/services/*.toml.

    Raises:
        StopError: the file cannot be read.
        CatalogueError: it has mistakes; all of them are told.
    """
    extra = read_entries(path)
    own = frozenset(
        spelling
        for entry in extra.values()
        for spelling in _spellings(entry)
        if spelling not in entry.get("ambiguous", ())
    )
    return MergedCatalogue(merge(shipped(), extra), own)


def read_entries(path: str | Path) -> Entries:
    """The entries of a file alone, free of mistakes.

    Raises:
        StopError: the file cannot be read.
        CatalogueError: it has mistakes.
    """
    extra, problems = _checked(path)
    if problems:
        raise CatalogueError(problems)
    return extra


def check(path: str | Path) -> list[Problem]:
    """All mistakes of a file, in its order; empty when it can be used.

    Raises:
        StopError: the file cannot be read.
    """
    return _checked(path)[1]


def merge(base: Mapping[str, Mapping[str, Any]], extra: Mapping[str, Mapping[str, Any]]) -> Entries:
    """Entries with others over them: lists are joined, single values replaced.

    >>> merge({"a": {"name": "A", "bn": ["ক"]}}, {"a": {"bn": ["ক", "খ"]}})["a"]["bn"]
    ['ক', 'খ']
    """
    merged = dict(base)
    for key, entry in extra.items():
        below = merged.get(key, {})
        joined = {
            name: list(dict.fromkeys([*below.get(name, ()), *entry.get(name, ())]))
            for name in LISTS
            if name in below or name in entry
        }
        merged[key] = {"bn": [], **below, **entry, **joined}
    return merged


# --- reading --------------------------------------------------------------------------------


def _checked(path: str | Path) -> tuple[Entries, list[Problem]]:
    file = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise StopError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        return {}, [Problem(file, None, None, None, f"not UTF-8 at byte {error.start}")]
    try:
        table = toml.loads(text)
    except toml.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+),", str(error))
        line = int(at.group(1)) if at else None
        return {}, [Problem(file, line, None, None, f"not TOML: {error}")]
    except RecursionError:
        return {}, [Problem(file, None, None, None, "not TOML: nested too deeply")]
    lines = _Lines(text)
    problems = [
        Problem(file, lines.of(id_, key, value), id_, key, message)
        for id_, key, value, message in _mistakes(table)
    ]
    return table, sorted(problems, key=lambda problem: problem.line or 0)


class _Lines:
    """Where entries and keys stand; TOML readers do not tell, so the lines are looked through."""

    _WORD = r"(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))"
    _HEADER = re.compile(rf"\s*\[\[?\s*{_WORD}")
    _KEY = re.compile(rf"\s*{_WORD}\s*(?:\.\s*{_WORD}\s*)?[=.]")

    def __init__(self, text: str) -> None:
        self._text = text.split("\n")
        self._entries: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        current: str | None = None
        for number, line in enumerate(self._text, start=1):
            if (header := self._HEADER.match(line)) and not line.rstrip().endswith(","):
                current = _word(header.groups())
                self._entries.setdefault(current, number)
            elif match := self._KEY.match(line):
                first, second = _word(match.groups()[:3]), _word(match.groups()[3:])
                if current is None:
                    self._entries.setdefault(first, number)
                    if second:
                        self._keys.setdefault((first, second), number)
                else:
                    self._keys.setdefault((current, first), number)

    def of(self, id_: str | None, key: str | None, value: object) -> int | None:
        """The line of a value, else of its key, else of its entry."""
        if id_ is None:
            return None
        line = self._keys.get((id_, key or ""), self._entries.get(id_))
        if line is None or key is None or not isinstance(value, str):
            return line
        for number in range(line, len(self._text) + 1):
            content = self._text[number - 1]
            if number > line and self._KEY.match(content):
                break
            if value in content:
                return number
        return line


def _word(groups: tuple[str | None, ...]) -> str:
    return next((group for group in groups if group is not None), "")


# --- what can be wrong ----------------------------------------------------------------------

_Mistake = tuple[str, str | None, object, str]


def _mistakes(table: Mapping[str, Any]) -> Iterator[_Mistake]:
    """Id, key, value and words of every mistake."""
    known = shipped()
    kinds = {entry["kind"] for entry in known.values()}
    ids = known.keys() | table.keys()
    for id_, entry in table.items():
        if not isinstance(entry, dict):
            yield id_, None, None, f"a table [id] is needed, got {shorten(entry)}"
            continue
        if not _ID.fullmatch(id_):
            yield id_, None, None, "an id has only a–z, 0–9 and single hyphens, like 'my-bank'"
        wrong = list(_wrong_types(id_, entry))
        yield from wrong
        if wrong:
            continue
        yield from _wrong_values(id_, entry, known.get(id_, {}), kinds)
        yield from _wrong_references(id_, entry, ids)
        for key, value in _written(entry):
            yield from ((id_, key, value, message) for message in _wrong_spelling(key, value))
    yield from _owned_twice(table)


def _wrong_types(id_: str, entry: Mapping[str, Any]) -> Iterator[_Mistake]:
    for key, value in entry.items():
        if key in TEXTS:
            if not isinstance(value, str) or not value.strip():
                yield id_, key, value, f"a text is needed, got {shorten(value)}"
        elif key in LISTS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                yield id_, key, None, f"a list of texts is needed, got {shorten(value)}"
        else:
            yield id_, key, None, f"unknown key{_hint(key, (*TEXTS, *LISTS))}"


def _wrong_values(
    id_: str, entry: Mapping[str, Any], below: Mapping[str, Any], kinds: set[str]
) -> Iterator[_Mistake]:
    for key in ("name", "kind"):
        if key not in entry and not below:
            yield id_, None, None, f"{key} is missing; a new service needs name and kind"
    kind = entry.get("kind")
    if kind is not None and kind not in kinds:
        hint = _hint(kind, kinds) or f"; kinds are {', '.join(sorted(kinds))}"
        yield id_, "kind", kind, f"unknown kind {kind!r}{hint}"
    spellings = {*_spellings(below), *_spellings(entry)}
    for word in entry.get("ambiguous", ()):
        if word not in spellings:
            yield id_, "ambiguous", word, f"{word!r} is not in name, bn or latin"
    ordinary = {*below.get("ambiguous", ()), *entry.get("ambiguous", ())}
    for key, word in _written(entry):
        if len(_bones(word)) == 1 and word not in ordinary:
            yield id_, key, word, f"{word!r} is one letter; list it under ambiguous, too"


def _wrong_references(id_: str, entry: Mapping[str, Any], ids: set[str]) -> Iterator[_Mistake]:
    operator = entry.get("operator")
    if operator == id_:
        yield id_, "operator", operator, "a service does not run itself; leave it out"
    elif operator is not None and operator not in ids:
        yield id_, "operator", operator, f"no service has the id {operator!r}{_hint(operator, ids)}"
    for group in entry.get("in_group", ()):
        if group not in ids:
            yield id_, "in_group", group, f"no group has the id {group!r}{_hint(group, ids)}"
    for code in entry.get("country", ()):
        if not _COUNTRY.fullmatch(code):
            yield id_, "country", code, f"an ISO code like 'BD' is needed, got {code!r}"


def _wrong_spelling(key: str, word: str) -> Iterator[str]:
    if _CONTROL.search(word):
        yield f"a line break or control character in {shorten(word)}"
    elif word != word.strip():
        yield f"a space at the border of {word!r}"
    elif word[-1:] in ("~", "."):
        yield f"{word!r} ends with {word[-1]!r}, which means something else in word lists"
    elif len(word) > LONGEST_SPELLING:
        yield f"longer than {LONGEST_SPELLING} characters: {shorten(word)}"
    elif not any(letter.isalnum() for letter in _bones(word)):
        yield f"no letter in {word!r}"
    elif key == "bn" and not _BANGLA.search(word):
        yield f"no Bangla letter in {word!r}; Latin spellings go to latin"
    elif key == "latin" and _BANGLA.search(word):
        yield f"Bangla letters in {word!r}; they go to bn"


@cache
def _owners() -> dict[str, frozenset[str]]:
    """Ids of the shipped services by the skeleton of each of their spellings."""
    owners: dict[str, set[str]] = {}
    for id_, entry in shipped().items():
        for word in _spellings(entry):
            owners.setdefault(_bones(word), set()).add(id_)
    return {bones: frozenset(ids) for bones, ids in owners.items()}


def _owned_twice(table: Mapping[str, Any]) -> Iterator[_Mistake]:
    owners = {bones: set(ids) for bones, ids in _owners().items()}
    for id_, entry in table.items():
        if not isinstance(entry, dict) or any(True for _ in _wrong_types(id_, entry)):
            continue
        for key, word in _written(entry):
            others = owners.setdefault(_bones(word), {id_})
            if id_ not in others:
                owner = min(others)
                yield id_, key, word, f"{word!r} is already a spelling of {owner}"


def _written(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Key and text of every spelling of an entry."""
    if "name" in entry:
        yield "name", entry["name"]
    for key in ("bn", "latin"):
        yield from ((key, word) for word in entry.get(key, ()))


def _spellings(entry: Mapping[str, Any]) -> list[str]:
    return [word for _, word in _written(entry)]


def _bones(word: str) -> str:
    return skeleton(fold(word).text).text


def _hint(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
