"""What makes a sentence risky, language by language."""

import pytest

from i18n.quality import risk

DENIED = {
    "en": ["The city did not agree.", "They can't come.", "No tickets are left."],
    "fr": ["La ville n’a pas accepté.", "Aucun billet.", "Sans eux, rien."],
    "es": ["La ciudad no aceptó.", "Nunca vinieron."],
    "ar": ["لم توافق المدينة.", "ولا أحد هناك."],
    "de": ["Die Stadt hat nicht zugestimmt.", "Es gab keine Karten."],
    "pt": ["A cidade não aceitou.", "Ninguém veio."],
    "it": ["La città non ha accettato.", "Senza di loro, niente."],
    "zh-hans": ["市政府不同意。"],
    "nb": ["Byen var ikke enig."],
}
PLAIN = {
    "en": ["The knot was a notable one.", "A note about cannon."],
    "fr": ["La ville a accepté.", "Un nid et une panne."],
    "es": ["La ciudad aceptó la nota."],
    "ar": ["وافقت المدينة."],
    "de": ["Die Stadt hat zugestimmt."],
    "pt": ["A cidade aceitou."],
    "it": ["La città ha accettato."],
    "zh": ["市政府同意。"],
    "xx": ["No not never."],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in DENIED.items() for text in texts])
def test_a_denial_is_seen(language: str, text: str):
    assert risk.is_negated(text, language)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in PLAIN.items() for text in texts])
def test_no_denial_is_seen_where_there_is_none(language: str, text: str):
    assert not risk.is_negated(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The mayor met Ana Lund.", True),
        ("en", "The mayor met her.", False),
        ("en", "The mayor said: “We came.” Then she left.", False),
        ("en", "She and I came.", False),
        ("en", "The EU agreed.", True),
        ("fr", "« Nous venons », dit le maire.", False),
        ("fr", "Le maire de Lyon est venu.", True),
        ("de", "Die Stadt hat dem Plan zugestimmt.", False),
        ("de", "Sie traf Ana Lund im Rathaus.", True),
        ("ar", "التقى رئيس البلدية بها.", False),
        ("ar", "التقى رئيس البلدية UCLG في المدينة.", True),
        ("zh", "市长见了她。", False),
        ("ru", "Мэр приехал в Осло.", True),
        ("en", "", False),
    ],
)
def test_names(language: str, text: str, expected: bool):
    assert risk.has_names(text, language) is expected


def test_a_headline_in_capitals_names_nobody():
    assert not risk.has_names("Two Days For Everybody", "en", headline=True)
    assert risk.has_names("Two days in Copenhagen", "en", headline=True)


def test_reasons_add_up_and_the_heaviest_comes_first():
    plain = risk.of_sentence("They came home.", "en")
    assert plain == risk.Risk(1.0, ())
    number = risk.of_sentence("They came home at ٣.", "en")
    assert number == risk.Risk(1.5, ("numbers",))
    both = risk.of_sentence("They did not come at 3.", "en")
    assert both == risk.Risk(2.1, ("negation", "numbers"))
    assert risk.of_sentence("Said so.", "en", kind="quotation").reasons == ("quotation",)
    assert risk.of_sentence("They came home.", "en", protected=True).reasons == ("names",)


def test_an_engine_at_a_loss_counts():
    unknown = {"check": "engine", "message": "unknown-words:0.50", "severity": "info"}
    assert risk.of_sentence("They came home.", "en", findings=[unknown]) == risk.Risk(1.8, ("unknown",))
    broken = {"check": "engine", "message": "unknown-words:many", "severity": "info"}
    assert risk.of_sentence("They came home.", "en", findings=[broken]).value == 1.0
    error, warning = ({"check": "x", "severity": severity} for severity in ("error", "warning"))
    assert risk.of_sentence("They came home.", "en", findings=[warning, error, error]).reasons == ("error", "warning")


def test_risk_ends_at_three():
    worst = risk.of_sentence(
        "“Ana Lund did not pay 3 euros.”", "en", chained=True, findings=[{"check": "x", "severity": "error"}]
    )
    assert worst.value == 3.0
