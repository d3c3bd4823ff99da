"""What several tests need: paths, two articles, reading a file back."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

OUTAGE = {
    "id": "a1",
    "title": "ফেসবুক ডাউন, ভোগান্তিতে ব্যবহারকারীরা",
    "text": "মঙ্গলবার (৫ মার্চ) রাত ৯টা থেকে ফেসবুক ও মেসেঞ্জারে ঢুকতে পারছেন না ব্যবহারকারীরা।",
    "source": "dhaka-desk",
    "published_at": "2024-03-05T22:10",
    "tz": "Asia/Dhaka",
}
ORDINARY = {
    "id": "a2",
    "title": "সারা দেশে বৃষ্টির পূর্বাভাস",
    "text": "আগামীকাল বুধবার দেশের অধিকাংশ এলাকায় হালকা থেকে মাঝারি বৃষ্টি হতে পারে।",
    "published_at": "2024-03-05T22:10",
}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]
