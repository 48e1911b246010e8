"""The public pages of the record."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from .feeds import ChangesFeed, OrganisationFeed, RecommendationFeed
from .views import (
    about,
    additional_information,
    assessments,
    changes,
    commitments,
    data,
    editions,
    gap_analysis,
    home,
    organisations,
    periods,
    progress_reports,
    recommendations,
    reports,
)

# Under the address of one edition. Its report is the one that was sealed, also where another edition is current.
EDITION = [
    path("", editions.edition_detail, name="edition"),
    path("differences/", editions.differences, name="edition-differences"),
    path("SHA256SUMS", editions.manifest, name="edition-manifest"),
    path("files/", editions.files, name="edition-files"),
    path("files/<path:name>", editions.file, name="edition-file"),
    path("edition.zip", editions.archive, name="edition-archive"),
    path("report/", reports.cover, name="edition-report"),
    path("report/annex-<int:annex>/", reports.annex_page, name="edition-report-annex"),
    path("report/annex-<int:annex>/part-<int:part>/", reports.annex_page, name="edition-report-part"),
    path("report.pdf", reports.pdf, name="edition-report-pdf"),
]

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
    path("periods/editions/", editions.edition_list, name="editions"),
    path("periods/editions.sha256", editions.known, name="editions-known"),
    path("periods/<date:position_date>/editions/", editions.of_period, name="period-editions"),
    path("periods/<date:position_date>/editions/<int:number>/", include(EDITION)),
    path("reports/", progress_reports.progress_report_list, name="reports"),
    path(
        "additional-information/",
        additional_information.additional_information_list,
        name="additional-information",
    ),
    path("assessments/", assessments.assessment_list, name="assessments"),
    path("changes/", changes.change_list, name="changes"),
    path("changes/feed/", require_safe(ChangesFeed()), name="changes-feed"),
    path("recommendations/<int:number>/feed/", require_safe(RecommendationFeed()), name="recommendation-feed"),
    path("organisations/<slug:slug>/feed/", require_safe(OrganisationFeed()), name="organisation-feed"),
    path("gap-analysis/", gap_analysis.gap_analysis, name="gap-analysis"),
    path("data/", data.data, name="data"),
    path("data/record.zip", data.package, name="data-package"),
    path("data/catalogue.jsonld", data.catalogue, name="data-catalogue"),
    path("about/", about.about, name="about"),
]
