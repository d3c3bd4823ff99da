"""Mangled text: no exception, no value outside the calendar, spans in order."""

import random
import re
from datetime import datetime

import pytest

from bibhrat.temporal import tag
from temporal.marked import read_all

TEXTS = [e.text for e in read_all().values()]
VALUE = re.compile(
    r"(?:PAST_REF"
    r"|\d{4}/\d{4}|XXXX/XXXX"
    r"|P[\dXYMWDECTHS.]+(?:/P[\dXYMWDECTHS.]+)?"
    r"|(?:T(?:\d\d:\d\d(?::\d\d)?|DW|MO|MI|AF|EV|NI))"
    r"|\d{2,4}|XX|XXX|XXXX"
    r"|(?:\d{4}|XXXX)-Q[1-4]"
    r"|(?:\d{4}|XXXX)-W(?:\d\d|XX)(?:-[1-7])?(?:T(?:\d\d:\d\d(?::\d\d)?|DW|MO|MI|AF|EV|NI))?"
    r"|(?:\d{4}|XXXX)-(?:\d\d|XX)(?:-(?:\d\d|XX)(?:T(?:\d\d:\d\d(?::\d\d)?|DW|MO|MI|AF|EV|NI))?)?"
    r")"
)
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")


def mangled(random_: random.Random) -> str:
    """Pieces of examples, cut anywhere, shuffled, with characters changed."""
    pieces = []
    for _ in range(random_.randint(1, 8)):
        text = random_.choice(TEXTS)
        begin = random_.randrange(len(text))
        pieces.append(text[begin : begin + random_.randint(1, 40)])
    characters = list(random_.choice(["", " ", ", ", " ও ", "-", " (", " থেকে "]).join(pieces))
    for _ in range(random_.randint(0, 6)):
        at = random_.randrange(len(characters))
        characters[at] = random_.choice("০১২৩৪৫৬৭৮৯ ()-:./,।\n'\u200c\u09bcটরমেশ")
    return "".join(characters)


@pytest.mark.parametrize("seed", range(40))
def test_mangled_text(seed: int) -> None:
    random_ = random.Random(seed)  # not for secrets
    for _ in range(60):
        text = mangled(random_)
        tz = random_.choice(["Asia/Dhaka", "Asia/Kolkata", "America/New_York"])
        published = random_.choice([None, datetime(2024, 2, 29, 0, 5), datetime(2024, 12, 31, 23)])
        position = 0
        found = tag(text, published_at=published, tz=tz)
        for index, timex in enumerate(found):
            assert position <= timex.start < timex.end <= len(text), text
            position = timex.end
            assert text[timex.start : timex.end] == timex.text
            assert VALUE.fullmatch(timex.value), (timex.value, text)
            match = DATE.match(timex.value)
            if match:
                year, month, day, hour, minute = (int(g or 0) for g in match.groups())
                datetime(year, month, day, hour, minute)
            if timex.earliest is not None and timex.latest is not None:
                assert timex.earliest <= timex.latest
                assert timex.earliest.utcoffset() is not None
            if timex.range_end is not None:
                assert found[timex.range_end].range_begin == index
