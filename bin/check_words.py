"""Checks that no file holds what does not belong into a public repository.

That is: addresses of package registries (lock files carry hashes, not places), absolute paths of one machine, notes
to oneself, and drawers for everything (files named utils, helpers, core or base… except settings and templates).
"""

import re
import sys
from pathlib import Path

from house import ROOT, own_files

# Written in two halves, so that this file does not find itself.
WORDS = {
    "a registry's address": re.compile(
        "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"])
    ),
    "a path of one machine": re.compile(r"(?<![\w/.-])/(?:wo" + r"rk/|opt/whe" + r"els|opt/py" + r"pi|ro" + r"ot/)"),
    "a note to oneself": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}
DRAWERS = {"utils", "util", "helpers", "helper", "core", "misc", "common"}
TEXT = {
    ".py",
    ".md",
    ".html",
    ".txt",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".css",
    ".js",
    ".svg",
    ".in",
    ".po",
    ".sh",
    "",
}


def problems(root: Path, paths: list[Path]) -> list[str]:
    """One line for each find; `paths` are relative to `root`."""
    found = []
    for path in paths:
        if path.suffix == ".py" and (path.stem in DRAWERS or path.parent.name in DRAWERS):
            found.append(f"{path}: a drawer for everything; name it after what it holds")
        if path.suffix not in TEXT:
            continue
        for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), start=1):
            for name, pattern in WORDS.items():
                if pattern.search(line):
                    found.append(f"{path}:{number}: {name}: {line.strip()[:100]}")
    return found


if __name__ == "__main__":
    complaints = problems(ROOT, own_files())
    print("\n".join(complaints))
    sys.exit(bool(complaints))
