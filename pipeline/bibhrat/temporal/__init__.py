"""Bangla temporal tagger: every date, clock time, duration and set in a text, with its value.

>>> from datetime import datetime
>>> [t.value for t in tag("মঙ্গলবার রাত ৯টায়", published_at=datetime(2024, 3, 6, 10))]
['2024-03-05T21:00']
"""

from bibhrat.temporal.model import Timex
from bibhrat.temporal.tagger import parse, tag
from bibhrat.temporal.timeml import format_timeml, read_timeml

__all__ = ["Timex", "format_timeml", "parse", "read_timeml", "tag"]
