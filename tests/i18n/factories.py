"""Makes a small site of notes in several languages, through the product's own services."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page, Site

from i18n.models import Decision, LanguageVersion, Origin
from i18n.segments import Element, plain
from i18n.services import publishing, texts, versions
from tests.testsite.models import NotePage, NotesIndexPage


def user(name: str = "editor", **kwargs: Any) -> Any:
    """A person; `superuser=True` for one who may do everything."""
    model = get_user_model()
    found = model.objects.filter(username=name).first()
    if found:
        return found
    maker = model.objects.create_superuser if kwargs.pop("superuser", False) else model.objects.create_user
    return maker(username=name, email=f"{name}@example.org", password="a long pass phrase", **kwargs)


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def notes_index(code: str = "en") -> NotesIndexPage:
    """`/home/notes/` of a language; versions of one page in all languages."""
    index = NotesIndexPage.objects.filter(locale=locale(code)).first()
    if index:
        return index
    root = Page.objects.filter(depth=1).first()
    home_key, index_key = uuid.UUID(int=1), uuid.UUID(int=2)
    home = Page(title=f"Home {code}", slug=f"home-{code}", locale=locale(code), translation_key=home_key)
    root.add_child(instance=home)
    index = NotesIndexPage(title="Notes", slug="notes", locale=locale(code), translation_key=index_key)
    home.add_child(instance=index)
    if code == "en":
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return index


def text_block(html: str, block_id: str | None = None) -> dict[str, Any]:
    return {"type": "text", "value": html, "id": block_id or str(uuid.uuid4())}


BODY = [
    "<p>The city opened its doors. Visitors came from <b>five</b> countries. They stayed for two days.</p>"
    '<p>A guide showed the <a href="https://example.org/house">old house</a> to everybody.</p>',
    "<h2>What came next</h2><p>The teams agreed on a plan. It begins in spring.</p>",
]


def note(
    title: str = "A day in the city", *, body: Iterable[str | Mapping[str, Any]] = BODY, code: str = "en", **fields: Any
) -> NotePage:
    """A published note (with its snapshot); `publish=False` for a draft."""
    publish = fields.pop("publish", True)
    person = fields.pop("person", None)
    blocks = [text_block(part) if isinstance(part, str) else part for part in body]
    page = NotePage(
        title=title,
        slug=fields.pop("slug", "") or f"note-{uuid.uuid4().hex[:6]}",
        intro=fields.pop("intro", "<p>What happened there.</p>"),
        locale=locale(code),
        live=False,
        **fields,
    )
    page.body = page._meta.get_field("body").stream_block.to_python(blocks)
    notes_index(code).add_child(instance=page)
    revision = page.save_revision(user=person)
    if publish:
        revision.publish(user=person)
    return NotePage.objects.get(pk=page.pk)


def version_of(page: NotePage, code: str) -> LanguageVersion:
    """The version of a note in another language, made if needed."""
    notes_index(code)
    source = LanguageVersion.objects.select_related("group").get(page_id=page.pk)
    return versions.create(group=source.group, locale=locale(code))


def fill(
    version: LanguageVersion,
    *,
    origin: str = Origin.MACHINE,
    only: Iterable[str] | None = None,
    say: Any = None,
    **facts: Any,
) -> LanguageVersion:
    """Give each sentence a text that keeps the markup; `say` maps coded source text to coded target text."""
    store = texts.load(version)
    snapshot = version.group.current_snapshot
    language = version.locale.language_code
    say = say or (lambda text: f"{language}: {text}")
    if origin == Origin.MACHINE:
        facts.setdefault("engine", "test engine")
    sources = sentences(version)
    texts.record(
        store=store,
        new=[
            texts.NewText(public_id=ref.id, text=say(sources[ref.id]), source_hash=ref.hash, origin=origin, **facts)
            for ref in snapshot.skeleton.sentences()
            if only is None or ref.id in only
        ],
    )
    return version


def sentences(version: LanguageVersion) -> dict[str, str]:
    """Public id → coded text of the source."""
    from i18n.services.snapshots import source_sentences

    group = version.group
    return {key: s.text for key, s in source_sentences(group=group, locale_id=group.source.locale_id).items()}


def published(page: NotePage, code: str = "es", **facts: Any) -> LanguageVersion:
    """A published version of a note."""
    version = fill(version_of(page, code), **facts)
    publishing.publish(version=version, release=True)
    return LanguageVersion.objects.select_related("group", "locale", "page", "snapshot").get(pk=version.pk)


def id_of(version: LanguageVersion, words: str) -> str:
    """Public id of the sentence whose source holds some words."""
    return next(key for key, text in sentences(version).items() if words in plain(text))


def approve(
    version: LanguageVersion, public_id: str, text: str, person: Any, elements: tuple[Element, ...] | None = None
) -> None:
    """A person's approved text for a sentence, for the newest source."""
    hashes = {ref.id: ref.hash for ref in version.group.current_snapshot.skeleton.sentences()}
    store = texts.load(version)
    texts.record(
        store=store,
        new=[
            texts.NewText(
                public_id=public_id,
                text=text,
                elements=elements,
                source_hash=hashes.get(public_id, ""),
                origin=Origin.PERSON,
                decision=Decision.APPROVED,
                author=person,
                decided_by=person,
            )
        ],
    )


def live_texts(version: LanguageVersion) -> dict[str, str]:
    """Public id → live text."""
    store = texts.load(version)
    return {key: row.live.text for key, row in store.translations.items() if row.live}
