"""Batches of windows that are about as long as each other, in an order that a seed decides."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from bibhrat.transformer import libraries
from bibhrat.transformer.backends import padded

_POOL = 20  # batches whose windows are sorted by length together


def bucketed(lengths: Sequence[int], most_tokens: int, order: int) -> list[list[int]]:
    """Indices of windows, divided into batches.

    Windows are shuffled, sorted by length within pools of twenty batches and cut where the
    padded batch would pass `most_tokens`; the batches are shuffled again. So padding is little,
    and short and long texts still come mixed.

    Args:
        lengths: tokens of each window.
        most_tokens: of a padded batch; a longer window is a batch of its own.
        order: seed of the shuffles.
    """
    shuffled = list(range(len(lengths)))
    dice = random.Random(order)
    dice.shuffle(shuffled)
    mean = sum(lengths) / max(1, len(lengths))
    pool = max(1, int(_POOL * most_tokens / max(1.0, mean)))
    batches: list[list[int]] = []
    for begin in range(0, len(shuffled), pool):
        batch: list[int] = []
        for index in sorted(shuffled[begin : begin + pool], key=lambda i: (lengths[i], i)):
            if batch and lengths[index] * (len(batch) + 1) > most_tokens:
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
    dice.shuffle(batches)
    return batches


def tensors(rows: Sequence[Mapping[str, list[int]]], fill: Mapping[str, int]) -> dict[str, Any]:
    """Rows of one batch as tensors, the shorter ones filled up on the right."""
    torch = libraries.torch()
    return {key: torch.from_numpy(value) for key, value in padded(rows, fill).items()}
