"""A larger network learns the pairs, then says what it thinks of many texts, and the small one learns from that.

    python -m training.coach.teacher fit --base MPNET --half 0 --out teacher0.pt
    python -m training.coach.teacher say --base MPNET --data DATA --half 0 --model teacher0.pt --out taught0.jsonl

After Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network". One teacher for each half of the
pairs, so that calibration rests on texts that neither a student nor its teacher has seen; the shipped student learns
from both. The teacher (all-mpnet-base-v2, Apache-2.0, 110 million weights) is never shipped.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoTokenizer, MPNetModel

from .contrasts import make_contrasts
from .data import DRAFT_KINDS, HEADS, REPLY_KINDS, Example, load_pairs, load_public
from .mixing import half_of, unlabelled
from .model import labels_of, rarity_of, twin_loss
from .train import as_typed, pair_files

SIZE, LONGEST = 32, 110
COUNT = 7000


class Teacher(nn.Module):
    """MPNet, mean pooled, one logit a head."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(self.encoder.config.hidden_size, len(HEADS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        return self.heads(self.drop((states * weights).sum(1) / weights.sum(1)))


class Reader:
    """Texts as the teacher's padded tensors."""

    def __init__(self, base: Path) -> None:
        self.pieces = AutoTokenizer.from_pretrained(base)

    def tensors(self, examples: list[Example]) -> tuple[Tensor, Tensor]:
        rows = [
            self.pieces(*((e.to, e.text) if e.to is not None else (e.text,)), truncation=True, max_length=LONGEST)
            for e in examples
        ]
        both = self.pieces.pad({"input_ids": [row["input_ids"] for row in rows]}, return_tensors="pt")
        return both["input_ids"], both["attention_mask"]


def size_of(example: Example) -> int:
    return len(example.text) + len(example.to or "")


def batches_of(examples: list[Example], draw: random.Random) -> list[list[Example]]:
    """Twins together, alike lengths together, in any order."""
    units: dict[str, list[Example]] = {}
    for example in examples:
        units.setdefault(example.group, []).append(example)
    order = list(units.values())
    draw.shuffle(order)
    found = []
    for start in range(0, len(order), SIZE * 20):
        flat = [e for unit in sorted(order[start : start + SIZE * 20], key=lambda u: size_of(u[0])) for e in unit]
        found += [flat[at : at + SIZE] for at in range(0, len(flat), SIZE)]
    draw.shuffle(found)
    return found


def fit(base: Path, pairs: list[Example], epochs: int, rate: float) -> Teacher:
    torch.manual_seed(0)
    draw, model, reader = random.Random(0), Teacher(base), Reader(base)
    body = [p for name, p in model.named_parameters() if not name.startswith("heads")]
    groups = [{"params": body, "lr": rate}, {"params": model.heads.parameters(), "lr": rate * 20}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [[as_typed(e, draw) for e in pairs] + make_contrasts(8, seed=turn) for turn in range(epochs)]
    work = [batch for turn in plan for batch in batches_of(turn, draw)]
    shape = lambda step: min(step / (0.1 * len(work) + 1), max(0.0, (len(work) - step) / (0.9 * len(work))))  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    rarity, began = rarity_of(pairs), time.monotonic()
    model.train()
    for step, batch in enumerate(work):
        target, known = labels_of(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*reader.tensors(batch)).float()
        raw = nn.functional.binary_cross_entropy_with_logits(logits, target, pos_weight=rarity, reduction="none")
        loss = (raw * known).sum() / len(batch) + twin_loss(logits, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 25 == 0:
            print(f"{step}/{len(work)} loss {float(loss):.2f} {time.monotonic() - began:.0f}s", flush=True)
    return model


@torch.no_grad()
def say(model: Teacher, reader: Reader, examples: list[Example]) -> np.ndarray:
    """Logits, examples x heads."""
    model.eval()
    found = np.zeros((len(examples), len(HEADS)), np.float32)
    order = sorted(range(len(examples)), key=lambda place: size_of(examples[place]))
    for start in range(0, len(order), SIZE):
        places = order[start : start + SIZE]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found[places] = model(*reader.tensors([examples[place] for place in places])).float().numpy()
    return found


def write_said(file: Path, examples: list[Example], logits: np.ndarray) -> None:
    """One line a text: the text, what it answers, its twin, and what the teacher thinks of its kinds, 0..1."""
    with file.open("w", encoding="utf-8") as stream:
        for example, row in zip(examples, 1 / (1 + np.exp(-logits)), strict=True):
            kinds = DRAFT_KINDS if example.to is None else REPLY_KINDS
            thought = {kind: round(float(row[HEADS.index(kind)]), 3) for kind in kinds}
            line = {"text": example.text, "to": example.to, "twin": example.twin, "thought": thought}
            stream.write(json.dumps(line) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("fit", "say"))
    parser.add_argument("--base", type=Path, required=True, help="folder with all-mpnet-base-v2")
    parser.add_argument("--half", type=int, choices=(0, 1), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="for say: the public corpora")
    parser.add_argument("--model", type=Path, help="for say: the teacher")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=5e-5)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = half_of(load_pairs(pair_files()), options.half)
    if options.step == "fit":
        torch.save(fit(options.base, pairs, options.epochs, options.rate).state_dict(), options.out)
        return
    model = Teacher(options.base)
    model.load_state_dict(torch.load(options.model, weights_only=True))
    texts = pairs + unlabelled(pairs, load_public(options.data), COUNT, seed=options.half)
    write_said(options.out, texts, say(model, Reader(options.base), texts))


if __name__ == "__main__":
    main()
