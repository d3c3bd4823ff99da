"""Exports: each is read back without loss of what it carries, and refuses what it cannot hold."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

from bibhrat.corpus import LabelError, LabelledArticle, MentionLabel, brat, label_studio, timeml
from bibhrat.corpus import spacy_docs as docbin
from bibhrat.corpus.marked import parse, read_file
from bibhrat.errors import StopError

SAMPLE = Path(__file__).parent / "sample.txt"


@pytest.fixture
def articles() -> list[LabelledArticle]:
    return parse(read_file(SAMPLE))


def test_docbin(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    path = str(tmp_path / "out.spacy")
    assert docbin.write_docbin(path, articles) == 3
    assert docbin.read_docbin(path) == articles
    first = next(iter(DocBin().from_disk(path).get_docs(spacy.blank("bn").vocab)))
    assert first.cats == {"outage": 1.0}
    glued, night, *_ = first.spans["timex"]
    assert (night.text, night.label_, night.kb_id_) == (
        "রাত সাড়ে ১০টায়",
        "TIME",
        "2024-03-05T22:30",
    )
    # no space in the text, so no token border: the token is covered whole
    assert glued.text == "প্রতীকী।মঙ্গলবার (৫ মার্চ) রাত ৯টার"
    roles = [(s.label_, s.kb_id_, s.id_) for s in first.spans["services"]]
    assert roles[0] == ("affected", "facebook", "1")
    assert ("unaffected", "whatsapp", "") in roles
    assert {(s.label_, s.id_) for s in first.spans["cues"]} >= {("outage", "1"), ("outage", "2")}
    assert [s.label_ for s in first.spans["time_roles"]] == [
        "start", "end", "duration", "start", "duration",
    ]  # fmt: skip


def test_docbin_of_other_making(tmp_path: Path) -> None:
    path = tmp_path / "other.spacy"
    DocBin(docs=[spacy.blank("bn")("ফেসবুক ডাউন")]).to_disk(path)
    with pytest.raises(LabelError, match=r"without doc\.user_data"):
        docbin.read_docbin(str(path))
    (tmp_path / "text.spacy").write_text("no DocBin")
    for name in ("text.spacy", "none.spacy"):
        with pytest.raises(StopError, match="no DocBin"):
            docbin.read_docbin(str(tmp_path / name))
    with pytest.raises(StopError, match="cannot be written"):
        docbin.write_docbin(str(tmp_path / "none" / "out.spacy"), [])


def test_brat(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    assert brat.write_folder(tmp_path, articles) == 3
    assert brat.read_folder(tmp_path) == articles
    body = (tmp_path / "s-001.txt").read_text(encoding="utf-8")
    for line in (tmp_path / "s-001.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, place, words = line.split("\t")
            _, start, end = place.split(" ")
            assert body[int(start) : int(end)] == words
    assert "service_affected" in (tmp_path / "annotation.conf").read_text(encoding="utf-8")


def test_an_edit_in_brat_comes_through(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    brat.write_folder(tmp_path, articles)
    path = tmp_path / "s-003.ann"
    ann = path.read_text(encoding="utf-8").replace("PXD", "P3D")
    path.write_text(ann, encoding="utf-8")
    assert brat.read_folder(tmp_path)[2].timexes[-1].value == "P3D"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tDATE 0 4\txxxx", "is not at 0–4"),
        ("R1\tCause Arg1:T1 Arg2:T2", "unknown line"),
        ("T1\tPlanet 0 4\tনতুন", "unknown type 'Planet'"),
    ],
)
def test_a_broken_ann_file(
    tmp_path: Path, articles: list[LabelledArticle], line: str, message: str
) -> None:
    brat.write_folder(tmp_path, articles[2:])
    (tmp_path / "s-003.ann").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(LabelError, match=message):
        brat.read_folder(tmp_path)


def test_what_brat_cannot_hold(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    two_lines = MentionLabel(0, len(articles[2].title) + 3, "source", "x")
    for article, message in [
        (replace(articles[2], mentions=(two_lines,)), "two lines"),
        (replace(articles[2], mentions=(MentionLabel(0, 4, "start", event=0),)), "without a timex"),
        (replace(articles[2], id="../x"), "name of a file"),
    ]:
        with pytest.raises(LabelError, match=message):
            brat.write_folder(tmp_path, [article])
    with pytest.raises(StopError, match=r"no \.ann files"):
        brat.read_folder(tmp_path / "none")


def test_label_studio(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    path = tmp_path / "tasks.json"
    assert label_studio.write_tasks(path, articles) == 3
    assert label_studio.read_tasks(path) == articles


def test_label_studio_counts_utf16_units(articles: list[LabelledArticle]) -> None:
    task = label_studio.to_task(articles[0])
    units = task["data"]["text"].encode("utf-16-le")
    for item in task["annotations"][0]["result"]:
        place = item["value"]
        if item["type"] == "labels":
            words = units[place["start"] * 2 : place["end"] * 2].decode("utf-16-le")
            assert words == place["text"]
    assert "😀" in articles[0].body


def test_every_tag_of_a_task_is_in_the_configuration(articles: list[LabelledArticle]) -> None:
    for article in articles:
        for item in label_studio.to_task(article)["annotations"][0]["result"]:
            assert f'name="{item["from_name"]}"' in label_studio.CONFIG


@pytest.mark.parametrize(
    "change",
    [
        lambda task: task.update(annotations=[]),
        lambda task: task.pop("data"),
        lambda task: task["data"].pop("tz"),
        lambda task: task["annotations"][0]["result"][0]["value"].update(start=99_999),
        lambda task: task["annotations"][0]["result"][0]["value"].update(labels=[]),
        lambda task: task["annotations"][0].update(result=[]),
    ],
)
def test_a_broken_task(articles: list[LabelledArticle], change: Any) -> None:
    task = json.loads(json.dumps(label_studio.to_task(articles[0])))
    change(task)
    with pytest.raises(LabelError):
        label_studio.from_task(task)


def test_files_that_are_no_tasks(tmp_path: Path) -> None:
    for content, message in [("{", "not JSON"), ("{}", "a list of tasks")]:
        (tmp_path / "x.json").write_text(content)
        with pytest.raises(StopError, match=message):
            label_studio.read_tasks(tmp_path / "x.json")
    with pytest.raises(StopError, match="cannot be read"):
        label_studio.read_tasks(tmp_path / "none.json")


def test_timeml(tmp_path: Path, articles: list[LabelledArticle]) -> None:
    assert timeml.write_folder(tmp_path, articles) == 3
    found = timeml.read_folder(tmp_path)
    assert found == {a.id: (a.body, list(a.timexes)) for a in articles}
    document = (tmp_path / "s-001.tml").read_text(encoding="utf-8")
    assert 'value="2024-03-06T10:00"' in document
    assert 'type="SET" value="P1D"' in document


def test_a_file_that_is_no_timeml(tmp_path: Path) -> None:
    (tmp_path / "x.tml").write_text("<TimeML><TEXT>")
    with pytest.raises(LabelError, match=r"x\.tml: not TimeML"):
        timeml.read_folder(tmp_path)
