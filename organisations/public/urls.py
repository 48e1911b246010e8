"""The public pages of the toolkit."""

from django.urls import path

from .views import toolkit

urlpatterns = [
    path("toolkit/", toolkit.overview, name="toolkit"),
    path("toolkit/<slug:slug>/", toolkit.organisation_type, name="toolkit-type"),
]
