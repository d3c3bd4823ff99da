"""Speed of the temporal tagger as ratios from one run, and whether time grows with length only.

    python benchmarks/temporal.py [articles]

Prints articles per second of `tag`, of spaCy's blank("bn") tokenizer and, where it is
installed, of dateparser's `search_dates` on the same text, and for hostile text the cost per
character against that of ordinary text.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

import spacy

from bibhrat.temporal import tag

PUBLISHED = datetime(2024, 3, 6, 10)
# About eight expressions in 2,700 characters, as in ordinary news.
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
    "ক", "।",
)  # fmt: skip
HOSTILE_LENGTH = 1 << 20


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


def main(count: int) -> None:
    """Run everything once."""
    random_ = random.Random(7)  # not for secrets
    words = vocabulary(random_)
    texts = [article(random_, words) for _ in range(count)]
    tag(texts[0], published_at=PUBLISHED)
    ours = count / min(seconds(lambda t: tag(t, published_at=PUBLISHED), texts) for _ in range(3))
    report("bibhrat.temporal.tag", ours, ours)
    blank = spacy.blank("bn")
    report("spacy blank('bn').make_doc", count / seconds(blank.make_doc, texts), ours)
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
    ordinary = " ".join(texts)[:HOSTILE_LENGTH]
    base = seconds(lambda t: tag(t, published_at=PUBLISHED), [ordinary]) / len(ordinary)
    print(f"ordinary text: {base * 1e9:.0f} ns a character")
    for piece in HOSTILE:
        text = (piece * (HOSTILE_LENGTH // len(piece) + 1))[:HOSTILE_LENGTH]
        cost = seconds(lambda t: tag(t, published_at=PUBLISHED), [text]) / len(text)
        print(f"1 MiB of {piece!r:14} costs {cost / base:6.2f} x ordinary text a character")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
