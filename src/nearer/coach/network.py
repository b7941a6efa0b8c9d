"""The trained part of the coach: one small network and the n-gram models, on one thread, on this machine.

`score` is all there is to call. Nothing is sent anywhere and nothing is kept but the loaded weights. What the weights
were trained on, with which figures, stands in `weights/record.json`; `training/coach` makes them again.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .ngrams import Ngrams
from .tidy import finished
from .wordpiece import WordPiece

WEIGHTS = Path(__file__).parent / "weights"
LONGEST = 96


class Network:
    """Loads `folder` (coach.onnx, ngrams.npz, calibration.json, vocab.txt) and scores texts.

    Raises OSError when a file is not there. `calibration.json` says for each head whether it reads the words alone,
    with what they answer, or both (`form`), how much the network counts beside the n-grams (`mix`), the isotonic
    table from raw to true probability (`table`: two equally long rising lists) and from where a hint may be shown.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(folder / "coach.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._pieces = WordPiece(folder / "vocab.txt")
        self._ngrams = Ngrams(folder / "ngrams.npz")
        stored: dict[str, Any] = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        self.order: list[str] = stored["order"]
        self.heads: dict[str, dict[str, Any]] = stored["heads"]

    def logits(self, text: str, to: str | None = None) -> NDArray[np.float32]:
        """One raw logit a head, in `order`, for the words alone or (with `to`) as an answer."""
        ids, segments = self._pieces.encode(text, to, LONGEST)
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "segments": np.array([segments], dtype=np.int64),
        }
        found: NDArray[np.float32] = self._session.run(["logits"], feed)[0][0]
        return found

    def raw(self, text: str, to: str | None = None) -> dict[str, float]:
        """Head -> probability before calibration. Heads that need an answered message are left out without `to`."""
        text, to = finished(text), finished(to) if to is not None else None
        alone = self._read(text, None)
        answer = self._read(text, to) if to is not None else {}
        words = {"alone": self._ngrams.score(text)}
        words["both"] = words["alone"]
        words["answer"] = self._ngrams.score(text, to) if to is not None else {}
        found = {}
        for head, how in self.heads.items():
            forms = {"alone": [alone], "answer": [answer], "both": [alone, answer]}[how["form"]]
            read = [form[head] for form in forms if head in form]
            if read:
                share = how["mix"]
                found[head] = share * sum(read) / len(read) + (1 - share) * words[how["form"]].get(head, 0.0)
        return found

    def _read(self, text: str, to: str | None) -> dict[str, float]:
        return dict(zip(self.order, (1 / (1 + np.exp(-self.logits(text, to)))).tolist(), strict=True))

    def score(self, text: str, to: str | None = None) -> dict[str, float]:
        """Head -> calibrated probability from 0 to 1."""
        return {head: self.calibrated(head, value) for head, value in self.raw(text, to).items()}

    def calibrated(self, head: str, value: float) -> float:
        """What `value` of `head` has meant on examples held out of training."""
        measured, true = self.heads[head]["table"]
        return float(np.interp(value, measured, true))

    def cut(self, head: str) -> float:
        """The calibrated probability that best tells twins apart: close texts, one with and one without `head`."""
        return float(self.heads[head].get("cut", 0.5))

    def shown_from(self, head: str) -> float | None:
        """The calibrated probability from which `head` was right nine times in ten, or None if it never was."""
        bound: float | None = self.heads[head].get("shown_from")
        return bound


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The shipped network, loaded at the first call (about half a second) and kept."""
    return Network()


def score(text: str, to: str | None = None) -> dict[str, float]:
    """Head -> calibrated probability for `text`; with `to`, the partner's words, also the heads about answering."""
    return shipped().score(text, to)


def shown_from(head: str) -> float | None:
    """From which probability `head` may be shown to anyone; None means never."""
    return shipped().shown_from(head)
