"""Whom a watch tells, in which order, and how often."""

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from read.pages import rss
from watch.house import LONG, TELEGRAM, House, item
from watch.world import Asked, Pieces, answer, paths


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_webhook_is_told_in_order_signed_until_it_takes_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    monkeypatch.setenv("HOOK_SECRET", secret)
    statuses = [503, 429, 200, 422, 200, 200]
    got: list[tuple[int, Asked]] = []

    def hook(asked: Asked) -> Pieces:
        status = statuses.pop(0) if statuses else 200
        got.append((status, asked))
        return [answer(status=status)]

    house.world.servers["hook.example"] = paths(**{"in": hook})
    house.world.servers["news.example"] = paths(
        rss=[answer(rss(item(1), item(2, TELEGRAM, "টেলিগ্রাম ডাউন")))]
    )
    table = {"kind": "webhook", "url": "http://hook.example/in", "secret_env": "HOOK_SECRET"}
    for _ in range(4):
        house.once(sinks=[table])
        house.world.now += 60
    taken = [asked for status, asked in got if status == 200]
    first = got[0][1]
    assert [asked.headers["webhook-id"] for _, asked in got[:3]] == [
        first.headers["webhook-id"]
    ] * 3
    # A timestamp is checked against the clock of this machine; the signature is what counts.
    monkeypatch.setattr(Webhook, "_Webhook__verify_timestamp", lambda self, told: _moment(told))
    bodies = [Webhook(secret).verify(asked.body, asked.headers) for asked in taken]
    with pytest.raises(Exception, match="signature"):
        Webhook(secret).verify(first.body + b" ", first.headers)
    events = house.all("SELECT count(*) FROM watch_refused")
    assert events == [(1,)]
    sequence = [body["seq"] for body in bodies]
    assert sequence == sorted(set(sequence))
    assert house.all("SELECT seq FROM watch_sinks") == [(sequence[-1],)]
    assert house.all("SELECT reason FROM watch_refused") == [("http://hook.example/in: HTTP 422",)]


def _moment(told: Any) -> datetime:
    return datetime.fromtimestamp(float(told), tz=timezone.utc)


def test_a_file_that_others_wrote_to_or_took_away(house: House) -> None:
    now = [rss(item(1))]
    house.world.servers["news.example"] = paths(rss=lambda asked: [answer(now[0])])
    out = house.folder / "o.jsonl"
    sinks = [{"kind": "file", "path": "o.jsonl", "topics": ["records"]}]
    house.once(sinks=sinks)
    with out.open("a") as stream:
        stream.write("# somebody's own line")
    now[0] = rss(item(2, TELEGRAM, "টেলিগ্রাম ডাউন"))
    house.once(sinks=sinks)
    lines = out.read_text().splitlines()
    assert [line[:3] for line in lines] == ['{"s', "# s", '{"s']
    out.unlink()
    now[0] = rss(item(3, LONG.replace("৯টা", "৭টা")))
    house.once(sinks=sinks)
    assert [json.loads(line)["event"] for line in out.read_text().splitlines()] == ["record.new"]
