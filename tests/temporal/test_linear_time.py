"""No text costs more than in proportion to its length, whatever is in it."""

import random
import time
from collections.abc import Callable
from datetime import datetime

import pytest

from bibhrat.temporal import tag

WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার")
# Each says something new every time, so that nothing is seen as a repetition.
PIECES: dict[str, Callable[[random.Random], str]] = {
    "hours": lambda r: f"{r.randint(1, 12)}টা ",
    "hours-with-a-year-before": lambda r: f"{r.randint(1, 12)}টায় ",
    "dates": lambda r: f"{r.randint(1, 28)} {r.choice(('মার্চ', 'মে'))} ",
    "ranges": lambda r: f"রাত {r.randint(1, 12)}টা থেকে ",
    "weekdays": lambda r: r.choice(WEEKDAYS) + " ",
    "open-brackets": lambda r: r.choice(WEEKDAYS) + " (",
    "closed-brackets": lambda r: r.choice(WEEKDAYS) + ") ",
    "days-in-a-list": lambda r: f"{r.randint(1, 28)} ও ",
    "days-with-commas": lambda r: f"{r.randint(1, 28)}, ",
    "thousands": lambda r: f"{r.randint(100, 999)},",
    "dotted": lambda r: f"{r.randint(1, 28)}.",
    "dashed": lambda r: f"{r.randint(1, 28)}-",
    "numbers-in-words": lambda r: r.choice(("দুই ", "তিন ")) + r.choice(("হাজার ", "লাখ ")),
    "modifiers": lambda r: r.choice(("গত ", "আগামী ", "এই ", "পরের ")),
    "that-day": lambda r: r.choice(("ওই দিন ", "পরদিন ", "আগের রাতে ", "এদিন ")),
    "that-is": lambda r: f"রাত {r.randint(1, 12)}টায় অর্থাৎ ",
    "zones": lambda r: r.choice(("ভারতীয় সময় ", "জিএমটি ")) + f"{r.randint(1, 12)}টায় ",
    "amounts": lambda r: f"{r.randint(1, 99)} মিনিট ",
    "ages": lambda r: f"বয়স {r.randint(1, 99)} বছর ",
    "ago": lambda r: f"{r.randint(1, 99)} দিন আগে ",
}
SHORT, LONG = 8_000, 64_000
PUBLISHED = datetime(2024, 3, 6, 10)


def cost(text: str, published_at: datetime | None) -> float:
    """CPU seconds per character, the least of two."""
    least = float("inf")
    for _ in range(2):
        begin = time.process_time()
        tag(text, published_at=published_at)
        least = min(least, time.process_time() - begin)
    return least / len(text)


@pytest.mark.parametrize(
    ("name", "published_at"),
    [*((name, PUBLISHED) for name in PIECES), ("dates", None), ("ranges", None), ("ago", None)],
)
def test_eight_times_the_text_costs_eight_times_as_much(
    name: str, published_at: datetime | None
) -> None:
    random_ = random.Random(7)  # not for secrets
    text = "২০২০ সালে। " + "".join(PIECES[name](random_) for _ in range(LONG // 3))
    # Were it quadratic, the ratio would be eight.
    assert cost(text[:LONG], published_at) < 4 * cost(text[:SHORT], published_at)


@pytest.mark.parametrize(
    ("piece", "once"),
    [
        ("সোমবার ", ["সোমবার"]),
        ("রাত ৯টায় ", ["রাত ৯টায়"]),
        ("২ ঘণ্টা ও ", ["২ ঘণ্টা"]),
        ("সোমবার,", ["সোমবার"]),
        ("সোমবার রাত ৯টা থেকে রাত ১০টা পর্যন্ত ", ["সোমবার রাত ৯টা", "রাত ১০টা"]),
        ("১ ", []),
        ("১,", []),
        (")", []),
    ],
)
def test_what_repeats_on_and_on_is_read_once(piece: str, once: list[str]) -> None:
    assert [t.text for t in tag(piece * 400)] == once


def test_what_is_said_a_few_times_is_read_each_time() -> None:
    assert len(tag("সোমবার " * 10)) == 10


def test_around_a_repetition_all_is_read() -> None:
    text = "মঙ্গলবার রাত ৯টায় বন্ধ হয়। " + "০ " * 400 + "রাত ১০টায় চালু হয়।"
    found = [(t.text, t.value) for t in tag(text, published_at=PUBLISHED)]
    assert found == [
        ("মঙ্গলবার রাত ৯টায়", "2024-03-05T21:00"),
        ("রাত ১০টায়", "2024-03-05T22:00"),
    ]
