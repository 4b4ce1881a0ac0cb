"""The form of a translatable page in Wagtail's editor."""

import copy
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField
from wagtail.models import Page, Revision


class TranslatablePageForm(WagtailAdminPageForm):
    """On a translation, what comes from the original is read-only, and a change of its blocks is refused with the
    reason. A form that was loaded before somebody else saved is merged with theirs, sentence by sentence.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = self._version()
        self.is_translation = self.version is not None and self.version.group.source_id != self.version.pk
        self.merge_conflicts: list[tuple[str, str]] = []
        self._conflicting: dict[str, Any] = {}
        if self.is_translation:
            for name in self.instance.synchronised_fields:
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].required = False
                    self.fields[name].help_text = _("Comes from the original.")

    def defer_required_fields(self) -> None:
        """A draft may be incomplete; one that is about to be published may not (review/publish_button.py)."""
        if not self.data.get("action-before-publishing"):
            super().defer_required_fields()

    def _version(self) -> Any:
        from i18n.models import LanguageVersion

        if self.instance.pk is None:
            return None
        return (
            LanguageVersion.objects.select_related("group", "locale", "snapshot")
            .filter(page_id=self.instance.pk)
            .first()
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.errors or self.instance.pk is None:
            return cleaned
        if self.is_translation:
            self._refuse_foreign_changes()
            if self.version.snapshot_id is not None and not self.errors:
                self._merge_translation(cleaned)
        elif self._is_stale():
            self._merge_source(cleaned)
        return cleaned

    def _refuse_foreign_changes(self) -> None:
        for name in self.instance.synchronised_fields:
            formset = self.formsets.get(name)
            if formset is not None and formset.has_changed():
                self.add_error(None, _("“%(field)s” comes from the original: change it there.") % {"field": name})

    def _posted_revision(self, name: str) -> int | None:
        value = str(self.data.get(name, ""))
        return int(value) if value.isdecimal() else None

    def _base_revision_id(self) -> int | None:
        """The revision that this form began from: the loaded one, or what autosave of the same person made of it since
        (an ordinary save does not name it). The first revision of anybody else ends that run.
        """
        base = self._posted_revision("loaded_revision_id")
        if base is None:
            return None
        later = Revision.objects.filter(
            object_id=str(self.instance.pk), base_content_type=self.instance.get_base_content_type(), pk__gt=base
        )
        person = getattr(self.for_user, "pk", None)
        for pk, user_id in later.order_by("pk").values_list("pk", "user_id"):
            if person is None or user_id != person:
                break
            base = pk
        return base

    def _is_stale(self) -> bool:
        base = self._base_revision_id()
        return base is not None and self.instance.latest_revision_id != base

    def _mine(self, cleaned: dict[str, Any]) -> Page:
        """The page as the form says it, in memory."""
        mine = copy.copy(self.instance)
        for field in self.instance.translatable_fields:
            if field.name in cleaned:
                setattr(mine, field.name, cleaned[field.name])
        return mine

    def _merge_translation(self, cleaned: dict[str, Any]) -> None:
        from i18n.services import content, merging

        mine = self._mine(cleaned)
        merged = merging.of_translation(
            version=self.version,
            loaded_revision_id=self._base_revision_id(),
            latest_revision_id=self.instance.latest_revision_id,
            mine=content.read_values(mine),
            structure_hash=content.structure_hash(mine),
        )
        if merged.refused:
            names = {path.split("/")[0] for path in merged.problems} or {self._first_stream_field() or ""}
            for name in sorted(names):
                self.add_error(name if name in self.fields else None, merged.refused)
            return
        self._take(cleaned, merged)
        self._conflicting = dict(merged.conflicting)

    def _merge_source(self, cleaned: dict[str, Any]) -> None:
        from i18n.services import merging

        base = Revision.objects.filter(pk=self._base_revision_id() or 0, object_id=str(self.instance.pk)).first()
        if base is None:
            return
        merged = merging.of_source(base=base.as_object(), theirs=self.instance, mine=self._mine(cleaned))
        if merged.refused:
            self.add_error(
                None,
                _(
                    "Somebody else changed this page since you opened it, and the two changes cannot be put together "
                    "by the machine. Your text is still here and nothing is saved yet: compare it with the page's "
                    "history, then save again to keep yours."
                ),
            )
            return
        for mine, theirs in merged.conflicts:
            self.add_error(
                None,
                _(
                    "Somebody else changed this sentence since you opened the page. Yours: “%(mine)s” Theirs: "
                    "“%(theirs)s” Nothing is saved yet: put together what you want, then save again."
                )
                % {"mine": mine, "theirs": theirs},
            )
        if not merged.conflicts:
            self._take(cleaned, merged)

    def _take(self, cleaned: dict[str, Any], merged: Any) -> None:
        from i18n.services import content

        self.merge_conflicts = merged.conflicts
        if not merged.values:
            return
        for field in self.instance.translatable_fields:
            if field.name in cleaned:
                frame = getattr(self.instance, field.name) if merged.structure_from_theirs else cleaned[field.name]
                cleaned[field.name] = content.with_values(self.instance, field.name, frame, merged.values)

    def _first_stream_field(self) -> str | None:
        for field in self.instance.translatable_fields:
            if isinstance(self.instance._meta.get_field(field.name), StreamField):
                return str(field.name)
        return None

    def save(self, commit: bool = True) -> Page:
        page = super().save(commit)
        page.merge_conflicts = self.merge_conflicts
        if self._conflicting:
            from i18n.services import merging

            merging.keep_conflicts(version=self.version, conflicting=self._conflicting)
        return page
