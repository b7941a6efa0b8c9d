"""The full form: what the same network reaches when it may train on EPITOME and AnnoMI. For measuring alone.

Grouped five-fold (EPITOME by seeker's post, AnnoMI by session), two passes, root-inverse class weights, averaged with
the n-gram models. Nothing trained here is written anywhere.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

import numpy as np
import torch
from torch import nn

from nearer.coach.wordpiece import WordPiece

from .data import Example, fold_of
from .measures import auc, macro_f1
from .model import Batches, Coach
from .train import seeded

EPITOME = ("emotional-reactions", "interpretations", "explorations")
BEHAVIOURS = ("other", "question", "reflection", "therapist_input")
PUBLISHED = {
    "emotional-reactions": "81.2/76.9 RoBERTa bi-encoder",
    "interpretations": "81.9/61.9 RoBERTa bi-encoder",
    "explorations": "91.2/65.9 RoBERTa bi-encoder",
    "behaviour": "80.4/79.6 human against human",
}


def load_epitome(folder: Path) -> list[Example]:
    """Replies with their level (0, 1, 2) of each of the three behaviours."""
    rows: dict[tuple[str, str], Example] = {}
    for name in EPITOME:
        with (folder / "EPITOME" / f"{name}-reddit.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                new = Example(row["response_post"], {}, "EPITOME", row["sp_id"], row["seeker_post"])
                rows.setdefault((row["sp_id"], row["rp_id"]), new).labels[name] = float(row["level"])
    return [example for example in rows.values() if len(example.labels) == len(EPITOME)]


def load_annomi(folder: Path) -> list[Example]:
    """Therapists' utterances with the number of their behaviour."""
    from .evaluate import load_annomi as load

    found = load(folder, 10**9)
    numbers = [max(range(4), key=lambda n, e=e: e.labels[BEHAVIOURS[n]]) for e in found]
    return [
        Example(e.text, {"behaviour": float(n)}, "AnnoMI", e.group, e.to) for e, n in zip(found, numbers, strict=True)
    ]


class Classes(nn.Module):
    """The shipped shape of network with class outputs, one block of classes a task."""

    def __init__(self, coach: Coach, sizes: dict[str, int]) -> None:
        super().__init__()
        self.coach, self.sizes = coach, sizes
        coach.heads = nn.Linear(coach.encoder.config.hidden_size, sum(sizes.values()))

    def forward(self, *tensors: torch.Tensor) -> dict[str, torch.Tensor]:
        parts = self.coach(*tensors).float().split(list(self.sizes.values()), dim=1)
        return dict(zip(self.sizes, parts, strict=True))


def targets(examples: list[Example], task: str) -> np.ndarray:
    return np.array([int(e.labels[task]) for e in examples])


def fit(base: Path, train: list[Example], sizes: dict[str, int], batches: Batches, epochs: int) -> Classes:
    model = Classes(seeded(base, 0), sizes)
    weights = {
        t: torch.tensor(np.bincount(targets(train, t), minlength=n) / len(train)).float() for t, n in sizes.items()
    }
    losses = {t: nn.CrossEntropyLoss(weight=1 / w.sqrt()) for t, w in weights.items()}
    work = [batch for _ in range(epochs) for batch in batches.shuffled(train, 16)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=6e-5, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, len(work))
    model.train()
    for batch in work:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model(*batches.tensors(batch))
        loss = sum(losses[t](out[t], torch.tensor(targets(batch, t))) for t in sizes)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return model


@torch.no_grad()
def chances(model: Classes, batches: Batches, examples: list[Example]) -> dict[str, np.ndarray]:
    model.eval()
    parts = [model(*batches.tensors(examples[at : at + 16])) for at in range(0, len(examples), 16)]
    return {t: torch.cat([part[t] for part in parts]).softmax(1).numpy() for t in model.sizes}


def word_chances(train: list[Example], test: list[Example], task: str) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    word = TfidfVectorizer(ngram_range=(1, 2), tokenizer=re.compile(r"\w+|\?").findall, min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    model = make_pipeline(make_union(word, letters), LogisticRegression(C=3, max_iter=300, class_weight="balanced"))
    model.fit([e.text for e in train], targets(train, task))
    return model.predict_proba([e.text for e in test])


def show_folds(options: argparse.Namespace) -> None:
    """Prints accuracy, macro-F1, presence AUC and each class's AUC, mean and spread over the folds."""
    pieces = WordPiece(Path(__file__).parents[2] / "src/nearer/coach/weights/vocab.txt")
    for examples, sizes, epochs in (
        (load_epitome(options.evaluate), dict.fromkeys(EPITOME, 3), 3),
        (load_annomi(options.evaluate), {"behaviour": 4}, 2),
    ):
        found: dict[str, list[tuple[float, ...]]] = {task: [] for task in sizes}
        for fold in range(5)[: options.folds]:
            train = [e for e in examples if fold_of(e.group, 5) != fold]
            test = [e for e in examples if fold_of(e.group, 5) == fold]
            batches = Batches(pieces, 0, longest=96)
            model = fit(options.base, train, sizes, batches, epochs)
            for task, chance in chances(model, batches, test).items():
                true, both = targets(test, task), (chance + word_chances(train, test, task)) / 2
                each = [auc(true == level, both[:, level]) for level in range(sizes[task])]
                found[task].append((*macro_f1(true, both.argmax(1)), auc(true > 0, 1 - both[:, 0]), *each))
        for task, rows in found.items():
            mean, spread = np.mean(rows, axis=0), np.std(rows, axis=0)
            cells = "  ".join(f"{m:.1f} +- {s:.1f}" for m, s in zip(mean, spread, strict=True))
            print(f"  {task}: acc, macro-F1, presence AUC, each class over {len(rows)} folds: {cells}", flush=True)
            print(f"    beside: {PUBLISHED[task]}", flush=True)
