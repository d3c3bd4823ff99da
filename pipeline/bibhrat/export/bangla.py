"""Words for a Bangla reader: causes, states and lengths of time."""

import re

from bibhrat.summary import digits_bn

CAUSES = {
    "technical_fault": "কারিগরি ত্রুটি",
    "cable_cut": "কেবল কাটা পড়া",
    "power_failure": "বিদ্যুৎ বিভ্রাট",
    "cyberattack": "সাইবার হামলা",
    "government_order": "সরকারি নির্দেশ",
    "software_update": "সফটওয়্যার হালনাগাদ",
    "configuration": "কনফিগারেশনের ভুল",
    "overload": "অতিরিক্ত চাপ",
    "maintenance": "রক্ষণাবেক্ষণ",
    "natural_disaster": "প্রাকৃতিক দুর্যোগ",
    "payment_dispute": "পাওনা নিয়ে বিরোধ",
    "other": "অন্যান্য",
}
SOURCES = {
    "operator": "সেবাদাতার ভাষ্য",
    "authority": "কর্তৃপক্ষের ভাষ্য",
    "media": "সংবাদমাধ্যমের ভাষ্য",
    "unconfirmed": "নিশ্চিত নয়",
}
STATES = {
    "resolved": "শেষ হয়েছে",
    "partial": "আংশিক চালু",
    "ongoing": "চলছে",
    "scheduled": "নির্ধারিত",
    "unknown": "অজানা",
}
PARTS = {
    "DW": "ভোর",
    "MO": "সকাল",
    "MI": "দুপুর",
    "AF": "বিকেল",
    "EV": "সন্ধ্যা",
    "NI": "রাত",
}
_UNITS = {"W": "সপ্তাহ", "D": "দিন", "H": "ঘণ্টা", "M": "মিনিট", "S": "সেকেন্ড"}
_LENGTH = re.compile(
    r"P(?:(?P<W>\d+)W)?(?:(?P<D>\d+)D)?(?:T(?:(?P<H>\d+)H)?(?:(?P<M>\d+)M)?(?:(?P<S>\d+)S)?)?"
)


def length(iso: str) -> str | None:
    """An ISO 8601 duration as one says it; None for what is vague or has years or months.

    >>> length("PT1H30M"), length("PT3H/PT4H"), length("PTXH")
    ('১ ঘণ্টা ৩০ মিনিট', '৩ ঘণ্টা থেকে ৪ ঘণ্টা', None)
    """
    parts = [_LENGTH.fullmatch(part) for part in iso.split("/")]
    told = []
    for match in parts:
        if match is None or not any(match.groups()):
            return None
        told.append(
            " ".join(f"{match[unit]} {word}" for unit, word in _UNITS.items() if match[unit])
        )
    return digits_bn(" থেকে ".join(told))
