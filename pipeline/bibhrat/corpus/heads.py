"""What stands above the `---` of a labelled article: its keys and its `event:` lines.

Marked text and stand-off labels share this form and the checks that tie a head to its marks.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bibhrat.corpus.labels import (
    OTHERS,
    EventLabel,
    LabelledArticle,
    MentionLabel,
    TimexLabel,
)
from bibhrat.errors import shorten

_Part = TypeVar("_Part")

#: Key of the head → attribute of the article, in the order in which they are written.
KEYS = ("source", "url", "tz", "published_at", "style", "topic", "incident", "outage")
_LISTS = {"services": "services", "reported": "services_reported", "scope": "scope"}
_HEDGED = ("start", "end", "duration")
_SLOTS = (
    "type", "status", "services", "reported", "start", "end", "duration", "cause", "attribution",
    "scope",
)  # fmt: skip


class FormError(ValueError):
    """What is wrong with a labelled article, and on which line.

    Attributes:
        line: counted from 1; 0 where the whole article is meant.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Head:
    """A head as read.

    Attributes:
        fields: key → value of the simple keys.
        events: in the order of their lines.
        not_affected: pairs of id and role (None where the head names none).
        outside: ids with a "!" behind them; a head may leave it out, a mark may not.
    """

    fields: Mapping[str, str]
    events: tuple[EventLabel, ...]
    not_affected: tuple[tuple[str, str | None], ...]
    outside: frozenset[str]


def read_head(lines: Sequence[tuple[int, str]], needed: Iterable[str]) -> Head:
    """Read the lines of a head.

    Args:
        lines: line number and line; blank ones are passed over.
        needed: keys that must be there.

    Raises:
        FormError: an unknown, repeated, empty or missing key, or a wrong event line.
    """
    fields: dict[str, str] = {}
    events: list[EventLabel] = []
    ids: list[str] = []
    others: list[tuple[str, str | None]] = []
    for number, line in lines:
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip() or key == "note":  # a labeller's remark, no part of the article
            continue
        if not colon or key not in (*KEYS, "event", "not_affected"):
            raise FormError(f"unknown key {shorten(key)}", number)
        if not value:
            raise FormError(f"{key}: empty", number)
        if key == "event":
            events.append(_located(read_event, value, number, ids))
        elif key == "not_affected" and others:
            raise FormError("not_affected: repeated", number)
        elif key == "not_affected":
            others = _located(_read_others, value, number, ids)
        elif key in fields:
            raise FormError(f"{key}: repeated", number)
        else:
            fields[key] = value
    for key in needed:
        if key not in fields:
            raise FormError(f"{key}: missing")
    if fields.get("outage") not in ("true", "false"):
        raise FormError(f"outage: expected true or false, got {shorten(fields.get('outage'))}")
    outside = frozenset(i.removesuffix("!") for i in ids if i.endswith("!"))
    return Head(fields, tuple(events), tuple(others), outside)


def _located(
    read: Callable[[str, list[str]], _Part], value: str, number: int, ids: list[str]
) -> _Part:
    try:
        return read(value, ids)
    except FormError as error:
        raise FormError(str(error), number) from None


def _read_others(value: str, ids: list[str]) -> list[tuple[str, str | None]]:
    others: list[tuple[str, str | None]] = []
    for entry in value.split(","):
        name, colon, role = (part.strip() for part in entry.partition(":"))
        if not name or (colon and role not in OTHERS):
            raise FormError(f"not_affected: expected id:role, got {shorten(entry.strip())}")
        ids.append(name)
        others.append((name.removesuffix("!"), role or None))
    return others


def read_event(value: str, ids: list[str] | None = None) -> EventLabel:
    """Read what follows `event:`.

    Args:
        value: "primary; type=outage; status=resolved; services=facebook; start=2024-03-05~".
        ids: gets the service ids as written, "!" included.

    Raises:
        FormError: an unknown, repeated or empty slot; no type or status.

    >>> read_event("primary; type=outage; status=ongoing; services=x; start=2024-03-05~").start
    '2024-03-05'
    """
    first, *parts = (part.strip() for part in value.split(";"))
    if first not in ("primary", "background"):
        raise FormError(f"event: begins with primary or background, not {shorten(first)}")
    slots: dict[str, str] = {}
    for part in parts:
        key, equals, filler = (side.strip() for side in part.partition("="))
        if not part:
            continue
        if not equals or key not in _SLOTS:
            raise FormError(f"event: unknown slot {shorten(key)}")
        if key in slots:
            raise FormError(f"event: slot {key} repeated")
        if not filler.rstrip("~"):
            raise FormError(f"event: slot {key} is empty")
        slots[key] = filler
    for key in ("type", "status"):
        if key not in slots:
            raise FormError(f"event: no {key}")
    lists = {key: _list(slots.pop(key, "")) for key in _LISTS}
    if ids is not None:
        ids.extend((*lists["services"], *lists["reported"]))
    hedged = {f"{key}_approx": slots.get(key, "").endswith("~") for key in _HEDGED}
    simple = {k: v.removesuffix("~") if k in _HEDGED else v for k, v in slots.items()}
    named = {_LISTS[k]: tuple(i.removesuffix("!") for i in v) for k, v in lists.items()}
    return EventLabel(primary=first == "primary", **named, **simple, **hedged)  # type: ignore[arg-type]


def _list(value: str) -> list[str]:
    return list(dict.fromkeys(item.strip() for item in value.split(",") if item.strip()))


def format_event(event: EventLabel, outside: frozenset[str] = frozenset()) -> str:
    """Write an event as it stands behind `event:`."""
    parts = ["primary" if event.primary else "background"]
    for slot in _SLOTS:
        value = getattr(event, _LISTS.get(slot, slot))
        if slot in _LISTS:
            names = (f"{v}!" if v in outside and slot != "scope" else v for v in value)
            value = ",".join(names)
        if value:
            hedge = "~" if slot in _HEDGED and getattr(event, f"{slot}_approx") else ""
            parts.append(f"{slot}={value}{hedge}")
    return "; ".join(parts)


def format_head(article: LabelledArticle) -> list[str]:
    """Write the lines of a head, events and not_affected included."""
    lines = []
    for key in KEYS:
        value = getattr(article, key)
        if value is not None:
            lines.append(f"{key}: {str(value).lower() if key == 'outage' else value}")
    lines += [f"event: {format_event(event, article.outside)}" for event in article.events]
    if article.not_affected:
        roles = {m.id: m.label for m in reversed(article.mentions) if m.label in OTHERS}
        names = [
            name
            + ("!" if name in article.outside else "")
            + (f":{roles[name]}" if name in roles else "")
            for name in article.not_affected
        ]
        lines.append(f"not_affected: {', '.join(names)}")
    return lines


def join(
    base: LabelledArticle,
    head: Head,
    timexes: Sequence[TimexLabel],
    marks: Sequence[MentionLabel],
    *,
    strict: bool = True,
) -> LabelledArticle:
    """Put a head and its marks onto an article, and see that they speak of the same things.

    Args:
        base: the article without labels.
        head: as read.
        timexes, marks: in text order.
        strict: whether "!" and the roles of not_affected must be borne out by the marks.

    Raises:
        FormError: outage against events, an event that is not there; where strict, "!" here and
            not there, or a role of not_affected that no mark has.
    """
    outage = head.fields["outage"] == "true"
    if outage != bool(head.events):
        raise FormError(f"outage: {head.fields['outage']}, with {len(head.events)} event lines")
    for mark in marks:
        if mark.event is not None and mark.event >= len(head.events):
            raise FormError(f"{mark.label}{mark.event + 1}: there are {len(head.events)} events")
    if strict:
        _agree(head, marks)
    return replace(
        base,
        outage=outage,
        events=head.events,
        not_affected=tuple(dict.fromkeys(name for name, _ in head.not_affected)),
        timexes=tuple(timexes),
        mentions=tuple(marks),
    )


def _agree(head: Head, marks: Sequence[MentionLabel]) -> None:
    outside = {m.id for m in marks if m.outside and m.id}
    inside = {m.id for m in marks if not m.outside and m.id}
    for name in sorted((outside & inside) | (head.outside - outside)):
        raise FormError(f"{name}: with ! in one place and without in another")
    for name, role in head.not_affected:
        if role is not None and not any(m.id == name and m.label == role for m in marks):
            raise FormError(f"not_affected: {name}:{role} has no mark S:{name}/{role}")


# --- labels of marks ------------------------------------------------------------------------

TIME_ROLE = re.compile(r"(start|end|duration)([1-9]\d*)")
SERVICE_ROLE = re.compile(r"(?:(affected|reported)([1-9]\d*)|(" + "|".join(OTHERS) + "))")
CUE = re.compile(r"(outage|restoration|symptom|cause|place)([1-9]\d*)")
