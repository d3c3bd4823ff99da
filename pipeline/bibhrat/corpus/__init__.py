"""The labelled corpus as data: read, written, checked, converted and counted.

>>> from bibhrat.corpus import load
>>> articles = load("train")  # doctest: +SKIP
"""

from bibhrat.corpus.labels import (
    EventLabel,
    LabelError,
    LabelledArticle,
    MentionLabel,
    TimexLabel,
    from_row,
)
from bibhrat.corpus.shards import load, read, write

__all__ = [
    "EventLabel",
    "LabelError",
    "LabelledArticle",
    "MentionLabel",
    "TimexLabel",
    "from_row",
    "load",
    "read",
    "write",
]
