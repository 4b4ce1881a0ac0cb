import pytest

from articles.reading_time import minutes, plain_text

ENGLISH = "The city opened its doors and invited everybody to come in and look. "  # 13 words
FRENCH = "La ville a ouvert ses portes et invité chacun à entrer pour regarder. "  # 13 words
ARABIC = "فتحت المدينة أبوابها ودعت الجميع إلى الدخول والنظر "  # 8 words
JAPANESE = "街は扉を開き、皆を招いた。"  # 11 letters and 2 signs
CHINESE = "城市打开大门，邀请大家参观。"  # 12 letters and 2 signs
THAI = "เมืองเปิดประตู"  # 14 signs


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (ENGLISH * 31, "en", 2),  # 403 words at 220 a minute
        (FRENCH * 31, "fr", 2),
        (ENGLISH * 16, "en", 1),  # 208 words
        (ENGLISH * 17, "en", 2),  # 221 words
        (ARABIC * 22, "ar", 1),  # 176 words at 180 a minute
        (ARABIC * 23, "ar", 2),  # 184 words
        (JAPANESE * 45, "ja", 1),  # 495 characters at 500 a minute
        (JAPANESE * 46, "ja", 2),
        (CHINESE * 41, "zh-hans", 1),  # 492 characters
        (CHINESE * 42, "zh-hans", 2),
        (THAI * 57, "th", 1),  # 798 characters at 800 a minute
        (THAI * 58, "th", 2),
        ("", "en", 1),
    ],
)
def test_minutes_follow_the_script(text: str, language: str, expected: int):
    assert minutes(text, language) == expected


def test_a_word_with_an_apostrophe_or_a_hyphen_is_one_word():
    assert minutes("l’après-midi " * 220, "fr") == 1
    assert minutes("l’après-midi " * 221, "fr") == 2


def test_markup_and_entities_are_not_words():
    assert plain_text(["<p>Fish &amp; <b>chips</b></p>"]).split() == ["Fish", "&", "chips"]


def test_words_and_sentences_do_not_break_at_a_link():
    text = plain_text(['<p>Près de l’<a href="/x/">école</a>, <b>Nice</b>.</p><h2>Eau</h2><p>H<sub>2</sub>O</p>'])
    assert " ".join(text.split()) == "Près de l’école, Nice. Eau H2O"


def test_unclosed_tags_cost_no_more_than_letters():
    assert minutes(plain_text(["<p" * 100_000]), "en") >= 1
    assert minutes(plain_text(["<" * 100_000 + ">"]), "en") == 1
