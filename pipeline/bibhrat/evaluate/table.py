"""An evaluation as JSON for machines and as Markdown for a pull request."""

from typing import Any

from bibhrat.evaluate import slots
from bibhrat.evaluate.bootstrap import Difference, Interval
from bibhrat.evaluate.evaluation import DIMENSIONS, Column, Evaluation, Slice
from bibhrat.evaluate.findings import find
from bibhrat.evaluate.metrics import BY_NAME, HEADLINES, METRICS
from bibhrat.evaluate.systems import EVENTS

SCHEMA = "bibhrat.evaluation/1"


def number(value: float | None) -> str:
    """A score as shown: three digits, a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """The whole evaluation as plain JSON types; the same input gives the same bytes."""
    gold = evaluation.gold
    return {
        "schema": SCHEMA,
        "gold": {
            "name": gold.name,
            "sha256": gold.sha256,
            "articles": len(gold.articles),
            "outages": sum(item.outage for item in gold.articles),
        },
        "bootstrap": {"samples": evaluation.samples, "seed": evaluation.seed},
        "systems": [_column(evaluation, column) for column in evaluation.columns],
        "comparisons": [
            {
                "first": pair.first,
                "second": pair.second,
                "scores": {d.metric: _difference(d) for d in pair.differences},
            }
            for pair in evaluation.comparisons
        ],
    }


def _column(evaluation: Evaluation, column: Column) -> dict[str, Any]:
    system = column.system
    bins = column.sheet.reliability()
    return {
        "name": system.name,
        "scores": {n: _score(v, column.intervals.get(n)) for n, v in column.scores.items()},
        "slots": slot_counts(column),
        "reliability": None
        if bins is None
        else [
            {
                "low": b.low,
                "high": b.high,
                "records": b.records,
                "confidence": _round(b.confidence),
                "right": _round(b.right),
            }
            for b in bins
        ],
        "slices": {
            dimension: {
                s.value: {
                    "articles": s.articles,
                    "outages": s.outages,
                    "scores": {n: _score(v, s.intervals.get(n)) for n, v in s.scores.items()},
                }
                for s in column.slices
                if s.dimension == dimension
            }
            for dimension in DIMENSIONS
        },
        "articles": [
            {"id": item.id, "errors": list(find(item, system.of(item), system.tasks).errors)}
            for item in evaluation.gold.articles
        ],
    }


def slot_counts(column: Column) -> dict[str, dict[str, int]]:
    """For each slot how often it was correct, wrong, missing and spurious."""
    if EVENTS not in column.system.tasks:
        return {}
    totals = column.sheet.totals()
    return {
        slot: {kind: int(totals.get(f"slot.{slot}.{kind}", 0)) for kind in slots.OUTCOMES}
        for slot in (*slots.MICRO, "attribution")
    }


def _score(value: float | None, interval: Interval | None) -> dict[str, float | None]:
    return {
        "value": _round(value),
        "low": _round(interval.low if interval else None),
        "high": _round(interval.high if interval else None),
    }


def _difference(found: Difference) -> dict[str, float | None]:
    return {
        "delta": _round(found.delta),
        "low": _round(found.interval.low),
        "high": _round(found.interval.high),
        "p": _round(found.p),
    }


def _round(value: float | None) -> float | None:
    # Not the last digits: sums in another order (another BLAS) may change them.
    return None if value is None else round(value, 6)


# --- Markdown ----------------------------------------------------------------------------


def headlines(evaluation: Evaluation) -> str:
    """The short Markdown table."""
    names = [n for n in HEADLINES if any(n in c.scores for c in evaluation.columns)]
    rows = [[f"{BY_NAME[n].group}: {BY_NAME[n].label}", *_cells(evaluation, n)] for n in names]
    return _grid(["score", *(c.system.name for c in evaluation.columns)], rows)


def to_markdown(evaluation: Evaluation, *, slices: bool = False) -> str:
    """All tables as Markdown.

    Args:
        evaluation: what to show.
        slices: also the headline scores by topic, style, year and zone.
    """
    gold = evaluation.gold
    outages = sum(item.outage for item in gold.articles)
    parts = [
        f"## Evaluation on {_escape(gold.name)}",
        f"{len(gold.articles)} articles, {outages} of them outage reports; "
        f"gold sha256 `{gold.sha256[:16]}…`."
        + (
            f" In brackets 95 % intervals: {evaluation.samples} bootstrap samples of articles, "
            f"seed {evaluation.seed}."
            if evaluation.samples
            else ""
        ),
    ]
    header = ["score", *(column.system.name for column in evaluation.columns)]
    for group in dict.fromkeys(metric.group for metric in METRICS):
        rows = [
            [m.label + (" ↓" if m.lower_is_better else ""), *_cells(evaluation, m.name)]
            for m in METRICS
            if m.group == group and any(m.name in c.scores for c in evaluation.columns)
        ]
        if rows:
            parts += [f"### {group}", _grid(header, rows)]
    for column in evaluation.columns:
        parts += _column_tables(column, slices=slices)
    for pair in evaluation.comparisons:
        rows = [
            [f"{BY_NAME[d.metric].group}: {BY_NAME[d.metric].label}", f"{d.delta:+.3f}",
             f"[{d.interval.low:+.3f}, {d.interval.high:+.3f}]", f"{d.p:.3f}"]
            for d in pair.differences
        ]  # fmt: skip
        if rows:
            title = f"### {_escape(pair.first)} minus {_escape(pair.second)}, paired bootstrap"
            parts += [title, _grid(["score", "difference", "95 %", "p"], rows)]
    return "\n\n".join(parts) + "\n"


def _column_tables(column: Column, *, slices: bool) -> list[str]:
    parts: list[str] = []
    name = _escape(column.system.name)
    counts = slot_counts(column)
    if counts:
        rows = [[slot, *(str(c[kind]) for kind in slots.OUTCOMES)] for slot, c in counts.items()]
        parts += [f"### Slots of {name}", _grid(["slot", *slots.OUTCOMES], rows)]
    bins = column.sheet.reliability()
    if bins is not None:
        rows = [
            [f"{b.low:.1f}–{b.high:.1f}", str(b.records), number(b.confidence), number(b.right)]
            for b in bins
            if b.records
        ]
        header = ["confidence", "records", "mean confidence", "core right"]
        parts += [f"### Reliability of {name}", _grid(header, rows)]
    for dimension in DIMENSIONS if slices else ():
        shown = [n for n in HEADLINES if n in column.scores]
        rows = [
            [s.value, str(s.articles), str(s.outages), *(number(s.scores[n]) for n in shown)]
            for s in column.slices
            if s.dimension == dimension
        ]
        header = [dimension, "articles", "outages", *(short(n) for n in shown)]
        parts += [f"### {name} by {dimension}", _grid(header, rows)]
    return parts


def short(metric: str) -> str:
    """A metric's name for a narrow column: "slot.start.f1" → "start F1"."""
    stem = metric.removeprefix("slot.")
    stem = "slots.f1" if stem == "micro.f1" else stem
    return stem.replace(".f1", " F1").replace("timex.", "time ").replace(".", " ")


def by_slice(column: Column, dimension: str) -> list[Slice]:
    """One dimension's slices, the largest first."""
    found = [s for s in column.slices if s.dimension == dimension]
    return sorted(found, key=lambda s: (-s.articles, s.value))


def _cells(evaluation: Evaluation, name: str) -> list[str]:
    cells: list[str] = []
    for column in evaluation.columns:
        interval = column.intervals.get(name)
        shown = number(column.scores.get(name)) if name in column.scores else ""
        if interval is not None and column.scores.get(name) is not None:
            shown += f" [{interval.low:.3f}, {interval.high:.3f}]"
        cells.append(shown)
    return cells


def _grid(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table with its columns aligned for reading as plain text, too."""
    table = [[_escape(cell) for cell in row] for row in (header, *rows)]
    widths = [max(3, *(len(row[n]) for row in table)) for n in range(len(header))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in table]
    rule = " | ".join("-" * w if n == 0 else "-" * (w - 1) + ":" for n, w in enumerate(widths))
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
