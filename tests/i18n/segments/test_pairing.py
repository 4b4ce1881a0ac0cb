"""Which sentences of two texts say the same."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.segments.pairing import Unit, pair_sentences
from tests.benchmarks import pairing as measured

FOLDER = Path(os.environ.get("INTERURBAN_DATA", Path(__file__).parents[4] / "shared" / "data")) / "ntrex"

ENGLISH = [
    ["Tram line 7 opens in Aarhus"],
    [
        "The new line begins on 14 March.",
        "It runs from the harbour to the university in 19 minutes.",
        "Mayor Lone Sander called it a gift to the next generation.",
    ],
    ["What it costs"],
    [
        "The city paid 320 million kroner.",
        "Did anybody expect it to be cheaper?",
        "Only the accountants did.",
    ],
]
FRENCH = [
    ["La ligne 7 du tram ouvre à Aarhus"],
    [
        "La nouvelle ligne entre en service le 14 mars.",
        "Elle relie le port à l’université en 19 minutes.",
        "La maire Lone Sander y voit un cadeau pour la prochaine génération.",
    ],
    ["Ce qu’elle coûte"],
    [
        "La ville a déboursé 320 millions de couronnes.",
        "Quelqu’un s’attendait-il à ce que ce soit moins cher ?",
        "Seuls les comptables l’espéraient.",
    ],
]
ARABIC = [
    ["افتتاح خط الترام رقم 7 في آرهوس"],
    [
        "يبدأ الخط الجديد في 14 مارس.",
        "ويصل بين الميناء والجامعة في 19 دقيقة.",
        "ووصفته رئيسة البلدية لونه ساندر بأنه هدية للجيل القادم.",
    ],
    ["كم يكلف"],
    ["دفعت المدينة 320 مليون كرونة.", "هل توقع أحد أن يكون أرخص؟", "لم يتوقع ذلك سوى المحاسبين."],
]


def units(blocks: list[list[str]], *, known: list[list[str]] | None = None) -> list[Unit]:
    flat = [text for block in known for text in block] if known else []
    found: list[Unit] = []
    for number, block in enumerate(blocks):
        for text in block:
            kind = "heading" if len(block) == 1 else "body"
            found.append(Unit(text, number, kind, known=flat[len(found)] if flat else ""))
    return found


def pairs(
    source: list[Unit], target: list[Unit], language: str = "fr"
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    found = pair_sentences(source, target, source_language="en", target_language=language)
    return [(pair.source, pair.target) for pair in found]


@pytest.mark.parametrize(("blocks", "language"), [(FRENCH, "fr"), (ARABIC, "ar")])
def test_sentence_by_sentence(blocks: list[list[str]], language: str) -> None:
    assert pairs(units(ENGLISH), units(blocks), language) == [((at,), (at,)) for at in range(8)]


def test_a_text_without_paragraphs() -> None:
    flat = [[text for block in FRENCH for text in block]]
    assert pairs(units(ENGLISH), units(flat)) == [((at,), (at,)) for at in range(8)]


def test_two_sentences_said_in_one() -> None:
    joined = [
        [*FRENCH[0]],
        [f"{FRENCH[1][0][:-1]} et relie le port à l’université en 19 minutes.", FRENCH[1][2]],
        *FRENCH[2:],
    ]
    assert pairs(units(ENGLISH), units(joined))[1:3] == [((1, 2), (1,)), ((3,), (2,))]


def test_a_sentence_said_in_two() -> None:
    cut = [
        FRENCH[0],
        [FRENCH[1][0], "Elle relie le port à l’université.", "Le trajet dure 19 minutes.", FRENCH[1][2]],
        *FRENCH[2:],
    ]
    assert pairs(units(ENGLISH), units(cut))[2] == ((2,), (2, 3))


def test_what_one_side_lacks() -> None:
    without = [
        *FRENCH[:1],
        [FRENCH[1][0], FRENCH[1][2]],
        FRENCH[2],
        [*FRENCH[3], "Traduit par l’office de tourisme de Nantes, 2 rue des Halles."],
    ]
    found = pairs(units(ENGLISH), units(without))
    assert ((2,), ()) in found
    assert ((), (7,)) in found
    assert ((3,), (2,)) in found


def test_sentences_of_two_paragraphs_are_never_one() -> None:
    joined = [[text for block in FRENCH for text in block][:3] + [" ".join([FRENCH[1][2], FRENCH[2][0]])] + FRENCH[3]]
    for source, _target in pairs(units(ENGLISH), units(joined)):
        assert len({units(ENGLISH)[at].block for at in source}) <= 1


def test_a_known_translation_leads_through_a_text_without_names_and_numbers() -> None:
    source = [["One."], ["Two birds sang.", "Then it rained.", "Nobody came to see us.", "We waited."]]
    known = [
        ["Un."],
        ["Deux oiseaux chantaient.", "Puis il a plu.", "Personne n’est venu chez nous.", "Nous attendions."],
    ]
    said = [["Un."], ["Deux oiseaux chantaient.", "Personne n’est venu nous voir.", "Nous attendions encore."]]
    found = pairs(units(source, known=known), units(said))
    assert ((2,), ()) in found
    assert ((3,), (2,)) in found


def test_an_empty_side_leaves_the_other_alone() -> None:
    assert pairs([], units(FRENCH)) == [((), (at,)) for at in range(8)]
    assert pairs(units(ENGLISH), []) == [((at,), ()) for at in range(8)]
    assert pairs([], []) == []


def test_what_is_left_out_is_never_sure() -> None:
    found = pair_sentences(units(ENGLISH), units(FRENCH[:2]), source_language="en", target_language="fr")
    assert not any(pair.sure for pair in found if not pair.source or not pair.target)


words = st.lists(st.sampled_from(["Berlin", "2024", "one", "two!", "drei?", "«x»", "été", ""]), max_size=6).map(
    " ".join
)
texts = st.lists(st.builds(Unit, words, st.integers(0, 4), st.sampled_from(["body", "heading", "alt"])), max_size=14)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_each_sentence_is_in_one_pair_and_the_order_stays(source: list[Unit], target: list[Unit]) -> None:
    source, target = (sorted(side, key=lambda unit: unit.block) for side in (source, target))
    found = pairs(source, target, "de")
    assert [at for ours, _theirs in found for at in ours] == list(range(len(source)))
    assert [at for _ours, theirs in found for at in theirs] == list(range(len(target)))


@pytest.mark.parametrize(("ours", "theirs"), [(3, 400), (400, 3), (250, 260), (120, 700)])
def test_texts_of_very_different_length_are_paired_quickly(ours: int, theirs: int) -> None:
    source = [Unit(f"Sentence {at} of many is here.", at // 4) for at in range(ours)]
    target = [Unit(f"Voici la phrase {at}, une de plus.", at // 5) for at in range(theirs)]
    began = time.process_time()
    found = pairs(source, target)
    assert time.process_time() - began < 10  # a second or two on a quiet machine
    assert sum(len(one) for one, _other in found) == ours


@pytest.mark.slow
@pytest.mark.skipif(not (FOLDER / "fra.txt").exists(), reason=f"no real news in {FOLDER}")
@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("fra", 0.95, 0.97), ("arb", 0.90, 0.92), ("zho-CN", 0.88, 0.92)]
)
def test_real_news(name: str, precision: float, recall: float) -> None:
    tally = measured.measure(FOLDER, name)
    assert tally.right / tally.found >= precision
    assert tally.right / tally.wanted >= recall
    assert tally.sure_right / tally.sure >= 0.985


@pytest.mark.slow
@pytest.mark.skipif(not (FOLDER / "fra.txt").exists(), reason=f"no real news in {FOLDER}")
def test_three_hundred_sentences_in_a_second() -> None:
    lines = [line for lines in measured.documents(FOLDER, "eng.txt", "fra.txt") for line in lines][:320]
    case = measured.make(lines, ["Une phrase venue d’ailleurs."], "fr", random.Random(1))
    began = time.process_time()
    pairs(case.source, case.target)
    assert time.process_time() - began < 3  # 0.7 s on a quiet machine
