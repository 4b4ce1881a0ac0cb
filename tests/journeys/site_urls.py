"""The product's addresses, and three more on which something has gone: pages that a running site shows only then."""

from datetime import date

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from articles.views.errors import gone
from config.urls import handler404, handler500
from config.urls import urlpatterns as of_the_product

__all__ = ["handler404", "handler500", "urlpatterns"]


def broken(request: HttpRequest, language: str) -> HttpResponse:
    """An error of our own."""
    raise RuntimeError("broken on purpose")


def down(request: HttpRequest, language: str) -> HttpResponse:
    """The database does not answer."""
    raise OperationalError("down on purpose")


def withdrawn(request: HttpRequest, language: str) -> HttpResponse:
    """What an article's address answers after its editors took it back."""
    return gone(
        request, title="Jumelages", withdrawn=date(2026, 3, 2), reason="Une erreur de nom.", reason_language="fr"
    )


urlpatterns = [
    path("<language:language>/on-purpose/broken/", broken),
    path("<language:language>/on-purpose/down/", down),
    path("<language:language>/on-purpose/withdrawn/", withdrawn),
    *of_the_product,
]
