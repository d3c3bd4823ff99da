"""Claims → records: exact characters, stable ids, checked lengths."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.assemble import assemble
from rooms.house import article, by_rules, claimed, spans

TITLE = "ফেসবুক ডাউন, পরে সচল"
TEXT = (
    "মঙ্গলবার রাত ৯টা থেকে বিশ্বজুড়ে ফেসবুক ও মেসেঞ্জার অচল হয়ে পড়ে। কারিগরি ত্রুটির কারণে এমন হয় বলে জানায় মেটা। "
    "ইনস্টাগ্রামেও সমস্যা হচ্ছে বলে অভিযোগ করেছেন ব্যবহারকারীরা। তবে হোয়াটসঅ্যাপ সচল ছিল। "
    "৪০ মিনিট পর রাত সাড়ে ১০টায় আবার সচল হয়।"
)


def test_every_span_is_the_characters_of_its_field() -> None:
    (record,) = by_rules(TEXT, title=TITLE)
    found = spans(record)
    assert {span.field for span in found} == {"title", "text"}
    for span in found:
        assert {"title": TITLE, "text": TEXT}[span.field][span.start : span.end] == span.text


MANGLE = [
    ("য়", "\u09df"),
    ("র", "র\u200c"),
    ("৯", "9"),
    (" ", "\u00a0"),
    ("ক", "ক\u200d"),
    ("ো", "\u09c7\u09be"),
]


@given(st.sets(st.sampled_from(MANGLE)), st.integers(0, 3))
def test_spans_hold_in_mangled_text(changes: set[tuple[str, str]], spaces: int) -> None:
    title, text = TITLE, " " * spaces + TEXT
    for old, new in changes:
        title, text = title.replace(old, new), text.replace(old, new)
    (record,) = by_rules(text, title=title)
    assert {service.id for service in record.services} >= {"facebook", "messenger"}
    for span in spans(record):
        assert {"title": title, "text": text}[span.field][span.start : span.end] == span.text


def test_a_decomposed_article_gives_the_same_slots() -> None:
    def slots(text: str) -> tuple[object, ...]:
        (record,) = by_rules(text, title=TITLE)
        assert record.start
        assert record.end
        return [s.id for s in record.services], record.start.value, record.end.value

    assert slots(unicodedata.normalize("NFD", TEXT)) == slots(TEXT)


def test_a_match_over_the_border_of_the_title_is_no_evidence() -> None:
    title, text = "ফেসবুক অচল", "মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল।"
    (news,) = claimed(text, title=title)
    assert news.start is not None
    over = replace(news.start.mention, start=len(title) - 3, end=len(title) + 4)
    news.start = replace(news.start, mention=over)
    (record,) = assemble(article(text, title=title), [news])
    assert record.start is not None
    assert record.start.evidence == ()


@pytest.mark.parametrize("moved", [0, 1])
def test_a_match_at_the_border_of_the_title_is_of_its_own_field(moved: int) -> None:
    title, text = "ফেসবুক অচল", "ফেসবুক অচল"
    (news,) = claimed(text, title=title)
    at = [vote.mention for vote in news.affected["facebook"]][moved]
    news.affected = {"facebook": [v for v in news.affected["facebook"] if v.mention == at]}
    (record,) = assemble(article(text, title=title), [news])
    (span,) = record.services[0].evidence
    assert (span.field, span.start, span.end) == (["title", "text"][moved], 0, 6)


def test_an_article_without_a_title_has_spans_in_its_text() -> None:
    (record,) = by_rules(TEXT)
    assert {span.field for span in spans(record)} == {"text"}


def test_ids_are_stable() -> None:
    (first,), (again,) = by_rules(TEXT, title=TITLE), by_rules(TEXT, title=TITLE)
    assert first == again


def test_ids_depend_on_the_article_and_the_event_alone() -> None:
    past = "\n২০২১ সালের ৪ অক্টোবর ফেসবুক বন্ধ হয়ে যায়।"
    news, earlier = by_rules(TEXT + past, title=TITLE)
    (other,) = by_rules(TEXT, title=TITLE, id="b")
    (same,) = by_rules(TEXT, title="ফেসবুকে বিভ্রাট")
    assert len({news.id, earlier.id, other.id}) == 3
    assert news.id == same.id


def test_a_duration_is_computed_and_compared() -> None:
    (record,) = by_rules(TEXT, title=TITLE)
    assert record.duration is not None
    assert record.duration.stated == "PT40M"
    assert record.duration.computed == "PT1H30M"
    assert record.duration.agrees is False
    assert "duration: stated PT40M, but start–end is PT1H30M" in record.warnings


def test_a_duration_that_agrees_warns_of_nothing() -> None:
    (record,) = by_rules(TEXT.replace("৪০", "৯০"), title=TITLE)
    assert record.duration is not None
    assert record.duration.agrees is True
    assert record.warnings == ()


def test_a_duration_is_not_computed_from_days() -> None:
    (record,) = by_rules("মঙ্গলবার ফেসবুক অচল হয়ে পড়ে। বুধবার আবার সচল হয়।")
    assert record.duration is None


def test_a_stated_duration_alone_is_compared_with_nothing() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে। ৪০ মিনিট পর আবার সচল হয়।")
    assert record.duration is not None
    assert (record.duration.stated, record.duration.computed) == ("PT40M", None)
    assert record.duration.agrees is None


def test_stated_and_reported_services() -> None:
    (record,) = by_rules(TEXT, title=TITLE)
    certainty = {service.id: service.certainty for service in record.services}
    assert certainty == {"facebook": "stated", "messenger": "stated", "instagram": "reported"}


def test_what_did_not_go_down() -> None:
    (record,) = by_rules(TEXT, title=TITLE)
    assert ("whatsapp", "unaffected") in {(o.id, o.role) for o in record.not_affected}


def test_an_ordinary_word_is_no_unaffected_service() -> None:
    (record,) = by_rules(TEXT + " এতে শিক্ষার বিকাশ থমকে যায়। আর কোনো উপায় ছিল না।", title=TITLE)
    named = {o.id for o in record.not_affected} | {s.id for s in record.services}
    assert not named & {"bkash", "upay"}


def test_scope_and_cause() -> None:
    (record,) = by_rules(TEXT, title=TITLE)
    assert [place.id for place in record.scope] == ["global"]
    assert record.cause is not None
    assert record.cause.category == "technical_fault"


@pytest.mark.parametrize(("tz", "code"), [("Asia/Dhaka", "BD"), ("Asia/Kolkata", "IN")])
def test_a_service_without_a_brand_and_a_place_is_where_the_reader_is(tz: str, code: str) -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টা থেকে মোবাইল ইন্টারনেট বন্ধ।", tz=tz)
    assert [place.id for place in record.scope] == [code]


def test_a_national_service_is_in_its_country() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টা থেকে গ্রামীণফোনের নেটওয়ার্ক অচল।")
    assert [place.id for place in record.scope] == ["BD"]


def test_a_world_wide_service_without_a_place_is_nowhere_in_particular() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল।")
    assert record.scope == ()


def test_a_background_event_is_over() -> None:
    past = "\n২০২১ সালের ৪ অক্টোবর ফেসবুক বন্ধ হয়ে যায়।"
    _, earlier = by_rules(TEXT + past, title=TITLE)
    assert not earlier.primary
    assert earlier.event.status == "resolved"


def test_a_moment_covers_what_its_words_cover() -> None:
    (record,) = by_rules("মঙ্গলবার রাতে ফেসবুক অচল হয়ে পড়ে।")
    assert record.start is not None
    assert record.start.value == "2024-03-05TNI"
    assert record.start.earliest < record.start.latest
    assert record.start.earliest.endswith("+06:00")


def test_a_hedged_time_is_approximate() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টার দিকে ফেসবুক অচল হয়ে পড়ে।")
    assert record.start is not None
    assert record.start.approximate
    assert record.start.evidence[0].text == "মঙ্গলবার রাত ৯টার"


def test_without_a_publication_time_nothing_is_guessed() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।", published_at=None)
    assert record.start is None
    assert record.article.published_at is None
    assert any("published_at" in warning for warning in record.warnings)


def test_a_publication_day_stays_a_day() -> None:
    (record,) = by_rules("ফেসবুক অচল হয়ে পড়েছে।", published_at="2024-03-06")
    assert record.article.published_at == "2024-03-06"


def test_an_unknown_service_says_so() -> None:
    (record,) = by_rules("মঙ্গলবার রাত ৯টা থেকে ‘সেবাঘর’ অচল।")
    (service,) = record.services
    assert (service.id, service.in_catalogue) == ("shebaghor", False)
