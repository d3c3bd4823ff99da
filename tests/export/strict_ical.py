"""A small strict reader of iCalendar: what RFC 5545 says MUST be, or an AssertionError."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:\"\x00-\x1f]+)*):(.*)", re.DOTALL)
_TIMES = {"": r"\d{8}T\d{6}Z", ";VALUE=DATE": r"\d{8}"}
_DURATION = r"P(\d+W|\d+D|(\d+D)?T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))"
_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "URL"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "CATEGORIES", "X-WR-CALNAME"}

Event = dict[str, str]


def read(content: bytes) -> list[Event]:
    """Events as {"NAME" or "NAME;PARAMETERS": value}, texts unescaped."""
    lines = list(_unfolded(content))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    events: list[Event] = []
    inside = False
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            assert not inside
            events.append({})
            inside = True
        elif line == "END:VEVENT":
            assert inside
            _check(events[-1])
            inside = False
        else:
            match = _LINE.fullmatch(line)
            assert match, line
            name, parameters, value = match.groups()
            if inside:
                assert name + parameters not in events[-1], f"{name} twice"
                events[-1][name + parameters] = _text(value) if name in _TEXTS else value
    assert not inside
    uids = [event["UID"] for event in events]
    assert len(set(uids)) == len(uids)
    return events


def _unfolded(content: bytes) -> Iterator[str]:
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    logical: list[bytes] = []
    for line in physical:
        assert len(line) <= 75, line
        assert line, "an empty line"
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # no character is cut
        if line.startswith(b" "):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    return (line.decode() for line in logical)


def _check(event: Event) -> None:
    names = {key.partition(";")[0] for key in event}
    assert {"UID", "DTSTAMP", "DTSTART"} <= names
    assert not {"DTEND", "DURATION"} <= names
    for name in _ONCE:
        assert sum(key.partition(";")[0] == name for key in event) <= 1
    assert re.fullmatch(_TIMES[""], event["DTSTAMP"])
    kind = next(key for key in event if key.startswith("DTSTART")).removeprefix("DTSTART")
    start = event["DTSTART" + kind]
    assert re.fullmatch(_TIMES[kind], start)
    if "DTEND" in names:
        end = event["DTEND" + kind]  # the same value type
        assert re.fullmatch(_TIMES[kind], end)
        assert end > start
    if "DURATION" in names:
        assert re.fullmatch(_DURATION, event["DURATION"])
        assert not kind or event["DURATION"][-1] in "DW"


def _text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"not escaped: {value}"
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value), f"unknown escape: {value}"
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value)
