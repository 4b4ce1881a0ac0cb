"""Who may do what: the one policy module, asked by services, page permissions and screens."""

from wagtail.models import PagePermissionTester


class TranslatablePagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions, with the roles per language added."""
