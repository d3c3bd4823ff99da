"""Every format of rows gives the same articles, and a bad row costs no other."""

import bz2
import gzip
import json
import lzma
import sys
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd

from bibhrat.article import Article
from bibhrat.errors import StopError
from bibhrat.read import Part, Rejection, Source, columns, find, read, read_source
from support import ORDINARY, OUTAGE

ROWS: list[dict[str, Any]] = [OUTAGE, {**ORDINARY, "source": None, "tz": None}]
NAMES = ("id", "title", "text", "source", "published_at", "tz")


def quoted(value: object) -> str:
    return '"' + str(value or "").replace('"', '""') + '"'


def csv_bytes(rows: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    lines = [delimiter.join(NAMES)]
    lines += [delimiter.join(quoted(row.get(name)) for name in NAMES) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode()


def jsonl_bytes(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def articles(path: Path | str, **options: Any) -> list[Article]:
    items = list(read(path, **options))
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def narrowed() -> list[dict[str, Any]]:
    return [{name: row[name] for name in NAMES} for row in ROWS]


def write_jsonl(path: Path) -> None:
    path.write_bytes(jsonl_bytes(ROWS))


def write_csv(path: Path) -> None:
    path.write_bytes(csv_bytes(ROWS))


def write_tsv(path: Path) -> None:
    path.write_bytes(csv_bytes(ROWS, "\t"))


def write_parquet(path: Path) -> None:
    pq.write_table(
        pa.Table.from_pylist([{name: row[name] for name in NAMES} for row in ROWS]), path
    )


def write_dataset(path: Path) -> None:
    made = datasets.Dataset.from_list(narrowed())
    made.save_to_disk(str(path))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("in.jsonl", write_jsonl),
        ("in.ndjson", write_jsonl),
        ("in.unknown", write_jsonl),
        ("in.csv", write_csv),
        ("in.tsv", write_tsv),
        ("in.parquet", write_parquet),
        ("dataset", write_dataset),
    ],
)
def test_the_same_articles_in_every_format(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    first, second = articles(tmp_path / name)
    assert (first.id, first.title, first.text) == ("a1", OUTAGE["title"], OUTAGE["text"])
    assert (first.published_at, first.tz) == (datetime(2024, 3, 5, 22, 10), "Asia/Dhaka")
    assert (first.source, second.source) == ("dhaka-desk", None)
    assert first.notes == second.notes == ()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".bz2", bz2.compress),
        (".zst", zstd.compress),
    ],
)
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_packed_files(
    tmp_path: Path, name: str, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    plain = jsonl_bytes(ROWS) if name == "in.jsonl" else csv_bytes(ROWS)
    path = tmp_path / (name + ending)
    path.write_bytes(pack(plain))
    assert [article.id for article in articles(path)] == ["a1", "a2"]
    path.write_bytes(pack(plain * 50)[:-9])
    with pytest.raises(StopError, match=rf"in\.\w+\{ending}: reading failed"):
        list(read(path))
    path.write_bytes(b"nothing of that kind")
    with pytest.raises(StopError, match="reading failed"):
        list(read(path))


def test_two_packed_pieces_behind_each_other(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.zst"
    path.write_bytes(b"".join(zstd.compress(jsonl_bytes([row])) for row in ROWS))
    assert [article.id for article in articles(path)] == ["a1", "a2"]


def test_other_peoples_columns(tmp_path: Path) -> None:
    rows = [{"n": 7, "headline": "ফেসবুক ডাউন", "meta": {"date": "2024-03-05"}, "body": "অচল।"}]
    path = tmp_path / "in.jsonl"
    path.write_bytes(jsonl_bytes(rows))
    mapped = columns("id=n,title=headline,text=body,published_at=meta.date")
    (article,) = articles(path, columns=mapped)
    assert (article.id, article.title, article.text) == ("7", "ফেসবুক ডাউন", "অচল।")
    assert str(article.published_at) == "2024-03-05"
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    (again,) = articles(tmp_path / "in.parquet", columns=mapped)
    assert again == article


@pytest.mark.parametrize(
    ("text", "says"),
    [("title", "'title' is not FIELD=COLUMN"), ("a=b", "no field 'a'"), ("title=", "FIELD=COLUMN")],
)
def test_a_wrong_map(text: str, says: str) -> None:
    with pytest.raises(StopError, match=says):
        columns(text)


def test_a_table_without_title_and_text_names_its_columns(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("headline,body\nক,খ\n", encoding="utf-8")
    pq.write_table(pa.table({"headline": ["ক"]}), tmp_path / "in.parquet")
    for name in ("in.csv", "in.parquet"):
        with pytest.raises(StopError, match=r"in\.\w+: no column for .* \(columns: headline"):
            list(read(tmp_path / name))


def test_a_row_without_an_id_has_one_that_lasts(tmp_path: Path) -> None:
    rows = [{"text": "ক"}, {"text": "খ"}, {"text": "গ", "url": "https://x.test/1"}]
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_bytes(jsonl_bytes(rows))
    one, two = ([a.id for a in articles(tmp_path / f"{name}.jsonl")] for name in ("one", "two"))
    assert one == two
    assert len(set(one)) == 3
    assert one[2] == "https://x.test/1"


def test_a_time_in_words_is_read_in_the_zone_of_the_outlet(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    row = {"id": "1", "text": "ক", "url": "https://www.anandabazar.com/1"}
    path.write_bytes(
        jsonl_bytes(
            [
                {**row, "published_at": "শেষ আপডেট: ০৫ মার্চ ২০২৪ ২২:১০"},
                {**row, "id": "2", "published_at": "Tue, 05 Mar 2024 16:40:00 GMT"},
            ]
        )
    )
    for article in articles(path):
        assert article.published_at == datetime(2024, 3, 5, 22, 10)
        assert (article.tz, article.source) == ("Asia/Kolkata", "anandabazar")


def test_bad_rows_of_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(
        b"id,title,text\n"
        b'1,a,"two\nlines"\n'
        b"2,a,b,too,many\n"
        b"3,\xe9t\xe9,b\n"
        b"4,a\n"
        b"\n"
        b"1,again,b\n"
        b"5,,\n"
        b"6,last,b\n"
    )
    items = list(read(path))
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "4", "6"]
    bad = [item for item in items if isinstance(item, Rejection)]
    assert [(item.line, item.code, item.field) for item in bad] == [
        (4, "bad_csv", None),
        (5, "bad_encoding", None),
        (8, "duplicate_id", "id"),
        (9, "missing_text", "text"),
    ]
    assert str(bad[0]) == f"{path}:4: 5 cells under 3 columns"
    assert bad[1].raw == "3,\\xe9t\\xe9,b"
    assert json.loads(bad[0].to_json())["raw"] == "2,a,b,too,many"


def test_a_wide_csv_and_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("id,title\n1,ক\n".encode("utf-16"))
    with pytest.raises(StopError, match=r"in\.csv:1: looks like UTF-16"):
        list(read(path))
    path.write_bytes(b"")
    assert list(read(path)) == []
    path.write_bytes("\ufeffid,title\n1,ক\n".encode())
    assert [article.title for article in articles(path)] == ["ক"]


def test_a_bad_row_of_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    table = {"id": ["1", "2", "3"], "title": ["ক", None, "গ"], "text": ["খ", None, "ঘ"]}
    pq.write_table(pa.table(table), path)
    items = list(read(path))
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "3"]
    (bad,) = (item for item in items if isinstance(item, Rejection))
    assert (bad.line, bad.code, bad.field) == (2, "missing_text", "text")
    assert json.loads(bad.raw) == {"id": "2", "title": None, "text": None}


def test_a_broken_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    path.write_bytes(b"PAR1 nothing")
    with pytest.raises(StopError, match=r"in\.parquet: reading failed"):
        list(read(path))
    with pytest.raises(StopError, match="Parquet needs a file"):
        list(read("-", kind="parquet"))


def test_a_timestamp_with_a_zone_becomes_local(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2024-03-05T16:10:00+00:00")
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"id": ["1"], "text": ["ক"], "published_at": [moment]}), path)
    assert [a.published_at for a in articles(path)] == [datetime(2024, 3, 5, 22, 10)]


def test_splits_of_a_dataset_and_a_streamed_name(tmp_path: Path) -> None:
    def made(identity: str) -> datasets.Dataset:
        return datasets.Dataset.from_list([{"id": identity, "text": "ক"}])

    datasets.DatasetDict({"train": made("2"), "dev": made("1")}).save_to_disk(str(tmp_path / "d"))
    assert [article.id for article in articles(tmp_path / "d")] == ["1", "2"]
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / "train.jsonl").write_bytes(jsonl_bytes([{"id": "9", "text": "খ"}]))
    assert [article.id for article in articles(f"hf:{tmp_path / 'named'}")] == ["9"]
    assert [article.id for article in articles(f"hf:{tmp_path / 'named'}:train")] == ["9"]
    with pytest.raises(StopError, match="cannot be read"):
        list(read(f"hf:{tmp_path / 'named'}:nowhere"))


def test_folders_patterns_and_repeats(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.jsonl", "a.csv", ".hidden.jsonl", "notes.txt", "c.jsonl.gz"):
        (tmp_path / name).write_bytes(b"")
    names = [Path(source.path).name for source in find([str(tmp_path)])]
    assert names == ["a.csv", "2.jsonl", "c.jsonl.gz"]
    pattern = str(tmp_path / "**" / "*.jsonl*")
    found = find([pattern, str(tmp_path / "c.jsonl.gz"), "-"])
    assert [(Path(s.path).name, s.kind) for s in found] == [
        ("2.jsonl", "jsonl"),
        ("c.jsonl.gz", "jsonl"),
        ("-", "jsonl"),
    ]
    assert [s.kind for s in find([str(tmp_path / "notes.txt")], "csv")] == ["csv"]
    with pytest.raises(StopError, match="no file of that pattern"):
        find([str(tmp_path / "*.none")])


def test_a_part_of_a_file_has_the_lines_that_begin_in_it(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": str(n), "text": "ক"}).encode() + b"\n" for n in range(5)]
    path.write_bytes(b"".join(lines) + b"{\n")
    size = len(lines[0])

    def part(first: int, last: int) -> list[str]:
        source = Source(str(path), "jsonl", Part(first * size, last * size, first + 1))
        return [
            item.id if isinstance(item, Article) else str(item.line) for item in read_source(source)
        ]

    assert [part(0, 2), part(2, 3), part(3, 5)] == [["0", "1"], ["2"], ["3", "4"]]
    assert part(4, 6) == ["4", "6"]


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("in.parquet", "pyarrow", "parquet"),
        ("in.jsonl.zst", "backports.zstd", "feeds"),
        ("in.rss", "feedparser", "feeds"),
        ("in.html", "trafilatura", "feeds"),
        ("in.warc", "fastwarc.warc", "feeds"),
        ("hf:x", "datasets", "datasets"),
    ],
)
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(b"<rss/>")
    with pytest.raises(StopError) as caught:
        list(read(name if name.startswith("hf:") else path))
    message = str(caught.value)
    assert f"python -m pip install 'bibhrat[{extra}]'" in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet", "in.jsonl.gz"])
def test_memory_does_not_grow_with_the_input(tmp_path: Path, name: str) -> None:
    def peak(count: int) -> int:
        path = tmp_path / name
        rows = [{**OUTAGE, "id": f"r{n}", "text": OUTAGE["text"] * 20} for n in range(count)]
        if name.endswith("csv"):
            path.write_bytes(csv_bytes(rows))
        elif name.endswith("parquet"):
            pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=200)
        else:
            plain = jsonl_bytes(rows)
            path.write_bytes(gzip.compress(plain) if name.endswith("gz") else plain)
        del rows
        tracemalloc.start()
        try:
            assert sum(1 for _ in read(path)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(300)
    # Beyond the ids' hashes, of about 80 bytes, nothing may stay.
    assert peak(3_000) - peak(600) < 2_400 * 160 + 200_000
