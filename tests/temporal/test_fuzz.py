"""Mangled text: no exception, no value outside the calendar, spans in order."""

import json
import random
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibhrat.temporal import Timex, format_timeml, read_timeml, tag
from bibhrat.temporal.words import TABLE
from temporal.marked import read_all

CORPUS = Path(__file__).parents[2] / "corpora" / "outages" / "train.jsonl"
NEWS = [
    f"{article['title']}\n{article['text']}"
    for article in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
]
TEXTS = [e.text for e in read_all().values()]
NOISE = (
    "০১২৩৪৫৬৭৮৯0123 ()[]-–:./,;।\n\t'’%৳\u200c\u200d\u09bc\u09cd\u0983\u00a0টরমেশযqপ😀\u0000\ud800"
)
CLOCK = r"T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|DW|MO|MI|AF|EV|NI)"
YEAR, MONTH, DAY = r"(?:\d{4}|XXXX)", r"(?:0[1-9]|1[0-2]|XX)", r"(?:0[1-9]|[12]\d|3[01]|XX)"
WEEK = r"(?:0[1-9]|[1-4]\d|5[0-3]|XX)"
AMOUNT = r"P(?=[\dXT])(?:(?:\d+(?:\.\d+)?|X)(?:[YMWD]|DE|CE))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?"
VALUE = re.compile(
    r"PAST_REF|\d{4}/\d{4}|XXXX/XXXX|XX|XXX|XXXX|\d{2,4}"
    rf"|{AMOUNT}(?:/{AMOUNT})?|{CLOCK}"
    rf"|{YEAR}-Q[1-4]|{YEAR}-W{WEEK}(?:-[1-7](?:{CLOCK})?)?|{YEAR}-{MONTH}(?:-{DAY}(?:{CLOCK})?)?"
)
TYPES = ("DATE", "TIME", "DURATION", "SET")
FIRST = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
ZONES = ("Asia/Dhaka", "Asia/Kolkata", "America/New_York")
PUBLISHED = (
    None, date(2024, 2, 29), datetime(2024, 2, 29, 0, 5), datetime(2024, 12, 31, 23),
    datetime(1, 1, 1), datetime.max, datetime(1501, 1, 1), datetime(2499, 12, 31, 23, 59),
)  # fmt: skip


def check(text: str, found: list[Timex]) -> None:
    """What holds of every result."""
    position = 0
    for index, timex in enumerate(found):
        assert position <= timex.start < timex.end <= len(text), text
        position = timex.end
        assert text[timex.start : timex.end] == timex.text
        assert timex.type in TYPES
        assert VALUE.fullmatch(timex.value), (timex.value, text)
        day = FIRST.match(timex.value)
        if day:  # XXXX has a 29 February
            date(2024 if day[1] == "XXXX" else int(day[1]), int(day[2]), int(day[3]))
        if timex.earliest is not None or timex.latest is not None:
            assert timex.earliest is not None
            assert timex.latest is not None
            assert timex.earliest <= timex.latest
            assert timex.earliest.utcoffset() is not None
            assert "X" not in timex.value, text
        if timex.range_end is not None:
            assert found[timex.range_end].range_begin == index
        if timex.range_begin is not None:
            assert found[timex.range_begin].range_end == index


def mangled(random_: random.Random, texts: list[str], longest: int) -> str:
    """Pieces of texts, cut anywhere, shuffled, with characters changed."""
    pieces = []
    for _ in range(random_.randint(1, 8)):
        text = random_.choice(texts)
        begin = random_.randrange(len(text))
        pieces.append(text[begin : begin + random_.randint(1, longest)])
    characters = list(random_.choice(["", " ", ", ", " ও ", "-", " (", " থেকে ", "।"]).join(pieces))
    for _ in range(random_.randint(0, 6)):
        at = random_.randrange(len(characters))
        change = random_.randrange(3)
        if change == 0:
            characters[at] = random_.choice(NOISE)
        elif change == 1:
            characters.insert(at, random_.choice(NOISE))
        elif len(characters) > 1:
            del characters[at]
    return "".join(characters)


@pytest.mark.parametrize("seed", range(40))
def test_mangled_text(seed: int) -> None:
    random_ = random.Random(seed)  # not for secrets
    for _ in range(60):
        text = mangled(random_, TEXTS, 40)
        published, tz = random_.choice(PUBLISHED), random_.choice(ZONES)
        check(text, tag(text, published_at=published, tz=tz))


@pytest.mark.parametrize("seed", range(20))
def test_mangled_news(seed: int) -> None:
    random_ = random.Random(seed)  # not for secrets
    for _ in range(20):
        text = mangled(random_, NEWS, 300)
        published, tz = random_.choice(PUBLISHED), random_.choice(ZONES)
        found = tag(text, published_at=published, tz=tz)
        check(text, found)
        assert len(read_timeml(format_timeml(text, found, published))[1]) == len(found)


WORDS = st.one_of(
    st.sampled_from(sorted(TABLE)),
    st.integers(0, 10**13).map(str),
    st.integers(0, 3000).map(str),
    st.sampled_from(list("০৫৩:./-,;()'।\n ")),
)
JOINTS = st.sampled_from(["", " ", " ", " ", ", ", "-", "র ", "ে ", "টায় ", "।"])


@given(st.lists(st.tuples(WORDS, JOINTS), max_size=25), st.sampled_from(PUBLISHED))
def test_any_words_of_the_vocabulary(
    pairs: list[tuple[str, str]], published: datetime | date | None
) -> None:
    text = "".join(word + joint for word, joint in pairs)
    check(text, tag(text, published_at=published))


MONTHS = st.sampled_from(["ফেব্রুয়ারি", "জুন", "নভেম্বর", "ডিসেম্বর", "ফাল্গুন", "আষাঢ়", "চৈত্র"])
SHAPES = (
    "{d} {month}", "{d} {month} {y}", "{y} সালের {d} {month}", "{d} ও {e} {month}",
    "{d}-{e} {month}", "{month} {d}, {y}", "{month}ের {d} তারিখ", "{d} তারিখ",
    "গত মাসের {d} তারিখ", "{d}/{e}/{y}", "{d:02d}.{e:02d}.{y}", "{y}-{e:02d}-{d:02d}",
    "{d} {month} রাত {e}টা", "{d} {month} {d}:{m:02d}", "রাত {e}.{m:02d} মিনিটে", "{e}টা {m} মিনিট",
    "{d:02d}{m:02d} ঘণ্টা, মার্চ ৩১, ২০২৪", "{d}:{m:02d}:{m:02d}", "{d} {month} {y} {e} PM",
    "প্রতিবছর {d} {month}", "প্রতি মাসের {d} তারিখ", "{d} দিন আগে", "{y} বছর আগে",
)  # fmt: skip


NUMBERS = st.fixed_dictionaries(
    {
        "d": st.integers(0, 35),
        "e": st.integers(0, 30),
        "m": st.integers(0, 75),
        "y": st.integers(0, 9999),
        "month": MONTHS,
    }
)


@given(st.sampled_from(SHAPES), NUMBERS, st.sampled_from(PUBLISHED), st.sampled_from(ZONES))
def test_numbers_that_no_calendar_has(
    shape: str, numbers: dict[str, object], published: datetime | date | None, tz: str
) -> None:
    text = shape.format(**numbers)
    check(text, tag(text, published_at=published, tz=tz))


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    check(text, tag(text, published_at=datetime(2024, 3, 6, 10)))


@pytest.mark.parametrize(
    "wrong",
    [
        Timex(0, 2, "আজ", "DATE", "2023-02-29"),
        Timex(0, 2, "আজ", "TIME", "T24:00"),
        Timex(0, 2, "আজ", "DATE", "2024-13"),
        Timex(0, 2, "আজ", "DATE", "2024-W54"),
        Timex(0, 2, "আজ", "DURATION", "P"),
        Timex(0, 2, "কাল", "DATE", "2024-03-06"),
        Timex(0, 2, "আজ", "DATE", "2024-03-06", range_end=0),
    ],
)
def test_the_check_sees_what_is_wrong(wrong: Timex) -> None:
    with pytest.raises((AssertionError, ValueError)):
        check("আজ", [wrong])
