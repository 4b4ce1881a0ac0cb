"""Texts that come from elsewhere: stored as what they are, fitted to the original, never over a person's."""

import pytest

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision, State
from i18n.segments import Element, Sentence, plain
from i18n.services import importing, publishing, texts
from i18n.services.importing import ImportRefused, align_sentences, import_texts, version_for, with_source_tags
from tests.i18n import factories as make

pytestmark = pytest.mark.django_db

LINK = Element("a", (("href", "https://example.org/a"),))
OTHER_LINK = Element("a", (("href", "https://example.org/b"),))
BOLD = Element("b")


@pytest.fixture
def version():
    return make.version_of(make.note(), "fr")


def spanish_words(version, **changes):
    """Path → paragraphs → sentences, as somebody might bring them for the note of the factories."""
    first, second = [block.path for block in blocks(version) if block.path.startswith("body/") and block.index == 0]
    fields = {
        "title": [["Un día en la ciudad"]],
        "intro": [["Qué pasó allí."]],
        first: [
            ["La ciudad abrió sus puertas.", "Vinieron de <b>cinco</b> países.", "Se quedaron dos días & más."],
            ['Un guía enseñó la <a href="https://example.org/house">casa vieja</a> a todos.'],
        ],
        second: [["Qué vino después"], ["Los equipos acordaron un plan.", "Empieza en primavera."]],
    }
    return {path: changes.get(path, paragraphs) for path, paragraphs in fields.items()}, first


def blocks(version):
    return list(version.group.current_snapshot.skeleton.blocks())


def given(version):
    fields, _first = spanish_words(version)
    return align_sentences(version=version, fields=fields)


def revisions(version):
    return SegmentRevision.objects.filter(locale=version.locale, segment__group=version.group)


def test_imported_texts_are_unchecked_imports_with_their_label_and_no_author(version):
    coded = given(version)
    done = import_texts(version=version, texts=coded, label="demo sample")
    assert done.stored == list(coded)
    facts = {
        (r.origin, r.decision, r.engine, r.engine_version, r.author_id, r.decided_by_id) for r in revisions(version)
    }
    assert facts == {(Origin.IMPORT, Decision.STORED, "demo sample", "", None, None)}
    assert {r.segment.public_id: r.text for r in revisions(version).select_related("segment")} == coded


def test_who_imported_is_remembered(version):
    person = make.user("importer")
    import_texts(version=version, texts=given(version), label="from the old site", person=person)
    assert set(revisions(version).values_list("author_id", flat=True)) == {person.pk}


def test_importing_publishes_nothing(version):
    import_texts(version=version, texts=given(version), label="demo sample")
    version.refresh_from_db()
    assert version.page is None
    assert version.state == State.MISSING


def test_a_published_import_is_an_unchecked_translation_and_no_machine_translation(version):
    import_texts(version=version, texts=given(version), label="demo sample")
    publishing.publish(version=version, release=True)
    now = LanguageVersion.objects.get(pk=version.pk)
    assert (now.state, now.machine_translated, now.machine) == (State.UNCHECKED, False, 0)
    assert now.page.live
    assert now.page.title == "Un día en la ciudad"


def test_importing_twice_stores_once(version):
    coded = given(version)
    import_texts(version=version, texts=coded, label="demo sample")
    again = import_texts(version=version, texts=coded, label="demo sample")
    assert (again.stored, again.same) == ([], list(coded))
    assert revisions(version).count() == len(coded)


@pytest.mark.parametrize("decision", [Decision.STORED, Decision.SUGGESTED, Decision.APPROVED])
def test_a_persons_text_is_left_alone(version, decision):
    coded = given(version)
    public_id = make.id_of(version, "opened its doors")
    make.fill(
        version, origin=Origin.PERSON, only=[public_id], say=lambda text: "De mi mano.", decision=decision,
        author=make.user("translator"),
    )  # fmt: skip
    done = import_texts(version=version, texts=coded, label="demo sample")
    assert done.kept == [public_id]
    assert public_id not in done.stored
    assert texts.load(version).latest(public_id).text == "De mi mano."


def test_an_approved_import_is_a_persons_text_too(version):
    coded = given(version)
    public_id = make.id_of(version, "opened its doors")
    person = make.user("reviewer")
    make.fill(
        version, origin=Origin.IMPORT, only=[public_id], decision=Decision.APPROVED, decided_by=person,
        say=lambda text: "Comprobado.",
    )  # fmt: skip
    done = import_texts(version=version, texts=coded, label="demo sample")
    assert done.kept == [public_id]


def test_a_machines_text_gives_way(version):
    make.fill(version)
    coded = given(version)
    done = import_texts(version=version, texts=coded, label="from the old site")
    assert done.stored == list(coded)
    assert texts.load(version).latest(done.stored[0]).origin == Origin.IMPORT


def test_what_does_not_fit_is_refused_and_nothing_is_stored(version):
    coded = given(version)
    linked = make.id_of(version, "old house")
    for wrong, words in (
        ({**coded, "nosuchid": "Texto."}, "no sentence nosuchid"),
        ({**coded, linked: "Sin enlace."}, "Links and marks"),
        ({**coded, linked: " "}, "empty"),
    ):
        with pytest.raises(ImportRefused, match=words):
            import_texts(version=version, texts=wrong, label="demo sample")
    with pytest.raises(ImportRefused, match="where the texts come from"):
        import_texts(version=version, texts=coded, label=" ")
    assert not revisions(version).exists()


def test_the_original_takes_no_imports(version):
    source = version.group.source
    with pytest.raises(ImportRefused, match="Only a translation"):
        import_texts(version=source, texts={}, label="demo sample")


# Aligning


def test_sentences_are_aligned_in_the_order_of_the_original(version):
    coded = given(version)
    assert list(coded) == [ref.id for block in blocks(version) for ref in block.sentences]
    assert coded[make.id_of(version, "Visitors came")] == "Vinieron de <1>cinco</1> países."
    assert coded[make.id_of(version, "two days")] == "Se quedaron dos días &amp; más."
    assert plain(coded[make.id_of(version, "old house")]) == "Un guía enseñó la casa vieja a todos."


def test_plain_fields_are_taken_as_plain_text(version):
    fields, _first = spanish_words(version, title=[["R&D < 5"]])
    coded = align_sentences(version=version, fields=fields)
    assert coded[make.id_of(version, "A day in the city")] == "R&amp;D &lt; 5"


def test_another_number_of_sentences_is_refused_with_its_place(version):
    _fields, first = spanish_words(version)
    fields, _first = spanish_words(version, **{first: [["Una sola."], ["Otra."]]})
    with pytest.raises(ImportRefused, match=f"{first}, paragraph 1: 1 sentences, the original has 3"):
        align_sentences(version=version, fields=fields)


def test_another_number_of_paragraphs_is_refused_with_its_place(version):
    fields, _first = spanish_words(version, title=[])
    with pytest.raises(ImportRefused, match="title: 0 paragraphs, the original has 1"):
        align_sentences(version=version, fields=fields)


def test_text_for_a_field_that_the_original_does_not_have_is_refused(version):
    fields, _first = spanish_words(version)
    with pytest.raises(ImportRefused, match="no text in body/nowhere"):
        align_sentences(version=version, fields={**fields, "body/nowhere": [["Texto."]]})


def test_links_keep_the_originals_numbers_in_whatever_order_they_come():
    source = Sentence("See <1>one</1> and <2>two</2>.", (LINK, OTHER_LINK))
    markup = 'Vea <a href="https://example.org/b">dos</a> y <a href="https://example.org/a">uno</a>.'
    assert with_source_tags(source=source, markup=markup) == "Vea <2>dos</2> y <1>uno</1>."


def test_equal_marks_are_taken_in_their_order():
    source = Sentence("<1>One</1>, <2>two</2>.", (BOLD, BOLD))
    assert with_source_tags(source=source, markup="<b>Uno</b>, <strong>dos</strong>.") == "<1>Uno</1>, <2>dos</2>."


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("Sin nada.", "missing"),
        ("<i>Otra</i> marca.", "no such <i>"),
        ('<a href="https://example.org/b">Otra</a> dirección.', "no such <a>"),
        ("<b>Una</b> y <b>otra</b>.", "no such <b>"),
    ],
)
def test_other_marks_than_the_originals_are_refused(markup, words):
    source = Sentence("<1>One</1>.", (BOLD,))
    with pytest.raises(ImportRefused, match=words):
        with_source_tags(source=source, markup=markup, where="here")


# Finding the version


def test_a_version_is_made_once_for_a_published_page():
    page = make.note()
    first = version_for(page=page, locale=make.locale("ar"))
    assert version_for(page=page, locale=make.locale("ar")).pk == first.pk
    assert first.page is None


def test_a_page_that_was_never_published_has_no_versions():
    draft = make.note(publish=False)
    assert not importing.is_known(translation_key=draft.translation_key)
    with pytest.raises(ImportRefused, match="not been published"):
        version_for(page=draft, locale=make.locale("fr"))


def test_a_deleted_page_is_still_known():
    page = make.note()
    page.delete()
    assert importing.is_known(translation_key=page.translation_key)
