"""Trains bnlp's CRF tagger on the service names of the corpus; keeps the bare model.

Every labelled service is a name to learn from, in the catalogue or not: those outside it alone
are too few. bnlp's trainer writes a pickle; its model is taken out of it unread (see
`bibhrat.with_bnlp.model_file`) and is all that stays.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from warnings import catch_warnings, simplefilter

from bibhrat.article import Article
from bibhrat.errors import StopError
from bibhrat.train.examples import rows
from bibhrat.with_bnlp.library import module
from bibhrat.with_bnlp.model_file import crfsuite_bytes
from bibhrat.with_bnlp.recogniser import FIRST, NEXT, OTHER, Recogniser, sentences

#: What is written into the target folder.
FILE = "names.crfsuite"
Tagged = list[tuple[str, str]]
Spans = list[tuple[int, int]]


def train(
    train_rows: Sequence[str | Path],
    dev_rows: str | Path,
    target: Path,
    *,
    settings: Mapping[str, Any],
    report: Callable[[str], None] = lambda line: None,
) -> Mapping[str, float]:
    """Train on one split and score on another.

    Args:
        train_rows, dev_rows: files or datasets of labelled articles.
        target: folder for the model.
        settings: `names`: "all" services, or those "outside" the catalogue.
        report: told of progress, a line at a time.

    Returns:
        Precision, recall and F1 on dev, a name being right that shares a character with a
        label: of names of both kinds, and of labels outside the catalogue their recall.

    Raises:
        StopError: bnlp-toolkit is not installed, or a setting or a file is wrong.
    """
    names = settings.get("names")
    if names not in ("all", "outside"):
        raise StopError(f"names: expected 'all' or 'outside', got {names!r}")
    trainer = module("bnlp.token_classification.token_classification_trainer", "training")
    seen = [row for path in train_rows for row in rows(path)]
    fitted = [one for article, gold in seen for one in _tagged(article, gold, names)]
    held = list(rows(dev_rows))
    unseen = [one for article, gold in held for one in _tagged(article, gold, names)]
    with TemporaryDirectory() as folder:
        written = Path(folder) / "trained"
        said = io.StringIO()
        with redirect_stdout(said), catch_warnings():
            simplefilter("ignore", ResourceWarning)  # it leaves closing the file to Python
            trainer.CRFTaggerTrainer().train(str(written), fitted, unseen)
        model = crfsuite_bytes(written)
    report(f"{len(fitted):,} sentences; bnlp's own score on dev: {said.getvalue().split()[-3]}")
    target.mkdir(parents=True, exist_ok=True)
    (target / FILE).write_bytes(model)
    return _score(Recogniser(target / FILE), held)


def spans(article: Article, gold: Mapping[str, Any], names: str) -> Spans:
    """Labelled services in the folded body: "all", or those "outside" the catalogue."""
    return [
        (article.folded.at(mention["start"]), article.folded.at(mention["end"]))
        for mention in gold["mentions"]
        if mention["id"] is not None and (names == "all" or mention.get("outside"))
    ]


def _tagged(article: Article, gold: Mapping[str, Any], names: str) -> Iterator[Tagged]:
    text, named = article.folded.text, spans(article, gold, names)
    for own in sentences(text):
        found: Tagged = []
        inside: tuple[int, int] | None = None
        for start, end in own:
            span = next(((a, b) for a, b in named if a < end and start < b), None)
            tag = OTHER if span is None else NEXT if span == inside else FIRST
            inside = span
            found.append((text[start:end], tag))
        yield found


def _score(
    recogniser: Recogniser, held: list[tuple[Article, Mapping[str, Any]]]
) -> dict[str, float]:
    right = found = hit = wanted = outside = out_of = 0
    for article, gold in held:
        own = [(name.start, name.end) for name in recogniser(article.folded.text)]
        named, unknown = spans(article, gold, "all"), spans(article, gold, "outside")
        right += sum(_shares(name, named) for name in own)
        found += len(own)
        hit += sum(_shares(name, own) for name in named)
        wanted += len(named)
        outside += sum(_shares(name, own) for name in unknown)
        out_of += len(unknown)
    precision, recall = right / max(found, 1), hit / max(wanted, 1)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "recall_outside": outside / max(out_of, 1),
    }


def _shares(span: tuple[int, int], others: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
