"""Prints every measure of the trained part beside what it has to beat.

    python -m training.coach.evaluate --data DATA --evaluate EVALUATE [--most 1500] [--full --base MINILM]

The short form uses the shipped weights only. EPITOME and AnnoMI have never been trained on: their figures are
transfer. `--full` also trains on folds of them, for measuring alone; nothing from there is kept.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from nearer.coach import read
from nearer.coach.network import WEIGHTS, Network

from . import cheats
from .data import (
    BENIGN_MOODS,
    DRAFT_KINDS,
    HARSH_KINDS,
    MOODS,
    REPLY_KINDS,
    Example,
    is_held_out,
    load_goemotions,
    load_offmychest,
    load_offmychest_test,
    load_pairs,
    load_receptiveness,
    load_uptake,
)
from .measures import auc, calibration_error, spearman
from .swaps import SWAPS

ANSWERING = {*REPLY_KINDS, "uptake"} - {"advice"}
PAIRS = Path(__file__).parent / "pairs"
Scores = dict[str, float]


class Reader:
    """The shipped network with a memory, so that no text is scored twice."""

    def __init__(self) -> None:
        self.network = Network(WEIGHTS)
        self.score = lru_cache(maxsize=None)(self.network.score)
        self.words = lru_cache(maxsize=None)(self.network._ngrams.score)

    def column(self, examples: list[Example], head: str) -> np.ndarray:
        return np.array([self.score(e.text, e.to)[head] for e in examples])

    def word_column(self, examples: list[Example], head: str) -> np.ndarray:
        return np.array([self.words(e.text, e.to if head in ANSWERING else None).get(head, 0.5) for e in examples])


def table(title: str, heads: list[str], rows: list[list[object]]) -> None:
    """One table on the screen: floats with one decimal, nan as a dash."""
    shape = lambda cell: ("-" if np.isnan(cell) else f"{cell:.1f}") if isinstance(cell, float) else str(cell)  # noqa: E731
    cells = [heads, *[[shape(cell) for cell in row] for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    print(f"\n{title}")
    for row in cells:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), flush=True)


def truth(examples: list[Example], head: str) -> np.ndarray:
    return np.array([e.labels[head] for e in examples])


def thinned(examples: list[Example], most: int) -> list[Example]:
    return examples if len(examples) <= most else random.Random(3).sample(examples, most)


def load_epitome(folder: Path, file: str, head: str, most: int) -> list[Example]:
    """A seeker's post and a reply; 1 where any of the behaviour is there (levels 1 and 2)."""
    with (folder / "EPITOME" / f"{file}-reddit.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = [
        Example(row["response_post"], {head: float(row["level"] != "0")}, "EPITOME", row["sp_id"], row["seeker_post"])
        for row in rows
    ]
    return thinned(found, most)


def load_annomi(folder: Path, most: int) -> list[Example]:
    """A therapist's words after the client's, from both good and poor sessions; the four behaviours as labels."""
    with (folder / "AnnoMI" / "AnnoMI-simple.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found, last, place = [], "", ""
    for row in rows:
        last = "" if row["transcript_id"] != place else last
        place = row["transcript_id"]
        kind = row["main_therapist_behaviour"]
        if row["interlocutor"] == "client":
            last = row["utterance_text"]
        elif kind != "n/a":
            labels = {name: float(kind == name) for name in ("question", "reflection", "therapist_input", "other")}
            found.append(Example(row["utterance_text"], labels, "AnnoMI", place, last))
    return thinned(found, most)


def widest(reader: Reader, example: Example, head: str) -> float:
    """The highest score of any sentence of a long reply."""
    sentences = [s for s in re.split(r"(?<=[.!?\n])\s+", example.text) if s.strip()][:12] or [example.text]
    return max(reader.score(sentence)[head] for sentence in sentences)


def listened(scores: Scores) -> float:
    """Tells the other's side and neither asks nor advises: one score for a reflection, fitted to nothing."""
    kinds = [scores.get(head, 0.0) for head in ("says_back", "names_feeling", "mirrors")]
    return sum(kinds) * (1 - 0.5 * scores["asks"]) * (1 - 0.5 * scores["advice"])


def show_disclosure(reader: Reader, data: Path, most: int) -> None:
    test = thinned(load_offmychest_test(data), most)
    rows: list[list[object]] = []
    known = {"emotional_disclosure": (75.4, 86.7), "informational_disclosure": (77.2, 85.1), "warmth": (92.4, 95.5)}
    for head, (tfidf, tuned) in known.items():
        true, ours = truth(test, head), reader.column(test, head)
        wide = float(100 * max(true.mean(), 1 - true.mean()))
        rows.append([head, wide, auc(true, reader.word_column(test, head)), auc(true, ours), tfidf, tuned])
    train = [e for e in load_offmychest(data) if is_held_out(e)]
    ours = reader.column(train, "advice")
    words = auc(truth(train, "advice"), reader.word_column(train, "advice"))
    rows.append(["advice (held-out threads)", 90.0, words, auc(truth(train, "advice"), ours), 80.8, 91.2])
    heads = ["OffMyChest, AUC", "majority acc", "n-grams", "ours", "first n-grams", "first network"]
    table("Disclosure and support. Raters agreed 71 % (disclosure), 84 % (support).", heads, rows)


def show_moods(reader: Reader, data: Path, most: int) -> None:
    test = load_goemotions(data, "test", most)
    rows = [
        [head, int(truth(test, head).sum()), auc(truth(test, head), reader.word_column(test, head)),
         auc(truth(test, head), reader.column(test, head)),
         100 * calibration_error(truth(test, head), reader.column(test, head))]
        for head in MOODS
    ]  # fmt: skip
    table(f"GoEmotions test, n = {len(test)}", ["mood", "yes", "n-grams AUC", "ours AUC", "ECE %"], rows)


def beside(reader: Reader, name: str, found: list[Example], kind: str, head: str) -> list[object]:
    """The name of a row and what is beside ours: majority accuracy, AUC of `?`, of length and of the n-grams."""
    true = truth(found, kind)
    asks = auc(true, np.array([float("?" in e.text) for e in found]))
    size = auc(true, np.array([float(len(e.text)) for e in found]))
    wide = float(100 * max(true.mean(), 1 - true.mean()))
    words = auc(true, reader.word_column(found, head))
    return [name, wide, max(asks, 100 - asks), max(size, 100 - size), words]


def show_transfer(reader: Reader, folder: Path, most: int) -> None:
    rows: list[list[object]] = []
    plan: list[tuple[str, str, Callable[[Example], float], str]] = [
        ("emotional-reactions", "warmth", lambda e: widest(reader, e, "warmth"), "88.8"),
        ("interpretations", "says_back", lambda e: listened(reader.score(e.text, e.to)), "90.3"),
        ("explorations", "asks", lambda e: widest(reader, e, "asks"), "96.5"),
    ]
    for file, head, ours_of, in_domain in plan:
        found = load_epitome(folder, file, head, most)
        ours = auc(truth(found, head), np.array([ours_of(e) for e in found]))
        rows.append([*beside(reader, f"EPITOME {file}", found, head, head), ours, in_domain])
    found = load_annomi(folder, most)
    kinds: dict[str, tuple[str, Callable[[Scores], float], str]] = {
        "question": ("asks", lambda s: s["asks"], "95.5 (open)"),
        "therapist_input": ("advice", lambda s: s["advice"], "86.8 (advice)"),
        "reflection": ("says_back", listened, "91.7"),
    }
    for kind, (head, of, in_domain) in kinds.items():
        scores = np.array([of(reader.score(e.text, e.to)) for e in found])
        ours = auc(truth(found, kind), scores)
        rows.append([*beside(reader, f"AnnoMI {kind}", found, kind, head), ours, in_domain])
    heads = ["AUC", "majority acc", "?", "length", "n-grams", "ours (transfer)", "trained on it"]
    table(f"Never trained on, at most {most} of each. Humans on AnnoMI: kappa .74.", heads, rows)


def covered(example: Example) -> float:
    said, heard = (set(re.findall(r"[a-z']+", text.lower())) for text in (example.text, example.to or ""))
    return len(said & heard) / max(1, len(heard))


def show_soft(reader: Reader, data: Path) -> None:
    lessons = [e for e in load_uptake(data) if is_held_out(e)]
    replies = [e for e in load_receptiveness(data) if is_held_out(e)]
    rows: list[list[object]] = []
    for name, head, found, published in (
        ("uptake", "uptake", lessons, ".54 (pJSD), .594 (first)"),
        ("receptiveness", "receptive", replies, ".45 (first)"),
    ):
        true = truth(found, head)
        cover = spearman(true, np.array([covered(e) for e in found])) if found[0].to is not None else float("nan")
        size = spearman(true, np.array([len(e.text) for e in found]))
        words, ours = (spearman(true, column(found, head)) for column in (reader.word_column, reader.column))
        rows.append([name, len(found), *(f"{x:.3f}" for x in (cover, size, words, ours)), published])
    heads = ["Spearman, held-out groups", "n", "words in common", "length", "n-grams", "ours", "published"]
    table("Soft scores", heads, rows)


def both_right(pairs: list[Example], kind: str, decide: Callable[[Example], bool]) -> float:
    """Per cent of the pairs of `kind` whose yes twin is found and whose no twin is left alone."""
    sides: dict[str, bool] = {}
    for example in (e for e in pairs if e.kind == kind):
        right = decide(example) == (example.labels[kind] > 0.5)
        sides[example.group] = sides.get(example.group, True) and right
    return float(100 * np.mean(list(sides.values()))) if sides else float("nan")


def precision_of(pairs: list[Example], kind: str, decide: Callable[[Example], bool]) -> tuple[float, float]:
    """(precision, share of yeses found), in per cent, over all texts whose label for `kind` is known."""
    known = [e for e in pairs if kind in e.labels]
    hits = [e for e in known if decide(e)]
    right = sum(e.labels[kind] > 0.5 for e in hits)
    wanted = sum(e.labels[kind] > 0.5 for e in known)
    return 100 * right / len(hits) if hits else float("nan"), 100 * right / wanted if wanted else float("nan")


def at_least(
    reader: Reader, kind: str, bound: float | None, change: Callable[[str], str] = str
) -> Callable[[Example], bool]:
    if bound is None:
        return lambda example: False
    return lambda example: reader.score(change(example.text), example.to)[kind] >= bound


def cheating(reader: Reader, kind: str, seen: list[Example]) -> list[Callable[[Example], bool]]:
    """Deciders that do not read: obvious words, the best length of the training pairs, the n-grams alone."""
    cut, sign = cheats.length_cut(kind, seen)
    return [
        lambda e: cheats.keyword_score(kind, e.text) > 0,
        lambda e: (len(e.text) - cut) * sign >= 0,
        lambda e: bool(reader.word_column([e], kind)[0] > 0.5),
    ]


def show_pairs(reader: Reader, name: str, kinds: tuple[str, ...]) -> None:
    pairs, seen = (load_pairs(sorted(PAIRS.glob(pattern))) for pattern in (f"{name}*.jsonl", "train-*.jsonl"))
    rows: list[list[object]] = []
    for kind in kinds:
        if not (count := sum(e.kind == kind for e in pairs) // 2) or kind not in reader.network.heads:
            continue
        cut = reader.network.cut(kind)
        half, sure = at_least(reader, kind, cut), at_least(reader, kind, reader.network.shown_from(kind))
        row: list[object] = [kind, count, both_right(pairs, kind, half), *precision_of(pairs, kind, half)]
        row += [both_right(pairs, kind, sure), *precision_of(pairs, kind, sure)]
        row += [both_right(pairs, kind, at_least(reader, kind, cut, cheats.masked)), 0.0]
        rows.append(row + [both_right(pairs, kind, decide) for decide in cheating(reader, kind, seen)])
    if rows:
        means = [float(np.nanmean([float(str(row[at])) for row in rows])) for at in range(2, len(rows[0]))]
        rows.append(["mean", sum(int(str(row[1])) for row in rows), *means])
    ours = ["both right (cut)", "precision", "found", "shown: both", "precision", "found", "masked"]
    heads = ["kind", "pairs", *ours, "always ok", "keywords", "length", "n-grams"]
    table(f"Pairs {name}, per cent", heads, rows)


@cache
def kinds_said(text: str, to: str | None) -> frozenset[str]:
    """What the whole coach, rules and network and gates together, says of a text."""
    return frozenset(note.kind for note in read(text, to).notes)


def show_coach(name: str, kinds: tuple[str, ...]) -> None:
    pairs = load_pairs(sorted(PAIRS.glob(f"{name}*.jsonl")))
    rows: list[list[object]] = []
    for kind in kinds:
        says = lambda e, k=kind: k in kinds_said(e.text, e.to)  # noqa: E731
        if count := sum(e.kind == kind for e in pairs) // 2:
            rows.append([kind, count, both_right(pairs, kind, says), *precision_of(pairs, kind, says)])
    table(f"The whole coach on {name}, per cent", ["kind", "pairs", "both right", "precision", "found"], rows)


def share(examples: list[Example], decide: Callable[[Example], bool]) -> float:
    """Per cent of `examples` for which `decide` says yes."""
    return 100 * float(np.mean([decide(e) for e in examples])) if examples else float("nan")


def show_tricks(reader: Reader) -> None:
    pairs = load_pairs(sorted(PAIRS.glob("test-*.jsonl")))
    rows: list[list[object]] = []
    for kind in HARSH_KINDS:
        if kind not in reader.network.heads:
            continue
        cut = reader.network.cut(kind)
        found = [e for e in pairs if e.kind == kind and e.labels[kind] > 0.5 and at_least(reader, kind, cut)(e)]
        tricks = (cheats.softened, cheats.praised)
        rows.append([kind, len(found), *(share(found, at_least(reader, kind, cut, trick)) for trick in tricks)])
    table("Harsh words still found, per cent", ["kind", "found", "behind 'I feel like'", "with praise after"], rows)
    advice = [e for e in pairs if e.kind == "advice" and e.labels["advice"] > 0.5]
    stems = [replace(e, text="It sounds like " + e.text[:1].lower() + e.text[1:]) for e in advice]
    fooled = [share(some, at_least(reader, "says_back", reader.network.cut("says_back"))) for some in (advice, stems)]
    print(f"  advice taken for listening: {fooled[0]:.1f} %, behind 'It sounds like': {fooled[1]:.1f} %")


def show_swaps(data: Path) -> None:
    """What changes when nothing that is meant changes: on the test pairs, and false alarms on benign sentences."""
    pairs, benign = load_pairs(sorted(PAIRS.glob("test-*.jsonl"))), benign_sentences(data)[::2]
    harsh = lambda text: bool(set(HARSH_KINDS) & kinds_said(text, None))  # noqa: E731
    rows: list[list[object]] = []
    for name, swap in SWAPS.items():
        changed = [e for e in pairs if swap(e.text) != e.text]
        flips = share(changed, lambda e, to=swap: kinds_said(e.text, e.to) != kinds_said(to(e.text), e.to))
        calm = [e for e in benign if swap(e.text) != e.text]
        before, after = share(calm, lambda e: harsh(e.text)), share(calm, lambda e, to=swap: harsh(to(e.text)))
        rows.append([name, len(changed), flips, len(calm), before, after])
    heads = ["changed", "texts", "other notes %", "benign", "false alarms %", "after %"]
    table("The same meant otherwise written: the whole coach", heads, rows)


def benign_sentences(data: Path, most: int = 2400) -> list[Example]:
    """Gratitude, love, care, joy and comfort, as others wrote them."""
    kind_words = [e for e in load_goemotions(data, "test", 6000) if "blame" in e.labels]
    return thinned(kind_words + [e for e in load_offmychest_test(data) if e.labels["warmth"] > 0.5], most)


def show_false_alarms(reader: Reader, data: Path) -> None:
    benign = benign_sentences(data)
    with_you = [e for e in benign if re.search(r"\byou", e.text, re.I)]
    rows: list[list[object]] = []
    for kind in (*HARSH_KINDS, "any"):
        kinds = [k for k in (HARSH_KINDS if kind == "any" else (kind,)) if k in reader.network.heads]
        deciders = [
            any_of([at_least(reader, k, reader.network.shown_from(k)) for k in kinds]),
            any_of([at_least(reader, k, reader.network.cut(k)) for k in kinds]),
            lambda e, ks=kinds: any(cheats.keyword_score(k, e.text) > 0 for k in ks),
        ]
        rows.append([kind, *(share(some, decide) for decide in deciders for some in (benign, with_you))])
    print(f"\nBenign: {', '.join(BENIGN_MOODS)}, comfort; {len(benign)} sentences, {len(with_you)} with 'you'")
    heads = ["kind", "shown %", "with you", "at the cut %", "with you", "keywords %", "with you"]
    table("False alarms", heads, rows)


def any_of(deciders: list[Callable[[Example], bool]]) -> Callable[[Example], bool]:
    return lambda example: any(decide(example) for decide in deciders)


def show_calibration(reader: Reader) -> None:
    pairs = load_pairs(sorted(PAIRS.glob("test-*.jsonl")))
    rows: list[list[object]] = []
    for kind in (*DRAFT_KINDS, *(k for k in REPLY_KINDS)):
        known = [e for e in pairs if kind in e.labels and (e.to is not None or kind in DRAFT_KINDS)]
        if known:
            true, ours = truth(known, kind), reader.column(known, kind)
            rows.append([kind, len(known), auc(true, ours), 100 * calibration_error(true, ours)])
    table("Own test pairs: AUC over all kinds, calibration error", ["kind", "n", "AUC", "ECE %"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="corpora that trained the weights")
    parser.add_argument("--evaluate", type=Path, required=True, help="EPITOME and AnnoMI")
    parser.add_argument("--most", type=int, default=1500, help="at most so many examples of one corpus")
    parser.add_argument("--full", action="store_true", help="also train on folds of EPITOME and AnnoMI")
    parser.add_argument("--base", type=Path, help="folder with MiniLM, for --full")
    parser.add_argument("--folds", type=int, default=5, help="how many of the five folds, for --full")
    options = parser.parse_args()
    reader = Reader()
    show_pairs(reader, "test-draft", DRAFT_KINDS)
    show_pairs(reader, "test-repl", REPLY_KINDS)
    show_coach("test-draft", DRAFT_KINDS)
    show_coach("test-repl", REPLY_KINDS)
    show_tricks(reader)
    show_swaps(options.data)
    show_false_alarms(reader, options.data)
    show_calibration(reader)
    show_disclosure(reader, options.data, options.most)
    show_transfer(reader, options.evaluate, options.most)
    show_soft(reader, options.data)
    show_moods(reader, options.data, options.most)
    if options.full:
        from .folds import show_folds

        show_folds(options)


if __name__ == "__main__":
    main()
