"""Version 1 of the API, all addresses. Systems outside rely on them: an address that must change redirects for ever."""

from django.urls import include, path, re_path

from caldicott.api.description import Description, Root, docs
from caldicott.api.views import LIST, ONE, NothingHere

from .views import (
    AdditionalInformationResource,
    AssessmentResource,
    ChangeResource,
    CommitmentResource,
    EditionResource,
    PeriodResource,
    ProgressReportResource,
    RecommendationResource,
    TargetDateResource,
)

RESOURCES = {
    "recommendations": "api-recommendation-list",
    "commitments": "api-commitment-list",
    "organisations": "api-organisation-list",
    "periods": "api-period-list",
    "progress-reports": "api-progress-report-list",
    "target-dates": "api-target-date-list",
    "additional-information": "api-additional-information-list",
    "assessments": "api-assessment-list",
    "toolkit-returns": "api-toolkit-return-list",
    "figure-checks": "api-figure-check-list",
    "editions": "api-edition-list",
    "changes": "api-change-list",
    "schema": "api-schema",
    "docs": "api-docs",
}

urlpatterns = [
    path("", Root.as_view(resources=RESOURCES), name="api-root"),
    path("recommendations/", RecommendationResource.as_view(LIST), name="api-recommendation-list"),
    path("recommendations/<int:number>/", RecommendationResource.as_view(ONE), name="api-recommendation-detail"),
    path("commitments/", CommitmentResource.as_view(LIST), name="api-commitment-list"),
    path("commitments/<int:number>/", CommitmentResource.as_view(ONE), name="api-commitment-detail"),
    path("periods/", PeriodResource.as_view(LIST), name="api-period-list"),
    path("periods/<date:slug>/", PeriodResource.as_view(ONE), name="api-period-detail"),
    path("progress-reports/", ProgressReportResource.as_view(LIST), name="api-progress-report-list"),
    path("progress-reports/<int:public_id>/", ProgressReportResource.as_view(ONE), name="api-progress-report-detail"),
    path("target-dates/", TargetDateResource.as_view(LIST), name="api-target-date-list"),
    path("target-dates/<int:public_id>/", TargetDateResource.as_view(ONE), name="api-target-date-detail"),
    path(
        "additional-information/", AdditionalInformationResource.as_view(LIST), name="api-additional-information-list"
    ),
    path(
        "additional-information/<int:public_id>/",
        AdditionalInformationResource.as_view(ONE),
        name="api-additional-information-detail",
    ),
    path("assessments/", AssessmentResource.as_view(LIST), name="api-assessment-list"),
    path("assessments/<int:public_id>/", AssessmentResource.as_view(ONE), name="api-assessment-detail"),
    path("editions/", EditionResource.as_view(LIST), name="api-edition-list"),
    path("editions/<date:period>/<int:number>/", EditionResource.as_view(ONE), name="api-edition-detail"),
    path("changes/", ChangeResource.as_view(LIST), name="api-change-list"),
    path("changes/<int:pk>/", ChangeResource.as_view(ONE), name="api-change-detail"),
    path("", include("organisations.api.urls")),
    path("schema/", Description.as_view(), name="api-schema"),
    path("docs/", docs, name="api-docs"),
    # With the slash only: without it, Django first looks whether the address with a slash is meant.
    re_path(r"^[\s\S]*/$", NothingHere.as_view()),
]
