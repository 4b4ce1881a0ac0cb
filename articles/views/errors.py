"""Answers for addresses where nothing is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the language of the address; in the default one where it names none of ours."""
    return render(request, "404.html", {"noindex": True}, status=404)
