"""How static files are named when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash, also where one of our own modules imports another: a browser must never mix two releases.

    Django's way for modules is all or nothing; the files of Wagtail and others are left as they are.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/review/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
