import json
import sys
from pathlib import Path

import pytest

from evaluate.build import article, call, event, record, write
from support import ROOT

NEWS = event("facebook", start="2024-03-05T21:00")


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    rows = [article("a", NEWS, topic="social", mentions=[], timexes=[]), article("b")]
    return write(tmp_path / "gold.jsonl", rows)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write(tmp_path / "mine.jsonl", [record("a", NEWS)])


def test_bibhrat_runs_itself_on_the_articles(labels: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert call(labels, "--json", out, "--bootstrap", 20, "--quiet") == 0
    found = json.loads(out.read_bytes())
    (system,) = found["systems"]
    assert system["name"] == "bibhrat"
    assert set(system["scores"]["detection.f1"]) == {"value", "low", "high"}
    assert found["gold"] == {
        "name": "gold.jsonl", "articles": 2, "outages": 1, "sha256": found["gold"]["sha256"]
    }  # fmt: skip
    assert [a["id"] for a in system["articles"]] == ["a", "b"]
    assert set(system["slices"]) == {"topic", "style", "year", "zone"}


def test_columns_stand_side_by_side_in_the_order_asked(
    labels: Path, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.md"
    code = call(
        labels, "--records", records, "--system", "baseline:keyword", "--system", "ours",
        "--markdown", out, "--slices", "--bootstrap", 20,
    )  # fmt: skip
    assert code == 0
    assert "| baseline:keyword " in capsys.readouterr().out.splitlines()[0]
    text = out.read_text(encoding="utf-8")
    assert "baseline:keyword minus ours, paired bootstrap" in text
    assert "### ours by topic" in text
    assert "| social  | 1        | 1" in text


def test_another_system_is_compared(labels: Path, records: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", write(tmp_path / "other.jsonl", [])
    assert call(labels, "--records", records, "--compare", other, "--json", out, "--quiet") == 0
    (pair,) = json.loads(out.read_bytes())["comparisons"]
    assert (pair["first"], pair["second"]) == ("mine", "other")
    assert pair["scores"]["core"]["delta"] == 1


def test_the_same_input_gives_the_same_bytes(labels: Path, records: Path, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        paths = [tmp_path / f"{name}.{kind}" for kind in ("json", "md", "html")]
        call(labels, "--records", records, "--bootstrap", 50, "--seed", 3, "--quiet",
             "--json", paths[0], "--markdown", paths[1], "--report", paths[2])  # fmt: skip
        files.append([path.read_bytes() for path in paths])
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--system", "someone"], "--system someone: only one name, that of --records, is free"),
        (["--system", "baseline:magic"], "no such baseline (there are baseline:catalogue"),
        (["--update-floors"], "--update-floors needs --floors FILE"),
        (["--allow-lower"], "--allow-lower needs --update-floors"),
        (["--seed", "-1"], "--seed: a number from 0 on is needed"),
        (["--records", "nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (["--json", "no/such/folder.json"], "no/such/folder.json: cannot be written"),
    ],
)
def test_what_cannot_run_says_why_in_one_line(
    labels: Path,
    records: Path,
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not {"--system", "--records"} & set(arguments):
        arguments = ["--records", str(records), *arguments]
    assert call(labels, "--bootstrap", 0, *arguments) == 2
    out = capsys.readouterr().out
    assert message in out
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    ("module", "extra", "arguments"),
    [
        ("scipy.optimize", "bibhrat[evaluate]", []),
        ("sklearn.metrics", "bibhrat[evaluate]", []),
        ("dateparser.search", "dateparser", ["--system", "baseline:dateparser"]),
    ],
)
def test_a_missing_library_is_one_line_with_its_install(
    tmp_path: Path, module: str, extra: str, arguments: list[str],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    two = [NEWS, event("x", primary=False, start="2021")]
    labels = write(tmp_path / "g.jsonl", [article("a", *two)])
    records = write(tmp_path / "r.jsonl", [record("a", found) for found in two])
    monkeypatch.setitem(sys.modules, module, None)
    assert call(labels, "--records", records, "--bootstrap", 0, *arguments) == 2
    name = module.split(".", maxsplit=1)[0]
    expected = f"bibhrat: bibhrat evaluate needs {name}: python -m pip install '{extra}'\n"
    assert capsys.readouterr().out == expected


def test_registering_the_command_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import argparse, sys; from bibhrat.evaluate import command; "
        "command.add(argparse.ArgumentParser().add_subparsers()); "
        "print([m for m in ('numpy', 'scipy', 'sklearn', 'spacy', 'dateparser') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_floors_are_those_of_a_corpus_that_is_here() -> None:
    corpus = sorted((ROOT / "corpora" / "outages").rglob("*.jsonl"))
    if not corpus:
        pytest.skip("corpora/outages has no labelled articles yet")
    from hashlib import sha256

    from bibhrat.evaluate.gate import read_floors

    floors = read_floors(ROOT / "tests" / "floors.json")
    assert floors.sha256 in {sha256(path.read_bytes()).hexdigest() for path in corpus}
