"""How often the splitter cuts wrongly: ``python -m tests.benchmarks.splitter FOLDER`` (a copy of NTREX-128).

The lines of each document are joined (by a space; by nothing in Chinese and Japanese) and split again. A line is one
sentence for most of its length, but about one in ten holds two: those are counted as false, so precision is a lower
bound. ``--show LANGUAGE`` prints the missed ends and the cuts inside lines.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

from i18n.segments import split_sentences

LANGUAGES = {
    "eng": "en", "fra": "fr", "spa": "es", "arb": "ar", "deu": "de", "ita": "it", "por": "pt", "cat": "ca", "swe": "sv",
    "dan": "da", "nob": "nb", "fin": "fi", "rus": "ru", "ukr": "uk", "ces": "cs", "heb": "he", "hin": "hi", "urd": "ur",
    "swa": "sw", "jpn": "ja", "zho-CN": "zh", "tha": "th",
}  # fmt: skip
ENDINGS = tuple('.!?…؟۔。！？।"”»’)]）」』')


def documents(folder: Path, name: str) -> list[list[str]]:
    """The lines of each document, the headline left out."""
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    documents: dict[str, list[str]] = defaultdict(list)
    keys = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    for key, line in zip(keys, lines, strict=True):
        documents[key].append(line.strip())
    return [found[1:] for found in documents.values() if len(found) > 2]


def measure(folder: Path, name: str, *, show: bool = False) -> tuple[int, int, int, int]:
    """Lines that end like a sentence, their ends found, cuts elsewhere, cuts right after no end sign."""
    language = LANGUAGES[name]
    joiner = "" if language in ("zh", "ja") else " "
    ends = found = inside = odd = 0
    for lines in documents(folder, name):
        text = joiner.join(lines)
        line_ends = dict(zip(accumulate(len(line) + len(joiner) for line in lines[:-1]), lines, strict=False))
        cuts = set(list(accumulate(len(piece) for piece in split_sentences(text, language)))[:-1])
        wanted = {at for at, line in line_ends.items() if line.endswith(ENDINGS)}
        ends += len(wanted)
        found += len(wanted & cuts)
        for cut in sorted(wanted - cuts) if show else ():
            print(f"  missed …{text[max(0, cut - 50) : cut]}|{text[cut : cut + 40]}…")
        for cut in cuts - set(line_ends):
            inside += 1
            odd += text[cut - 6 : cut].rstrip()[-1:] == "." and text[cut : cut + 1].islower()
            if show:
                print(f"  …{text[max(0, cut - 50) : cut]}|{text[cut : cut + 40]}…")
    return ends, found, inside, odd


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", metavar="LANGUAGE", default="")
    arguments = parser.parse_args()
    print("language   ends  recall  cuts inside lines  precision at least")
    for name, language in LANGUAGES.items():
        if arguments.show and arguments.show != language:
            continue
        ends, found, inside, _odd = measure(arguments.folder, name, show=bool(arguments.show))
        precision = found / max(1, found + inside)
        print(f"{language:8} {ends:6} {found / max(1, ends):7.3f} {inside:18} {precision:19.3f}")


if __name__ == "__main__":
    main()
