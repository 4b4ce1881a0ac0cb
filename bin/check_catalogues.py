"""Compares locale/*/LC_MESSAGES/django.po with the texts in the code; --update writes what is new into them.

Wrong are: a text of the code that a catalogue lacks, one that the code no longer has, an empty or fuzzy translation,
placeholders that differ from the original's, and missing plural forms. Needs gettext's xgettext and msgmerge.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from house import ROOT, own_files

SHIPPED = {"ar", "es", "fr"}  # English is the language of the code
SOURCES = {".py", ".html", ".txt", ".js"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")

Key = tuple[str, str, str]


def languages(root: Path = ROOT) -> list[str]:
    """The shipped ones, and each that has a folder: `locale/pt/LC_MESSAGES` begins a catalogue."""
    return sorted(SHIPPED | {place.parent.name for place in root.glob("locale/*/LC_MESSAGES")})


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def active(catalogue: polib.POFile) -> dict[Key, polib.POEntry]:
    return {key(entry): entry for entry in catalogue if not entry.obsolete}


def extract(root: Path, folder: Path) -> None:
    """Copies the sources and the catalogues of `root` into `folder` and lets makemessages merge them there."""
    for path in own_files(root):
        is_catalogue = path.parts[0] == "locale" and path.suffix == ".po"
        is_source = path.suffix in SOURCES and path.parts[0] not in {"tests", "bin", "docs", "requirements"}
        if is_catalogue or is_source:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, folder / path)
    (folder / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-wrap", "--add-location", "file"]
    for language in languages(root):
        command += ["--locale", language]
    done = subprocess.run(
        command,
        cwd=folder,
        # With settings, makemessages would write into the LOCALE_PATHS of the real tree.
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"makemessages failed:\n{done.stdout}{done.stderr}")


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def faults(entry: polib.POEntry, plurals: int) -> list[str]:
    """What is wrong with one translation, in words. `plurals`: how many forms the language has."""
    texts = translations(entry)
    if not all(texts):
        return ["not translated"]
    found = []
    if entry.fuzzy:
        found.append("fuzzy: somebody must look at it")
    if entry.msgid_plural and len(texts) != plurals:
        found.append(f"{len(texts)} plural forms instead of {plurals}")
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in texts:
        there = set(PLACEHOLDER.findall(text))
        # A singular or dual may say the number in words, so a plural's form may lack a placeholder.
        if there - wanted or (wanted - there and not entry.msgid_plural):
            found.append(f"placeholders differ: {sorted(wanted)} in the original, {sorted(there)} here")
    return found


def problems(language: str, committed: Path, fresh: Path) -> list[str]:
    """One line for each fault of a language's catalogue."""
    if not fresh.exists():
        return []  # the code has no text yet
    wanted = active(polib.pofile(str(fresh)))
    if not committed.exists():
        return [f"{language}: no catalogue for {len(wanted)} texts"]
    catalogue = polib.pofile(str(committed))
    present = active(catalogue)
    match = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    plurals = int(match.group(1)) if match else 2
    found = [f"{language}: not in the catalogue: {name[1]!r}" for name in wanted if name not in present]
    found += [f"{language}: no longer in the code: {name[1]!r}" for name in present if name not in wanted]
    for name, entry in present.items():
        if name in wanted:
            found += [f"{language}: {name[1]!r}: {fault}" for fault in faults(entry, plurals)]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write new texts into the catalogues")
    update = parser.parse_args().update
    complaints = []
    with tempfile.TemporaryDirectory(prefix="interurban-messages-") as name:
        folder = Path(name)
        extract(ROOT, folder)
        for language in languages():
            place = Path("locale", language, "LC_MESSAGES", "django.po")
            if update and (folder / place).exists():
                (ROOT / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / place, ROOT / place)
            complaints += problems(language, ROOT / place, folder / place)
    print("\n".join(complaints[:200]))
    if len(complaints) > 200:
        print(f"… and {len(complaints) - 200} more")
    return 0 if update else int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
