"""Feeds, asked again and again → new records and changed incidents, none lost and none twice.

What a watch knows is in its store, and what it learns from one answer gets there in one
transaction: records, incidents, what it has seen, the feed's ETag, and what its sinks are
still to be told. Killed between two transactions it has either not asked or not forgotten.
"""

from bibhrat.watch.loop import Watch
from bibhrat.watch.settings import Settings, read_settings

__all__ = ["Settings", "Watch", "read_settings"]
