"""The learned judge: where its models are, and what it may not do."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bibhrat import assets
from bibhrat.assemble import published_moment
from bibhrat.bag import words
from bibhrat.claims import Claims
from bibhrat.errors import AssetError
from bibhrat.learned import judge
from rooms.house import article, events
from support import OUTAGE, ROOT


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place without configs/ and models/, where the package now seems to be."""
    folder = tmp_path / "pipeline" / "bibhrat"
    folder.mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", folder)
    judge.cache_clear()
    yield tmp_path
    judge.cache_clear()


def judged(title: str, text: str) -> list[Claims]:
    read = article(text, title=title, published_at=OUTAGE["published_at"])
    return judge().claims(
        events(text, title=title, published_at=OUTAGE["published_at"]),
        published_moment(read),
        words(read.folded.text),
    )


def test_no_models_folder_names_the_places(elsewhere: Path) -> None:
    with pytest.raises(AssetError) as caught:
        judge()
    assert str(elsewhere / "pipeline/bibhrat/models/bn_outage") in str(caught.value)
    assert str(elsewhere / "models/bn_outage") in str(caught.value)


def test_a_missing_model_is_named(elsewhere: Path) -> None:
    folder = elsewhere / "models/bn_outage"
    shutil.copytree(ROOT / "models/bn_outage", folder)
    (folder / "report.json").unlink()
    with pytest.raises(AssetError, match=r"report\.json"):
        judge()


@pytest.mark.parametrize("content", [b"{", b"{}"])
def test_a_broken_card_is_named(elsewhere: Path, content: bytes) -> None:
    folder = elsewhere / "models/bn_outage"
    shutil.copytree(ROOT / "models/bn_outage", folder)
    (folder / "meta.json").write_bytes(content)
    with pytest.raises(AssetError, match=r"meta\.json"):
        judge()


def test_the_models_are_read_once() -> None:
    assert judge() is judge()


def test_a_plain_outage() -> None:
    (news,) = judged(OUTAGE["title"], OUTAGE["text"])
    assert set(news.affected) == {"facebook", "messenger"}
    assert news.event.primary
    assert 0.0 < news.sure <= 1.0
    assert news.start is not None
    assert news.start.mention.value.value == "2024-03-05T21:00"


def test_nothing_that_fails_is_nothing_to_judge() -> None:
    assert judged("ফেসবুকের আয় বেড়েছে", "মেটা জানিয়েছে, এ বছর ফেসবুকের ব্যবহারকারী বেড়েছে।") == []


def test_no_event_is_nothing_to_judge() -> None:
    assert judge().claims([], None, []) == []


def test_what_failed_need_not_have_a_name() -> None:
    """A network's own notice names itself nowhere, yet it says what happened and when."""
    news = judged(
        "প্রিয় গ্রাহক, লাইন নেই",
        "আজ রাত সোয়া ৯টা নাগাদ মহাসড়কে কাজ চলাকালে আমাদের মূল ফাইবার কাটা পড়ে। এই মুহূর্তে "
        "পুরো এলাকায় সংযোগ বন্ধ আছে। আশা করছি রাত ৩টার মধ্যে সবাইকে অনলাইনে ফেরাতে পারব।",
    )
    assert [claims.affected for claims in news] == [{}]
    assert news[0].start is not None
    assert news[0].sure == 0.0
    assert news[0].doubts == ("services: what failed has no name that was recognised",)
