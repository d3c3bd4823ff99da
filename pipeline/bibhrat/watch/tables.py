"""The tables of a watch, beside those of records in its store.

`incidents` is for readers; what begins with "watch_" is the watch's own memory.
"""

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

#: One row an incident, whole in `json`.
INCIDENTS = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text),
    Column("status", Text),
    Column("start_value", Text),
    Column("end_value", Text),
    Column("services", Text),
    Column("articles", Integer),
    Column("first_published", Text),
    Column("last_published", Text),
    Column("summary_bn", Text),
    Column("summary_en", Text),
    Column("json", Text, nullable=False),
)
#: Where incidents meet: those that share a block may be one.
BLOCKS = Table(
    "watch_blocks",
    metadata,
    Column("block", Text, primary_key=True),
    Column("incident", Text, primary_key=True, index=True),
)
#: One row: who this store is, and watch time beside the wall clock when it was last written.
CLOCK = Table(
    "watch_clock",
    metadata,
    Column("id", Text, primary_key=True),
    Column("elapsed", Float, nullable=False),
    Column("wall", Float, nullable=False),
)
#: `due` is in watch time.
FEEDS = Table(
    "watch_feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("due", Float, nullable=False),
    Column("error", Text),
)
#: Entries that are done with: by which feed they were told, how, and what came of them.
SEEN = Table(
    "watch_seen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("turn", Integer, nullable=False, index=True),
)
#: Entries whose pages are still to be fetched; `due` is in watch time.
PAGES = Table(
    "watch_pages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Float, nullable=False, index=True),
)
SKETCHES = Table(
    "watch_sketches",
    metadata,
    Column("turn", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("hashes", LargeBinary, nullable=False),
    Column("says", Text, nullable=False),
    # A number is never given twice, so that a sink's place in the row of events holds.
    sqlite_autoincrement=True,
)
#: What sinks are still to be told, in order.
EVENTS = Table(
    "watch_events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("line", Text, nullable=False),
    sqlite_autoincrement=True,
)
#: How far each sink is; `size` is that of a file behind its last whole line.
SINKS = Table(
    "watch_sinks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("due", Float, nullable=False),
)
#: Events that a webhook would not take, with its reason.
REFUSED = Table(
    "watch_refused",
    metadata,
    Column("sink", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("line", Text, nullable=False),
)
