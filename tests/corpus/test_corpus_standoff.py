"""Stand-off labels: found in text order, put onto the article that they are about."""

from itertools import groupby
from pathlib import Path

import pytest

from bibhrat.corpus import LabelledArticle, MentionLabel, TimexLabel
from bibhrat.corpus.heads import format_head
from bibhrat.corpus.marked import MarkedError, read_file
from bibhrat.corpus.marked import parse as parse_marked
from bibhrat.corpus.marks import format_label
from bibhrat.corpus.spelling import double, respell, single
from bibhrat.corpus.standoff import parse

SAMPLE = Path(__file__).parent / "sample.txt"
ARTICLES = {article.id: article for article in parse_marked(read_file(SAMPLE))}


def standoff(article: LabelledArticle) -> str:
    """The labels of an article as a second labeller would write them."""
    head = [
        line
        for line in format_head(article)
        if line.startswith(("outage:", "event:", "not_affected:"))
    ]
    labels: list[TimexLabel | MentionLabel] = [*article.timexes, *article.mentions]
    labels.sort(key=lambda label: (label.start, label.end))
    lines = []
    for (start, end), group in groupby(labels, key=lambda label: (label.start, label.end)):
        found = list(group)
        timexes = [label for label in found if isinstance(label, TimexLabel)]
        mentions = [label for label in found if isinstance(label, MentionLabel)]
        label = format_label(timexes[0] if timexes else None, mentions)
        lines.append(f"{article.body[start:end]}\t{label}")
    return "\n".join([f"=== {article.id}", *head, "---", *lines, ""])


def test_labels_come_back() -> None:
    text = "\n".join(standoff(article) for article in ARTICLES.values())
    assert parse(text, ARTICLES) == list(ARTICLES.values())


def test_either_spelling_is_found() -> None:
    article = ARTICLES["s-001"]
    stored = respell(article, single)
    assert stored.body != article.body
    assert parse(double(standoff(article)), {article.id: stored}) == [stored]


def test_whole_words_come_first() -> None:
    (base,) = parse_marked(
        "=== a-1\ntz: Asia/Dhaka\npublished_at: 2024-03-06T10:00\noutage: false\n---\n"
        "সমাজের খবর\nআজকের কাগজে আছে, আজ মেটার অ্যাপ মে মাসে আসছে।\n"
    )
    labels = "=== a-1\noutage: false\n---\nআজ\tT:2024-03-06\nমে\tT:2024-05\n"
    (article,) = parse(labels, {"a-1": base})
    assert [article.body[t.start - 1 : t.end + 1] for t in article.timexes] == [" আজ ", " মে "]


def test_order_wins_over_whole_words() -> None:
    (base,) = parse_marked(
        "=== a-1\ntz: Asia/Dhaka\npublished_at: 2024-03-06T10:00\noutage: false\n---\n"
        "ফেসবুকহীন দিন\nআজ ফেসবুক ফিরেছে।\n"
    )
    labels = "=== a-1\noutage: false\n---\nফেসবুক\tS:facebook/source\nআজ\tT:2024-03-06\n"
    (article,) = parse(labels, {"a-1": base})
    assert article.mentions[0].start == 0


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ("=== x-9\noutage: false\n---\n", "x:1: x-9: no article of this id"),
        ("=== s-003\noutage: false\n", "s-003: no --- line"),
        ("=== s-003\n---\n", "outage: missing"),
        ("=== s-003\noutage: true\n---\n", "outage: true, with 0 event lines"),
        ("=== s-003\noutage: false\ncolour: red\n---\n", "x:3: s-003: unknown key 'colour'"),
        ("=== s-003\noutage: false\n---\nমঙ্গলবার T:2022-05-10\n", "x:4: s-003: expected char"),
        ("=== s-003\noutage: false\n---\nবুধবার\tT:2022-05-11\n", "x:4: s-003: 'বুধবার' is not"),
        (
            "=== s-003\noutage: false\n---\nকয়েক দিন\tT:PXD\nমঙ্গলবার\tT:2022-05-10\n",
            "x:5: s-003: 'মঙ্গলবার' is not in the text behind",
        ),
        ("=== s-003\noutage: false\n---\nমঙ্গলবার\tT:2022@start1\n", "there are 0 events"),
        ("=== s-003\noutage: false\n---\nমঙ্গলবার\tDATE\n", "x:4: s-003: unknown label"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(labels: str, message: str) -> None:
    with pytest.raises(MarkedError) as caught:
        parse(labels, ARTICLES, "x")
    assert message in str(caught.value)


def test_an_article_labelled_twice() -> None:
    text = standoff(ARTICLES["s-003"])
    with pytest.raises(MarkedError, match="labelled twice"):
        parse(text + text, ARTICLES)
