"""What `format_timeml` writes is TimeML: the structure of the 1.2.1 DTD, written down here."""

import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest

from bibhrat.temporal import Timex, format_timeml, read_timeml, tag
from temporal.marked import read_all

EXAMPLES = read_all()
# ATTLIST of TIMEX3: what an attribute may say, None for any characters (CDATA).
TYPES = ("DATE", "TIME", "DURATION", "SET")
ATTRIBUTES: dict[str, tuple[str, ...] | None] = {
    "tid": None,
    "type": TYPES,
    "value": None,
    "functionInDocument": (
        "CREATION_TIME", "EXPIRATION_TIME", "MODIFICATION_TIME", "PUBLICATION_TIME",
        "RELEASE_TIME", "RECEPTION_TIME", "NONE",
    ),
    "temporalFunction": ("true", "false"),
    "beginPoint": None,
    "endPoint": None,
    "anchorTimeID": None,
    "valueFromFunction": None,
    "quant": None,
    "freq": None,
    "mod": (
        "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
        "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
    ),
    "comment": None,
}  # fmt: skip
REQUIRED = ("tid", "type", "value")
REFERENCES = ("beginPoint", "endPoint", "anchorTimeID", "valueFromFunction")


def timex_faults(timex: ElementTree.Element, identities: list[str]) -> list[str]:
    """What keeps an element from being a TIMEX3."""
    where = timex.get("tid")
    found = [f"{where}: no {name}" for name in REQUIRED if not timex.get(name)]
    if len(timex) or not (timex.text or ""):
        found.append(f"{where}: not plain characters")
    for name, said in timex.attrib.items():
        allowed = ATTRIBUTES.get(name, ())
        if allowed is not None and said not in allowed:
            found.append(f"{where}: {name}={said!r}")
        if name in REFERENCES and said not in identities:
            found.append(f"{where}: {name} points nowhere: {said}")
    if not re.fullmatch(r"t\d+", timex.get("tid", "")):
        found.append(f"tid {where!r}")
    if timex.get("anchorTimeID") and timex.get("temporalFunction") != "true":
        found.append(f"{where}: an anchor without a function")
    return found


def faults(document: str) -> list[str]:
    """What keeps a document from being TimeML."""
    root = ElementTree.fromstring(document.encode("utf-8"))
    found = []
    if root.tag != "TimeML":
        found.append(f"root {root.tag}")
    names = [child.tag for child in root]
    if names not in (["TEXT"], ["DCT", "TEXT"]):
        found.append(f"children {names}")
    for child in root:
        if (child.tail or "").strip() or (child.tag == "DCT" and len(child) != 1):
            found.append(f"stray content at {child.tag}")
        if any(inner.tag != "TIMEX3" for inner in child):
            found.append(f"in {child.tag}: {[inner.tag for inner in child]}")
    timexes = list(root.iter("TIMEX3"))
    identities = [t.get("tid", "") for t in timexes]
    for timex in timexes:
        found += timex_faults(timex, identities)
    if len(set(identities)) != len(identities):
        found.append("a tid is used twice")
    if names[:1] == ["DCT"] and timexes[0].get("functionInDocument") != "CREATION_TIME":
        found.append("the DCT has no function")
    return found


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_makes_a_valid_document(name: str, dated: bool) -> None:
    example = EXAMPLES[name]
    found = tag(example.text, published_at=example.published_at, tz=example.tz)
    document = format_timeml(example.text, found, example.published_at if dated else None)
    assert faults(document) == []
    text, read = read_timeml(document)
    assert text == example.text
    assert [(t.start, t.end, t.type, t.value, t.mod) for t in read] == [
        (t.start, t.end, t.type, t.value, t.mod) for t in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        '৯টায় <b>বন্ধ</b> & "চালু"',
        "]]> রাত ৯টায়",
        "\x00\x07\ud800\ufffe আজ",
        "আজ\r\nকাল\r",
        "<TIMEX3>আজ",
    ],
)
def test_no_character_breaks_a_document(text: str) -> None:
    published = datetime(2024, 3, 6, 10)
    document = format_timeml(text, tag(text, published_at=published), published)
    assert faults(document) == []
    assert len(read_timeml(document)[0]) == len(text)


def test_the_document_time_is_a_day_or_a_minute() -> None:
    day = format_timeml("আজ", tag("আজ", published_at=date(2024, 3, 6)), date(2024, 3, 6))
    assert 'type="DATE" value="2024-03-06" temporalFunction="false"' in day
    minute = format_timeml("আজ", [], datetime(2024, 3, 6, 10, 5))
    assert 'type="TIME" value="2024-03-06T10:05"' in minute


def test_what_is_counted_from_the_publication_points_at_it() -> None:
    published = datetime(2024, 3, 6, 10)
    text = "গতকাল বন্ধ ছিল, যেমন ছিল ৫ মার্চ ২০২৩ তারিখে।"
    document = format_timeml(text, tag(text, published_at=published), published)
    counted, whole = list(ElementTree.fromstring(document.encode()).iter("TIMEX3"))[1:]
    assert (counted.get("anchorTimeID"), counted.get("temporalFunction")) == ("t0", "true")
    assert (whole.get("anchorTimeID"), whole.get("temporalFunction")) == (None, None)


@pytest.mark.parametrize(
    "broken",
    [
        Timex(0, 2, "আজ", "DAY", "2024-03-06"),
        Timex(0, 2, "আজ", "DATE", ""),
        Timex(0, 0, "", "DATE", "2024-03-06"),
        Timex(0, 2, "আজ", "DATE", "2024-03-06", mod="ROUGHLY"),
    ],
)
def test_the_check_sees_a_broken_document(broken: Timex) -> None:
    assert faults(format_timeml("আজ", [broken]))


def test_the_check_sees_an_anchor_that_is_not_there() -> None:
    good = format_timeml("আজ", tag("আজ", published_at=datetime(2024, 3, 6)), date(2024, 3, 6))
    start, end = good.index("<DCT>"), good.index("<TEXT>")
    assert faults(good) == []
    assert faults(good[:start] + good[end:]) == ["t1: anchorTimeID points nowhere: t0"]
