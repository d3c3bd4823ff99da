"""Where a byline ends and the story begins, and that the story's own times are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.article import from_row
from bibhrat.bylines import byline_end
from bibhrat.clauses import clauses
from bibhrat.extractor import annotate, told
from bibhrat.text import fold

STORY = "ফেসবুক অচল হয়ে পড়েছে।"


def rest(text: str, *, leading: bool = True) -> str:
    folded = fold(text).text
    return folded[byline_end(folded, 0, leading=leading) :]


@pytest.mark.parametrize(
    "byline",
    [
        "নিজস্ব প্রতিবেদক, ঢাকা\n",
        "নিজস্ব প্রতিবেদক | ঢাকা | প্রকাশ: ৫ মার্চ ২০২৪, ২২:১০\n",
        "নিজস্ব সংবাদদাতা, কলকাতা: ",
        "স্টাফ রিপোর্টার : ",
        "বরগুনা প্রতিনিধি\n\n",
        "অনলাইন ডেস্ক || ",
        "ঢাকা, ৫ মার্চ: ",
        "ঢাকা, ৫ মার্চ – ",
        "লন্ডন, ৫ মার্চ (বার্তা সংস্থা)—",
        "ঢাকা, ২০ ফাল্গুন\n",
        "ঢাকা, ৫ মার্চ, ২০২৪: ",
        "প্রকাশিত: ১০:১০ পিএম, ৫ মার্চ ২০২৪\n",
        "প্রকাশ: ৫ মার্চ ২০২৪ | ২২:১০ | আপডেট: ৫ মার্চ ২০২৪ | ২২:৪০ ",
        "Update: 2024-03-05 16:10 GMT\n",
        "Desk Reporter March 5, 2024 10:10 PM IST\n",
        "(ছবিটি প্রতীকী)\n",
        "স্টাফ করেসপন্ডেন্ট, সিলেট\n",
        "৫ মার্চ ২০২৪ ২২:১০ | আপডেট: ৫ মার্চ ২০২৪ ২২:৪০\n",
        "প্রকাশিত: ১০:১০ অপরাহ্ণ, মার্চ ৫, ২০২৪\n",
        "রোববার, ১৯ বৈশাখ ১৪২৮\n",
    ],
)
def test_the_story_begins_behind(byline: str) -> None:
    assert rest(byline + STORY) == fold(STORY).text


@pytest.mark.parametrize(
    "text",
    [
        "৫ মার্চ: ফেসবুক অচল হয়ে পড়ে।",
        "রাত ৯টা ৪০: ফেসবুক অচল হয়ে পড়ে।",
        "রাত ১০:০৫ — ফেসবুক অচল হয়ে পড়ে।",
        "রোববার (১৯ জানুয়ারি) সকাল সাড়ে ৯টা: ফেসবুক অচল হয়ে পড়ে।",
        "৫ মার্চ রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।",
        "ঢাকা, চট্টগ্রাম ও সিলেট: তিন শহরেই ইন্টারনেট নেই।",
        "ব্যাংকের একজন প্রতিনিধি জানান: সার্ভার অচল।",
        "মঙ্গলবার, ৫ মার্চ রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।",
    ],
)
def test_a_story_that_opens_with_a_time_has_no_byline(text: str) -> None:
    assert rest(text) == fold(text).text


def test_below_the_lead_only_a_stamp_with_its_word_is_one() -> None:
    assert rest("আপডেট: ৫ মার্চ ২০২৪, ২২:১০\nসেবা ফেরে।", leading=False) == fold("সেবা ফেরে।").text
    assert rest("আপডেট: রাত ১১টায় সেবা ফেরে।", leading=False).startswith("আপডেট")
    assert rest("বরগুনা প্রতিনিধি\nসেবা ফেরে।", leading=False).startswith("বরগুনা")


def test_the_sentence_behind_is_the_first() -> None:
    text = fold(f"ফেসবুক অচল\nনিজস্ব প্রতিবেদক\nঢাকা, ৫ মার্চ: {STORY} পরে সচল হয়।").text
    assert [clause.sentence for clause in clauses(text)] == [0, -1, -1, 1, 2]
    assert [clause.link for clause in clauses(text)] == [False, True, True, False, False]


def test_nothing_in_a_byline_is_told() -> None:
    article = from_row(
        {"id": "a", "title": "ফেসবুক অচল", "text": f"আপডেট: ৫ মার্চ ২০২৪, ২২:১০\n{STORY}"}
    )
    byline = told(article, annotate(article))[1]
    assert byline.clause.byline
    assert not (byline.times or byline.services or byline.cues)


@given(st.text(alphabet="ঢাকা৫মার্চ:|-, \n।প্রতিনিধি", max_size=200), st.booleans())
def test_a_byline_ends_inside_the_text(text: str, leading: bool) -> None:
    assert 0 <= byline_end(text, 0, leading=leading) <= len(text)


@pytest.mark.parametrize(
    ("line", "stamp"),
    [("Desk Reporter 5 March 2024 10:10 PM\n", True), ("Facebook, WhatsApp, Instagram\n", False)],
)
def test_a_line_of_latin_letters_is_a_stamp_where_it_has_a_date(line: str, stamp: bool) -> None:
    assert rest(line + STORY, leading=False) == fold("" if stamp else line).text + fold(STORY).text


@pytest.mark.parametrize("leading", [True, False])
@pytest.mark.parametrize(
    "line", ["০৬:০০ পিএম, ২৭ মে ২০২৪ সোমবার", "সোমবার, ২৭ মে ২০২৪", "২৭শে মে, ২০২৪"]
)
def test_a_line_that_is_nothing_but_a_date_is_a_stamp(line: str, leading: bool) -> None:
    assert rest(line, leading=leading) == ""
    assert rest(f"{line}\n{STORY}", leading=leading).strip() == fold(STORY).text


@pytest.mark.parametrize("line", ["২৭ মে ২০২৪ সোমবার অচল", "২৭ মে সোমবার", "২০২৪"])
def test_a_line_with_more_or_less_than_a_date_is_the_story(line: str) -> None:
    assert rest(line, leading=False) == fold(line).text
