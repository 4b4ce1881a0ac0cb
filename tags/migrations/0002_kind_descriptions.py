from django.db import migrations, models

from tags.columns import language_columns


class Migration(migrations.Migration):

    dependencies = [
        ('tags', '0001_initial'),
    ]

    operations = [
        *[
            migrations.AddField('contentkind', name, field)
            for name, field in language_columns(
                'description', models.CharField(blank=True, help_text="One sentence at the head of the type's page.", max_length=500, verbose_name='description')
            )
        ],
    ]
