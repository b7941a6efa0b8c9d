"""Files and functions stay small enough to read in one go. The numbers are a taste, written down."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "nearer"


def files(suffix: str) -> list[Path]:
    return sorted(path for path in SOURCE.rglob(f"*{suffix}") if "migrations" not in path.parts)


def code() -> list[Path]:
    return [path for path in files(".py") if "tests" not in path.parts]


def trials() -> list[Path]:
    return [*(path for path in files(".py") if "tests" in path.parts), *(ROOT / "tests").rglob("*.py")]


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def over(paths: list[Path], most: int) -> list[str]:
    return [f"{path.relative_to(ROOT)}: {lines(path)} lines" for path in paths if lines(path) > most]


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        pytest.param(code(), 400, id="python"),
        pytest.param(trials(), 250, id="tests"),
        pytest.param(files(".html"), 80, id="templates"),
        pytest.param(files(".css"), 150, id="css"),
        pytest.param(files(".js"), 200, id="js"),
    ],
)
def test_no_file_is_too_long(paths: list[Path], most: int) -> None:
    assert over(paths, most) == []


def test_most_files_are_short() -> None:
    assert median(lines(path) for path in code() if lines(path) > 1) <= 80


def functions() -> dict[str, int]:
    """Every function of ours with its length, without its docstring and decorators."""
    found = {}
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                length = (node.end_lineno or 0) - first.lineno + 1
                found[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = length
    return found


def test_most_functions_are_short() -> None:
    long = sorted(functions().items(), key=lambda item: -item[1])[:10]
    assert quantiles(functions().values(), n=20)[-1] <= 25, long


def test_no_function_is_very_long() -> None:
    assert [f"{name}: {length} lines" for name, length in functions().items() if length > 45] == []


def test_nobody_is_called_a_manager() -> None:
    banned = ("Service", "Manager", "Helper", "Util")
    named = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith(banned)
    ]
    assert named == []
