"""Every address of the translation screens, and Wagtail's own of a page, role by role."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from i18n.models import LanguageVersion, SegmentRevision, TranslationJob, WorkSet
from i18n.review.urls import urlpatterns
from i18n.services import jobs
from tests.i18n import factories, people
from tests.i18n.pasted import begun
from tests.i18n.people import logged_in
from tests.i18n.reports import filed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST = "opened its doors"
# address name → (roles that may GET, roles that may POST); 405 counts as refused
STAFF = {"moderator", "admin"}
LANGUAGE = {"translator", "reviewer"}
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "list": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),
    "queue": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),  # each sees what they may do
    "queue_new_set": (set(), {*LANGUAGE, "editor", "stranger", *STAFF}),
    "queue_set": ({"translator"}, set()),  # the owner alone
    "review": ({*LANGUAGE, "editor", *STAFF}, set()),
    "disclosure": (STAFF, set()),
    "disclosure_file": (STAFF, set()),
    "figures": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),  # each sees those of hers
    "figures_csv": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),
    "record": ({*LANGUAGE, "editor", *STAFF}, {*LANGUAGE, *STAFF}),
    "preview": ({*LANGUAGE, "editor", *STAFF}, set()),
    "paste": ({*LANGUAGE, "editor", *STAFF}, {*LANGUAGE, "editor", *STAFF}),
    "pasted": ({"translator"}, {"translator"}),  # whoever pasted it, alone
    "sentence": (set(), {*LANGUAGE, *STAFF}),
    "concordance": ({*LANGUAGE, "editor", *STAFF}, set()),
    "replace": ({*LANGUAGE, *STAFF}, {*LANGUAGE, *STAFF}),
    "presence": (set(), {*LANGUAGE, "editor", *STAFF}),
    "rows": ({*LANGUAGE, "editor", *STAFF}, set()),
    "release": (set(), {*LANGUAGE, "editor", *STAFF}),
    "create": (set(), {"editor", *STAFF}),
    "again": (set(), {"editor", *STAFF}),
    "all_again": (set(), {*LANGUAGE, "editor", "stranger", *STAFF}),  # each for what they may
    "engines": ({"admin"}, {"admin"}),
    "delete": ({"editor", *STAFF}, {"editor", *STAFF}),
    "source": ({"editor", *STAFF}, {"editor", *STAFF}),
    "checked": ({"editor", *STAFF}, {"editor", *STAFF}),
    "reports": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),
    "report": ({*LANGUAGE, "editor", *STAFF}, {*LANGUAGE, "editor", *STAFF}),
    "reports_close": (set(), {*LANGUAGE, "editor", *STAFF}),
    "reports_table": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),  # each gets what they may see
    "policy": ({"admin"}, {"admin"}),
    "people": ({"admin"}, {"admin"}),
    "person": ({"admin"}, {"admin"}),
    "hours": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),  # each sees her own
    "hours_csv": ({*LANGUAGE, "editor", "stranger", *STAFF}, set()),
    "before_publishing": ({"editor", *STAFF}, {"editor", *STAFF}),
    "urgent": ({"editor", *STAFF}, {"editor", *STAFF}),
    "withdraw": ({"editor", *STAFF}, {"editor", *STAFF}),
    "prepare": ({"editor", *STAFF}, {"editor", *STAFF}),
}


def test_each_address_has_an_expectation() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(EXPECTED)


def arguments_of(
    name: str, version: LanguageVersion, original: LanguageVersion, person: Any, report_id: int
) -> list[Any]:
    """What the address names, made where it has to be there."""
    of_article = {"urgent": [version.group_id], "withdraw": [version.group_id], "prepare": [original.page_id]}
    of_article["before_publishing"] = [original.page_id]
    empty = ("list", "queue", "queue_new_set", "create", "all_again", "engines", "policy", "delete", "people", "hours")
    nothing: dict[str, list[Any]] = {key: [] for key in empty}
    nothing |= {"person": [person.pk], "hours_csv": ["2026-11"]}
    nothing["queue_set"] = [WorkSet.objects.create(person=person, minutes=15, items=[[version.pk, "x"]]).pk]
    nothing |= {"figures": [], "figures_csv": ["engines"], "disclosure": [], "disclosure_file": ["texts.csv"]}
    nothing["record"] = [version.pk, factories.id_of(version, FIRST)]
    if name == "pasted":
        nothing["pasted"] = [begun(version, person).pk]
    of_reports = {"reports": [], "reports_close": [], "reports_table": ["csv"], "report": [report_id]}
    return {**nothing, **of_reports, "checked": [original.pk], **of_article}.get(name, [version.pk])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_address_lets_in_those_who_may(name: str) -> None:
    cast = people.everybody()
    source = factories.note()
    version = factories.published(source, "fr")
    original = LanguageVersion.objects.get(page_id=source.pk)
    job = jobs.enqueue(purpose=jobs.Purpose.TRANSLATE, version=version, snapshot=version.group.current_snapshot)
    TranslationJob.objects.update(status="failed")
    report = filed(version)
    arguments = [job.pk] if name == "again" else arguments_of(name, version, original, cast["translator"], report.pk)
    address = reverse(f"translations:{name}", args=arguments) + (f"?page={source.pk}" if name == "delete" else "")
    body = {
        "sentence": {"sentence": factories.id_of(version, FIRST), "action": "save", "text": "Une ville"},
        "release": {"action": "hold"},
        "record": {"action": "suggest"},
        "report": {"action": "kind", "kind": "style"},
        "reports_close": {"report": report.pk, "because": "empty"},
        "paste": {"text": "Une ville ouvre ses portes."},
        "pasted": {"action": "confirm_sure"},
        "delete": {"page": source.pk},  # with no word about the versions: asked again
        "before_publishing": {"action": "look"},
        "queue_new_set": {"minutes": "30"},
        "create": {"source": original.pk, "language": "es", "how": "hand"},
    }.get(name, {})
    got: tuple[set[str], set[str]] = (set(), set())
    for role, person in cast.items():
        for method, found in zip(("get", "post"), got, strict=True):
            before = SegmentRevision.objects.count(), LanguageVersion.objects.count(), TranslationJob.objects.count()
            client = logged_in(person)
            text = {"text": f"Une ville {role}"} if name == "sentence" else {}
            status = getattr(client, method)(address, {**body, **text}).status_code
            assert status in (200, 302, 403, 404, 405, 422), (role, method, status)
            if status in (200, 302, 422):
                found.add(role)
            else:
                after = SegmentRevision.objects.count(), LanguageVersion.objects.count(), TranslationJob.objects.count()
                assert before == after
            LanguageVersion.objects.filter(locale__language_code="es").delete()
    assert got == EXPECTED[name]
    anonymous = Client().get(address)
    assert anonymous.url.startswith(reverse("wagtailadmin_login"))


# Wagtail's own addresses of pages × roles: (French translation, original)
EDITED = {*LANGUAGE, *STAFF}
READ = {*LANGUAGE, "editor", *STAFF}
PAGES: dict[str, tuple[set[str], set[str]]] = {
    "edit": (EDITED, {"editor", *STAFF}),
    "view_draft": (READ, {"editor", *STAFF}),
    "history": (READ, {"editor", *STAFF}),
    "unpublish": (READ, {"editor", *STAFF}),
    "delete": (STAFF, {"editor", *STAFF}),  # of an original with versions: leads to the question about them
    "copy": (STAFF, {"editor", *STAFF}),
    "move": (STAFF, {"editor", *STAFF}),
    "usage": (EDITED, {"editor", *STAFF}),
}


def opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 or answer.headers.get("Location", "").startswith(reverse("translations:delete"))


def test_wagtails_own_addresses_follow_the_same_table() -> None:
    cast = people.everybody()
    source = factories.note()
    french = factories.published(source, "fr").page
    found = {
        name: tuple(
            {
                role
                for role, person in cast.items()
                if opens(logged_in(person), reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
            }
            for page in (french, source)
        )
        for name in PAGES
    }
    assert found == PAGES
