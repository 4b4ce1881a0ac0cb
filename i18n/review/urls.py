"""Addresses of the translation screens, below Wagtail's admin."""

from django.urls import path

from i18n.review import (
    article_views,
    engine_views,
    figures_views,
    hours_views,
    page_views,
    people_views,
    policy_views,
    preview_views,
    publishing,
    queue_views,
    record_views,
    report_views,
    views,
)

app_name = "translations"
urlpatterns = [
    path("", views.index, name="list"),
    path("queue/", queue_views.index, name="queue"),
    path("queue/sets/", queue_views.new_set, name="queue_new_set"),
    path("queue/sets/<int:set_id>/", queue_views.one_set, name="queue_set"),
    path("engines/", engine_views.index, name="engines"),
    path("delete/", page_views.delete, name="delete"),
    path("<int:version_id>/original/", page_views.source, name="source"),
    path("<int:version_id>/checked/", page_views.checked, name="checked"),
    path("new/", views.create, name="create"),
    path("jobs/<int:job_id>/again/", views.again, name="again"),
    path("jobs/again/", views.all_again, name="all_again"),
    path("articles/<int:group_id>/urgent/", article_views.urgent, name="urgent"),
    path("articles/<int:group_id>/withdraw/", article_views.withdraw, name="withdraw"),
    path("pages/<int:page_id>/prepare/", article_views.prepare, name="prepare"),
    path("policy/", policy_views.index, name="policy"),
    path("roles/", people_views.index, name="people"),
    path("roles/<int:user_id>/", people_views.person, name="person"),
    path("hours/", hours_views.index, name="hours"),
    path("hours/<str:month>.csv", hours_views.table, name="hours_csv"),
    path("figures/", figures_views.index, name="figures"),
    path("figures/<str:name>.csv", figures_views.table, name="figures_csv"),
    path("reports/", report_views.index, name="reports"),
    path("reports/close/", report_views.close, name="reports_close"),
    path("reports/table.<str:kind>", report_views.table, name="reports_table"),
    path("reports/<int:report_id>/", report_views.report, name="report"),
    path("publish/<int:page_id>/", publishing.before_publishing, name="before_publishing"),
    path("<int:version_id>/", views.review, name="review"),
    path("<int:version_id>/record/<str:public_id>/", record_views.sentence, name="record"),
    path("<int:version_id>/preview/", preview_views.preview, name="preview"),
    path("<int:version_id>/sentence/", views.sentence, name="sentence"),
    path("<int:version_id>/release/", views.release, name="release"),
]
