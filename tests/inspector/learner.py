"""Small, honest learners: they get feature vectors with the truth, and guess the truth of others.

Three, because they see different things: one feature alone, many weak ones added up, and combinations. Each answers
a function from a vector to a guess. Pure Python; deterministic.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from itertools import pairwise

Vector = Sequence[float]
Guess = Callable[[Vector], bool]
Learner = Callable[[Sequence[Vector], Sequence[bool]], Guess]

_ROUNDS = 250
_RATE = 0.3
_SHRINKING = 0.02
_CLIP = 4.0
_STRONGEST = 12
_LEAST_SPREAD = 1e-6


def best_threshold(vectors: Sequence[Vector], truths: Sequence[bool]) -> Guess:
    """The one feature and the one threshold that part the known ones best."""
    best = (-1, 0, 0.0, True)
    for column in range(len(vectors[0])):
        ordered = sorted((vector[column], truth) for vector, truth in zip(vectors, truths, strict=True))
        true_below = false_below = 0
        all_true, all_false = sum(truths), len(truths) - sum(truths)
        for (value, truth), (following, _) in pairwise(ordered):
            true_below += truth
            false_below += not truth
            if value == following:
                continue
            right_if_above = false_below + all_true - true_below
            for right, above in ((right_if_above, True), (all_true + all_false - right_if_above, False)):
                if right > best[0]:
                    best = (right, column, (value + following) / 2, above)
    _, column, threshold, above = best
    return lambda vector: (vector[column] > threshold) == above


def nearest_centroid(vectors: Sequence[Vector], truths: Sequence[bool]) -> Guess:
    """Which group's mean is nearer in the features that part the groups most, in units of the spread within groups."""
    scale = _scaler(vectors)
    groups = {truth: _those([scale(vector) for vector in vectors], truths, truth) for truth in (False, True)}
    means = {
        truth: [statistics.fmean(column) for column in zip(*group, strict=True)] for truth, group in groups.items()
    }
    within = [
        max(_LEAST_SPREAD, statistics.fmean(statistics.pvariance(column) for column in columns))
        for columns in zip(*(zip(*group, strict=True) for group in groups.values()), strict=True)
    ]
    apart = [(yes - no) ** 2 / spread for yes, no, spread in zip(means[True], means[False], within, strict=True)]
    strongest = sorted(range(len(apart)), key=lambda column: -apart[column])[:_STRONGEST]

    def guess(vector: Vector) -> bool:
        own = scale(vector)
        distance = {
            truth: sum((own[column] - mean[column]) ** 2 / within[column] for column in strongest)
            for truth, mean in means.items()
        }
        return distance[True] < distance[False]

    return guess


def logistic(vectors: Sequence[Vector], truths: Sequence[bool]) -> Guess:
    """Logistic regression on all features, with shrinking, by plain gradient descent."""
    scale = _scaler(vectors)
    scaled = [scale(vector) for vector in vectors]
    weights = [0.0] * len(scaled[0])
    bias = 0.0
    for _ in range(_ROUNDS):
        slopes = [_SHRINKING * weight for weight in weights]
        bias_slope = 0.0
        for vector, truth in zip(scaled, truths, strict=True):
            error = (_chance(weights, bias, vector) - truth) / len(scaled)
            bias_slope += error
            slopes = [slope + error * value for slope, value in zip(slopes, vector, strict=True)]
        weights = [weight - _RATE * slope for weight, slope in zip(weights, slopes, strict=True)]
        bias -= _RATE * bias_slope
    return lambda vector: _chance(weights, bias, scale(vector)) > 0.5


LEARNERS: dict[str, Learner] = {
    "threshold": best_threshold,
    "centroid": nearest_centroid,
    "logistic": logistic,
}


def _chance(weights: Sequence[float], bias: float, vector: Vector) -> float:
    total = bias + sum(weight * value for weight, value in zip(weights, vector, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _those(vectors: Sequence[Vector], truths: Sequence[bool], wanted: bool) -> list[Vector]:
    return [vector for vector, truth in zip(vectors, truths, strict=True) if truth == wanted]


def _scaler(vectors: Sequence[Vector]) -> Callable[[Vector], list[float]]:
    """To units of each feature's spread, which a few outliers neither set nor exceed."""
    middles, spreads = [], []
    for column in zip(*vectors, strict=True):
        quarters = statistics.quantiles(column, n=4)
        middles.append(statistics.median(column))
        spreads.append(quarters[2] - quarters[0] or statistics.pstdev(column) or 1.0)

    def scale(vector: Vector) -> list[float]:
        return [
            max(-_CLIP, min(_CLIP, (value - middle) / spread))
            for value, middle, spread in zip(vector, middles, spreads, strict=True)
        ]

    return scale
