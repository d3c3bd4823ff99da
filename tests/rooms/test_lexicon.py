"""Every entry of every vocabulary file: clean text, known keys, one owner for each spelling."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bibhrat.lexicon
from bibhrat import places
from bibhrat.lexicon import load, names
from bibhrat.matcher import skeleton
from bibhrat.text import fold

FOLDER = Path(bibhrat.lexicon.__file__).parent
FILES = {str(path.relative_to(FOLDER)): path for path in sorted(FOLDER.rglob("*.toml"))}
ENTRIES: list[tuple[str, str, dict[str, Any]]] = [
    (file, key, entry) for file in names("services") for key, entry in load(file).items()
]
IDS = [key for _, key, _ in ENTRIES]
BY_ID = {key: entry for _, key, entry in ENTRIES}

KEYS = {"name", "bn", "latin", "operator", "kind", "country", "ambiguous", "in_group"}
KINDS = {
    *("ai", "airline", "airport", "app-store", "bank", "broadcaster", "cable", "cdn", "cloud"),
    *("company", "device", "education", "email", "exchange", "food", "game", "generic"),
    *("government", "health", "infrastructure", "isp", "media", "messaging", "mobile-money"),
    *("monitor", "music", "payments", "power", "regulator", "satellite", "search", "shopping"),
    *("social", "software", "telecom", "ticketing", "transport", "video"),
}
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# র‍্যা cannot be written without its joiner: র্যা is another letter.
NEEDED_JOINER = "র\u200d\u09cd\u09af"
BANGLA = re.compile("[\u0985-\u09b9\u09df]")


def lists(node: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(node, list):
        yield path, node
    elif isinstance(node, dict):
        for key, below in node.items():
            yield from lists(below, f"{path}.{key}")


def flat(entries: list[Any]) -> list[str]:
    """The words of a list; spellings of one thing may stand in a list of their own."""
    return [word for entry in entries for word in (entry if isinstance(entry, list) else [entry])]


LISTS = {
    file: [(path, flat(found)) for path, found in lists(load(file.removesuffix(".toml")), "")]
    for file in FILES
    if not file.startswith("temporal/")  # tests/temporal reads these lists word by word
}
# Matched letter by letter in raw text, where a Latin capital is another letter.
RAW = ("gate.toml",)


def spellings(entry: dict[str, Any]) -> list[str]:
    return [entry["name"], *entry["bn"], *entry.get("latin", ())]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_in_normal_form(file: str) -> None:
    raw = FILES[file].read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", raw)


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_no_invisible_character(file: str) -> None:
    raw = FILES[file].read_text(encoding="utf-8").replace(NEEDED_JOINER, "র")
    assert INVISIBLE.search(raw) is None


@pytest.mark.parametrize("file", FILES)
def test_no_line_of_a_file_ends_in_a_space(file: str) -> None:
    lines = FILES[file].read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    "file",
    LISTS,
)
def test_no_word_stands_twice_in_a_list(file: str) -> None:
    doubled: dict[str, set[str]] = {}
    for path, words in LISTS[file]:
        same = words if file in RAW else [fold(word).text for word in words]
        if len(set(same)) < len(same):
            doubled[path] = {word for word in same if same.count(word) > 1}
    assert doubled == {}


@pytest.mark.parametrize("file", LISTS)
def test_no_word_is_empty_or_padded(file: str) -> None:
    words = [word for _, found in LISTS[file] for word in found]
    assert [word for word in words if not word or word != word.strip() or "  " in word] == []


@pytest.mark.parametrize("file", ["cues", "symptoms"])
def test_a_cue_list_holds_words_and_nothing_else(file: str) -> None:
    keys = {path.rsplit(".", 1)[1] for path, _ in lists(load(file), file)}
    assert keys == {"words"}


def test_a_cause_has_words_and_pairs_of_two_sides() -> None:
    for category, table in load("causes").items():
        assert set(table) <= {"words", "pair"}, category
        for pair in table.get("pair", {}).values():
            assert set(pair) == {"first", "second"}, category


def test_categories_of_causes_are_those_of_the_record() -> None:
    record = "technical_fault cable_cut power_failure cyberattack government_order other overload"
    more = "software_update configuration maintenance natural_disaster payment_dispute"
    assert set(load("causes")) == {*record.split(), *more.split()}


def test_ids_are_unique_over_all_files() -> None:
    assert sorted(set(IDS)) == sorted(IDS)


def test_ids_are_kebab_case() -> None:
    assert [key for key in IDS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key)] == []


@pytest.mark.parametrize("file", names("services"))
def test_entries_have_known_keys_only(file: str) -> None:
    wrong = {key: set(entry) - KEYS for key, entry in load(file).items() if set(entry) - KEYS}
    assert wrong == {}


@pytest.mark.parametrize("file", names("services"))
def test_entries_have_a_name_a_known_kind_and_a_bangla_spelling(file: str) -> None:
    for key, entry in load(file).items():
        assert entry["name"], key
        assert entry["kind"] in KINDS, key
        assert any(BANGLA.search(spelling) for spelling in entry["bn"]), key


def test_operators_and_groups_are_in_the_catalogue() -> None:
    named = {
        (key, other)
        for _, key, entry in ENTRIES
        for other in (entry.get("operator"), *entry.get("in_group", ()))
        if other is not None
    }
    assert {(key, other) for key, other in named if other not in BY_ID} == set()


def test_nobody_operates_itself() -> None:
    assert [key for _, key, entry in ENTRIES if entry.get("operator") == key] == []


def test_countries_are_two_capitals() -> None:
    codes = {code for _, _, entry in ENTRIES for code in entry.get("country", ())}
    codes |= set(load("places")["country"]) | set(load("places")["inside"])
    assert [code for code in codes if not re.fullmatch("[A-Z]{2}", code)] == []


def test_what_is_marked_ambiguous_is_a_spelling_of_its_entry() -> None:
    for _, key, entry in ENTRIES:
        assert set(entry.get("ambiguous", ())) <= set(spellings(entry)), key


def test_no_unambiguous_spelling_has_two_owners() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for _, key, entry in ENTRIES:
        for spelling in spellings(entry):
            if spelling not in entry.get("ambiguous", ()):
                owners[skeleton(fold(spelling).text).text].add(key)
    assert {bones: ids for bones, ids in owners.items() if len(ids) > 1} == {}


def test_a_place_belongs_to_one_country() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for table in ("country", "inside"):
        for code, words in load("places")[table].items():
            for word in flat(words):
                owners[skeleton(fold(word).text).text].add(code)
    for word in load("places")["both_sides"]["words"]:
        owners[skeleton(fold(word).text).text].add("both")
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_no_place_stands_under_two_spellings() -> None:
    for code, entries in load("places")["inside"].items():
        bones = [skeleton(fold(one).text).text for one in entries if isinstance(one, str)]
        assert [bone for bone, count in Counter(bones).items() if count > 1] == [], code


def test_only_places_inside_a_country_have_spellings_in_a_list_of_their_own() -> None:
    nested = {
        (file, path)
        for file in LISTS
        for path, found in lists(load(file.removesuffix(".toml")), "")
        if any(isinstance(entry, list) for entry in found)
    }
    assert {(file, path.split(".")[1]) for file, path in nested} == {("places.toml", "inside")}


def test_spellings_in_a_list_of_their_own_are_two_or_more_of_one_place() -> None:
    for code, entries in load("places")["inside"].items():
        for spellings in (entry for entry in entries if isinstance(entry, list)):
            assert len(spellings) > 1, spellings
            assert all(isinstance(spelling, str) for spelling in spellings), spellings
            for spelling in spellings:
                found = places.find(skeleton(fold(spelling).text), "Asia/Dhaka")
                assert [place.value for place in found] == [f"{code}:{spellings[0]}"]


def test_every_bangla_consonant_has_a_latin_letter() -> None:
    assert set(load("roman")["consonants"]) <= set(load("roman")["letters"])


def test_loanwords_and_letters_are_romanised_to_plain_latin() -> None:
    for table in ("letters", "loanwords"):
        for word, latin in load("roman")[table].items():
            assert re.fullmatch("[a-z]*", latin), word
    for table in ("translations", "names", "places"):
        for word, latin in load("roman")[table].items():
            assert re.fullmatch("[a-z]+(?:-[a-z]+)*", latin), word


def test_a_word_has_one_latin_spelling() -> None:
    tables = ("loanwords", "translations", "names", "places")
    words = [fold(word).text for table in tables for word in load("roman")[table]]
    assert sorted(words) == sorted(set(words))


def test_what_is_a_service_itself_could_be_taken_for_an_owner() -> None:
    parts = load("context")["parts"]
    assert {BY_ID[id_]["kind"] for id_ in parts["itself"]} <= set(parts["kinds"])


def test_every_institution_is_named_once_and_has_a_kebab_case_id() -> None:
    institutions = load("context")["parts"]["institutions"]
    assert len({fold(word).text for word in institutions}) == len(institutions)
    for word, latin in institutions.items():
        assert re.fullmatch("[a-z]+(?:-[a-z]+)*", latin), word
