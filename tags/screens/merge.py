"""Merging: choose, see what will change, confirm. Three pages without JavaScript."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from tags.labels import by_label
from tags.models import ContentKind, Labelled, Tag
from tags.services import MergeRefused, merge_kinds, merge_tags, merged_before, plan_merge, with_uses


class MergeForm(forms.Form):
    """Which items, and into which one. What was typed past the form is refused in words."""

    items = forms.MultipleChoiceField(error_messages={"required": _("Choose at least one to merge.")})
    into = forms.ChoiceField(error_messages={"required": _("Choose what is to remain.")})

    def __init__(self, *args: Any, rows: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        choices = [(str(pk), str(row)) for pk, row in rows.items()]
        gone = _("One of them is gone: somebody merged or deleted it meanwhile. Nothing was changed.")
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = gone

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        into = cleaned.get("into")
        if into and into in cleaned.get("items", ()):
            message = _("“%(name)s” cannot be merged into itself.") % {"name": self.rows[int(into)]}
            self.add_error("items", message + " " + _("Choose another one that is to remain, or take it off the list."))
        return cleaned

    @property
    def chosen(self) -> list[Any]:
        return [self.rows[int(pk)] for pk in self.cleaned_data["items"]]

    @property
    def remaining(self) -> Any:
        return self.rows[int(self.cleaned_data["into"])]


def merge_view(request: HttpRequest, *, model: type[Labelled]) -> HttpResponse:
    """GET: the form, with `?item=…` and `?into=…` chosen. POST: what will change; with `confirmed`, the merge."""
    policy = policy_registry.get_by_type(model)
    if not all(policy.user_has_permission(request.user, action) for action in ("change", "delete")):
        raise PermissionDenied
    rows = {
        row.pk: row
        for row in by_label(with_uses(model._default_manager.all()), get_language() or settings.LANGUAGE_CODE)
    }
    if request.method != "POST":
        chosen = {"items": request.GET.getlist("item"), "into": request.GET.get("into", "")}
        return _page(request, model, MergeForm(initial=chosen, rows=rows))
    done = _sent_twice(request, model)
    if done is not None:
        return done
    form = MergeForm(request.POST, rows=rows)
    if not form.is_valid():
        return _page(request, model, form, status=400)
    if "confirmed" in request.POST:
        return _merge(request, model, form)
    context = _context(model, form) | {"plan": plan_merge(items=form.chosen, into=form.remaining)}
    return render(request, "tags/admin/merge_confirm.html", context)


def _merge(request: HttpRequest, model: type[Labelled], form: MergeForm) -> HttpResponse:
    person: Any = request.user
    try:
        if model is Tag:
            merged = merge_tags(tags=form.chosen, into=form.remaining, person=person)
        else:
            merged = merge_kinds(kinds=form.chosen, into=form.remaining, person=person)
    except MergeRefused as refusal:
        done = _sent_twice(request, model)
        if done is not None:
            return done
        form.add_error(None, str(refusal))
        return _page(request, model, form, status=400)
    names = pgettext("between parts of a line", ", ").join(str(item) for item in form.chosen)
    messages.success(request, _("Merged into “%(name)s”: %(names)s.") % {"name": merged.into, "names": names})
    return _to(merged.into)


def _sent_twice(request: HttpRequest, model: type[Labelled]) -> HttpResponse | None:
    """The answer to a second press of the button: it was done already, and nothing is done again."""
    numbers = [value for value in (*request.POST.getlist("items"), request.POST.get("into", "")) if value.isdecimal()]
    if "confirmed" not in request.POST or len(numbers) < 2:
        return None
    *items, into = (int(value[:18]) for value in numbers)
    remaining: Any = model._default_manager.filter(pk=into).first()
    if remaining is None or model._default_manager.filter(pk__in=items).exists():
        return None
    if not merged_before(into=remaining, keys=items):
        return None
    messages.info(request, _("They were merged into “%(name)s” already.") % {"name": remaining})
    return _to(remaining)


def _to(item: Any) -> HttpResponse:
    return redirect(reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk]))


def _page(request: HttpRequest, model: type[Labelled], form: MergeForm, status: int = 200) -> HttpResponse:
    return render(request, "tags/admin/merge.html", _context(model, form), status=status)


def _context(model: type[Labelled], form: MergeForm) -> dict[str, Any]:
    viewset: Any = model.snippet_viewset  # type: ignore[attr-defined]
    titles = {Tag: _("Merge tags"), ContentKind: _("Merge content types")}
    title = titles[model]
    index = reverse(viewset.get_url_name("list"))
    asked = form["items"].value() or []
    return {
        "form": form,
        "rows": list(form.rows.values()),
        "asked": [str(value) for value in asked],
        "into": str(form["into"].value() or ""),
        "page_title": title,
        "header_title": title,
        "header_icon": viewset.icon,
        "breadcrumbs_items": [
            {"url": index, "label": capfirst(model._meta.verbose_name_plural)}, {"url": "", "label": title},
        ],
        "merge_url": reverse(viewset.get_url_name("merge")),
    }  # fmt: skip
