"""Says a day, an hour or a window in Bangla in many ways, for tests that read it back."""

from datetime import date, datetime, timedelta

from bibhrat.lexicon import load

DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
MONTHS = (
    "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর",
    "নভেম্বর", "ডিসেম্বর",
)  # fmt: skip
BANGLA_MONTHS = (
    "বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র",
)  # fmt: skip
WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রোববার")
HOURS = (
    "বারোটা", "একটা", "দুইটা", "তিনটা", "চারটা", "পাঁচটা", "ছয়টা", "সাতটা", "আটটা", "নয়টা", "দশটা", "এগারোটা",
)  # fmt: skip
WORDS: dict[str, list[str]] = load("temporal/numerals")["cardinals"]
EARLY_ORDINALS = {1: "লা", 2: "রা", 3: "রা", 4: "ঠা"}
LAST_OF_I = 18  # ৫ই to ১৮ই, then ১৯শে
NOON = 12


def bangla(number: int) -> str:
    """Digits of a number."""
    return str(number).translate(DIGITS)


def word(number: int) -> str:
    """A number up to 99 in words."""
    return WORDS[str(number)][0]


def ordinal(day: int) -> str:
    """১লা, ২রা, ৪ঠা, ৫ই, ২১শে."""
    return bangla(day) + EARLY_ORDINALS.get(day, "ই" if day <= LAST_OF_I else "শে")


def dates(day: date) -> list[str]:
    """Ways to say a day with its year."""
    d, m, y = bangla(day.day), MONTHS[day.month - 1], bangla(day.year)
    weekday = WEEKDAYS[day.weekday()]
    said = [
        f"{d} {m} {y}",
        f"{d} {m}, {y}",
        f"{y} সালের {d} {m}",
        f"{ordinal(day.day)} {m} {y}",
        f"{weekday} ({d} {m} {y})",
        f"{weekday}, {d} {m} {y}",
        f"{d} {m} {y}, {weekday}",
        f"{d} {m} {y} ({weekday})",
        f"({d} {m} {y}) {weekday}",
        f"{m} {d}, {y}",
        f"{word(day.day)} {m} {y}",
        f"{y}-এর {d} {m}",
        f"{y} সালের {m} মাসের {d} তারিখ",
        f"{d} {m} {y} খ্রিষ্টাব্দ",
        f"{day:%d/%m/%Y}".translate(DIGITS),
        f"{day:%d-%m-%Y}".translate(DIGITS),
        f"{day:%d.%m.%Y}".translate(DIGITS),
        f"{day:%d-%m-%Y} ইং".translate(DIGITS),
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d} {day:%b} {day.year}",
        day.isoformat(),
    ]
    if m[-1] in "টলর":
        said.append(f"{y} সালের {m}ের {d} তারিখ")
    if 2000 <= day.year <= 2050:
        said.append(f"{day:%d.%m.%y}".translate(DIGITS))
    return said


def before_a_clock(day: date) -> list[str]:
    """The ways that a clock may stand directly behind."""
    return [s for s in dates(day) if not (s[-1].isdigit() or s.endswith(("ইং", "খ্রিষ্টাব্দ")))] + [
        f"{bangla(day.day)} {MONTHS[day.month - 1]} {bangla(day.year)}"
    ]


def bangla_dates(year: int, month: int, day: int) -> list[str]:
    """Ways to say a day of the Bangla calendar."""
    d, m, y = bangla(day), BANGLA_MONTHS[month - 1], bangla(year)
    return [f"{d} {m} {y}", f"{d} {m}, {y}", f"{d} {m} {y} বঙ্গাব্দ", f"{ordinal(day)} {m} {y}",
            f"{word(day)} {m} {y} বাংলা"]  # fmt: skip


def part_of(hour: int) -> str:
    """The part of day in which a newspaper tells the hour; the small hours are ভোর."""
    if hour < 6:
        return "ভোর"
    if hour < NOON:
        return "সকাল"
    if hour < 15:
        return "দুপুর"
    if hour < 18:
        return "বিকেল"
    return "সন্ধ্যা" if hour < 20 else "রাত"


def clocks(moment: datetime) -> list[str]:
    """Ways to say a minute of the day, 01:00 to 23:59, with all that it needs."""
    hour = moment.hour
    return [
        *in_part(moment, part_of(hour)),
        f"{moment:%H:%M}".translate(DIGITS) if hour >= NOON or hour < 10 else f"{moment:%H:%M} AM",
        f"{moment:%I:%M %p}",
        f"{moment:%I:%M}".translate(DIGITS) + (" এএম" if hour < NOON else " পিএম"),
        f"{moment:%I.%M} {'p' if hour >= NOON else 'a'}.m",
    ]


def in_part(moment: datetime, part: str) -> list[str]:
    """Ways to say the minute inside a part of the day."""
    minute = moment.minute
    h = (moment.hour - 1) % 12 + 1
    n, m = bangla(h), bangla(minute)
    said = [
        f"{n}:{minute:02d}".translate(DIGITS),
        f"{n}ঃ{minute:02d} ঘটিকায়".translate(DIGITS),
        f"{n}.{minute:02d} মিনিটে".translate(DIGITS),
        f"{n}.{minute:02d} টায়".translate(DIGITS),
        f"{n}-{minute:02d} মিনিটে".translate(DIGITS),
    ]
    if minute:
        said += [
            f"{n}টা {m} মিনিটে",
            f"{n} টা {m} মিনিটে",
            f"{n}’টা {m} মিনিটে",
            f"{HOURS[h % 12]} {word(minute)} মিনিটে",
            f"{HOURS[h % 12]} বেজে {m} মিনিটে",
            f"{n}টা বেজে {word(minute)} মিনিট",
        ]
    else:
        said += [f"{n}টায়", f"{n} টা", f"{n}’টায়", f"{n} ঘটিকায়", HOURS[h % 12]]
    said += quarters(h, minute)
    return [f"{part} {s}" for s in said]


def quarters(hour: int, minute: int) -> list[str]:
    """The halves and quarters: সাড়ে ৯টায়, পৌনে দশটা, দেড়টায়."""
    after = hour % 12 + 1
    if minute == 30:
        alone = {1: "দেড়টায়", 2: "আড়াইটায়"}.get(hour)
        return [alone] if alone else [f"সাড়ে {bangla(hour)}টায়", f"সাড়ে {HOURS[hour % 12]}"]
    if minute == 15:
        return [f"সোয়া {bangla(hour)}টায়", f"সওয়া {HOURS[hour % 12]}"]
    if minute == 45 and hour not in (11, 12):  # the part of the day can change at twelve
        return [f"পৌনে {bangla(after)}টায়", f"পৌনে {HOURS[after % 12]}"]
    return []


def nights(moment: datetime) -> list[str]:
    """Ways to say a minute from 00:00 to 03:59 by the day before, whose night it is."""
    day = moment.date() - timedelta(days=1)
    return [
        f"{said}{openly} {clock}"
        for said in before_a_clock(day)
        for openly in ("", " দিবাগত")
        for clock in in_part(moment, "রাত")
    ]


def windows(begin: datetime, end: datetime) -> list[str]:
    """Ways to say from when to when, on a day that is named once, less than a day long."""
    first, last = in_part(begin, part_of(begin.hour)), in_part(end, part_of(end.hour))
    day = f"{bangla(begin.day)} {MONTHS[begin.month - 1]} {bangla(begin.year)}"
    said = [
        f"{day} {a.removesuffix('য়').removesuffix('ে')} থেকে {b.removesuffix('য়')} পর্যন্ত"
        for a in first
        for b in last
        if not a.endswith(("মিনিটে", "ঘটিকায়"))
    ]
    return [s.replace("মিনিটে পর্যন্ত", "মিনিট পর্যন্ত") for s in said]
