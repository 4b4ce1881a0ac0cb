"""Reader's addresses of i18n below /{lang}/ (included after those of the pages themselves)."""

from django.urls import path, register_converter

from i18n.reader.views import parallel, report, status


class ReportToken:
    """The private part of a status address."""

    regex = "[a-z0-9-]{10,32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReportToken, "reporttoken")

urlpatterns = [
    path("report/", report.report, name="report"),
    path("report/<reporttoken:token>/", status.status, name="report-status"),
    path("<path:page_path>/parallel/", parallel.parallel, name="parallel"),
]
