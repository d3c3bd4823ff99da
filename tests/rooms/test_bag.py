"""The bag of words: what counts as a word, and what a chance is made of."""

import math
from pathlib import Path

import orjson
import pytest

from bibhrat.bag import Bag, words
from bibhrat.errors import AssetError

BAG = Bag(("none", "outage"), (-0.25, 0.25), {"বিভ্": (2.0, -1.5, 1.5), "গান": (1.0, 0.5, -0.5)})


def outage(*told: str) -> float:
    return BAG.probabilities(told)["outage"]


def chance(score: float) -> float:
    """Of two classes whose scores lie so far apart, the chance of the second."""
    return 1.0 / (1.0 + math.exp(-score))


def test_words_are_stems() -> None:
    assert words("বিভ্রাটের, বিভ্রাট!") == ["বিভ্র", "বিভ্র"]


def test_any_number_is_one_word() -> None:
    assert words("10 ২০ 4টি") == ["0", "0", "4টি"]


def test_what_a_page_has_behind_the_report_does_not_count() -> None:
    assert words("ক " * 2499 + "খবর গান") == [*["ক"] * 2499, "খব"]


def test_no_known_word_leaves_the_bias() -> None:
    assert outage() == pytest.approx(chance(0.5))
    assert outage("আজ", "বৃষ্টি") == pytest.approx(chance(0.5))


def test_one_known_word_has_its_weight_however_rare_it_is() -> None:
    assert outage("গান") == pytest.approx(chance(0.5 - 1.0))
    assert outage("গান", "আর", "গান") == pytest.approx(chance(0.5 - 1.0))


def test_words_share_by_rarity_and_count() -> None:
    once, twice = 1.0, 1.0 + math.log(2)
    length = math.hypot(2.0 * once, 1.0 * twice)
    score = 0.5 + (3.0 * 2.0 * once - 1.0 * 1.0 * twice) / length
    assert outage("বিভ্", "গান", "গান") == pytest.approx(chance(score))


def test_chances_of_all_classes_are_one() -> None:
    assert sum(BAG.probabilities(["বিভ্"]).values()) == pytest.approx(1.0)


def test_what_stands_behind_the_news_does_not_speak_against_it() -> None:
    news, rest = ["বিভ্"] + ["আজ"] * 149, ["গান"] * 99
    assert outage(*news, *rest) < outage(*news)
    assert BAG.likeliest("outage", [*news, *rest]) == outage(*news)
    assert BAG.likeliest("outage", [*rest, *news, "বিভ্"]) == outage(*rest, *news, "বিভ্")


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "bag.json").write_bytes(BAG.to_json())
    again = Bag.read(tmp_path / "bag.json")
    assert again.probabilities(["বিভ্", "গান"]) == BAG.probabilities(["বিভ্", "গান"])
    assert again.to_json() == BAG.to_json()


@pytest.mark.parametrize("content", [b"", b"[]", orjson.dumps({"words": {}})])
def test_what_is_no_model_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bag.json").write_bytes(content)
    with pytest.raises(AssetError, match=r"bag\.json: no model"):
        Bag.read(tmp_path / "bag.json")
