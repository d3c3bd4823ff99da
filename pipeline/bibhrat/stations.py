"""Radio and television stations: which of them are on or off the air.

In go folded text and the names found in it; out come candidates for stations that no catalogue
has ("কাশফুল টিভির সম্প্রচার"), and the names with the bare word সম্প্রচার given to the station
that the article is about. Stations are named all over the news as sources; only one whose
broadcast is told is a service here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bibhrat.catalogue import ServiceName
from bibhrat.endings import CASE, CLITIC, GENITIVE
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.shapes import Candidate, Places, any_of, is_plain
from bibhrat.text import WORD, fold

_STATIONS = load("context")["stations"]
_SORTS = frozenset(fold(word).text for word in _STATIONS["sorts"])
_WORD = f"[{WORD}a-z0-9]{{2,}}"
_BEHIND = re.compile(
    rf"(?<![{WORD}0-9-])((?:{_WORD} ){{1,2}})({any_of(_STATIONS['behind'])})"
    rf"(?:র|ের|তে|ে)?(?![{WORD}])"
)
_BEFORE = re.compile(rf"(?<![{WORD}0-9-]){any_of(_STATIONS['before'])} ({_WORD})")
_NEEDED = re.compile(any_of([*_STATIONS["behind"], *_STATIONS["before"]]))
_AIRS = re.compile(
    rf"'?(?:(?:{GENITIVE}| এর) {pattern(_STATIONS['airs'])}"
    rf"|(?:-?(?:এর|ের|র|টি))?(?: [^ ।,;\n]{{1,12}}){{0,5}} {pattern(_STATIONS['seen'])})"
)
_ENDING = re.compile(rf"{CASE}?{CLITIC}?(?![{WORD}])")
_OFF = ("বন্ধ ", "বিকল ", "চালু হলো ", "চালু হল ")  # right before the name, in headlines
_GENITIVE = re.compile("(?<=..)(?:ের|এর|(?<=[\u09be-\u09cc])র)$")
_KINDS = frozenset({"broadcaster", "media"})
_BROADCASTS = "television"
_BARE = re.compile("সম্প্রচার")


def stations(text: str, places: Places) -> Iterator[Candidate]:
    """Stations by their last or first word, where one of their places tells of the broadcast.

    Args:
        text: folded text.
        places: of the same text.
    """
    if _NEEDED.search(text) is None:
        return
    told: dict[str, bool] = {}  # one decision a name, over all its places
    for match in _BEHIND.finditer(text):
        start = reached = match.start(1)
        for word in match.group(1).split():
            reached += len(word) + 1
            if is_plain(word) or word in _SORTS:
                start = reached
        if start < match.start(2):
            yield from _on_air(text, places, told, start, match.end(2))
    for match in _BEFORE.finditer(text):
        word = match.group(1)
        for stem in dict.fromkeys(_stems(word)):
            if is_plain(stem, endings=False) or stem in _SORTS:
                break
            end = match.start(1) + len(stem)
            found = list(_on_air(text, places, told, match.start(), end))
            yield from found
            if found:
                break


def _stems(word: str) -> Iterator[str]:
    """A word without its genitive, the likelier first; a bare -র only behind a vowel (সাগর)."""
    ending = _GENITIVE.search(word)
    if ending is not None:
        yield word[: ending.start()]
    yield word


def _on_air(
    text: str, places: Places, told: dict[str, bool], start: int, end: int
) -> Iterator[Candidate]:
    name = text[start:end]
    if name not in told:
        starts = {start, *(left for left, _ in places.of(name))}
        told[name] = (len(starts) > 1 and _BARE.search(text) is not None) or any(
            _AIRS.match(text, left + len(name)) or text.endswith(_OFF, 0, left) for left in starts
        )
    if told[name]:
        ending = _ENDING.match(text, end)
        yield Candidate(start, end, ending.end() if ending is not None else end, "named")


def on_air(text: str, found: Sequence[Mention[ServiceName]]) -> list[Mention[ServiceName]]:
    """Make services of the stations whose broadcast is told; the bare word is theirs.

    Args:
        text: folded text.
        found: names in reading order, none overlapping another.
    """
    if _BARE.search(text) is None:
        return list(found)
    told: dict[str, ServiceName] = {}
    for mention in found:
        value = mention.value
        is_station = value.kind in _KINDS or (
            not value.in_catalogue and " " in value.name and _NEEDED.search(value.name) is not None
        )
        if is_station and _tells(text, mention):
            kind = "broadcaster" if value.in_catalogue else value.kind
            told[value.id] = replace(value, kind=kind, doubtful=False)
    if not told:
        return list(found)
    only = next(iter(told.values())) if len(told) == 1 else None
    kept: list[Mention[ServiceName]] = []
    for mention in found:
        if mention.value.id == _BROADCASTS and _BARE.match(text, mention.start):
            if only is not None:
                kept.append(replace(mention, value=only))
            continue
        own = told.get(mention.value.id)
        kept.append(mention if own is None else replace(mention, value=own))
    return kept


def _tells(text: str, mention: Mention[ServiceName]) -> bool:
    """Whether what stands behind a station's name is its broadcast."""
    ending = _GENITIVE.search(text, mention.start, mention.end)
    stop = ending.start() if ending is not None else mention.end
    if text.endswith(_OFF, 0, mention.start) or _AIRS.match(text, stop):
        return True
    return _AIRS.match(text, mention.end) is not None
