"""One batch: articles from a file, through a function, into a file, with everything counted.

The simple backend: one process, one pass, input order. It defines the meaning of a run;
any other backend must write the same bytes.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field

from bibhrat.article import Article
from bibhrat.read.jsonl import Rejection, opened, read_jsonl
from bibhrat.write.jsonl import LineWriter, whole_file


@dataclass
class Summary:
    """What a run did.

    Attributes:
        articles: read and used.
        lines: written.
        dropped, rejected: counts by reason.
        repaired: articles that were used with a note (missing time, unknown zone).
    """

    articles: int = 0
    lines: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a work function makes of one article: lines to write, or the reason for none."""

    lines: tuple[bytes, ...]
    dropped: str | None = None


Work = Callable[[Article], Outcome]


def run(
    source: str,
    target: str,
    work: Work,
    *,
    zones: Mapping[str, str],
    rejects: str | None = None,
    on_rejection: Callable[[Rejection], None] = lambda rejection: None,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Summary:
    """Run one file through a work function.

    Args:
        source: JSON Lines, also .gz; "-" for standard input.
        target: where lines go; "-" for standard output. Appears whole or not at all.
        work: what to do with an article.
        zones: outlet → time zone.
        rejects: a file for rejected lines, with reasons.
        on_rejection: told of every rejected line.
        on_progress: told the size in bytes of every line that is done.

    Raises:
        StopError: source or target cannot be used; no target is left then.
    """
    summary = Summary()
    sink = whole_file(rejects) if rejects is not None else nullcontext(None)
    with opened(source) as (name, stream), whole_file(target) as out, sink as rejected:
        for size, item in read_jsonl(stream, name, zones):
            if isinstance(item, Rejection):
                summary.rejected[item.code] += 1
                on_rejection(item)
                if rejected is not None:
                    rejected.write(item.to_json())
            else:
                _one(item, work, out, summary)
            on_progress(size)
    return summary


def _one(article: Article, work: Work, out: LineWriter, summary: Summary) -> None:
    summary.articles += 1
    summary.repaired += bool(article.notes)
    outcome = work(article)
    if outcome.dropped is not None:
        summary.dropped[outcome.dropped] += 1
    for line in outcome.lines:
        out.write(line)
    summary.lines += len(outcome.lines)
