"""ISO 8601 durations as TIMEX3 writes them: length, agreement, words."""

import re
from datetime import timedelta
from functools import lru_cache

_FORM = re.compile(
    r"P(?:(?P<Y>[\d.]+|X)Y)?(?:(?P<M>[\d.]+|X)M)?(?:(?P<W>[\d.]+|X)W)?(?:(?P<D>[\d.]+|X)D)?"
    r"(?:T(?:(?P<h>[\d.]+|X)H)?(?:(?P<m>[\d.]+|X)M)?(?:(?P<s>[\d.]+|X)S)?)?"
)
_SECONDS = {"Y": 31_556_952, "M": 2_629_746, "W": 604_800, "D": 86_400, "h": 3_600, "m": 60, "s": 1}


def seconds(value: str) -> float | None:
    """Length of one duration in seconds (mean month and year); None where it is vague.

    >>> seconds("PT1H30M"), seconds("PTXH")
    (5400.0, None)
    """
    match = _FORM.fullmatch(value)
    if match is None:
        return None
    total = 0.0
    for unit, amount in match.groupdict().items():
        if amount == "X":
            return None
        total += float(amount or 0) * _SECONDS[unit]
    return total


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[float, float] | None:
    """Shortest and longest length in seconds of a duration or a range of durations."""
    ends = [seconds(part) for part in value.split("/")]
    if any(end is None for end in ends):
        return None
    known = [end for end in ends if end is not None]
    return min(known), max(known)


def iso(span: timedelta) -> str:
    """Whole minutes as ISO 8601.

    >>> iso(timedelta(minutes=90))
    'PT1H30M'
    """
    minutes = int(span.total_seconds() // 60)
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    text = "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return text if text != "P" else "PT0M"


def agree(stated: str, computed: str, *, approximate: bool) -> bool | None:
    """Whether a stated duration fits a computed one; None where either is vague.

    Exact words must match within the step they are counted in (৪০ মিনিট: five minutes,
    ৬ ঘণ্টা: half an hour); hedged ones within a quarter.
    """
    wide, exact = bounds(stated), seconds(computed)
    if wide is None or exact is None:
        return None
    low, high = wide
    step = 300.0 if high < 3600 else 1800.0 if high < 86_400 else 43_200.0
    slack = max(step, high * (0.25 if approximate else 0.05))
    return low - slack <= exact <= high + slack
