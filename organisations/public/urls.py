"""The public pages of the toolkit, and the one of roles."""

from django.urls import path

from .views import figures, returns, roles, toolkit

urlpatterns = [
    path("about/roles/", roles.roles, name="roles"),
    path("toolkit/", toolkit.overview, name="toolkit"),
    # Before the types: no organisation type is called so.
    path("toolkit/figures/", figures.figure_list, name="toolkit-figures"),
    path("toolkit/returns/", returns.return_list, name="toolkit-returns"),
    path("toolkit/<slug:slug>/", toolkit.organisation_type, name="toolkit-type"),
]
