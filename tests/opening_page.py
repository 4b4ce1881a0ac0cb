"""The page that opened this project, in our own words: an English original, and what a machine made of it in French.

The names are invented, the faults are not: a name that came out in three forms, a brand translated once and kept once,
a sentence cut after "(NSC).", a date that may be read two ways, empty content type and tags.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation."""

    source: str
    target: str


NAME = "Halvard Nyström"
BRAND = "Safe Harbours"
PUBLISHED_ON = date(2022, 11, 2)
AMBIGUOUS = "02/11/2022"

TITLE = Pair(
    "Cities compare their work at the summit in Lundvik", "Les villes comparent leur travail au sommet de Lundvik"
)
SUMMARY = "The network of safe cities met for two days and agreed on a common programme."

# One sentence: the abbreviation in brackets does not end it, although a full stop follows it.
NOT_CUT = (
    "The summit was called by the Network of Safe Cities (NSC). together with the town of Lundvik, "
    "which had offered its harbour hall."
)

THREE_FORMS = [
    Pair(
        "Halvard Nyström, who leads the network, opened the summit.",
        "Halvard Nyström, qui dirige le réseau, a ouvert le sommet.",
    ),
    Pair(
        "Halvard Nyström thanked the volunteers.",
        "Halvard Nystrom a remercié les bénévoles.",
    ),
    Pair(
        "The last word was that of Halvard Nyström.",
        "Le dernier mot est revenu à Halvard Ruisseau-Neuf.",
    ),
]

BRAND_TWICE = [
    Pair(
        "The programme Safe Harbours begins in spring.",
        "Le programme Safe Harbours commence au printemps.",
    ),
    Pair(
        "Twelve towns take part in Safe Harbours.",
        "Douze villes participent aux Ports sûrs.",
    ),
]

BODY = (
    f"<p>{NOT_CUT} {THREE_FORMS[0].source}</p>"
    f"<p>{BRAND_TWICE[0].source} {THREE_FORMS[1].source} {BRAND_TWICE[1].source} {THREE_FORMS[2].source}</p>"
)
