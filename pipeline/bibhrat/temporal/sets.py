"""TIMEX3 values of recurring expressions: প্রতিদিন, প্রতি শুক্রবার রাত ৯টা, প্রতি মাসের ৫ তারিখ."""

from bibhrat.temporal.days import is_possible
from bibhrat.temporal.durations import iso
from bibhrat.temporal.values import CODES, both_halves, clock_value, read_clock
from bibhrat.temporal.written import Written

_PLAIN = {
    "day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H",
    "minute": "PT1M", "second": "PT1S", "decade": "P1DE", "century": "P1CE",
}  # fmt: skip


def set_value(w: Written) -> str:
    """The value of a SET."""
    if w.every == "amount":
        return iso(w.terms)
    day = "XXXX-XX-XX"
    if w.weekday is not None:
        day = f"XXXX-WXX-{w.weekday}"
    elif w.month is not None:
        timed = w.hour is not None or w.part is not None
        day = f"XXXX-{w.month:02d}"
        if w.day is not None and is_possible(w.month, w.day):
            day += f"-{w.day:02d}"
        elif w.day is None or timed:
            day += "-XX"
    elif w.day is not None:
        day = f"XXXX-XX-{w.day:02d}"
    if w.hour is not None:
        part = w.part
        source = w.range_from
        reading = read_clock(w.hour, w.minute, w.second, part, w.half)
        if reading is None:
            early, late = both_halves(w.hour, w.minute, w.second)
            reading = early if w.padded or 6 < w.hour < 12 else late
            if source is not None and source.hour is not None:
                first = read_clock(source.hour, source.minute, None, source.part, source.half)
                if first is not None:
                    after = [
                        r for r in (early, late) if (r.hour, r.minute) > (first.hour, first.minute)
                    ]
                    reading = after[0] if after else early
        return f"{day}T{clock_value(reading)}"
    if w.part is not None:
        return day + CODES[w.part]
    if w.weekday is None and w.month is None and w.day is None:
        return _PLAIN.get(w.every or "day", "P1D")
    return day
