"""`nearer study`: the files of two people, or of many couples, put together for analysis."""

from pathlib import Path

from nearer.config.problems import Problem


def study(files: list[str], to: str) -> int:
    """Write long.csv, wide.csv and codebook.csv into a folder. Raises Problem."""
    from nearer.insights.study import LONG, as_csv, codebook, long_form, read_csv, wide_form
    from nearer.programme.loader import programme

    rows = []
    for name in files:
        try:
            rows += list(read_csv(Path(name).read_text("utf-8")))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise Problem(f"{name}: {error}") from None
    folder = Path(to)
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"long": as_csv(long_form(rows), LONG), "wide": as_csv(wide_form(rows))}
    for name, table in {**tables, "codebook": as_csv(codebook(programme().measures))}.items():
        (folder / f"{name}.csv").write_text(table, "utf-8")
    print(f"{len({row['couple'] for row in rows})} couples, {len(rows)} answers: {folder}")
    return 0
