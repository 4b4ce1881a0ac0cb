import django.db.models.deletion
from django.db import migrations, models

from tags.columns import language_columns, slug_constraints


def labels():
    """Names and slugs, a column for each language of the settings: see docs/languages.md."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("key", models.CharField(editable=False, max_length=64, unique=True)),
        *language_columns("name", models.CharField(max_length=120, verbose_name="name")),
        *language_columns(
            "slug",
            models.CharField(
                blank=True,
                help_text="The last part of the address. Left empty, it is made from the name.",
                max_length=110,
                verbose_name="slug",
            ),
        ),
    ]


def redirect(target):
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("language", models.CharField(max_length=35)),
        ("slug", models.CharField(max_length=110)),
        (
            "target",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="slug_redirects", to=target
            ),
        ),
    ]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                *labels(),
                *language_columns(
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="One sentence at the head of the tag's page.",
                        max_length=500,
                        verbose_name="description",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["key"],
                "abstract": False,
                "constraints": slug_constraints("tags_tag"),
            },
        ),
        migrations.CreateModel(
            name="ContentKind",
            fields=[
                *labels(),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Lower numbers come first in lists of content types.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "content type",
                "verbose_name_plural": "content types",
                "ordering": ["order", "key"],
                "abstract": False,
                "constraints": slug_constraints("tags_contentkind"),
            },
        ),
        migrations.CreateModel(
            name="TagSlugRedirect",
            fields=redirect("tags.tag"),
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("language", "slug"), name="tags_tagslugredirect_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KindSlugRedirect",
            fields=redirect("tags.contentkind"),
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("language", "slug"), name="tags_kindslugredirect_once")
                ],
            },
        ),
    ]
