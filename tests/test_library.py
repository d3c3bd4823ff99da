"""The library as a user meets it: laziness, one article, the spaCy pipeline."""

import json
import pickle
import subprocess
import sys
from typing import Any

import pytest
import spacy

import bibhrat
from bibhrat.errors import SkipError
from support import ORDINARY, OUTAGE, SHARED

HEAVY = (
    "bnlp", "datasets", "datasketch", "fastwarc", "feedparser", "httpcore", "lxml", "pandas",
    "protego", "psycopg", "pyarrow", "ray", "rich", "spacy", "sqlalchemy", "torch", "trafilatura",
    "transformers",
)  # fmt: skip


def _modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not _modules_after("import bibhrat").intersection(HEAVY)


def test_the_command_imports_nothing_heavy_before_it_knows_what_to_do() -> None:
    assert not _modules_after("import bibhrat.cli; bibhrat.cli._parser()").intersection(HEAVY)


def test_reading_lines_imports_no_other_format() -> None:
    code = (
        "from bibhrat.read import read; import tempfile, pathlib;"
        "p = pathlib.Path(tempfile.mkdtemp()) / 'a.jsonl'; p.write_text('{}'); list(read(p))"
    )
    assert not _modules_after(code).intersection(HEAVY)


def test_extracting_imports_nothing_heavier_than_spacy() -> None:
    code = f"import bibhrat; assert bibhrat.extract({OUTAGE!r})"
    assert not _modules_after(code).intersection(set(HEAVY) - {"spacy"})


def test_extract_takes_a_mapping_without_an_id() -> None:
    row = {key: OUTAGE[key] for key in ("title", "text", "published_at")}
    (record,) = bibhrat.extract(row)
    assert record.start is not None
    assert record.start.value == "2024-03-05T21:00"
    assert [service.id for service in record.services] == ["facebook", "messenger"]


def test_extract_refuses_what_is_no_article() -> None:
    with pytest.raises(SkipError, match="text: expected a string"):
        bibhrat.extract({"title": "ফেসবুক ডাউন", "text": 7})


def test_spans_are_substrings_of_their_fields() -> None:
    (record,) = bibhrat.extract(OUTAGE)
    spans = [
        span
        for part in (record.event, record.start, *record.services)
        if part
        for span in part.evidence
    ]
    assert spans
    for span in spans:
        assert OUTAGE[span.field][span.start : span.end] == span.text


def test_the_pipeline_loads_by_name_and_gives_the_same_records() -> None:
    nlp: Any = spacy.load("bibhrat")
    docs = list(nlp.pipe([(OUTAGE, "first"), (ORDINARY, "second")], as_tuples=True))
    assert [context for _, context in docs] == ["first", "second"]
    doc, other = docs[0][0], docs[1][0]
    assert doc._.outages == bibhrat.extract(OUTAGE)
    assert other._.outages == []
    assert [span.kb_id_ for span in doc.spans["timex"]] == ["2024-03-05T21:00"]
    assert {span.kb_id_ for span in doc.spans["services"]} == {"facebook", "messenger"}
    assert "outage" in {span.label_ for span in doc.spans["cues"]}


def test_the_pipeline_reads_plain_text_and_other_processes() -> None:
    nlp: Any = bibhrat.load()
    assert nlp(f"{OUTAGE['title']}\n{OUTAGE['text']}")._.outages[0].services[0].id == "facebook"
    docs = list(nlp.pipe([OUTAGE, OUTAGE], n_process=2))
    assert [len(doc._.outages) for doc in docs] == [1, 1]


def test_components_are_found_by_name_and_configured() -> None:
    nlp = spacy.blank("bn")
    nlp.add_pipe("bibhrat_time")
    assert "timex" in nlp("ফেসবুক ডাউন\n৫ মার্চ ২০২৪ রাত ৯টা").spans
    smaller = spacy.load("bibhrat", exclude=["bibhrat_cue"])
    assert "bibhrat_cue" not in smaller.pipe_names
    with pytest.raises(bibhrat.errors.ProfileError, match=r"cannot|No such file"):
        spacy.load(
            "bibhrat", config={"components": {"bibhrat_outage": {"profile": "nowhere.toml"}}}
        )


def test_records_are_frozen_values() -> None:
    (record,) = bibhrat.extract(OUTAGE)
    assert pickle.loads(pickle.dumps(record)) == record
    assert json.loads(record.to_json()) == record.to_dict()


@pytest.mark.skipif(not SHARED.exists(), reason="the article that started the project is not here")
def test_the_article_that_started_the_project() -> None:
    article = json.loads((SHARED / "examples/seed_article.jsonl").read_text(encoding="utf-8"))
    gold = json.loads((SHARED / "examples/seed_gold.jsonl").read_text(encoding="utf-8"))
    (event,) = gold["events"]
    (record,) = bibhrat.extract(article)
    said = {c: {s.id for s in record.services if s.certainty == c} for c in ("stated", "reported")}
    assert said == {"stated": set(event["services"]), "reported": set(event["services_reported"])}
    assert record.start is not None
    assert record.end is not None
    assert record.duration is not None
    assert record.cause is not None
    found: dict[str, Any] = {
        "primary": record.primary,
        "type": record.event.type,
        "status": record.event.status,
        "start": record.start.value,
        "start_approx": record.start.approximate,
        "end": record.end.value,
        "end_approx": record.end.approximate,
        "duration": record.duration.stated,
        "duration_approx": record.duration.approximate,
        "cause": record.cause.category,
        "scope": [place.id for place in record.scope],
    }
    assert found == {key: event[key] for key in found}
    assert (record.duration.computed, record.duration.agrees) == ("PT1H30M", False)
    assert "duration: stated PT40M, but start–end is PT1H30M" in record.warnings
    assert {other.id for other in record.not_affected} == set(gold["not_affected"])
