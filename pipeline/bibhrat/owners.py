"""What belongs to whom: "সিটি ব্যাংকের এটিএম" is city-bank-atm, not every bank's ATM.

In go folded text and the names found in it; out come the same names, where a part that can
fail by itself (এটিএম, অ্যাপ, সার্ভার, পোর্টাল) is named with its owner under an id made of
both. In an article about one bank its parts are meant without saying so each time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bibhrat.catalogue import ServiceName
from bibhrat.endings import CASE, CLITIC
from bibhrat.lexicon import load
from bibhrat.mention import Mention
from bibhrat.owner_names import Names
from bibhrat.parts import Part, owned_part, parts
from bibhrat.slugs import slug
from bibhrat.text import WORD, fold

_PARTS = load("context")["parts"]
_E_TICKETS = "e-tickets"
_SAID_IN_SHORT = frozenset({"portal", "server", "website"})
_GAME_EDITIONS = frozenset(fold(word).text for word in _PARTS["game_editions"])
_EDITIONS = sorted([*(fold(w).text for w in _PARTS["editions"]), *_GAME_EDITIONS])
_EDITION = re.compile(rf" ({'|'.join(_EDITIONS)}){CASE}?{CLITIC}?(?![{WORD}])(?! অ্যাপ)")


def owned(
    text: str, found: Sequence[Mention[ServiceName]], known: Mapping[str, ServiceName]
) -> list[Mention[ServiceName]]:
    """Name the parts of organisations by their owners.

    Args:
        text: folded text.
        found: names in reading order, none overlapping another.
        known: the catalogue by id: where it has owner and part, the entry is taken.

    Returns:
        Mentions in reading order, none overlapping another.
    """
    found = [_edition(text, mention) for mention in found]
    names = Names(text, found)
    own = [(part, names.direct(part)) for part in parts(text)]
    told = _told(text, names, own, known)
    kept = {mention.start: mention for mention in found}
    renamed: dict[str, ServiceName] = {}
    described: dict[str, set[ServiceName]] = {}
    last: tuple[int, ServiceName] | None = None
    used: set[int] = set()
    reached = 0
    for part, direct in own:
        inside = names.inside(part)
        if part.start == reached + 1 and text[reached - 1] == "র":
            for mention in inside:  # "পোর্টালের সার্ভার": that of the portal is the portal itself
                if names.gives_way(mention, direct):
                    kept.pop(mention.start, None)
            continue
        again = direct is not None and direct.start in used  # "রেলওয়ের ই-টিকেটিং ওয়েবসাইট"
        if again or any(not names.gives_way(mention, direct) for mention in inside):
            continue
        owner = names.owner(part, direct, last)
        value = _service(text, names, part, direct, owner, told, known)
        if value is None:
            continue
        last = (part.end, owner) if owner is not None else last
        named = names.begins(part.end)
        if named is not None and named.kind != "generic":
            # "সুরমা ব্যাংকের অ্যাপ ‘সুরমা প্লাস’": the name stands for itself
            if not named.in_catalogue and part.suffix == "app":
                renamed[named.id] = replace(value, name_bn=named.name_bn)
            continue
        for mention in inside:
            if mention.value.kind == "government":
                described.setdefault(mention.value.id, set()).add(value)
        if direct is not None:
            used.add(direct.start)
            kept |= _shared(text, names, direct, part, known)
        whole = _whole(part, direct, inside, value)
        for mention in (*inside, *names.at(whole.start, whole.end)):
            kept.pop(mention.start, None)
        kept[whole.start] = whole
        reached = whole.end
    # Behind "আগরতলা ইমিগ্রেশনের সার্ভার" a bare "ইমিগ্রেশনের সার্ভার" is the same.
    renamed |= {id_: values.pop() for id_, values in described.items() if len(values) == 1}
    renamed |= _shortened(mention.value for mention in kept.values())
    renamed |= _tickets({mention.value for mention in kept.values()}, known)
    return [
        replace(kept[start], value=renamed.get(kept[start].value.id, kept[start].value))
        for start in sorted(kept)
    ]


def _service(
    text: str,
    names: Names,
    part: Part,
    direct: Mention[ServiceName] | None,
    owner: ServiceName | None,
    told: Mapping[str, set[ServiceName]],
    known: Mapping[str, ServiceName],
) -> ServiceName | None:
    """What a part is, or None where it is nobody's: the one that the article names in full."""
    only = told.get(part.suffix, set())
    if direct is None and len(only) == 1 and (owner is not None or names.is_bare(part)):
        return next(iter(only))
    if owner is None:
        return None
    app = names.app(owner) if part.suffix == "app" else None
    return app or owned_part(text, owner, part, direct, known)


def _shared(
    text: str,
    names: Names,
    direct: Mention[ServiceName],
    part: Part,
    known: Mapping[str, ServiceName],
) -> dict[int, Mention[ServiceName]]:
    """The same part of the owners in one list with its owner, by where they are named."""
    return {
        other.start: replace(other, value=owned_part(text, other.value, part, None, known))
        for other in names.sharing(direct)
    }


def _whole(
    part: Part,
    direct: Mention[ServiceName] | None,
    inside: Sequence[Mention[ServiceName]],
    value: ServiceName,
) -> Mention[ServiceName]:
    """A part with the owner before it and the names that give way to it."""
    own = [m.start for m in inside if m.value.kind in ("unknown-headed", "government")]
    start = direct.start if direct is not None else min([part.start, *own])
    end = max([part.end, *(mention.end for mention in inside)])
    return Mention(start, end, "service", value)


def _told(
    text: str,
    names: Names,
    own: Iterable[tuple[Part, Mention[ServiceName] | None]],
    known: Mapping[str, ServiceName],
) -> dict[str, set[ServiceName]]:
    """The parts that an article names in full, by what they are: "… সার্ভার", "… ওয়েবসাইট"."""
    found: dict[str, set[ServiceName]] = {}
    for part, direct in own:
        if part.suffix not in _SAID_IN_SHORT:
            continue
        full = [m.value for m in names.inside(part) if not names.gives_way(m, direct)]
        if not full and direct is not None:
            full = [owned_part(text, direct.value, part, direct, known)]
        found.setdefault(part.suffix, set()).update(full)
    return found


def _shortened(values: Iterable[ServiceName]) -> dict[str, ServiceName]:
    """Parts told again in short: "বঙ্গভূমির পোর্টাল" is its ভর্তি-পোর্টাল, if it has no other."""
    parts = {value.id: value for value in values if value.kind == "unknown-part"}
    found: dict[str, ServiceName] = {}
    for id_, value in parts.items():
        owner, _, suffix = id_.rpartition("-")
        longer = [
            other
            for other, full in parts.items()
            if full.operator == value.operator
            and other != id_
            and other.startswith(f"{owner}-")
            and other.endswith(f"-{suffix}")
        ]
        if len(longer) == 1:
            found[id_] = parts[longer[0]]
    return found


def _tickets(
    values: Iterable[ServiceName], known: Mapping[str, ServiceName]
) -> dict[str, ServiceName]:
    """Bare e-tickets are the railway's in an article that names its tickets."""
    sold = {
        value
        for value in values
        if value.kind == "ticketing"
        and value.operator is not None
        and value.operator in known
        and known[value.operator].kind == "transport"
    }
    return {_E_TICKETS: replace(sold.pop(), doubtful=False)} if len(sold) == 1 else {}


def _edition(text: str, mention: Mention[ServiceName]) -> Mention[ServiceName]:
    """The product that is meant where an edition stands behind a name: "ইয়োনো লাইট"."""
    value = mention.value
    if value.kind in ("generic", "company") or value.doubtful:
        return mention
    match = _EDITION.match(text, mention.end)
    if match is None or (match.group(1) in _GAME_EDITIONS and value.kind != "game"):
        return mention
    word = match.group(1)
    product = replace(
        value,
        id=f"{value.id}-{slug(word)}",
        name=f"{value.name} {slug(word).title()}",
        name_bn=f"{value.name_bn} {word}",
        in_catalogue=False,
    )
    return replace(mention, end=match.end(), value=product)
