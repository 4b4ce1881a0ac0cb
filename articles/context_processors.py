"""What the frame of every reader's page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.view_models.frame import site_frame


def reader(request: HttpRequest) -> dict[str, Any]:
    """`frame`: names, language, menus. Computed when a template asks for it: the admin never does."""
    return {"frame": SimpleLazyObject(lambda: site_frame(request))}
