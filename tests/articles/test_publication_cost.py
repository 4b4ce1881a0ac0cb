"""What a publication of an article's version asks of the database, whatever is on the page (docs/store.md)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from i18n.models import LanguageVersion, State
from i18n.services import publishing
from tests.articles import factories as make
from tests.articles.bodies import every_block
from tests.i18n.factories import id_of

pytestmark = pytest.mark.django_db

AGAIN, NEW = 80, 130


def cost(version, **how):
    fresh = LanguageVersion.objects.get(pk=version.pk)
    with CaptureQueriesContext(connection) as queries:
        publishing.publish(version=fresh, **how)
    return len(queries)


def costs(body):
    """Queries for a new version and for one with a corrected sentence."""
    page = make.article(
        "A bridge for all",
        body=body,
        tags=[make.tag(name) for name in ("Prevention", "Culture", "Mobility", "Climate")],
        authors=[make.author("Ana Lund"), make.author("Bo Ek")],
        lead_image=make.picture(),
        lead_alt="A bridge",
    )
    group = page.language_version.group
    make.structure("fr")
    version = make.fill(LanguageVersion.objects.get_or_create(group=group, locale=make.locale("fr"))[0])
    new = cost(version, release=True)
    make.approve(LanguageVersion.objects.get(pk=version.pk), id_of(version, "A bridge"), "Un pont", make.user())
    again = cost(version)
    assert LanguageVersion.objects.get(pk=version.pk).state == State.PARTLY_REVIEWED
    return new, again


def test_it_is_within_the_budget_for_a_few_words_and_for_every_block():
    costs(None)  # the first page of a section costs less than those after it
    few = costs([make.block("text", "<p>One sentence.</p>")])
    many = costs([*every_block(), make.block("text", "".join(f"<p>Paragraph {n} stands.</p>" for n in range(60)))])
    assert few[0] <= NEW and many[0] <= NEW
    assert few[1] <= AGAIN and many[1] <= AGAIN
