"""Names that a model takes for such, where no catalogue and no shape has them."""

from pathlib import Path

import pytest

from bibhrat.article import Article, from_row
from bibhrat.coined import NAME, WORD_, Coined, coined, words
from bibhrat.errors import AssetError
from bibhrat.extractor import annotate
from bibhrat.linear import Linear
from bibhrat.text import fold
from bibhrat.train.coined_names import fit_names, see

ORDINARY = frozenset(
    fold(word).text for word in ("সন্ধ্যায়", "চলছে", "জানান", "ব্যবহারকারীরা", "অ্যাপে", "ঢোকা", "যাচ্ছে")
)
# A word in the headline is a name: enough for tests of what is done with it.
TITLED = Linear((NAME, WORD_), {"bias": [-1.0, 1.0], "title=True|2": [4.0, -4.0]})
MODEL = Coined(TITLED, ORDINARY, 0.5)


def article(title: str, text: str) -> Article:
    return from_row({"id": "a", "title": title, "text": text})


def found(text: str, model: Coined = MODEL) -> list[str]:
    folded = fold(text).text
    return [folded[c.start : c.stem_end] for c in model.candidates(folded, [], [])]


def test_a_word_is_one_with_all_its_endings() -> None:
    text = fold("ঝিলমিল\nঝিলমিলে ঢোকা যাচ্ছে না। ঝিলমিলের ব্যবহারকারীরা জানান।").text
    assert {word.stem: len(word.places) for word in words(text, [], [], ORDINARY)}["ঝিলমিল"] == 3


def test_words_of_many_articles_are_never_asked() -> None:
    text = fold("সন্ধ্যায় চলছে\nসন্ধ্যায় চলছে").text
    assert words(text, [], [], ORDINARY) == []


def test_names_stand_without_their_endings_and_side_by_side() -> None:
    assert found("ঝিলমিল তারাবাতি চলছে\nঝিলমিল তারাবাতির ব্যবহারকারীরা জানান") == [
        "ঝিলমিল তারাবাতি",
        "ঝিলমিল তারাবাতি",
    ]


def test_a_name_of_the_model_is_a_service_of_no_catalogue() -> None:
    told = article("ঝিলমিল চলছে না", "সন্ধ্যায় ঝিলমিলে ঢোকা যাচ্ছে না।")
    with_model = annotate(told, coined=MODEL).services
    assert [(m.value.kind, m.value.in_catalogue) for m in with_model] == [
        ("unknown-coined", False),
        ("unknown-coined", False),
    ]
    assert annotate(told).services == ()


def test_a_stored_model_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "coined.json"
    path.write_bytes(MODEL.to_json())
    text = "ঝিলমিল চলছে\nঝিলমিলের ব্যবহারকারীরা"
    assert found(text, Coined.read(path)) == found(text) == ["ঝিলমিল", "ঝিলমিল"]


def test_a_folder_may_lack_the_model_but_not_have_a_broken_one(tmp_path: Path) -> None:
    assert coined(str(tmp_path)) is None
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "coined.json").write_text("{}")
    with pytest.raises(AssetError, match=r"coined\.json"):
        coined(str(broken))


def test_without_a_labelled_name_nothing_is_one() -> None:
    row = {"id": "a", "title": "ঝিলমিল চলছে", "text": "ঝিলমিল চলছে না।", "mentions": []}
    settings = {"names": {"ordinary": 3, "least": 0.15}}
    model = fit_names([see(row)], settings)
    assert found("ঝিলমিল চলছে\nঝিলমিল চলছে না।", model) == []
