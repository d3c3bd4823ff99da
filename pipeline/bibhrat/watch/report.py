"""What a watch did, in numbers."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts of one run.

    Attributes:
        polls, unchanged: feeds asked, and those that had nothing new to send (304).
        entries: of feeds, new or told otherwise.
        pages: fetched.
        outcomes: of articles: "outage", "copy", "rejected", "failed", or why there was no record.
        failures: of feeds, pages and sinks.
        events, told: made, and taken by a sink.
        refused: events that a webhook would not take.
        busy: times that the store could not be written and was tried again.
    """

    polls: int = 0
    unchanged: int = 0
    entries: int = 0
    pages: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    events: int = 0
    told: int = 0
    refused: int = 0
    busy: int = 0

    def __str__(self) -> str:
        read = ", ".join(f"{name} {count:,}" for name, count in sorted(self.outcomes.items()))
        failed = ", ".join(f"{name} {count:,}" for name, count in sorted(self.failures.items()))
        lines = [
            f"{self.polls:,} polls ({self.unchanged:,} unchanged), {self.entries:,} new entries, "
            f"{self.pages:,} pages",
            f"articles: {read or 'none'}",
            f"{self.events:,} events, {self.told:,} told, {self.refused:,} refused",
        ]
        if failed:
            lines.append(f"failed and tried again: {failed}")
        return "\n".join(lines)
