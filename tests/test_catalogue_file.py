import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bibhrat import services_command
from bibhrat.catalogue import Catalogue, catalogue
from bibhrat.catalogue_file import (
    MOST_SHOWN,
    CatalogueError,
    check,
    merge,
    read_catalogue,
    read_entries,
    shipped,
)
from bibhrat.errors import StopError
from bibhrat.matcher import skeleton
from bibhrat.services import find
from bibhrat.services_command import search
from bibhrat.text import fold
from support import ROOT

OWN = """\
# Ours.
[padma-portal]
name = "Padma Portal"
bn = ["পদ্মা পোর্টাল", "পদ্মাপোর্ট"]
latin = ["PadmaPort"]
kind = "government"
operator = "padma-soft"
country = ["BD"]

[padma-soft]
name = "Padma Soft"
bn = ["পদ্মা সফট"]
kind = "company"

[facebook]
bn = ["ফেইচবুক"]
"""

Extra = Callable[[str], Path]


@pytest.fixture
def extra(tmp_path: Path) -> Extra:
    def write(text: str) -> Path:
        path = tmp_path / "EXTRA.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def ids(text: str, known: Catalogue | None = None) -> list[str]:
    folded = fold(text).text
    return [mention.value.id for mention in find(folded, skeleton(folded), known)]


# --- reading --------------------------------------------------------------------------------


def test_own_services_are_found_with_endings_and_variants(extra: Extra) -> None:
    known = read_catalogue(extra(OWN))
    assert ids("পদ্মা পোর্টালে ঢোকা যাচ্ছে না", known) == ["padma-portal"]
    assert ids("পদ্মা-পোর্টালও বন্ধ", known) == ["padma-portal"]
    assert ids("ফেইচবুকে সমস্যা", known) == ["facebook"]
    assert "facebook" not in ids("ফেইচবুকে সমস্যা")


def test_shipped_services_stay(extra: Extra) -> None:
    merged = read_catalogue(extra(OWN))
    assert merged.by_id.keys() - catalogue().by_id.keys() == {"padma-portal", "padma-soft"}
    assert ids("ফেসবুক ও হোয়াটসঅ্যাপ বন্ধ", merged) == ["facebook", "whatsapp"]
    assert merged.by_id["facebook"].name_bn == "ফেসবুক"
    assert merged.by_id["padma-portal"].operator == "padma-soft"


def test_reading_changes_nothing_shipped(extra: Extra) -> None:
    before = json.dumps(shipped(), sort_keys=True)
    read_catalogue(extra(OWN))
    assert json.dumps(shipped(), sort_keys=True) == before


def test_own_names_are_for_the_gate_without_ordinary_words(extra: Extra) -> None:
    text = OWN + 'ambiguous = ["ফেইচবুক"]\n'
    assert read_catalogue(extra(text)).own_names == {
        "Padma Portal",
        "পদ্মা পোর্টাল",
        "পদ্মাপোর্ট",
        "PadmaPort",
        "Padma Soft",
        "পদ্মা সফট",
    }


def test_a_value_is_replaced_and_a_list_goes_on() -> None:
    base = {"a": {"name": "A", "bn": ["ক"], "kind": "bank", "country": ["BD"]}}
    got = merge(base, {"a": {"name": "AA", "bn": ["খ"], "operator": "b"}, "c": {"name": "C"}})
    assert got == {
        "a": {
            "name": "AA",
            "bn": ["ক", "খ"],
            "kind": "bank",
            "country": ["BD"],
            "operator": "b",
        },
        "c": {"name": "C", "bn": []},
    }


def test_a_whole_shipped_file_is_itself_a_good_file() -> None:
    for path in sorted((ROOT / "pipeline/bibhrat/lexicon/services").glob("*.toml")):
        assert check(path) == []


def test_an_empty_file_adds_nothing(extra: Extra) -> None:
    assert read_catalogue(extra("")).by_id == catalogue().by_id


def test_a_byte_order_mark_is_passed_over(extra: Extra) -> None:
    assert read_entries(extra("\ufeff" + OWN)).keys() == {"padma-portal", "padma-soft", "facebook"}


# --- mistakes -------------------------------------------------------------------------------

GOOD = '[my-bank]\nname = "My Bank"\nbn = ["আমাদের ব্যাংক"]\nkind = "bank"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD + 'kin = "x"\n', "5: [my-bank] kin: unknown key; did you mean 'kind'?"),
        (
            GOOD.replace('"bank"', '"banks"'),
            "4: [my-bank] kind: unknown kind 'banks'; did you mean 'bank'?",
        ),
        (GOOD.replace('"My Bank"', "7"), "2: [my-bank] name: a text is needed, got 7"),
        (
            GOOD.replace('["আমাদের ব্যাংক"]', '"ক"'),
            "3: [my-bank] bn: a list of texts is needed, got 'ক'",
        ),
        (
            '\n[my-bank]\nbn = ["আমাদের ব্যাংক"]\nkind = "bank"\n',
            "2: [my-bank] name is missing; a new service needs name and kind",
        ),
        (
            GOOD + 'operator = "facebok"\n',
            "5: [my-bank] operator: no service has the id 'facebok'; did you mean 'facebook'?",
        ),
        (
            GOOD + 'operator = "my-bank"\n',
            "5: [my-bank] operator: a service does not run itself; leave it out",
        ),
        (
            GOOD + 'in_group = ["meta-platform"]\n',
            "5: [my-bank] in_group: no group has the id 'meta-platform'; "
            "did you mean 'meta-platforms'?",
        ),
        (
            GOOD + 'country = ["BD", "Bangladesh"]\n',
            "5: [my-bank] country: an ISO code like 'BD' is needed, got 'Bangladesh'",
        ),
        (
            GOOD + 'ambiguous = ["ব্যাংক"]\n',
            "5: [my-bank] ambiguous: 'ব্যাংক' is not in name, bn or latin",
        ),
        (
            GOOD.replace('["আমাদের ব্যাংক"]', '[\n  "আমাদের ব্যাংক",\n  "Bank of Us",\n]'),
            "5: [my-bank] bn: no Bangla letter in 'Bank of Us'; Latin spellings go to latin",
        ),
        (
            GOOD + 'latin = ["মাইব্যাংক"]\n',
            "5: [my-bank] latin: Bangla letters in 'মাইব্যাংক'; they go to bn",
        ),
        (
            GOOD + 'latin = ["My Bank Inc."]\n',
            "5: [my-bank] latin: 'My Bank Inc.' ends with '.', which means something else in "
            "word lists",
        ),
        (GOOD + 'latin = ["--"]\n', "5: [my-bank] latin: no letter in '--'"),
        (GOOD + 'latin = [" MB"]\n', "5: [my-bank] latin: a space at the border of ' MB'"),
        (
            GOOD + 'latin = ["Q"]\n',
            "5: [my-bank] latin: 'Q' is one letter; list it under ambiguous, too",
        ),
        (
            GOOD.replace("আমাদের ব্যাংক", "ফেসবুক"),
            "3: [my-bank] bn: 'ফেসবুক' is already a spelling of facebook",
        ),
        (
            GOOD + GOOD.replace("my-bank", "our-bank"),
            "6: [our-bank] name: 'My Bank' is already a spelling of my-bank",
        ),
        (
            GOOD.replace("my-bank", '"My_Bank"'),
            "1: [My_Bank] an id has only a–z, 0–9 and single hyphens, like 'my-bank'",
        ),
        ('name = "x"\n', "1: [name] a table [id] is needed, got 'x'"),
    ],
)
def test_a_mistake_has_its_place(extra: Extra, text: str, expected: str) -> None:
    path = extra(text)
    assert f"{path}:{expected}" in [str(problem) for problem in check(path)]
    with pytest.raises(CatalogueError):
        read_catalogue(path)


def test_toml_that_is_none_has_its_line(extra: Extra) -> None:
    (problem,) = check(extra('[a]\nname = "x\n'))
    assert problem.line == 2
    assert problem.message.startswith("not TOML: ")


def test_an_id_twice_is_no_toml(extra: Extra) -> None:
    (problem,) = check(extra(GOOD + GOOD))
    assert problem.message.startswith("not TOML: ")


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "EXTRA.toml"
    path.write_bytes(b"# \xff")
    (problem,) = check(path)
    assert str(problem) == f"{path}: not UTF-8 at byte 2"


def test_deep_nesting_is_a_mistake(extra: Extra) -> None:
    (problem,) = check(extra("a = " + "[" * 100_000))
    assert problem.message.startswith("not TOML: ")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"no\.toml: cannot be read: No such file"):
        read_catalogue(tmp_path / "no.toml")


def test_all_mistakes_are_told_in_order_up_to_a_number(extra: Extra) -> None:
    text = "".join(f'[s-{n}]\nname = "S {n}"\nkind = "x"\n' for n in range(MOST_SHOWN + 5))
    path = extra(text)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(path)
    assert [problem.line for problem in caught.value.problems] == [
        3 * n + 3 for n in range(MOST_SHOWN + 5)
    ]
    shown = str(caught.value).splitlines()
    assert len(shown) == MOST_SHOWN + 1
    assert shown[-1] == "… and 5 more"


# --- bibhrat services -----------------------------------------------------------------------


def call(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    services_command.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["services", *map(str, arguments)])
    return int(options.command(options))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("facebook", "facebook"),
        ("FaceBook", "facebook"),
        ("ফেসবুক", "facebook"),
        ("ফেশবূক", "facebook"),
        ("হোয়াটস অ্যাপ", "whatsapp"),
        ("হোয়াটসঅ্যাপ", "whatsapp"),
        ("agrani-bank", "agrani-bank"),
        ("অগ্রণী ব্যাংক", "agrani-bank"),
        ("AIBL", "al-arafah-islami-bank"),
    ],
)
def test_a_name_comes_first(query: str, first: str) -> None:
    assert search(shipped(), query)[0][0] == first


def test_the_beginning_of_a_name_is_before_its_middle() -> None:
    entries = {
        key: {"name": name, "bn": [], "kind": "bank"}
        for key, name in (("a", "The Tree Bank"), ("b", "Tree Bank"), ("c", "Tree"), ("d", "No"))
    }
    assert [id_ for id_, _ in search(entries, "tree")] == ["c", "b", "a"]


def test_operator_kind_and_country_by_query() -> None:
    entries = shipped()
    assert {"facebook", "whatsapp"} <= {id_ for id_, _ in search(entries, "meta")}
    assert "agrani-bank" in {id_ for id_, _ in search(entries, "bank")}
    assert "agrani-bank" in {id_ for id_, _ in search(entries, "BD")}


def test_filters_are_exact() -> None:
    entries = shipped()
    found = search(entries, kind="bank", country="bd")
    assert found
    assert all(entry["kind"] == "bank" and "BD" in entry["country"] for _, entry in found)
    assert {entry["operator"] for _, entry in search(entries, operator="meta")} == {"meta"}
    assert len(search(entries)) == len(entries)


def test_json_lines(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("ফেসবুক", "--kind", "social", "--json") == 0
    first = json.loads(capfdbinary.readouterr().out.splitlines()[0])
    assert (first["id"], first["operator"], first["kind"]) == ("facebook", "meta", "social")
    assert "ফেসবুক" in first["bn"]


def test_a_pipe_gets_columns(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("agrani-bank") == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0].split("\t") == ["id", "name", "bn", "latin", "kind", "operator", "country"]
    assert lines[1].split("\t") == [
        "agrani-bank", "Agrani Bank", "অগ্রণী ব্যাংক", "", "bank", "", "BD",
    ]  # fmt: skip


def test_own_services_are_searched(extra: Extra, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("পদ্মা", "পোর্টাল", "--catalogue", extra(OWN), "--json") == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "padma-portal"


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("qqqqqq") == 1
    assert capsys.readouterr().err == "no service matches\n"


def test_a_word_that_is_found_by_itself_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("qqqqqq", "বিকাশ") == 1
    assert capsys.readouterr().err == "no service matches all of it; by itself: বিকাশ\n"


def test_a_kind_that_is_none() -> None:
    with pytest.raises(StopError, match="--kind bnk: kinds are ai, airline"):
        call("--kind", "bnk")


def test_check_says_what_is_wrong(extra: Extra, capsys: pytest.CaptureFixture[str]) -> None:
    path = extra(GOOD.replace('"bank"', '"banks"'))
    assert call("--check", path) == 1
    assert capsys.readouterr().err == (
        f"{path}:4: [my-bank] kind: unknown kind 'banks'; did you mean 'bank'?\n{path}: 1 problem\n"
    )
    assert call("--check", extra(OWN)) == 0
    assert capsys.readouterr().err == f"{path}: no problems\n"
