"""The numbers behind the tables: AUC, rank correlation, calibration error. numpy only, so that any run can check."""

from __future__ import annotations

import numpy as np


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, ties shared."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    return (ends - (count - 1) / 2)[place]


def auc(true: np.ndarray, score: np.ndarray) -> float:
    """The chance, in per cent, that a yes stands above a no; nan without both."""
    yes = true > 0.5
    if not 0 < yes.sum() < len(yes):
        return float("nan")
    over = ranks(score)[yes].sum() - yes.sum() * (yes.sum() + 1) / 2
    return float(100 * over / (yes.sum() * (~yes).sum()))


def spearman(left: np.ndarray, right: np.ndarray) -> float:
    """Rank correlation, -1..1."""
    return float(np.corrcoef(ranks(left), ranks(right))[0, 1])


def calibration_error(true: np.ndarray, probability: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins, 0..1."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [
        abs(true[place == b].mean() - probability[place == b].mean()) * (place == b).sum() for b in np.unique(place)
    ]
    return float(sum(gaps) / len(true))


def macro_f1(true: np.ndarray, guess: np.ndarray) -> tuple[float, float]:
    """(accuracy, macro-F1) in per cent."""
    scores = []
    for label in np.unique(true):
        hit = ((true == label) & (guess == label)).sum()
        scores.append(2 * hit / max(1, (true == label).sum() + (guess == label).sum()))
    return float(100 * (true == guess).mean()), float(100 * np.mean(scores))


def kappa(left: list[str], right: list[str]) -> float:
    """Cohen's kappa (1960) of two raters of the same items: agreement beyond chance, at most 1."""
    agreed = np.mean([a == b for a, b in zip(left, right, strict=True)])
    chance = sum(left.count(label) * right.count(label) for label in set(left)) / len(left) ** 2
    return float((agreed - chance) / (1 - chance)) if chance < 1 else 1.0
