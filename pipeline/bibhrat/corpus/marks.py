"""The label of one mark, `T:2024-03-05T21:00@start1`, to and from values."""

import re
from collections.abc import Sequence

from bibhrat.corpus.heads import CUE, SERVICE_ROLE, TIME_ROLE, FormError
from bibhrat.corpus.labels import CUES, TIME_ROLES, LabelError, MentionLabel, TimexLabel
from bibhrat.corpus.values import type_of
from bibhrat.errors import shorten

_VALUE = re.compile(r"[0-9A-Z_./:-]+")
_ID = re.compile(r"[^\s/|!,@\[\]]+")


def read_label(
    label: str, start: int, end: int, text: str
) -> tuple[TimexLabel | None, list[MentionLabel]]:
    """Read a label; several roles of one span stand behind each other with commas.

    Args:
        label: as in the guide.
        start, end, text: the span that it marks.

    Raises:
        FormError: no label of the guide.

    >>> read_label("S:whatsapp/reported2", 0, 9, "হোয়াটসঅ্যাপ")[1][0].event
    1
    """
    kind, colon, rest = label.partition(":")
    if not colon or kind not in ("T", "SET", "S", "C"):
        raise FormError(f"unknown label {shorten(label)}")
    if kind == "C":
        return None, _roles(label, rest, CUE, start, end)
    if kind == "S":
        name, slash, roles = rest.partition("/")
        outside = name.endswith("!")
        name = name.removesuffix("!")
        if not slash or not _ID.fullmatch(name):
            raise FormError(f"label {shorten(label)}: expected S:id/role")
        return None, _roles(label, roles, SERVICE_ROLE, start, end, id=name, outside=outside)
    value, at, roles = rest.partition("@")
    if not _VALUE.fullmatch(value):
        raise FormError(f"label {shorten(label)}: {shorten(value)} is no value")
    timex = TimexLabel(text, start, end, type_of(value, recurring=kind == "SET"), value)
    return timex, _roles(label, roles, TIME_ROLE, start, end) if at else []


def _roles(
    label: str,
    roles: str,
    form: re.Pattern[str],
    start: int,
    end: int,
    id: str | None = None,  # noqa: A002 - the key of the JSON form
    outside: bool = False,
) -> list[MentionLabel]:
    found: list[MentionLabel] = []
    for role in roles.split(","):
        match = form.fullmatch(role)
        if match is None:
            raise FormError(f"label {shorten(label)}: unknown role {shorten(role)}")
        name, number, *rest = match.groups()
        event = int(number) - 1 if number else None
        mention = MentionLabel(start, end, name or rest[0], id, event, outside)
        if mention in found:
            raise FormError(f"label {shorten(label)}: role {role} repeated")
        found.append(mention)
    return found


def format_label(timex: TimexLabel | None, mentions: Sequence[MentionLabel]) -> str:
    """Write the label of one span.

    Raises:
        LabelError: the labels of the span have no common form (a service that is a time).
    """
    roles = ",".join(m.label + (str(m.event + 1) if m.event is not None else "") for m in mentions)
    if timex is not None and all(m.label in TIME_ROLES for m in mentions):
        kind = "SET" if timex.type == "SET" else "T"
        return f"{kind}:{timex.value}" + (f"@{roles}" if roles else "")
    if timex is None and all(m.label in CUES for m in mentions):
        return f"C:{roles}"
    names = {(m.id, m.outside) for m in mentions}
    if timex is None and len(names) == 1 and mentions[0].id is not None:
        return f"S:{mentions[0].id}{'!' if mentions[0].outside else ''}/{roles}"
    span = (timex or mentions[0]).start, (timex or mentions[0]).end
    raise LabelError(f"{span[0]}–{span[1]}: labels that one mark cannot hold")
