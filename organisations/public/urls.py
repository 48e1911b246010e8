"""The public pages of organisations and of the toolkit."""

from django.urls import path

from .views import organisations, toolkit

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path("toolkit/", toolkit.overview, name="toolkit"),
    path("toolkit/<slug:slug>/", toolkit.organisation_type, name="toolkit-type"),
]
