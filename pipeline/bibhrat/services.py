"""Names → canonical ids: which services, companies and outlets the text names, and where.

In goes folded text; out come mentions of kind "service". Which role a name plays is not
decided here. Ordinary words that are also names (বিকাশ, নগদ, এক্স) count only where their
surroundings say so, and names that no catalogue has are taken from their shape.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bibhrat.catalogue import BYSTANDER_KINDS, Catalogue, ServiceName, Spelling, catalogue
from bibhrat.cues import Cue
from bibhrat.lexicon import load, pattern
from bibhrat.matcher import HASANTA, Match, Skeleton, longest
from bibhrat.mention import Mention
from bibhrat.owners import owned
from bibhrat.shapes import Candidate
from bibhrat.shared_nouns import with_shared_nouns
from bibhrat.short_forms import with_short_forms
from bibhrat.stations import on_air
from bibhrat.text import WORD, fold
from bibhrat.unknown import with_unknown

__all__ = ["BYSTANDER_KINDS", "ServiceName", "by_name", "catalogue", "complete", "find"]


def find(
    folded_text: str,
    bones: Skeleton,
    known: Catalogue | None = None,
    *,
    home: str | None = None,
) -> list[Mention[ServiceName]]:
    """Find services, operators and outlets by name.

    Args:
        folded_text: text after `bibhrat.text.fold`.
        bones: its skeleton.
        known: the catalogue; by default the one that bibhrat ships.
        home: ISO code of the reader's country: of two owners of a spelling (এয়ারটেল) its own.

    Returns:
        Mentions in reading order, offsets in `folded_text`, none overlapping another.
    """
    known = known or catalogue()
    return complete(folded_text, by_name(folded_text, bones, known, home=home), known=known)


def complete(
    folded_text: str,
    named: Sequence[Mention[ServiceName]],
    words: Sequence[Mention[Cue]] = (),
    *,
    known: Catalogue | None = None,
    tagged: Iterable[Candidate] | None = None,
    read: Sequence[tuple[int, int]] = (),
    coined: Iterable[Candidate] = (),
) -> list[Mention[ServiceName]]:
    """Add to the names of the catalogue those that it lacks, and give parts to their owners.

    Args:
        folded_text: the text.
        named: what `by_name` found in it.
        words: its cues; all but those of something digital (অ্যাপ, সেবা) are never names.
        known: the catalogue; by default the one that bibhrat ships.
        tagged: names that another recogniser found, in place of those that shapes give.
        read: names that a model has found, before all others.
        coined: names that a model takes for such, behind all others.
    """
    named = with_short_forms(folded_text, named)
    found = with_unknown(folded_text, named, ordinary(words), tagged, read, coined)
    found = owned(folded_text, on_air(folded_text, found), (known or catalogue()).by_id)
    return with_short_forms(folded_text, found)


def ordinary(words: Iterable[Mention[Cue]]) -> list[Mention[Cue]]:
    """Cues that are never names: all but those of something digital (অ্যাপ, সেবা)."""
    return [word for word in words if word.value.kind != "digital"]


def by_name(
    folded_text: str,
    bones: Skeleton,
    known: Catalogue | None = None,
    *,
    home: str | None = None,
) -> list[Mention[ServiceName]]:
    """Like `find`, without the names that no catalogue has."""
    known = known or catalogue()
    matches = sorted(
        longest(
            [
                m
                for m in known.matcher.find(bones)
                if not _is_elsewhere(m, home) and not _in_address(folded_text, m)
            ]
        ),
        key=lambda m: (m.start, _is_foreign(m, home)),
    )
    found: list[Mention[ServiceName]] = []
    for mention in _settle(folded_text, matches):
        if not found or found[-1].end <= mention.start:  # else it is part of the name before
            found.append(mention)
    return with_shared_nouns(folded_text, found, known)


# --- words that are also names ----------------------------------------------------------

_CONTEXT = load("context")
_DESCRIPTION = re.compile(" (?:সার্ভার|পোর্টাল|ওয়েবসাইট|সিস্টেম|সেবা|টিকিট)$")
_ONLY_AT_HOME = frozenset(fold(name).text for name in _CONTEXT["names"]["only_at_home"])
_SHORT = 2
_NEAR = 28  # characters: about four words


def _is_foreign(match: Match[Spelling], home: str | None) -> bool:
    country = match.payload.service.country
    return bool(country) and home is not None and home not in country


def _is_elsewhere(match: Match[Spelling], home: str | None) -> bool:
    """Whether a description is another country's: "ইমিগ্রেশনের সার্ভার" in an Indian paper."""
    kind, folded = match.payload.service.kind, match.payload.folded
    described = kind in ("government", "ticketing") and _DESCRIPTION.search(folded) is not None
    return (described or folded in _ONLY_AT_HOME) and _is_foreign(match, home)


def _in_address(text: str, match: Match[Spelling]) -> bool:
    """Whether a name stands inside an address: the host in "apply.teletalk.com.bd"."""
    if match.start < _SHORT or text[match.start - 1] not in ".@":
        return False
    before = text[match.start - _SHORT]
    return before.isascii() and before.isalnum() and before != "w"  # www.


def _settle(text: str, matches: list[Match[Spelling]]) -> list[Mention[ServiceName]]:
    """All names; those that are ordinary words, and where nothing says "name", as doubtful."""
    seen = _Seen.of([m.payload.service for m in matches if not m.payload.ambiguous])
    listed = _listed(text, matches)
    joined = _joined(text, matches)
    starts = {match.start for match in matches}  # "টিমস-আউটলুক" are two
    kept: list[Mention[ServiceName]] = []
    for match in matches:
        service = match.payload.service
        if match.payload.ambiguous:
            # মানুষ is not Manus and এক্স-রে not X: only the exact spelling, a word of its own.
            # টিম্‌স is টিমস, though: a hasanta is often left out.
            written = text[match.start : match.stem_end].replace(HASANTA, "")
            compound = match.end + 1 not in starts and _COMPOUND.match(text, match.end)
            if written != match.payload.folded.replace(HASANTA, "") or compound:
                continue
            if match.payload.folded in _ONLY_LISTED:
                if match.end not in joined and match.start not in joined:
                    continue
            elif match.start not in listed and not _is_name(text, match, seen):
                service = replace(service, doubtful=True)
        if kept and kept[-1].end > match.start:  # two owners of one spelling: the nearer one
            continue
        kept.append(Mention(match.start, match.end, "service", service))
    return kept


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an article names for certain: ids, their kinds and the companies behind them."""

    ids: frozenset[str]
    kinds: frozenset[str]
    owners: frozenset[str]

    @classmethod
    def of(cls, certain: Sequence[ServiceName]) -> "_Seen":
        return cls(
            frozenset(service.id for service in certain),
            frozenset(service.kind for service in certain),
            frozenset(service.operator or service.id for service in certain),
        )


def _listed(text: str, matches: Sequence[Match[Spelling]]) -> set[int]:
    """Where ordinary words of one kind of service stand in a list: বিকাশ, নগদ ও রকেটে."""
    found: set[int] = set()
    for one, other in pairwise(match for match in matches if match.payload.ambiguous):
        same = one.payload.service.kind == other.payload.service.kind
        if same and one.payload.service.id != other.payload.service.id:
            between = text[one.end : other.start]
            if _LIST_BETWEEN.fullmatch(between) and one.payload.service.kind in _LISTED_KINDS:
                found |= {one.start, other.start}
    for one, other in pairwise(matches):  # "ডুয়োলিঙ্গো, সিগন্যাল ও ফোর্টনাইট"
        if one.payload.ambiguous != other.payload.ambiguous and _COUNTED.fullmatch(
            text[one.end : other.start]
        ):
            certain, word = (other, one) if one.payload.ambiguous else (one, other)
            kinds = {certain.payload.service.kind, word.payload.service.kind}
            if not kinds & _UNLIKE and not _NO_NAME.match(text, word.end):
                found.add(word.start)
    return found


def _joined(text: str, matches: Sequence[Match[Spelling]]) -> set[int]:
    """Where a word ends and the net begins, or the other way: "ফোন-ইন্টারনেট", "নেট ও ফোন"."""
    found: set[int] = set()
    for one, other in pairwise(matches):
        if _NET.isdisjoint((one.payload.service.id, other.payload.service.id)):
            continue
        if _IN_ONE_BREATH.fullmatch(text[one.end : other.start]):
            found |= {one.end, other.start}
    return found


def _is_name(text: str, match: Match[Spelling], seen: _Seen) -> bool:
    service = match.payload.service
    if match.payload.folded.isdigit():
        return _is_dialled(text, match, service.id in seen.ids)
    if text[match.start : match.end] in _VERBS:
        return False
    if service.id in seen.ids:
        return True
    # In an article about Google ড্রাইভ and মিট are its services; "সমস্যা মিটে গেছে" is a verb.
    owned = match.payload.short and (service.operator or service.id) in seen.owners
    if owned and not _NO_NAME.match(text, match.end):
        return True
    # Latin letters in Bangla text are a name, unless there are too few of them (X, Vi).
    if match.payload.folded.isascii() and len(match.payload.folded) > _SHORT:
        return True
    before = text[max(0, match.start - _NEAR) : match.start]
    after = text[match.end : match.end + _NEAR]
    if _HEAD_NOUN.search(before) and not _NO_NAME.match(text, match.end):
        return True  # "মোবাইল আর্থিক সেবা রকেট", "ভিডিও দেখার অ্যাপ টফি"
    if before[-1:] in "'\"(" and after[:1] in "'\")" and before[-1:]:
        return True
    # "এই সময়ের মধ্যে গ্রাহকেরা": an outlet has no customers.
    tells = service.kind != "media" and match.payload.folded not in _OTHER_THINGS
    return (tells and _mentions_service_word(after)) or (
        service.kind in seen.kinds and bool(_LIST_BEFORE.search(before) or _LIST_AFTER.match(after))
    )


def _is_dialled(text: str, match: Match[Spelling], known: bool) -> bool:
    """Whether a number is one to call: "৯৯৯-এ", not "৬৯,৯৯৯ টাকা" or "১০৯টি".

    Args:
        text, match: where it stands.
        known: whether it is named in full elsewhere; then all but amounts are it.
    """
    written = text[match.start : match.end]
    before = text[max(0, match.start - _NEAR) : match.start]
    part = before.endswith((",", ".")) and before[-2:-1].isdigit()
    if part or written.endswith(_CLASSIFIERS) or _NUMBER_COUNTS.match(text, match.end):
        return False
    called = known or "-" in written or _NUMBER_BEFORE.search(before) is not None
    return called or _NUMBER_AFTER.match(text, match.end) is not None


_VERBS = frozenset(fold(word).text for word in _CONTEXT["names"]["verbs"])
_ONLY_LISTED = frozenset(fold(word).text for word in _CONTEXT["names"]["only_listed"])
_OTHER_THINGS = frozenset(fold(word).text for word in _CONTEXT["names"]["other_things"])
_CLASSIFIERS = ("টি", "টা", "টির", "টার")
_NUMBER_COUNTS = re.compile(f" {pattern(_CONTEXT['names']['number_counts'])}")
_NUMBER_BEFORE = re.compile(rf"{pattern(_CONTEXT['names']['number_before'])}[:-]? ['\"(]?$")
_NUMBER_AFTER = re.compile(rf"['\")]? {pattern(_CONTEXT['names']['number_after'])}")
_COMPOUND = re.compile(rf"-(?!এ|র|কে|তে|ও|ই)[{WORD}]")
_LIST_BEFORE = re.compile(r"(?:,|ও|এবং|আর|বা|-) ?$")
_LIST_AFTER = re.compile(r" ?(?:,|ও |এবং |আর |বা |-)")
_LIST_BETWEEN = re.compile(r"(?:,|-|/| ও| এবং| আর| বা)? ?")
_NET = frozenset({"broadband-internet", "internet", "landline", "mobile-internet"})
_IN_ONE_BREATH = re.compile("-|(?:,| ও| এবং| আর) ")
_COUNTED = re.compile(r"(?:,| ও| এবং| আর) ")
_UNLIKE = BYSTANDER_KINDS | {"bank", "generic", "government", "power"}
_LISTED_KINDS = frozenset({"mobile-money", "messaging", "social", "telecom"})
_NO_NAME = re.compile(rf"-| {pattern(_CONTEXT['names']['no_name_before'])}")
_HEAD_NOUN = re.compile(f"{pattern(_CONTEXT['names']['before'])} ['\"(]?$")
_SERVICE_WORDS = re.compile(fold(_CONTEXT["names"]["after_pattern"]).text)


def _mentions_service_word(after: str) -> bool:
    return _SERVICE_WORDS.match(after) is not None
