"""Compiles locale/*/LC_MESSAGES/*.po where the .mo is missing or older. Needs no gettext, only polib."""

import sys
from pathlib import Path

import polib
from house import ROOT


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Returns the catalogues that were written. A reader never sees half a file: it is renamed into place."""
    written = []
    for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        scratch = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(scratch))
        scratch.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in compile_catalogues():
        sys.stdout.write(f"compiled {path.relative_to(ROOT)}\n")
