"""What happens to machine text: who decides, in which order, and that planning and publishing follow."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from i18n.engines.route import Route
from i18n.models import LanguageVersion, MachinePolicy, Policy, TranslationGroup, TranslationJob
from i18n.services import policy, release
from tests.i18n import factories as make
from tests.i18n import people
from tests.i18n.test_source_edits import edit, fresh, replace
from tests.i18n.test_worker import engine, spanish, work  # noqa: F401  the fixture
from tests.testsite.models import NotePage

DIRECT = Route("fake", (("en", "es"),))
CHAINED = Route("fake", (("en", "ca"), ("ca", "es")))
P, H, N = Policy.PUBLISH, Policy.HOLD, Policy.NEVER


@pytest.mark.parametrize(
    ("site", "own", "route", "expected"),
    [
        # (for the kind, chained), (for the language, chained); article and language, article
        (((), ()), ("", ""), None, (N, "no_engine")),
        (((), ()), ("", ""), DIRECT, (P, "site")),
        (((), ()), ("", ""), CHAINED, (H, "chained")),
        (((), (H, "")), ("", ""), DIRECT, (H, "language")),
        (((), (P, "")), ("", ""), CHAINED, (H, "chained")),
        (((), (P, P)), ("", ""), CHAINED, (P, "language")),
        (((), (N, "")), ("", ""), CHAINED, (N, "language")),
        (((P, ""), (H, "")), ("", ""), DIRECT, (P, "kind")),
        (((P, ""), (H, "")), ("", ""), CHAINED, (H, "language")),
        (((N, ""), (P, P)), ("", ""), CHAINED, (N, "kind")),
        (((N, ""), (N, "")), ("", P), DIRECT, (P, "article")),
        (((), ()), ("", P), CHAINED, (P, "article")),
        (((P, ""), (P, "")), (N, P), DIRECT, (N, "article_language")),
        (((), ()), (P, N), CHAINED, (P, "article_language")),
        (((), ()), (P, N), None, (N, "no_engine")),
    ],
)
def test_the_nearest_choice_decides_and_chained_text_is_held(site, own, route, expected):
    locale = type("Locale", (), {"pk": 1, "language_code": "es"})()
    rows = dict(zip([(1, "report"), (1, "")], site, strict=True))
    rules = policy.Rules(
        article=own[1],
        article_languages={"es": own[0]} if own[0] else {},
        key="report",
        chosen={at: MachinePolicy(policy=row[0], chained=row[1]) for at, row in rows.items() if row},
    )
    decided = rules.decide(locale=locale, route=route)
    assert (decided.policy, decided.why) == expected


@pytest.mark.django_db
def test_a_choice_for_an_article_needs_the_right_and_is_stored_by_language():
    page = make.note()
    staff = people.everybody()
    source = LanguageVersion.objects.select_related("group__source__page").get(page_id=page.pk)
    for name in ("nobody", "translator", "reviewer", "stranger"):
        with pytest.raises(PermissionDenied):
            policy.set_for_article(source=source, policies={"es": N}, person=staff[name])
    policy.set_for_article(source=source, policies={"es": N, "fr": H}, person=staff["editor"])
    policy.set_for_article(source=source, policies={"fr": ""}, person=staff["moderator"])
    with pytest.raises(ValueError, match="no policy"):
        policy.set_for_article(source=source, policies={"fr": "sometimes"}, person=staff["moderator"])
    assert TranslationGroup.objects.get().policies == {"es": "never"}


@pytest.mark.django_db
def test_the_site_s_choices_need_the_right_to_settings_and_a_row_without_choice_goes():
    staff = people.everybody()
    es = make.locale("es")
    for name in ("editor", "moderator"):
        with pytest.raises(PermissionDenied):
            policy.set_for_site(choices=[MachinePolicy(locale=es, policy=H)], person=staff[name])
    policy.set_for_site(choices=[MachinePolicy(locale=es, policy=H, chained=N)], person=staff["admin"])
    assert MachinePolicy.objects.get().chained == N
    policy.set_for_site(choices=[MachinePolicy(locale=es)], person=staff["admin"])
    assert not MachinePolicy.objects.exists()


@pytest.mark.django_db
def test_planning_follows_and_never_means_never_even_for_work_that_waits(engine):  # noqa: F811
    engine()
    for code in ("es", "fr", "ar"):
        make.notes_index(code)
    MachinePolicy.objects.create(locale=make.locale("fr"), policy=N)
    MachinePolicy.objects.create(locale=make.locale("ar"), policy=H)
    page = make.note()
    planned = {job.version.locale.language_code for job in TranslationJob.objects.all()}
    assert planned == {"es", "ar"}
    group = TranslationGroup.objects.get()
    group.policies = {"es": N}
    group.save()
    assert {job.status for job in work()} == {"done"}
    assert spanish(page).page is None
    arabic = LanguageVersion.objects.get(locale__language_code="ar")
    assert (arabic.held, arabic.page.live) == (True, False)


@pytest.mark.django_db
def test_a_held_update_waits_for_a_person_and_readers_keep_the_earlier_text(engine):  # noqa: F811
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    before = NotePage.objects.get(pk=spanish(page).page_id).body[0].value.source
    MachinePolicy.objects.create(locale=make.locale("es"), policy=H)
    edit(page, replace("doors", "gates"))
    work()
    version = spanish(page)
    assert (version.held, version.state) == (True, "outdated")
    changed, other = make.id_of(version, "gates"), make.id_of(version, "two days")
    make.approve(version, other, "Se quedaron dos días.", make.user())
    assert work_after(version) == "done"
    text = NotePage.objects.get(pk=version.page_id).body[0].value.source
    assert "Se quedaron dos días." in text
    assert "gates" not in text
    make.approve(version, changed, "Abrió sus puertas.", make.user())
    work_after(version)
    version = spanish(page)
    assert (version.held, version.outdated, version.snapshot.number) == (False, 0, 2)
    assert "Abrió sus puertas." in NotePage.objects.get(pk=version.page_id).body[0].value.source != before


def work_after(version):
    from i18n.services import versions

    versions.republish(version=fresh(version), soon=True)
    return work()[-1].status


@pytest.mark.django_db
def test_a_held_update_goes_out_when_somebody_publishes_it_as_it_stands(engine):  # noqa: F811
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    MachinePolicy.objects.create(locale=make.locale("es"), policy=H)
    edit(page, replace("doors", "gates"))
    work()
    assert release.publish_version(version=spanish(page), person=make.user("admin", superuser=True)).moved_on
    version = spanish(page)
    assert (version.held, version.state) == (False, "machine")


@pytest.mark.django_db
def test_the_screen_of_policies_is_for_those_who_set_up_the_site_and_saves_what_was_chosen():
    staff = people.everybody()
    address = reverse("translations:policy")
    for name in ("translator", "editor", "moderator"):
        browser = people.logged_in(staff[name])
        assert (browser.get(address).status_code, browser.post(address, {}).status_code) == (403, 403), name
    admin = people.logged_in(staff["admin"])
    kind = kinds("Report")
    assert "Report" in admin.get(address).content.decode()
    admin.post(
        address, {"policy.es.": "hold", "chained.es.": "never", f"policy.fr.{kind}": "never", "policy.xx.": "hold"}
    )
    stored = {(row.locale.language_code, row.key): (row.policy, row.chained) for row in MachinePolicy.objects.all()}
    assert stored == {("es", ""): ("hold", "never"), ("fr", kind): ("never", "")}
    shown = admin.get(address).content.decode()
    assert '<option value="hold" selected>' in shown
    assert admin.post(address, {"policy.es.": "sometimes"}).status_code == 422
    admin.post(address, {"policy.es.": "", "chained.es.": ""})
    assert [row.key for row in MachinePolicy.objects.all()] == [kind]


@pytest.mark.django_db
def test_a_policy_of_a_kind_that_is_gone_stays_visible():
    MachinePolicy.objects.create(locale=make.locale("es"), key="no-more", policy=N)
    assert ("no-more", "no-more") in policy.kinds()


def kinds(name):
    """The key of a content type of articles."""
    from tests.articles.factories import kind

    return kind(name).key
