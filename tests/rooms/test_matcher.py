"""Names in every case, spelling and joint; and words that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat import lexicon
from bibhrat.catalogue import catalogue
from bibhrat.matcher import Matcher, longest, skeleton
from bibhrat.text import fold


def found(phrase: str, text: str) -> list[str]:
    """The stretches of a text in which one phrase is found."""
    folded = fold(text)
    matches = longest(Matcher([(phrase, phrase)]).find(skeleton(folded.text)))
    return [text[slice(*folded.span(m.start, m.end))] for m in matches]


@pytest.mark.parametrize(
    "word",
    [
        "মেসেঞ্জারে",
        "মেসেঞ্জারের",
        "মেসেঞ্জারকে",
        "মেসেঞ্জারও",
        "মেসেঞ্জারই",
        "মেসেঞ্জারেও",
        "মেসেঞ্জারেই",
        "মেসেঞ্জারেরও",
        "মেসেঞ্জারটি",
        "মেসেঞ্জারটির",
        "মেসেঞ্জারসহ",
        "মেসেঞ্জারগুলো",
        "মেসেঞ্জারগুলোর",
        "মেসেঞ্জারগুলোতেও",
    ],
)
def test_case_endings_stack(word: str) -> None:
    assert found("মেসেঞ্জার", f"আজ {word} সমস্যা") == [word]


@pytest.mark.parametrize("word", ["ঢাকায়", "ঢাকায়ও", "ঢাকার", "ঢাকাকে", "ঢাকাতেও"])
def test_endings_behind_a_vowel(word: str) -> None:
    assert found("ঢাকা", f"আজ {word} সমস্যা") == [word]


@pytest.mark.parametrize("word", ["এক্স-এর", "এক্স'র", "এক্স’র", "এক্স–এর", "এক্স-এ", "এক্স-কে"])
def test_an_ending_behind_a_hyphen_or_an_apostrophe(word: str) -> None:
    assert found("এক্স", f"গতকাল {word} সমস্যা") == [word]


@pytest.mark.parametrize("word", ["মেসেঞ্জারওয়ালা", "মেসেঞ্জারহীন", "মেসেঞ্জারক", "উপমেসেঞ্জার"])
def test_what_is_no_ending_is_another_word(word: str) -> None:
    assert found("মেসেঞ্জার", word) == []


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("ইনস্টাগ্রাম", "ইন্সটাগ্রাম"),
        ("ইনস্টাগ্রাম", "ইনষ্টাগ্রাম"),
        ("ইনস্টাগ্রাম", "ইনস্টাগ্ৰাম".replace("ৰ", "র")),
        ("গ্রামীণফোন", "গ্রামীনফোন"),
        ("গ্রামীণফোন", "গ্রামিণফোন"),
        ("কেব্ল", "কেবল"),
        ("কেব্ল", "কেব্\u200cল"),
        ("কেবল", "কেব্\u200dল"),
        ("ইউটিউব", "ঈউটিঊব"),
        ("রক্ষণাবেক্ষণ", "রক্ষনাবেক্ষণ"),
        ("অ্যাজুর", "অ্যাযুর"),
    ],
)
def test_spellings_that_writers_do_not_keep_apart(listed: str, written: str) -> None:
    assert found(listed, f"দুপুরে {written} অচল") == [written]


def test_a_name_of_many_parts_ends_with_its_last_letter() -> None:
    name = "ন্যাশনাল পেমেন্টস কর্পোরেশন অব ইন্ডিয়া"
    assert found(name, f"{name} (এনপিসিআই) বলেছে") == [name]


@pytest.mark.parametrize("written", ["গুগল পে", "গুগল-পে", "গুগলপে", "গুগল–পে", "গুগল\u00a0পে"])
def test_the_parts_of_a_name_joined_hyphenated_or_spaced(written: str) -> None:
    assert found("গুগল পে", f"আজ {written} বন্ধ") == [written]
    assert found("গুগল-পে", f"আজ {written} বন্ধ") == [written]


@pytest.mark.parametrize("written", ["হোয়াটসঅ্যাপ", "হোয়াটস অ্যাপ", "হোয়াটস-অ্যাপ", "হোয়াটস্অ্যাপে"])
def test_a_name_that_opens_again_with_a_vowel(written: str) -> None:
    assert found("হোয়াটসঅ্যাপ", f"{written} অচল") == [written]


@pytest.mark.parametrize("written", ["এশিয়ান পেইন্টস পোর্টাল", "এশিয়ান-পেইন্টস পোর্টাল"])
def test_a_name_of_three_parts(written: str) -> None:
    assert found("এশিয়ান পেইন্টস পোর্টাল", written) == [written]


@pytest.mark.parametrize(("phrase", "text"), [("রবি", "রবিবার"), ("রবি", "রবীন্দ্র"), ("জিও", "ভূজিও")])
def test_a_name_inside_a_word_is_none(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


@pytest.mark.parametrize("text", ["(ফেসবুক)", "‘ফেসবুক’", "ফেসবুক, ", "ফেসবুক।", "#ফেসবুক", "\nফেসবুক\n"])
def test_punctuation_is_a_word_border(text: str) -> None:
    assert found("ফেসবুক", text) == ["ফেসবুক"]


def test_latin_in_any_case() -> None:
    assert found("WhatsApp", "আজ whatsapp ও WHATSAPP-এ") == ["whatsapp", "WHATSAPP-এ"]


def test_a_stem_takes_the_rest_of_its_word() -> None:
    assert found("থমক~", "সেবা থমকে দাঁড়ায়") == ["থমকে"]


def test_an_exact_form_takes_no_ending() -> None:
    assert found("নেই.", "সংযোগ নেই, নেইও না") == ["নেই"]


def test_a_photo_credit_glued_to_its_caption() -> None:
    glued = Matcher([("রয়টার্স", 1)], glued=lambda payload: True)
    text = skeleton(fold("সেবা সচল হয়েছেরয়টার্স\nপরে বন্ধ").text)
    assert len(glued.find(text)) == 1
    assert Matcher([("রয়টার্স", 1)]).find(text) == []


def test_glued_only_at_the_end_of_a_line() -> None:
    glued = Matcher([("রয়টার্স", 1)], glued=lambda payload: True)
    assert glued.find(skeleton(fold("হয়েছেরয়টার্স বলছে").text)) == []


def test_the_longer_name_wins() -> None:
    matcher = Matcher([("ফেসবুক", "facebook"), ("ফেসবুক লাইট", "facebook-lite")])
    matches = longest(matcher.find(skeleton(fold("ফেসবুক লাইটে সমস্যা").text)))
    assert [m.payload for m in matches] == ["facebook-lite"]


def test_both_owners_of_one_spelling_are_told() -> None:
    matcher = Matcher([("এয়ারটেল", "in"), ("এয়ারটেল", "bd")])
    matches = longest(matcher.find(skeleton(fold("এয়ারটেলের সেবা").text)))
    assert {m.payload for m in matches} == {"in", "bd"}


# --- any name, any endings, any text ----------------------------------------------------------

ENTRIES = [
    (key, entry) for file in lexicon.names("services") for key, entry in lexicon.load(file).items()
]
BANGLA = [
    (key, spelling)
    for key, entry in ENTRIES
    for spelling in entry["bn"]
    if spelling[-1] not in ")." and not spelling[-1].isascii()
]
LATIN = [
    (key, spelling)
    for key, entry in ENTRIES
    for spelling in (entry["name"], *entry.get("latin", ()))
    if spelling[-1].isalnum()
]
AFTER_CONSONANT = ["", "ে", "ের", "েও", "েরও", "কে", "টি", "টিতে", "গুলোতেও", "ও", "ই"]
AFTER_VOWEL = ["", "র", "রও", "তে", "তেও", "কে", "টি", "টির", "গুলো", "গুলোতেও", "ও", "ই"]
AROUND = st.text(alphabet="কখগসময় ও,।০১২", max_size=20)


def is_consonant(letter: str) -> bool:
    return "ক" <= letter <= "হ" or letter in "\u09bc\u09df\u09dc\u09dd"


@given(st.sampled_from(BANGLA), AROUND, AROUND, st.data())
def test_any_name_with_any_endings_in_any_text(
    name: tuple[str, str], before: str, after: str, data: st.DataObject
) -> None:
    key, spelling = name
    endings = AFTER_CONSONANT if is_consonant(spelling[-1]) else AFTER_VOWEL
    word = spelling + data.draw(st.sampled_from(endings))
    if data.draw(st.booleans()):
        word = word.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc")
    if data.draw(st.booleans()):
        at = data.draw(st.integers(1, len(word) - 1))
        if word[at] not in "\u09bc":
            word = word[:at] + data.draw(st.sampled_from(["\u200c", "\u200d"])) + word[at:]
    if data.draw(st.booleans()):
        word = word.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    text = f"{before} {word} {after}"
    folded = fold(text)
    matches = catalogue().matcher.find(skeleton(folded.text))
    spans = [folded.span(m.start, m.end) for m in matches if m.payload.service.id == key]
    start = len(before) + 1
    assert (start, start + len(word)) in spans


LATIN_ENDINGS = ["", "-এর", "-এ", "-কে", "-ও", "’এর", "-এরও"]


@given(st.sampled_from(LATIN), AROUND, AROUND, st.sampled_from(LATIN_ENDINGS), st.booleans())
def test_any_latin_name_in_any_case(
    name: tuple[str, str], before: str, after: str, ending: str, lower: bool
) -> None:
    key, spelling = name
    word = (spelling.lower() if lower else spelling) + ending
    text = f"{before} {word} {after}"
    folded = fold(text)
    matches = catalogue().matcher.find(skeleton(folded.text))
    spans = [folded.span(m.start, m.end) for m in matches if m.payload.service.id == key]
    start = len(before) + 1
    assert (start, start + len(word)) in spans
