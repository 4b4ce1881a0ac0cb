"""A column for searching that follows another one by itself."""

from typing import Any

from django.db import models

from i18n.segments import fold, plain


class FoldedText(models.TextField[str, str]):
    """The words of a coded text as a search compares them; set whenever a row is written, in bulk, too."""

    def __init__(self, *args: Any, source: str = "text", **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = fold(plain(getattr(model_instance, self.source)))
        setattr(model_instance, self.attname, value)
        return value
