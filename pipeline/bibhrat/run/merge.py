"""The results of all shards → the run's outputs, in the order of the inputs.

One record may be in several inputs, as when a feed is saved every hour. The very same line
is written once; another reading of the same article and event is kept as a revision.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson

from bibhrat.run.plan import Shard
from bibhrat.run.shard import RECORD, lines
from bibhrat.write import Writer, whole_file, written

RECORDS, REJECTS, INCIDENTS = "records.jsonl", "rejects.jsonl", "incidents.jsonl"


@dataclass
class Merged:
    """What the outputs hold.

    Attributes:
        written: records in records.jsonl.
        identical: records left out, since the very same line is in it.
        revisions: records in it whose id another of it has, too.
    """

    written: int = 0
    identical: int = 0
    revisions: int = 0


def merge(
    shards: Sequence[Shard], results: Path, out: Path, store: str | None, failed: Sequence[bytes]
) -> Merged:
    """Write records.jsonl and rejects.jsonl, and fill the store.

    Args:
        shards: those that have a result, in order.
        results, out: folders.
        store: what `bibhrat.write.written` takes, or None.
        failed: lines about inputs that could not be read, for the end of rejects.jsonl.

    Raises:
        StopError: an output cannot be written; what was there before is still there.
    """
    merged = Merged()
    ids: set[str] = set()
    seen: set[bytes] = set()
    with ExitStack() as stack:
        records: list[Writer] = [stack.enter_context(whole_file(str(out / RECORDS)))]
        if store is not None:
            records.append(stack.enter_context(written(store)))
        rejects = stack.enter_context(whole_file(str(out / REJECTS)))
        for shard in shards:
            for mark, line in lines(shard, results):
                if mark != RECORD:
                    rejects.write(line)
                elif _is_new(line, seen, ids, merged):
                    for writer in records:
                        writer.write(line)
        for line in failed:
            rejects.write(line)
    return merged


def _is_new(line: bytes, seen: set[bytes], ids: set[str], merged: Merged) -> bool:
    digest = blake2b(line, digest_size=12).digest()
    if digest in seen:
        merged.identical += 1
        return False
    seen.add(digest)
    identity = orjson.loads(line)["id"]
    merged.revisions += identity in ids
    ids.add(identity)
    merged.written += 1
    return True
