import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import i18n.models.group


def give_ids(apps, schema_editor):
    """Each group that is there gets its id; a second run leaves those that have one."""
    groups = apps.get_model("i18n", "TranslationGroup").objects.filter(short_id=None)
    taken = set()
    for pk in groups.values_list("pk", flat=True):
        while (wanted := i18n.models.group.new_short_id()) in taken:
            pass
        taken.add(wanted)
        groups.filter(pk=pk).update(short_id=wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("i18n", "0007_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicName",
            fields=[
                ("user", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="public_name", serialize=False, to=settings.AUTH_USER_MODEL)),
                ("choice", models.CharField(blank=True, choices=[("", "Do not mention me"), ("role", "Mention me as “a translator”"), ("pseudonym", "Name me by the pseudonym below"), ("name", "Name me by my name")], default="", max_length=10, verbose_name="my name beside translations")),
                ("pseudonym", models.CharField(blank=True, max_length=80, verbose_name="pseudonym")),
            ],
            options={"verbose_name": "name in public", "verbose_name_plural": "names in public"},
        ),
        migrations.AddField(
            "translationgroup", "short_id", models.CharField(editable=False, max_length=12, null=True)
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            "translationgroup",
            "short_id",
            models.CharField(default=i18n.models.group.new_short_id, editable=False, max_length=12, unique=True),
        ),
    ]
