"""Only typos: the translations of corrected sentences stay fresh."""

from django.utils.translation import gettext as _

from i18n.services import carrying
from i18n.services.declaring import Change


def keep_fresh(change: Change) -> None:
    """Carry the texts of all versions over to the corrected wordings."""
    hashes = change.rewritten
    if not hashes or not change.versions:
        return
    wordings = carrying.source_wordings(change.versions[0], hashes)
    for version in change.versions:
        carrying.carry(
            version=version,
            hashes=hashes,
            person=change.declared.person if change.declared else None,
            reason=_("Only typos were corrected in the original."),
            wordings=wordings,
        )
