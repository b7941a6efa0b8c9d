"""What is printed: one line a figure, with its aim and whether it was met."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `met` is None where there is no aim."""

    what: str
    measured: str
    against: str = ""
    aim: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {True: "yes", False: "NO", None: ""}[self.met]
        return self.what, self.measured, self.against, self.aim, verdict


HEAD = ("", "measured", "against the baseline", "aim", "met")


def share(figure: float, baseline: float) -> str:
    """How often the figure goes into its baseline: 1/120."""
    return f"1/{baseline / figure:.0f}" if figure else "none"


def lines(rows: Iterable[Row]) -> list[str]:
    """A table that reads well in a terminal and in Markdown."""
    cells = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    printed = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    return [printed[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *printed[1:]]
