"""Charts of a report as inline SVG: slots, slices, reliability. Colours come from its style."""

from collections.abc import Mapping, Sequence
from html import escape

from bibhrat.evaluate.bootstrap import Interval
from bibhrat.evaluate.calibration import Bin
from bibhrat.evaluate.evaluation import Slice
from bibhrat.evaluate.metrics import BY_NAME
from bibhrat.evaluate.slots import OUTCOMES

_ROW = 30
_LEFT, _PLOT, _RIGHT = 132, 420, 118


def slot_chart(
    counts: Mapping[str, Mapping[str, int]],
    scores: Mapping[str, float | None],
    intervals: Mapping[str, Interval],
) -> str:
    """A stacked bar for each slot: correct, wrong, missing, spurious; F1 beside it."""
    rows: list[str] = []
    for number, (slot, outcomes) in enumerate(counts.items()):
        top = number * _ROW + 6
        rows.append(_text(_LEFT - 10, top + 13, slot, "end"))
        total, left = sum(outcomes.values()), float(_LEFT)
        for kind in OUTCOMES:
            width = _PLOT * outcomes[kind] / total if total else 0.0
            if width:
                rows.append(
                    f'<rect class="o-{kind}" x="{left:.1f}" y="{top}" width="{width:.1f}" '
                    f'height="18"><title>{escape(slot)}: {outcomes[kind]} {kind}</title></rect>'
                )
                if width > 26:
                    rows.append(
                        _text(
                            left + width / 2, top + 13, str(outcomes[kind]), "middle", f"on-{kind}"
                        )
                    )
            left += width
        name = f"slot.{slot}.f1"
        rows.append(_text(_LEFT + _PLOT + 10, top + 13, _number(scores.get(name)), css="value"))
        rows.append(_text(_LEFT + _PLOT + 48, top + 13, _range(intervals.get(name)), css="range"))
    return _svg(_LEFT + _PLOT + _RIGHT, len(counts) * _ROW + 6, "Outcomes by slot", rows)


def slice_chart(slices: Sequence[Slice], metrics: Sequence[str], title: str) -> str:
    """Points with 95 % intervals, a row for each slice, a mark for each metric."""
    high = 12 * len(metrics) + 4
    bands = [
        f'<rect class="band" x="0" y="{number * high}" width="{_LEFT + _PLOT + _RIGHT}" '
        f'height="{high}"/>'
        for number in range(0, len(slices), 2)
    ]
    rows = bands + _grid(len(slices) * high)
    for number, part in enumerate(slices):
        middle = number * high + high / 2
        rows.append(_text(_LEFT - 10, middle + 4, part.value, "end"))
        rows.append(_text(_LEFT + _PLOT + 12, middle + 4, f"{part.articles} articles", css="range"))
        for order, name in enumerate(metrics):
            value, span = part.scores.get(name), part.intervals.get(name)
            if value is None:
                continue
            y = middle + (order - (len(metrics) - 1) / 2) * 10
            label = f"{part.value}, {BY_NAME[name].group}: {BY_NAME[name].label}: {value:.3f}"
            shown = f"<title>{escape(label)} {escape(_range(span))}</title>"
            if span is not None:
                rows.append(
                    f'<line class="m{order}" x1="{_x(span.low):.1f}" x2="{_x(span.high):.1f}" '
                    f'y1="{y}" y2="{y}"/>'
                )
            rows.append(
                f'<circle class="m{order}" cx="{_x(value):.1f}" cy="{y}" r="4.5">{shown}</circle>'
            )
    height = len(slices) * high + 28
    return _svg(_LEFT + _PLOT + _RIGHT, height, title, rows)


def reliability_chart(bins: Sequence[Bin]) -> str:
    """Confidence against the share of core-right records; a dot for each bin that has any."""
    size, left, top = 300, 46, 12
    rows = []
    for step in range(0, 11, 2):
        at = step / 10
        x, y = left + size * at, top + size * (1 - at)
        rows.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{top + size}"/>')
        rows.append(f'<line class="grid" x1="{left}" x2="{left + size}" y1="{y}" y2="{y}"/>')
        rows.append(_text(x, top + size + 18, f"{at:.1f}", "middle", "range"))
        rows.append(_text(left - 8, y + 4, f"{at:.1f}", "end", "range"))
    rows.append(
        f'<line class="ideal" x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}"/>'
    )
    most = max((b.records for b in bins), default=0)
    for part in bins:
        if part.confidence is None or part.right is None:
            continue
        x, y = left + size * part.confidence, top + size * (1 - part.right)
        ideal = top + size * (1 - part.confidence)
        label = f"{part.records} records at {part.confidence:.2f}: {part.right:.0%} right"
        rows.append(f'<line class="gap" x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{ideal:.1f}"/>')
        radius = 4 + 9 * (part.records / most) ** 0.5
        rows.append(
            f'<circle class="m0" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>{escape(label)}</title></circle>"
        )
        rows.append(_text(x, y - radius - 5, str(part.records), "middle", "range"))
    rows.append(
        _text(left + size / 2, top + size + 36, "confidence of the record", "middle", "range")
    )
    rows.append(
        f'<text class="range" text-anchor="middle" transform="translate(12 {top + size / 2}) '
        'rotate(-90)">share that is core-right</text>'
    )
    return _svg(left + size + 20, top + size + 44, "Reliability of the confidence", rows)


def _grid(height: float) -> list[str]:
    rows: list[str] = []
    for step in range(6):
        x = _x(step / 5)
        rows.append(f'<line class="grid" x1="{x}" x2="{x}" y1="0" y2="{height}"/>')
        rows.append(_text(x, height + 20, f"{step / 5:.1f}", "middle", "range"))
    return rows


def _x(value: float) -> float:
    return _LEFT + _PLOT * value


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _range(span: Interval | None) -> str:
    return "" if span is None else f"{span.low:.2f}–{span.high:.2f}"


def _text(x: float, y: float, words: str, anchor: str = "start", css: str = "label") -> str:
    return (
        f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">'
        + "".join(parts)
        + "</svg>"
    )
