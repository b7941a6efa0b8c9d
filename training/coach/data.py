"""The public corpora as examples for one network. Texts stay in the folder they came in; none is copied here.

Every loader takes the folder that holds the corpora by name (OffMyChest, GoEmotions, CaSiNo, QuestionIntimacy,
Receptiveness, Uptake) and gives `Example`s. What was split off for measuring is told by `is_held_out`, which looks
only at the group, so that a thread, a lesson or a pair of twins is never on both sides.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import random
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nearer.coach.tidy import finished

DISCLOSING = {
    "Emotional_disclosure": "emotional_disclosure",
    "Information_disclosure": "informational_disclosure",
    "Support": "support",
    "Emo_support": "warmth",
    "Info_support": "advice",
}
MOODS = {
    "mood_gratitude": ("gratitude",),
    "mood_love": ("love",),
    "mood_caring": ("caring",),
    "mood_joy": ("joy", "excitement", "amusement", "pride", "optimism", "relief"),
    "mood_sadness": ("sadness", "grief", "disappointment"),
    "mood_anger": ("anger", "annoyance", "disgust"),
    "mood_fear": ("fear", "nervousness"),
    "mood_remorse": ("remorse", "embarrassment"),
    "mood_curiosity": ("curiosity", "confusion"),
    "mood_admiration": ("admiration", "approval"),
}
NEEDS = {"need_own": "self-need", "need_other": "other-need"}
DRAFT_KINDS = (
    *("blame", "contempt", "defence", "shutting_down", "demand", "mind_reading", "opinion_as_feeling"),
    *("feeling", "request", "ownership", "their_side", "thanks"),
)
HARSH_KINDS = DRAFT_KINDS[:7]
REPLY_KINDS = (
    *("says_back", "names_feeling", "makes_sense", "open_question"),
    *("advice", "judging", "turns_to_self", "minimising", "changes_subject"),
)
PUBLIC_HEADS = (*DISCLOSING.values(), *MOODS, *NEEDS, "asks", "receptive", "uptake")
MADE_HEADS = ("mirrors",)
HEADS = tuple(dict.fromkeys((*PUBLIC_HEADS, *DRAFT_KINDS, *REPLY_KINDS, *MADE_HEADS)))
BENIGN_MOODS = ("gratitude", "love", "caring", "joy", "admiration", "optimism", "excitement", "pride", "relief")
NAMES = ("Sam", "Alex", "Robin", "Jo", "Chris", "Kim")


@dataclass(frozen=True)
class Example:
    """One text, what it answers (or None), and what is known of it: head -> 0..1. Unknown heads are left out."""

    text: str
    labels: dict[str, float]
    source: str
    group: str
    to: str | None = None
    twin: str = ""
    weight: float = 1.0
    kind: str = field(default="", compare=False)


def fold_of(group: str, folds: int = 8) -> int:
    """The same fold for the same group, on every machine and in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def is_held_out(example: Example) -> bool:
    """Whether a public example is kept for calibration and measuring (one fold in eight, Uptake one in five)."""
    return fold_of(example.group, 5 if example.source == "Uptake" else 8) == 0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def _tidy(text: str) -> str:
    for mark in ("<U+0092>", "<U+2019>"):
        text = text.replace(mark, "'")
    for mark in ("<U+0093>", "<U+0094>"):
        text = text.replace(mark, '"')
    return " ".join(text.split())


def _with_question(labels: dict[str, float], text: str) -> dict[str, float]:
    return {**labels, "asks": float("?" in text)}


def load_offmychest(folder: Path) -> list[Example]:
    """Sentences of threads about partners, labelled for disclosure and support (Jaidka et al. 2020, CC BY 4.0).

    A hostile word is rare where people comfort each other: sentences labelled as support count as not harsh.
    """
    examples = []
    for row in _rows(folder / "OffMyChest" / "labeled_training_set.csv"):
        text = _tidy(row["full_text"])
        labels = {head: float(row[column]) for column, head in DISCLOSING.items()}
        if row["Emo_support"] == "1":
            labels |= dict.fromkeys(HARSH_KINDS, 0.0)
        examples.append(Example(text, _with_question(labels, text), "OffMyChest", row["id"]))
    return examples


def load_offmychest_test(folder: Path) -> list[Example]:
    """The official test sentences with the corrected columns, without copies of training sentences.

    The released `SharedTask_*` columns are not aligned with the text, and `Info_support` is not sound: neither is read.
    """
    seen = {_tidy(row["full_text"]) for row in _rows(folder / "OffMyChest" / "labeled_training_set.csv")}
    columns = {"Emotional_disclosure": "emotional_disclosure", "Information_disclosure": "informational_disclosure"}
    columns["Emo_support"] = "warmth"
    return [
        Example(_tidy(row["full_text"]), {h: float(row[c]) for c, h in columns.items()}, "OffMyChest-test", row["id"])
        for row in _rows(folder / "OffMyChest" / "labeled_test_set.csv")
        if _tidy(row["full_text"]) not in seen
    ]


def load_goemotions(folder: Path, part: str = "train", most: int = 16000) -> list[Example]:
    """Comments labelled with feelings (Demszky et al. 2020, CC BY 4.0); plain ones are thinned to `most` in all."""
    names = (folder / "GoEmotions" / "labels.txt").read_text().split()
    draw, examples, plain = random.Random(1), [], []
    for line in (folder / "GoEmotions" / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
        text, numbers, id = line.split("\t")
        found = {names[int(number)] for number in numbers.split(",")}
        text = _tidy(text.replace("[NAME]", draw.choice(NAMES)).replace("[RELIGION]", "faith"))
        labels = {head: float(bool(found & set(moods))) for head, moods in MOODS.items()}
        if found <= set(BENIGN_MOODS):
            labels |= dict.fromkeys(HARSH_KINDS, 0.0)
        example = Example(text, _with_question(labels, text), f"GoEmotions-{part}", id)
        (plain if found <= {"neutral", "approval", "disapproval", "annoyance"} else examples).append(example)
    both = [*examples, *draw.sample(plain, min(len(plain), most // 5))]
    return draw.sample(both, min(len(both), most))


def load_receptiveness(folder: Path) -> list[Example]:
    """Replies to an opposing opinion, rated for receptiveness (Yeomans et al. 2020, MIT); z-score as a soft label."""
    return [
        Example(
            _tidy(row["text"]),
            {"receptive": 1 / (1 + math.exp(-1.2 * float(row["receptive"])))},
            "Receptiveness",
            f"receptive-{number}",
        )
        for number, row in enumerate(_rows(folder / "Receptiveness" / "receptive_train.csv"))
    ]


def load_uptake(folder: Path) -> list[Example]:
    """A pupil's words and the teacher's reply, rated for building on them (Demszky et al. 2021, MIT); 0..2 as 0..1."""
    return [
        Example(
            _tidy(row["teacher_text"]),
            _with_question({"uptake": float(row["uptake"]) / 2}, row["teacher_text"]),
            "Uptake",
            f"lesson-{row['obs_id']}",
            to=_tidy(row["student_text"]),
        )
        for row in _rows(folder / "Uptake" / "uptake_data.csv")
        if row["uptake"] not in ("", "NA")
    ]


def load_casino(folder: Path) -> list[Example]:
    """Camp-site negotiations labelled for needs said and needs seen (Chawla et al. 2021, CC BY 4.0)."""
    examples = []
    for part in ("train", "valid"):
        for dialogue in json.loads((folder / "CaSiNo" / f"casino_{part}.json").read_text(encoding="utf-8")):
            for text, tags in dialogue["annotations"]:
                labels = {head: float(tag in tags.split(",")) for head, tag in NEEDS.items()}
                examples.append(
                    Example(_tidy(text), _with_question(labels, text), "CaSiNo", f"camp-{dialogue['dialogue_id']}")
                )
    return examples


def load_questions(folder: Path) -> list[Example]:
    """Questions people ask (Pei and Jurgens 2020, MIT), used only as questions."""
    lines = (folder / "QuestionIntimacy" / "final_train.txt").read_text(encoding="utf-8").splitlines()
    texts = [_tidy(line.split("\t")[0]) for line in lines if "\t" in line]
    return [Example(text, {"asks": 1.0}, "QuestionIntimacy", text) for text in texts]


def load_public(folder: Path) -> list[Example]:
    """Every public training example, held-out groups included."""
    loaders = (load_offmychest, load_goemotions, load_receptiveness, load_uptake, load_casino, load_questions)
    return [as_read(example) for load in loaders for example in load(folder)]


def as_read(example: Example) -> Example:
    """`example` with its words as the network gets them."""
    to = finished(example.to) if example.to is not None else None
    return replace(example, text=finished(example.text), to=to)


def _labels_of(row: dict[str, Any], side: str, kinds: tuple[str, ...]) -> dict[str, float]:
    """A yes twin shows its kind and what it also shows, and no other; but whether words that are harsh in another way
    are blame too is unknown where their writer did not say: some did and some did not. So does a no twin, but what is
    not listed there counts as a no only for harsh kinds, or where something was listed: the rest is unknown."""
    kind, also = row["kind"], set(row.get(f"{side}_also") or ())
    if side == "yes":
        unsaid = {"blame"} - also - {kind} if kind in HARSH_KINDS else set()
        return {name: float(name == kind or name in also) for name in kinds if name not in unsaid}
    sure = [name for name in kinds if name in HARSH_KINDS or (also and kinds is DRAFT_KINDS)]
    return {**dict.fromkeys(sure, 0.0), **{name: 1.0 for name in also if name in kinds}, kind: 0.0}


def load_pairs(files: list[Path]) -> list[Example]:
    """Own contrast pairs, two examples each, linked by `twin`. Raises ValueError for a kind nobody knows."""
    examples = []
    for file in files:
        for line in filter(str.strip, file.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            kinds = REPLY_KINDS if "repl" in file.name else DRAFT_KINDS
            if row["kind"] not in kinds:
                raise ValueError(f"{file.name}: {row['kind']} is no kind")
            for side in ("yes", "no"):
                to = row.get("to") if side == "yes" else row.get("to_no", row.get("to"))
                labels = _labels_of(row, side, kinds)
                twin = f"{row['id']}-{side}"
                examples.append(Example(row[side], labels, "pairs", str(row["id"]), to, twin, kind=row["kind"]))
    return [as_read(example) for example in examples]
