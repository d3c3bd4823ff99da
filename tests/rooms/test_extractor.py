"""The whole house: one article in, records out, and a name for every drop."""

from dataclasses import replace

import pytest

import bibhrat
from bibhrat import extractor
from bibhrat.article import from_row
from bibhrat.evaluate.labels import Gold, GoldArticle
from bibhrat.evaluate.systems import run_bibhrat
from bibhrat.extractor import annotate, extract
from bibhrat.learned import judge
from bibhrat.profile import Profile, read_profile
from rooms.house import article, rules_profile
from support import ORDINARY, OUTAGE


def with_tables(profile: Profile, **tables: dict[str, object]) -> Profile:
    """A profile with some keys of some tables changed."""
    changed = {key: getattr(profile, key).model_copy(update=v) for key, v in tables.items()}
    return profile.model_copy(update=changed)


DEFAULT = read_profile()


def test_an_outage_is_not_dropped() -> None:
    done = extract(from_row(OUTAGE), DEFAULT)
    assert done.dropped is None
    assert len(done.records) == 1
    assert done.annotation is not None


def test_not_bangla() -> None:
    done = extract(article("It came back at ten.", title="Facebook is down"), DEFAULT)
    assert (done.records, done.dropped, done.annotation) == ((), "not_bangla", None)


def test_gate() -> None:
    done = extract(from_row(ORDINARY), DEFAULT)
    assert (done.records, done.dropped, done.annotation) == ((), "gate", None)


#: A report that is long enough to be judged by its words first.
LONG = {
    **OUTAGE,
    "title": "ভোগান্তিতে ব্যবহারকারীরা",
    "text": OUTAGE["text"] + "\n" + "পরে এ নিয়ে আর কিছু জানা যায়নি। " * 60,
}


def shut(profile: Profile) -> str | None:
    """Why an outage is dropped by a judge whose first look promises nothing."""
    stern = replace(judge(), thresholds={**judge().thresholds, "glance": 1.1})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractor, "judge", lambda folder: stern)
        done = extract(from_row(LONG), profile)
    assert done.dropped is None or done.annotation is None
    return done.dropped


def test_glance() -> None:
    assert shut(DEFAULT) == "glance"


def test_no_glance_without_models_or_gate() -> None:
    assert shut(rules_profile()) is None
    assert shut(with_tables(DEFAULT, gate={"enabled": False})) is None


def test_no_outage() -> None:
    told = article("ফেসবুকে সমস্যা হলে হোয়াটসঅ্যাপে জানান।", title="যোগাযোগ")
    done = extract(told, rules_profile())
    assert (done.records, done.dropped) == ((), "no_outage")
    assert done.annotation is not None


def test_no_outage_for_the_models_either() -> None:
    told = article("ফেসবুকে সমস্যা হলে হোয়াটসঅ্যাপে জানান।", title="যোগাযোগ")
    assert extract(told, DEFAULT).records == ()


def test_below_confidence() -> None:
    profile = with_tables(DEFAULT, records={"min_confidence": 1.0})
    done = extract(from_row(OUTAGE), profile)
    assert (done.records, done.dropped) == ((), "below_confidence")


def test_an_open_gate_lets_everything_in() -> None:
    profile = with_tables(DEFAULT, gate={"enabled": False})
    assert extract(from_row(ORDINARY), profile).dropped == "no_outage"


def test_what_was_annotated_before_the_gates_passes_them_all_the_same() -> None:
    stern = replace(judge(), thresholds={**judge().thresholds, "glance": 1.1})
    told = from_row(LONG)
    item = GoldArticle(told, True, (), frozenset(), None, None, None, None)
    gold = Gold("gold.jsonl", (item,), "")
    nlp = bibhrat.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractor, "judge", lambda folder: stern)
        assert extract(told, DEFAULT, annotation=annotate(told)).dropped == "glance"
        assert run_bibhrat(gold).predictions[told.id].events == ()
        assert nlp(told.body)._.outages == []


PAST = "\n২০২১ সালের ৪ অক্টোবর ফেসবুক, ইনস্টাগ্রাম ও হোয়াটসঅ্যাপ ছয় ঘণ্টা বন্ধ ছিল।"


def test_background_is_told_or_left_out_as_the_profile_says() -> None:
    told = from_row({**OUTAGE, "text": OUTAGE["text"] + PAST})
    both = extract(told, rules_profile()).records
    news = extract(told, with_tables(rules_profile(), records={"background": False})).records
    assert [record.primary for record in both] == [True, False]
    assert news == both[:1]


def test_the_primary_comes_first() -> None:
    told = from_row({**OUTAGE, "text": OUTAGE["text"] + PAST})
    first, *others = extract(told, DEFAULT).records
    assert first.primary
    assert not any(record.primary for record in others)


def test_a_guessed_name_made_of_a_time_is_no_name() -> None:
    found = annotate(article("দুপুর আড়াইটায় নেটওয়ার্ক অচল হয়ে পড়ে।"))
    assert all("আড়াই" not in service.value.name_bn for service in found.services)


def test_annotations_count_in_the_folded_body() -> None:
    read = article("\u200cফেসবুকে ঢোকা যা\u200dচ্ছে না।", title="শিরোনাম")
    found = annotate(read)
    (facebook,) = [m for m in found.services if m.value.id == "facebook"]
    assert read.folded.text[facebook.start : facebook.end] == "ফেসবুকে"


@pytest.mark.parametrize("text", ["", " ", "।।।", "\n\n\n", "‘’", "<p></p>"])
def test_empty_shapes_are_no_outage(text: str) -> None:
    profile = with_tables(rules_profile(), gate={"enabled": False})
    assert extract(article(text, title="।"), profile).dropped == "no_outage"


def test_the_same_article_gives_the_same_records() -> None:
    assert extract(from_row(OUTAGE), DEFAULT).records == extract(from_row(OUTAGE), DEFAULT).records
