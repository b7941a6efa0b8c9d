"""The network: MiniLM, mean pooled, with one logistic output a head; its batches, its loss and its export."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from nearer.coach.wordpiece import WordPiece

from .data import HEADS, Example

CUES = ("feel", "feels", "felt", "you", "always", "never", "sounds", "like", "seems", "?", "your", "why", "what")


class Coach(nn.Module):
    """`[CLS] to [SEP] text [SEP]` -> one logit a head, in the order of `HEADS`."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(self.encoder.config.hidden_size, len(HEADS))

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        return self.heads(self.drop((states * weights).sum(1) / weights.sum(1).clamp(min=1)))


class Batches:
    """Examples as padded tensors, sorted by length within a pool so that little is padded. Twins stay together."""

    def __init__(self, pieces: WordPiece, seed: int, longest: int = 64) -> None:
        self.pieces, self.draw, self.longest = pieces, random.Random(seed), longest
        self.cues = {pieces.numbers[cue] for cue in CUES if cue in pieces.numbers}
        self.question, self.mask = pieces.numbers["?"], pieces.numbers["[MASK]"]
        self.known: dict[tuple[str, str | None], tuple[list[int], list[int]]] = {}

    def encode(self, example: Example) -> tuple[list[int], list[int]]:
        key = (example.text, example.to)
        if key not in self.known:
            self.known[key] = self.pieces.encode(example.text, example.to, self.longest)
        return self.known[key]

    def _roughened(self, ids: list[int], segments: list[int], own: bool) -> tuple[list[int], list[int]]:
        """Now and then a cue word is hidden or a question mark is lost, so that no head leans on one word."""
        chance = 0.12 if own else 0.06
        kept = [
            (self.mask if number in self.cues and self.draw.random() < chance else number, segment)
            for number, segment in zip(ids, segments, strict=True)
            if not (number == self.question and self.draw.random() < 0.25)
        ]
        return [number for number, _ in kept], [segment for _, segment in kept]

    def tensors(self, examples: list[Example], rough: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        rows = [self.encode(example) for example in examples]
        if rough:
            rows = [self._roughened(*row, e.source in ("pairs", "made")) for row, e in zip(rows, examples, strict=True)]
        width = max(len(ids) for ids, _ in rows)
        ids, mask, segments = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
        for place, (numbers, sides) in enumerate(rows):
            ids[place, : len(numbers)] = torch.tensor(numbers)
            segments[place, : len(numbers)] = torch.tensor(sides)
            mask[place, : len(numbers)] = 1
        return ids, mask, segments

    def shuffled(self, examples: list[Example], size: int, pool: int = 40) -> list[list[Example]]:
        units: dict[str, list[Example]] = {}
        for number, example in enumerate(examples):
            units.setdefault(example.twin.rsplit("-", 1)[0] or f"#{number}", []).append(example)
        order = list(units.values())
        self.draw.shuffle(order)
        batches = []
        for start in range(0, len(order), size * pool):
            part = sorted(order[start : start + size * pool], key=lambda unit: len(self.encode(unit[0])[0]))
            flat = [example for unit in part for example in unit]
            batches += [flat[at : at + size] for at in range(0, len(flat), size)]
        self.draw.shuffle(batches)
        return batches


def labels_of(examples: list[Example]) -> tuple[Tensor, Tensor]:
    """(targets, known): both examples x heads; an unknown label weighs nothing."""
    target, known = torch.zeros(len(examples), len(HEADS)), torch.zeros(len(examples), len(HEADS))
    for row, example in enumerate(examples):
        for head, value in example.labels.items():
            target[row, HEADS.index(head)] = value
            known[row, HEADS.index(head)] = example.weight
    return target, known


def rarity_of(examples: list[Example]) -> Tensor:
    """The weight of a yes for each head: the root of no/yes, between 1 and 4."""
    target, known = labels_of(examples)
    yes, no = (target * known).sum(0), ((1 - target) * known).sum(0)
    return torch.sqrt(no / yes.clamp(min=1)).clamp(1, 4)


def twin_loss(logits: Tensor, examples: list[Example], margin: float = 2.0) -> Tensor:
    """For each pair in the batch: the yes twin should stand above the no twin by `margin` on the pair's own head."""
    places: dict[str, list[int]] = {}
    for place, example in enumerate(examples):
        if example.twin and example.kind in example.labels:
            places.setdefault(example.twin.rsplit("-", 1)[0], []).append(place)
    gaps = [
        logits[found[0], HEADS.index(examples[found[0]].kind)] - logits[found[1], HEADS.index(examples[found[0]].kind)]
        for found in places.values()
        if len(found) == 2
    ]
    return nn.functional.softplus(margin - torch.stack(gaps)).mean() if gaps else logits.new_zeros(())


@torch.no_grad()
def logits_for(model: Coach, batches: Batches, examples: list[Example], size: int = 32) -> np.ndarray:
    """Logits, examples x heads, without dropout."""
    model.eval()
    found = np.zeros((len(examples), len(HEADS)), dtype=np.float32)
    order = sorted(range(len(examples)), key=lambda place: len(batches.encode(examples[place])[0]))
    for start in range(0, len(order), size):
        places = order[start : start + size]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model(*batches.tensors([examples[place] for place in places]))
        found[places] = out.float().numpy()
    return found


def export(model: Coach, target: Path) -> None:
    """Writes `target` as int8 ONNX (weights per channel, activations at run time)."""
    model.eval()
    full = target.with_suffix(".fp32.onnx")
    sample = torch.ones(2, 8, dtype=torch.long)
    names = ["ids", "mask", "segments"]
    axes = {name: {0: "batch", 1: "length"} for name in names} | {"logits": {0: "batch"}}
    torch.onnx.export(
        model,
        (sample, sample, torch.zeros_like(sample)),
        str(full),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, target, weight_type=QuantType.QInt8, per_channel=True)
    plain = onnx.load(target)
    plain.doc_string = ""
    onnx.save(plain, target)
    full.unlink()
