"""TimeML in and out: TIMEX3 tags over the text, XML-escaped, and a reader for the same form."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from types import ModuleType

from bibhrat.temporal.model import PublishedAt, Timex

#: What XML 1.0 can't carry at all; each becomes U+FFFD so that offsets stay as they are.
_FORBIDDEN = {
    **{c: "\ufffd" for c in range(0x20) if c not in (0x9, 0xA, 0xD)},
    **dict.fromkeys(range(55296, 57344), "�"),
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)


@cache
def _sax() -> ModuleType:
    # It imports an HTTP client; tagging needs neither.
    from xml.sax import saxutils  # noqa: PLC0415

    return saxutils


def _text(characters: str) -> str:
    # A bare carriage return would come back from any XML reader as a line feed.
    escaped: str = _sax().escape(characters.translate(_FORBIDDEN), {"\r": "&#13;"})
    return escaped


def _creation_time(published_at: PublishedAt) -> str:
    if isinstance(published_at, datetime):
        return published_at.strftime("%Y-%m-%dT%H:%M")
    if isinstance(published_at, date):
        return published_at.isoformat()
    return ""


def _open_tag(index: int, timex: Timex, timexes: Sequence[Timex], *, dated: bool) -> str:
    attributes = {"tid": f"t{index + 1}", "type": timex.type, "value": timex.value}
    if timex.mod:
        attributes["mod"] = timex.mod
    if timex.type == "DURATION":
        for name, partner in (("beginPoint", timex.range_begin), ("endPoint", timex.range_end)):
            if partner is not None and partner < len(timexes):
                attributes[name] = f"t{partner + 1}"
    if timex.anchor is not None:
        attributes["temporalFunction"] = "true"
    if timex.anchor == "publication" and dated:  # t0 is there to point at
        attributes["anchorTimeID"] = "t0"
    return "<TIMEX3 " + " ".join(f"{k}={_sax().quoteattr(v)}" for k, v in attributes.items()) + ">"


def format_timeml(text: str, timexes: Sequence[Timex], published_at: PublishedAt = None) -> str:
    """Write a text with its temporal expressions as a TimeML document.

    The document has the elements of TimeML 1.2.1 with the frame of TempEval-3 (DCT, TEXT).
    `published_at` is what the expressions were counted from; without it nothing says so.
    Characters that XML 1.0 has no way to write become U+FFFD, one for one.
    """
    parts = [_HEAD]
    created = _creation_time(published_at)
    if created:
        kind = "TIME" if "T" in created else "DATE"
        parts.append(
            f'<DCT><TIMEX3 tid="t0" type="{kind}" value="{created}" temporalFunction="false" '
            f'functionInDocument="CREATION_TIME">{created}</TIMEX3></DCT>\n'
        )
    parts.append("<TEXT>")
    position = 0
    for index, timex in enumerate(timexes):
        parts.append(_text(text[position : timex.start]))
        parts.append(_open_tag(index, timex, timexes, dated=bool(created)))
        parts.append(_text(text[timex.start : timex.end]))
        parts.append("</TIMEX3>")
        position = timex.end
    parts.append(_text(text[position:]))
    parts.append("</TEXT>\n</TimeML>\n")
    return "".join(parts)


def read_timeml(document: str) -> tuple[str, list[Timex]]:
    """Read back what `format_timeml` wrote: the text, and spans with type, value and mod."""
    from xml.etree import ElementTree  # noqa: PLC0415 - tagging reads no XML

    body = ElementTree.fromstring(document.encode("utf-8")).find("TEXT")
    if body is None:
        raise ValueError("no TEXT element in the TimeML document")
    parts = [body.text or ""]
    length = len(parts[0])
    found: list[Timex] = []
    for element in body:
        inner = "".join(element.itertext())
        found.append(
            Timex(
                start=length,
                end=length + len(inner),
                text=inner,
                type=element.get("type", ""),
                value=element.get("value", ""),
                mod=element.get("mod"),
            )
        )
        parts += [inner, element.tail or ""]
        length += len(inner) + len(parts[-1])
    return "".join(parts), found
