"""Every pair of colours that meet on a page can be read, by daylight and by lamp (WCAG 2.2 AA)."""

import re

import pytest

from nearer.ui.bundle import SOURCES

TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall((SOURCES / "tokens.css").read_text("utf-8"))}
GROUNDS = ("paper", "sheet", "leaf")

READ = [(text, ground) for text in ("ink", "quiet", "accent", "accent-deep", "alarm") for ground in GROUNDS]
READ += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("sheet", "alarm")]
READ += [("ink", "wash"), ("accent", "wash"), ("accent-deep", "wash"), ("ink", "fold"), ("quiet", "fold")]
READ += [("ink", "alarm-wash"), ("alarm", "alarm-wash"), ("ink", "hush"), ("quiet", "hush"), ("accent", "hush")]
SEEN = [(edge, ground) for edge in ("edge", "accent", "alarm") for ground in GROUNDS]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_words_can_be_read(text: str, ground: str, scheme: int) -> None:
    assert contrast(TOKENS[text][scheme], TOKENS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), SEEN)
def test_edges_and_focus_can_be_seen(edge: str, ground: str, scheme: int) -> None:
    assert contrast(TOKENS[edge][scheme], TOKENS[ground][scheme]) >= 3
