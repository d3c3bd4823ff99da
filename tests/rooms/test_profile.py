"""A run profile laid over the defaults, and what it refuses."""

from pathlib import Path

import pytest

from bibhrat.errors import ProfileError
from bibhrat.profile import read_profile


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "profile.toml"


def test_the_defaults() -> None:
    profile = read_profile()
    assert profile.gate.enabled
    assert profile.zones["*"] == "Asia/Dhaka"


def test_a_partial_profile_states_only_what_differs(written: Path) -> None:
    written.write_text("[gate]\nmin_bangla = 0.5\n", encoding="utf-8")
    profile, default = read_profile(written), read_profile()
    assert profile.gate.min_bangla == 0.5
    assert profile.gate.enabled == default.gate.enabled
    assert profile.records == default.records


def test_zones_are_added_not_replaced(written: Path) -> None:
    written.write_text('[zones]\nnew-desk = "Asia/Tokyo"\n', encoding="utf-8")
    zones = read_profile(written).zones
    assert (zones["new-desk"], zones["*"]) == ("Asia/Tokyo", "Asia/Dhaka")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[gate]\nspeed = 1\n", "gate.speed"),
        ("[extra]\n", "extra"),
        ('[gate]\nenabled = "yes"\n', "gate.enabled"),
        ("[gate]\nmin_bangla = 2.0\n", "gate.min_bangla"),
        ("[records]\nmin_confidence = -1.0\n", "records.min_confidence"),
        ('[zones]\ndesk = "Asia/Dacca2"\n', "zones.desk: unknown time zone 'Asia/Dacca2'"),
        ("gate = 1\n", "gate"),
        ("[gate\n", "profile.toml"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(written: Path, content: str, says: str) -> None:
    written.write_text(content, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        read_profile(written)
    assert says in str(caught.value)
    assert str(written) in str(caught.value)


def test_the_wrong_value_is_in_the_message(written: Path) -> None:
    written.write_text('[gate]\nmin_bangla = "many"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="'many'"):
        read_profile(written)


def test_a_missing_profile(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"nowhere\.toml"):
        read_profile(tmp_path / "nowhere.toml")


def test_bytes_that_are_no_text(written: Path) -> None:
    written.write_bytes(b"\xff\xfe[gate]")
    with pytest.raises(ProfileError, match=r"profile\.toml"):
        read_profile(written)
