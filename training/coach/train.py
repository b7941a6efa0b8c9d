"""Trains the network: the public corpora, the hard ones of them again, then the own pairs with some of the public ones.

    python -m training.coach.train public --data DATA --base MINILM --out public.pt
    python -m training.coach.train again  --data DATA --base MINILM --start public.pt --out again.pt
    python -m training.coach.train soup   --data DATA --base MINILM --start public.pt --other again.pt --out soup.pt
    python -m training.coach.train pairs  --data DATA --base MINILM --start soup.pt --taught T0 T1 --out coach.pt
    python -m training.coach.train fold   --data DATA --base MINILM --start soup.pt --taught T1 --fold 0 --out f0.npz

`fold` trains the last step without one half of the pairs, taught by the teacher of the other half (`teacher.py`), and
keeps the logits of the pairs it has not seen: calibration and thresholds rest on those. `ship.py` turns the results
into the shipped weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from nearer.coach.wordpiece import WordPiece

from .contrasts import make_contrasts
from .data import HARSH_KINDS, HEADS, MADE_HEADS, PUBLIC_HEADS, Example, fold_of, is_held_out, load_pairs, load_public
from .listening import make_listening
from .model import Batches, Coach, labels_of, logits_for, rarity_of, twin_loss
from .swaps import slipped, without_articles

HERE = Path(__file__).parent
PASSES = {"OffMyChest": 2, "GoEmotions-train": 1, "Receptiveness": 2, "Uptake": 3, "CaSiNo": 1, "QuestionIntimacy": 1}
AGAIN = {"OffMyChest": 1, "Receptiveness": 1, "Uptake": 4}
HEAVIER = {"Uptake": 2.0}
REPLAY = {"OffMyChest": 0.45, "GoEmotions-train": 0.25, "Uptake": 0.15, "Receptiveness": 0.05, "CaSiNo": 0.1}
REMEMBERED = (*PUBLIC_HEADS, *MADE_HEADS)
SIZE = 32
FOLDS = 2
TAUGHT = 3000  # texts of the teachers in one pass


def pair_files() -> list[Path]:
    """The pairs that may be trained on, never the test pairs."""
    return sorted((HERE / "pairs").glob("train-*.jsonl"))


def held_files() -> list[Path]:
    """Pairs by writers of whom nothing was trained on: they calibrate, they never train, they are no test."""
    return sorted((HERE / "pairs").glob("held-*.jsonl"))


def run_epochs(model: Coach, batches: Batches, plan: list[list[Example]], rate: float, twins: float) -> None:
    """One pass over each list of `plan`, in order. The rate warms up over a tenth and falls to nothing."""
    rarity = rarity_of(plan[0])
    if twins:
        rarity[[HEADS.index(head) for head in REMEMBERED]] = 1
    body = [p for name, p in model.named_parameters() if not name.startswith("heads")]
    groups = [{"params": body, "lr": rate}, {"params": model.heads.parameters(), "lr": rate * 20}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    work = [batch for epoch in plan for batch in batches.shuffled(epoch, SIZE)]
    shape = lambda step: min(step / (0.1 * len(work) + 1), max(0.0, (len(work) - step) / (0.9 * len(work))))  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    began, shown = time.monotonic(), 0.0
    for step, batch in enumerate(work):
        model.train()
        target, known = labels_of(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*batches.tensors(batch, rough=True)).float()
        raw = torch.nn.functional.binary_cross_entropy_with_logits(logits, target, pos_weight=rarity, reduction="none")
        loss = (raw * known).sum() / len(batch) + twins * twin_loss(logits, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        shown = 0.98 * shown + 0.02 * float(loss.detach())
        if step % 100 == 0:
            print(
                f"{step}/{len(work)} loss {shown / (1 - 0.98 ** (step + 1)):.3f} {time.monotonic() - began:.0f}s",
                flush=True,
            )


def all_held_out(public: list[Example]) -> list[Example]:
    """What measures the public heads: held-out groups, and made replies from held-out groups."""
    return [e for e in public if is_held_out(e)] + make_listening(public, 800, seed=77, held_out=True)


def public_plan(public: list[Example], made: int) -> list[list[Example]]:
    seen = [example for example in public if not is_held_out(example)]
    most = max(PASSES.values())
    return [
        [e for e in seen if turn < PASSES[e.source]] + (make_listening(public, made, seed=turn) if turn < 2 else [])
        for turn in range(most)
    ]


def again_plan(public: list[Example]) -> list[list[Example]]:
    """Passes over the corpora that one pass of everything leaves behind."""
    seen = [replace(e, weight=HEAVIER.get(e.source, 1.0)) for e in public if not is_held_out(e)]
    return [[e for e in seen for _ in range(AGAIN.get(e.source, 0))] + make_listening(public, 4000, seed=9)]


def in_company(example: Example, calm: list[Example], draw: random.Random) -> Example:
    """Now and then a draft with a kind sentence beside it: kindness elsewhere must not cancel a harsh clause."""
    if example.to is not None or draw.random() > 0.2:
        return example
    other = draw.choice(calm).text
    text = f"{other} {example.text}" if draw.random() < 0.4 else f"{example.text} {other}"
    return replace(example, text=text, labels={k: v for k, v in example.labels.items() if k in HARSH_KINDS})


def as_typed(example: Example, draw: random.Random) -> Example:
    """Now and then with a slip of the fingers, or without articles, as people write in a second language."""
    text, chance = example.text, draw.random()
    words = re.findall(r"[a-z]{5,}", text)
    if chance < 0.1 and words:
        text = slipped(text, draw.choice(words))
    elif chance > 0.92:
        text = without_articles(text)
    return replace(example, text=text)


def form_only(example: Example) -> Example:
    """A made reply without what the own pairs say better: a sentence turned round is no listening yet."""
    labels = {head: value for head, value in example.labels.items() if head != "says_back" or value == 0}
    return replace(example, labels=labels)


def replayed(public: list[Example], most: int, draw: random.Random) -> list[Example]:
    """About `most` training examples of the public corpora, each corpus by its share in `REPLAY`."""
    seen = [e for e in public if not is_held_out(e)]
    found = []
    for source, part in REPLAY.items():
        own = [e for e in seen if e.source == source]
        found += draw.sample(own, min(len(own), int(part * most)))
    return found


def load_taught(files: list[Path], pairs: list[Example]) -> tuple[list[Example], list[Example]]:
    """(pairs, texts): what is unknown of a pair as its teacher sees it, and the texts that only a teacher labelled."""
    told: dict[str, dict[str, float]] = {}
    texts = []
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["twin"]:
            told[row["twin"]] = row["thought"]
        else:
            texts.append(Example(row["text"], row["thought"], "taught", f"taught-{len(texts)}", row["to"]))
    return [replace(e, labels={**told.get(e.twin, {}), **e.labels}) for e in pairs], texts


def pair_plan(
    pairs: list[Example], taught: list[Example], public: list[Example], epochs: int, again: int
) -> list[list[Example]]:
    """Each pass: all pairs, some texts of the teachers, and `again` public or made examples so that nothing is lost."""
    draw = random.Random(11)
    calm = [e for e in public if "blame" in e.labels and not is_held_out(e)]
    plan = []
    for turn in range(epochs):
        old = replayed(public, again // 2, draw) + draw.sample(calm, again // 4)
        old += map(form_only, make_listening(public, again // 4, 50 + turn))
        own = [replace(as_typed(in_company(e, calm, draw), draw), weight=2.0) for e in pairs]
        own += [replace(in_company(e, calm, draw), weight=0.8) for e in make_contrasts(16, seed=turn)]
        own += draw.sample(taught, min(TAUGHT, len(taught)))
        plan.append(own + [replace(e, weight=0.8) for e in old])
    return plan


def remembered(model: Coach, batches: Batches, plan: list[list[Example]]) -> list[list[Example]]:
    """`plan` with what `model` thinks of every text on the public heads as soft labels, so that it does not forget.

    Where a label is known both count half (Li and Hoiem 2016, learning without forgetting).
    """
    kept = [HEADS.index(head) for head in REMEMBERED]
    flat = list({(e.text, e.to): e for turn in plan for e in turn}.values())
    logits = logits_for(model, batches, flat)
    thought = {(e.text, e.to): 1 / (1 + np.exp(-row)) for e, row in zip(flat, logits, strict=True)}
    full = []
    for turn in plan:
        full.append([])
        for example in turn:
            row = thought[example.text, example.to]
            labels = dict(example.labels)
            for column in kept:
                head = HEADS[column]
                own = example.source == "pairs" and head in labels
                mind = float(row[column])
                labels[head] = labels[head] if own else (labels.get(head, mind) + mind) / 2
            full[-1].append(replace(example, labels=labels))
    return full


def forget_made_listening(model: Coach) -> Coach:
    """What the made replies called saying back is mostly parroting, which the own pairs tell apart: start that anew."""
    with torch.no_grad():
        model.heads.weight[HEADS.index("says_back")] = 0
        model.heads.bias[HEADS.index("says_back")] = 0
    return model


def seeded(base: Path, seed: int, start: Path | None = None) -> Coach:
    torch.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed)
    torch.set_num_threads(1)
    model = Coach(base)
    if start:
        model.load_state_dict(torch.load(start, weights_only=True))
    return model


def train_public(options: argparse.Namespace, batches: Batches) -> None:
    public = load_public(options.data)
    model = seeded(options.base, options.seed)
    run_epochs(model, batches, public_plan(public, options.made), 6e-5, 0.0)
    torch.save(model.state_dict(), options.out)


def train_again(options: argparse.Namespace, batches: Batches) -> None:
    model = seeded(options.base, options.seed, options.start)
    run_epochs(model, batches, again_plan(load_public(options.data)), 4e-5, 0.0)
    torch.save(model.state_dict(), options.out)


def train_soup(options: argparse.Namespace, batches: Batches) -> None:
    """The mean of two networks of one descent, which keeps what each is better at (Wortsman et al. 2022)."""
    first, second = (torch.load(file, weights_only=True) for file in (options.start, options.other))
    torch.save({name: (first[name] + second[name]) / 2 for name in first}, options.out)


def fit_pairs(options: argparse.Namespace, batches: Batches, pairs: list[Example], public: list[Example]) -> Coach:
    model = seeded(options.base, options.seed, options.start)
    pairs, taught = load_taught(options.taught, pairs)
    plan = remembered(model, batches, pair_plan(pairs, taught, public, options.epochs, options.again))
    run_epochs(forget_made_listening(model), batches, plan, options.rate, options.twins)
    return model


def train_pairs(options: argparse.Namespace, batches: Batches) -> None:
    public, pairs = load_public(options.data), load_pairs(pair_files())
    model = fit_pairs(options, batches, pairs, public)
    torch.save(model.state_dict(), options.out)


def both_forms(model: Coach, batches: Batches, examples: list[Example]) -> dict[str, np.ndarray]:
    """Logits for the words alone, and for the words as an answer."""
    alone = [replace(e, to=None) for e in examples]
    return {"alone": logits_for(model, batches, alone), "answer": logits_for(model, batches, examples)}


def train_fold(options: argparse.Namespace, batches: Batches) -> None:
    """Keeps, for every pair left out and for the held-out public examples, the logits of a network without them."""
    public, pairs = load_public(options.data), load_pairs(pair_files())
    model = fit_pairs(options, batches, [e for e in pairs if fold_of(e.group, FOLDS) != options.fold], public)
    unseen = [e for e in pairs if fold_of(e.group, FOLDS) == options.fold]
    np.savez_compressed(
        options.out,
        twins=np.array([e.twin for e in unseen]),
        **both_forms(model, batches, unseen),
        public=logits_for(model, batches, all_held_out(public)),
    )


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("public", "again", "soup", "pairs", "fold"))
    parser.add_argument("--data", type=Path, required=True, help="folder with the public corpora")
    parser.add_argument("--base", type=Path, required=True, help="folder with MiniLM as safetensors")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--other", type=Path, help="for soup: the second network")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--made", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--again", type=int, default=800)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="for fold: the half that is left out")
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="what teachers said, from teacher.py")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--twins", type=float, default=1.0)
    return parser.parse_args()


def main() -> None:
    options = parse()
    pieces = WordPiece(HERE.parents[1] / "src/nearer/coach/weights/vocab.txt")
    steps = {
        "public": train_public,
        "again": train_again,
        "soup": train_soup,
        "pairs": train_pairs,
        "fold": train_fold,
    }
    assert math.isfinite(options.rate)
    steps[options.step](options, Batches(pieces, options.seed))


if __name__ == "__main__":
    main()
