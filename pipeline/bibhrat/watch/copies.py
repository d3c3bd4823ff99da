"""Is this text another outlet's, or another address's, copy of one that was read before?

A copy is nearly identical (words in threes, Jaccard index) *and* its records say the same. The
second half matters: news of two outages may be one template with other names and times.
Only articles with records are kept in mind, the latest ones; memory does not grow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from zlib import crc32

import orjson

from bibhrat.article import Article
from bibhrat.extras import need
from bibhrat.record import OutageRecord

#: Texts that are kept in mind: about 4 kB each.
MOST = 10_000
#: Least Jaccard index of a copy; agency copies differ in dateline and byline.
_NEAR = 0.8
_PERMUTATIONS = 128
#: Bands and rows of the index: finds nearly all at 0.8; what it finds beside is weighed exactly.
_BANDS = (25, 5)
_WORDS = 3
_SCHEME = "affine32"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text.

    Attributes:
        hashes: its MinHash, as bytes.
        says: a hash of what its records say.
    """

    hashes: bytes
    says: str


def sketch(article: Article, records: Iterable[OutageRecord]) -> Sketch:
    """The sketch of an article with its records.

    Raises:
        StopError: datasketch is missing.
    """
    words = article.folded.text.split()
    found = _minhash()
    threes = {" ".join(words[n : n + _WORDS]) for n in range(max(len(words) - _WORDS + 1, 1))}
    found.update_batch([three.encode("utf-8", "replace") for three in threes])
    said = sorted(
        (
            sorted(service.id for service in record.services),
            record.event.status,
            record.start.value if record.start else "",
            record.end.value if record.end else "",
            (record.duration.stated or "") if record.duration else "",
        )
        for record in records
    )
    says = blake2b(orjson.dumps(said), digest_size=12).hexdigest()
    return Sketch(found.hashvalues.tobytes(), says)


class Copies:
    """The latest texts, by their sketches."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        datasketch = need("datasketch", "watch", "watching feeds")
        self._near: Any = datasketch.MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._known: dict[str, Sketch] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, key: str, one: Sketch) -> None:
        """Keep a text in mind, over an older one with its key; forget the oldest."""
        self._drop(key)
        while len(self._known) >= self._most:
            self._drop(next(iter(self._known)))
        self._known[key] = one
        self._near.insert(key, _minhash(one.hashes))

    def find(self, key: str, one: Sketch) -> str | None:
        """The key of the text that this is a copy of, or None."""
        mine = _minhash(one.hashes)
        near = [
            (float(mine.jaccard(_minhash(self._known[other].hashes))), other)
            for other in self._near.query(mine)
            if other != key and self._known[other].says == one.says
        ]
        best = max(near, default=(0.0, ""))
        return best[1] if best[0] >= _NEAR else None

    def _drop(self, key: str) -> None:
        if self._known.pop(key, None) is not None:
            self._near.remove(key)


def _minhash(hashes: bytes | None = None) -> Any:
    datasketch = need("datasketch", "watch", "watching feeds")
    numpy = need("numpy", "watch", "watching feeds")
    values = None if hashes is None else numpy.frombuffer(hashes, dtype=numpy.uint32).copy()
    return datasketch.MinHash(
        num_perm=_PERMUTATIONS, hashfunc=crc32, hashvalues=values, scheme=_SCHEME
    )
