"""A watch over a web in memory: what it reads, what it passes over, what it tells."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
import trafilatura

from read.pages import TITLE, page, rss
from support import read_lines
from watch.faults import BOMB
from watch.house import FEED, LONG, TELEGRAM, TEXT, House, item
from watch.world import Asked, Pieces, answer, paths

# Imported here since an import of its own warns, and a warning fails a test.
assert trafilatura


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_what_a_feed_tells_is_read_once(house: House) -> None:
    house.world.servers["news.example"] = paths(
        rss=[answer(rss(item(1), item(2, "বৃষ্টি " * 200, "বৃষ্টি")))]
    )
    assert house.once().outcomes == {"outage": 1, "gate": 1}
    before = house.all("SELECT id, json FROM records")
    assert len(before) == 1
    assert house.outcomes()["news.example/1"] == "outage"
    again = house.once()
    assert (again.polls, again.entries, again.events) == (1, 0, 0)
    assert house.all("SELECT id, json FROM records") == before
    assert house.all("SELECT services, articles FROM incidents") == [("facebook;messenger", 1)]


def test_a_feed_is_asked_whether_anything_is_new(house: House) -> None:
    def serve(asked: Asked) -> Pieces:
        if asked.headers.get("if-none-match") == '"7"':
            assert asked.headers["if-modified-since"] == "Tue, 05 Mar 2024 16:00:00 GMT"
            return [answer(status=304)]
        modified = "Tue, 05 Mar 2024 16:00:00 GMT"
        return [answer(rss(item(1)), ETag='"7"', Last_Modified=modified)]

    house.world.servers["news.example"] = paths(rss=serve)
    assert house.once().unchanged == 0
    assert house.once().unchanged == 1
    assert house.once().unchanged == 1
    assert len(house.all("SELECT id FROM records")) == 1


def test_a_cut_feed_is_asked_for_whole_the_next_time(house: House) -> None:
    body = rss(item(1), item(2, TELEGRAM, "টেলিগ্রাম ডাউন"))
    cut = body[: body.index(b"<guid>2")]
    answers = [[answer(cut, ETag='"1"')], [answer(body, ETag='"1"')]]
    house.world.servers["news.example"] = paths(rss=lambda asked: answers.pop(0))
    house.once()
    assert "malformed XML" in house.all("SELECT error FROM watch_feeds")[0][0]
    house.once()
    assert "if-none-match" not in house.world.asked[-1][1].headers
    assert set(house.outcomes()) == {"news.example/1", "news.example/2"}


def test_one_address_in_many_forms_is_one_article(house: House) -> None:
    links = [
        "https://www.news.example/1/?utm_source=rss",
        "http://news.example/1#top",
        "http://m.news.example/1",
    ]
    house.world.servers["news.example"] = paths(
        rss=[answer(rss(*(item(n, link=link) for n, link in enumerate(links))))]
    )
    house.world.servers["other.example"] = paths(rss=[answer(rss(item(9, link=links[1])))])
    house.once(FEED, "http://other.example/rss")
    assert house.outcomes() == {"news.example/1": "outage"}


def test_addresses_that_are_none_cost_no_other_entry(house: House) -> None:
    odd = [
        "http://[x",
        "http://",
        "http://a:b/c",
        "javascript:x",
        "http://x/" + "a" * 10_000,
        "খবর",
    ]
    texts = [LONG.replace("৯টা", f"{hour}টা") for hour in "১২৩৪৫৬"]
    items = [
        item(n, text, link=link) for n, (text, link) in enumerate(zip(texts, odd, strict=True))
    ]
    house.world.servers["news.example"] = paths(rss=[answer(rss(*items, item(9)))])
    house.once({"url": FEED, "pages": "never"})
    assert set(house.outcomes().values()) == {"outage"}
    assert len(house.outcomes()) == 7


def test_entries_of_two_feeds_with_one_guid_are_two(house: House) -> None:
    plain = item(7).replace("<link>http://news.example/7</link>", "")
    other = item(7, TELEGRAM, "টেলিগ্রাম ডাউন").replace("<link>http://news.example/7</link>", "")
    house.world.servers["news.example"] = paths(rss=[answer(rss(plain))])
    house.world.servers["other.example"] = paths(rss=[answer(rss(other))])
    house.once(FEED, "http://other.example/rss")
    assert set(house.outcomes()) == {f"{FEED}#7", "http://other.example/rss#7"}
    assert len(house.all("SELECT id FROM records")) == 2


def test_a_copy_is_known_and_other_news_in_the_same_words_is_not_one(house: House) -> None:
    copied = LONG.replace("জানিয়েছে", "জানায়")
    other = LONG.replace("রাত ৯টা", "রাত ১০টা")
    house.world.servers["news.example"] = paths(
        rss=[
            answer(rss(item(1), item(2, copied), item(3, other), item(4, TELEGRAM, "টেলিগ্রাম ডাউন")))
        ]
    )
    house.once()
    assert house.outcomes() == {
        "news.example/1": "outage",
        "news.example/2": "copy of news.example/1",
        "news.example/3": "outage",
        "news.example/4": "outage",
    }
    assert len(house.all("SELECT id FROM records")) == 3
    # Known after a new start, too.
    house.world.servers["other.example"] = paths(rss=[answer(rss(item(5, copied)))])
    house.once("http://other.example/rss")
    assert house.outcomes()["news.example/5"] == "copy of news.example/1"


@pytest.mark.parametrize(
    ("pages", "text", "fetched"),
    [
        ("auto", "সংক্ষেপ", True),
        ("auto", LONG, False),
        ("always", LONG, True),
        ("never", "সংক্ষেপ", False),
    ],
)
def test_pages_are_fetched_where_the_feed_has_a_summary(
    house: House, pages: str, text: str, fetched: bool
) -> None:
    html = [answer(page(title="মেসেঞ্জার ডাউন"), Content_Type="text/html")]
    rest = {"1": html}
    house.world.servers["news.example"] = paths(rss=[answer(rss(item(1, text)))], **rest)
    report = house.once({"url": FEED, "pages": pages})
    assert report.pages == fetched
    titles = house.all("SELECT title, published_at FROM records")
    if fetched:
        assert titles == [("মেসেঞ্জার ডাউন", "2024-03-05T22:10:00+06:00")]


def test_a_page_that_cannot_be_had_is_tried_again_and_its_summary_does(house: House) -> None:
    house.world.servers["news.example"] = paths(
        **{"rss": [answer(rss(item(1, TEXT))), answer()], "1": [answer(status=503)]}
    )
    for tries in range(1, 8):
        house.once()
        assert house.all("SELECT tries FROM watch_pages") == [(tries,)]
        said = house.outcomes()["news.example/1"]
        assert said.startswith("outage; page: http://news.example/1: HTTP 503")
        house.world.now += 10_000
    house.once()
    assert house.all("SELECT count(*) FROM watch_pages") == [(0,)]
    assert house.all("SELECT title FROM records") == [(TITLE,)]


def test_a_page_that_comes_late_is_read_over_its_summary(house: House) -> None:
    html = answer(page(title="মেসেঞ্জার ডাউন"), Content_Type="text/html")
    said = [[answer(status=503)], [], [html]]
    house.world.servers["news.example"] = paths(
        **{"rss": [answer(rss(item(1, TEXT)))], "1": lambda asked: said.pop(0)}
    )
    for outcome in ("outage; page", "outage; page", "outage"):
        house.once(sinks=[{"kind": "file", "path": "o.jsonl"}])
        assert house.outcomes()["news.example/1"].partition(":")[0] == outcome
        house.world.now += 10_000
    assert house.all("SELECT title FROM records") == [("মেসেঞ্জার ডাউন",)]
    events = [line["event"] for line in read_lines(house.folder / "o.jsonl")]
    assert events == ["record.new", "incident.new", "record.changed", "incident.changed"]
    assert house.all("SELECT count(*) FROM watch_pages") == [(0,)]


@pytest.mark.parametrize(
    "said",
    [
        answer(status=404),
        answer(b"%PDF", Content_Type="application/pdf"),
        answer(status=302, Location="http://127.0.0.1/x"),
        answer(b"<html><body></body></html>", Content_Type="text/html"),
        answer(b"x" * (5 << 20), Content_Type="text/html"),
    ],
    ids=["gone", "no page", "private", "empty", "huge"],
)
def test_a_page_that_will_never_be_had(house: House, said: bytes) -> None:
    house.world.servers["news.example"] = paths(
        **{"rss": [answer(rss(item(1, TEXT)))], "1": [said]}
    )
    house.once()
    assert house.outcomes()["news.example/1"].startswith("outage; page: ")


def test_what_its_feed_tells_otherwise_is_read_anew(house: House) -> None:
    now = [rss(item(1))]
    house.world.servers["news.example"] = paths(rss=lambda asked: [answer(now[0])])
    sink = {"kind": "file", "path": "o.jsonl"}
    house.once(sinks=[sink])
    now[0] = rss(item(1, LONG.replace("৯টা", "৮টা")))
    house.once(sinks=[sink])
    now[0] = rss(item(1, "<p>আজ বৃষ্টি হতে পারে।</p>" * 60, title="বৃষ্টি"))
    house.once(sinks=[sink])
    events = [line["event"] for line in read_lines(house.folder / "o.jsonl")]
    assert events == [
        "record.new", "incident.new", "record.changed", "incident.changed", "record.gone",
        "incident.gone",
    ]  # fmt: skip
    for table in ("records", "affected", "incidents", "watch_blocks"):
        assert house.all(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_another_feeds_other_words_for_an_address_do_not_count(house: House) -> None:
    other = rss(item(1, title="অন্য শিরোনাম"))
    house.world.servers["news.example"] = paths(rss=[answer(rss(item(1)))])
    house.world.servers["other.example"] = paths(rss=[answer(other)])
    for _ in range(3):
        report = house.once(FEED, "http://other.example/rss")
    assert report.entries == 0


def test_an_entry_that_changes_at_every_look_is_let_be(house: House) -> None:
    count = iter(range(100))
    house.world.servers["news.example"] = paths(
        rss=lambda asked: [answer(rss(item(1, f"{LONG} {next(count)} জন পড়েছেন")))]
    )
    assert sum(house.once().entries for _ in range(20)) == 8


def test_incidents_grow_as_batch_grouping_has_them(house: House) -> None:
    from bibhrat.incidents import Incidents
    from bibhrat.record import OutageRecord

    start = datetime(2024, 3, 5, 16, 10, tzinfo=timezone.utc)
    services = ["ফেসবুক", "হোয়াটসঅ্যাপ", "টেলিগ্রাম"]

    def serve(asked: Asked) -> Pieces:
        n = int(house.world.now // 3600)
        stamp = (start + timedelta(hours=n)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        service = services[n % 3]
        since = "৯" if n < 6 else "৮"
        text = f"<p>আজ রাত {since}টা থেকে {service} ব্যবহার করা যাচ্ছে না। {LONG[-300:]} {n}</p>"
        date = f"<pubDate>{stamp}</pubDate>"
        return [answer(rss(item(n, text * 3, f"{service} ডাউন", date=date)))]

    house.world.servers["news.example"] = paths(rss=serve)
    for _ in range(12):
        house.once({"url": FEED, "pages": "never"})
        house.world.now += 3600
    rows = house.all("SELECT json FROM records")
    records = [OutageRecord.model_validate_json(row[0]) for row in rows]
    assert len(records) >= 10
    expected = {incident.id: incident.to_json() for incident in Incidents(records).incidents()}
    found = {row[0]: row[1].encode() for row in house.all("SELECT id, json FROM incidents")}
    assert found == expected


def test_failing_feeds_are_left_alone_for_longer_and_longer(house: House) -> None:
    house.world.servers["news.example"] = paths(rss=[answer(status=500)])
    watch = house.watch(interval=900.0, longest=7200.0)
    house.world.at[86_400.0] = watch.stop
    watch.run()
    asked = [moment for moment, one in house.world.asked if one.path == "/rss"]
    pauses = [after - before for before, after in pairwise(asked)]
    for pause, expected in zip(pauses, [1800, 3600, 7200, 7200, 7200], strict=False):
        assert expected * 0.9 <= pause <= expected * 1.1 + 60
    assert len(set(pauses)) == len(pauses)  # no two alike: jitter


def test_who_asks_to_be_left_alone_is_even_after_a_new_start(house: House) -> None:
    house.world.servers["news.example"] = paths(rss=[answer(status=503, Retry_After="40000")])
    house.once()
    for jump in (-1e9, 0.0):
        house.world.jump = jump
        house.once()
        house.world.now += 18_000
        house.once()
    assert sum(one.path == "/rss" for _, one in house.world.asked) == 1
    house.world.now += 18_000
    house.once()
    assert sum(one.path == "/rss" for _, one in house.world.asked) == 2


def test_clock_jumps_change_no_schedule(house: House) -> None:
    house.world.servers["news.example"] = paths(rss=[answer(rss(item(1)))])
    watch = house.watch(interval=600.0)
    for hour, jump in enumerate([1e9, -1e9, 86_400.0, -3600.0], start=1):
        house.world.at[hour * 3600.0] = lambda jump=jump: setattr(house.world, "jump", jump)  # type: ignore[misc]
    house.world.at[6 * 3600.0] = watch.stop
    watch.run()
    asked = [moment for moment, one in house.world.asked if one.path == "/rss"]
    pauses = [after - before for before, after in pairwise(asked)]
    assert all(540 <= pause <= 720 for pause in pauses)
    assert len(asked) >= 30


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no feed and no sitemap"),
        (b"\x00\xff" * 500, "no feed and no sitemap"),
        (b"<html><body>502 Bad Gateway</body></html>", "no feed and no sitemap"),
        (b'{"feed": 1}', "no feed and no sitemap"),
        (BOMB, "declares entities of its own"),
        (BOMB.replace(b"<!DOCTYPE", b"<!--<rss --><!DOCTYPE"), "amplification"),
        (BOMB.decode().replace("1.0", '1.0" encoding="utf-16').encode("utf-16"), "entities"),
    ],
    ids=["empty", "noise", "a page", "json", "billion laughs", "hidden laughs", "laughs in UTF-16"],
)
def test_bodies_that_are_no_feed(house: House, body: bytes, said: str) -> None:
    house.world.servers["news.example"] = paths(rss=[answer(body)])
    house.once()
    assert said in house.all("SELECT error FROM watch_feeds")[0][0]
    assert house.all("SELECT count(*) FROM records") == [(0,)]


def test_external_entities_are_not_read(house: House, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ফেসবুক ডাউন গোপন")
    body = (
        rss(item(1))
        .replace(b"<rss", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><rss'.encode(), 1)
        .replace("ফেসবুক ডাউন".encode(), "ফেসবুক ডাউন &x;".encode(), 1)
    )
    house.world.servers["news.example"] = paths(rss=[answer(body)])
    house.once()
    assert "declares entities" in house.all("SELECT error FROM watch_feeds")[0][0]
    assert "গোপন" not in str(house.all("SELECT json FROM records"))


def test_one_feeds_fault_costs_the_others_nothing(house: House) -> None:
    faults: dict[str, Pieces | Callable[[Asked], Pieces]] = {
        "loop": [answer(status=302, Location="http://bad.example/loop")],
        "drip": lambda asked: (piece for _ in range(10_000) for piece in (b"x", 5.0)),
        "dead": [],
        "noise": [b"\xff\xfe\x00" * 30],
    }
    house.world.servers["bad.example"] = paths(**faults)
    house.world.servers["news.example"] = paths(rss=[answer(rss(item(1)))])
    bad = [f"http://bad.example/{name}" for name in faults]
    report = house.once(*bad, "http://nowhere.example/rss", "http://127.0.0.1/rss", FEED)
    assert report.failures["feed"] == 6
    assert house.outcomes() == {"news.example/1": "outage"}
    errors = dict(house.all("SELECT url, error FROM watch_feeds"))
    assert "more than 5 redirects" in errors["http://bad.example/loop"]
    assert "too slow" in errors["http://bad.example/drip"]
    assert "not a public address" in errors["http://127.0.0.1/rss"]
    assert house.world.now < 200
