"""The learners find what is there to be found, and nothing where there is nothing."""

from __future__ import annotations

import random

import pytest

from tests.inspector.learner import LEARNERS

FEATURES = 60
KNOWN = 100


def _cases(lots: random.Random, count: int, *, shifts: dict[int, float]) -> list[tuple[list[float], bool]]:
    cases = []
    for index in range(count):
        truth = index % 2 == 0
        vector = [lots.gauss(0, 1) + (shifts.get(column, 0.0) if truth else 0.0) for column in range(FEATURES)]
        cases.append((vector, truth))
    return cases


def _share(learner: str, shifts: dict[int, float]) -> float:
    lots = random.Random(11)  # noqa: S311 - made-up data
    known, fresh = _cases(lots, KNOWN, shifts=shifts), _cases(lots, 1000, shifts=shifts)
    guess = LEARNERS[learner]([vector for vector, _ in known], [truth for _, truth in known])
    return sum(guess(vector) == truth for vector, truth in fresh) / len(fresh)


@pytest.mark.parametrize("learner", LEARNERS)
def test_one_strong_feature_is_found(learner: str) -> None:
    assert _share(learner, {17: 3.0}) > 0.75


@pytest.mark.parametrize("learner", ["centroid", "logistic"])
def test_many_weak_features_are_added_up(learner: str) -> None:
    assert _share(learner, dict.fromkeys(range(10, 30), 0.6)) > 0.75


@pytest.mark.parametrize("learner", LEARNERS)
def test_noise_teaches_nothing(learner: str) -> None:
    assert abs(_share(learner, {}) - 0.5) < 0.06


@pytest.mark.parametrize("learner", LEARNERS)
def test_a_feature_that_never_changes_does_no_harm(learner: str) -> None:
    vectors = [[5.0, float(index % 2)] for index in range(20)]
    guess = LEARNERS[learner](vectors, [index % 2 == 0 for index in range(20)])
    assert guess([5.0, 0.0])
    assert not guess([5.0, 1.0])
