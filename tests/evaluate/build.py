"""Small labelled articles, events and records, with everything not asked for left empty."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bibhrat.errors import BibhratError
from bibhrat.evaluate import command
from bibhrat.evaluate.gold import read_gold
from bibhrat.evaluate.labels import Event, Gold

Row = dict[str, Any]


def event(
    *services: str,
    reported: Sequence[str] = (),
    primary: bool = True,
    kind: str = "outage",
    status: str = "resolved",
    cause: str | None = None,
    scope: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
    duration: str | None = None,
) -> Event:
    return Event(
        primary=primary,
        services=frozenset(services),
        reported=frozenset(reported),
        type=kind,
        status=status,
        cause=cause,
        attribution=None,
        scope=frozenset(scope),
        start=start,
        end=end,
        duration=duration,
    )


def event_row(found: Event) -> Row:
    """An event as a line of labels has it."""
    return {
        "primary": found.primary,
        "services": sorted(found.services),
        "services_reported": sorted(found.reported),
        "type": found.type,
        "status": found.status,
        "cause": found.cause,
        "attribution": found.attribution,
        "scope": sorted(found.scope),
        "start": found.start,
        "end": found.end,
        "duration": found.duration,
    }


def article(identity: str, *events: Event, **more: Any) -> Row:
    """A labelled article; its text is the same for all."""
    return {
        "id": identity,
        "title": "ফেসবুক ডাউন",
        "text": "মঙ্গলবার রাত ৯টায় ফেসবুক ও এক্স অচল হয়।",
        "published_at": "2024-03-06T10:00",
        "tz": "Asia/Dhaka",
        "outage": bool(events),
        "events": [event_row(found) for found in events],
        **more,
    }


def record(identity: str, found: Event, confidence: float = 0.9, **more: Any) -> Row:
    """A line of schema bibhrat.outage/1 that says what the event says."""

    def moment(value: str | None) -> Row | None:
        if value is None:
            return None
        return {
            "value": value, "earliest": "", "latest": "", "approximate": False, "rule": [],
            "evidence": more.get("time_evidence", []),
        }  # fmt: skip

    def services(names: frozenset[str], certainty: str) -> list[Row]:
        return [
            {"id": n, "name": n, "name_bn": n, "operator": None, "certainty": certainty,
             "in_catalogue": True, "evidence": more.get("evidence", {}).get(n, [])}
            for n in sorted(names)
        ]  # fmt: skip

    return {
        "schema": "bibhrat.outage/1",
        "id": f"{identity}-{found.primary}",
        "article": {"id": identity, "url": None, "source": None, "title": "", "published_at": None,
                    "tz": "Asia/Dhaka"},
        "primary": found.primary,
        "event": {"type": found.type, "status": found.status, "symptoms": [], "summary_bn": "",
                  "summary_en": "", "evidence": []},
        "start": moment(found.start),
        "end": moment(found.end),
        "duration": None if found.duration is None else {
            "stated": found.duration, "approximate": False, "computed": None, "agrees": None,
            "evidence": []},
        "services": [*services(found.services, "stated"), *services(found.reported, "reported")],
        "not_affected": more.get("not_affected", []),
        "cause": None if found.cause is None else {
            "category": found.cause, "attribution": "media", "evidence": []},
        "scope": [{"id": place, "evidence": []} for place in sorted(found.scope)],
        "confidence": confidence,
        "warnings": [],
    }  # fmt: skip


def write(path: Path, rows: Sequence[Row]) -> Path:
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    return path


def gold(path: Path, *rows: Row) -> Gold:
    return read_gold([write(path, rows)])


def call(*arguments: object) -> int:
    """`bibhrat evaluate …` in this process; 2 with the message printed, as the command does."""
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers())
    options = parser.parse_args(["evaluate", *map(str, arguments)])
    try:
        return int(options.command(options))
    except BibhratError as error:
        sys.stdout.write(f"bibhrat: {error}\n")
        return 2
