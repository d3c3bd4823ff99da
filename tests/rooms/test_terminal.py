"""What a person sees: the article asked for, counts, reasons."""

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bibhrat import terminal
from bibhrat.article import from_row
from bibhrat.errors import BibhratError, StopError
from bibhrat.extractor import Extraction, extract
from bibhrat.progress import progress
from bibhrat.run import Summary
from rooms.house import rules_profile
from support import ORDINARY, OUTAGE

Feed = Callable[..., Path]


def test_pick_the_first(feed: Feed) -> None:
    assert terminal.pick(str(feed(OUTAGE, ORDINARY)), None, {}).id == "a1"


def test_pick_by_id(feed: Feed) -> None:
    assert terminal.pick(str(feed(OUTAGE, ORDINARY)), "a2", {}).id == "a2"


def test_pick_passes_over_a_bad_line_when_it_looks_for_an_id(feed: Feed) -> None:
    assert terminal.pick(str(feed(b"{", ORDINARY)), "a2", {}).id == "a2"


def test_a_bad_first_line_is_told(feed: Feed) -> None:
    with pytest.raises(StopError, match=":1: not JSON"):
        terminal.pick(str(feed(b"{", ORDINARY)), None, {})


def test_an_id_that_is_not_there(feed: Feed) -> None:
    path = feed(OUTAGE)
    with pytest.raises(StopError) as caught:
        terminal.pick(str(path), "zz", {})
    assert str(caught.value) == f"{path}: no article with id 'zz'"


def test_an_empty_file(feed: Feed) -> None:
    with pytest.raises(StopError, match="no article"):
        terminal.pick(str(feed()), None, {})


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="cannot be read"):
        terminal.pick(str(tmp_path / "nowhere.jsonl"), None, {})


def test_a_plain_text_has_its_title_in_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("ফেসবুক ডাউন\nসেবা নেই।\nআর কিছু না।", encoding="utf-8")
    article = terminal.pick(str(path), None, {})
    assert (article.title, article.text) == ("ফেসবুক ডাউন", "সেবা নেই।\nআর কিছু না।")


def test_an_empty_text_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    with pytest.raises(BibhratError, match="empty"):
        terminal.pick(str(path), None, {})


def test_the_summary_counts_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    done = Summary(1200, 7, Counter(gate=1190, no_outage=3), Counter(bad_json=2), 1)
    terminal.summary(done, "records", "-")
    out, said = capsys.readouterr()
    assert out == ""
    assert "1,200 articles read, 7 records written to standard output" in said
    assert "no record: 1,193 (gate 1,190, no_outage 3)" in said
    assert "rejected: 2 (bad_json 2)" in said
    assert "repair" in said


def test_a_clean_run_has_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.summary(Summary(1, 1), "records", "out.jsonl")
    assert capsys.readouterr().err == "1 articles read, 1 records written to out.jsonl\n"


def test_explain_names_the_drop(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.explain(from_row(ORDINARY), Extraction((), "gate"))
    assert "dropped: gate" in capsys.readouterr().err


def test_explain_names_an_article_without_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.explain(from_row({**ORDINARY, "title": ""}), Extraction((), "gate"))
    assert "a2: (no title)" in capsys.readouterr().err


def test_explain_gives_every_slot_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    article = from_row(OUTAGE)
    terminal.explain(article, extract(article, rules_profile()))
    said = capsys.readouterr().err
    assert "start: 2024-03-05T21:00 by " in said
    assert "“মঙ্গলবার (৫ মার্চ) রাত ৯টা”@text:0" in said
    assert "affected (stated): facebook" in said


def test_show_colours_the_evidence_without_losing_a_letter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = from_row(OUTAGE)
    terminal.show(article, extract(article, rules_profile()))
    shown = capsys.readouterr().out
    assert article.title in shown
    assert article.text in shown
    assert "Facebook" in shown


def test_show_of_an_article_without_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(from_row(ORDINARY), Extraction((), "gate"))
    assert "no record: gate" in capsys.readouterr().out


def test_a_table_marks_what_is_only_reported(capsys: pytest.CaptureFixture[str]) -> None:
    article = from_row(OUTAGE)
    (record,) = extract(article, rules_profile()).records
    row = json.loads(record.to_json())
    row["services"] = [{**row["services"][0], "certainty": "reported"}]
    row["start"], row["duration"] = None, None
    terminal.table([row])
    assert "ফেসবুক?" in capsys.readouterr().err


def test_progress_in_a_log_has_rate_share_and_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with progress(1000, hidden=False, every=30.0) as on_progress:
        on_progress(10, 100)
        now[0] = 60.0
        on_progress(290, 200)
        now[0] = 70.0
        on_progress(1, 1)
    assert capsys.readouterr().err == "300 articles, 5/s, 30%, 2 min left\n"


@pytest.mark.parametrize("hidden", [True, False])
def test_progress_is_silent_when_it_is_hidden_or_nobody_asked(
    capsys: pytest.CaptureFixture[str], hidden: bool
) -> None:
    with progress(1000, hidden=hidden, every=0.0 if not hidden else 1e-9) as on_progress:
        on_progress(1, 1)
    assert capsys.readouterr().err == ""
