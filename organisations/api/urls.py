"""The API's addresses of this app; recommendations.api.urls puts them beside its own."""

from django.urls import path

from caldicott.api.views import LIST, ONE

from .views import FigureCheckResource, OrganisationResource, ToolkitReturnResource

urlpatterns = [
    path("organisations/", OrganisationResource.as_view(LIST), name="api-organisation-list"),
    path("organisations/<slug:slug>/", OrganisationResource.as_view(ONE), name="api-organisation-detail"),
    path("toolkit-returns/", ToolkitReturnResource.as_view(LIST), name="api-toolkit-return-list"),
    path("toolkit-returns/<int:pk>/", ToolkitReturnResource.as_view(ONE), name="api-toolkit-return-detail"),
    path("figure-checks/", FigureCheckResource.as_view(LIST), name="api-figure-check-list"),
    path("figure-checks/<int:pk>/", FigureCheckResource.as_view(ONE), name="api-figure-check-detail"),
]
