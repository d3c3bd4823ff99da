import pytest

from bibhrat.assets import asset, roots
from bibhrat.errors import AssetError


def test_assets_are_found_in_the_checkout() -> None:
    assert asset("configs/profiles/default.toml").is_file()


def test_a_missing_asset_says_where_it_was_looked_for() -> None:
    with pytest.raises(AssetError) as caught:
        asset("configs/nothing.toml")
    for root in roots():
        assert str(root / "configs/nothing.toml") in str(caught.value)
