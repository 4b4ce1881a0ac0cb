"""The disclosure record, and its first entries: what readers were shown when the record began."""

import hashlib

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from i18n.models.disclosure import seal
from i18n.segments import Skeleton, plain
from i18n.services.disclosure_words import line


def begin(apps, schema_editor):
    """One entry for each public version that is more than an original: shown since now at the latest."""
    versions = apps.get_model("i18n", "LanguageVersion")
    public = versions.objects.filter(page__live=True, snapshot__isnull=False).exclude(state="original")
    related = ("group__current_snapshot", "snapshot", "locale", "page", "rendered")
    for version in public.select_related(*related).order_by("pk").iterator(chunk_size=200):
        if not _is_below_unpublished(apps, version.page.path):
            _begin(apps, version)


def _is_below_unpublished(apps, path):
    above = [path[:end] for end in range(8, len(path), 4)]
    return apps.get_model("wagtailcore", "Page").objects.filter(path__in=above, live=False).exists()


def _begin(apps, version):
    entries = apps.get_model("i18n", "DisclosureEntry")
    rows = apps.get_model("i18n", "SegmentTranslation").objects.filter(
        segment__group_id=version.group_id, locale_id=version.locale_id, live__isnull=False
    )
    live = {row.segment.public_id: row.live for row in rows.select_related("segment", "live")}
    newest = version.group.current_snapshot
    now = {ref.id: ref.hash for ref in Skeleton.from_json(newest.skeleton_data).sentences()} if newest else {}
    shown = [ref.id for ref in Skeleton.from_json(version.snapshot.skeleton_data).sentences() if ref.id in live]
    code = version.locale.language_code
    label = _label(version)
    path = "/".join(["", code, *version.page.url_path.strip("/").split("/")[1:], ""])
    facts = {
        "translation_key": version.group.translation_key,
        "language": code,
        "moment": timezone.now(),
        "shown": True,
        "words": line(label, code),
        "label": label,
        "texts": [[key, live[key].pk, _state(live[key], now.get(key))] for key in shown],
        "details": {str(live[key].pk): _detail(live[key]) for key in shown},
        "inherited": True,
        "follows": "",
    }
    plain_facts = {**facts, "translation_key": str(facts["translation_key"]), "moment": facts["moment"].isoformat()}
    entries.objects.create(
        version=version,
        address=iri_to_uri(path)[:500],
        title=version.page.title[:500],
        digest=seal(plain_facts),
        **facts,
    )


def _label(version):
    rendered = getattr(version, "rendered", None)
    facts = rendered.facts if rendered else {}
    return {
        "state": version.state,
        "is_source": version.group.source_id == version.pk,
        "checked": version.reviewed,
        "total": version.total,
        "machine": version.machine,
        "unchecked": version.unchecked,
        "outdated": version.outdated,
        "withheld": version.withheld,
        "missing": version.missing,
        "machine_translated": version.machine_open > 0,
        "engines": list(facts.get("engines", [])),
        "samples": list(facts.get("samples", [])),
        "chained": bool(facts.get("chained")),
        "source_language": str(facts.get("source_language", "")),
    }


def _state(text, hash_now):
    if text.decision == "withheld":
        return "withheld"
    if text.source_hash != hash_now:
        return "outdated"
    if text.decision in ("approved", "covered"):
        return "reviewed"
    return "machine" if text.origin == "machine" else "unchecked"


def _detail(text):
    return {
        "sha256": hashlib.sha256(plain(text.text).encode()).hexdigest(),
        "origin": text.origin,
        "engine": text.engine,
        "engine_version": text.engine_version,
        "chained": text.chained,
        "decision": text.decision,
        "author": text.author_id,
        "checked_by": text.decided_by_id,
        "at": (text.made_at or text.created_at).isoformat(),
    }


class Migration(migrations.Migration):

    dependencies = [
        ('i18n', '0014_rules_of_languages'),
    ]

    operations = [
        migrations.CreateModel(
            name='DisclosureEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField()),
                ('language', models.CharField(max_length=20)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('moment', models.DateTimeField(default=django.utils.timezone.now)),
                ('shown', models.BooleanField(default=False)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('label', models.JSONField(default=dict)),
                ('texts', models.JSONField(default=list)),
                ('details', models.JSONField(default=dict)),
                ('inherited', models.BooleanField(default=False)),
                ('follows', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='disclosures', to='i18n.languageversion')),
            ],
            options={
                'verbose_name': 'entry of the disclosure record',
                'verbose_name_plural': 'disclosure record',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['translation_key', 'language'], name='i18n_disclosure_page'), models.Index(fields=['moment'], name='i18n_disclosure_moment')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
