"""Temporal expressions, counted as in TempEval-3 (UzZaman et al., SemEval-2013 task 1).

Strict: the same span. Relaxed: the spans share a character, each span used once. Type and
value: relaxed and the attribute is the same string. TempEval-3 writes the last two as
relaxed F1 times the share of matches with the right attribute, which is the same number.
"""

from collections.abc import Sequence

from bibhrat.evaluate.align import span_pairs
from bibhrat.evaluate.labels import TimexMark

Counts = dict[str, float]
KINDS = ("strict", "relaxed", "type", "value", "value_strict")


def count(gold: Sequence[TimexMark], predicted: Sequence[TimexMark]) -> Counts:
    """Counters `timex.KIND.tp|gold|pred` of one article.

    >>> mark = TimexMark(0, 9, "DATE", "2024-03-05")
    >>> wide = TimexMark(0, 12, "DATE", "2024-03-05")
    >>> {k: v for k, v in count([mark], [wide]).items() if k.endswith("tp")} == {
    ...     "timex.strict.tp": 0, "timex.relaxed.tp": 1, "timex.type.tp": 1,
    ...     "timex.value.tp": 1, "timex.value_strict.tp": 0}
    True
    """
    right = dict.fromkeys(KINDS, 0)
    for row, column in span_pairs(gold, predicted):
        ours, theirs = gold[row], predicted[column]
        right["relaxed"] += 1
        right["type"] += ours.type == theirs.type
        right["value"] += ours.value == theirs.value
    spans = {(mark.start, mark.end): mark for mark in predicted}
    for mark in gold:
        same = spans.pop((mark.start, mark.end), None)
        if same is not None:
            right["strict"] += 1
            right["value_strict"] += same.value == mark.value
    counts: Counts = {}
    for kind in KINDS:
        counts[f"timex.{kind}.tp"] = right[kind]
        counts[f"timex.{kind}.gold"] = len(gold)
        counts[f"timex.{kind}.pred"] = len(predicted)
    return counts
