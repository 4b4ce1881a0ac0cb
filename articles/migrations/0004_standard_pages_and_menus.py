import articles.blocks.addresses
import articles.models.addresses
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from tags.columns import language_columns


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_more_blocks'),
        ('tags', '0002_kind_descriptions'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Menu',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('main', 'Main navigation'), ('footer', 'Column of the footer')], default='main', max_length=8, verbose_name='place')),
                *language_columns('heading', models.CharField(blank=True, help_text='Shown above a column of the footer.', max_length=80, verbose_name='heading')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Columns with lower numbers come first.', verbose_name='order')),
            ],
            options={
                'verbose_name': 'menu',
                'verbose_name_plural': 'menus',
                'ordering': ['place', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('texts_of', models.PositiveBigIntegerField(editable=False, null=True)),
                ('role', models.CharField(blank=True, choices=[('', 'none of these'), ('about', 'About us'), ('contact', 'Contact (shows the contact address)'), ('privacy', 'Privacy (linked beside the report form)'), ('accessibility', 'Accessibility'), ('translation', 'How we translate (linked from the notice; shows the licence of the texts)')], default='', help_text='Where the site links to this page by itself.', max_length=16, verbose_name='purpose')),
                ('summary', models.TextField(blank=True, help_text='One to three sentences under the title, also for search engines.', verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('text', 0), ('heading', 1), ('quotation', 6), ('picture', 12), ('gallery', 15), ('video', 24), ('table', 29), ('documents', 35), ('link_card', 42), ('call_out', 44), ('box', 47)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'link'], 'icon': 'pilcrow', 'label': 'Text'}), 1: ('articles.blocks.texts.HeadingBlock', (), {'max_length': 255}), 2: ('articles.blocks.texts.QuotationTextBlock', (), {'label': 'Words', 'rows': 3}), 3: ('articles.blocks.texts.LabelBlock', (), {'help_text': 'Name and function.', 'label': 'Said by', 'max_length': 255, 'required': False}), 4: ('articles.blocks.texts.LabelBlock', (), {'help_text': 'Where it was said or written, such as the name of a speech or a report.', 'label': 'Source', 'max_length': 255, 'required': False}), 5: ('articles.blocks.addresses.OutsideAddressBlock', (), {'label': 'Address of the source', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 2), ('attribution', 3), ('source', 4), ('source_url', 5)]], {}), 7: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 8: ('articles.blocks.texts.AltBlock', (), {'help_text': 'For people who do not see the picture: what it shows.', 'label': 'Description', 'max_length': 500, 'required': False}), 9: ('wagtail.blocks.BooleanBlock', (), {'label': 'Decorative: it tells nothing that the text does not say', 'required': False}), 10: ('articles.blocks.texts.CaptionBlock', (), {'label': 'Caption', 'max_length': 500, 'required': False}), 11: ('articles.blocks.texts.CreditBlock', (), {'help_text': 'Who made the picture.', 'label': 'Credit', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('image', 7), ('alt', 8), ('decorative', 9), ('caption', 10), ('credit', 11)]], {}), 13: ('articles.blocks.texts.HeadingBlock', (), {'label': 'Title', 'max_length': 255, 'required': False}), 14: ('wagtail.blocks.ListBlock', (12,), {'label': 'Pictures', 'max_num': 24, 'min_num': 2}), 15: ('wagtail.blocks.StructBlock', [[('title', 13), ('pictures', 14)]], {}), 16: ('articles.blocks.texts.HeadingBlock', (), {'help_text': 'What the video shows.', 'label': 'Title', 'max_length': 255}), 17: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM, uploaded as a document.', 'label': 'File', 'required': False}), 18: ('articles.blocks.addresses.OutsideAddressBlock', (), {'help_text': 'Address of the video on another site. Readers go there; nothing of that site is loaded here.', 'label': 'Or a link', 'required': False}), 19: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'The title stands on it and says what the video shows.', 'label': 'Picture before it plays', 'required': False}), 20: ('wagtail.blocks.IntegerBlock', (), {'label': 'Length in minutes', 'max_value': 999, 'min_value': 1, 'required': False}), 21: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.blocks.addresses.languages, 'help_text': 'If it is not that of the article.', 'label': 'Language spoken', 'required': False}), 22: ('articles.blocks.texts.CreditBlock', (), {'help_text': 'Who made the video.', 'label': 'Credit', 'max_length': 255, 'required': False}), 23: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'link'], 'help_text': 'What is said and shown, for people who do not hear or see it. It is translated too.', 'label': 'Transcript', 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('title', 16), ('file', 17), ('link', 18), ('poster', 19), ('minutes', 20), ('language', 21), ('caption', 10), ('credit', 22), ('transcript', 23)]], {}), 25: ('articles.blocks.texts.CellBlock', (), {'icon': 'pilcrow', 'label': 'Words', 'max_length': 1000, 'required': False}), 26: ('articles.blocks.tables.NumberBlock', (), {'icon': 'decimal', 'label': 'Numbers', 'required': False}), 27: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('words', 25), ('number', 26)]], {'label': 'Table'}), 28: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('table', 27), ('row_headings', 28)]], {}), 30: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 31: ('articles.blocks.texts.HeadingBlock', (), {'help_text': 'What readers find in it. Type and size are added.', 'label': 'Title', 'max_length': 255}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.blocks.addresses.languages, 'help_text': 'Said beside the title to readers of other languages.', 'label': 'Language of the document', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('document', 30), ('title', 31), ('language', 32)]], {}), 34: ('wagtail.blocks.ListBlock', (33,), {'label': 'Documents', 'max_num': 50, 'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('title', 13), ('documents', 34)]], {}), 36: ('articles.blocks.addresses.OutsideAddressBlock', (), {'label': 'Address'}), 37: ('articles.blocks.texts.HeadingBlock', (), {'label': 'Title', 'max_length': 255}), 38: ('articles.blocks.texts.CaptionBlock', (), {'help_text': 'One sentence or two.', 'label': 'What is there', 'max_length': 500, 'required': False}), 39: ('articles.blocks.texts.LabelBlock', (), {'help_text': 'Without it readers see the name in the address.', 'label': 'Name of the site', 'max_length': 120, 'required': False}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': articles.blocks.addresses.languages, 'help_text': 'Said beside the title to readers of other languages.', 'label': 'Language of the page', 'required': False}), 41: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture', 'required': False}), 42: ('wagtail.blocks.StructBlock', [[('url', 36), ('title', 37), ('text', 38), ('site', 39), ('language', 40), ('image', 41), ('alt', 8), ('decorative', 9)]], {}), 43: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'link'], 'label': 'Text'}), 44: ('wagtail.blocks.StructBlock', [[('title', 13), ('text', 43)]], {}), 45: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'link'], 'icon': 'pilcrow', 'label': 'Text'}), 46: ('wagtail.blocks.StreamBlock', [[('text', 45), ('picture', 12), ('gallery', 15), ('quotation', 6), ('table', 29), ('documents', 35), ('link_card', 42)]], {'label': 'Content'}), 47: ('wagtail.blocks.StructBlock', [[('title', 37), ('content', 46)]], {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=(articles.models.addresses.NamedAddress, 'wagtailcore.page'),
        ),
        migrations.AlterModelOptions(
            name='sitesettings',
            options={'verbose_name': 'settings of the site'},
        ),
        *[
            migrations.AddField('author', name, field)
            for name, field in language_columns(
                'biography', models.TextField(blank=True, help_text="A few sentences at the head of the author's page.", verbose_name='biography')
            )
        ],
        migrations.AddField(
            model_name='author',
            name='user',
            field=models.OneToOneField(blank=True, help_text='The account of this author on the site, if there is one. Readers do not see it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='author', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        *[
            migrations.AddField('sitesettings', name, field)
            for name, field in language_columns(
                'contact_email', models.EmailField(blank=True, help_text='In the footer and on the contact page.', max_length=254, verbose_name='e-mail')
            )
        ],
        migrations.AddField(
            model_name='sitesettings',
            name='default_coverage',
            field=models.CharField(choices=[('machine', 'All articles, machine translation included'), ('checked', 'Only what a person has written or checked')], default='machine', max_length=8, verbose_name='articles that topic and type pages show at first'),
        ),
        *[
            migrations.AddField('sitesettings', name, field)
            for name, field in language_columns(
                'licence_name', models.CharField(blank=True, help_text='What others may do with the texts, such as CC BY 4.0. In the footer and on “How we translate”.', max_length=120, verbose_name='licence of the texts')
            )
        ],
        *[
            migrations.AddField('sitesettings', name, field)
            for name, field in language_columns(
                'licence_url', models.URLField(blank=True, help_text='Such as https://creativecommons.org/licenses/by/4.0/', verbose_name='address of the licence')
            )
        ],
        *[
            migrations.AddField('sitesettings', name, field)
            for name, field in language_columns(
                'postal_address', models.TextField(blank=True, help_text='Shown on the contact page.', verbose_name='postal address')
            )
        ],
        *[
            migrations.AddField('sitesettings', name, field)
            for name, field in language_columns(
                'profiles', models.TextField(blank=True, help_text='One https address on each line.', verbose_name='profiles in social networks')
            )
        ],
        migrations.AddField(
            model_name='sitesettings',
            name='share_picture',
            field=models.ForeignKey(blank=True, help_text='For pages that have no picture of their own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='shows_engines',
            field=models.BooleanField(default=True, verbose_name='name the translation engines in the notice'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='unchecked_robots',
            field=models.CharField(choices=[('index', 'Search engines may list it'), ('noindex', 'Search engines are asked to leave it out until a person has checked it')], default='index', max_length=8, verbose_name='machine translation in search engines'),
        ),
        migrations.CreateModel(
            name='AuthorSlugRedirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slug_redirects', to='articles.author')),
            ],
            options={
                'verbose_name': 'former address of an author',
                'verbose_name_plural': 'former addresses of authors',
            },
        ),
        migrations.CreateModel(
            name='MenuItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('view', models.CharField(blank=True, choices=[('news', 'News'), ('tags', 'Topics'), ('search', 'Search'), ('report', 'Report a bad translation')], default='', max_length=8, verbose_name='list')),
                ('address', models.CharField(blank=True, default='', help_text='Such as https://example.org/; needs a label.', max_length=500, verbose_name='address')),
                *language_columns('label', models.CharField(blank=True, help_text='Left empty, the name of what it leads to.', max_length=80, verbose_name='label')),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tags.contentkind', verbose_name='content type')),
                ('menu', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='articles.menu')),
                ('page', models.ForeignKey(blank=True, help_text='In any language: readers are led to the version in theirs.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('tag', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tags.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
