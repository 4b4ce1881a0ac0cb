from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class I18nConfig(AppConfig):
    name = "i18n"
    label = "i18n"
    verbose_name = _("Translation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from i18n import checks, signal_handlers
        from i18n.services import page_permissions

        checks.register()
        signal_handlers.connect()
        page_permissions.register()
