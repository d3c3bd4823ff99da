"""One batch: everything counted, in input order, and no half output."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bibhrat.article import Article
from bibhrat.errors import StopError
from bibhrat.read import Rejection
from bibhrat.run import Outcome, run
from support import OUTAGE

Feed = Callable[..., Path]


def row(identity: str, **change: Any) -> dict[str, Any]:
    return {**OUTAGE, "id": identity, **change}


def two_lines(article: Article) -> Outcome:
    return Outcome((article.id.encode(), b"+"))


def only_even(article: Article) -> Outcome:
    return Outcome((article.id.encode(),)) if int(article.id) % 2 == 0 else Outcome((), "odd")


def test_articles_lines_and_drops_are_counted(feed: Feed, tmp_path: Path) -> None:
    source = feed(*(row(str(number)) for number in range(5)))
    done = run(str(source), str(tmp_path / "out"), only_even, zones={})
    assert (done.articles, done.lines) == (5, 3)
    assert done.dropped == {"odd": 2}
    assert not done.rejected


def test_lines_come_in_input_order(feed: Feed, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(str(feed(row("b"), row("a"), row("c"))), str(out), two_lines, zones={})
    assert out.read_bytes().split() == [b"b", b"+", b"a", b"+", b"c", b"+"]


def test_rejections_are_counted_by_reason_and_told(feed: Feed, tmp_path: Path) -> None:
    told: list[Rejection] = []
    source = feed(row("a"), b"{", row("a"), row("b", text=7))
    out, rejects = tmp_path / "out", tmp_path / "rejects"
    done = run(
        str(source), str(out), two_lines, zones={}, rejects=str(rejects), on_rejection=told.append
    )
    assert done.articles == 1
    assert done.rejected == {"bad_json": 1, "duplicate_id": 1, "bad_type": 1}
    assert [item.line for item in told] == [2, 3, 4]
    written = [json.loads(line) for line in rejects.read_bytes().splitlines()]
    assert [line["code"] for line in written] == ["bad_json", "duplicate_id", "bad_type"]


def test_a_repaired_article_is_used_and_counted(feed: Feed, tmp_path: Path) -> None:
    source = feed(row("a", tz="nowhere"), row("b", published_at=None), row("c"))
    done = run(str(source), str(tmp_path / "out"), two_lines, zones={})
    assert (done.articles, done.repaired) == (3, 2)


def test_progress_adds_up_to_the_file(feed: Feed, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = feed(row("a"), b"{", row("b"))
    run(
        str(source),
        str(tmp_path / "out"),
        two_lines,
        zones={},
        on_progress=lambda articles, size: told.append((articles, size)),
    )
    assert sum(articles for articles, _ in told) == 3
    assert sum(size for _, size in told) == source.stat().st_size


def test_the_table_of_zones_reaches_the_articles(feed: Feed, tmp_path: Path) -> None:
    seen: list[str] = []

    def look(article: Article) -> Outcome:
        seen.append(article.tz)
        return Outcome(())

    bare = {key: value for key, value in row("a").items() if key != "tz"}
    run(str(feed(bare)), str(tmp_path / "out"), look, zones={"dhaka-desk": "Asia/Kolkata"})
    assert seen == ["Asia/Kolkata"]


def test_a_failing_run_leaves_nothing_behind(feed: Feed, tmp_path: Path) -> None:
    def fail(article: Article) -> Outcome:
        raise StopError("no more")

    source = feed(row("a"))
    with pytest.raises(StopError, match="no more"):
        run(str(source), str(tmp_path / "out"), fail, zones={}, rejects=str(tmp_path / "rejects"))
    assert list(tmp_path.iterdir()) == [source]


def test_an_old_output_stays_until_the_new_one_is_whole(feed: Feed, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def fail(article: Article) -> Outcome:
        raise StopError("no more")

    with pytest.raises(StopError):
        run(str(feed(row("a"))), str(out), fail, zones={})
    assert out.read_bytes() == b"old"


def test_a_missing_source(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="cannot be read"):
        run(str(tmp_path / "nowhere.jsonl"), str(tmp_path / "out"), two_lines, zones={})
