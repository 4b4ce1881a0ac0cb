"""The language of a request: the one in its address, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from articles import languages


class LanguageOfAddress:
    """Activates the language that a reader's address begins with; no cookie, no header, no session.

    Addresses without one (the admin, files, `/`) are left alone, which means the default language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.lstrip("/").split("/", 1)[0]
        if first not in languages.codes():
            return self.get_response(request)
        with translation.override(first):
            request.LANGUAGE_CODE = first
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", first)
        return response
