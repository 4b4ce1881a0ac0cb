"""Sentences: what is cut, and above all what is not."""

import pytest

from i18n.segments import split_sentences


def cut(text: str, language: str) -> list[str]:
    pieces = split_sentences(text, language)
    assert "".join(pieces) == text
    return [piece.strip() for piece in pieces]


WHOLE = [
    ("fr", "Le réseau Nordic Safe Cities (NSC). qui réunit vingt villes, a tenu son sommet."),
    ("fr", "La ville de M. Dupont et de Mme. Durand est prête."),
    ("fr", "Voir l’art. 12 du règlement et la p. 4 du rapport."),
    ("fr", "Des outils, p. ex. Une carte, sont prêts."),
    ("fr", "L’affaire Roe c. Wade est citée par J.-P. Martin."),
    ("en", "Mr. Smith met Dr. Jones and Mrs. Brown at St. Mary’s."),
    ("en", "See No. 5 and Fig. 3 of vol. 2."),
    ("en", "The author J. K. Rowling and George W. Bush were there."),
    ("en", "It rose by 3.5 per cent to 1.250,00 euros."),
    ("en", "Read www.example.org. it is public."),
    ("en", "Go to example.org/news.html?a=1 or write to a.b@example.org now."),
    ("en", "It begins at 9 a.m. on Monday, i.e. tomorrow."),
    ("en", "Well… perhaps not."),
    ("en", "1. Open the door"),
    ("en", "“Is it true?” she asked."),
    ("de", "Am 24. Oktober trifft sich der 3. Ausschuss in Köln."),
    ("de", "Manche Städte, z. B. Bremen, machen mit."),
    ("de", "Manche Städte, z.B. Bremen, machen mit."),
    ("es", "El Sr. García y la Dra. López firmaron el art. 5."),
    ("th", "นี่คือประโยคแรก นี่คือประโยคที่สอง"),
    ("ja", "「行きます。」と彼は言った。"),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_one_sentence_stays_one(language: str, text: str) -> None:
    assert cut(text, language) == [text]


CUT = [
    ("en", "The city met. It was late.", ["The city met.", "It was late."]),
    ("en", "“We won.” Then they left.", ["“We won.”", "Then they left."]),
    ("en", "It is open (since May). Come in!", ["It is open (since May).", "Come in!"]),
    ("en", "Really?! Yes.", ["Really?!", "Yes."]),
    ("fr", "« C’est fini. » Il est parti.", ["« C’est fini. »", "Il est parti."]),
    (
        "fr",
        "Qui\u00a0? «\u00a0Moi.\u00a0» Bien\u00a0! Merci.",
        ["Qui\u00a0?", "«\u00a0Moi.\u00a0»", "Bien\u00a0!", "Merci."],
    ),
    ("ar", "هل أنت هنا؟ نعم أنا هنا. شكرا لك.", ["هل أنت هنا؟", "نعم أنا هنا.", "شكرا لك."]),
    ("ur", "یہ پہلا جملہ ہے۔ یہ دوسرا ہے۔", ["یہ پہلا جملہ ہے۔", "یہ دوسرا ہے۔"]),
    ("zh", "你好。我是北京人！你呢？", ["你好。", "我是北京人！", "你呢？"]),
    ("zh", "他说：“好。”我走了。", ["他说：“好。”", "我走了。"]),
    ("en", "First line\n\nsecond paragraph", ["First line", "second paragraph"]),
]


@pytest.mark.parametrize(("language", "text", "sentences"), CUT)
def test_sentences_are_cut(language: str, text: str, sentences: list[str]) -> None:
    assert cut(text, language) == sentences


def test_an_unknown_language_is_cut_too() -> None:
    assert cut("One here. Two there.", "xx-Latn") == ["One here.", "Two there."]


def test_nothing_gives_nothing() -> None:
    assert split_sentences("", "en") == []


def test_lone_surrogates_and_nul_are_kept() -> None:
    text = "One \ud800 here.\x00 Two there."
    assert "".join(split_sentences(text, "en")) == text
