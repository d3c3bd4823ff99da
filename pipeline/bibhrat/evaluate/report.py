"""An evaluation as one self-contained HTML file: scores, charts, and every article twice.

The page loads nothing. Article texts travel as JSON that can't end its script element, and
its script puts them on the page as text, never as markup.
"""

from bisect import bisect_left
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import orjson

from bibhrat.evaluate import charts, table
from bibhrat.evaluate.evaluation import Column, Evaluation
from bibhrat.evaluate.findings import KINDS, Finding, Row, find
from bibhrat.evaluate.labels import SERVICE_LABELS, GoldArticle, Mark, TimexMark
from bibhrat.evaluate.metrics import BY_NAME, HEADLINES, METRICS, Metric
from bibhrat.evaluate.slots import OUTCOMES

_TILES = ("core", "complete", "detection.f1", "services.f1", "timex.value.f1", "slot.micro.f1")
_TILE_WORDS = {
    "core": "Core record right",
    "complete": "Complete record right",
    "detection.f1": "Article detection F1",
    "services.f1": "Affected services F1",
    "timex.value.f1": "Time values F1",
    "slot.micro.f1": "Event slots F1",
}


def to_html(evaluation: Evaluation) -> str:
    """The report as a page."""
    gold, first = evaluation.gold, evaluation.columns[0]
    found = [find(item, first.system.of(item), first.system.tasks) for item in gold.articles]
    outages = sum(item.outage for item in gold.articles)
    intervals = (
        f"Ranges are 95 % intervals from {evaluation.samples:,} bootstrap samples of articles, "
        f"seed {evaluation.seed}."
        if evaluation.samples
        else "No bootstrap was asked for, so there are no intervals."
    )
    return Template(_part("report.html")).substitute(
        style=_part("report.css"),
        script=_part("report.js"),
        gold=escape(gold.name),
        system=escape(first.system.name),
        about=escape(
            f"{len(gold.articles):,} labelled articles, {outages:,} of them outage reports. "
            f"{intervals}"
        ),
        sha=escape(gold.sha256),
        tiles="".join(_tile(first, name) for name in _TILES if name in first.scores),
        scores=_scores(evaluation),
        charts=_charts(first),
        comparisons=_comparisons(evaluation),
        filters=_filters(found),
        topics=_options(sorted({item.topic or "unknown" for item in gold.articles})),
        cards="".join(map(_card, gold.articles, found)),
        data=_script_safe(
            [_payload(i, f, first) for i, f in zip(gold.articles, found, strict=True)]
        ),
    )


def _part(name: str) -> str:
    return files(__package__).joinpath("assets").joinpath(name).read_text(encoding="utf-8")


def _script_safe(value: object) -> str:
    """JSON that can stand in a script element, whatever is in its strings."""
    text = orjson.dumps(value).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


# --- scores ------------------------------------------------------------------------------


def _tile(column: Column, name: str) -> str:
    value, span = column.scores[name], column.intervals.get(name)
    if value is None:
        return ""
    bar = ""
    if span is not None:
        bar = (
            f'<i style="left:{span.low:.1%};width:{span.high - span.low:.1%}"></i>'
            f'<b style="left:{value:.1%}"></b>'
        )
    words = f"{span.low:.2f}–{span.high:.2f}" if span is not None else ""
    return (
        f'<div class="tile"><span class="name">{escape(_TILE_WORDS[name])}</span>'
        f'<span class="big">{value:.3f}</span><span class="track" aria-hidden="true">{bar}</span>'
        f'<span class="range">{words}</span></div>'
    )


def _scores(evaluation: Evaluation) -> str:
    columns = evaluation.columns
    head = "".join(f'<th scope="col">{escape(c.system.name)}</th>' for c in columns)
    rows = [f'<thead><tr><th scope="col">Score</th>{head}</tr></thead>']
    for group in dict.fromkeys(metric.group for metric in METRICS):
        own = [m for m in METRICS if m.group == group and any(m.name in c.scores for c in columns)]
        if own:
            body = "".join(_score_row(metric, columns) for metric in own)
            width = len(columns) + 1
            rows.append(
                f'<tbody><tr class="group"><th colspan="{width}" scope="rowgroup">{escape(group)}'
                f"</th></tr>{body}</tbody>"
            )
    return f'<table class="scores">{"".join(rows)}</table>'


def _score_row(metric: Metric, columns: Sequence[Column]) -> str:
    cells: list[str] = []
    for column in columns:
        value, span = column.scores.get(metric.name), column.intervals.get(metric.name)
        if value is None:
            has = metric.name in column.scores
            cells.append('<td class="none">–</td>' if has else "<td></td>")
            continue
        words = f"<small>{span.low:.3f}–{span.high:.3f}</small>" if span is not None else ""
        kind = "bad" if metric.lower_is_better else "good"
        share = min(1.0, max(0.0, value))
        cells.append(
            f'<td><span class="cell"><b>{value:.3f}</b>{words}</span>'
            f'<span class="bar {kind}" aria-hidden="true"><i style="width:{share:.1%}"></i></span>'
            "</td>"
        )
    down = '<span class="down" title="lower is better">↓</span>'
    strong = ' class="headline"' if metric.name in HEADLINES else ""
    label = escape(metric.label)
    arrow = f" {down}" if metric.lower_is_better else ""
    head = f'<th scope="row" title="{metric.name}">{label}{arrow}</th>'
    return f"<tr{strong}>{head}{''.join(cells)}</tr>"


def _charts(column: Column) -> str:
    found: list[str] = []
    counts = table.slot_counts(column)
    if counts:
        keys = "".join(f'<li><i class="o-{kind}"></i>{kind}</li>' for kind in OUTCOMES)
        chart = charts.slot_chart(counts, column.scores, column.intervals)
        found.append(_figure("Slots", "of aligned events, with F1 and its range", chart, keys))
    metrics: list[str] = [
        n for n in ("detection.f1", "slot.micro.f1", "core") if n in column.scores
    ]
    metrics = metrics or [n for n in HEADLINES if n in column.scores][:3]
    keys = "".join(
        f'<li><i class="m{n}"></i>{escape(_TILE_WORDS.get(m, BY_NAME[m].label))}</li>'
        for n, m in enumerate(metrics)
    )
    for dimension in ("topic", "style", "year"):
        slices = table.by_slice(column, dimension)
        if dimension == "year":
            slices = sorted(slices, key=lambda part: part.value)
        if metrics and slices:
            chart = charts.slice_chart(slices, metrics, f"Scores by {dimension}")
            found.append(_figure(f"By {dimension}", "", chart, keys))
    bins = column.sheet.reliability()
    if bins is not None:
        chart = charts.reliability_chart(bins)
        words = "records at each confidence; on the diagonal it means what it says"
        found.append(_figure("Reliability", words, chart, "", narrow=True))
    return "".join(found)


def _figure(title: str, words: str, chart: str, keys: str, *, narrow: bool = False) -> str:
    small = f" <small>{escape(words)}</small>" if words else ""
    legend = f'<ul class="keys">{keys}</ul>' if keys else ""
    css = ' class="narrow"' if narrow else ""
    return f"<figure{css}><figcaption>{escape(title)}{small}</figcaption>{legend}{chart}</figure>"


def _comparisons(evaluation: Evaluation) -> str:
    found: list[str] = []
    for pair in evaluation.comparisons:
        rows = "".join(
            f'<tr{" class=headline" if d.p < 0.05 else ""}><th scope="row">'
            f"{escape(BY_NAME[d.metric].group)}: {escape(BY_NAME[d.metric].label)}</th>"
            f"<td>{d.delta:+.3f}</td><td>{d.interval.low:+.3f} to {d.interval.high:+.3f}</td>"
            f"<td>{d.p:.3f}</td></tr>"
            for d in pair.differences
        )
        if rows:
            found.append(
                f'<details class="fold"><summary>{escape(pair.first)} minus {escape(pair.second)}: '
                'paired bootstrap</summary><div class="wide"><table><thead><tr>'
                '<th scope="col">Score</th><th scope="col">Difference</th>'
                f'<th scope="col">95 %</th><th scope="col">p</th></tr></thead><tbody>{rows}'
                "</tbody></table></div></details>"
            )
    return "".join(found)


# --- articles ----------------------------------------------------------------------------


def _filters(found: Sequence[Finding]) -> str:
    counts = {kind: sum(kind in f.errors for f in found) for kind in KINDS}
    right = sum(not f.errors for f in found)
    buttons = [("right", "all right", right), *((k, KINDS[k], n) for k, n in counts.items() if n)]
    return "".join(
        f'<button type="button" aria-pressed="false" data-kind="{kind}" class="k-{kind}">'
        f"{escape(words)} <span>{count}</span></button>"
        for kind, words, count in buttons
    )


def _options(names: Sequence[str]) -> str:
    return "".join(f"<option>{escape(name)}</option>" for name in names)


def _card(item: GoldArticle, found: Finding) -> str:
    chips = "".join(
        f'<span class="chip k-{kind}">{escape(KINDS[kind])}</span>' for kind in found.errors
    )
    chips = chips or '<span class="chip k-right">all right</span>'
    when = item.article.published_at
    meta = " · ".join(
        filter(None, (item.id, item.topic, item.style, str(when) if when is not None else None))
    )
    return (
        f'<details class="card" data-kinds="{" ".join(found.errors) or "right"}" '
        f'data-topic="{escape(item.topic or "unknown")}" data-outage="{int(item.outage)}">'
        f'<summary><span class="title" lang="bn">{escape(item.article.title or "—")}</span>'
        f'<span class="meta">{escape(meta)}</span><span class="chips">{chips}</span></summary>'
        '<div class="body"></div></details>'
    )


def _payload(item: GoldArticle, found: Finding, column: Column) -> dict[str, Any]:
    """What the script needs to unfold one card; offsets in UTF-16 units, as JavaScript counts."""
    body = item.article.body
    prediction = column.system.of(item)
    return {
        "id": item.id,
        "url": item.article.url if str(item.article.url).startswith(("https:", "http:")) else None,
        "title": item.article.title,
        "text": item.article.text,
        "gold": _marks(body, item.mentions or (), item.timexes or ()),
        "predicted": _marks(body, prediction.evidence, prediction.timexes),
        "confidence": prediction.confidence if prediction.events else None,
        "events": [[name, [_row(row) for row in rows]] for name, rows in found.events],
        "times": [_row(row) for row in found.wrong_times],
    }


def _row(row: Row) -> list[Any]:
    return [row.field, row.gold, row.predicted, row.right]


def _marks(body: str, marks: Sequence[Mark], timexes: Sequence[TimexMark]) -> list[list[Any]]:
    wide = [n for n, character in enumerate(body) if ord(character) > 0xFFFF]

    def at(offset: int) -> int:
        return offset + bisect_left(wide, offset)

    found: list[list[Any]] = [
        [at(t.start), at(t.end), "timex", f"{t.type} {t.value}"] for t in timexes
    ]
    for mark in marks:
        label = "service" if mark.label in SERVICE_LABELS - {"affected", "reported"} else mark.label
        label = "event" if label in ("outage", "restoration", "symptom") else label
        event = f", event {mark.event + 1}" if mark.event is not None else ""
        identity = f" {mark.id}" if mark.id else ""
        found.append([at(mark.start), at(mark.end), label, f"{mark.label}{identity}{event}"])
    return found
