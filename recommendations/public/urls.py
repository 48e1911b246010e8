"""The public pages of the record."""

from django.urls import path

from .views import about, commitments, data, gap_analysis, home, organisations, periods, recommendations, reports

urlpatterns = [
    path("", home.home, name="home"),
    path("recommendations/", recommendations.recommendation_list, name="recommendations"),
    path("recommendations/<int:number>/", recommendations.recommendation_detail, name="recommendation"),
    path("commitments/", commitments.commitment_list, name="commitments"),
    path("commitments/<int:number>/", commitments.commitment_detail, name="commitment"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path("periods/", periods.period_list, name="periods"),
    path("periods/<date:position_date>/", periods.period_detail, name="period"),
    path("periods/<date:position_date>/introduction/", periods.introduction, name="introduction"),
    path("periods/<date:position_date>/silence/", periods.silence, name="silence"),
    path("periods/<date:position_date>/report/", reports.cover, name="report"),
    path("periods/<date:position_date>/report/annex-<int:annex>/", reports.annex_page, name="report-annex"),
    path(
        "periods/<date:position_date>/report/annex-<int:annex>/part-<int:part>/", reports.annex_page, name="report-part"
    ),
    path("periods/<date:position_date>/report.pdf", reports.pdf, name="report-pdf"),
    path("gap-analysis/", gap_analysis.gap_analysis, name="gap-analysis"),
    path("data/", data.data, name="data"),
    path("data/record.zip", data.package, name="data-package"),
    path("data/catalogue.jsonld", data.catalogue, name="data-catalogue"),
    path("about/", about.about, name="about"),
]
