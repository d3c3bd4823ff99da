"""A watch whose machine fails it: killed, locked out, out of disk, asked to end."""

import errno
import gc
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from bibhrat.errors import BibhratError, StopError
from bibhrat.watch import Watch, read_settings
from bibhrat.watch.copies import Copies
from bibhrat.watch.settings import checked
from bibhrat.watch.store import Store
from bibhrat.watch.tables import metadata
from bibhrat.write import store as records
from read.pages import page, rss
from support import read_lines
from watch.house import FEED, LONG, TELEGRAM, TEXT, House, item
from watch.site import Site, running, says
from watch.world import Asked, Pieces, answer, paths

assert trafilatura  # as in test_watch.py

SINKS = [{"kind": "file", "path": "o.jsonl"}, {"kind": "webhook", "url": "http://hook.example/in"}]
POSTGRES = os.environ.get("BIBHRAT_TEST_POSTGRES")
SMALL = (("watch_seen", "key, outcome, times"), ("watch_sinks", "seq"), ("watch_pages", "*"))
TABLES = ("records", "affected", "incidents")


class KilledError(BaseException):
    """The end of a process, as far as code inside it can be made to see it."""


def unless_had(feed: bytes) -> Callable[[Asked], Pieces]:
    """Sends a feed to whoever does not have it; an ETag kept too early costs its entries."""

    def serve(asked: Asked) -> Pieces:
        if asked.headers.get("if-none-match") == '"1"':
            return [answer(status=304)]
        return [answer(feed, ETag='"1"')]

    return serve


def stories(house: House) -> None:
    """Two feeds with full texts, summaries, a copy and a page that is not there."""
    page_2 = answer(page(title="ইনস্টাগ্রাম ডাউন"), Content_Type="text/html")
    first = rss(item(1), item(2, TEXT), item(3, LONG.replace("৯টা", "৮টা")))
    second = rss(item(4, TELEGRAM, "টেলিগ্রাম ডাউন"), item(5, LONG), item(6, TEXT))
    house.world.servers = {
        "news.example": paths(**{"rss": unless_had(first), "2": [page_2]}),
        "other.example": paths(rss=unless_had(second)),
        "hook.example": paths(**{"in": [answer()]}),
    }


def state(house: House) -> dict[str, Any]:
    """All that must be the same however often a watch was killed."""
    told = [
        json.loads(asked.body) for _, asked in house.world.asked if asked.host == "hook.example"
    ]
    # A webhook may be told again what it was told; `seq` says so.
    hook = {line["seq"]: line for line in told}
    tables = {t: sorted(map(str, house.all(f"SELECT * FROM {t}"))) for t in TABLES}
    outcomes = house.outcomes()
    return {"file": read_lines(house.folder / "o.jsonl"), "hook": hook, "seen": outcomes, **tables}


def rounds(house: House) -> None:
    """Rounds until all is done."""
    for _ in range(2):
        house.once(FEED, "http://other.example/rss", sinks=SINKS)
        house.world.now += 4000


def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Kill at the so many-th of all moments before and behind a write; tells how many came."""
    count = [0]

    def moment() -> None:
        count[0] += 1
        if count[0] == at:
            raise KilledError

    def around(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def call(*arguments: Any, **settings: Any) -> Any:
            moment()
            found = real(*arguments, **settings)
            moment()
            return found

        monkeypatch.setattr(owner, name, call)

    for name in ("write", "told", "tried"):
        around(Store, name)
    around(os, "fsync")
    around(records.StoreWriter, "flush")  # in the middle of a transaction
    around(sys.modules["bibhrat.watch.deliveries"], "to_webhook")
    return lambda: count[0]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    def at(moment: int) -> tuple[House, int]:
        house = House(tmp_path / str(moment))
        house.folder.mkdir()
        stories(house)
        with pytest.MonkeyPatch.context() as patch:
            moments = dying(patch, moment)
            try:
                rounds(house)
            except KilledError:
                patch.undo()
            reached = moments()
        rounds(house)
        return house, reached

    undisturbed, moments = at(0)
    expected = state(undisturbed)
    assert [line["seq"] for line in expected["file"]] == list(range(1, len(expected["file"]) + 1))
    assert len(expected["records"]) == 4
    assert moments > 30
    for moment in range(1, moments + 1):
        found = state(at(moment)[0])
        assert found == expected, f"killed at moment {moment}"


@pytest.mark.skipif(POSTGRES is None, reason="BIBHRAT_TEST_POSTGRES names no server")
def test_postgresql_holds_what_sqlite_holds(tmp_path: Path) -> None:
    assert POSTGRES is not None
    made = records.engine(POSTGRES)
    with made.begin() as db:
        db.exec_driver_sql("DROP VIEW IF EXISTS outages")
        for name in (*TABLES, *metadata.tables):
            db.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    found = []
    for name, store in (("sqlite", "o.sqlite"), ("postgresql", POSTGRES)):
        house = House(tmp_path / name)
        house.folder.mkdir()
        stories(house)
        for _ in range(3):
            house.once(FEED, "http://other.example/rss", sinks=SINKS, store=store)
            house.world.now += 4000
        one = records.engine(str(house.folder / store) if name == "sqlite" else store)
        with one.begin() as db:
            tables = [
                sorted(map(str, db.exec_driver_sql(f"SELECT {column} FROM {table}")))
                for table, column in (("records", "json"), ("incidents", "json"), *SMALL)
            ]
        one.dispose()
        found.append((tables, read_lines(house.folder / "o.jsonl")))
    made.dispose()
    assert found[0] == found[1]
    assert len(found[0][1]) > 5


def test_a_locked_store_is_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibhrat.watch.store._BUSY", 1)
    stories(house)
    house.once()
    lock = sqlite3.connect(house.folder / "o.sqlite", isolation_level=None)
    house.world.now += 2000
    watch = house.watch(FEED, "http://other.example/rss")
    house.world.at[house.world.now + 1.0] = lambda: lock.execute("BEGIN EXCLUSIVE")
    house.world.at[house.world.now + 400.0] = lambda: lock.execute("ROLLBACK")
    house.world.at[house.world.now + 3000.0] = watch.stop
    report = watch.run()
    lock.close()
    assert report.busy >= 3
    assert any("database is locked; trying again" in line for line in house.told)
    assert set(house.outcomes()) == {f"news.example/{n}" for n in range(1, 7)}


def test_who_is_to_end_does_not_wait_for_a_locked_store(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bibhrat.watch.store._BUSY", 1)
    stories(house)
    house.once("http://other.example/rss")
    lock = sqlite3.connect(house.folder / "o.sqlite", isolation_level=None)
    watch = house.watch()
    house.world.at[house.world.now + 0.5] = lambda: lock.execute("BEGIN EXCLUSIVE")
    house.world.at[house.world.now + 100.0] = watch.stop
    watch.run()
    lock.close()
    house.once()
    assert "news.example/1" in house.outcomes()


def test_a_disk_that_is_full_for_a_while(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    full = [False]
    real = records.engine

    def engine(target: str) -> Any:
        from sqlalchemy import event

        made = real(target)

        @event.listens_for(made, "begin")
        def _begin(connection: Any) -> None:
            # SQLite's own way to be out of room: not a page more than there are.
            limit = 1 if full[0] else 1 << 30
            connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")

        return made

    monkeypatch.setattr(records, "engine", engine)
    stories(house)
    house.once("http://other.example/rss", sinks=SINKS)
    before = house.outcomes()
    full[0] = True
    house.world.at[house.world.now + 200.0] = lambda: full.__setitem__(0, False)
    report = house.once(sinks=SINKS)
    assert report.busy >= 3
    assert any("database or disk is full; trying again" in line for line in house.told)
    assert set(house.outcomes()) > set(before)
    lines = read_lines(house.folder / "o.jsonl")
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))


def test_a_file_whose_disk_is_full_for_one_write(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(house)
    real, left = os.fsync, [1]

    def fsync(number: int) -> None:
        if left[0]:
            left[0] -= 1
            os.ftruncate(number, os.fstat(number).st_size - 100)  # the last bytes had no room
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    watch = house.watch(FEED, "http://other.example/rss", sinks=SINKS[:1])
    house.world.at[200.0] = watch.stop
    report = watch.run()
    assert report.failures["sink"] == 1
    lines = read_lines(house.folder / "o.jsonl")
    assert [line["seq"] for line in lines] == list(range(1, report.events + 1))


def test_a_store_that_is_never_there(house: House) -> None:
    with pytest.raises(StopError, match="cannot be written: No such file"):
        house.once(store="nowhere/o.sqlite")
    (house.folder / "o.sqlite").mkdir()
    with pytest.raises(BibhratError, match="unable to open database file"):
        house.once()
    assert 20 < house.world.now < 120


def test_two_watches_on_one_store(house: House) -> None:
    stories(house)
    first, second = house.watch(), house.watch()
    refused: list[str] = []

    def other() -> None:
        with pytest.raises(StopError, match="another watch is at work here"):
            second.run(once=True)
        refused.append("yes")
        first.stop()

    house.world.at[10.0] = other
    first.run()
    assert refused == ["yes"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as made:
        yield made


def settings_file(site: Site, folder: Path, *feeds: str) -> Path:
    path = folder / "feeds.toml"
    tables = "".join(f'[[feeds]]\nurl = "{feed}"\n' for feed in feeds)
    path.write_text(
        'store = "o.sqlite"\nprivate = ["127.0.0.1", "localhost"]\n'
        f'{tables}[[sinks]]\nkind = "file"\npath = "o.jsonl"\n'
    )
    return path


def test_a_silent_server_holds_nobody_up(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/silent": site.silent,
        "/rss": says(rss(item(1))),
    }
    urls = f"{site.url}/silent", f"http://localhost:{site.port}/rss"
    watch = Watch(read_settings(str(settings_file(site, tmp_path, *urls))))
    thread = threading.Thread(target=watch.run)
    thread.start()
    deadline = time.monotonic() + 60
    while not (tmp_path / "o.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    begin = time.monotonic()
    watch.stop()
    thread.join()
    assert time.monotonic() - begin < 10
    assert len(read_lines(tmp_path / "o.jsonl")) == 2
    assert watch.report.failures == {}


def start(path: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bibhrat", "watch", str(path), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(site: Site, tmp_path: Path, number: signal.Signals) -> None:
    site.pages |= {"/silent": site.silent, "/rss": says(rss(item(1)), ETag='"1"')}
    urls = f"{site.url}/silent", f"http://localhost:{site.port}/rss"
    path = settings_file(site, tmp_path, *urls)
    process = start(path)
    deadline = time.monotonic() + 60
    while not (tmp_path / "o.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert b"Traceback" not in said
    assert b"2 events, 2 told" in said
    site.asked.clear()
    site.headers.clear()
    site.pages["/silent"] = says(status=404)
    again = start(path, "--once")
    again.communicate(timeout=60)
    assert again.returncode == 3  # /silent is not there any more
    asked = dict(zip(site.asked, site.headers, strict=True))
    assert asked["/rss"]["if-none-match"] == '"1"'
    assert len(read_lines(tmp_path / "o.jsonl")) == 2


@pytest.mark.slow
def test_killed_for_real(site: Site, tmp_path: Path) -> None:
    hours = "১২৩৪৫৬৭৮"
    site.pages["/rss"] = says(
        rss(
            *(item(n, LONG.replace("৯টা", f"{hours[n]}টা"), link=f"{site.url}/{n}") for n in range(8))
        )
    )
    for n in range(8):
        site.pages[f"/{n}"] = says(page(title=f"ইনস্টাগ্রাম ডাউন {n}"), kind="text/html")
    path = settings_file(site, tmp_path, f"{site.url}/rss")
    chance = random.Random(7)
    for _ in range(5):
        process = start(path, "--once", "--quiet")
        time.sleep(chance.uniform(1.5, 4.0))
        process.kill()
        process.communicate()
    last = start(path, "--once")
    last.communicate(timeout=60)
    assert last.returncode == 0
    lines = read_lines(tmp_path / "o.jsonl")
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    new = [line["record"]["article"]["id"] for line in lines if line["event"] == "record.new"]
    assert len(new) == len(set(new)) == 8


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "feeds: Field required"),
        ({"feeds": []}, "feeds: List should have at least 1 item"),
        ({"feeds": [{"url": "file:///x"}]}, r"feeds\.0\.url: an address with http or https"),
        ({"feeds": [{"url": "http://[x"}]}, r"feeds\.0\.url: an address with http or https"),
        ({"feeds": [{"url": FEED}] * 2}, "feeds: 'http://news.example/rss' is given twice"),
        ({"feeds": [{"url": FEED, "page": "x"}]}, r"feeds\.0\.page: Extra inputs"),
        ({"feeds": [{"url": FEED}], "interval": "5m"}, "interval: Input should be a valid number"),
        ({"feeds": [{"url": FEED}], "sinks": [{"kind": "mail"}]}, r"sinks\.0: Input tag 'mail'"),
    ],
)
def test_settings_that_cannot_be_used(table: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(StopError, match=rf"feeds\.toml: {said}"):
        checked({"store": "o.sqlite", **table}, "feeds.toml", tmp_path)


def test_a_secret_that_is_not_set(house: House) -> None:
    stories(house)
    sink = {"kind": "webhook", "url": "http://hook.example/in", "secret_env": "BIBHRAT_NO_SECRET"}
    with pytest.raises(StopError, match="BIBHRAT_NO_SECRET is not set"):
        house.once(sinks=[sink])


@pytest.mark.slow
def test_memory_stays_flat(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Copies.__init__, "__defaults__", (10,))
    house.world.asked = deque(maxlen=1)  # type: ignore[assignment]
    count = itertools.count()

    def serve(asked: Asked) -> Pieces:
        n = next(count)
        # Every look has an outage of its own hour, and news that is none.
        told = LONG.replace("রাত ৯টা", f"দুপুর {n % 12}টা {n % 60} মিনিট") + f"<p>{n}</p>"
        return [answer(rss(item(2 * n, told), item(2 * n + 1, "বৃষ্টি হতে পারে। " * 60, f"বৃষ্টি {n}")))]

    house.world.servers["news.example"] = paths(rss=serve)
    watch = house.watch(interval=1500.0)
    sizes: list[int] = []

    def weigh() -> None:
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])

    for number in range(9):
        house.world.at[number * 6 * 3600.0 + 1.0] = weigh
    house.world.at[48 * 3600.0 + 2.0] = watch.stop
    tracemalloc.start()
    try:
        report = watch.run()
    finally:
        tracemalloc.stop()
    assert report.outcomes["outage"] > 30
    # The first day fills caches; from then on nothing grows.
    assert sizes[8] - sizes[4] < 200_000, sizes
