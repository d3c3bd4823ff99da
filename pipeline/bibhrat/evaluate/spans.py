"""Names and evidence, counted span by span.

Names: does the reader find every service name, and know whose it is? Evidence: do the spans
that a record points at play the role that it says? Matching is one-to-one and optimal;
nervaluate, which the tests hold this against, matches greedily in text order and needs
Python 3.11.
"""

from collections.abc import Sequence

from bibhrat.evaluate.align import span_pairs
from bibhrat.evaluate.labels import SERVICE_LABELS, Mark
from bibhrat.evaluate.timexes import Counts

#: Evidence labels of a record, with the gold labels that support each.
EVIDENCE = {
    "start": {"start"},
    "end": {"end"},
    "duration": {"duration"},
    "cause": {"cause"},
    "scope": {"place"},
    "event": {"outage", "restoration", "symptom"},
}
_AFFECTED = {"affected", "reported"}


def count_names(gold: Sequence[Mark], predicted: Sequence[Mark]) -> Counts:
    """Counters of service names: `names.strict` (same span and id), `names.relaxed` (they
    share a character), `names.id` (and have the same id)."""
    ours = [mark for mark in gold if mark.label in SERVICE_LABELS]
    strict = {(m.start, m.end, m.id) for m in ours} & {(m.start, m.end, m.id) for m in predicted}
    pairs = span_pairs(ours, predicted)
    same = sum(ours[row].id == predicted[column].id for row, column in pairs)
    counts: Counts = {}
    for kind, right in (("strict", len(strict)), ("relaxed", len(pairs)), ("id", same)):
        counts |= _prf(f"names.{kind}", right, len(ours), len(predicted))
    return counts


def count_evidence(gold: Sequence[Mark], predicted: Sequence[Mark]) -> Counts:
    """Counters of evidence: `evidence.KIND` for times, cause, scope and event cues, and
    `roles`: of service spans in a record that are a gold mention of the same service, how
    many have its role; `roles.affected` asks only whether it went down or not."""
    counts: Counts = {}
    for kind, labels in EVIDENCE.items():
        ours = _unique([mark for mark in gold if mark.label in labels])
        theirs = _unique([mark for mark in predicted if mark.label in labels])
        counts |= _prf(f"evidence.{kind}", len(span_pairs(ours, theirs)), len(ours), len(theirs))
    ours = [mark for mark in gold if mark.label in SERVICE_LABELS]
    theirs = [mark for mark in predicted if mark.label in SERVICE_LABELS]
    matched = [
        (ours[row], theirs[column])
        for row, column in span_pairs(ours, theirs)
        if ours[row].id == theirs[column].id
    ]
    counts["roles.right"] = sum(g.label == p.label for g, p in matched)
    counts["roles.affected.right"] = sum(
        (g.label in _AFFECTED) == (p.label in _AFFECTED) for g, p in matched
    )
    counts["roles.of"] = counts["roles.affected.of"] = len(matched)
    return counts


def _unique(marks: Sequence[Mark]) -> list[Mark]:
    """One mark for each span: two events may share their evidence."""
    return list({(mark.start, mark.end): mark for mark in marks}.values())


def _prf(name: str, right: int, gold: int, predicted: int) -> Counts:
    return {f"{name}.tp": right, f"{name}.gold": gold, f"{name}.pred": predicted}
