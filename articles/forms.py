"""The form of an article in Wagtail's editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from i18n.forms import TranslatablePageForm


class ArticleForm(TranslatablePageForm):
    """Says in plain words what an article needs before it can be published."""

    messages = {
        "title": _("Write a headline."),
        "summary": _("Write a summary of one to three sentences."),
        "published_on": _("Give the publication date."),
        "kind": _("Choose the content type."),
        "tags": _("Choose at least one tag: readers find articles by tags."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in self.messages.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = message
        if "slug" in self.fields:
            self.fields["slug"].required = False  # the model makes one, for a title of signs only too


class StandardPageForm(ArticleForm):
    """A standard page needs a title and nothing else."""

    messages = {"title": _("Write a title.")}
