"""bnlp by choice: offsets kept, no network, nothing executed from a file."""

import pickle
import socket
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bibhrat
from bibhrat.article import from_row
from bibhrat.corpus import read
from bibhrat.errors import ProfileError, StopError
from bibhrat.extractor import extract, recogniser_of
from bibhrat.profile import read_profile
from bibhrat.text import fold
from bibhrat.train import train
from bibhrat.with_bnlp import library
from bibhrat.with_bnlp.model_file import crfsuite_bytes
from bibhrat.with_bnlp.recogniser import Recogniser, sentences
from bibhrat.with_bnlp.text import clean, tokens
from support import OUTAGE

ROOT = Path(__file__).parent.parent.parent
BANGLA = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0980, max_codepoint=0x09FF),
        st.sampled_from(" \n.,।‘’“”\u200c\u200d\u00a0&;½ﬁ…"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)

if find_spec("bnlp") is None:
    pytest.skip("bnlp-toolkit is not installed", allow_module_level=True)


# --- the library ------------------------------------------------------------------------------


def test_importing_bnlp_opens_no_connection_says_nothing_and_leaves_its_tests_alone() -> None:
    script = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from bibhrat.with_bnlp.library import module\n"
        "module('bnlp.tokenizer.basic', 'a test')\n"
        "import nltk; assert nltk.download.__module__.startswith('nltk'), nltk.download\n"
        "assert 'tests' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_missing_library_is_one_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nltk", None)
    library.module.cache_clear()
    with pytest.raises(StopError, match=r"a test needs nltk: .*'bibhrat\[bnlp\]'"):
        library.module("bnlp.core", "a test")


# --- cleaner and tokenizer --------------------------------------------------------------------


@settings(deadline=None)  # the first call imports bnlp
@given(BANGLA)
def test_every_character_of_cleaned_text_comes_from_somewhere_in_order(text: str) -> None:
    cleaned = clean(text)
    spans = [cleaned.span(index, index + 1) for index in range(len(cleaned.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    for (start, end), character in zip(spans, cleaned.text, strict=True):
        if end - start == 1 and text[start] == character:
            continue
        assert character in clean(text[start:end]).text


@settings(deadline=None)
@given(BANGLA)
def test_what_the_cleaner_leaves_alone_maps_to_itself(text: str) -> None:
    cleaned = clean(text)
    if cleaned.text == text:
        assert all(cleaned.span(i, i + 1) == (i, i + 1) for i in range(len(text)))


def test_a_letter_taken_apart_is_whole_in_the_original() -> None:
    cleaned = clean("নেই ‘সম\u09dfের’ অ্যাপ")
    start = cleaned.text.index("সময")
    assert cleaned.text[start : start + 4] == "সময\u09bc"  # য় as NFKC has it
    assert cleaned.original[slice(*cleaned.span(start, start + 3))] == "সম\u09dfে"
    whole = cleaned.original[slice(*cleaned.span(start, len(cleaned.text)))]
    assert whole == "সম\u09dfের’ অ্যাপ"


@pytest.mark.parametrize("text", ["&amp;", "ক&amp;খ", "ﬁ", "½", "\ufeff"])
def test_what_changes_over_letters_maps_as_a_whole(text: str) -> None:
    cleaned = clean(f"আগে {text} পরে")
    after = cleaned.text.index("পরে")
    assert cleaned.original[slice(*cleaned.span(after, after + 3))] == "পরে"
    assert cleaned.original[slice(*cleaned.span(0, 3))] == "আগে"


@settings(deadline=None)
@given(BANGLA)
def test_tokens_are_the_text_without_its_spaces(text: str) -> None:
    found = tokens(text)
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_a_stand_in_of_the_tokenizer_is_only_a_word() -> None:
    text = "ক XTEMPDOT খ. গ"
    assert [text[s:e] for s, e in tokens(text)] == ["ক", "XTEMPDOT", "খ.", "গ"]


def test_records_of_cleaned_articles_point_at_what_came_in(tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('[text]\ncleaner = "bnlp"\n', encoding="utf-8")
    text = "মঙ্গলবার রাত ৯টা\u09df ‘ফেসবুকে’ ঢুকতে পারেননি তাঁরা। ৪০ মিনিট পর সচল হ\u09df, জানা\u09df মেটা।"
    changed = {**OUTAGE, "text": text}
    assert len(clean(text).text) == len(text) + 3
    for row in (OUTAGE, changed):
        (plain,) = bibhrat.extract(row)
        (record,) = bibhrat.extract(row, profile=profile)
        assert record == plain


def test_an_unknown_cleaner_is_refused(tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('[text]\ncleaner = "soap"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"text\.cleaner"):
        read_profile(profile)


def test_the_tokenizer_serves_the_spacy_pipeline() -> None:
    nlp: Any = bibhrat.load(config={"nlp.tokenizer": {"@tokenizers": "bibhrat_bnlp.v1"}})
    doc = nlp(OUTAGE)
    assert doc.text == f"{OUTAGE['title']}\n{OUTAGE['text']}"
    assert doc._.outages == bibhrat.extract(OUTAGE)
    own = {(token.idx, token.idx + len(token)) for token in doc if not token.is_space}
    assert own == set(tokens(doc.text))


# --- the recogniser ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tagger of 60 articles: enough to find names, in a second."""
    folder = tmp_path_factory.mktemp("bnlp")
    for split, count in (("train", 60), ("dev", 5)):
        whole = (ROOT / f"corpora/outages/{split}.jsonl").read_bytes().splitlines(keepends=True)
        (folder / f"{split}.jsonl").write_bytes(b"".join(whole[:count]))
    scores = train(ROOT / "configs/train/bnlp.toml", folder, folder / "model")
    assert scores["f1"] > 0.3
    return folder / "model" / "names.crfsuite"


def test_only_the_bare_model_is_kept(trained: Path) -> None:
    assert [path.name for path in trained.parent.iterdir()] == ["names.crfsuite"]
    assert trained.read_bytes().startswith(b"lCRF")
    assert crfsuite_bytes(trained) == trained.read_bytes()


class _Trap:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (socket.gethostbyname, ("pickles.must.not.run.invalid",))


def test_a_pickle_gives_its_model_and_runs_nothing(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(socket, "gethostbyname", ran.append)
    model = trained.read_bytes()
    (tmp_path / "pickled").write_bytes(pickle.dumps([_Trap(), {"data": model}]))
    assert crfsuite_bytes(tmp_path / "pickled") == model
    (tmp_path / "trap").write_bytes(pickle.dumps(_Trap()))
    with pytest.raises(StopError, match="trap: neither a CRFsuite model nor a pickle"):
        crfsuite_bytes(tmp_path / "trap")
    assert not ran


@pytest.mark.parametrize("cut", [4, 40, -1])
def test_a_broken_model_is_refused(trained: Path, tmp_path: Path, cut: int) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(trained.read_bytes()[:cut])
    with pytest.raises(StopError, match=r"broken: the CRFsuite model is cut off or broken"):
        Recogniser(broken)


@pytest.mark.parametrize(("content", "says"), [(b"", "neither"), (b"\x80\x04", "neither")])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(StopError, match=says):
        Recogniser(tmp_path / "other")
    with pytest.raises(StopError, match="nowhere: cannot be read"):
        Recogniser(tmp_path / "nowhere")


def test_it_finds_names_where_the_profile_says_so(trained: Path) -> None:
    profile = trained.parent.parent / "p.toml"
    profile.write_text('[services]\nrecogniser = "model/names.crfsuite"\n', encoding="utf-8")
    chosen = read_profile(profile)
    finder = recogniser_of(chosen)
    assert finder is not None
    found, differing = 0, 0
    for labelled in read(ROOT / "corpora/outages/train.jsonl")[:60]:
        article = from_row(labelled.to_row())
        text = article.folded.text
        for name in finder(text):
            assert name.start < name.stem_end <= name.end
            assert not {"\n", "।"} & set(text[name.start : name.end])
            found += 1
        annotation = extract(article, chosen).annotation
        plain = extract(article, read_profile()).annotation
        if annotation is not None and plain is not None:
            differing += annotation.services != plain.services
    assert found > 100
    assert differing > 0


def test_a_sentence_ends_with_its_line() -> None:
    text = fold("ফেসবুক ডাউন\nআজ সকালে। পরে সচল").text
    words = [[text[s:e] for s, e in own] for own in sentences(text)]
    assert words == [["ফেসবুক", "ডাউন"], ["আজ", "সকালে", "।"], ["পরে", "সচল"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[bnlp]\nnames = "some"\n', "expected 'all' or 'outside'"),
        ("[other]\n", "one of the tables"),
        ("[", "c.toml"),
    ],
)
def test_a_config_that_says_nothing_useful_is_refused(
    tmp_path: Path, content: str, says: str
) -> None:
    config = tmp_path / "c.toml"
    config.write_text(content, encoding="utf-8")
    with pytest.raises(StopError, match=says):
        train(config, ROOT / "corpora/outages", tmp_path)


def test_what_is_held_out_is_not_trained_on(tmp_path: Path) -> None:
    lines = (ROOT / "corpora/outages/dev.jsonl").read_bytes().splitlines(keepends=True)
    for split in ("train", "dev"):
        (tmp_path / f"{split}.jsonl").write_bytes(b"".join(lines[:2]))
    config = ROOT / "configs/train/linear.toml"
    with pytest.raises(StopError, match=r"labelled twice; .*dev\.jsonl or another file has it"):
        train(config, tmp_path, tmp_path)
    row = orjson.loads(lines[0])
    (tmp_path / "extra.jsonl").write_bytes(orjson.dumps({**row, "id": "new"}))
    (tmp_path / "train.jsonl").write_bytes(b"")
    with pytest.raises(StopError, match=r"new: its incident .* is in .*dev\.jsonl, too"):
        train(config, tmp_path, tmp_path, extra=[tmp_path / "extra.jsonl"])
