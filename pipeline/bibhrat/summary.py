"""One-line summaries in Bangla and English, from the slots of a record."""

from collections.abc import Sequence
from datetime import date

_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTHS_BN = [
    "জানুয়ারি",
    "ফেব্রুয়ারি",
    "মার্চ",
    "এপ্রিল",
    "মে",
    "জুন",
    "জুলাই",
    "আগস্ট",
    "সেপ্টেম্বর",
    "অক্টোবর",
    "নভেম্বর",
    "ডিসেম্বর",
]
_PARTS = {
    "TDW": ("early morning", "ভোর", "ভোরে"),
    "TMO": ("morning", "সকাল", "সকালে"),
    "TMI": ("midday", "দুপুর", "দুপুরে"),
    "TAF": ("afternoon", "বিকেল", "বিকেলে"),
    "TEV": ("evening", "সন্ধ্যা", "সন্ধ্যায়"),
    "TNI": ("night", "রাত", "রাতে"),
}
_TYPES = {
    "outage": ("outage", "বিভ্রাট"),
    "degradation": ("degradation", "সেবায় বিঘ্ন"),
    "shutdown": ("shutdown by order", "নির্দেশে বন্ধ"),
    "maintenance": ("maintenance", "রক্ষণাবেক্ষণ"),
}
_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def digits_bn(text: str) -> str:
    """Bangla digits for ASCII ones."""
    return text.translate(_DIGITS)


def english(kind: str, names: Sequence[str], start: str | None, end: str | None, zone: str) -> str:
    """Summary for an English reader.

    Args:
        kind: the event's type.
        names: display names of the services; none where no name was recognised.
        start, end: TIMEX3 values or None.
        zone: IANA name that the values are local to.

    >>> english("outage", ["Facebook"], "2024-03-05T21:00", "2024-03-05T22:30", "Asia/Dhaka")
    'Facebook outage, 5 March 2024 21:00–22:30 (Asia/Dhaka)'
    >>> english("outage", [], "2024-03-05T21:00", None, "Asia/Dhaka")
    'Outage, from 5 March 2024 21:00 (Asia/Dhaka)'
    """
    border = ": " if len(names) > _MOST_NAMES else " "
    head = f"{_join(names, ' and ', '{} more')}{border}{_TYPES[kind][0]}".lstrip()
    head = head[0].upper() + head[1:]
    when = _span_en(start, end)
    return f"{head}, {when} ({zone})" if when else head


def bangla(kind: str, names: Sequence[str], start: str | None, end: str | None) -> str:
    """Summary for a Bangla reader; parameters as for `english`.

    >>> bangla("outage", ["ফেসবুক"], "2024-03-05T21:00", None)
    'ফেসবুক: বিভ্রাট, ৫ মার্চ ২০২৪ রাত ৯টা থেকে'
    >>> bangla("outage", ["ফেসবুক"], "2024-03-05TNI", "2024-03-06")
    'ফেসবুক: বিভ্রাট, ৫ মার্চ ২০২৪ রাত থেকে ৬ মার্চ ২০২৪ পর্যন্ত'
    >>> bangla("outage", [], "2024-03-05T21:00", None)
    'বিভ্রাট, ৫ মার্চ ২০২৪ রাত ৯টা থেকে'
    """
    head = f"{_join(names, ' ও ', 'আরও {}টি')}: {_TYPES[kind][1]}".removeprefix(": ")
    if start is None and end is None:
        return head
    if start is None:
        return f"{head}, {_point_bn(end or '', None)} পর্যন্ত"
    if end is None:
        if "T" in start and ":" in start:
            return f"{head}, {_point_bn(start, None)} থেকে"
        return f"{head}, {_point_bn(start, None, alone=True)}"
    if "T" in end and start == end[:10]:  # a day that holds the end: it is not "from" that day
        return f"{head}, {_point_bn(start, None)}, {_point_bn(end, start)} পর্যন্ত"
    return f"{head}, {_point_bn(start, None)} থেকে {_point_bn(end, start)} পর্যন্ত"


_MOST_NAMES = 4


def _join(names: Sequence[str], last: str, more: str) -> str:
    """Names as one writes a list; of many the first three, and how many more."""
    if len(names) > _MOST_NAMES:
        left = str(len(names) - 3)
        names = [*names[:3], more.format(left if more.isascii() else digits_bn(left))]
    if len(names) < 2:
        return names[0] if names else ""
    return ", ".join(names[:-1]) + last + names[-1]


def _span_en(start: str | None, end: str | None) -> str:
    if start is None:
        return f"until {_point_en(end)}" if end else ""
    if end is None:
        return f"from {_point_en(start)}" if ":" in start else _point_en(start)
    if start[:10] == end[:10] and ":" in start and ":" in end:
        return f"{_point_en(start)}–{end[11:]}"
    if start == end[:10] and ":" in end:
        return f"{_point_en(start)}, until {end[11:]}"
    return f"{_point_en(start)} – {_point_en(end)}"


def _point_en(value: str) -> str:
    day, _, clock = value.partition("T")
    text = _date(day, _MONTHS_EN, "week of {}")
    if not clock:
        return text
    return f"{text} {clock}" if ":" in clock else f"{text}, {_PARTS['T' + clock][0]}"


def _point_bn(value: str, after: str | None, *, alone: bool = False) -> str:
    """A point of time; `alone` where no থেকে or পর্যন্ত follows, so that the locative is its own."""
    day, _, clock = value.partition("T")
    same_day = after is not None and after[:10] == day and clock
    text = "" if same_day else digits_bn(_date(day, _MONTHS_BN, "{} থেকে শুরু সপ্তাহ")) + " "
    if not clock:
        return text.strip()
    return text + (clock_bn(clock) if ":" in clock else _PARTS["T" + clock][2 if alone else 1])


def _date(day: str, months: Sequence[str], week: str) -> str:
    parts = day.split("-")
    if len(parts) == 3 and parts[1].isdigit():
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) != 2:
        return day
    year, rest = parts
    if rest.isdigit():
        return f"{months[int(rest) - 1]} {year}"
    if rest[:1] == "W" and rest[1:].isdigit():
        monday = date.fromisocalendar(int(year), int(rest[1:]), 1)
        return week.format(_date(monday.isoformat(), months, week))
    if rest[:1] == "Q" and rest[1:].isdigit():
        first = 3 * (int(rest[1:]) - 1)
        return f"{months[first]}–{months[first + 2]} {year}"
    return day


def clock_bn(clock: str) -> str:
    """A clock time as one says it.

    >>> clock_bn("21:00"), clock_bn("22:30"), clock_bn("02:10")
    ('রাত ৯টা', 'রাত সাড়ে ১০টা', 'রাত ২টা ১০ মিনিট')
    """
    hour, minute = (int(part) for part in clock.split(":"))
    part = _part_of_day(hour)
    twelve = hour % 12 or 12
    if minute == 30 and twelve not in (1, 2):
        return digits_bn(f"{part} সাড়ে {twelve}টা")
    if minute == 30:
        return f"{part} {'দেড়টা' if twelve == 1 else 'আড়াইটা'}"
    return digits_bn(f"{part} {twelve}টা" + (f" {minute} মিনিট" if minute else ""))


def _part_of_day(hour: int) -> str:
    for until, name in (
        (4, "রাত"),
        (6, "ভোর"),
        (12, "সকাল"),
        (15, "দুপুর"),
        (18, "বিকেল"),
        (20, "সন্ধ্যা"),
    ):
        if hour < until:
            return name
    return "রাত"
