"""Incidents that go on: records are added, in any order and any batches; incidents come out.

What comes out depends on the set of records alone. Grouping is done anew only in the parts
that new records touch: records that share no block, even through others, never meet.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from bibhrat.incidents import history, merge
from bibhrat.incidents.group import Block, Group, blocks_of, group
from bibhrat.incidents.model import SCHEMA, Incident, Revision
from bibhrat.incidents.view import View, view
from bibhrat.record import OutageRecord
from bibhrat.summary import bangla, english


class _Part:
    """Records that are connected through blocks, and the incidents last made of them."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.blocks: set[Block] = set()
        self.stale = True
        self.made: dict[frozenset[str], tuple[Group, Incident]] = {}


class Incidents:
    """A growing set of records as incidents.

    >>> Incidents().incidents()
    []
    """

    def __init__(self, records: Iterable[OutageRecord] = ()) -> None:
        self._records: dict[str, OutageRecord] = {}
        self._views: dict[str, View] = {}
        self._part_of: dict[Block, _Part] = {}
        self._parts: dict[int, _Part] = {}
        self.add(records)

    def __len__(self) -> int:
        return len(self._records)

    def add(self, records: Iterable[OutageRecord]) -> None:
        """Add records; one that is known already is passed over.

        Of two that differ under one id the one published later is kept, and of equals the
        one whose JSON sorts last, so that their order does not matter.

        Raises:
            ValueError: a time of a record cannot be read.
        """
        for record in records:
            known = self._records.get(record.id)
            if known is not None and _age(known) >= _age(record):
                continue
            seen = view(record)
            # A block of its own keeps all versions of a record in one part.
            part = self._join({*blocks_of(seen), (f"id {record.id}", 0)})
            self._records[record.id], self._views[record.id] = record, seen
            part.ids.add(record.id)
            part.stale = True
            if known is not None:
                part.made = {}  # a new version may be grouped as the old one was

    def _join(self, blocks: set[Block]) -> _Part:
        """The part that holds all of these blocks; smaller ones go into the largest."""
        touched = {id(part): part for b in blocks if (part := self._part_of.get(b)) is not None}
        parts = sorted(touched.values(), key=lambda part: len(part.blocks), reverse=True)
        largest = parts[0] if parts else _Part()
        self._parts[id(largest)] = largest
        for part in parts[1:]:
            del self._parts[id(part)]
            largest.ids |= part.ids
            largest.made |= part.made
            blocks |= part.blocks
        for block in blocks:
            self._part_of[block] = largest
        largest.blocks |= blocks
        return largest

    def incidents(self) -> list[Incident]:
        """All incidents, by first publication and id."""
        found = [incident for part in self._parts.values() for incident in self._of(part)]
        return sorted(found, key=lambda i: (merge.order(i.revisions[0].record), i.id))

    def _of(self, part: _Part) -> list[Incident]:
        if part.stale:
            groups = group(self._views[identity] for identity in part.ids)
            part.made = {frozenset(g.ids): (g, self._incident(g, part)) for g in groups}
            part.stale = False
        return [incident for _, incident in part.made.values()]

    def _incident(self, found: Group, part: _Part) -> Incident:
        """The incident of a group; the one there is where nothing about the group changed."""
        before = part.made.get(frozenset(found.ids))
        if before is not None and before[0] == found:
            return before[1]
        return incident(sorted((self._records[i] for i in found.ids), key=merge.order), found)


def _age(record: OutageRecord) -> tuple[int, bytes]:
    return merge.order(record)[0], record.to_json()


def incident(records: list[OutageRecord], found: Group) -> Incident:
    """One incident of its records, which are in the order of publication."""
    kind, tz = merge.event_type(records), merge.home(records)
    services = merge.services(records, tz)
    names, names_bn = [s.name for s in services], [s.name_bn for s in services]
    first, last = merge.whole(services)
    when = (first.value if first else None, last.value if last else None)
    stamps = [r.article.published_at for r in records if r.article.published_at is not None]
    return Incident(
        id=_identity(records[0]),
        summary_bn=bangla(kind.value, names_bn, *when),
        summary_en=english(kind.value, names, *when, tz),
        type=kind,
        status=merge.status(records),
        start=first,
        end=last,
        duration=merge.duration(records, first, last),
        services=services,
        cause=merge.cause(records),
        scope=merge.scope(records),
        first_published=stamps[0] if stamps else None,
        last_published=stamps[-1] if stamps else None,
        articles=merge.articles(records),
        sources=tuple(sorted({r.article.source for r in records if r.article.source})),
        conflicts=history.conflicts(records),
        revisions=tuple(_revisions(records, found)),
    )


def _identity(first: OutageRecord) -> str:
    """Of the record published first: later ones leave it as it is."""
    return blake2b(f"{SCHEMA}\x1f{first.id}".encode(), digest_size=12).hexdigest()


def _revisions(records: list[OutageRecord], found: Group) -> Iterator[Revision]:
    story = history.Story()
    for record in records:
        reasons = found.reasons.get(record.id, ())
        yield Revision(
            joined=tuple(f"{reason.points:+d} {reason}" for reason in reasons),
            changes=story.tell(record),
            record=record,
        )
