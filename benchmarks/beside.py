"""bibhrat beside others that read Bangla text: articles a second in one run, as a table.

    python benchmarks/beside.py [FEED.jsonl[.gz]] [--articles 200] [--rounds 3]

None of the others gives a record: dateparser's search finds times, spaCy's blank pipeline
words, and a BERT-base token classifier (random weights do for speed) a label for each piece
of a word. All take turns on one core, whose time is measured; the best round of each counts,
and each has read the articles before. What takes longest is asked for fewer of them.
"""

import argparse
import itertools
from collections.abc import Callable, Sequence

import orjson

from bibhrat.article import Article, from_row
from bibhrat.extractor import extract
from bibhrat.profile import read_profile
from bibhrat.temporal import tag
from feed import FEEDS, Contest, blank_bn, fresh, lines, outages, race, rules_only

#: So many articles of the feed for one outage article: few of them are looked at twice.
_MORE = 10
#: The slow ones read one outage article in so many.
_DATEPARSER, _BERT = 5, 20
_PIECES = 512  # the most that BERT reads at once

Reader = Callable[[str], object]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("feed", nargs="?", default=str(next(p for p in FEEDS if p.exists())))
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    kinds = {
        "outage articles": outages()[: chosen.articles],
        "any news": _feed(chosen.feed, chosen.articles * _MORE),
    }
    texts = [article.body for found in kinds.values() for article in found]
    others = {
        "spaCy `blank('bn')`, words": (1, blank_bn().make_doc),
        "dateparser search, times": (_DATEPARSER, _dateparser()),
        "BERT-base token classifier": (_BERT, _bert(texts)),
    }
    rates = {name: _rates(found, others, chosen) for name, found in kinds.items()}
    print(f"\n| articles a second, one core | {' | '.join(rates)} |")
    print("| --- " + "| ---: " * len(rates) + "|")
    for name in next(iter(rates.values())):
        cells = [f"{found[name]:,.1f} ({_ratio(found, name)})" for found in rates.values()]
        print(f"| {name} | {' | '.join(cells)} |")
    for name, (_, reader) in others.items():
        if reader is None:
            print(f"| {name} | skipped: not installed | |")


def _rates(
    found: Sequence[Article],
    others: dict[str, tuple[int, Reader | None]],
    chosen: argparse.Namespace,
) -> dict[str, float]:
    ours, rules = read_profile(), rules_only()
    contest: Contest = {
        "bibhrat, records": (len(found), lambda: [extract(fresh(a), ours) for a in found]),
        "bibhrat, rules only": (len(found), lambda: [extract(fresh(a), rules) for a in found]),
        "bibhrat tag, times": (
            len(found),
            lambda: [tag(a.body, published_at=a.published_at, tz=a.tz) for a in found],
        ),
    }
    for name, (step, reader) in others.items():
        if reader is not None:
            apart = max(1, len(found) * step // chosen.articles)
            few = [article.body for article in found[::apart]]
            contest[name] = (len(few), _all(reader, few))
    for _, work in contest.values():
        work()  # loads what is loaded once
    return race(contest, chosen.rounds)


def _all(reader: Reader, texts: Sequence[str]) -> Callable[[], object]:
    return lambda: [reader(text) for text in texts]


def _ratio(rates: dict[str, float], name: str) -> str:
    """How many times as fast as the records of bibhrat."""
    ratio = rates[name] / rates["bibhrat, records"]
    return f"{ratio:.2f} ×" if ratio >= 0.01 else f"1/{1 / ratio:,.0f} ×"


def _feed(path: str, count: int) -> list[Article]:
    """The first articles of a feed; its ids may be missing."""
    rows = map(orjson.loads, itertools.islice(lines(path), count))
    return [from_row(row, default_id="article") for row in rows]


def _dateparser() -> Reader | None:
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError:
        return None
    return lambda text: search_dates(text, languages=["bn"])


def _bert(texts: Sequence[str]) -> Reader | None:
    """A token classifier of BERT's size; its word pieces are learned from the texts."""
    try:
        import torch  # noqa: PLC0415
        from tokenizers import Tokenizer, models, pre_tokenizers, trainers  # noqa: PLC0415
        from transformers import BertConfig, BertForTokenClassification  # noqa: PLC0415
    except ImportError:
        return None
    torch.set_num_threads(1)
    config = BertConfig(num_labels=9)
    pieces = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    pieces.train_from_iterator(
        texts,
        trainers.WordPieceTrainer(
            vocab_size=config.vocab_size, special_tokens=special, show_progress=False
        ),
    )
    model = BertForTokenClassification(config).eval()

    def label(text: str) -> list[int]:
        found = pieces.encode(text).ids
        labels: list[int] = []
        with torch.inference_mode():
            for start in range(0, len(found), _PIECES):
                window = torch.tensor([found[start : start + _PIECES]])
                labels += model(window).logits[0].argmax(dim=-1).tolist()
        return labels

    return label


if __name__ == "__main__":
    main()
