"""Labelled articles ⇄ Label Studio tasks, with the labeling configuration that they need.

Label Studio counts UTF-16 units, as JavaScript does, so offsets are converted both ways.
Events are one text area, a line an event in the form of the labelling guide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from bibhrat.corpus.heads import FormError, format_event, read_event
from bibhrat.corpus.labels import (
    CUES,
    SERVICE_ROLES,
    TIME_ROLES,
    TIMEX_TYPES,
    LabelError,
    LabelledArticle,
    MentionLabel,
    TimexLabel,
    from_row,
)
from bibhrat.errors import StopError

_IN_RESULT = ("outage", "events", "not_affected", "timexes", "mentions")


def _labels(name: str, values: Sequence[str]) -> str:
    inner = "".join(f'<Label value="{value}"/>' for value in values)
    return f'  <Labels name="{name}" toName="text">{inner}</Labels>\n'


def _area(name: str, of: str = "") -> str:
    region = f' perRegion="true" whenTagName="{of}"' if of else ""
    return f'  <TextArea name="{name}" toName="text" editable="true"{region}/>\n'


CONFIG = (
    "<View>\n"
    + _labels("timex", TIMEX_TYPES)
    + _labels("service", SERVICE_ROLES)
    + _labels("cue", CUES)
    + '  <Text name="text" value="$text" granularity="symbol"/>\n'
    + _area("value", "timex")
    + _area("gives", "timex")
    + _area("service_id", "service")
    + _area("service_event", "service")
    + _area("cue_event", "cue")
    + '  <Choices name="outage" toName="text" choice="single">'
    + '<Choice value="true"/><Choice value="false"/></Choices>\n'
    + _area("events")
    + _area("not_affected")
    + "</View>\n"
)


def _units(text: str) -> list[int]:
    """UTF-16 offset of every code point, and of the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets


def to_task(article: LabelledArticle) -> dict[str, Any]:
    """One article as a task with one annotation."""
    return {"data": _data(article), "annotations": [{"result": _result(article)}]}


def to_suggestion(
    article: LabelledArticle, score: float, meta: Mapping[str, Any]
) -> dict[str, Any]:
    """One article as a task with one prediction, which a labeller corrects and submits.

    Args:
        article: as a machine would label it.
        score: by which Label Studio can sort the tasks.
        meta: shown beside the task, not part of its data.
    """
    prediction = {"model_version": "bibhrat", "score": score, "result": _result(article)}
    return {"data": _data(article), "meta": dict(meta), "predictions": [prediction]}


def _data(article: LabelledArticle) -> dict[str, Any]:
    row = article.to_row()
    data = {k: v for k, v in row.items() if k not in (*_IN_RESULT, "title", "text")}
    return {**data, "title": article.title, "text": article.body}


def _result(article: LabelledArticle) -> list[dict[str, Any]]:
    body, units = article.body, _units(article.body)
    result: list[dict[str, Any]] = []

    def region(tag: str, start: int, end: int, label: str, areas: Mapping[str, str]) -> None:
        key = f"r{len(result)}"
        place = {"start": units[start], "end": units[end]}
        common = {"id": key, "to_name": "text"}
        value = {**place, "text": body[start:end], "labels": [label]}
        result.append({**common, "from_name": tag, "type": "labels", "value": value})
        for name, text in areas.items():
            area = {**place, "text": [text]}
            result.append({**common, "from_name": name, "type": "textarea", "value": area})

    roles = {
        span: ",".join(f"{m.label}{(m.event or 0) + 1}" for m in group)
        for span, group in groupby(
            (m for m in article.mentions if m.label in TIME_ROLES), key=lambda m: (m.start, m.end)
        )
    }
    for timex in article.timexes:
        given = roles.get((timex.start, timex.end))
        areas = {"value": timex.value, **({"gives": given} if given else {})}
        region("timex", timex.start, timex.end, timex.type, areas)
    for mention in article.mentions:
        if mention.label in TIME_ROLES:
            continue
        areas = {}
        tag = "service" if mention.label in SERVICE_ROLES else "cue"
        if mention.id is not None:
            areas["service_id"] = mention.id + ("!" if mention.outside else "")
        if mention.event is not None:
            areas[f"{tag}_event"] = str(mention.event + 1)
        region(tag, mention.start, mention.end, mention.label, areas)
    result.append(_whole("outage", "choices", [str(article.outage).lower()]))
    if article.events:
        result.append(_whole("events", "textarea", [format_event(e) for e in article.events]))
    if article.not_affected:
        result.append(_whole("not_affected", "textarea", list(article.not_affected)))
    return result


def _whole(name: str, kind: str, values: list[str]) -> dict[str, Any]:
    value = {"choices" if kind == "choices" else "text": values}
    return {"from_name": name, "to_name": "text", "type": kind, "value": value}


def from_task(task: Mapping[str, Any]) -> LabelledArticle:
    """Read a task back, the last annotation of it.

    Raises:
        LabelError: it has no annotation, or one that is not of the form.
    """
    try:
        data = task["data"]
        result = task["annotations"][-1]["result"]
        return _article(data, result)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        name = task.get("data", {}).get("id", "?") if isinstance(task, Mapping) else "?"
        raise LabelError(f"{name}: not a task of this form: {error!r}") from None


def _article(data: Mapping[str, Any], result: Sequence[Mapping[str, Any]]) -> LabelledArticle:
    body: str = data["text"]
    points = {unit: point for point, unit in enumerate(_units(body))}
    areas = {
        (item["id"], item["from_name"]): item["value"]["text"][0]
        for item in result
        if item["type"] == "textarea" and "id" in item and "start" in item["value"]
    }
    whole = {i["from_name"]: i["value"] for i in result if "start" not in i["value"]}
    timexes: list[TimexLabel] = []
    mentions: list[MentionLabel] = []
    for item in result:
        if item["type"] != "labels":
            continue
        key, tag, label = item["id"], item["from_name"], item["value"]["labels"][0]
        start, end = points[item["value"]["start"]], points[item["value"]["end"]]
        if tag == "timex":
            value = areas[key, "value"].strip()
            timexes.append(TimexLabel(body[start:end], start, end, label, value))
            for role in filter(None, areas.get((key, "gives"), "").split(",")):
                name = role.strip().rstrip("0123456789")
                mentions.append(
                    MentionLabel(start, end, name, None, int(role.strip()[len(name) :]) - 1)
                )
            continue
        number = areas.get((key, f"{tag}_event"))
        identity = areas[key, "service_id"].strip() if tag == "service" else None
        mentions.append(
            MentionLabel(
                start,
                end,
                label,
                identity.removesuffix("!") if identity is not None else None,
                int(number) - 1 if number else None,
                identity is not None and identity.endswith("!"),
            )
        )
    title, _, text = body.partition("\n")
    empty = {"outage": False, "events": [], "not_affected": [], "timexes": [], "mentions": []}
    base = from_row({**data, "title": title, "text": text, **empty})
    try:
        events = tuple(read_event(line) for line in whole.get("events", {}).get("text", []))
    except FormError as error:
        raise LabelError(f"{base.id}: {error}") from None
    return replace(
        base,
        outage=whole["outage"]["choices"][0] == "true",
        events=events,
        not_affected=tuple(whole.get("not_affected", {}).get("text", [])),
        timexes=tuple(sorted(timexes, key=lambda t: (t.start, t.end))),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
    )


def write_tasks(path: str | Path, articles: Iterable[LabelledArticle]) -> int:
    """Write a file to import into Label Studio; returns how many tasks.

    Raises:
        StopError: it cannot be written.
    """
    return write_json(path, [to_task(article) for article in articles])


def write_json(path: str | Path, tasks: Sequence[Mapping[str, Any]]) -> int:
    """Write tasks; returns how many.

    Raises:
        StopError: the file cannot be written.
    """
    _write(path, orjson.dumps(tasks, option=orjson.OPT_INDENT_2))
    return len(tasks)


def write_config(path: str | Path) -> None:
    """Write the labeling configuration of the project that tasks are imported into.

    Raises:
        StopError: it cannot be written.
    """
    _write(path, CONFIG.encode())


def _write(path: str | Path, content: bytes) -> None:
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise StopError(f"{path}: cannot be written: {error.strerror or error}") from None


def read_tasks(path: str | Path) -> list[LabelledArticle]:
    """Read a file that Label Studio exported as JSON.

    Raises:
        StopError: it cannot be read or is no JSON list.
        LabelError: a task is not of the form.
    """
    try:
        tasks = orjson.loads(Path(path).read_bytes())
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    except orjson.JSONDecodeError as error:
        raise StopError(f"{path}: not JSON: {error}") from None
    if not isinstance(tasks, list):
        raise StopError(f"{path}: expected a list of tasks")
    return [from_task(task) for task in tasks]
