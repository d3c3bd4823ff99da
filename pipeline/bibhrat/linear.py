"""A linear model over named features: what is learned, in a form that can be read.

In go lists of feature names; out come probabilities by class. A saved model is one JSON
file of numbers and names, so loading it runs nothing.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import orjson

from bibhrat.errors import AssetError

Model = TypeVar("Model")


def softmax(classes: Sequence[str], totals: Sequence[float]) -> dict[str, float]:
    """Scores of classes → their probabilities, summing to 1."""
    highest = max(totals)
    powers = [math.exp(total - highest) for total in totals]
    whole = sum(powers)
    return {name: power / whole for name, power in zip(classes, powers, strict=True)}


def read_model(path: Path, make: Callable[[Any], Model]) -> Model:
    """Load a model from a JSON file.

    Raises:
        AssetError: the file is no model.
    """
    try:
        return make(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssetError(f"{path}: no model: {error}") from None


@dataclass(frozen=True, slots=True)
class Linear:
    """Multinomial logistic regression with sparse weights.

    Attributes:
        classes: names, in the order of the weights.
        weights: for each feature one weight a class; unknown features weigh nothing.
    """

    classes: tuple[str, ...]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """Probability of every class, summing to 1."""
        rows = filter(None, map(self.weights.get, features))
        totals: list[float] = [*map(sum, zip(*rows, strict=True))] or [0.0] * len(self.classes)
        return softmax(self.classes, totals)

    def likeliest(self, features: Sequence[str]) -> str:
        """The class of the highest probability."""
        likely = self.probabilities(features)
        return max(likely, key=lambda name: likely[name])

    def to_json(self) -> bytes:
        """The file form; features sorted, so that equal models are equal bytes."""
        return orjson.dumps(
            {
                "classes": self.classes,
                "weights": {name: self.weights[name] for name in sorted(self.weights)},
            }
        )

    @classmethod
    def read(cls, path: Path) -> "Linear":
        """Load a model.

        Raises:
            AssetError: the file is no model.
        """
        return read_model(path, cls.stored)

    @classmethod
    def stored(cls, found: Mapping[str, Any]) -> "Linear":
        """A model from its file form, parsed."""
        return cls(tuple(found["classes"]), found["weights"])


@dataclass(frozen=True, slots=True)
class Valued:
    """A score over features that have values: one weight for each.

    Attributes:
        weights: by feature; unknown features weigh nothing.
    """

    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum."""
        total = 0.0
        for name, value in features.items():
            total += self.weights.get(name, 0.0) * value
        return total

    def to_json(self) -> bytes:
        """The file form; features sorted, so that equal models are equal bytes."""
        return orjson.dumps(
            {"weights": {name: self.weights[name] for name in sorted(self.weights)}}
        )

    @classmethod
    def read(cls, path: Path) -> "Valued":
        """Load a model.

        Raises:
            AssetError: the file is no model.
        """
        return read_model(path, lambda stored: cls(stored["weights"]))
