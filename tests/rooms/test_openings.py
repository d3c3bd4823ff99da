"""Training reads the opening of an article as a report of its own, where it is one."""

import json
from pathlib import Path
from typing import Any

from bibhrat.train.examples import Labelled, answer, examples, read, versions

TITLE = "ফেসবুক অচল"
SENTENCES = [
    "মঙ্গলবার রাত ৯টায় ফেসবুক অচল হয়ে পড়ে।",
    "কারণ জানা যায়নি।",
    "প্রতিষ্ঠানটি কিছু বলেনি।",
    "ব্যবহারকারীরা বিরক্ত।",
    "বাজারে আলুর দাম বেড়েছে।",
    "কাল বৃষ্টি হতে পারে।",
]


def labelled(tmp_path: Path, sentences: list[str], *, outage: bool = True) -> Labelled:
    text = " ".join(sentences)
    body = f"{TITLE}\n{text}"
    mentions: list[dict[str, Any]] = []
    for label, word in (("affected", "ফেসবুক অচল হয়ে"), ("outage", "অচল হয়ে")):
        if outage and word in body:
            start = body.index(word)
            end = start + len(word)
            mentions.append({"start": start, "end": end, "label": label, "id": None, "event": 0})
    row = {"id": "a", "title": TITLE, "text": text, "outage": outage, "events": []}
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({**row, "mentions": mentions}, ensure_ascii=False), encoding="utf-8")
    (found,) = read(file)
    return found


def test_the_opening_has_four_sentences(tmp_path: Path) -> None:
    whole, opening = versions(labelled(tmp_path, SENTENCES))
    assert whole.article.text == " ".join(SENTENCES)
    assert opening.article.text == " ".join(SENTENCES[:4])
    assert answer(opening) == "outage"
    assert len(opening.gold["mentions"]) == 2


def test_a_short_article_is_its_own_opening(tmp_path: Path) -> None:
    assert len(versions(labelled(tmp_path, SENTENCES[:4]))) == 1


def test_an_opening_that_does_not_tell_the_loss_teaches_nothing(tmp_path: Path) -> None:
    late = [*SENTENCES[1:], SENTENCES[0]]
    assert len(versions(labelled(tmp_path, late))) == 1


def test_the_opening_of_other_news_is_other_news(tmp_path: Path) -> None:
    _, opening = versions(labelled(tmp_path, SENTENCES[1:], outage=False))
    assert answer(opening) == "none"


def test_only_the_question_whether_it_is_a_report_reads_openings(tmp_path: Path) -> None:
    article = labelled(tmp_path, SENTENCES)
    assert len(versions(article)) == 2
    times = [m for telling in article.story.tellings for m in telling.times]
    assert len(list(examples("time_role", [article]))) == len(times)
