"""What `manage.py check_site` asks of the vocabulary: something to choose from, with a label in each language."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tags.columns import column, site_languages
from tags.missing_columns import missing_columns
from tags.models import ContentKind, Labelled, Tag


def _without_columns(missing: list[str]) -> list[CheckMessage]:
    message = _("The tables have no columns yet for a language of the site: %(columns)s")
    return [
        Error(
            message % {"columns": ", ".join(missing)},
            hint=_("Run: manage.py ensure_languages"),
            obj=_("Languages"),
            id="tags.site.columns",
        )
    ]


def check_vocabulary() -> list[CheckMessage]:
    """Columns for each language; content types and tags: an article needs one of the first and some of the others."""
    missing = missing_columns()
    if missing:
        return _without_columns(missing)  # the tables cannot be read as they are
    heading = _("Tags and content types")
    found: list[CheckMessage] = []
    empty: list[tuple[type[Labelled], str, str]] = [
        (ContentKind, _("There is no content type yet: no article can be published."), "no-type"),
        (Tag, _("There is no tag yet: no article can be published."), "no-tag"),
    ]
    for model, message, name in empty:
        if not model.objects.exists():
            hint = _("In the admin: %(list)s, add one, with a name in each language.")
            words = {"list": str(model._meta.verbose_name_plural)}
            found.append(Error(message, hint=hint % words, obj=heading, id=f"tags.site.{name}"))
    return found + _unlabelled(heading)


def _unlabelled(heading: str) -> list[CheckMessage]:
    """Labels that are missing: 2 queries."""
    names = dict(settings.LANGUAGES)
    found: list[CheckMessage] = []
    models: list[type[Labelled]] = [ContentKind, Tag]
    for model in models:
        rows = list(model.objects.values_list(*(column("name", code) for code in site_languages())))
        for place, code in enumerate(site_languages()):
            missing = sum(not row[place] for row in rows)
            if not missing:
                continue
            words = {"missing": missing, "all": len(rows), "language": _(names[code])}
            if model is Tag:
                message = ngettext(
                    "%(missing)s tag of %(all)s has no name in %(language)s.",
                    "%(missing)s tags of %(all)s have no name in %(language)s.",
                    missing,
                )
            else:
                message = ngettext(
                    "%(missing)s content type of %(all)s has no name in %(language)s.",
                    "%(missing)s content types of %(all)s have no name in %(language)s.",
                    missing,
                )
            hint = _("Readers see the name of another language there. Add the missing ones in the admin.")
            found.append(
                Warning(message % words, hint=hint, obj=heading, id=f"tags.site.{model._meta.model_name}-labels")
            )
    return found


CHECKS = (check_vocabulary,)
