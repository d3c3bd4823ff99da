"""Speed of the temporal tagger as ratios from one run, and whether time grows with length only.

    python benchmarks/temporal.py [--articles FILE.jsonl] [count]

Prints articles per second of `tag`, of spaCy's blank("bn") tokenizer and, where it is
installed, of dateparser's `search_dates` on the same text, and for hostile text the cost per
character against that of ordinary text. The articles are made up unless a file has some, one
JSON object a line with `title` and `text`; each is read once, by all in the same order.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import spacy

from bibhrat.temporal import tag

PUBLISHED = datetime(2024, 3, 6, 10)
# About a dozen expressions in 2,700 characters; ordinary news has eight.
TEMPORAL = (
    "মঙ্গলবার (৫ মার্চ) রাত সাড়ে ৯টার দিকে",
    "প্রায় ৪০ মিনিট পর",
    "রাত সোয়া ১০টায়",
    "গত বছরের ৯ অক্টোবর",
    "শুক্রবার রাত ১২টা থেকে সকাল ৬টা পর্যন্ত",
    "২০২১ সালে",
    "আজ সকালে",
    "গত ২৪ ঘণ্টায়",
)
ONSETS = "কখগঘচজটডতথদধনপবভমযরলশসহ"
VOWELS = ("", "া", "ি", "ী", "ু", "ে", "ো", "্র", "্য")
VOCABULARY = 60_000
ARTICLE_LENGTH = 2700
HOSTILE = (
    "৯টা ", ")", "১", "১ ", "১,", "১-", "(", "সোমবার ", "১ থেকে ", "এক হাজার ", "শুক্র, ", "প্রায় ", "৫ ও ",
    "ক", "।", "সোমবার রাত ৯টা থেকে রাত ১০টা পর্যন্ত ",
)  # fmt: skip
HOSTILE_LENGTH = 1 << 20
# Nothing but expressions, each with a value of its own: the dearest text there is.
DENSE: dict[str, Callable[[random.Random], str]] = {
    "hours at random": lambda r: f"{r.randint(1, 12)}টা ",
    "nights at random": lambda r: f"রাত {r.randint(1, 12)}টা {r.randint(1, 59)} মিনিটে, ",
    "dates at random": lambda r: f"{r.randint(1, 28)} {r.choice(('মার্চ', 'মে', 'জুন'))} ",
    "weekdays at random": lambda r: r.choice(("সোমবার ", "মঙ্গলবার ", "বুধবার ")),
}


def vocabulary(random_: random.Random) -> list[str]:
    """Words that look like Bangla, so that no tokenizer meets the same sentence twice."""
    return [
        "".join(
            random_.choice(ONSETS) + random_.choice(VOWELS) for _ in range(random_.randint(1, 4))
        )
        for _ in range(VOCABULARY)
    ]


def article(random_: random.Random, words: list[str]) -> str:
    """A text of an ordinary length and mixture."""
    parts: list[str] = []
    length = 0
    while length < ARTICLE_LENGTH:
        sentence = [words[int(random_.paretovariate(0.45)) % VOCABULARY] for _ in range(12)]
        if random_.random() < 0.25:
            sentence.insert(random_.randrange(8), random_.choice(TEMPORAL))
        parts.append(" ".join(sentence) + "।")
        length += len(parts[-1]) + 1
    return " ".join(parts)


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for one pass."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def report(name: str, per_second: float, base: float) -> None:
    """One line."""
    print(f"{name:28} {per_second:10.1f} articles/s   tag is {base / per_second:8.2f} x as fast")


def ours_on(text: str) -> object:
    """What is measured."""
    return tag(text, published_at=PUBLISHED)


def articles(path: Path, count: int) -> list[str]:
    """Title and text of the first articles of a file."""
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line, _ in zip(lines, range(count + 1), strict=False)]
    return [f"{a.get('title') or ''}\n{a.get('text') or ''}" for a in found]


def main(count: int, source: Path | None) -> None:
    """Run everything once."""
    random_ = random.Random(7)  # not for secrets
    words = vocabulary(random_)
    if source is not None:
        texts = articles(source, count)
    else:
        texts = [article(random_, words) for _ in range(count + 1)]
    # One article loads what is loaded once; the others are new to both.
    blank = spacy.blank("bn")
    first, *texts = texts
    ours_on(first)
    blank.make_doc(first)
    ours = len(texts) / seconds(ours_on, texts)
    report("bibhrat.temporal.tag", ours, ours)
    report("spacy blank('bn').make_doc", len(texts) / seconds(blank.make_doc, texts), ours)
    again = len(texts) / seconds(ours_on, texts)
    report("tag, the second time", again, again)
    report("spacy, the second time", len(texts) / seconds(blank.make_doc, texts), again)
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError:
        print("dateparser is not installed: no comparison")
    else:
        few = texts[: max(1, count // 100)]
        report(
            "dateparser search_dates",
            len(few) / seconds(lambda t: search_dates(t, languages=["bn"]), few),
            ours,
        )
    ordinary = "\n".join(texts)[:HOSTILE_LENGTH]
    base = seconds(ours_on, [ordinary]) / len(ordinary)
    print(f"ordinary text: {base * 1e9:.0f} ns a character")
    hostile = {repr(p): (p * (HOSTILE_LENGTH // len(p) + 1))[:HOSTILE_LENGTH] for p in HOSTILE}
    for name, say in DENSE.items():
        said = "".join(say(random_) for _ in range(HOSTILE_LENGTH // 4))
        hostile[name] = said[:HOSTILE_LENGTH]
    for name, text in hostile.items():
        cost = seconds(ours_on, [text]) / len(text)
        print(f"1 MiB of {name:22.22} costs {cost / base:6.2f} x ordinary text a character")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="speed of the temporal tagger, as ratios")
    parser.add_argument("count", nargs="?", type=int, default=400, help="articles (400)")
    parser.add_argument("--articles", type=Path, metavar="FILE.jsonl")
    options = parser.parse_args()
    main(options.count, options.articles)
