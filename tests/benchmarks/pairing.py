"""How well two texts are paired: ``python -m tests.benchmarks.pairing FOLDER`` (a copy of NTREX-128).

Each document is a text in English and one in another language, with paragraphs of two to five lines. In the other text,
one paragraph end in five is gone and one line in ten begins a new one; one line in twelve is missing, one in 25 is a
stranger from another document; and one line in twelve, on each side, is joined with the one before. Measured are the
pairs of lines that belong together, and how many of the pairs called sure are exactly right.
``--known FOLDER`` takes recorded machine texts (``ENGINE.LANGUAGE.txt``) as a bridge.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

from i18n.segments.pairing import Pair, Unit, pair_sentences
from tests.benchmarks.splitter import LANGUAGES


@dataclass
class Case:
    """Two texts, and which of their sentences belong together."""

    source: list[Unit]
    target: list[Unit]
    links: set[tuple[int, int]]
    language: str


def documents(folder: Path, *names: str) -> list[list[tuple[str, ...]]]:
    """The lines of each document, side by side in several files."""
    keys = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    columns = [(folder / name).read_text(encoding="utf-8").splitlines() for name in names]
    found: dict[str, list[tuple[str, ...]]] = {}
    for key, *lines in zip(keys, *columns, strict=True):
        found.setdefault(key, []).append(tuple(line.strip() for line in lines))
    return list(found.values())


def make(lines: list[tuple[str, ...]], strangers: list[str], language: str, chance: random.Random) -> Case:
    """A document as two texts that differ in what translators do to them."""
    source: list[Unit] = []
    target: list[Unit] = []
    links: set[tuple[int, int]] = set()
    ours = theirs = left = 0
    for at, (text, said, *known) in enumerate(lines):
        kind = "title" if at == 0 else "body"
        begins = at <= 1 or left == 0
        if begins:
            left = chance.randint(2, 5)
            ours += 1
        left -= 1
        theirs += at <= 1 or (begins and chance.random() > 0.2) or (not begins and chance.random() < 0.1)
        bridge = known[0] if known else ""
        if not begins and chance.random() < 1 / 12 and source[-1].kind == "body":
            last = source[-1]
            source[-1] = Unit(f"{last.text} {text}", last.block, last.kind, known=f"{last.known} {bridge}".strip())
        else:
            source.append(Unit(text, ours, kind, known=bridge))
        if at and chance.random() < 1 / 12:
            continue
        if at and chance.random() < 1 / 25:
            target.append(Unit(chance.choice(strangers), theirs))
        joins = at > 1 and not begins and target and (len(source) - 2, len(target) - 1) in links
        if joins and target[-1].block == theirs and chance.random() < 1 / 12:
            target[-1] = Unit(f"{target[-1].text} {said}", theirs)
        else:
            target.append(Unit(said, theirs))
        links.add((len(source) - 1, len(target) - 1))
    return Case(source, target, links, language)


@dataclass
class Tally:
    """Links found, right and wanted; pairs called sure, and those of them that are exactly right."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    sure: int = 0
    sure_right: int = 0
    pairs: int = 0
    seconds: float = 0.0

    def add(self, case: Case, pairs: list[Pair]) -> None:
        links = {(i, j) for pair in pairs for i in pair.source for j in pair.target}
        self.found += len(links)
        self.right += len(links & case.links)
        self.wanted += len(case.links)
        for pair in pairs:
            if not pair.source or not pair.target:
                continue
            self.pairs += 1
            if pair.sure:
                mine = {(i, j) for i in pair.source for j in pair.target}
                touched = {link for link in case.links if link[0] in pair.source or link[1] in pair.target}
                self.sure += 1
                self.sure_right += mine == touched

    @property
    def line(self) -> str:
        return (
            f"{self.right / max(1, self.found):9.3f} {self.right / max(1, self.wanted):7.3f} "
            f"{self.sure / max(1, self.pairs):7.3f} {self.sure_right / max(1, self.sure):14.4f} {self.seconds:8.2f}"
        )


def measure(folder: Path, name: str, known: Path | None = None, rounds: int = 1, seed: int = 7) -> Tally:
    """All documents of a language."""
    chance = random.Random(seed)
    names = ["eng.txt", f"{name}.txt", *([str(known.resolve())] if known else [])]
    all_lines = documents(folder, *names)
    strangers = [line[1] for lines in all_lines for line in lines]
    tally = Tally()
    for _round in range(rounds):
        for lines in all_lines:
            case = make(lines, strangers, LANGUAGES[name], chance)
            began = time.perf_counter()
            pairs = pair_sentences(case.source, case.target, source_language="en", target_language=case.language)
            tally.seconds += time.perf_counter() - began
            tally.add(case, pairs)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--known", type=Path)
    parser.add_argument("--only", nargs="*")
    arguments = parser.parse_args()
    print("language  precision  recall    sure  right of sure  seconds")
    for name, language in LANGUAGES.items():
        if name == "eng" or (arguments.only and language not in arguments.only):
            continue
        print(f"{language:9}{measure(arguments.folder, name).line}")
        for path in sorted(arguments.known.glob(f"en-{language}.*")) if arguments.known else ():
            print(f"  with {path.stem}: {measure(arguments.folder, name, path).line}")


if __name__ == "__main__":
    main()
