"""Comments on a sentence: who may read and write them, and that they are shown as they are."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from i18n.models import LanguageVersion, SegmentComment
from i18n.services import chips, comments
from i18n.services.sentences import UnknownSentence
from tests.i18n import factories, people

pytestmark = pytest.mark.django_db

FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def where(version: LanguageVersion, person: Any) -> dict[str, Any]:
    return {"version": version, "public_id": factories.id_of(version, FIRST), "person": person}


def page_of(version: LanguageVersion, person: Any) -> str:
    return people.logged_in(person).get(reverse("translations:review", args=[version.pk])).content.decode()


def send(version: LanguageVersion, person: Any, action: str, **data: Any) -> Any:
    form = {"sentence": factories.id_of(version, FIRST), "action": action, **data}
    return people.logged_in(person).post(reverse("translations:sentence", args=[version.pk]), form)


def test_a_thread_by_plain_forms_added_settled_opened_again_deleted(version: LanguageVersion, anna: Any) -> None:
    send(version, anna, "comment", comment_text="Is “doors” a figure of speech?\nI think so.")
    comment = SegmentComment.objects.get()
    page = page_of(version, anna)
    assert "Is “doors” a figure of speech?<br>I think so." in page
    assert page.count("1 comment") == 2  # in the row that is closed, and at the thread
    send(version, anna, "resolve_comment", comment=comment.pk)
    assert page_of(version, anna).count("1 comment") == 1
    send(version, anna, "reopen_comment", comment=comment.pk)
    comment.refresh_from_db()
    assert comment.resolved_at is None
    send(version, anna, "delete_comment", comment=comment.pk)
    assert not SegmentComment.objects.exists()


def test_a_double_click_makes_one_comment(version: LanguageVersion, anna: Any) -> None:
    for _click in range(2):
        comments.add(**where(version, anna), text="Really?")
    assert SegmentComment.objects.count() == 1


def test_only_its_author_deletes_it_and_only_soon(version: LanguageVersion, anna: Any) -> None:
    ben = people.member("ben", "Reviewers: French")
    comment = comments.add(**where(version, anna), text="Really?")
    with pytest.raises(PermissionDenied):
        comments.delete(**where(version, ben), comment_id=comment.pk)
    with pytest.raises(PermissionDenied):
        later = comment.created_at + timedelta(minutes=11)
        comments.delete(**where(version, anna), comment_id=comment.pk, now=later)
    comments.resolve(**where(version, ben), comment_id=comment.pk)
    comment.refresh_from_db()
    assert comment.resolved_by == ben


def test_who_may_read_and_write(version: LanguageVersion, anna: Any) -> None:
    comments.add(**where(version, anna), text="Between us colleagues")
    cast = people.everybody()
    for role, person in cast.items():
        reads = "Between us colleagues" in page_of(version, person)
        writes = send(version, person, "comment", comment_text=f"From {role}").status_code == 302
        assert (role, reads, writes) == (role, *[role not in ("nobody", "stranger")] * 2)
    spanish = people.member("eva", "Translators: Spanish")
    with pytest.raises(PermissionDenied):
        comments.add(**where(version, spanish), text="Hola")
    assert send(version, spanish, "comment", comment_text="Hola").status_code == 404


def test_a_comment_belongs_to_its_sentence_and_language(version: LanguageVersion, anna: Any) -> None:
    comment = comments.add(**where(version, anna), text="Really?")
    other = {**where(version, anna), "public_id": factories.id_of(version, "stayed for two days")}
    with pytest.raises(comments.UnknownComment):
        comments.resolve(**other, comment_id=comment.pk)
    with pytest.raises(UnknownSentence):
        comments.add(**{**other, "public_id": "zzzz"}, text="x")
    assert send(version, anna, "resolve_comment", comment=2**62).status_code == 404


@pytest.mark.parametrize("text", ["", " \n", "\x00", "x" * 2001])
def test_an_empty_or_endless_comment_is_refused(version: LanguageVersion, anna: Any, text: str) -> None:
    with pytest.raises(chips.TextRefused):
        comments.add(**where(version, anna), text=text)


def test_what_hides_is_written_out_and_html_is_text(version: LanguageVersion, anna: Any) -> None:
    comments.add(**where(version, anna), text="<script>x</script> \u202eabc")
    page = page_of(version, anna)
    assert "&lt;script&gt;x&lt;/script&gt; [U+202E RIGHT-TO-LEFT OVERRIDE]abc" in page
