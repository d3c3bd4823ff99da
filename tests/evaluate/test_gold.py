import json
from pathlib import Path
from typing import Any

import pytest

from bibhrat.errors import StopError
from bibhrat.evaluate.gold import read_gold
from evaluate.build import article, event, gold, write

BODY = "ফেসবুক ডাউন\nমঙ্গলবার রাত ৯টায় ফেসবুক ও এক্স অচল হয়।"


def test_the_least_a_line_needs(tmp_path: Path) -> None:
    row = {"id": "n", "title": "ক", "text": "খ", "outage": False, "events": []}
    (item,) = gold(tmp_path / "g.jsonl", row).articles
    assert (item.id, item.outage, item.events) == ("n", False, ())
    assert [item.timexes, item.mentions, item.topic, item.primary] == [None] * 4
    assert item.year == "unknown"


def test_offsets_are_looked_up_in_order_where_they_are_missing(tmp_path: Path) -> None:
    row = article("a", text="আজ নয়, আজ।", timexes=[
        {"text": "আজ", "type": "DATE", "value": "2024-03-06"},
        {"text": "আজ", "type": "DATE", "value": "2024-03-06"},
    ])  # fmt: skip
    (item,) = gold(tmp_path / "g.jsonl", row).articles
    assert item.timexes is not None
    # The title has 11 characters; the newline is the 12th.
    assert [(mark.start, mark.end) for mark in item.timexes] == [(12, 14), (12 + 8, 12 + 10)]


def _broken(**changes: Any) -> dict[str, Any]:
    return {**article("a", event("facebook")), **changes}


def _event(**changes: Any) -> dict[str, Any]:
    row = article("a", event("facebook"))
    row["events"][0].update(changes)
    return row


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (_broken(outage="yes"), "outage: expected true or false, got 'yes'"),
        (_broken(outage=False), "outage: false with 1 events"),
        (_broken(events=None), "events: expected a list, got None"),
        (_broken(events=[3]), "events[0]: expected an object, got 3"),
        (_broken(text=7), "text: expected a string, got 7"),
        (_broken(not_affected="x"), "not_affected: expected a list of ids, got 'x'"),
        (_event(primary=False), "events: exactly one must be primary"),
        (_event(type="fire"), "events[0].type: expected one of degradation"),
        (_event(status=None), "events[0].status: expected one of ongoing"),
        (_event(cause="aliens"), "events[0].cause: expected one of cable_cut"),
        (_event(services="facebook"), "events[0].services: expected a list of ids"),
        (_event(start="yesterday"), "events[0].start: expected a TIMEX3 date or time"),
        (_event(duration=40), "events[0].duration: expected a string or null, got 40"),
        (_broken(timexes=[{"text": "x", "type": "DATE", "value": "2024"}]), "timexes[0].text"),
        (_broken(timexes=[{"start": 0, "end": 3, "type": "NOW", "value": ""}]), "timexes[0].type"),
        (_broken(mentions=[{"start": 5, "end": 5, "label": "outage"}]), "mentions[0].start"),
        (_broken(mentions=[{"start": 0, "end": 999, "label": "outage"}]), "mentions[0].start"),
        (_broken(mentions=[{"start": 0, "end": 6, "label": "hero"}]), "mentions[0].label"),
        (_broken(mentions=[{"start": 0, "end": 6, "label": "affected"}]), "mentions[0].id"),
        (
            _broken(mentions=[{"start": 0, "end": 6, "label": "outage", "event": 1}]),
            "mentions[0].event: expected an index into 1 events, got 1",
        ),
    ],
)
def test_an_error_names_file_line_and_field(
    tmp_path: Path, row: dict[str, Any], message: str
) -> None:
    path = write(tmp_path / "g.jsonl", [article("fine"), row])
    with pytest.raises(StopError) as raised:
        read_gold([path])
    assert str(raised.value).startswith(f"{path}:2: {message}")


def test_a_shifted_offset_is_an_error(tmp_path: Path) -> None:
    start = BODY.index("মঙ্গলবার")
    mark = {"text": "মঙ্গলবার", "start": start + 1, "end": start + 9, "type": "DATE",
            "value": "2024-03-05"}  # fmt: skip
    path = write(tmp_path / "g.jsonl", [article("a", timexes=[mark])])
    with pytest.raises(StopError, match=r"g\.jsonl:1: timexes\[0\]\.start: the article has"):
        read_gold([path])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no labelled articles"),
        (b"{", ":1: not JSON"),
        (b"\xff\xfe", ":1: not UTF-8"),
        (b"[]", ":1: expected a JSON object"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_bytes(raw)
    with pytest.raises(StopError) as raised:
        read_gold([path])
    assert message in str(raised.value)


def test_several_files_are_one_and_an_id_comes_once(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1", [article("a")]), write(tmp_path / "2", [article("b")])
    assert [item.id for item in read_gold([one, two]).articles] == ["a", "b"]
    with pytest.raises(StopError, match="'a' was seen before"):
        read_gold([one, one])
    with pytest.raises(StopError, match="cannot be read"):
        read_gold([tmp_path / "none"])


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    row = article("a")
    first = gold(tmp_path / "g", row).sha256
    assert gold(tmp_path / "g", row).sha256 == first
    (tmp_path / "h").write_text(json.dumps(row) + "\n")  # the same article, spelled in escapes
    assert read_gold([tmp_path / "h"]).sha256 != first
