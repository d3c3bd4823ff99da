"""Says a value in Bangla in many ways, for tests that read it back."""

from datetime import date, datetime

DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
MONTHS = (
    "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর",
    "নভেম্বর", "ডিসেম্বর",
)  # fmt: skip
WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রোববার")
HOURS = (
    "বারোটা", "একটা", "দুইটা", "তিনটা", "চারটা", "পাঁচটা", "ছয়টা", "সাতটা", "আটটা", "নয়টা", "দশটা", "এগারোটা",
)  # fmt: skip


def bangla(number: int) -> str:
    """Digits of a number."""
    return str(number).translate(DIGITS)


def dates(day: date) -> list[str]:
    """Ways to say a day with its year."""
    d, m, y = bangla(day.day), MONTHS[day.month - 1], bangla(day.year)
    weekday = WEEKDAYS[day.weekday()]
    return [
        f"{d} {m} {y}",
        f"{d} {m}, {y}",
        f"{y} সালের {d} {m}",
        f"{d}ই {m} {y}",
        f"{weekday} ({d} {m} {y})",
        f"{weekday}, {d} {m} {y}",
        f"{d} {m} {y}, {weekday}",
        f"{m} {d}, {y}",
        f"{y} সালের {m}ের {d} তারিখ" if m[-1] in "টলর" else f"{d} {m} {y}",
        f"{day.day:02d}/{day.month:02d}/{day.year}".translate(DIGITS),
        f"{day.day:02d}-{day.month:02d}-{day.year}".translate(DIGITS),
        f"{day.day:02d}.{day.month:02d}.{day.year}".translate(DIGITS),
        day.isoformat(),
    ]


def part_of(hour: int) -> str:
    """The part of day in which a newspaper tells the hour; the small hours are ভোর."""
    if hour < 6:
        return "ভোর"
    if hour < 12:
        return "সকাল"
    if hour < 15:
        return "দুপুর"
    if hour < 18:
        return "বিকেল"
    return "সন্ধ্যা" if hour < 20 else "রাত"


def clocks(moment: datetime) -> list[str]:
    """Ways to say a minute of the day, 01:00 to 23:59."""
    hour, minute = moment.hour, moment.minute
    part = part_of(hour)
    h = (hour - 1) % 12 + 1
    said = [
        f"{hour:02d}:{minute:02d}".translate(DIGITS),
        f"{part} {bangla(h)}:{minute:02d}".translate(DIGITS),
        f"{part} {bangla(h)}ঃ{minute:02d} ঘটিকায়".translate(DIGITS),
        f"{part} {bangla(h)}.{minute:02d} মিনিটে".translate(DIGITS),
    ]
    if minute:
        said += [
            f"{part} {bangla(h)}টা {bangla(minute)} মিনিটে",
            f"{part} {HOURS[h % 12]} বেজে {bangla(minute)} মিনিটে",
        ]
    else:
        said += [f"{part} {bangla(h)}টায়", f"{part} {bangla(h)} টা", f"{part} {HOURS[h % 12]}"]
    if minute == 30 and h not in (1, 2):
        said.append(f"{part} সাড়ে {bangla(h)}টায়")
    if minute == 15:
        said.append(f"{part} সোয়া {bangla(h)}টায়")
    return said
