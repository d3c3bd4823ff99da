"""Features of the decided event: what is still to come, how clauses end, who speaks."""

from datetime import datetime

import pytest

from bibhrat import causes
from bibhrat.article import zone
from bibhrat.event_features import attribution_features, is_future_only, status_features
from bibhrat.story import Story
from rooms.house import PUBLISHED, events


def story(text: str) -> Story:
    published = datetime.fromisoformat(PUBLISHED).replace(tzinfo=zone("Asia/Dhaka"))
    return Story.of(events(text), published)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("আজ দুপুর থেকে ইন্টারনেটে ধীরগতি থাকতে পারে।", True),
        ("শুক্রবার রাত ২টা থেকে অ্যাপ বন্ধ থাকবে।", True),
        ("আজ সকাল থেকে ফেসবুক অচল। কাল পর্যন্ত ইন্টারনেট বন্ধ থাকতে পারে।", False),
        ("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।", False),
        ("ফেসবুকের নতুন নকশা এল।", False),
    ],
)
def test_whether_every_loss_is_still_to_come(text: str, ahead: bool) -> None:
    assert is_future_only(story(text)) is ahead


def test_the_verb_group_of_a_clause_tells_the_state() -> None:
    down = status_features(story("ফেসবুকে ঢোকা যাচ্ছে না।"), [])
    over = status_features(story("ফেসবুকে ঢোকা যাচ্ছিল না।"), [])
    assert set(down) != set(over)
    assert any(name.startswith("v=F:") for name in down)


def test_who_speaks_beside_the_cause() -> None:
    read = story("ফেসবুক অচল হয়ে পড়ে। সার্ভারে ত্রুটির কারণে এমন হয়েছে বলে জানিয়েছে প্রতিষ্ঠানটি।")
    found = causes.cause(read.tellings)
    assert found is not None
    names = attribution_features(read, found)
    assert "0same:operator" in names
    assert "0same:authority" not in names
    assert f"ruled={found.attribution}" in names
