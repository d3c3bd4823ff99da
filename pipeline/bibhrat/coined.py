"""Words that are names of services, though no catalogue has them and nothing beside them says so.

In go folded text and the names found so far; out come the further words that a linear model
takes for names, one decision for each word over all its places in the article: how it is
spelled (ক্যানভা is no Bangla word), how often it stands there, what stands beside it ("… ডাউন",
"ফেসবুক, … ও ইউটিউব"). Words that many articles have are never asked.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson

from bibhrat.assets import asset
from bibhrat.catalogue import ServiceName
from bibhrat.linear import Linear, read_model
from bibhrat.mention import Mention, Taken
from bibhrat.romanise import sounds_borrowed, spelled
from bibhrat.shapes import Candidate, is_plain
from bibhrat.text import WORD

NAME, WORD_ = "name", "word"
_TOKEN = re.compile(rf"[{WORD}a-z0-9+]+(?:[-.][{WORD}a-z0-9+]+)*|[,;:()'\"।!?\n-]")
_IS_WORD = re.compile(f"[{WORD}a-z]")
# Surest first; a bare "র" or "ে" is as often the end of the name (টুইটার, স্টোরে).
_ENDINGS = tuple(
    re.compile(f"{ending}$")
    for ending in (
        "-?(?:গুলো|গুলি)?-?(?:এর|ের|\u09dfের|কে|তে|\u09dfে|টির|টি|টা)(?:ই|ও)?",
        "-?(?:র|ে|\u09df|এ|সহ)(?:ই|ও)?",
        "(?:ই|ও)",
    )
)
_LEAST = 3  # letters of a stem
_LIKELY = 0.5
_LEAD = 400  # characters in which an article says what it is about
_KEPT = 1 << 15  # words whose spelling is looked at once
_MOST = 4  # places of a word from which more say nothing


@dataclass(slots=True)
class Word:
    """A word of an article: its stem, and where it stands with which ending.

    Attributes:
        stem: folded.
        places: start and end with its ending, in reading order.
        beside: features of what stands beside it.
    """

    stem: str
    places: list[tuple[int, int]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Coined:
    """A model of names.

    Attributes:
        linear: says `NAME` or `WORD_`.
        ordinary: words that are never asked, without those that only names have.
        least: probability from which a word is a name.
    """

    linear: Linear
    ordinary: frozenset[str]
    least: float

    def candidates(
        self, text: str, found: Sequence[Mention[Any]], known: Sequence[Mention[ServiceName]]
    ) -> list[Candidate]:
        """Names among the words that share no character with what is found already.

        Args:
            text: folded text.
            found: mentions of anything: names, cues, times, places.
            known: the names of the catalogue among them.
        """
        stems: dict[tuple[int, int], tuple[str, float]] = {}
        for word in words(text, found, known, self.ordinary):
            chance = self.linear.probabilities(features(word, text))[NAME]
            if chance >= self.least:
                stems.update((place, (word.stem, chance)) for place in word.places)
        return list(_joined(text, stems))

    def to_json(self) -> bytes:
        """The file form; sorted, so that equal models are equal bytes."""
        return orjson.dumps(
            {
                "least": self.least,
                "ordinary": sorted(self.ordinary),
                "linear": orjson.loads(self.linear.to_json()),
            }
        )

    @classmethod
    def read(cls, path: Path) -> "Coined":
        """Load a model.

        Raises:
            AssetError: the file is no model.
        """
        return read_model(path, _stored)


@cache
def coined(models_folder: str = "") -> Coined | None:
    """The model of a folder that `bibhrat train` wrote, by default that of models/bn_outage.

    Returns:
        The model; None in a folder without coined.json, whose other models were fitted on
        readings without such names and would judge them wrongly.

    Raises:
        AssetError: it is broken.
    """
    folder = Path(models_folder) if models_folder else asset("models/bn_outage")
    path = folder / "coined.json"
    return Coined.read(path) if path.exists() else None


def _stored(stored: Mapping[str, Any]) -> Coined:
    linear = Linear.stored(stored["linear"])
    return Coined(linear, frozenset(stored["ordinary"]), float(stored["least"]))


def _joined(text: str, stems: Mapping[tuple[int, int], tuple[str, float]]) -> Iterator[Candidate]:
    """Names of one word, and of up to three that stand side by side: মোবাইল লেজেন্ডস.

    Its shape is "coined" where a word of it is likelier a name than not, else "guessed".
    """
    run: list[tuple[int, int]] = []
    for start, end in [*sorted(stems), (len(text) + 2, len(text) + 2)]:
        if run and (start != run[-1][1] + 1 or text[run[-1][1]] != " " or len(run) == 3):
            first, last = run[0], run[-1]
            shape = "coined" if max(stems[place][1] for place in run) >= _LIKELY else "guessed"
            yield Candidate(first[0], last[0] + len(stems[last][0]), last[1], shape)
            run = []
        run.append((start, end))


def words(
    text: str,
    found: Sequence[Mention[Any]],
    known: Sequence[Mention[ServiceName]],
    ordinary: frozenset[str],
) -> list[Word]:
    """The words of a text that may be names, each with all its places.

    Args:
        text: folded text.
        found: what is no such word.
        known: names of the catalogue; beside them stand other names.
        ordinary: words that are no names.
    """
    taken = Taken(text, (*found, *known))
    services = {m.start: m.end for m in known if m.value.kind != "generic"}
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    asked: list[int] = []
    counts: dict[str, int] = {}
    options: dict[int, list[str]] = {}
    for index, (start, end, word) in enumerate(tokens):
        if not _IS_WORD.match(word) or len(word) < _LEAST or taken.hits(start, end):
            continue
        if word in ordinary or is_plain(word, endings=False):
            continue
        own = list(dict.fromkeys([word, *stems(word)]))
        if any(stem in ordinary or is_plain(stem, endings=False) for stem in own[1:]):
            continue
        asked.append(index)
        options[index] = own
        for stem in own:
            counts[stem] = counts.get(stem, 0) + 1
    names = _Beside(tokens, services, ordinary)
    result: dict[str, Word] = {}
    for index in asked:
        own = options[index]
        stem = max(own, key=lambda form: (counts[form], own.index(form) == min(1, len(own) - 1)))
        start, end, _ = tokens[index]
        known_as = result.setdefault(stem, Word(stem))
        known_as.places.append((start, end))
        known_as.beside += names.features(index, len(stem))
    return list(result.values())


@lru_cache(maxsize=_KEPT)
def stems(word: str) -> tuple[str, ...]:
    """What a word may be without its endings, the likeliest first."""
    matches = (ending.search(word) for ending in _ENDINGS)
    return tuple(word[: m.start()] for m in matches if m is not None and m.start() >= _LEAST)


class _Beside:
    """What stands beside a word."""

    def __init__(
        self,
        tokens: Sequence[tuple[int, int, str]],
        services: Mapping[int, int],
        ordinary: frozenset[str],
    ) -> None:
        self._tokens = tokens
        self._ordinary = ordinary
        self._inside: list[bool] = []
        end = 0
        for start, _, _ in tokens:
            end = max(end, services.get(start, 0))
            self._inside.append(start < end)

    def _at(self, index: int) -> str:
        if not 0 <= index < len(self._tokens):
            return "edge"
        if self._inside[index]:
            return "service"
        word = self._tokens[index][2]
        if not _IS_WORD.match(word):
            return "mark" + word if not word.isdigit() else "number"
        if word in self._ordinary:
            return word
        return next((s for s in stems(word) if s in self._ordinary), "rare")

    def features(self, index: int, length: int) -> Iterator[str]:
        one, two = self._at(index - 1), self._at(index + 1)
        yield f"-1={one}"
        yield f"+1={two}"
        before, behind = self._at(index - 2), self._at(index + 2)
        yield f"-2={before}"
        yield f"+2={behind}"
        yield f"ending={self._tokens[index][2][length:]}"
        listed = {"mark,", "ও", "এবং", "আর"}
        if (one in listed and before == "service") or (two in listed and behind == "service"):
            yield "listed"


def features(word: Word, text: str) -> list[str]:
    """What is asked about a word, by name."""
    title = text.find("\n")
    starts = [start for start, _ in word.places]
    count = min(len(starts), _MOST)
    found = ["bias", f"count={count}"]
    titled = any(start < title for start in starts)
    found.append(f"title={titled}|{min(count, 3)}")
    if any(title <= start < title + _LEAD for start in starts):
        found.append("lead")
    stem = word.stem
    found.append(f"borrowed={sounds_borrowed(stem)}|{count > 1}")
    found += word.beside
    return [*dict.fromkeys(found), *_sound(stem), *spelling(stem)]


@lru_cache(maxsize=_KEPT)
def _sound(stem: str) -> tuple[str, ...]:
    """What a word looks like whatever its letters are."""
    return (
        f"latin={stem.isascii()}",
        f"borrowed={sounds_borrowed(stem)}",
        f"spelled={spelled(stem) is not None}",
        f"length={min(len(stem), 10)}",
    )


@lru_cache(maxsize=_KEPT)
def spelling(stem: str) -> tuple[str, ...]:
    """How a word is spelled: what it begins and ends with, and its letters two by two."""
    pairs = dict.fromkeys(stem[i : i + 2] for i in range(len(stem) - 1))
    ends = ((f"^{stem[:size]}", f"{stem[-size:]}$") for size in (2, 3))
    return (*itertools.chain(*ends), *(f"~{pair}" for pair in pairs))


def names_apart(text: str, inside: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The words of a text outside of names.

    Args:
        text: folded text.
        inside: half-open spans of names.
    """
    taken = Taken(text)
    for start, end in inside:
        taken.add(start, end)
    for match in _TOKEN.finditer(text):
        if _IS_WORD.match(match.group()) and not taken.hits(match.start(), match.end()):
            yield match.group()
