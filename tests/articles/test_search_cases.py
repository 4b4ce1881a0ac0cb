"""Searches in eleven languages: the same pages in the same order on every database."""

from datetime import date

import pytest
from wagtail.models import Page

from articles.models import ArticlePage
from articles.search import index
from articles.search.look_up import look_up
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

# Name of a page: language, title, summary, text.
PAGES = {
    "en-team": ("en", "A night with the street team", "Two cities compare notes.", "They walk until two."),
    "en-cities": ("en", "Mayors meet", "Safer city centres were the subject.", "The municipality opened its doors."),
    "en-young": ("en", "Young people at the table", "They are heard.", "Safety is more than a camera. A team helps."),
    "fr-nuit": ("fr", "Une nuit avec l’équipe de rue", "Récit d’une tournée.", "Les municipalités y travaillent."),
    "fr-ecole": ("fr", "L’école ouverte", "Des élèves parlent de sécurité.", "Qu’une ville écoute, c’est rare."),
    "es-plaza": ("es", "La canción de la plaza", "Vecinos y jóvenes cantan.", "El ayuntamiento cerró la calle."),
    "es-red": ("es", "Una red de ciudades", "Prevención en común.", "Las canciones del barrio suenan."),
    "ar-madina": ("ar", "المدينة الآمنة", "لقاء في البلدية حول السلامة.", "تحدث الشباب عن مدنهم."),
    "ar-wizara": ("ar", "وزارة الداخلية", "إدارة جديدة لمدينة كبيرة.", "كتاب عن الأحياء."),
    "de-haus": ("de", "Häuser für alle", "Die Straße gehört der Stadt.", "Jugendliche übernehmen Verantwortung."),
    "de-stadt": ("de", "Sichere Städte", "Ein Treffen der Bürgermeister.", "Das Haus am Platz ist offen."),
    "zh-anquan": ("zh-hans", "城市安全会议", "市长们讨论了夜间工作。", "年轻人提出了建议。水很重要。"),
    "zh-qingnian": ("zh-hans", "青年参与", "他们参加了规划。", "安全感来自邻里。"),
    "ja-machi": ("ja", "安全な街づくり", "市長の会議が開かれた。", "カメラだけでは足りない。"),
    "ja-wakamono": ("ja", "若者の声", "夜の見回りに参加する。", "街の人々が話し合った。"),
    "th-muang": ("th", "เมืองปลอดภัย", "นายกเทศมนตรีประชุมกัน", "เยาวชนมีส่วนร่วมในชุมชน"),
    "ru-gorod": ("ru", "Безопасный город", "Мэры встретились в Хельсинки.", "Молодёжь говорит о школах."),
    "ru-shkola": ("ru", "Открытая школа", "Города учатся друг у друга.", "Дети рисуют дом."),
    "fi-kaupunki": ("fi", "Turvallinen kaupunki", "Nuoret mukana suunnittelussa.", "Pyörällä kouluun."),
    "pt-acao": ("pt", "Ações na praça", "A cidade ouve os jovens.", "Uma ação por semana."),
}  # fmt: skip

# Language, what is typed, pages in the order of the list; a word of the title weighs more than one of the text.
CASES = [
    ("en", "street team", ["en-team"]),
    ("en", "team", ["en-team", "en-young"]),
    ("en", "TEAMS", ["en-team", "en-young"]),
    ("en", "cities", ["en-cities", "en-team"]),
    ("en", "city", ["en-cities", "en-team"]),
    ("en", "walking", ["en-team"]),
    ("en", "“mayors”, (meet)!", ["en-cities"]),
    ("en", "mayor's", ["en-cities"]),
    ("en", "municipality", ["en-cities"]),
    ("en", "municipalities", ["en-cities"]),
    ("en", "municipalty", ["en-cities"]),
    ("en", "munciipality", ["en-cities"]),
    ("en", "strret", ["en-team"]),
    ("en", "camra", ["en-young"]),
    ("en", "munici", ["en-cities"]),
    ("en", "zzzzzz", []),
    ("en", "equipe", []),
    ("fr", "equipe", ["fr-nuit"]),
    ("fr", "équipes de rue", ["fr-nuit"]),
    ("fr", "municipalité", ["fr-nuit"]),
    ("fr", "municipalite", ["fr-nuit"]),
    ("fr", "MUNICIPALITES", ["fr-nuit"]),
    ("fr", "école", ["fr-ecole"]),
    ("fr", "l'ecole", ["fr-ecole"]),
    ("fr", "les écoles", ["fr-ecole", "fr-nuit"]),
    ("fr", "eleve", ["fr-ecole"]),
    ("fr", "qu’une", ["fr-nuit", "fr-ecole"]),
    ("fr", "securité", ["fr-ecole"]),
    ("fr", "sécuritté", ["fr-ecole"]),
    ("es", "canción", ["es-plaza", "es-red"]),
    ("es", "canciones", ["es-plaza", "es-red"]),
    ("es", "cancion", ["es-plaza", "es-red"]),
    ("es", "joven", ["es-plaza"]),
    ("es", "prevencion", ["es-red"]),
    ("es", "ciudad", ["es-red"]),
    ("es", "ayuntamineto", ["es-plaza"]),
    ("ar", "مدينة", ["ar-madina", "ar-wizara"]),
    ("ar", "المدينه", ["ar-madina", "ar-wizara"]),
    ("ar", "بالمدينة", ["ar-madina", "ar-wizara"]),
    ("ar", "والمدينة الامنة", ["ar-madina"]),
    ("ar", "بلدية", ["ar-madina"]),
    ("ar", "للبلدية", ["ar-madina"]),
    ("ar", "السلامه", ["ar-madina"]),
    ("ar", "الوزارة", ["ar-wizara"]),
    ("ar", "وزارة", ["ar-wizara"]),
    ("ar", "ادارة", ["ar-wizara"]),
    ("ar", "شَباب", ["ar-madina"]),
    ("ar", "داخيلة", ["ar-wizara"]),
    ("de", "Haus", ["de-haus", "de-stadt"]),
    ("de", "hauser", ["de-haus", "de-stadt"]),
    ("de", "Stadt", ["de-stadt", "de-haus"]),
    ("de", "strasse", ["de-haus"]),
    ("de", "STRASSE", ["de-haus"]),
    ("de", "burgermeister", ["de-stadt"]),
    ("de", "Verantwotung", ["de-haus"]),
    ("zh-hans", "安全", ["zh-anquan", "zh-qingnian"]),
    ("zh-hans", "城市安全", ["zh-anquan"]),
    ("zh-hans", "全城", []),
    ("zh-hans", "水", ["zh-anquan"]),
    ("zh-hans", "青年 规划", ["zh-qingnian"]),
    ("ja", "安全", ["ja-machi"]),
    ("ja", "街づくり", ["ja-machi"]),
    ("ja", "カメラ", ["ja-machi"]),
    ("ja", "ｶﾒﾗ", ["ja-machi"]),
    ("ja", "街", ["ja-machi", "ja-wakamono"]),
    ("th", "ปลอดภัย", ["th-muang"]),
    ("th", "เยาวชน", ["th-muang"]),
    ("th", "โรงเรียน", []),
    ("ru", "города", ["ru-gorod", "ru-shkola"]),
    ("ru", "ГОРОДОВ", ["ru-gorod", "ru-shkola"]),
    ("ru", "молодежь", ["ru-gorod"]),
    ("ru", "школа", ["ru-shkola", "ru-gorod"]),
    ("ru", "безопастный", ["ru-gorod"]),
    ("fi", "kaupunkia", ["fi-kaupunki"]),
    ("fi", "pyora", ["fi-kaupunki"]),
    ("fi", "koulussa", ["fi-kaupunki"]),
    ("pt", "ação", ["pt-acao"]),
    ("pt", "acoes", ["pt-acao"]),
    ("pt", "cidades", ["pt-acao"]),
]  # fmt: skip


def add(language: str, title: str, summary: str, text: str) -> ArticlePage:
    """A public page with its row in the index, and nothing else."""
    page = ArticlePage(
        title=title,
        summary=summary,
        slug=f"page-{Page.objects.count()}",
        locale=make.locale(language),
        kind=make.kind(),
        published_on=date(2022, 11, 2),
    )
    page.body = page._meta.get_field("body").stream_block.to_python([make.block("text", f"<p>{text}</p>")])
    Page.get_first_root_node().add_child(instance=page)
    index.update(page)
    return page


def test_what_is_found_in_each_language():
    names = {add(*facts).pk: name for name, facts in PAGES.items()}

    def found(language: str, typed: str) -> list[str]:
        return [names[hit.page] for hit in look_up(typed, language=language, others=()).own.hits]

    assert len(CASES) >= 60
    assert len({language for language, _typed, _pages in CASES}) >= 8
    answers = [(language, typed, found(language, typed)) for language, typed, _pages in CASES]
    wrong = [(answer, case[2]) for answer, case in zip(answers, CASES, strict=True) if answer != case]
    assert not wrong
