"""What belongs to whom: "সিটি ব্যাংকের এটিএম" is city-bank-atm, not every bank's ATM.

In go folded text and the names found in it; out come the same names, where a part that can
fail by itself (এটিএম, অ্যাপ, সার্ভার, পোর্টাল) is named with its owner under an id made of
both. In an article about one bank its parts are meant without saying so each time.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bibhrat.catalogue import ServiceName
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.shapes import is_plain
from bibhrat.slugs import slug, translated
from bibhrat.text import WORD, fold

_PARTS = load("context")["parts"]
_HAS_PARTS = frozenset(_PARTS["kinds"])
_SUFFIX: Mapping[str, str] = {fold(word).text: id_ for word, id_ in _PARTS["words"].items()}
_BARE = frozenset(_PARTS["bare"]["words"])
_APPS = frozenset({"bank", "mobile-money"})
_BANK = re.compile(r"ব্যা(?:ংক|ঙ্ক)$")
_CASE = "(?:-?(?:এর|ের|র|কে|তে|ে|\u09df(?:ের|ে)?))"
_PART = re.compile(
    rf"(?<![{WORD}])({'|'.join(re.escape(w) for w in sorted(_SUFFIX, key=len, reverse=True))})"
    rf"(?: বুথ| সেবা| সফটওয়্যার| ব্যবস্থা)?(?:টি|টা|গুলো|গুলি|গুলিও)?(?:{_CASE}|-?সহ)?[ইও]?(?![{WORD}])"
)
_OWNED = re.compile(r"(?:-?এর)? ((?:[^ ।,;'\"]{1,14}[ -]){0,2})$")
_LISTED = re.compile(r"(?:,| ও| এবং| আর| বা| কিংবা) (?:[^ ।,;]{1,10} )?$")
_COMMA = re.compile("(?:,| ও| এবং| আর) ")
_POSSESSED = re.compile(rf"{pattern(_PARTS['possessive'])} (?:[^ ।,;]{{1,12}} )?$")
_BANK_WORD = re.compile("ব্যা(?:ংক|ঙ্ক)")
_OTHER = re.compile(rf"{pattern(_PARTS['other'])} ব্যা(?:ংক|ঙ্ক)[{WORD}]* (?:[^ ।,;]{{1,12}} )?$")
_INSTITUTIONS: Mapping[str, str] = {
    fold(word).text: id_ for word, id_ in _PARTS["institutions"].items()
}
_INSTITUTION = re.compile(
    rf"(?<![{WORD}0-9-])((?:[{WORD}0-9]{{2,}} ){{1,3}})"
    rf"({'|'.join(sorted(_INSTITUTIONS, key=len, reverse=True))})(?:ের|র|-এর|ে|তে|\u09df)?(?![{WORD}])"
)
_FILLER = re.compile(f"{pattern(_PARTS['fillers'])}$")
_SHORT: Mapping[str, str] = _PARTS["short"]
_CALLED = {
    kind: re.compile(rf"{pattern(nouns)} (?:[^ ।,;]{{1,12}} )?$")
    for kind, nouns in _PARTS["called"].items()
}
_ONLY: Mapping[str, frozenset[str]] = {
    kind: frozenset(suffixes) for kind, suffixes in _PARTS["only"].items()
}
_DESCRIBING = re.compile(rf"((?:[{WORD}]{{2,}}[ -]){{1,2}})$")
_GAME_EDITIONS = frozenset(fold(word).text for word in _PARTS["game_editions"])
_EDITIONS = sorted([*(fold(w).text for w in _PARTS["editions"]), *_GAME_EDITIONS])
_EDITION = re.compile(rf" ({'|'.join(_EDITIONS)}){_CASE}?[ইও]?(?![{WORD}])(?! অ্যাপ)")
_RUN_APART = frozenset({"airline", "airport"})
# Whose parts are many: a university has a portal for admissions and another for results.
_DESCRIBED = frozenset({"unknown-owner", "airport", "education", "health"})
# Descriptions of a service of one place in an article about it, and how that is told.
_PLACED = (("ইমিগ্রেশন", "-immigration", "airport"), ("পাসপোর্ট", "-passport-office", "-"))
# What is meant in an article about a place that has it: "বিকেলে সার্ভার বসে যায়".
_OF_PLACES = {"unknown-owner": ("portal", "website", "server"), "airport": ("server",)}
_LEAD = 500  # characters in which an article names what it is about
_REACH = 32  # characters between an owner and its part


@dataclass(frozen=True, slots=True)
class _Part:
    """A word for a part: where it stands, and the id suffix that it gives."""

    start: int
    end: int
    word: str
    suffix: str


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
    names = _Names(text, found)
    kept = {mention.start: mention for mention in found}
    renamed: dict[str, ServiceName] = {}
    described: dict[str, set[ServiceName]] = {}
    last: tuple[int, ServiceName] | None = None
    used: set[int] = set()
    for part in _parts(text):
        inside = names.inside(part)
        direct = names.direct(part)
        if any(not names.gives_way(mention, direct) for mention in inside):
            continue
        if direct is not None and direct.start in used:
            continue  # "রেলওয়ের ই-টিকেটিং ওয়েবসাইট" is one part
        owner = direct.value if direct is not None else None
        if owner is None and last is not None and names.is_listed(last, part):
            owner = last[1]
        if owner is None:
            owner = names.heading(part)
        if owner is None and names.main is not None and names.is_meant(part):
            owner = names.main
        if owner is None:
            continue
        last = (part.end, owner)
        value = names.value(owner, part, direct, known)
        named = names.begins(part.end)
        if named is not None:  # "সুরমা ব্যাংকের অ্যাপ ‘সুরমা প্লাস’": the name stands for itself
            if not named.in_catalogue and part.suffix == "app":
                renamed[named.id] = replace(value, name_bn=named.name_bn)
            continue
        for mention in inside:
            kept.pop(mention.start, None)
            if mention.value.kind == "government":
                described.setdefault(mention.value.id, set()).add(value)
        if direct is not None:
            kept.pop(direct.start, None)
            used.add(direct.start)
        own = [m.start for m in inside if m.value.kind == "unknown-headed"]
        start = direct.start if direct is not None else min([part.start, *own])
        end = max([part.end, *(mention.end for mention in inside)])
        for mention in names.at(start, end):
            kept.pop(mention.start, None)
        kept[start] = Mention(start, end, "service", value)
    # Behind "আগরতলা ইমিগ্রেশনের সার্ভার" a bare "ইমিগ্রেশনের সার্ভার" is the same.
    renamed |= {id_: values.pop() for id_, values in described.items() if len(values) == 1}
    renamed |= _shortened(mention.value for mention in kept.values())
    return [
        replace(kept[start], value=renamed.get(kept[start].value.id, kept[start].value))
        for start in sorted(kept)
    ]


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


def _parts(text: str) -> Iterator[_Part]:
    for match in _PART.finditer(text):
        yield _Part(match.start(), match.end(), match.group(1), _SUFFIX[match.group(1)])


def _part(owner: ServiceName, part: _Part, suffix: str) -> ServiceName:
    """A part that no catalogue has."""
    return ServiceName(
        id=f"{_SHORT.get(owner.id, owner.id)}-{suffix}",
        name=f"{owner.name} {suffix.replace('-', ' ')}",
        name_bn=f"{owner.name_bn} {part.word}",
        kind=owner.kind if owner.in_catalogue else "unknown-part",
        operator=owner.id if owner.kind != "unknown-owner" else None,
        country=owner.country,
        in_catalogue=False,
    )


def is_owner(value: ServiceName) -> bool:
    """Whether a name is an organisation whose parts fail by themselves."""
    if value.kind in _ONLY:
        return True
    if value.kind == "unknown-brand":
        return _BANK.search(value.name) is not None
    # An airline keeps its own parts though a group owns it, an airport though a state runs it.
    return value.kind in _HAS_PARTS and (value.operator is None or value.kind in _RUN_APART)


def _is_bank(value: ServiceName) -> bool:
    return value.kind in ("bank", "unknown-brand")


class _Names:
    """The names of a text, and who owns what among them."""

    def __init__(self, text: str, found: Sequence[Mention[ServiceName]]) -> None:
        self._text = text
        self._found = found
        self._starts = [mention.start for mention in found]
        self._owners = sorted(
            [*(m for m in found if is_owner(m.value)), *self._institutions()],
            key=lambda mention: mention.end,
        )
        self._ends = [mention.end for mention in self._owners]
        self._apps: dict[str, set[ServiceName]] = {}
        for value in {m.value for m in found}:
            if value.operator is not None and value.kind in _APPS and value.in_catalogue:
                self._apps.setdefault(value.operator, set()).add(value)
        self._title = text.find("\n")
        early = {m.value for m in self._owners if m.start < self._title + _LEAD and m.kind != ""}
        banks = {value for value in early if _is_bank(value)}
        chosen = banks or {value for value in early if value.kind not in _ONLY}
        if not chosen:  # a university that no catalogue has
            lead = [m.value for m in self._owners if m.start < self._title + _LEAD]
            chosen = {value for value in lead if value.kind == "unknown-owner"}
        self.main = next(iter(chosen)) if len(chosen) == 1 else None
        self._titled = any(m.value == self.main and m.start < self._title for m in self._owners)

    def _institutions(self) -> Iterator[Mention[ServiceName]]:
        """Owners by their last word alone, "বঙ্গভূমি বিশ্ববিদ্যালয়"; they are no services."""
        for match in _INSTITUTION.finditer(self._text):
            start = match.start(1)
            proper: list[str] = []
            for word in re.finditer("[^ ]+", match.group(1)):
                if _FILLER.match(word.group()):
                    continue
                proper.append(word.group())
                whose = word.group().removesuffix("ের")
                filler = _FILLER.match(self._text[match.start(1) + word.end() + 1 : match.end(1) - 1])
                if whose != word.group() and filler:  # "মনসুরাবাদের বিভাগীয় পাসপোর্ট অফিস"
                    proper = [whose]
                elif is_plain(word.group()) or word.group().endswith("ের"):
                    start = match.start(1) + word.end() + 1
                    proper.clear()
            end = match.end(2)
            if not proper or any(
                m.start < match.start(2)
                or (m.end > end and m.value.kind not in ("unknown-headed", "generic", "government"))
                for m in self.at(start, match.end())
            ):
                continue
            name = self._text[start:end]
            id_ = f"{slug(' '.join(proper))}-{_INSTITUTIONS[match.group(2)]}"
            value = ServiceName(id_, name, name, "unknown-owner", in_catalogue=False)
            yield Mention(start, match.end(), "", value)

    def at(self, start: int, end: int) -> list[Mention[ServiceName]]:
        """The mentions that share a character with a span."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [m for m in self._found[first:last] if m.start < end and start < m.end]

    def inside(self, part: _Part) -> list[Mention[ServiceName]]:
        """The mentions that share a character with a part."""
        return self.at(part.start, part.end)

    def gives_way(
        self, mention: Mention[ServiceName], owner: Mention[ServiceName] | None
    ) -> bool:
        """Whether a name inside a part is only that part without its owner.

        A description, "ইমিগ্রেশনের সার্ভার", is one too where it is told whose.
        """
        value = mention.value
        if value.kind != "government":
            return value.kind in ("generic", "unknown-headed") or value.id in ("upi",)
        if owner is not None:
            return owner.value.kind == "airport" or mention.start < owner.end
        if self.main is None:
            return False
        described = self._text[mention.start : mention.end]
        return any(
            word in described and (self.main.id.endswith(end) or self.main.kind == kind)
            for word, end, kind in _PLACED
        )

    def heading(self, part: _Part) -> ServiceName | None:
        """The owner that the paragraph opens with as a heading: "স্টেট ব্যাঙ্ক: রাত ১২টা থেকে …"."""
        line = self._text.rfind("\n", 0, part.start) + 1
        index = bisect_right(self._ends, self._text.find(":", line, part.start)) - 1
        if index < 0:
            return None
        owner = self._owners[index]
        opens = not self._text[line : owner.start].strip(" *•-") if owner.start >= line else False
        closes = self._text[owner.end : owner.end + 1] == ":"
        return owner.value if opens and closes and is_owner(owner.value) else None

    def begins(self, end: int) -> ServiceName | None:
        """The service whose name begins right behind, a quotation mark apart."""
        index = bisect_left(self._starts, end)
        if index == len(self._starts) or self._starts[index] > end + 2:
            return None
        apart = self._text[end : self._starts[index]].strip(" '\"")
        return self._found[index].value if not apart else None

    def direct(self, part: _Part) -> Mention[ServiceName] | None:
        """The owner in the genitive right before a part, two words apart at most."""
        index = bisect_right(self._ends, part.start) - 1
        if index < 0 or part.start - self._ends[index] > _REACH:
            return None
        owner = self._owners[index]
        between = self._text[owner.end : part.start]
        if owner.value.kind in _ONLY and part.suffix not in _ONLY[owner.value.kind]:
            return None
        genitive = self._text[owner.end - 1] == "র" or between.startswith(("-এর", "এর"))
        if owner.value.kind == "airport":  # "দিল্লি বিমানবন্দরে ইমিগ্রেশনের সার্ভার"
            genitive = genitive or self._text[owner.end - 1] == "ে"
        return owner if genitive and _OWNED.fullmatch(between) else None

    def is_listed(self, last: tuple[int, ServiceName], part: _Part) -> bool:
        """Whether a part stands in one list with the part before: "…, Yono ও ইউপিআই"."""
        end, owner = last
        if part.start - end > 2 * _REACH:
            return False
        for mention in self.at(end, part.start):
            if mention.value.operator != owner.id or not _COMMA.fullmatch(
                self._text[end : mention.start]
            ):
                return False
            end = mention.end
        return _LISTED.fullmatch(self._text[end : part.start]) is not None

    def is_meant(self, part: _Part) -> bool:
        """Whether a part without an owner beside it is the main owner's."""
        assert self.main is not None
        before = self._text[max(0, part.start - _REACH) : part.start]
        if _OTHER.search(before):
            return False
        called = _CALLED.get(self.main.kind)
        if called is not None and called.search(before):
            return True
        if part.suffix in _OF_PLACES.get(self.main.kind, ()):
            return True
        possessed = _POSSESSED.search(before)
        if possessed is not None:
            return _is_bank(self.main) or _BANK_WORD.match(possessed.group()) is None
        if not _is_bank(self.main):
            return False
        return part.suffix in _BARE or (part.suffix == "upi" and self._titled)

    def value(
        self,
        owner: ServiceName,
        part: _Part,
        direct: Mention[ServiceName] | None,
        known: Mapping[str, ServiceName],
    ) -> ServiceName:
        """The service that an owner's part is."""
        if part.suffix == "app":
            apps = self._apps.get(owner.id, ())
            if len(apps) == 1:
                return next(iter(apps))
        if part.suffix == "ticketing":
            sold = (s for s in known.values() if s.operator == owner.id and s.kind == "ticketing")
            return next(sold, None) or _part(owner, part, part.suffix)
        suffix = part.suffix
        if owner.kind in _DESCRIBED:
            suffix = "-".join([*self._describing(owner, part, direct), suffix])
        return known.get(f"{owner.id}-{suffix}") or _part(owner, part, suffix)

    def _describing(
        self, owner: ServiceName, part: _Part, direct: Mention[ServiceName] | None
    ) -> Iterator[str]:
        """What stands between an owner and its part, in English: ভর্তি admission."""
        start = direct.end if direct is not None else max(0, part.start - _REACH)
        before = _DESCRIBING.search(self._text, start, part.start)
        if before is None:
            return
        for word in before.group().replace("-", " ").split():
            english = translated(word)
            if english in owner.id.split("-"):
                continue
            if english is not None or (direct is not None and not is_plain(word)):
                yield english or slug(word)
