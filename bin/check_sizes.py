"""Checks that rooms stay small: lines of files and functions, per kind. Split by noun what grows; raise no limit."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from house import ROOT, own_files

FILE_LINES = 400
FUNCTION_LINES = 50
SETTINGS_LINES = 250
TEMPLATE_LINES = 80


def file_limit(path: Path) -> int | None:
    """Lines that a file may have; None when its kind has no limit. `path` is relative to the root."""
    if path.suffix == ".html" and "templates" in path.parts:
        return TEMPLATE_LINES
    if path.suffix == ".py" and "migrations" not in path.parts:
        return SETTINGS_LINES if path.parts[:2] == ("config", "settings") else FILE_LINES
    return None


def long_functions(source: str) -> Iterator[tuple[int, str, int]]:
    """Line, name and length of each function that is too long; decorators do not count."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield node.lineno, node.name, length


def problems(root: Path, paths: list[Path]) -> list[str]:
    """One line for each file or function over its limit; `paths` are relative to `root`."""
    found = []
    for path in paths:
        limit = file_limit(path)
        if limit is None:
            continue
        source = (root / path).read_text(encoding="utf-8")
        lines = len(source.splitlines())
        if lines > limit:
            found.append(f"{path}: {lines} lines, at most {limit}")
        if path.suffix == ".py":
            for line, name, length in long_functions(source):
                found.append(f"{path}:{line}: {name}() has {length} lines, at most {FUNCTION_LINES}")
    return found


if __name__ == "__main__":
    complaints = problems(ROOT, own_files())
    print("\n".join(complaints))
    sys.exit(bool(complaints))
