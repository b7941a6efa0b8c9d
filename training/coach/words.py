"""Fits the n-gram models: one vocabulary for all heads, one logistic model a head, stored small."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nearer.coach.ngrams import OVERLAPS, Ngrams, features_of

from .data import Example

FEATURES = 30000
SMALL = 0.1


def choose_features(examples: list[Example], most: int = FEATURES) -> tuple[list[str], np.ndarray]:
    """The features that stand in most texts of at least two sources or pairs, and how rare each is (idf)."""
    seen: Counter[str] = Counter()
    for example in examples:
        boost = 4 if example.source == "pairs" else 1
        for feature in features_of(example.text):
            seen[feature] += boost
    total = len(examples)
    chosen = sorted((f for f, n in seen.most_common(most) if n >= 4 and "\n" not in f))
    rarity = [1 + np.log((1 + total) / (1 + seen[f])) for f in chosen]
    return [*chosen, *OVERLAPS], np.array(rarity + [1.0] * len(OVERLAPS), dtype=np.float32)


def matrix_of(reader: Ngrams, examples: list[Example], answers: bool) -> csr_matrix:
    """Examples x features, exactly as the shipped code reads them: alone, or as answers to what they answer."""
    rows = [reader.vector_of(e.text, e.to if answers else None) for e in examples]
    ends = np.cumsum([0] + [len(places) for places, _ in rows])
    places = np.concatenate([places for places, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, places, ends), shape=(len(examples), len(reader.rarity)))


def fit_head(
    table: csr_matrix, target: np.ndarray, weight: np.ndarray, strength: float = 3.0
) -> tuple[np.ndarray, float]:
    """(weights, bias) of one head. A soft label counts as a yes and a no, each by its share."""
    from scipy.sparse import vstack

    both, soft = vstack([table, table]).tocsr(), np.concatenate([target, 1 - target])
    label = np.repeat([1, 0], len(target))
    share = soft * np.tile(weight, 2)
    kept = share > 0
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200)
    model.fit(both[kept], label[kept], sample_weight=share[kept])
    return model.coef_[0], float(model.intercept_[0])


def write(file: Path, features: list[str], rarity: np.ndarray, models: dict[str, tuple[np.ndarray, float]]) -> None:
    """Stores the models as float16; weights that hardly count become 0 and take no room."""
    weights = np.stack([weight for weight, _ in models.values()], axis=1) if models else np.zeros((len(features), 0))
    weights[np.abs(weights) < SMALL] = 0
    np.savez_compressed(
        file,
        features=np.frombuffer("\n".join(features).encode(), dtype=np.uint8),
        rarity=rarity.astype(np.float16),
        weights=weights.astype(np.float16),
        bias=np.array([bias for _, bias in models.values()], dtype=np.float32),
        heads=np.frombuffer("\n".join(models).encode(), dtype=np.uint8),
    )


def fit(examples: list[Example], heads: tuple[str, ...], answering: set[str], file: Path) -> None:
    """Fits every head of `heads` that has examples of both kinds and writes all of them to `file`.

    Heads in `answering` also see how much of the partner's words the text takes up.
    """
    features, rarity = choose_features(examples)
    write(file, features, rarity, {})
    tables = {answers: matrix_of(Ngrams(file), examples, answers) for answers in (False, True)}
    models = {}
    for head in heads:
        rows = [row for row, example in enumerate(examples) if head in example.labels]
        target = np.array([examples[row].labels[head] for row in rows])
        weight = np.array([4.0 if examples[row].source == "pairs" else 1.0 for row in rows])
        if rows and 0 < target.mean() < 1:
            models[head] = fit_head(tables[head in answering][rows], target, weight)
    write(file, features, rarity, models)
