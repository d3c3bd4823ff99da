"""The builder: aliases, spelling, splits by incident, and the same bytes every time."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.corpus import LabelError, LabelledArticle, load
from bibhrat.corpus.build import build, finish, read_aliases, split_of
from bibhrat.corpus.marked import MarkedError, format_article, format_articles, parse, read_file
from bibhrat.corpus.spelling import double, either, respell, single, stored_single
from bibhrat.corpus.validate import validate
from bibhrat.errors import StopError

SAMPLE = Path(__file__).parent / "sample.txt"
ARTICLES = parse(read_file(SAMPLE))
KNOWN = frozenset(
    {"facebook", "messenger", "whatsapp", "meta", "downdetector", "instagram", "bkash", "nagad"}
)
SPLITS = ("train", "dev", "test")


def many(count: int) -> list[LabelledArticle]:
    return [
        replace(article, id=f"m-{number}-{article.id}", incident=f"incident-{number // 2}")
        for number in range(count)
        for article in ARTICLES
    ]


def written(folder: Path, *groups: list[LabelledArticle]) -> list[Path]:
    paths = []
    for number, group in enumerate(groups):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(format_articles(group), encoding="utf-8")
    return paths


def test_shards_hold_everything_and_are_clean(tmp_path: Path) -> None:
    articles = many(60)
    counts = build(written(tmp_path, articles), tmp_path, aliases={}, known=KNOWN)
    assert sum(counts.values()) == 180
    assert all(counts.values())
    files = [tmp_path / f"{split}.jsonl" for split in SPLITS]
    assert validate(files, KNOWN) == (180, [])
    for split in SPLITS:
        shard = load(split, tmp_path)
        assert [a.id for a in shard] == sorted(a.id for a in shard)
        assert {split_of(a.incident or "") for a in shard} == {split}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    articles = many(12)
    digests = []
    for name, groups in [("a", [articles]), ("b", [articles[20:][::-1], articles[:20]])]:
        folder = tmp_path / name
        folder.mkdir()
        build(written(folder, *groups), folder, aliases={}, known=KNOWN)
        digests.append([sha256((folder / f"{s}.jsonl").read_bytes()).digest() for s in SPLITS])
    assert digests[0] == digests[1]


def test_split_thresholds() -> None:
    for incident in (f"x-{number}" for number in range(500)):
        place = int(sha256(incident.encode()).hexdigest(), 16) % 1000
        expected = "test" if place < 260 else "dev" if place < 400 else "train"
        assert split_of(incident) == expected


def test_an_article_without_an_incident_is_its_own() -> None:
    assert finish(ARTICLES[2], {}, KNOWN).incident == "none-s-003"
    assert finish(replace(ARTICLES[2], incident=None), {}, KNOWN).incident == "none-s-003"
    assert finish(ARTICLES[0], {}, KNOWN).incident == "sample-meta"


def test_aliases_reach_every_id() -> None:
    aliases = {"facebook": "fb", "messenger": "fb", "meta": "meta-inc", "haor-pay": "bkash"}
    first, second = (finish(article, aliases, KNOWN) for article in ARTICLES[:2])
    assert first.events[0].services == ("fb",)
    assert first.events[1].services == ("fb",)
    assert first.not_affected == ("whatsapp", "downdetector", "meta-inc")
    assert {m.id for m in first.mentions} >= {"fb", "meta-inc"}
    assert "facebook" not in {m.id for m in first.mentions}
    assert second.events[0].services == ("bkash",)
    assert second.outside == frozenset()


def test_the_mark_for_outside_goes_when_the_catalogue_has_the_id() -> None:
    assert finish(ARTICLES[1], {}, KNOWN).outside == {"haor-pay"}
    assert finish(ARTICLES[1], {}, KNOWN | {"haor-pay"}).outside == frozenset()


def test_scope_is_in_one_spelling() -> None:
    event = replace(ARTICLES[1].events[0], scope=("BD:চুয়াডাঙ্গা", single("BD:চুয়াডাঙ্গা")))
    built = finish(replace(ARTICLES[1], events=(event,)), {}, KNOWN)
    assert len(set(built.events[0].scope)) == 1


def test_aliases_are_read(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('twitter = "x"\n"old-id" = "new-id"\n')
    assert read_aliases(path) == {"twitter": "x", "old-id": "new-id"}
    for content, message in [
        ("twitter = 3", "expected an id"),
        ("twitter = ", "not TOML"),
        ('a = "b"\nb = "c"', "is an alias itself"),
    ]:
        path.write_text(content)
        with pytest.raises(StopError, match=message):
            read_aliases(path)
    with pytest.raises(StopError, match="cannot be read"):
        read_aliases(tmp_path / "none.toml")


def test_problems_of_all_files_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = format_article(replace(ARTICLES[2], id=name))
        (tmp_path / f"{name}.txt").write_text(text + "[[আজ", encoding="utf-8")
    with pytest.raises(MarkedError) as caught:
        build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path, aliases={}, known=KNOWN)
    assert len(caught.value.problems) == 2
    assert not list(tmp_path.glob("*.jsonl"))


def test_an_id_in_two_files(tmp_path: Path) -> None:
    files = written(tmp_path, ARTICLES[2:], ARTICLES[2:])
    with pytest.raises(LabelError, match="s-003: in two files"):
        build(files, tmp_path, aliases={}, known=KNOWN)


def test_a_quarter_is_stored_with_single_code_points() -> None:
    share = sum(stored_single(f"a-{number}") for number in range(4000)) / 4000
    assert 0.22 < share < 0.28


def test_an_article_is_in_one_spelling_and_labels_move_along() -> None:
    for spell, gone in ((single, "\u09bc"), (double, "\u09df")):
        article = respell(ARTICLES[0], spell)
        assert gone not in article.body
        assert double(article.body) == double(ARTICLES[0].body)
        assert [double(t.text) for t in article.timexes] == [
            double(t.text) for t in ARTICLES[0].timexes
        ]
        for timex in article.timexes:
            assert article.body[timex.start : timex.end] == timex.text
        for old, new in zip(ARTICLES[0].mentions, article.mentions, strict=True):
            assert double(article.body[new.start : new.end]) == double(
                ARTICLES[0].body[old.start : old.end]
            )
    assert respell(respell(ARTICLES[0], single), double) == respell(ARTICLES[0], double)


@given(st.text("কয\u09df\u09dc\u09dd\u09bcড ", max_size=12))
def test_both_spellings_fold_to_one(text: str) -> None:
    assert double(single(text)) == double(text)
    assert single(double(text)) == single(text)
    assert either(text).fullmatch(double(text))
    assert either(text).fullmatch(single(double(text)))
