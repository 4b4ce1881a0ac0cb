from django.db import migrations, models
from django.db.models import F


def name_the_versions(apps, schema_editor):
    """Translations that are there already know whose texts they show."""
    versions = apps.get_model("i18n", "LanguageVersion").objects.filter(page__isnull=False)
    translations = versions.exclude(group__source=F("pk")).filter(group__source__isnull=False)
    articles = apps.get_model("articles", "ArticlePage").objects
    for pk, page in translations.values_list("pk", "page_id").iterator():
        articles.filter(pk=page).update(texts_of=pk)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("i18n", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="texts_of",
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(name_the_versions, migrations.RunPython.noop, elidable=True),
    ]
