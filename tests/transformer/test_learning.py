"""An encoder made here and tuned for a task learns what there is to learn."""

import json
import random
from pathlib import Path
from typing import Any

from transformer.tiny import needs_torch, row, settings

ENCODER = {
    "seed": 7, "normaliser": "fold", "vocabulary": 200, "hidden": 32, "layers": 2, "heads": 2,
    "intermediate": 32, "positions": 128, "dropout": 0.0, "masked": 0.2, "length": 64,
    "held_out": 0.2,
    "training": {
        "epochs": 1, "patience": 1, "batch_tokens": 256, "rate": 1e-3, "warmup": 0.1, "decay": 0.01
    },
}  # fmt: skip
REPORT = {
    "length": 128, "stride": 8, "batch_tokens": 512, "rate": 3e-3, "epochs": 20, "patience": 20,
    "warmup": 0.1, "decay": 0.01,
}  # fmt: skip
WORDS = (
    "মেলা", "মাঠ", "নদী", "গাছ", "ছবি", "গান", "বই", "পথ", "শহর", "গ্রাম", "সকাল", "বিকেল", "মানুষ", "ঘর",
)  # fmt: skip


def articles() -> list[dict[str, Any]]:
    """Sixteen articles of words by chance; one word in the midst says whether it is a report."""
    dice = random.Random(4)
    found = []
    for number in range(16):
        down = number % 2 == 0
        told = [*dice.choices(WORDS, k=30), "অচল" if down else "সচল", *dice.choices(WORDS, k=30)]
        title = f"{dice.choice(WORDS)} ফেসবুক"
        names = {"ফেসবুক": "affected" if down else "unaffected"}
        found.append(row(number, title, " ".join(told), names))
    return found


def test_sixteen_articles_that_one_word_divides_are_told_apart(tmp_path: Path) -> None:
    needs_torch()
    from bibhrat.train.transformer.finetune import finetune
    from bibhrat.train.transformer.pretrain import pretrain
    from bibhrat.train.transformer.settings import FineTuning, Pretraining
    from bibhrat.transformer.reader import Reader

    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles())
    for name in ("train.jsonl", "dev.jsonl"):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    encoder, target = tmp_path / "encoder", tmp_path / "tuned"
    pretrain(Pretraining.model_validate(ENCODER), tmp_path, [], encoder, print)
    table = settings(encoder=str(encoder), tasks=["report"], report=REPORT)
    scores = finetune(FineTuning.model_validate(table), tmp_path, target, print)
    assert scores == {"report": 1.0}
    reader = Reader(target)
    for one in articles():
        assert (reader.report(one["title"], one["text"]) > 0.5) is one["outage"]
