"""One pass: articles from inputs, through a function, to one target, with everything counted.

The simple backend: one process, one pass, input order. It defines the meaning of a run;
any other backend must write the same bytes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from bibhrat.article import Article
from bibhrat.read import Columns, Rejection, read
from bibhrat.write import Writer, whole_file, written


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
#: Told how many more rows are done, and how many more bytes are read.
OnProgress = Callable[[int, int], None]


def run(
    inputs: str | Path | Sequence[str | Path],
    target: str,
    work: Work,
    *,
    zones: Mapping[str, str],
    kind: str | None = None,
    columns: Columns | None = None,
    rejects: str | None = None,
    on_rejection: Callable[[Rejection], None] = lambda rejection: None,
    on_progress: OnProgress = lambda articles, size: None,
) -> Summary:
    """Run inputs through a work function.

    Args:
        inputs: what `bibhrat.read.read` takes.
        target: where lines go: a file, a database, "-" for standard output. A file appears
            whole or not at all; a database has all of it or nothing.
        work: what to do with an article.
        zones: outlet → time zone.
        kind, columns: as for `bibhrat.read.read`.
        rejects: a file for rejected rows, with reasons.
        on_rejection: told of every rejected row.
        on_progress: told of rows done and of bytes read, in turns.

    Raises:
        StopError: an input or the target cannot be used; no target is left then.
    """
    summary = Summary()
    sink = whole_file(rejects) if rejects is not None else nullcontext(None)
    items = read(
        inputs, kind=kind, columns=columns, zones=zones, told=lambda size: on_progress(0, size)
    )
    with written(target) as out, sink as rejected:
        for item in items:
            if isinstance(item, Rejection):
                summary.rejected[item.code] += 1
                on_rejection(item)
                if rejected is not None:
                    rejected.write(item.to_json())
            else:
                _one(item, work, out, summary)
            on_progress(1, 0)
    return summary


def _one(article: Article, work: Work, out: Writer, summary: Summary) -> None:
    summary.articles += 1
    summary.repaired += bool(article.notes)
    outcome = work(article)
    if outcome.dropped is not None:
        summary.dropped[outcome.dropped] += 1
    for line in outcome.lines:
        out.write(line)
    summary.lines += len(outcome.lines)
