"""What a profile's [learned] transformer changes: reports, names and roles; nothing without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import bibhrat
from bibhrat import extractor
from bibhrat.article import from_row
from bibhrat.errors import ProfileError, StopError
from bibhrat.profile import Profile, read_profile
from bibhrat.readings import Opinion
from bibhrat.run.settings import checked as run_settings
from bibhrat.run.settings import fingerprint
from bibhrat.transformer import opinions
from rooms.house import rules_profile
from support import OUTAGE
from transformer.tiny import corpus, muril, needs_torch, settings


@dataclass(frozen=True)
class Says:
    """Models with fixed answers, by the words of the article."""

    tasks: frozenset[str]
    chance: float = 0.0
    named: tuple[str, ...] = ()
    role: str = "affected0"

    def has(self, task: str) -> bool:
        return task in self.tasks

    def share(self, task: str) -> float:
        return 1.0

    def report(self, title: str, text: str) -> float:
        return self.chance

    def names(self, title: str, text: str) -> Sequence[tuple[int, int, float]]:
        body = f"{title}\n{text}"
        spans = [(body.index(name), len(name)) for name in self.named if name in body]
        return [(start, start + size, 0.9) for start, size in spans]

    def roles(
        self, title: str, text: str, spans: Sequence[tuple[int, int]]
    ) -> Sequence[Mapping[str, float]]:
        return [{self.role: 1.0}] * len(spans)


def with_models(patch: pytest.MonkeyPatch, *tasks: str, **says: Any) -> Profile:
    """A profile whose transformer gives fixed answers."""
    models = Says(frozenset(tasks), **says)
    patch.setattr(opinions, "open_reader", lambda folder, runtime: models)
    default = read_profile()
    learned = default.learned.model_copy(update={"transformer": "FOLDER"})
    return default.model_copy(update={"learned": learned})


# শিশির নোট is no service of the catalogue, and nothing about it is shaped like a name.
UNKNOWN = {
    **OUTAGE,
    "title": "শিশির নোট ডাউন, ভোগান্তিতে ব্যবহারকারীরা",
    "text": "মঙ্গলবার (৫ মার্চ) রাত ৯টা থেকে শিশির নোটে ঢুকতে পারছেন না ব্যবহারকারীরা। "
    "ফেসবুকে অনেকে এ নিয়ে লিখেছেন।",
}


def ids(article: Mapping[str, object], profile: Profile) -> list[str]:
    """Ids of the affected services of the news."""
    records = extractor.extract(from_row(article), profile).records
    return [service.id for service in records[0].services] if records else []


def test_it_is_off_by_default() -> None:
    assert read_profile().learned.transformer == ""
    assert extractor.reader(read_profile()) is None


def test_without_the_linear_models_it_is_not_asked() -> None:
    rules = rules_profile()
    learned = rules.learned.model_copy(update={"transformer": "FOLDER"})
    assert extractor.reader(rules.model_copy(update={"learned": learned})) is None


def test_it_decides_whether_an_article_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(OUTAGE, with_models(monkeypatch, "report", chance=0.99))
    done = extractor.extract(from_row(OUTAGE), with_models(monkeypatch, "report", chance=0.01))
    assert (done.records, done.dropped) == ((), "no_outage")


def test_it_finds_names_that_neither_catalogue_nor_shapes_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "shishir-note" not in ids(UNKNOWN, read_profile())
    profile = with_models(monkeypatch, "names", named=("শিশির নোট",))
    article = from_row(UNKNOWN)
    (record,) = extractor.extract(article, profile).records
    service = next(s for s in record.services if s.name_bn == "শিশির নোট")
    assert not service.in_catalogue
    body = article.body
    assert {span.text for span in service.evidence} <= {"শিশির নোট", "শিশির নোটে"}
    assert all(span.text in body for span in service.evidence)


def test_its_names_give_way_to_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = with_models(monkeypatch, "names", named=("ফেসবুক ও মেসেঞ্জারে", "ফেসবুক"))
    assert ids(OUTAGE, profile) == ["facebook", "messenger"]


def test_it_decides_on_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = ids(OUTAGE, with_models(monkeypatch, "roles", role="affected0"))
    assert failed == ["facebook", "messenger"]
    # Of a report in which nothing is likely to have failed, the likeliest stays.
    found = ids(OUTAGE, with_models(monkeypatch, "roles", role="alternative"))
    assert found == ["facebook"]


def test_chances_are_weighed() -> None:
    opinion = Opinion(report=0.8, report_share=0.25, roles={3: {"a": 1.0}}, roles_share=0.5)
    assert opinion.of_report(0.4) == pytest.approx(0.5)
    assert opinion.of_roles(3, {"a": 0.5, "b": 0.5}) == {"a": 0.75, "b": 0.25}
    linear = {"a": 0.5, "b": 0.5}
    assert opinion.of_roles(4, linear) is linear
    assert Opinion().of_report(0.4) == 0.4


def test_nothing_is_asked_where_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def report(self: Says, title: str, text: str) -> float:
        asked.append(title)
        return 0.5

    monkeypatch.setattr(Says, "report", report)
    profile = with_models(monkeypatch, "report")
    open_gate = profile.model_copy(
        update={"gate": profile.gate.model_copy(update={"enabled": False})}
    )
    extractor.extract(from_row({**OUTAGE, "title": "বৃষ্টি", "text": "আজ বৃষ্টি।"}), open_gate)
    assert asked == []
    extractor.extract(from_row(OUTAGE), open_gate)
    assert len(asked) == 1


def test_parts_are_read_without_markup() -> None:
    article = from_row({**OUTAGE, "text": "<b>ফেসবুক</b> বন্ধ &amp; অচল"})
    title, text = opinions.parts(article)
    assert len(f"{title}\n{text}") == len(article.body)
    assert "<" not in text


def profile_file(folder: Path, content: str) -> Path:
    """A profile in a file."""
    path = folder / "profile.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_relative_folder_counts_from_the_profile(tmp_path: Path) -> None:
    path = profile_file(tmp_path, '[learned]\ntransformer = "models/mine"\n')
    assert read_profile(path).learned.transformer == str(tmp_path / "models/mine")


def test_an_unknown_runtime_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"learned\.runtime"):
        read_profile(profile_file(tmp_path, '[learned]\nruntime = "jax"\n'))


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    path = profile_file(tmp_path, '[learned]\ntransformer = "none"\n')
    with pytest.raises(StopError, match=r"none/bibhrat\.json: not found; a folder that") as caught:
        bibhrat.extract(OUTAGE, profile=path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", r"bibhrat\.json: "), ('{"format": 2}', r"bibhrat\.json: format: ")],
)
def test_a_broken_bundle_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "bibhrat.json").write_text(content)
    path = profile_file(tmp_path, '[learned]\ntransformer = "."\n')
    with pytest.raises(StopError, match=told):
        bibhrat.extract(OUTAGE, profile=path)


def test_a_run_is_stale_once_a_model_of_the_folder_is_another(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "bibhrat.json").write_text("{}")
    profile = read_profile(profile_file(tmp_path, '[learned]\ntransformer = "models"\n'))
    run = run_settings({"inputs": ["a.jsonl"]}, "run")
    before = fingerprint(run, profile)
    assert before == fingerprint(run, profile) != fingerprint(run, read_profile())
    (tmp_path / "models" / "bibhrat.json").write_text("{ }")
    assert fingerprint(run, profile) != before


def test_real_models_change_what_is_extracted_and_offsets_hold(tmp_path: Path) -> None:
    needs_torch()
    from safetensors.torch import load_file, save_file

    from bibhrat.train.transformer.finetune import finetune
    from bibhrat.train.transformer.settings import FineTuning

    table = settings(encoder=str(muril(tmp_path / "m")), tasks=["names"])
    finetune(FineTuning.model_validate(table), corpus(tmp_path / "c"), tmp_path / "o", print)
    # A model for which every token begins a name, so that what it changes is plain to see.
    path = tmp_path / "o" / "names" / "model.safetensors"
    weights = load_file(path)
    weights["classifier.weight"].zero_()
    weights["classifier.bias"][:] = weights["classifier.bias"].new_tensor([0.0, 9.0, 0.0])
    save_file(weights, path, metadata={"format": "pt"})
    profile = read_profile(profile_file(tmp_path, '[learned]\ntransformer = "o"\n'))
    text = UNKNOWN["text"].replace("শিশির নোটে", "শিশি\u200cর হোয\u09bcাটে")
    article = from_row({**UNKNOWN, "text": text})
    plain = extractor.annotate(article).services
    found = extractor.annotate(article, models=extractor.reader(profile)).services
    assert len(found) > len(plain)
    body, folded = article.body, article.folded
    words = {body[slice(*folded.span(m.start, m.end))] for m in found}
    assert {"শিশি\u200cর", "হোয\u09bcাটে", "শিশির", "ফেসবুকে"} <= words
    news: list[Any] = [UNKNOWN]
    nlp = bibhrat.load(profile=tmp_path / "profile.toml")
    (doc,), (bare,) = nlp.pipe(news), bibhrat.load().pipe(news)
    assert len(doc.spans["services"]) > len(bare.spans["services"])
