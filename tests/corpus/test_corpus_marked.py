"""Marked text: read strictly, written without loss."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibhrat.corpus import LabelError, LabelledArticle, MentionLabel, TimexLabel, from_row
from bibhrat.corpus.heads import FormError, format_event, read_event
from bibhrat.corpus.marked import MarkedError, format_article, format_articles, parse, read_file
from bibhrat.corpus.marks import read_label
from bibhrat.errors import StopError

SAMPLE = Path(__file__).parent / "sample.txt"
HEAD = "=== a-1\nsource: s\ntz: Asia/Dhaka\npublished_at: 2024-03-06T10:00\noutage: false\n"
EVENT = "event: primary; type=outage; status=ongoing; services=facebook\n"


def sample() -> list[LabelledArticle]:
    return parse(read_file(SAMPLE), "sample.txt")


def test_the_sample_comes_back_to_the_byte() -> None:
    assert format_articles(sample()) == read_file(SAMPLE)


def test_what_a_mark_means() -> None:
    first = sample()[0]
    assert first.body[:14] == "দেড় ঘণ্টা পর ফি"[:14]
    start = next(m for m in first.mentions if m.label == "start" and m.event == 0)
    assert first.body[start.start : start.end] == "মঙ্গলবার (৫ মার্চ) রাত ৯টার"
    assert first.events[0].start == "2024-03-05T21:00"
    assert first.events[0].start_approx
    assert not first.events[0].end_approx
    assert first.timexes[-1].type == "SET"
    assert [t.type for t in first.timexes[:3]] == ["TIME", "TIME", "DURATION"]
    assert all(first.body[t.start : t.end] == t.text for t in first.timexes)


def test_an_exclamation_mark_is_kept_as_outside() -> None:
    second = sample()[1]
    assert second.outside == {"haor-pay"}
    assert second.events[0].services == ("bkash", "haor-pay")
    assert {m.id for m in second.mentions if not m.outside and m.id} == {"bkash", "nagad"}


def test_the_json_form_comes_back() -> None:
    for article in sample():
        row = article.to_row()
        assert from_row(row) == article
        assert list(row)[:3] == ["id", "url", "source"]
        assert all(set(mention) == set(row["mentions"][0]) for mention in row["mentions"])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("শিরোনাম\n[[আজ|T:2024-03-06", "unclosed mark"),
        ("শিরোনাম\n[[আজ [[ফেসবুক|S:x/source]]", "inside a mark"),
        ("শিরোনাম\nআজ|T:2024-03-06]]", "]] without [["),
        ("শিরোনাম\n[[আজ]]", "expected [[characters|label]]"),
        ("শিরোনাম\n[[|T:2024]]", "expected [[characters|label]]"),
        ("শিরোনাম\n[[ আজ|T:2024]]", "expected [[characters|label]]"),
        ("শিরোনাম\n[[আজ|X:2024]]", "unknown label 'X:2024'"),
        ("শিরোনাম\n[[আজ|T:]]", "no value"),
        ("শিরোনাম\n[[আজ|T:2024@begin1]]", "unknown role 'begin1'"),
        ("শিরোনাম\n[[আজ|T:2024@start]]", "unknown role 'start'"),
        ("শিরোনাম\n[[মেটা|S:meta]]", "expected S:id/role"),
        ("শিরোনাম\n[[মেটা|S:meta/owner]]", "unknown role 'owner'"),
        ("শিরোনাম\n[[মেটা|S:meta/operator1]]", "unknown role 'operator1'"),
        ("শিরোনাম\n[[ডাউন|C:outage]]", "unknown role 'outage'"),
        ("শিরোনাম\n[[ডাউন|C:broken1]]", "unknown role 'broken1'"),
        ("শিরোনাম\n[[ডাউন|C:outage1,outage1]]", "repeated"),
        ("শিরোনাম\n[[ডাউন|C:outage1]]", "there are 0 events"),
        ("শিরোনাম\n[[ক|S:x!/source]] [[খ|S:x/source]]", "with ! in one place"),
        ("শিরোনাম\r\nলেখা", "carriage return"),
        ("\n\n", "no title"),
    ],
)
def test_a_broken_body_is_named_with_its_place(body: str, message: str) -> None:
    with pytest.raises(MarkedError) as caught:
        parse(f"{HEAD}---\n{body}\n", "file.txt")
    (problem,) = caught.value.problems
    assert problem.startswith("file.txt:")
    assert ": a-1: " in problem
    assert message in problem


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("colour: blue\n", "file.txt:6: a-1: unknown key 'colour'"),
        ("tz: Asia/Kolkata\n", "file.txt:6: a-1: tz: repeated"),
        ("style:\n", "file.txt:6: a-1: style: empty"),
        ("not_affected: meta:owner\n", "expected id:role"),
        ("not_affected: meta:operator\n", "has no mark S:meta/operator"),
        (EVENT, "outage: false, with 1 event lines"),
        ("event: primary; type=outage\n", "file.txt:6: a-1: event: no status"),
        ("event: primary; type=outage; status=ongoing; colour=blue\n", "unknown slot 'colour'"),
        ("event: primary; type=outage; type=outage; status=ongoing\n", "slot type repeated"),
        ("event: primary; type=outage; status=ongoing; start=~\n", "slot start is empty"),
        ("event: first; type=outage; status=ongoing\n", "begins with primary or background"),
    ],
)
def test_a_broken_head_is_named_with_its_place(head: str, message: str) -> None:
    with pytest.raises(MarkedError, match=r"file\.txt:\d+: a-1: ") as caught:
        parse(f"{HEAD}{head}---\nশিরোনাম\nলেখা\n", "file.txt")
    assert message in str(caught.value)


def test_files_are_checked_as_a_whole() -> None:
    article = f"{HEAD}---\nশিরোনাম\nলেখা\n"
    for text, message in [
        (article + article, "file.txt:9: a-1: duplicate id"),
        (HEAD, "no --- line"),
        ("hello\n" + article, "file.txt:1: text before"),
        ("=== a b\n", "=== needs one id"),
        (HEAD.replace("tz: Asia/Dhaka\n", "") + "---\nক\n", "tz: missing"),
        (HEAD.replace("false", "maybe") + "---\nক\n", "expected true or false"),
    ]:
        with pytest.raises(MarkedError) as caught:
            parse(text, "file.txt")
        assert message in str(caught.value)


def test_the_first_problem_of_every_article_is_told() -> None:
    broken = f"{HEAD}---\nশিরোনাম\n[[আজ\n"
    with pytest.raises(MarkedError) as caught:
        parse(broken + broken.replace("a-1", "a-2"), "file.txt")
    assert [p.split(": ")[1] for p in caught.value.problems] == ["a-1", "a-2"]


def test_a_line_number_points_at_the_mark() -> None:
    with pytest.raises(MarkedError, match=r"^file\.txt:9: a-1"):
        parse(f"{HEAD}---\nশিরোনাম\n\n[[আজ|Q]]\n", "file.txt")


def test_notes_of_the_labeller_are_passed_over() -> None:
    (article,) = parse(f"{HEAD}note: কঠিন\n---\nশিরোনাম\nলেখা\n")
    assert article.title == "শিরোনাম"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"cannot be read"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(StopError, match="not UTF-8"):
        read_file(tmp_path / "bad.txt")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "লেখা\n"}, "text would come back changed"),
        ({"text": "[[লেখা"}, "unclosed"),
        ({"title": ""}, "title would come back changed"),
        ({"text": "ক\n=== b-2\nখ"}, "no marked text"),
        ({"not_affected": ("a:operator",)}, "no marked text"),
        ({"timexes": (TimexLabel("লে", 4, 6, "TIME", "2024-03-05"),)}, "timexes would come back"),
        ({"mentions": (MentionLabel(4, 6, "start", event=0),)}, "labels that one mark cannot"),
        (
            {
                "mentions": (
                    MentionLabel(4, 7, "source", "x"),
                    MentionLabel(5, 8, "source", "x"),
                )
            },
            "overlaps",
        ),
    ],
)
def test_what_the_form_cannot_hold_is_refused(change: dict[str, object], message: str) -> None:
    (article,) = parse(f"{HEAD}---\nশির\nলেখা আছে\n")
    with pytest.raises(LabelError, match="a-1: no marked text") as caught:
        format_article(replace(article, **change))  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_two_roles_of_one_span() -> None:
    timex, roles = read_label("T:2024-03-05T21:00@start1,end2", 0, 4, "রাত ")
    assert timex is not None
    assert [(role.label, role.event) for role in roles] == [("start", 0), ("end", 1)]


IDS = st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
WORDS = st.text("কখগঘ়য়ািত্ab1২ |.।(😀", min_size=1, max_size=8).filter(lambda w: w == w.strip())
LABELS = st.one_of(
    st.sampled_from(
        [
            "T:2024-03-05T21:00@start1", "T:PT40M@duration1,duration2", "T:2024", "SET:P1D",
            "T:PAST_REF@end2", "C:outage1", "C:cause1,outage2", "C:place2",
        ]
    ),
    st.builds(
        "S:{}{}/{}".format,
        st.just("known"),
        st.just(""),
        st.sampled_from(["affected1", "reported2", "operator", "affected1,affected2", "source"]),
    ),
    st.builds(
        "S:{}!/{}".format,
        IDS.filter(lambda i: i != "known"),
        st.sampled_from(["affected2", "monitor", "unaffected"]),
    ),
)  # fmt: skip
PIECES = st.lists(st.tuples(WORDS, LABELS, st.sampled_from([" ", "\n", "। ", "\n\n"])), max_size=8)


@settings(deadline=None)  # speed is not the subject, and CI machines stall
@given(pieces=PIECES, title=WORDS, hedged=st.booleans(), text=WORDS)
def test_reading_and_writing_are_inverse(
    pieces: list[tuple[str, str, str]], title: str, hedged: bool, text: str
) -> None:
    hedge = "~" if hedged else ""
    marked = (
        HEAD.replace("false", "true")
        + EVENT.replace("\n", f"; start=2024-03-05{hedge}; scope=BD:ঢাকা,BD\n")
        + "event: background; type=shutdown; status=unknown; reported=x; duration=PTXH~\n---\n"
        + title.replace("=", "")
        + "\n"
        + "".join(f"[[{words}|{label}]]{gap}" for words, label, gap in pieces)
        + text
        + "\n"
    )
    articles = parse(marked)
    written = format_articles(articles)
    assert parse(written) == articles
    assert format_articles(parse(written)) == written
    assert [from_row(article.to_row()) for article in articles] == articles


@given(
    st.builds(
        "primary; type={}; status=resolved; services={}; start=2024-03-05T21:00{}; scope={}".format,
        st.sampled_from(["outage", "maintenance"]),
        st.lists(IDS, min_size=1, max_size=3, unique=True).map(",".join),
        st.sampled_from(["", "~"]),
        st.sampled_from(["global", "BD", "BD:ঢাকা,IN"]),
    )
)
def test_an_event_line_comes_back(line: str) -> None:
    assert format_event(read_event(line)) == line


def test_an_event_line_with_an_unknown_slot() -> None:
    with pytest.raises(FormError, match="unknown slot"):
        read_event("primary; type=outage; status=ongoing; when=now")
