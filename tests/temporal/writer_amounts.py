"""Says lengths of time in Bangla in many ways, for tests that read them back."""

from temporal.writer import bangla, word

UNITS = {
    "second": ("সেকেন্ড", "সেকেণ্ড"),
    "minute": ("মিনিট",),
    "hour": ("ঘণ্টা", "ঘন্টা"),
    "day": ("দিন",),
    "week": ("সপ্তাহ",),
    "month": ("মাস",),
    "year": ("বছর", "বৎসর"),
}
LETTERS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "month": "{}M",
    "year": "{}Y",
}  # fmt: skip
ABOUT = {1: "খানেক", 2: "দুয়েক", 3: "তিনেক", 4: "চারেক", 5: "পাঁচেক", 10: "দশেক", 20: "বিশেক"}
#: What may stand before or behind a length, and what it makes of it.
AROUND = {
    "{}": (None, False),
    "প্রায় {}": ("APPROX", True),
    "আনুমানিক {}": ("APPROX", True),
    "{} নাগাদ": ("APPROX", True),
    "অন্তত {}": ("EQUAL_OR_MORE", False),
    "কমপক্ষে {}": ("EQUAL_OR_MORE", False),
    "সর্বোচ্চ {}": ("EQUAL_OR_LESS", False),
    "বড়জোর {}": ("EQUAL_OR_LESS", False),
    "{} ধরে": (None, False),
    "{} পর": (None, False),
}


def value(amount: int, unit: str) -> str:
    """The ISO 8601 form of a whole amount."""
    return "P" + LETTERS[unit].format(amount)


def amounts(number: int, unit: str) -> list[str]:
    """Ways to say a whole number of units, 1 to 99."""
    said = []
    for name in UNITS[unit]:
        said += [
            f"{bangla(number)} {name}",
            f"{bangla(number)}{name}",
            f"{word(number)} {name}",
            f"{bangla(number)} ({word(number)}) {name}",
            f"{number} {name}",
        ]
    return said


def loose(number: int, unit: str) -> list[str]:
    """Ways to say about so many: ঘণ্টাখানেক, ঘণ্টা দুয়েক."""
    tail = ABOUT.get(number)
    name = UNITS[unit][0]
    return [f"{name}{tail}", f"{name} {tail}"] if tail else []


def lengths(minutes: int) -> list[str]:
    """Ways to say a length of 1 to 5,939 minutes in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    said = []
    if hours and rest:
        said += [
            f"{bangla(hours)} ঘণ্টা {bangla(rest)} মিনিট",
            f"{bangla(hours)} ঘণ্টা ও {bangla(rest)} মিনিট",
            f"{word(hours)} ঘণ্টা {word(rest)} মিনিট",
            f"{bangla(hours)} ঘন্টা {bangla(rest)} মিনিট",
        ]
    elif hours:
        said += amounts(hours, "hour")
    else:
        said += amounts(rest, "minute")
    return said + fractions(hours, rest)


def fractions(hours: int, rest: int) -> list[str]:
    """The halves and quarters of hours."""
    if rest == 30:
        if hours < 3:
            return [["আধা ঘণ্টা", "আধ ঘণ্টা", "আধঘণ্টা"], ["দেড় ঘণ্টা", "দেড়ঘণ্টা"], ["আড়াই ঘণ্টা"]][hours]
        return [f"সাড়ে {bangla(hours)} ঘণ্টা", f"সাড়ে {word(hours)} ঘণ্টা"]
    if rest == 15 and hours:
        return [f"সোয়া {word(hours)} ঘণ্টা", *(["সোয়া ঘণ্টা"] if hours == 1 else [])]
    if rest == 45:
        return [f"পৌনে {word(hours + 1)} ঘণ্টা", *(["পৌনে ঘণ্টা"] if hours == 0 else [])]
    return []


def between(low: int, high: int, unit: str) -> list[str]:
    """Ways to say from so many to so many."""
    name = UNITS[unit][0]
    said = [
        f"{bangla(low)} থেকে {bangla(high)} {name}",
        f"{bangla(low)}–{bangla(high)} {name}",
        f"{bangla(low)}-{bangla(high)} {name}",
        f"{word(low)} থেকে {word(high)} {name}",
        f"{word(low)}-{word(high)} {name}",
    ]
    if high == low + 1:
        said.append(f"{word(low)} {word(high)} {name}")
        said.append(f"{bangla(low)}/{bangla(high)} {name}")
    return said
