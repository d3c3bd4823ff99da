"""The linear model and its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.errors import AssetError
from bibhrat.linear import Linear, Valued

MODEL = Linear(("a", "b", "c"), {"bias": (0.0, 1.0, -1.0), "x": (2.0, 0.0, 0.0)})


@given(
    st.lists(st.sampled_from(["bias", "x", "unknown"]), max_size=6),
    st.floats(-500, 500),
)
def test_probabilities_sum_to_one(features: list[str], weight: float) -> None:
    model = Linear(("a", "b"), {"bias": (weight, -weight), "x": (1.0, 2.0)})
    found = model.probabilities(features)
    assert set(found) == {"a", "b"}
    assert sum(found.values()) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for share in found.values())


def test_unknown_features_weigh_nothing() -> None:
    assert MODEL.probabilities(["bias", "নতুন", "x"]) == MODEL.probabilities(["bias", "x"])


@pytest.mark.parametrize("features", [[], ["unknown"]])
def test_with_nothing_known_all_classes_are_alike(features: list[str]) -> None:
    assert list(MODEL.probabilities(features).values()) == pytest.approx([1 / 3] * 3)


def test_more_weight_is_more_likely() -> None:
    assert MODEL.probabilities(["x"])["a"] > MODEL.probabilities([])["a"]


def test_huge_weights_do_not_overflow() -> None:
    model = Linear(("a", "b"), {"x": (5000.0, -5000.0)})
    assert model.probabilities(["x"]) == {"a": 1.0, "b": 0.0}


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(MODEL.to_json())
    again = Linear.read(path)
    assert again.classes == MODEL.classes
    assert again.probabilities(["bias", "x"]) == MODEL.probabilities(["bias", "x"])
    assert again.to_json() == MODEL.to_json()


def test_equal_models_are_equal_bytes() -> None:
    turned = Linear(MODEL.classes, dict(reversed(list(MODEL.weights.items()))))
    assert turned.to_json() == MODEL.to_json()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"classes": ["a"]}', b"7"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(AssetError, match=r"broken\.json"):
        Linear.read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"nowhere\.json"):
        Linear.read(tmp_path / "nowhere.json")


def test_a_valued_score_is_the_weighted_sum() -> None:
    model = Valued({"a": 2.0, "b": -1.0})
    assert model.score({"a": 0.5, "b": 3.0, "unknown": 9.0}) == -2.0


def test_a_valued_model_comes_back_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(Valued({"b": 1.0, "a": 0.5}).to_json())
    assert Valued.read(file) == Valued({"a": 0.5, "b": 1.0})
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(AssetError, match="no model"):
        Valued.read(file)
