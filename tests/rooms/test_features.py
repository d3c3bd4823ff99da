"""The named features: bounded, and blind to what does not change the meaning."""

import unicodedata

from bibhrat.assemble import published_moment
from bibhrat.features import article_features, service_features, time_features
from bibhrat.story import Story
from rooms.house import article, events

TITLE = "ফেসবুক ডাউন"
TEXT = "মঙ্গলবার রাত ৯টা থেকে ফেসবুকে ঢুকতে পারছেন না ব্যবহারকারীরা। রাত ১০টায় আবার সচল হয়।"


def story(text: str = TEXT, title: str = TITLE) -> Story:
    published = published_moment(article(text, title=title))
    return Story.of(events(text, title=title), published)


def all_features(found: Story) -> list[list[str]]:
    rows = [article_features(found)]
    for index, telling in enumerate(found.tellings):
        rows += [time_features(found, index, mention) for mention in telling.times]
        rows += [service_features(found, index, mention) for mention in telling.services]
    return [sorted(row) for row in rows]


def test_both_encodings_give_the_same_features() -> None:
    assert all_features(story(unicodedata.normalize("NFD", TEXT))) == all_features(story())


def test_digit_script_gives_the_same_features() -> None:
    assert all_features(story(TEXT.replace("৯", "9").replace("১০", "10"))) == all_features(story())


def test_joiners_give_the_same_features() -> None:
    assert all_features(story(TEXT.replace("ক", "ক\u200c"))) == all_features(story())


def test_case_endings_do_not_multiply_words() -> None:
    found = story("গ্রাহকদের ফেসবুক অচল। গ্রাহকেরা বিপাকে।")
    first = {name for name in article_features(found) if ":w=গ্রাহ" in name and "_" not in name}
    assert len({name.split(">")[0] for name in first}) == 1


def test_the_headline_is_seen() -> None:
    found = story()
    assert found.titled == {"facebook"}
    assert found.counts["facebook"] == 2


def test_loss_and_return_are_seen_by_telling() -> None:
    found = story()
    assert any(found.failing)
    assert any(found.returning)


def test_an_outage_of_another_day_is_told_so() -> None:
    found = story(TEXT + " ২০২১ সালের ৪ অক্টোবর ছয় ঘণ্টা অচল ছিল হোয়াটসঅ্যাপ।")
    by_name = {
        mention.value.id: set(service_features(found, index, mention))
        for index, telling in enumerate(found.tellings)
        for mention in telling.services
    }
    assert {"back=True", "age=old", "age=old+fail=True"} <= by_name["whatsapp"]
    assert {"back=False", "age=16h"} <= by_name["facebook"]


def test_words_further_off_a_service_lose_their_place() -> None:
    found = story("ঢাকার বহু গ্রাহক জানান ফেসবুক আজ সকালে কোথাও খুলছে না।", title="খবর")
    index = next(i for i, telling in enumerate(found.tellings) if telling.services)
    names = set(service_features(found, index, found.tellings[index].services[0]))
    assert {"b1=জানান", "a1=আজ", "a2=সকালে", "bf=গ্রাহ", "af=কোথাও"} <= names
    assert not any(name.startswith(("b2=", "a3=")) for name in names)


def test_features_of_a_mention_do_not_grow_with_the_article() -> None:
    short, long = story(), story(TEXT + " ঢাকায় আজ বৃষ্টি।" * 200)
    for found in (short, long):
        index = next(i for i, telling in enumerate(found.tellings) if telling.times)
        assert len(time_features(found, index, found.tellings[index].times[0])) < 300


def test_no_article_is_no_error() -> None:
    assert "bias" in article_features(Story.of([], None))
