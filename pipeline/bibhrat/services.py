"""Names → canonical ids: which services, companies and outlets the text names, and where.

In goes folded text; out come mentions of kind "service". Which role a name plays is not
decided here. Ordinary words that are also names (বিকাশ, নগদ, এক্স) count only where their
surroundings say so, and names that no catalogue has are taken from their shape.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bibhrat.lexicon import load, names, pattern
from bibhrat.matcher import Match, Matcher, Skeleton, longest
from bibhrat.mention import Mention
from bibhrat.text import WORD, fold

# Kinds that are named beside an outage without being what went down.
BYSTANDER_KINDS = frozenset({"media", "monitor", "company", "regulator", "device"})


@dataclass(frozen=True, slots=True)
class ServiceName:
    """What a name stands for.

    Attributes:
        id: canonical id, kebab-case of the usual English name.
        name, name_bn: for display.
        kind: a kind of the catalogue, or "unknown".
        operator: id of the company behind it, or None.
        country: ISO codes where it is a national service, else empty.
        in_catalogue: False for a name taken from its shape.
    """

    id: str
    name: str
    name_bn: str
    kind: str
    operator: str | None = None
    country: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    in_catalogue: bool = True


@dataclass(frozen=True, slots=True)
class _Spelling:
    service: ServiceName
    ambiguous: bool
    folded: str


class Catalogue:
    """The services known by name."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self.by_id = {key: _service(key, entry) for key, entry in entries.items()}
        phrases: list[tuple[str, _Spelling]] = []
        for key, entry in entries.items():
            ambiguous = set(entry.get("ambiguous", ()))
            for spelling in dict.fromkeys([entry["name"], *entry["bn"], *entry.get("latin", ())]):
                phrases.append(
                    (
                        spelling,
                        _Spelling(self.by_id[key], spelling in ambiguous, fold(spelling).text),
                    )
                )
        self.matcher = Matcher(
            phrases,
            glued=lambda spelling: spelling.service.kind == "media" and len(spelling.folded) > 4,
        )


@cache
def catalogue() -> Catalogue:
    """The catalogue of lexicon/services/*.toml."""
    entries: dict[str, Mapping[str, Any]] = {}
    for file in names("services"):
        entries.update(load(file))
    return Catalogue(entries)


def _service(key: str, entry: Mapping[str, Any]) -> ServiceName:
    return ServiceName(
        id=key,
        name=entry["name"],
        name_bn=entry["bn"][0] if entry["bn"] else entry["name"],
        kind=entry["kind"],
        operator=entry.get("operator"),
        country=tuple(entry.get("country", ())),
        group=tuple(entry.get("in_group", ())),
    )


def find(
    folded_text: str, bones: Skeleton, known: Catalogue | None = None
) -> list[Mention[ServiceName]]:
    """Find services, operators and outlets by name.

    Args:
        folded_text: text after `bibhrat.text.fold`.
        bones: its skeleton.
        known: the catalogue; by default the one that bibhrat ships.

    Returns:
        Mentions in reading order, offsets in `folded_text`, none overlapping another.
    """
    known = known or catalogue()
    matches = longest(known.matcher.find(bones))
    chosen = [_part_of(folded_text, m, known) for m in _settle(folded_text, matches)]
    shaped = _by_shape(folded_text, chosen)
    return sorted([*chosen, *shaped], key=lambda mention: mention.start)


# --- words that are also names ----------------------------------------------------------

_CONTEXT = load("context")
_NAME_CUES = Matcher([(word, True) for word in _CONTEXT["names"]["around"]])
_NEAR = 28  # characters: about four words


def _settle(text: str, matches: list[Match[_Spelling]]) -> list[Mention[ServiceName]]:
    """Keep the certain names, and the ambiguous ones whose surroundings say "name"."""
    certain = [m for m in matches if not m.payload.ambiguous]
    seen = {m.payload.service.id for m in certain}
    kinds = {m.payload.service.kind for m in certain}
    kept: list[Mention[ServiceName]] = []
    for match in matches:
        spelling = match.payload
        if spelling.ambiguous and not _is_name(text, match, seen, kinds):
            continue
        if kept and kept[-1].end > match.start:  # two owners of one spelling: the first fits
            continue
        kept.append(Mention(match.start, match.end, "service", spelling.service))
    return kept


def _is_name(text: str, match: Match[_Spelling], seen: set[str], kinds: set[str]) -> bool:
    service = match.payload.service
    # মানুষ is not Manus and এক্স-রে not X: only the exact spelling, as a word of its own.
    if text[match.start : match.stem_end] != match.payload.folded or _COMPOUND.match(
        text, match.end
    ):
        return False
    if service.id in seen:
        return True
    before = text[max(0, match.start - _NEAR) : match.start]
    after = text[match.end : match.end + _NEAR]
    if before[-1:] in "'\"(" and after[:1] in "'\")" and before[-1:]:
        return True
    return _mentions_service_word(after) or (
        service.kind in kinds and bool(_LIST_BEFORE.search(before) or _LIST_AFTER.match(after))
    )


_COMPOUND = re.compile(rf"-(?!এ|র|কে|তে|ও|ই)[{WORD}]")
_LIST_BEFORE = re.compile(r"(?:,|ও|এবং|আর|বা|-) ?$")
_LIST_AFTER = re.compile(r" ?(?:,|ও |এবং |আর |বা |-)")
_SERVICE_WORDS = re.compile(fold(_CONTEXT["names"]["after_pattern"]).text)


def _mentions_service_word(after: str) -> bool:
    return _SERVICE_WORDS.match(after) is not None


# --- what belongs to a name -------------------------------------------------------------------

_PARTS = load("context")["parts"]
_PART = re.compile(rf"র (?:[^ ।,]{{1,12}} )?({pattern(p + '~' for p in _PARTS['words'])})")
_HAS_PARTS = frozenset(_PARTS["kinds"])


def _part_of(text: str, mention: Mention[ServiceName], known: Catalogue) -> Mention[ServiceName]:
    """ "ডাচ্-বাংলা ব্যাংকের এটিএম": what fails is the part, under an id made of both."""
    owner = mention.value
    if owner.kind not in _HAS_PARTS:
        return mention
    match = _PART.match(text, mention.end - 1)
    if match is None:
        return mention
    suffix = next(id_ for word, id_ in _PART_IDS if match.group(1).startswith(word))
    identity = f"{owner.id}-{suffix}"
    part = known.by_id.get(identity) or ServiceName(
        id=identity,
        name=f"{owner.name} {suffix.replace('-', ' ')}",
        name_bn=f"{owner.name_bn} {match.group(1)}",
        kind=owner.kind,
        operator=owner.id,
        country=owner.country,
        in_catalogue=False,
    )
    return Mention(mention.start, match.end(1), "service", part)


_PART_IDS = [
    (fold(word).text, id_)
    for word, id_ in sorted(_PARTS["words"].items(), key=lambda w: -len(w[0]))
]


# --- names that no catalogue has -----------------------------------------------------------

_HEAD = re.compile(fold(_CONTEXT["shape"]["head_pattern"]).text)
_QUOTED_BEFORE = re.compile(r"['\"]([^'\"\n।]{2,40})['\"] ?(?:নামের |নামক |নামে )?(?:একটি |এই )?$")
_LATIN_BEFORE = re.compile(r"((?:[a-z][a-z0-9.&+-]{1,20} ){1,3})$")


def _by_shape(text: str, chosen: list[Mention[ServiceName]]) -> list[Mention[ServiceName]]:
    """Names in quotes or Latin letters directly before অ্যাপ, পোর্টাল, ওয়েবসাইট, সেবা …"""
    found: list[Mention[ServiceName]] = []
    for head in _HEAD.finditer(text):
        before = text[max(0, head.start() - 60) : head.start()]
        match = _QUOTED_BEFORE.search(before) or _LATIN_BEFORE.search(before)
        if match is None:
            continue
        offset = head.start() - len(before)
        start, end = offset + match.start(1), offset + match.end(1)
        name = text[start:end].strip()
        end = start + len(name)
        if any(m.start < end and start < m.end for m in chosen) or not name:
            continue
        found.append(Mention(start, end, "service", unknown_service(name)))
    return found


def unknown_service(name: str) -> ServiceName:
    """A service that no catalogue has; the id is made from its name.

    >>> unknown_service("আমার টিকিট").id
    'amar-tikit'
    """
    return ServiceName(id=slug(name), name=name, name_bn=name, kind="unknown", in_catalogue=False)


_ROMAN: Mapping[str, str] = load("roman")["letters"]
_CONSONANTS = frozenset(load("roman")["consonants"])
_SIGNS = frozenset("ািীুূৃেৈোৌ্")


def slug(name: str) -> str:
    """Kebab-case Latin id of a Bangla or Latin name.

    >>> slug("DhakaPay Plus"), slug("সোনালী ই-সেবা")
    ('dhakapay-plus', 'sonali-i-seba')
    """
    return "-".join(filter(None, (_romanise(word) for word in _words(name))))


def _words(name: str) -> Iterable[str]:
    return re.split(r"[^a-z0-9\u0980-\u09ff]+", name.lower())


def _romanise(word: str) -> str:
    out: list[str] = []
    for index, letter in enumerate(word):
        out.append(_ROMAN.get(letter, letter if letter.isascii() else ""))
        following = word[index + 1 : index + 2]
        # The inherent vowel is heard between consonants, not at the end of the word.
        if (
            letter in _CONSONANTS
            and following
            and following not in _SIGNS
            and following in _CONSONANTS
        ):
            out.append("a" if index == 0 or following != word[-1:] else "o")
    return "".join(out)
