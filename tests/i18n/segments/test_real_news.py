"""Reading back edits of real French news (optional: the data is not part of the repository)."""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from i18n.segments import Target, code, plain, read_back, rebuild

from .building import Page, escaped, page

FOLDER = Path(os.environ.get("INTERURBAN_DATA", Path(__file__).parents[4] / "shared" / "data")) / "ntrex"
KINDS = ("word", "rewrite", "insert", "delete", "split", "join")

pytestmark = pytest.mark.skipif(not (FOLDER / "fra.txt").exists(), reason=f"no real news in {FOLDER}")


def lines_by_document() -> list[list[str]]:
    documents: dict[str, list[str]] = defaultdict(list)
    keys = (FOLDER / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    for key, text in zip(keys, (FOLDER / "fra.txt").read_text(encoding="utf-8").splitlines(), strict=True):
        documents[key].append(text.strip())
    return list(documents.values())


def article(lines: list[str]) -> Page:
    """Paragraphs of five lines; every third line has a bold word."""
    marked = [
        escaped(text) if n % 3 else escaped(text).replace(text.split()[0], f"<b>{text.split()[0]}</b>", 1)
        for n, text in enumerate(lines)
    ]
    return page("".join(f"<p>{' '.join(marked[at : at + 5])}</p>" for at in range(0, len(lines), 5)), language="fr")


def edited(built: Page, kind: str, others: list[str], chance: random.Random) -> tuple[dict[str, str], set[str]]:
    """A value in which one sentence of each paragraph was edited, and the ids that may differ."""
    texts, touched = dict(built.texts), set()
    for block in built.skeleton.blocks():
        refs = block.sentences
        at = chance.randrange(len(refs))
        id_ = refs[at].id
        touched.add(id_)
        text = texts[id_].text
        words = plain(text).split()
        if kind == "word":
            words[chance.randrange(len(words))] = "tramway"
            texts[id_] = Target(code(" ".join(words)))
        elif kind == "rewrite":
            texts[id_] = Target(code(chance.choice(others)))
        elif kind == "insert":
            texts[id_] = Target(f"{text} {code(chance.choice(others))}")
        elif kind == "delete":
            texts[id_] = Target("", covered=True)
        elif kind == "split":
            half = len(words) // 2 or 1
            texts[id_] = Target(code(" ".join(words[:half]) + ". Or " + " ".join(words[half:])))
        elif at + 1 < len(refs):
            touched.add(refs[at + 1].id)
            following = texts[refs[at + 1].id].text
            texts[id_] = Target(code(plain(text).rstrip(".") + " et " + plain(following)))
            texts[refs[at + 1].id] = Target("", covered=True)
    return rebuild(built.skeleton, texts, language="fr"), touched


@pytest.mark.parametrize("kind", KINDS)
def test_untouched_sentences_are_byte_equal(kind: str) -> None:
    chance = random.Random(kind)
    documents = lines_by_document()
    counts: Counter[str] = Counter()
    for lines in documents[:: int(os.environ.get("INTERURBAN_EVERY", "12"))]:
        built = article(lines)
        value, touched = edited(built, kind, chance.choice(documents), chance)
        result = read_back(built.skeleton, built.texts, value, language="fr")
        assert not result.problems
        untouched = set(built.order) - touched
        counts["untouched"] += len(untouched)
        counts["kept"] += len(untouched - set(result.changes))
        assert rebuild(built.skeleton, {**built.texts, **result.changes}, language="fr") == value
    assert counts["untouched"] > 50
    assert counts["kept"] == counts["untouched"]
