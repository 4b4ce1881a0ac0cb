"""Reasons to keep machine text out, and texts that must not be kept out."""

import pytest

from i18n.engines.screening import cleaned, judge

LONG = "The city council has decided that the old harbour will be open to everybody next year."


@pytest.mark.parametrize(
    ("source", "target", "languages", "failure"),
    [
        (LONG, "", ("en", "es"), "empty"),
        (LONG, " … ", ("en", "es"), "empty"),
        (LONG, LONG, ("en", "es"), "echo"),
        (LONG, LONG.upper(), ("en", "es"), "echo"),
        (LONG, LONG, ("en", "en-GB"), None),
        ("Oslo, Bergen, Malmö, Aarhus, Turku", "Oslo, Bergen, Malmö, Aarhus, Turku", ("en", "es"), None),
        ("Nordic Safe Cities", "Nordic Safe Cities", ("en", "es"), None),
        (LONG, "La ciudad ha decidido que el viejo puerto", ("en", "es"), "truncated"),
        (LONG, "La ciudad.", ("en", "es"), "truncated"),
        ("Yes.", "Sí, así es, sin duda.", ("en", "es"), None),
        (LONG, "La ciudad ha decidido. " * 20, ("en", "es"), "far-too-long"),
        (LONG, "La ciudad ha decidido que el viejo puerto esté abierto a todos.", ("en", "ar"), "wrong-script"),
        ("NSC", "NSC", ("en", "ar"), None),
        ("Oslo (NSC) met", "التقت أوسلو (NSC)", ("en", "ar"), None),
        (LONG, "Der Rat der Stadt hat beschlossen, dass der Hafen im nächsten Jahr für alle ist.", ("en", "es"),
         "wrong-language"),
        (LONG, "El concejo decidió abrir el puerto el próximo año a todos.&lt;script&gt;", ("en", "es"),
         "foreign-markup"),
        ("Use &lt;b&gt; for bold.", "Usa &lt;b&gt; para negrita.", ("en", "es"), None),
        (LONG, "Here is the translation: El concejo decidió abrir el puerto el próximo año.", ("en", "es"),
         "instructions"),
        (LONG, "El concejo decidió abrir el puerto el próximo año, javascript:alert(1).", ("en", "es"),
         "foreign-markup"),
        (LONG, "El concejo decidió abrir el puerto; escriba a spam@spam.example el próximo año.", ("en", "es"),
         "foreign-link"),
    ],
)  # fmt: skip
def test_judge(source: str, target: str, languages: tuple[str, str], failure: str | None) -> None:
    assert judge(source, target, *languages).failure == failure


def test_unusual_length_is_a_warning() -> None:
    target = "El concejo de la ciudad ha decidido por fin, después de mucho, " + "mucho tiempo de dudas y debates " * 3
    assert judge(LONG, target + ".", "en", "es").warnings == ("length",)


def test_control_and_invisible_characters_go() -> None:
    assert cleaned("a\x00b\x1b[31m\u202ec\u200b\ufeff<1>d\x9f</1>\ud800") == "ab[31mc<1>d</1>"


def test_invisible_characters_of_the_source_stay() -> None:
    assert cleaned("می\u200cخواهم \u2067x\u2069", "\u2067y\u2069") == "می\u200cخواهم \u2067x\u2069"
