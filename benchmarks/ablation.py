"""What each part is worth: rules, the learned parts, both, and bnlp's tagger, side by side.

    python benchmarks/ablation.py GOLD.jsonl [--corpus FOLDER] [--bnlp names.crfsuite]

"Rules" decides without models. "Learned" are the models trained anew, in this run, without a
word of how the rules vote on the role of each mention; names, times, cues and clauses are found
by the same rooms everywhere. "Both" is the default. Each is tested against both by a paired
bootstrap over articles; * marks p < 0.05. Standard output is a Markdown table.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bibhrat import story
from bibhrat.evaluate.evaluation import Evaluation, evaluate
from bibhrat.evaluate.gold import read_gold
from bibhrat.evaluate.labels import Gold
from bibhrat.evaluate.systems import System, run_bibhrat
from bibhrat.train import train

ROOT = Path(__file__).parent.parent
SCORES = {
    "detection.f1": "detection, F1",
    "services.by_evidence.f1": "affected services, F1",
    "services.inside.f1": "… in the catalogue",
    "services.by_evidence.outside.f1": "… outside it, by evidence",
    "roles": "roles of named services",
    "roles.affected": "… affected or not",
    "slot.start.f1": "start, F1",
    "slot.end.f1": "end, F1",
    "slot.duration.f1": "duration, F1",
    "core_by_evidence": "core",
    "complete": "complete",
}
_SIGNIFICANT = 0.05


@contextmanager
def _unruled() -> Iterator[None]:
    """Features without the decisions of the rules, in training and in reading."""
    with patch.object(story, "_rules_say", lambda tellings: iter(())):
        yield


def _systems(gold: Gold, options: argparse.Namespace, folder: Path) -> list[System]:
    def system(name: str, profile: str) -> System:
        path = folder / f"{name}.toml"
        path.write_text(profile, encoding="utf-8")
        return run_bibhrat(gold, name, str(path))

    found = [system("both", ""), system("rules", "[learned]\nenabled = false\n")]
    with _unruled():
        config = ROOT / "configs/train/linear.toml"
        train(config, options.corpus, folder / "models", report=lambda line: _tell(f"  {line}"))
        found.append(system("learned", '[learned]\nmodels = "models"\n'))
    if options.bnlp:
        tagger = Path(options.bnlp).resolve()
        found.append(system("both with bnlp's names", f'[services]\nrecogniser = "{tagger}"\n'))
    return found


def table(evaluation: Evaluation) -> str:
    """Scores of every column, each with its interval and whether it differs from the first."""
    columns = evaluation.columns
    heads = ["score", *(column.system.name for column in columns)]
    lines = [heads, ["---", *["---:"] * len(columns)]]
    for key, label in SCORES.items():
        cells = [label]
        for number, column in enumerate(columns):
            cells.append(_cell(evaluation, number, column.scores.get(key), key))
        lines.append(cells)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(evaluation: Evaluation, number: int, score: float | None, key: str) -> str:
    if score is None:
        return "–"
    interval = evaluation.columns[number].intervals.get(key)
    around = f" ({interval.low:.3f}–{interval.high:.3f})" if interval else ""
    tests: Any = evaluation.comparisons[number - 1].differences if number else ()
    p = next((test.p for test in tests if test.metric == key), 1.0)
    return f"{score:.3f}{around}{' *' if p < _SIGNIFICANT else ''}"


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def main() -> None:
    """Train what has to be trained, score, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpora/outages")
    parser.add_argument("--bnlp", metavar="FILE", help="of `bibhrat train configs/train/bnlp.toml`")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="SAMPLES")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    with TemporaryDirectory() as folder:
        systems = _systems(gold, options, Path(folder))
        evaluation = evaluate(gold, systems, samples=options.bootstrap)
    print(f"{gold.name}: {len(gold.articles)} articles, {options.bootstrap} samples\n")
    print(table(evaluation))


if __name__ == "__main__":
    main()
