"""Names stand in the order of the language's own alphabet."""

import pytest

from tags.alphabets import first_letter, sort_key

ORDERS = {
    "fr": ["Eau", "Énergie", "Environnement", "Événement", "Forêt", "Œuvres", "Paix", "Zones"],
    "es": ["Agua", "Alcaldías", "Árboles", "Navidad", "Nubes", "Ñandú", "Ocio"],
    "sv": ["Arbete", "Zon", "Ålder", "Äldre", "Öresund"],
    "da": ["Arbejde", "Zone", "Ærø", "Øer", "Ålborg"],
    "de": ["Arzneien", "Ärzte", "Strasse", "Straße", "Strom", "Übung", "Umwelt"],
    "tr": ["Çevre", "Isparta", "İklim", "Şehir", "Toplum"],
    "et": ["Saar", "Šokolaad", "Zoo", "Žanr", "Tallinn", "Vesi", "Õigus", "Äri", "Öko", "Ühistu"],
    "uk": ["Гроші", "Ґанок", "Дім", "Європа", "Ігри", "Їжа", "Йод"],
    "ar": ["الأمن", "البيئة", "التاريخ", "المدن", "النقل"],
}


@pytest.mark.parametrize(("language", "names"), ORDERS.items())
def test_in_the_order_of_the_alphabet(language, names):
    names_before = names[::-1]
    assert sorted(names_before, key=lambda name: sort_key(name, language)) == names


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [("Énergie", "fr", "E"), ("Ñandú", "es", "Ñ"), ("Ñandú", "fr", "N"), ("Öresund", "sv", "Ö"), ("Öresund", "de", "O"),
     ("المدن", "ar", "م"), ("أمن", "ar", "ا"), ("ألم", "ar", "ا"), ("İklim", "tr", "İ"), ("2030", "en", "#"),
     ("«Paix»", "fr", "#"), ("", "fr", "#"), ("城市", "ja", "城")],
)  # fmt: skip
def test_the_letter_that_a_name_stands_under(name, language, letter):
    assert first_letter(name, language) == letter
