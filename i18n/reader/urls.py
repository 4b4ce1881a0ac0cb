"""Reader's addresses of i18n below /{lang}/ (included after those of the pages themselves)."""

from django.urls import path, register_converter

from i18n.reader.views import parallel, report, short, status


class ReportToken:
    """The private part of a status address."""

    regex = "[a-z0-9-]{10,32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ShortId(ReportToken):
    """The id of a page in short addresses, the same in all languages."""

    regex = "[a-z0-9]{4,12}"


register_converter(ReportToken, "reporttoken")
register_converter(ShortId, "shortid")

urlpatterns = [
    path("report/", report.report, name="report"),
    path("report/<reporttoken:token>/", status.status, name="report-status"),
    path("n/<shortid:short_id>/", short.short, name="short"),
    path("<path:page_path>/parallel/", parallel.parallel, name="parallel"),
]
