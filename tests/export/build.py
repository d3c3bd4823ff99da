"""Records by hand, and the command `bibhrat export` called in this process."""

import argparse
import json
from pathlib import Path
from typing import Any

from bibhrat.export import command
from bibhrat.export.read import to_record
from bibhrat.record import OutageRecord


def moment(value: str, earliest: str, latest: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "value": value,
        "earliest": earliest,
        "latest": latest or earliest,
        "approximate": False,
        "rule": ["date+clock"],
        "evidence": [],
        **more,
    }


def service(identity: str, name: str, name_bn: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "name": name,
        "name_bn": name_bn,
        "operator": None,
        "certainty": "stated",
        "in_catalogue": True,
        "evidence": [],
        **more,
    }


FACEBOOK = service("facebook", "Facebook", "ফেসবুক", operator="meta")


def row(**changes: Any) -> dict[str, Any]:
    """The outage of 5 March 2024 as a line of `bibhrat extract`, with changes.

    `event` and `article` are laid over, everything else is replaced.
    """
    base: dict[str, Any] = {
        "schema": "bibhrat.outage/1",
        "id": "r1",
        "article": {
            "id": "a1",
            "url": "https://example.com/news/1",
            "source": "dhaka-desk",
            "title": "ফেসবুক ডাউন",
            "published_at": "2024-03-06T10:00:00+06:00",
            "tz": "Asia/Dhaka",
        },
        "primary": True,
        "event": {
            "type": "outage",
            "status": "resolved",
            "symptoms": [],
            "summary_bn": "ফেসবুক: বিভ্রাট",
            "summary_en": "Facebook outage, 5 March 2024 21:00–22:30 (Asia/Dhaka)",
            "evidence": [{"field": "title", "start": 7, "end": 11, "text": "ডাউন"}],
        },
        "start": moment("2024-03-05T21:00", "2024-03-05T21:00:00+06:00"),
        "end": moment("2024-03-05T22:30", "2024-03-05T22:30:00+06:00"),
        "duration": {
            "stated": None,
            "approximate": False,
            "computed": "PT1H30M",
            "agrees": None,
            "evidence": [],
        },
        "services": [FACEBOOK],
        "not_affected": [],
        "cause": None,
        "scope": [],
        "confidence": 0.93,
        "warnings": [],
    }
    for key, value in changes.items():
        base[key] = base[key] | value if key in ("event", "article") else value
    return base


def record(**changes: Any) -> OutageRecord:
    return to_record(row(**changes))


def cause(category: str, attribution: str = "operator") -> dict[str, Any]:
    return {"category": category, "attribution": attribution, "evidence": []}


def scope(*ids: str) -> list[dict[str, Any]]:
    return [{"id": identity, "evidence": []} for identity in ids]


def stated(length: str, **more: Any) -> dict[str, Any]:
    return {
        "stated": length,
        "approximate": False,
        "computed": None,
        "agrees": None,
        "evidence": [],
        **more,
    }


def write(path: Path, *rows: dict[str, Any] | bytes) -> Path:
    lines = [
        r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in rows
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def call(*arguments: object) -> int:
    """Run `bibhrat export …`; returns the exit code."""
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["export", *map(str, arguments)])
    return int(options.command(options))


def reasons(converted: Any) -> list[str]:
    return [loss.reason for loss in converted.lost]
