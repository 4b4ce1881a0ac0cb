import pytest

from i18n.quality.numbers import NumbersCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "target_lang", "detail"),
    [
        ("In 2022, 40 cities met.", "En 2022 se reunieron 40 ciudades.", "es", None),
        ("In 2022, 40 cities met.", "En 2023 se reunieron 40 ciudades.", "es", "2022"),
        ("It cost 10,000.50 euros.", "Costó 10.000,50 euros.", "es", None),
        ("About 10,000 people", "Unas 10\u00a0000 personas", "es", None),
        ("About 10,000 people", "Environ 10\u202f000 personnes", "fr", None),
        ("Seven of 12 cities", "Siete de doce ciudades", "es", None),
        ("15 cities", "quince ciudades", "es", "15"),
        ("In 2022, 40 cities", "في عام ٢٠٢٢، ٤٠ مدينة", "ar", None),
        ("20,000 people", "2万人", "zh", None),
        ("3.5 million people", "350万人", "ja", None),
        ("3.5 million people", "3,5 millones de personas", "es", None),
        ("3.5 million people", "٣٫٥ مليون شخص", "ar", None),
        ("the '90s", "les années 1990", "fr", None),
        ("at 17:30", "à 17.30", "fr", None),
        ("A city.", "Una ciudad de 500.", "es", "500"),
        ("Superscript m² here", "Superíndice m² aquí", "es", None),
        ("No numbers", "Sin números", "es", None),
    ],
)
def test_numbers(source: str, target: str, target_lang: str, detail: str | None) -> None:
    found = finding_of(NumbersCheck(), source, target, ("en", target_lang))
    assert (found.detail if found else None) == detail
    assert found is None or found.severity == "warning"
